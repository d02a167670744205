import Diagnostics
import Foundation
import Geometry
@testable import GridReading
import Testing
import TestSupport

@Suite struct GeoTIFFTests {
    /// The files of `Fixtures/geotiffs.txt` by name; its head says how they were made.
    static let fixtures: [(name: String, data: Data)] = {
        let path = repositoryFolder.appendingPathComponent("Tests/GridReadingTests/Fixtures/geotiffs.txt")
        guard let text = try? String(contentsOf: path, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
            let parts = line.split(separator: "\t")
            guard parts.count == 2, let data = Data(base64Encoded: String(parts[1])) else { return nil }
            return (String(parts[0]), data)
        }
    }()

    private func read(_ data: Data) throws -> GridFile {
        let scratch = try ScratchFolder()
        return try GridFile.read(path: try scratch.file("grid.tif", data))
    }

    /// The formula of the fixtures.
    private func expected(_ name: String, row: Int, column: Int) -> Float {
        let value = (31 * row + 7 * column) % 200
        switch name.first {
        case "f": return Float(value) / 8 - 3
        case "i": return value == 13 ? .nan : Float(value - 100)
        default: return value == 13 ? .nan : Float(value)
        }
    }

    @Test func `every form of the same grid is read`() throws {
        #expect(Self.fixtures.count == 37)
        for (name, data) in Self.fixtures {
            let grid = try read(data), raster = grid.raster
            #expect(raster.columns == 11 && raster.rows == 9, "\(name)")
            for cell in raster.values.indices {
                let wanted = expected(name, row: cell / 11, column: cell % 11), found = raster.values[cell]
                #expect(found == wanted || (found.isNaN && wanted.isNaN), "\(name), cell \(cell): \(found), not \(wanted)")
            }
            #expect(grid.epsg == 28992 && raster.cellWidth == 10 && raster.cellHeight == 20)
            // The north-western corner, or, where the pixel is a point, the middle of its cell.
            let corner = name.contains("point") ? Point(x: 995, y: 5010) : Point(x: 1000, y: 5000)
            #expect(raster.bounds.minX == corner.x && raster.bounds.maxY == corner.y, "\(name)")
        }
    }

    /// Hundreds of damaged files: a grid or an `InputError`, never a crash.
    @Test func `damaged files are refused or read, never crash`() throws {
        var draws = FixedDraws(seed: 7)
        let scratch = try ScratchFolder()
        var refused = 0
        for (name, data) in Self.fixtures where name.contains("deflate") || name.contains("lzw") || name.contains("Big") {
            for number in 0..<30 {
                var damaged = data
                if number % 5 == 0 {
                    damaged = damaged.prefix(Int(draws.next() % UInt64(data.count)))
                } else {
                    // The head and the directory are where it hurts most.
                    for _ in 0..<(number % 3 + 1) {
                        let reach = number % 2 == 0 ? data.count : min(300, data.count)
                        damaged[Int(draws.next() % UInt64(reach))] = UInt8(truncatingIfNeeded: draws.next())
                    }
                }
                do {
                    let grid = try GridFile.read(path: try scratch.file("grid.tif", damaged))
                    #expect(grid.raster.values.count == grid.raster.columns * grid.raster.rows)
                } catch is InputError { refused += 1 }
            }
        }
        #expect(refused > 100)
    }

    @Test func `a header that claims more than the file holds takes no memory`() throws {
        var data = try #require(Self.fixtures.first { $0.name.hasPrefix("u1 plain") }).data
        // Width and height are the first two entries of the directory at byte 8 (type 4, count 1).
        for (entry, value) in [(0, 20_000), (1, 24_000)] {
            for i in 0..<4 { data[10 + entry * 12 + 8 + i] = UInt8(value >> (8 * i) & 255) }
        }
        #expect(#expect(throws: InputError.self) { try read(data) }?.code == "geotiff-damaged")
    }

    @Test func `what is no grid of one band is refused with a reason`() throws {
        let plain = try #require(Self.fixtures.first { $0.name.hasPrefix("u1 plain") }).data
        // Entries of 12 bytes from byte 10 on: tag, type, count, value. A tag that is not there is changed into one.
        func changing(_ tag: Int, to value: Int) -> Data {
            var data = plain
            for entry in 0..<Int(data[8]) {
                let at = 10 + entry * 12
                guard Int(data[at]) | Int(data[at + 1]) << 8 == tag else { continue }
                data[at + 8] = UInt8(value & 255)
                data[at + 9] = UInt8(value >> 8)
            }
            return data
        }
        for (tag, value, word) in [(277, 3, "3 bands"), (262, 2, "colours"), (259, 7, "compression 7"), (258, 12, "12 bits")] {
            let error = #expect(throws: InputError.self) { try read(changing(tag, to: value)) }
            #expect(error?.code == "geotiff-unsupported" && error?.problem.contains(word) == true, "\(word)")
        }
        // Without its scale the picture has no place.
        var data = plain
        for entry in 0..<Int(data[8]) where data[10 + entry * 12] == 0x0E && data[11 + entry * 12] == 0x83 {
            data[11 + entry * 12] = 0x90
        }
        #expect(#expect(throws: InputError.self) { try read(data) }?.code == "geotiff-place")
    }

    /// Counts, places and sums were read with rasterio 1.4 (`dataset.read(1, masked=True)`); the sum is that of each
    /// value × (position mod 97 + 1), as single precision.
    @Test(
        .enabled(if: sharedFolder != nil, "\(sharedFolderMissing)"),
        arguments: [
            ("aqueduct_inunriver_rcp4p5_2030_rp01000_djibouti.tif", 480, 600, 217_323, 23_725, 162961.57131624036),
            ("incore_hurricane_Inundation_Raster.tif", 201, 168, 33_768, 21_444, 17010705.073858976),
        ])
    func `real depth grids are read as GDAL reads them`(
        _ name: String, _ columns: Int, _ rows: Int, _ known: Int, _ wet: Int, _ sum: Double
    ) throws {
        let grid = try GridFile.read(path: try #require(sharedFolder).appendingPathComponent("data/hazard/flood/\(name)").path)
        let raster = grid.raster
        #expect(raster.columns == columns && raster.rows == rows && grid.epsg == 4326)
        #expect(raster.values.count { !$0.isNaN } == known)
        #expect(raster.values.count { $0 > 0 } == wet)
        let found = raster.values.enumerated().reduce(0.0) {
            $0 + ($1.element.isNaN ? 0 : Double($1.element) * Double($1.offset % 97 + 1))
        }
        #expect(abs(found - sum) < 1e-9 * sum)
        if name.hasPrefix("aqueduct") {
            #expect(raster.values[476 * 480 + 15] == 1.8751795291900635)
            #expect(raster.bounds.minX == 41 && abs(raster.bounds.maxY - 14) < 1e-12)
        } else {
            #expect(raster.values[167 * 201] == 68.25328494506235)
            #expect(abs(raster.cellWidth - 0.0021) < 1e-12 && raster.isSquare)
        }
    }

    @Test func `a big LZW strip, with codes of every width and cleared tables, is unpacked`() throws {
        var draws = FixedDraws(seed: 3)
        for range in [2, 7, 256] {
            let bytes = (0..<40_000).map { _ in UInt8(truncatingIfNeeded: draws.next() % UInt64(range)) }
            #expect(try Unpacking.lzw(packLZW(bytes), expected: bytes.count) == bytes)
        }
    }

    /// Packs as TIFF 6.0, section 13, says, clearing the table at code 4094.
    private func packLZW(_ bytes: [UInt8]) -> [UInt8] {
        var packed: [UInt8] = [], pending = 0, pendingCount = 0, width = 9, next = 258
        var codes: [[UInt8]: Int] = [:]
        func write(_ code: Int) {
            pending = pending << width | code
            pendingCount += width
            while pendingCount >= 8 {
                packed.append(UInt8(pending >> (pendingCount - 8) & 255))
                pendingCount -= 8
                pending &= 1 << pendingCount - 1
            }
        }
        func code(_ piece: [UInt8]) -> Int { piece.count == 1 ? Int(piece[0]) : codes[piece] ?? -1 }
        write(256)
        var piece: [UInt8] = []
        for byte in bytes {
            if piece.isEmpty || codes[piece + [byte]] != nil {
                piece.append(byte)
                continue
            }
            write(code(piece))
            codes[piece + [byte]] = next
            next += 1
            if next > 1 << width - 1 { width += 1 }
            if next == 4095 {
                width = 12
                write(256)
                (codes, next, width) = ([:], 258, 9)
            }
            piece = [byte]
        }
        write(code(piece))
        write(257)
        if pendingCount > 0 { packed.append(UInt8(pending << (8 - pendingCount) & 255)) }
        return packed
    }
}

/// Numbers that are the same on every machine (SplitMix64).
struct FixedDraws {
    var seed: UInt64
    mutating func next() -> UInt64 {
        seed &+= 0x9E37_79B9_7F4A_7C15
        var z = seed
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}
