import Diagnostics

/// The values of a TIFF of one band: its layout, and the way from packed bytes to numbers.
struct TIFFCells {
    let columns, rows: Int
    /// The unit of the values, when GDAL's metadata name it.
    let unit: String?
    private let directory: TIFFDirectory
    private let compression: Int
    private let predictor: Int
    private let layout: TIFFSampleLayout
    /// Size of a strip or tile, and where each lies.
    private let blockColumns, blockRows: Int
    private let offsets, byteCounts: [Int]
    private let noData: Double?
    private let scale, shift: Double

    init(_ directory: TIFFDirectory) throws {
        self.directory = directory
        func refused(_ what: String, _ remedy: String) -> InputError {
            InputError("geotiff-unsupported", at: SourcePosition(file: directory.file.path), what, remedy: remedy)
        }
        columns = try directory.integer(256) ?? 0
        rows = try directory.integer(257) ?? 0
        guard columns > 0, rows > 0 else { throw directory.damaged("it has no size") }
        guard rows <= ESRIASCIIGrid.largestCellCount / columns else {
            throw InputError(
                "grid-too-large", at: SourcePosition(file: directory.file.path),
                "\(columns) × \(rows) cells are more than this program holds in memory",
                remedy: "clip the grid to the town or use larger cells")
        }
        let bands = try directory.integer(277) ?? 1, meaning = try directory.integer(262) ?? 1
        guard bands == 1, meaning == 0 || meaning == 1 else {
            throw refused(
                bands == 1 ? "the TIFF is a picture in colours, not a grid of values"
                    : "the GeoTIFF has \(bands) bands, and it is not said which one counts",
                "write the band that counts to a file of its own, for instance with gdal_translate -b 1 in.tif out.tif")
        }
        guard !directory.hasMask else {
            throw refused(
                "cells without data are marked by a mask in the GeoTIFF, which is not read",
                "mark them by a value, for instance with gdal_translate -mask none -a_nodata -9999 in.tif out.tif")
        }
        compression = try directory.integer(259) ?? 1
        guard [1, 5, 8, 32946, 32773].contains(compression) else {
            throw refused(
                "the GeoTIFF is packed in a way that is not read (compression \(compression))",
                "write it again, for instance with gdal_translate -co COMPRESS=DEFLATE in.tif out.tif")
        }
        predictor = try directory.integer(317) ?? 1
        guard (try directory.integer(266) ?? 1) == 1, [1, 2, 3].contains(predictor),
            let layout = TIFFSampleLayout(
                bits: try directory.integer(258) ?? 1, format: try directory.integer(339) ?? 1,
                isBigEndian: directory.isBigEndian), predictor != 3 || layout.isFloatingPoint
        else {
            throw refused(
                "the values of the GeoTIFF have a form that is not read: \(try directory.integer(258) ?? 1) bits",
                "write it again, for instance with gdal_translate -ot Float32 in.tif out.tif")
        }
        self.layout = layout
        if directory.has(322) {
            blockColumns = try directory.integer(322) ?? 0
            blockRows = try directory.integer(323) ?? 0
            offsets = try directory.integers(324)
            byteCounts = try directory.integers(325)
        } else {
            blockColumns = columns
            blockRows = min(rows, try directory.integer(278) ?? rows)
            offsets = try directory.integers(273)
            byteCounts = try directory.integers(279)
        }
        guard blockColumns > 0, blockRows > 0, blockColumns <= 1 << 28, blockRows <= 1 << 28,
            blockColumns * blockRows <= ESRIASCIIGrid.largestCellCount
        else { throw directory.damaged("its strips or tiles have no usable size") }
        let blocks = ((columns - 1) / blockColumns + 1) * ((rows - 1) / blockRows + 1)
        guard offsets.count >= blocks, byteCounts.count >= blocks else {
            throw directory.damaged("it lists fewer strips or tiles than it needs")
        }
        // No way of packing makes more than 2000 bytes of one.
        guard columns * rows * layout.bytes / 2000 <= directory.file.size else {
            throw directory.damaged("\(columns) × \(rows) cells cannot be in \(directory.file.size) bytes")
        }
        noData = try directory.text(42113).flatMap { text in Double(text.filter { !$0.isWhitespace }) }
        let metadata = try directory.text(42112) ?? ""
        scale = Self.item("scale", metadata).flatMap { Double($0) } ?? 1
        shift = Self.item("offset", metadata).flatMap { Double($0) } ?? 0
        unit = Self.item("unittype", metadata)
    }

    /// GDAL's metadata: the text of `<Item … role="…">`.
    private static func item(_ role: String, _ metadata: String) -> String? {
        for part in metadata.split(separator: "<Item") where part.contains("role=\"\(role)\"") {
            guard let open = part.firstIndex(of: ">") else { continue }
            let text = part[part.index(after: open)...].prefix { $0 != "<" }
            if !text.isEmpty { return String(text) }
        }
        return nil
    }

    /// All values from north-west to south-east.
    /// - Complexity: O(cells); memory grows as strips or rows of tiles are unpacked.
    func values() throws -> [Float] {
        var values: [Float] = []
        let across = (columns - 1) / blockColumns + 1
        for top in stride(from: 0, to: rows, by: blockRows) {
            let height = min(blockRows, rows - top), base = values.count
            for place in 0..<across {
                let number = top / blockRows * across + place
                let left = place * blockColumns, width = min(blockColumns, columns - left)
                let bytes = try unpacked(number, rows: directory.has(322) ? blockRows : height)
                if place == 0 { values.append(contentsOf: repeatElement(.nan, count: height * columns)) }
                guard let bytes else {
                    // A block that is left out holds no data, or zeros where no marker is named.
                    if noData == nil { fill(&values, base + left, width, height, known(0)) }
                    continue
                }
                for row in 0..<height {
                    let source = row * blockColumns, target = base + row * columns + left
                    for column in 0..<width {
                        values[target + column] = known(layout.value(bytes, source + column))
                    }
                }
            }
        }
        return values
    }

    private func fill(_ values: inout [Float], _ start: Int, _ width: Int, _ height: Int, _ value: Float) {
        for row in 0..<height {
            for column in 0..<width { values[start + row * columns + column] = value }
        }
    }

    /// A value as it counts, or not-a-number for one that marks the absence of data.
    @inline(__always) private func known(_ value: Double) -> Float {
        if let noData, value == noData || Float(value) == Float(noData) { return .nan }
        guard abs(value) < 1e30 else { return .nan }
        return Float(value * scale + shift)
    }

    /// The bytes of one strip or tile, with the predictor undone; nil for one that is left out.
    private func unpacked(_ number: Int, rows: Int) throws -> [UInt8]? {
        if offsets[number] == 0, byteCounts[number] == 0 { return nil }
        guard let packed = try directory.file.bytes(at: offsets[number], count: byteCounts[number]) else {
            throw directory.damaged("strip or tile \(number + 1) lies beyond the end of the file")
        }
        let expected = blockColumns * rows * layout.bytes
        var bytes: [UInt8]
        do throws(Inflater.Problem) {
            switch compression {
            case 5: bytes = try Unpacking.lzw(packed, expected: expected)
            case 8, 32946: bytes = try Unpacking.zlib(packed, expected: expected)
            case 32773: bytes = try Unpacking.packBits(packed, expected: expected)
            default: bytes = packed
            }
        } catch {
            throw directory.damaged("strip or tile \(number + 1) cannot be unpacked")
        }
        guard bytes.count >= expected else {
            throw directory.damaged("strip or tile \(number + 1) is cut off")
        }
        switch predictor {
        case 2: layout.undoDifferences(&bytes, columns: blockColumns, rows: rows)
        case 3: layout.undoFloatDifferences(&bytes, columns: blockColumns, rows: rows)
        default: break
        }
        return bytes
    }
}
