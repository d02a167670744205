/// The terms that this report uses, explained.
enum WordsUsed: ReportSection {
    static func title(_ language: any Language) -> String { language.titleWords }

    static func write(_ findings: Findings, to writer: inout MarkdownWriter) {
        let used = writer.plainText.lowercased()
        let entries = findings.language.glossary.filter { entry in entry.forms.contains { used.contains($0) } }
        writer.bullets(entries.map { "\(strong: $0.term): \($0.meaning)" })
    }
}
