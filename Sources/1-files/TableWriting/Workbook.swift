/// Tables as the sheets of a workbook that LibreOffice and Excel open (.xlsx).
///
/// Headings stay in view and have filters; numbers are numbers, and every text is a text, also one that begins like a
/// formula. Source: ECMA-376, 5th edition, part 1 (SpreadsheetML, clause 18) and part 2 (packaging).
public struct Workbook: Sendable {
    private let tables: [Table]

    /// Rows of a sheet that programs open, the heading among them.
    public static let maximumRows = 1_048_576

    public init(_ tables: [Table]) { self.tables = tables }

    /// The bytes of the file: the same tables give the same bytes. Rows beyond `maximumRows` of a sheet go into a next one.
    public var bytes: [UInt8] {
        let sheets = tables.flatMap(Self.divided), names = Self.names(sheets.map(\.title))
        var archive = ZipArchive()
        archive.add("[Content_Types].xml", Self.contentTypes(sheets.count))
        archive.add("_rels/.rels", Self.relations([("officeDocument", "xl/workbook.xml")]))
        archive.add("xl/workbook.xml", Self.index(names, sheets))
        archive.add(
            "xl/_rels/workbook.xml.rels",
            Self.relations(sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") } + [("styles", "styles.xml")]))
        archive.add("xl/styles.xml", Array(Self.styles.utf8))
        for (number, sheet) in sheets.enumerated() {
            archive.add("xl/worksheets/sheet\(number + 1).xml", Sheet.bytes(of: sheet, isFirst: number == 0))
        }
        return archive.finished()
    }

    private static func divided(_ table: Table) -> [Table] {
        guard table.rows.count >= maximumRows else { return [table] }
        return stride(from: 0, to: table.rows.count, by: maximumRows - 1).enumerated().map { number, start in
            var part = Table(number == 0 ? table.title : "\(table.title) \(number + 1)", columns: table.columns)
            for row in table.rows[start..<min(start + maximumRows - 1, table.rows.count)] { part.add(row) }
            return part
        }
    }

    /// At most 31 characters, none of []:*?/\ and no two alike, whatever the capitals.
    private static func names(_ titles: [String]) -> [String] {
        var taken: Set<String> = []
        return titles.map { title in
            let plain = String(title.map { "[]:*?/\\'".contains($0) || $0.isNewline ? "-" : $0 }.prefix(31))
            var name = plain.isEmpty ? "Sheet" : plain, attempt = 2
            while !taken.insert(name.lowercased()).inserted {
                name = "\(plain.prefix(27)) \(attempt)"
                attempt += 1
            }
            return name
        }
    }

    // MARK: parts

    private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    private static func contentTypes(_ sheets: Int) -> [UInt8] {
        let type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        var text = head + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        text += "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        text += "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(type).sheet.main+xml\"/>"
        text += "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(type).styles+xml\"/>"
        for number in 1...max(1, sheets) {
            text += "<Override PartName=\"/xl/worksheets/sheet\(number).xml\" ContentType=\"\(type).worksheet+xml\"/>"
        }
        return Array((text + "</Types>").utf8)
    }

    private static func relations(_ parts: [(type: String, target: String)]) -> [UInt8] {
        var text = head + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        for (number, part) in parts.enumerated() {
            text += "<Relationship Id=\"rId\(number + 1)\" Type=\"\(office)/\(part.type)\" Target=\"\(part.target)\"/>"
        }
        return Array((text + "</Relationships>").utf8)
    }

    private static func index(_ names: [String], _ sheets: [Table]) -> [UInt8] {
        var text = head + "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets>"
        for (number, name) in names.enumerated() {
            text += "<sheet name=\"\(Sheet.escaped(name))\" sheetId=\"\(number + 1)\" r:id=\"rId\(number + 1)\"/>"
        }
        text += "</sheets>"
        // What programs expect beside a filter.
        let filters = names.indices.filter { !sheets[$0].rows.isEmpty }.map { number in
            let last = "$\(Sheet.letters(sheets[number].columns.count - 1))$\(sheets[number].rows.count + 1)"
            return "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"\(number)\" hidden=\"1\">'\(Sheet.escaped(names[number]))'!$A$1:\(last)</definedName>"
        }
        if !filters.isEmpty { text += "<definedNames>\(filters.joined())</definedNames>" }
        return Array((text + "</workbook>").utf8)
    }

    /// Styles of cells, by number: 0 plain, 1 heading, 2 a number with two decimals, 3 a whole number, 4 text.
    private static let styles = head + """
        <styleSheet xmlns="\(main)">
        <numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.00"/></numFmts>
        <fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
        <fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>\
        <fill><patternFill patternType="solid"><fgColor rgb="FFE7EDF3"/><bgColor indexed="64"/></patternFill></fill></fills>
        <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
        <cellXfs count="5">
        <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
        <xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>
        <xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        </cellXfs>
        <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
        </styleSheet>
        """
}

/// One sheet.
private enum Sheet {
    static func bytes(of table: Table, isFirst: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        let lastColumn = letters(max(0, table.columns.count - 1))
        bytes += """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <worksheet xmlns="\(Workbook.main)"><dimension ref="A1:\(lastColumn)\(table.rows.count + 1)"/>\
            <sheetViews><sheetView\(isFirst ? " tabSelected=\"1\"" : "") workbookViewId="0">\
            <pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>
            """.utf8
        for (column, width) in widths(table).enumerated() {
            bytes += "<col min=\"\(column + 1)\" max=\"\(column + 1)\" width=\"\(width)\" customWidth=\"1\"/>".utf8
        }
        bytes += "</cols><sheetData><row r=\"1\">".utf8
        let names = table.columns.indices.map(letters)
        for (column, name) in table.columns.enumerated() {
            add(.text(Table.heading(name)), at: "\(names[column])1", style: 1, &bytes)
        }
        bytes += "</row>".utf8
        for (number, row) in table.rows.enumerated() {
            let place = String(number + 2)
            bytes += "<row r=\"\(place)\">".utf8
            for (column, cell) in row.enumerated() { add(cell, at: names[column] + place, style: nil, &bytes) }
            bytes += "</row>".utf8
        }
        bytes += "</sheetData>".utf8
        if !table.rows.isEmpty { bytes += "<autoFilter ref=\"A1:\(lastColumn)\(table.rows.count + 1)\"/>".utf8 }
        bytes += "</worksheet>".utf8
        return bytes
    }

    private static func add(_ cell: Table.Cell, at place: String, style: Int?, _ bytes: inout [UInt8]) {
        switch cell {
        case .number(let value) where !value.isFinite: return
        case .text(""): return
        case .number(let value):
            let style = value == value.rounded() ? 3 : 2
            bytes += "<c r=\"\(place)\" s=\"\(style)\"><v>\(Numeral.exact(value))</v></c>".utf8
        case .integer(let value): bytes += "<c r=\"\(place)\" s=\"3\"><v>\(value)</v></c>".utf8
        case .text(let text):
            bytes += "<c r=\"\(place)\" s=\"\(style ?? 4)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">".utf8
            bytes += escaped(text).utf8
            bytes += "</t></is></c>".utf8
        }
    }

    /// Of the widest of the first rows, within reason.
    private static func widths(_ table: Table) -> [Int] {
        table.columns.indices.map { column in
            let longest = table.rows.prefix(200).map { row -> Int in
                switch row[column] {
                case .text(let text): text.count
                case .number(let value): Numeral.short(value).count
                case .integer(let value): String(value).count
                }
            }.max() ?? 0
            return min(60, max(9, longest + 2, Table.heading(table.columns[column]).count * 2 / 3 + 2))
        }
    }

    /// A, B, … Z, AA, …
    static func letters(_ column: Int) -> String {
        var rest = column, text = ""
        repeat {
            text = String(UnicodeScalar(UInt8(65 + rest % 26))) + text
            rest = rest / 26 - 1
        } while rest >= 0
        return text
    }

    /// At most the 32,767 characters of a cell; what XML cannot hold becomes U+FFFD, and what would read as such an
    /// escape (`_x0041_`, ECMA-376 part 1, 22.9.2.19) is broken up.
    static func escaped(_ text: String) -> String {
        var result = "", count = 0
        for scalar in text.unicodeScalars {
            count += scalar.value > 0xFFFF ? 2 : 1
            guard count <= 32_767 else { break }
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t", "\n": result.unicodeScalars.append(scalar)
            case "\r": result += "\n"
            case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result.contains("_x") ? unescapedX(result) : result
    }

    private static func unescapedX(_ text: String) -> String {
        text.replacing(/_x([0-9A-Fa-f]{4})_/) { "_x005F_x\($0.1)_" }
    }
}
