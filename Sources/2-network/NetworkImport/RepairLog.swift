/// The repair log as a table that a spreadsheet or QGIS opens.
public enum RepairLog {
    /// Comma-separated values with a header: code, asset, x, y, message; one line per repair, then one per kind of
    /// element that no format understands; CR LF, UTF-8 (RFC 4180).
    ///
    /// Coordinates have two decimals and are empty where a repair is nowhere. Cells that a spreadsheet would take for
    /// a formula (they begin with = + - @, tab or carriage return) get an apostrophe in front.
    public static func csv(_ log: ImportLog) -> String {
        var text = "code,asset,x,y,message\r\n"
        for repair in log.repairs {
            text += [cell(repair.code), cell(repair.asset), number(repair.x), number(repair.y), cell(repair.message)]
                .joined(separator: ",")
            text += "\r\n"
        }
        for file in log.skipped.keys.sorted() {
            for (element, count) in (log.skipped[file] ?? [:]).sorted(by: { $0.key < $1.key }) {
                text += "not-understood,,,," + cell("\(file): \(element), \(count) times") + "\r\n"
            }
        }
        return text
    }

    /// How many repairs there are of each code, sorted by code.
    public static func counts(_ log: ImportLog) -> [(code: String, count: Int)] {
        var counts: [String: Int] = [:]
        for repair in log.repairs { counts[repair.code, default: 0] += 1 }
        return counts.sorted { $0.key < $1.key }.map { (code: $0.key, count: $0.value) }
    }

    static func cell(_ text: String) -> String {
        var text = text
        if let first = text.unicodeScalars.first, ["=", "+", "-", "@", "\t", "\r"].contains(first) { text = "'" + text }
        guard text.unicodeScalars.contains(where: { [",", "\"", "\n", "\r"].contains($0) }) else { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }

    private static func number(_ value: Double) -> String {
        guard abs(value) < 1e13 else { return "" }
        let hundredths = Int((value * 100).rounded())
        let whole = hundredths.magnitude / 100, rest = hundredths.magnitude % 100
        return "\(hundredths < 0 ? "-" : "")\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}
