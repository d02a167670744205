/// Writes a Markdown document; the only code that knows Markdown.
///
/// What it writes reads the same in CommonMark, in GitHub's dialect and in pandoc's. Text from data is escaped, so
/// that it changes nothing in the layout and runs nothing.
struct MarkdownWriter: Sendable {
    /// What has been written so far.
    private(set) var text = ""
    /// The words written so far without markup, for finding which terms were used.
    private(set) var plainText = ""

    mutating func heading(_ level: Int, _ title: Prose) { block(String(repeating: "#", count: level) + " " + render(title), title) }

    mutating func paragraph(_ prose: Prose) { block(render(prose), prose) }

    mutating func bullets(_ items: [Prose]) {
        guard !items.isEmpty else { return }
        block(items.map { "- " + render($0) }.joined(separator: "\n"), items.joined(" "))
    }

    /// A picture beside the report, with its caption.
    mutating func figure(_ path: String, alternative: String, caption: Prose) {
        block("![\(Self.escape(alternative))](\(Self.address(path)))", "")
        block("*\(render(caption))*", caption)
    }

    mutating func codeBlock(_ code: String) {
        let line = Hygiene.oneLine(code, limit: 2000)
        let fence = String(repeating: "`", count: max(3, Self.longestBacktickRun(line) + 1))
        block("\(fence)\n\(line)\n\(fence)", "")
    }

    /// Characters by which columns are laid out; pandoc takes their widths on paper from these.
    private static let narrowestColumn = 8, widestColumn = 34

    /// - Parameter numeric: the columns that are set flush right.
    mutating func table(_ header: [Prose], numeric: Set<Int> = [], _ rows: [[Prose]]) {
        let cells = ([header] + rows).map { $0.map { render($0, inTable: true) } }
        let widths = header.indices.map { c in min(Self.widestColumn, max(Self.narrowestColumn, cells.map { $0[c].count }.max() ?? 0)) }
        func line(_ row: [String]) -> String {
            let padded = row.enumerated().map { c, cell in
                let space = String(repeating: " ", count: max(0, widths[c] - cell.count))
                return numeric.contains(c) ? space + cell : cell + space
            }
            return "| " + padded.joined(separator: " | ") + " |"
        }
        let rule = header.indices.map { c in
            numeric.contains(c)
                ? String(repeating: "-", count: widths[c] + 1) + ":" : ":" + String(repeating: "-", count: widths[c] + 1)
        }
        let lines = [line(cells[0]), "|" + rule.joined(separator: "|") + "|"] + cells.dropFirst().map(line)
        block(lines.joined(separator: "\n"), (header + rows.flatMap { $0 }).joined(" "))
    }

    private mutating func block(_ markup: String, _ prose: Prose) {
        if !text.isEmpty { text += "\n" }
        text += markup + "\n"
        plainText += prose.plain + "\n"
    }

    // MARK: inline

    private func render(_ prose: Prose, inTable: Bool = false) -> String { Self.render(prose.runs, inTable) }

    private static func render(_ runs: [Prose.Run], _ inTable: Bool) -> String {
        runs.map { run in
            switch run {
            case .words(let words): words
            case .data(let text): escape(text)
            case .strong(let inner): "**" + render(inner, inTable) + "**"
            case .code(let code): self.code(code, inTable)
            case .section(let title): "[\(escape(title))](#\(anchor(title)))"
            }
        }.joined()
    }

    /// Text from data as it may stand anywhere in a paragraph, heading or table cell.
    static func escape(_ data: String) -> String {
        let text = Array(Hygiene.oneLine(data).unicodeScalars)
        var result = ""
        for (i, c) in text.enumerated() {
            let next = i + 1 < text.count ? text[i + 1] : " "
            switch c {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            case "\\", "`", "*", "_", "[", "]", "|", "~", "$", "^", "@", "{", "}", "\"", "'":
                // Quotes stay as typed: only the others mean something.
                if c != "\"" && c != "'" { result += "\\" }
                result.unicodeScalars.append(c)
            case ":" where next != " ":
                // Neither an address nor an emoji's short name.
                result += digitsOnly(text[..<i].suffix(1)) && digitsOnly(text[(i + 1)...].prefix(1)) ? ":" : "\\:"
            case "." where i == 3 && String(String.UnicodeScalarView(text[..<3])).lowercased() == "www": result += "\\."
            case ".", ")":
                // A short first word with a full stop or bracket would start a list.
                let first = text[..<i].drop { $0 == "(" }
                let startsList = i < 10 && next == " " && !first.isEmpty && first.allSatisfy { isLetterOrDigit($0) }
                result += startsList && (digitsOnly(first) || first.count < 5) ? "\\" : ""
                result.unicodeScalars.append(c)
            case "#", "+", "-", "=", "%", "!":
                if i == 0 || (c == "!" && next == "[") { result += "\\" }
                result.unicodeScalars.append(c)
            default: result.unicodeScalars.append(c)
            }
        }
        return result
    }

    private static func isLetterOrDigit(_ c: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(c) || ("a"..."z").contains(c) || ("A"..."Z").contains(c)
    }
    private static func digitsOnly(_ text: some Sequence<Unicode.Scalar>) -> Bool {
        text.allSatisfy { ("0"..."9").contains($0) }
    }

    private static func code(_ code: String, _ inTable: Bool) -> String {
        var line = Hygiene.oneLine(code, limit: 400)
        // A table is cut into cells before code is recognised.
        if inTable { line = line.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") }
        let fence = String(repeating: "`", count: longestBacktickRun(line) + 1)
        let space = line.hasPrefix("`") || line.hasSuffix("`") || line.isEmpty ? " " : ""
        return fence + space + line + space + fence
    }

    private static func longestBacktickRun(_ text: String) -> Int {
        var longest = 0, run = 0
        for c in text.unicodeScalars {
            run = c == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }

    /// The anchor that code hosts and pandoc give a heading.
    private static func anchor(_ title: String) -> String {
        String(title.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" }.map { $0 == " " ? "-" : $0 })
    }

    /// A relative path as a link's address: everything but plain letters, digits and `-._~/` percent-encoded.
    private static func address(_ path: String) -> String {
        let hex = Array("0123456789ABCDEF")
        return path.utf8.map { byte in
            let c = Unicode.Scalar(byte)
            if isLetterOrDigit(c) || "-._~/".unicodeScalars.contains(c) { return String(Character(c)) }
            return "%\(hex[Int(byte >> 4)])\(hex[Int(byte & 15)])"
        }.joined()
    }
}
