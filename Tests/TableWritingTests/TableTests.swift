import TableWriting
import Testing

@Suite struct TableTests {
    private var table: Table {
        var table = Table("Who", columns: ["id", "out_h", "cost_eur", "beds"])
        table.add([.text("=SUM(A1)"), .number(1.5), .number(-2), .integer(80)])
        table.add([.text("a, \"b\""), .number(.nan), .number(1e6), .integer(-3)])
        return table
    }

    @Test func `CSV quotes as RFC 4180 says, and no text is a formula`() {
        #expect(String(decoding: table.csv, as: UTF8.self) == "id,out_h,cost_eur,beds\r\n'=SUM(A1),1.5,-2,80\r\n\"a, \"\"b\"\"\",,1000000,-3\r\n")
    }

    @Test(arguments: ["=1", "+1", "-x", "@x", "\t=1", "\r=1", "＝1"]) func `text that begins like a formula gets an apostrophe`(text: String) {
        var table = Table("t", columns: ["a"])
        table.add([.text(text)])
        let cell = String(decoding: table.csv.dropFirst(3), as: UTF8.self)
        #expect(cell.hasPrefix("'") || cell.hasPrefix("\"'"))
    }

    @Test(arguments: [
        ("power_out_h", "power out (h)"), ("cost_eur", "cost (€)"), ("id", "id"), ("pgv_cm_per_s", "pgv (cm/s)"), ("h", "h"),
        ("longest_out_before_h", "longest out before (h)"), ("depth_m", "depth (m)"),
    ]) func `headings name the unit`(column: String, heading: String) {
        #expect(Table.heading(column) == heading)
    }

    @Test func `on the screen numbers stand to the right, and nothing that a terminal would obey is left`() {
        var table = Table("t", columns: ["id", "name", "out_h"])
        table.add([.text("which-one-is-said-whole"), .text("a\u{1B}[2Jb\nc"), .number(10)])
        table.add([.text("b"), .text(String(repeating: "x", count: 50)), .number(0.125)])
        #expect(
            table.forScreen(widest: 10) == """
                id                       name        out (h)
                which-one-is-said-whole  a [2Jb c         10
                b                        xxxxxxxxx…    0.125

                """)
    }

    @Test(arguments: [(0.0, "0"), (-0.0001, "0"), (1.5, "1.5"), (-12.3456, "-12.346"), (1000, "1000"), (0.1 + 0.2, "0.3"), (1e15, "1000000000000000.0"), (.infinity, "")])
    func `short numbers`(value: Double, text: String) {
        #expect(Numeral.short(value) == text)
    }
}
