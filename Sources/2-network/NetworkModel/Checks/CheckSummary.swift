public import Diagnostics

extension IssueLog {
    /// The findings as text: grouped by code with their number, the worst first, at most `limitPerCode` of each.
    ///
    /// Plain text for a terminal; one line per finding, with its place in the file and on the map.
    public func checkSummary(limitPerCode: Int = 5) -> String {
        if issues.isEmpty { return "nothing found\n" }
        var byCode: [String: [Issue]] = [:]
        for issue in issues { byCode[issue.code, default: []].append(issue) }
        let groups = byCode.map { (code: $0.key, worst: $0.value.map(\.severity).max() ?? .note, issues: $0.value) }
            .sorted { ($1.worst, $0.code) < ($0.worst, $1.code) }
        var text = ""
        for severity in [Severity.error, .warning, .note] {
            let count = issues.count { $0.severity == severity }
            if count > 0 { text += "\(text.isEmpty ? "" : ", ")\(count) \(severity.rawValue)\(count == 1 ? "" : "s")" }
        }
        text += "\n"
        for group in groups {
            text += "\n\(group.worst.rawValue) \(group.code) (\(group.issues.count))\n"
            for issue in group.issues.prefix(limitPerCode) {
                let file = issue.position.map { "\($0): " } ?? ""
                text += "  \(file)\(issue.message.onOneLine)\(place(of: issue))\n"
            }
            if group.issues.count > limitPerCode { text += "  … and \(group.issues.count - limitPerCode) more\n" }
            if let remedy = group.issues.first?.remedy, !remedy.isEmpty { text += "  what to do: \(remedy.onOneLine)\n" }
        }
        return text
    }

    private func place(of issue: Issue) -> String {
        guard let x = issue.x, let y = issue.y, abs(x) < 1e15, abs(y) < 1e15 else { return "" }
        return " (at \(Int(x.rounded())) \(Int(y.rounded())))"
    }
}

extension String {
    /// Without line breaks and other control characters, which identifiers from a file may hold.
    var onOneLine: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : $0 }))
    }
}
