import Diagnostics
import Geometry
import Glibc

/// The ESRI ASCII grid (`.asc`, plain or gzip-compressed): a header of names and numbers, then the cells from
/// north-west to south-east.
public enum ESRIASCIIGrid {
    /// The value written for cells without data.
    public static let noDataMarker = -9999.0

    /// Larger grids are refused: 500 million cells take 2 GB.
    static let largestCellCount = 500_000_000

    /// Reads a grid; cells without data become NaN.
    ///
    /// No data is the header's `NODATA_value` (−9999 when it is not given), not-a-number, and anything beyond
    /// ±1e30, which several programs use. Values may be broken into lines in any way.
    /// - Throws: `InputError` with file and line.
    public static func read(path: String) throws -> Raster {
        let tokens = try GridTokens(path: path)
        let header = try GridHeader(tokens)
        let count = header.columns * header.rows
        if let bytes = tokens.fileSizeBytes, count > bytes {
            throw tooFew(tokens, header, found: nil)
        }
        var values: [Float] = []
        values.reserveCapacity(min(count, 1 << 24))
        let noData = header.noDataValue
        var token = header.firstValue
        while token != nil {
            guard let value = token?.number else {
                throw tokens.error(
                    "grid-not-a-number", "\"\(token?.text ?? "")\" is not a number",
                    remedy: "write every cell as a number with a decimal point, cells separated by blanks")
            }
            if values.count == count { throw tooMany(tokens, header) }
            let isKnown = value != noData && abs(value) < 1e30
            values.append(isKnown ? Float(value) : .nan)
            tokens.takePlainNumbers(into: &values, upTo: count, noData: noData)
            token = try tokens.next()
        }
        if values.count < count { throw tooFew(tokens, header, found: values.count) }
        return Raster(
            origin: header.origin, cellWidth: header.cellWidth, cellHeight: header.cellHeight, columns: header.columns,
            rows: header.rows, values: values)
    }

    private static func tooFew(_ tokens: borrowing GridTokens, _ header: GridHeader, found: Int?) -> InputError {
        tokens.error(
            "grid-too-few-values",
            "the header promises \(header.columns) columns × \(header.rows) rows = \(header.columns * header.rows) "
                + "values, but the file holds \(found.map { "only \($0)" } ?? "fewer bytes than that")",
            remedy: "check ncols and nrows, or export the grid again: the file may be cut off")
    }

    private static func tooMany(_ tokens: borrowing GridTokens, _ header: GridHeader) -> InputError {
        tokens.error(
            "grid-too-many-values",
            "there are more values than the \(header.columns) columns × \(header.rows) rows of the header",
            remedy: "check ncols and nrows, or export the grid again")
    }
}
