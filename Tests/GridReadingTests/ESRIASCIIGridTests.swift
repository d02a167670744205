import Diagnostics
import Foundation
import Geometry
import GridReading
import Testing
import TestSupport

@Suite struct ESRIASCIIGridTests {
    static let header = "ncols 3\nnrows 2\nxllcorner 100\nyllcorner 200.5\ncellsize 10\nNODATA_value -9999\n"

    private func read(_ text: String) throws -> Raster { try read(Data(text.utf8)) }

    private func read(_ data: Data) throws -> Raster {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).asc")
        try data.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try ESRIASCIIGrid.read(path: file.path)
    }

    @Test func `a grid is read from north to south`() throws {
        let raster = try read(Self.header + "1 2 3\n4.25 -5e-1 -9999\n")
        #expect(raster.columns == 3 && raster.rows == 2 && raster.cellSizeMetres == 10)
        #expect(raster.origin == Point(x: 100, y: 200.5))
        #expect(raster.values.prefix(5) == [1, 2, 3, 4.25, -0.5])
        #expect(raster.values[5].isNaN)
        #expect(raster.value(at: Point(x: 105, y: 215)) == 1)
    }

    @Test func `headers in any case and order, cell centres, and no line structure`() throws {
        let raster = try read(
            "\u{FEFF}NROWS 1\r\nNCols 2\r\nXLLCENTER 105\r\nyllcenter 205\r\nCELLSIZE 10\r\n  7\t8 \r\n\r\n")
        #expect(raster.origin == Point(x: 100, y: 200))
        #expect(raster.values == [7, 8])
    }

    @Test(arguments: [
        ("-9999", "-9999"), ("-9999", "-9999.0"), ("-3.4e38", "-3.4028235e+38"), ("nan", "NaN"), ("-9999", "nan"),
        ("1.8e308", "1.8e308"), ("0", "0.00"), ("-32767", "-32767"), ("-9999", "-1.#QNAN"), ("-9999", "inf"),
        ("-3.40282346638528859812e+38", "-3.40282346638528859812e+38"),
    ])
    func `every marker of no data becomes not-a-number`(_ marker: String, _ cell: String) throws {
        let raster = try read("ncols 2 nrows 1 xllcorner 0 yllcorner 0 cellsize 1 NODATA_value \(marker)\n5 \(cell)\n")
        #expect(raster.values[0] == 5 && raster.values[1].isNaN)
    }

    @Test func `numbers of every form`() throws {
        let text = "1 -1.5 +2 .5 3. 1e3 1.25E-2 0.1 123456.789 0.123456789012345678901 1e-30"
        let raster = try read("ncols 11 nrows 1 xllcorner 0 yllcorner 0 cellsize 1\n" + text)
        #expect(raster.values == [1, -1.5, 2, 0.5, 3, 1000, 0.0125, 0.1, 123456.789, 0.12345679, 1e-30])
    }

    @Test(arguments: [
        ("", "grid-empty", 1), ("\n\n", "grid-empty", 1),
        ("ncols 3\nnrows 2\nxllcorner 1\nyllcorner 1\n1 2 3\n4 5 6", "grid-header", 5),
        ("nrows 2\nxllcorner 1\nyllcorner 1\ncellsize 1\n1 2", "grid-header", 5),
        ("ncols 3\nncols 3\n", "grid-header", 2), ("ncols three\n", "grid-header", 1),
        ("ncols 3\nnrows 2\nxllcorner 1\nyllcorner 1\ncellsize NaN\n1 2 3\n4 5 6", "grid-header", 5),
        ("ncols 3\nnrows 2\nxllcorner 1\nyllcorner 1\ncellsize inf\n1 2 3\n4 5 6", "grid-header", 5),
        ("ncols 3\nnrows 2\nxllcorner 1\nyllcorner 1\ncellsize 0\n1 2 3\n4 5 6", "grid-header", 6),
        ("ncols -3\nnrows 2\nxllcorner 1\nyllcorner 1\ncellsize 1\n1", "grid-header", 6),
        ("ncols 99999999\nnrows 99999999\nxllcorner 1\nyllcorner 1\ncellsize 1\n1", "grid-too-large", 6),
        ("ncols 9999\nnrows 9999\nxllcorner 1\nyllcorner 1\ncellsize 1\n1 2", "grid-too-few-values", 6),
        (header + "1 2 3\n4 5\n", "grid-too-few-values", 8), (header + "1 2 3\n4 5 6\n7\n", "grid-too-many-values", 9),
        (header + "1 2 3\n4 x5 6\n", "grid-not-a-number", 8), (header + "1 2 3\n4 5,5 6\n", "grid-not-a-number", 8),
        (header + "1 2 3\n4 0x10 6\n", "grid-not-a-number", 8), (header + "1 2 3\n4 1e 6\n", "grid-not-a-number", 8),
        (header + "1 2 3\n4 - 6\n", "grid-not-a-number", 8), ("<html>\n", "grid-header", 1),
        ("ncols 1\nnrows 1\ndx 1\nxllcorner 0\nyllcorner 0\n1", "grid-header", 6),
    ])
    func `a broken grid is refused with file and line`(_ text: String, _ code: String, _ line: Int) {
        let error = #expect(throws: InputError.self) { try read(text) }
        #expect(error?.code == code)
        #expect(error?.position?.line == line)
        #expect(error?.position?.file.hasSuffix(".asc") == true)
    }

    @Test func `folders, missing, binary and packed files are refused`() {
        let folder = FileManager.default.temporaryDirectory.path
        for (path, words) in [(folder, "folder"), (folder + "/no such file.asc", "No such file")] {
            let error = #expect(throws: InputError.self) { try ESRIASCIIGrid.read(path: path) }
            #expect(error?.code == "grid-unreadable" && error?.problem.contains(words) == true)
        }
        #expect(throws: InputError.self) { try read(Data([0x49, 0x49, 0x2A, 0, 8])) }
        let error = #expect(throws: InputError.self) { try read(Data([0x1F, 0x8B, 8, 0])) }
        #expect(error?.code == "gzip-truncated")
        #expect(#expect(throws: InputError.self) { try read(Data([0x50, 0x4B, 3, 4])) }?.code == "grid-binary")
        #expect(throws: InputError.self) { try read(Data(repeating: 65, count: 1_000_000)) }
    }

    @Test func `what is written is read again`() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).asc")
        defer { try? FileManager.default.removeItem(at: file) }
        let raster = Raster(
            origin: Point(x: 428785.4873823077, y: -0.1), cellSizeMetres: 18.99971066023, columns: 4, rows: 2,
            values: [0, 1.5, -2.25, .nan, 0.0004, 100, -0.0004, 12.3456])
        try ESRIASCIIGrid.write(raster, to: file.path, decimals: 3)
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.hasSuffix("NODATA_value -9999\n0 1.5 -2.25 -9999\n0 100 0 12.346\n"))
        let again = try ESRIASCIIGrid.read(path: file.path)
        #expect(again.origin == raster.origin && again.cellSizeMetres == raster.cellSizeMetres)
        #expect(again.values[7] == 12.346 && again.values[3].isNaN)
        #expect(throws: FailureError.self) { try ESRIASCIIGrid.write(raster, to: "/no such folder/a.asc") }
    }

    @Test(.enabled(if: sharedFolder != nil, "\(sharedFolderMissing)"))
    func `a real terrain is read`() throws {
        let path = try #require(sharedFolder).appendingPathComponent("data/hazard/dem/derived_nanaimo_clip.asc").path
        let raster = try ESRIASCIIGrid.read(path: path)
        #expect(raster.columns == 100 && raster.rows == 89)
        #expect(raster.values.prefix(4) == [203, 202, 200, 199])
        #expect(abs(raster.bounds.maxX - (428785.487382307707 + 100 * 18.999710660230)) < 1e-6)
        let range = try #require(raster.range)
        #expect(range.lowerBound >= -10 && range.upperBound < 1000)
    }
}
