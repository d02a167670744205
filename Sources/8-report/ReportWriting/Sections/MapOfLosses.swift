import NetworkModel

/// Where the event strikes and who loses what.
enum MapOfLosses: ReportSection {
    static func title(_ language: any Language) -> String { language.titleMap }
    static func write(_ findings: Findings, to writer: inout MarkdownWriter) {
        writer.figure(
            "\(findings.reportName)/map.svg", alternative: findings.language.mapTitle(findings.model.name).plain,
            caption: findings.language.mapCaption)
    }
}
