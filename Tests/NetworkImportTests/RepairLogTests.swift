import NetworkImport
import Testing

struct RepairLogTests {
    @Test func `cells are quoted, formulas disarmed, places rounded to the centimetre`() {
        var log = ImportLog()
        log.repairs = [
            Repair("end-snapped", asset: "a,b", x: 155_000.126, y: -0.004, "said \"so\""),
            Repair("node-made", asset: "=cmd|'/c calc'!A1", x: -2.5, y: 1e300, "line\nbreak"),
            Repair("x", asset: "@SUM(1)", "+1 and -1"), Repair("x", asset: "-3", "plain"),
        ]
        let lines = [
            "code,asset,x,y,message", "end-snapped,\"a,b\",155000.13,0.00,\"said \"\"so\"\"\"",
            "node-made,'=cmd|'/c calc'!A1,-2.50,,\"line\nbreak\"", "x,'@SUM(1),,,'+1 and -1", "x,'-3,,,plain",
        ]
        #expect(RepairLog.csv(log) == lines.map { $0 + "\r\n" }.joined())
        #expect(RepairLog.counts(log).map { "\($0.code) \($0.count)" } == ["end-snapped 1", "node-made 1", "x 2"])
    }
}
