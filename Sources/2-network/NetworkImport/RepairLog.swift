import NetworkModel

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

    /// The log in short, for the network file: how often each code occurs and the largest change of it.
    static func tallies(_ repairs: [Repair]) -> [RepairTally] {
        var worst: [String: Repair] = [:], counts: [String: Int] = [:]
        for repair in repairs {
            counts[repair.code, default: 0] += 1
            if let known = worst[repair.code], (repair.metres ?? 0) <= (known.metres ?? 0) { continue }
            worst[repair.code] = repair
        }
        return worst.keys.sorted().map {
            RepairTally(code: $0, count: counts[$0] ?? 0, worst: worst[$0]?.message ?? "")
        }
    }

    /// Tallies of several imports as one.
    static func sum(_ tallies: [RepairTally]) -> [RepairTally] {
        var sums: [String: RepairTally] = [:]
        for tally in tallies {
            let (count, isTooMany) = (sums[tally.code]?.count ?? 0).addingReportingOverflow(tally.count)
            sums[tally.code, default: tally].count = isTooMany ? .max : count
        }
        return sums.keys.sorted().compactMap { sums[$0] }
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
