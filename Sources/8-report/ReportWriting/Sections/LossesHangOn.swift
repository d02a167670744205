import CascadeModel
import NetworkModel

/// What begins at each asset that the event hit.
enum LossesHangOn: ReportSection {
    static func title(_ language: any Language) -> String { language.titleLossesHangOn }
    static func applies(to findings: Findings) -> Bool { !findings.outcome.origins.isEmpty }

    private static let maximumRows = 15

    static func write(_ f: Findings, to writer: inout MarkdownWriter) {
        let language = f.language, words = f.words, origins = f.outcome.origins
        writer.paragraph(language.originsIntroduction)
        writer.table(
            language.columnsOfOrigins, numeric: [2, 3, 4],
            origins.prefix(maximumRows).map { origin in
                let isKnown = origin.asset >= 0
                return [
                    isKnown ? "\(strong: Prose(data: f.name(origin.asset)))" : language.unexplained,
                    isKnown ? Prose(data: language.kind(f.model.kindName(origin.asset), 1)) : "–",
                    Prose(data: words.count(origin.facilities)), Prose(data: words.fixed(origin.residents, decimals: 0)),
                    Prose(data: words.significant(origin.residentHours, 3)),
                    origin.services.filter { $0.residentHours > 0 }.map {
                        language.lostOf(f.service($0.service), words.significant($0.residentHours, 3))
                    }.joined(", "),
                ]
            })
        if origins.count > maximumRows { writer.paragraph(language.moreRows(words.count(origins.count - maximumRows))) }
    }
}
