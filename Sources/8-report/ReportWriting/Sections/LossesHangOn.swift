import CascadeModel
import NetworkModel

/// What begins at each asset that the event hit.
enum LossesHangOn: ReportSection {
    static func title(_ language: any Language) -> String { language.titleLossesHangOn }
    static func applies(to findings: Findings) -> Bool { !findings.outcome.origins.isEmpty }

    private static let maximumRows = 15

    static func write(_ f: Findings, to writer: inout MarkdownWriter) {
        let language = f.language, words = f.words, rows = self.rows(f)
        writer.paragraph(language.originsIntroduction)
        writer.table(
            language.columnsOfOrigins, numeric: [2, 3, 4],
            rows.prefix(maximumRows).map { row in
                let origin = row.origin
                return [
                    row.name, row.kind,
                    Prose(data: words.count(origin.facilities)), Prose(data: words.fixed(origin.residents, decimals: 0)),
                    Prose(data: words.significant(origin.residentHours, 3)),
                    origin.services.filter { $0.residentHours > 0 }.map {
                        language.lostOf(f.service($0.service), words.significant($0.residentHours, 3))
                    }.joined(", "),
                ]
            })
        if rows.count > maximumRows { writer.paragraph(language.moreRows(words.count(rows.count - maximumRows))) }
    }

    /// Places that are hit themselves, one row each in the companion, are one row here: what is worth reading is what
    /// others hang on.
    private static func rows(_ f: Findings) -> [(name: Prose, kind: Prose, origin: LossOrigin)] {
        let language = f.language, facilities = f.model.facilities
        var rows: [(name: Prose, kind: Prose, origin: LossOrigin)] = []
        var own = f.outcome.origins.filter { facilities.contains($0.asset) && $0.facilities == 1 }
        if own.count < 2 { own = [] }
        for origin in f.outcome.origins where own.isEmpty || !(facilities.contains(origin.asset) && origin.facilities == 1) {
            rows.append(
                origin.asset >= 0
                    ? ("\(strong: Prose(data: f.name(origin.asset)))", Prose(data: language.kind(f.model.kindName(origin.asset), 1)), origin)
                    : (language.unexplained, "–", origin))
        }
        if !own.isEmpty {
            let sum = together(own), words = language.hitThemselves(f.words.count(own.count))
            rows.insert((words.name, words.kind, sum), at: rows.firstIndex { $0.origin.residentHours < sum.residentHours } ?? rows.count)
        }
        return rows
    }

    private static func together(_ origins: [LossOrigin]) -> LossOrigin {
        var byService: [Int: LossOrigin.ServiceLoss] = [:]
        for loss in origins.flatMap(\.services) {
            byService[loss.service, default: .init(service: loss.service, residents: 0, residentHours: 0)].residents += loss.residents
            byService[loss.service]?.residentHours += loss.residentHours
        }
        return LossOrigin(
            asset: -1, facilities: origins.reduce(0) { $0 + $1.facilities }, residents: origins.reduce(0) { $0 + $1.residents },
            residentHours: origins.reduce(0) { $0 + $1.residentHours },
            services: byService.values.sorted { $0.service < $1.service })
    }
}
