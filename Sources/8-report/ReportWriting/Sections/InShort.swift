/// The five-minute summary.
enum InShort: ReportSection {
    static func title(_ language: any Language) -> String { language.titleInShort }
    static func write(_ findings: Findings, to writer: inout MarkdownWriter) {
        writer.bullets(Headline(findings).sentences)
    }
}
