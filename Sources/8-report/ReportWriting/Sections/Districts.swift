import CascadeModel
import NetworkModel

/// Residents affected by neighbourhood, when the data names neighbourhoods.
enum Districts: ReportSection {
    static func title(_ language: any Language) -> String { language.titleDistricts }
    static func applies(to findings: Findings) -> Bool {
        guard !findings.losesNothing, let column = findings.model.text[Int(TextAttribute.district.rawValue)] else { return false }
        return findings.model.facilities.contains { column.strings[$0] >= 0 }
    }

    static func write(_ findings: Findings, to writer: inout MarkdownWriter) {
        let language = findings.language, words = findings.words
        let rows = totals(findings)
        writer.paragraph(language.districtsIntroduction)
        let services = findings.services.map(\.service)
        writer.table(
            [language.columnDistrict, language.columnResidents] + services.map { language.columnWithout($0) },
            numeric: Set(1..<(2 + services.count)),
            rows.prefix(maximumRows).map { row in
                [row.name.map { Prose(data: $0) } ?? language.noDistrict, Prose(data: words.fixed(row.residents, decimals: 0))]
                    + row.out.map { Prose(data: $0 == 0 ? "–" : words.fixed($0, decimals: 0)) }
            })
        if rows.count > maximumRows { writer.paragraph(language.moreRows(words.count(rows.count - maximumRows))) }
    }

    private static let maximumRows = 40

    struct Row: Sendable {
        /// Nil for places for which the data names no neighbourhood.
        var name: String?
        var residents: Double
        /// Residents of places that were out of each service at some time, in the order of `ServiceOutcome.services`.
        var out: [Double]
    }

    /// One row per neighbourhood, most residents affected first, ties by name.
    static func totals(_ f: Findings) -> [Row] {
        let services = f.services.map { f.model.service(named: $0.service) ?? -1 }
        var rows: [String?: Row] = [:]
        for facility in f.model.facilities {
            let district = f.model.text(.district, of: facility)
            let residents = f.model.value(.residents, of: facility) ?? 0
            var row = rows[district] ?? Row(name: district, residents: 0, out: Array(repeating: 0, count: services.count))
            row.residents += residents
            for loss in f.losses(of: facility) where loss.outHours > 0 {
                if let column = services.firstIndex(of: loss.service) { row.out[column] += residents }
            }
            rows[district] = row
        }
        return rows.values.sorted {
            let a = $0.out.reduce(0, +), b = $1.out.reduce(0, +)
            // Places without a neighbourhood come last among equals.
            return a != b ? a > b : ($0.name == nil ? 1 : 0, $0.name ?? "") < ($1.name == nil ? 1 : 0, $1.name ?? "")
        }
    }
}
