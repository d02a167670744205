import Diagnostics
import FileReading
import Foundation
import TestSupport
import Testing

@Suite struct DelimitedTableTests {
    private func table(_ text: String) throws -> DelimitedTable {
        let scratch = try ScratchFolder()
        return try DelimitedTable(path: scratch.file("t.csv", text))
    }

    @Test(arguments: [",", ";", "\t"]) func `the separator is the header's own`(_ separator: String) throws {
        let text = ["asset,supplier_ids,at least\r\n", "H1,\"a,b;c\td\",2\r\n"].joined()
        let table = try table(text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .map { $0.offset % 2 == 0 ? $0.element.split(separator: ",", omittingEmptySubsequences: false).joined(separator: separator) : "\"\($0.element)\"" }
            .joined())
        #expect(table.header == ["asset", "supplier_ids", "at least"])
        #expect(table.rows.map(\.cells) == [["H1", "a,b;c\td", "2"]])
        #expect(table.column("supplier ids") == 1 && table.column("AtLeast") == 2 && table.column("x") == nil)
    }

    @Test func `quotes take in line ends and doubled quotes, and line numbers stay those of the file`() throws {
        let table = try table("\u{FEFF}# made by hand\n\na,b\n\"x\n\"\"y\"\"\", 1 \n\n2,  \n")
        #expect(table.header == ["a", "b"])
        #expect(table.rows.map(\.cells) == [["x\n\"y\"", "1"], ["2", ""]])
        #expect(table.rows.map(\.line) == [4, 7])
        #expect(table.rows[1][nil] == "" && table.rows[1][7] == "")
    }

    @Test func `a row longer than the header and an open quote are refused with their line`() throws {
        let long = try #require(throws: InputError.self) { try table("a,b\n1,2,,\n1,2,3\n") }
        #expect(long.code == "table-row-too-long" && long.position?.line == 3)
        let open = try #require(throws: InputError.self) { try table("a\n1\n\"2\n3\n") }
        #expect(open.code == "table-quote-open" && open.position?.line == 3)
    }

    @Test func `bytes that are no UTF-8 are read as Latin-1`() throws {
        let scratch = try ScratchFolder()
        let path = scratch.folder.appendingPathComponent("l.csv").path
        try AtomicFile.write([0x61, 0x0A, 0xE9, 0x0D, 0x0A], to: path)
        #expect(try DelimitedTable(path: path).rows.map(\.cells) == [["é"]])
    }
}
