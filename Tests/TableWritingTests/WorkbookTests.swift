import Foundation
import MarkupReading
import TableWriting
import Testing

@Suite struct WorkbookTests {
    /// The files of a ZIP archive, stored as they are; checks what each header says of its file.
    private func files(_ archive: [UInt8]) throws -> [String: [UInt8]] {
        func number(_ place: Int, _ size: Int) -> Int { (0..<size).reduce(0) { $0 | Int(archive[place + $1]) << (8 * $1) } }
        let end = archive.count - 22
        #expect(Array(archive[end..<end + 4]) == [0x50, 0x4B, 5, 6])
        var files: [String: [UInt8]] = [:]
        var entry = number(end + 16, 4)
        #expect(entry + number(end + 12, 4) == end)
        for _ in 0..<number(end + 10, 2) {
            #expect(Array(archive[entry..<entry + 4]) == [0x50, 0x4B, 1, 2])
            let (checksum, size, nameSize, local) = (number(entry + 16, 4), number(entry + 24, 4), number(entry + 28, 2), number(entry + 42, 4))
            let name = String(decoding: archive[entry + 46..<entry + 46 + nameSize], as: UTF8.self)
            #expect(Array(archive[local..<local + 4]) == [0x50, 0x4B, 3, 4] && number(local + 14, 4) == checksum)
            let content = Array(archive[local + 30 + nameSize..<local + 30 + nameSize + size])
            #expect(plainChecksum(content) == checksum, "\(name)")
            files[name] = content
            entry += 46 + nameSize + number(entry + 30, 2) + number(entry + 32, 2)
        }
        return files
    }

    /// CRC-32 bit by bit, as its definition says.
    private func plainChecksum(_ bytes: [UInt8]) -> Int {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            for bit in 0..<8 {
                let feedback = (sum ^ UInt32(byte >> UInt8(bit))) & 1
                sum = sum >> 1 ^ (feedback == 1 ? 0xEDB8_8320 : 0)
            }
        }
        return Int(~sum)
    }

    private func sheet(_ tables: [Table], _ number: Int = 1) throws -> MarkupElement {
        let files = try files(Workbook(tables).bytes)
        return try MarkupReader.tree(bytes: try #require(files["xl/worksheets/sheet\(number).xml"]), named: "sheet")
    }
    private func cells(_ sheet: MarkupElement) -> [String: (type: String, value: String, style: String)] {
        var cells: [String: (String, String, String)] = [:]
        for row in sheet.child(named: "sheetData")?.children ?? [] {
            for cell in row.children {
                let text = cell.child(named: "is")?.child(named: "t")?.text ?? cell.child(named: "v")?.text ?? ""
                cells[cell.attributes["r"] ?? ""] = (cell.attributes["t"] ?? "n", text, cell.attributes["s"] ?? "")
            }
        }
        return cells
    }

    @Test func `the checksum is that of the standard's example`() {
        #expect(plainChecksum(Array("123456789".utf8)) == 0xCBF4_3926)
    }

    @Test func `every part is well-formed, and the parts name each other`() throws {
        var table = Table("A / B: [x]", columns: ["id", "out_h"])
        table.add([.text("x"), .number(1)])
        let files = try files(Workbook([table, Table("a - b- -x-", columns: ["empty"])]).bytes)
        #expect(Set(files.keys) == [
            "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
            "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml",
        ])
        for (name, content) in files { #expect(throws: Never.self, "\(name)") { try MarkupReader.tree(bytes: content, named: name) } }
        let index = try MarkupReader.tree(bytes: try #require(files["xl/workbook.xml"]), named: "workbook")
        let names = index.child(named: "sheets")?.children.compactMap { $0.attributes["name"] } ?? []
        #expect(names == ["A - B- -x-", "a - b- -x- 2"])
    }

    @Test func `numbers are numbers, and every text is a text, also one that looks like a formula`() throws {
        var table = Table("t", columns: ["id", "out_h", "beds"])
        let texts = ["=1+1", "+1", "-1", "@SUM(A1)", "0012", "<b>&\"'", "a_x0041_b", "tab\there", "\u{1}", "Zürich 医院"]
        for text in texts { table.add([.text(text), .number(0.1 + 0.2), .integer(5)]) }
        table.add([.text(""), .number(.nan), .integer(-7)])
        let sheet = try sheet([table]), cells = cells(sheet)
        #expect(cells["A1"]?.value == "id" && cells["B1"]?.value == "out (h)" && cells["A1"]?.style == "1")
        for (row, text) in texts.enumerated() {
            let cell = try #require(cells["A\(row + 2)"])
            #expect(cell.type == "inlineStr")
            let expected = ["\u{1}": "\u{FFFD}", "a_x0041_b": "a_x005F_x0041_b"][text] ?? text
            #expect(cell.value == expected)
            #expect(cells["B\(row + 2)"]?.type == "n" && cells["B\(row + 2)"].flatMap { Double($0.value) } == 0.1 + 0.2)
        }
        #expect(cells["A\(texts.count + 2)"] == nil && cells["B\(texts.count + 2)"] == nil && cells["C\(texts.count + 2)"]?.value == "-7")
        #expect(!(try files(Workbook([table]).bytes)).values.contains { String(decoding: $0, as: UTF8.self).contains("<f>") })
    }

    @Test func `the heading stays in view and has filters, columns have widths`() throws {
        var table = Table("t", columns: (0..<30).map { "c\($0)" })
        table.add((0..<30).map { .integer($0) })
        let sheet = try sheet([table])
        let pane = sheet.child(named: "sheetViews")?.children.first?.child(named: "pane")
        #expect(pane?.attributes["state"] == "frozen" && pane?.attributes["ySplit"] == "1")
        #expect(sheet.child(named: "autoFilter")?.attributes["ref"] == "A1:AD2")
        #expect(sheet.child(named: "cols")?.children.count == 30)
        #expect(cells(sheet)["AD2"]?.value == "29")
    }

    @Test func `the same tables give the same bytes, and a cell holds no more than it can`() throws {
        var table = Table("t", columns: ["a"])
        table.add([.text(String(repeating: "é", count: 40_000))])
        #expect(Workbook([table]).bytes == Workbook([table]).bytes)
        #expect(try cells(sheet([table]))["A2"]?.value.count == 32_767)
    }
}
