import DamageModel
import NetworkModel

/// What repair costs, by kind of asset: in euros where values are known, else as a share of the value.
enum RepairCosts: ReportSection {
    static func title(_ language: any Language) -> String { language.titleRepairCosts }

    static func applies(to findings: Findings) -> Bool { findings.input.assetDamage.contains { $0.costRatio > 0 } }

    static func write(_ findings: Findings, to writer: inout MarkdownWriter) {
        let language = findings.language, words = findings.words
        let costs = RepairCost.byKind(findings.input.assetDamage, in: findings.model)
        let damaged = costs.reduce(0) { $0 + $1.damagedCount }, valued = costs.reduce(0) { $0 + $1.valuedCount }
        let total = words.significant(costs.reduce(0) { $0 + $1.euros }, 2)
        writer.paragraph(
            language.repairCostsIntroduction(
                damaged: words.count(damaged), valued: words.count(valued), all: valued == damaged,
                total: valued == 0 ? nil : language.euros(total)))
        let sorted = costs.sorted { ($1.euros, $1.damagedCount, $0.kind) < ($0.euros, $0.damagedCount, $1.kind) }
        writer.table(
            language.columnsOfRepairCosts, numeric: [1, 2, 3],
            sorted.map { cost in
                [
                    Prose(data: language.kind(findings.model.kinds[cost.kind].name, 2)),
                    Prose(data: words.count(cost.damagedCount)), Prose(data: words.percent(cost.meanRatio)),
                    Prose(data: cost.valuedCount == 0 ? "–" : language.euros(words.significant(cost.euros, 2))),
                ]
            })
    }
}
