import Diagnostics
import Geometry
import Glibc

extension ESRIASCIIGrid {
    /// Writes a grid, replacing the file; cells without data become −9999.
    ///
    /// - Parameter decimals: digits after the decimal point, 0 to 9; trailing zeros are left out.
    /// - Throws: `FailureError` when the file cannot be written.
    public static func write(_ raster: Raster, to path: String, decimals: Int = 3) throws {
        try save(bytes(of: raster, decimals: decimals), to: path)
    }

    /// The bytes of that file.
    public static func bytes(of raster: Raster, decimals: Int = 3) -> [UInt8] {
        var bytes = Array(
            """
            ncols \(raster.columns)
            nrows \(raster.rows)
            xllcorner \(raster.origin.x)
            yllcorner \(raster.origin.y)
            \(raster.isSquare ? "cellsize \(raster.cellWidth)" : "dx \(raster.cellWidth)\ndy \(raster.cellHeight)")
            NODATA_value -9999

            """.utf8)
        let decimals = min(9, max(0, decimals))
        var cell = 0
        for _ in 0..<raster.rows {
            for column in 0..<raster.columns {
                if column > 0 { bytes.append(32) }
                append(Double(raster.values[cell]), decimals, to: &bytes)
                cell += 1
            }
            bytes.append(10)
        }
        return bytes
    }

    /// Appends a number in decimal notation, the same in every language setting.
    static func append(_ value: Double, _ decimals: Int, to bytes: inout [UInt8]) {
        guard value.isFinite, abs(value) < 1e9 else {
            bytes += Array((value.isFinite ? "\(value)" : "-9999").utf8)
            return
        }
        let scale = pow(10, Double(decimals))
        var left = UInt64((abs(value) * scale).rounded())
        if value < 0, left > 0 { bytes.append(45) }
        var decimals = decimals
        while decimals > 0, left % 10 == 0 {
            left /= 10
            decimals -= 1
        }
        // Digits come out last first: they are appended backwards and then turned round.
        let start = bytes.count
        var written = 0
        repeat {
            if written == decimals, decimals > 0 { bytes.append(46) }
            bytes.append(48 + UInt8(left % 10))
            left /= 10
            written += 1
        } while left > 0 || written <= decimals
        bytes[start...].reverse()
    }

    private static func save(_ bytes: [UInt8], to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw FailureError("\(path) cannot be written: \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
            }
            if count < 0 { throw FailureError("writing \(path) failed: \(String(cString: strerror(errno)))") }
            done += count
        }
    }
}
