import CascadeModel
import DamageModel
import Diagnostics
import HazardModel
import NetworkModel

/// Where everything came from, what was assumed, and what was wrong with it.
enum DataAndAssumptions: ReportSection {
    static func title(_ language: any Language) -> String { language.titleData }

    static func write(_ findings: Findings, to writer: inout MarkdownWriter) {
        let language = findings.language
        writer.heading(3, language.headingSources)
        let sources = findings.model.sources
        if sources.isEmpty {
            writer.paragraph(language.noSources)
        } else {
            writer.table(
                language.columnsOfSources,
                sources.map { source in
                    [
                        Prose(data: source.file), Prose(data: source.format),
                        source.date.isEmpty ? language.notStated : Prose(data: source.date),
                        source.licence.isEmpty ? language.notStated : Prose(data: source.licence),
                    ]
                })
        }
        // A report of an event that harms nobody stays one calm page: the tables beside it have the rest.
        if !findings.losesNothing { contents(findings, &writer) }
        grade(findings, &writer)
        if !findings.losesNothing {
            provenance(findings, &writer)
            repairs(findings, &writer)
        }
        faults(findings, &writer)
        method(findings, &writer)
    }

    private static func contents(_ f: Findings, _ writer: inout MarkdownWriter) {
        writer.heading(3, f.language.headingContents)
        var rows: [[Prose]] = []
        for (number, layer) in f.model.layers.enumerated() {
            let nodes = f.model.nodes.count { Int(f.model.layer[$0]) == number }
            let links = f.model.links.count { Int(f.model.layer[$0]) == number }
            let sources = f.model.nodes.count { Int(f.model.layer[$0]) == number && f.model.isSource[$0] }
            rows.append([Prose(data: f.language.network(layer.name))] + [nodes, links, sources].map { Prose(data: f.words.count($0)) })
        }
        if rows.isEmpty { writer.paragraph(f.language.noLayers) } else { writer.table(f.language.columnsOfLayers, numeric: [1, 2, 3], rows) }
        if !f.absentLayers.isEmpty { writer.paragraph(f.language.layersAbsent(f.absentLayers)) }
        let kinds = Dictionary(grouping: f.model.facilities, by: { f.model.kind[$0] })
        let counts = kinds.keys.sorted().map { kind -> Prose in
            let n = kinds[kind]?.count ?? 0
            return "\(f.words.count(n)) \(f.language.kind(f.model.kinds[Int(kind)].name, n))"
        }
        writer.paragraph(f.language.places(counts, residents: f.words.fixed(f.outcome.residents, decimals: 0)))
    }

    private static func grade(_ f: Findings, _ writer: inout MarkdownWriter) {
        guard f.model.facilityCount > 0 else { return }
        let grade = ModelGrade(of: f.model), words = f.words
        writer.heading(3, f.language.headingGrade)
        writer.paragraph(
            f.language.grade(
                grade.letter.rawValue, measured: words.percent(grade.measured), derived: words.percent(grade.derived),
                assumed: words.percent(grade.assumed), missing: words.percent(grade.missing),
                rule: f.language.words(ModelGrade.rule)))
        if !grade.gaps.isEmpty {
            writer.paragraph(f.language.gapsIntroduction)
            writer.bullets(grade.gaps.prefix(3).map { f.language.words($0.sentence) })
        }
    }

    private static func repairs(_ f: Findings, _ writer: inout MarkdownWriter) {
        guard !f.model.repairs.isEmpty else { return }
        writer.heading(3, f.language.headingRepairs)
        writer.paragraph(f.language.repairsIntroduction)
        writer.table(
            f.language.columnsOfRepairs, numeric: [1],
            f.model.repairs.map { ["\(code: $0.code)", Prose(data: f.words.count($0.count)), f.language.repair($0)] })
    }

    private static func provenance(_ f: Findings, _ writer: inout MarkdownWriter) {
        writer.heading(3, f.language.headingProvenance)
        writer.paragraph(f.language.provenanceIntroduction)
        var rows: [[Prose]] = [[f.language.rowSupplyRelations] + f.requirementCounts.map { Prose(data: f.words.count($0)) }]
        for row in ProvenanceSummary(of: f.model).attributesByName {
            rows.append(["\(f.language.attribute(row.name))"] + row.counts.map { Prose(data: f.words.count($0)) })
        }
        writer.table(f.language.columnsOfProvenance, numeric: [1, 2, 3], rows)
    }

    private static func faults(_ f: Findings, _ writer: inout MarkdownWriter) {
        let language = f.language
        writer.heading(3, language.headingFaults)
        let issues = f.input.issues
        if issues.issues.isEmpty {
            writer.paragraph(language.noFaults)
        } else {
            let firsts = Dictionary(issues.issues.map { ($0.code, $0) }) { first, _ in first }
            writer.table(
                language.columnsOfFaults, numeric: [1],
                issues.countsByCode.map { row in
                    let words = firsts[row.code].map { language.finding($0) }
                    return [
                        "\(code: row.code)", Prose(data: f.words.count(row.count)), language.severity(row.severity),
                        words?.what ?? "", words?.remedy ?? "",
                    ]
                })
        }
        writer.heading(3, language.headingBaseline)
        let faults = f.input.baselineFaults
        guard !faults.isEmpty else {
            writer.paragraph(language.noBaselineFaults)
            return
        }
        writer.paragraph(language.baselineIntroduction(f.words.count(faults.count), faults.count))
        writer.bullets(faults.prefix(15).map { f.language.words($0) })
        if faults.count > 15 { writer.paragraph(language.moreRows(f.words.count(faults.count - 15))) }
    }

    /// How many assets of each kind were judged by which entry of the catalogue.
    private static func fragilities(_ f: Findings, _ writer: inout MarkdownWriter) {
        struct Class: Hashable {
            var kind: String
            var title: String
            var entry: String
        }
        var counts: [Class: (all: Int, assumed: Int)] = [:]
        for row in f.input.assetDamage {
            let kind = f.model.kinds[Int(f.model.kind[row.asset])].name
            let key = Class(kind: f.language.kind(kind, 2), title: f.language.text(row.judgedAs), entry: row.entry)
            counts[key, default: (0, 0)].all += 1
            if !row.notGiven.isEmpty || !row.assumption.isEmpty { counts[key, default: (0, 0)].assumed += 1 }
        }
        guard !counts.isEmpty else { return }
        writer.paragraph(f.language.fragilitiesIntroduction)
        let sorted = counts.sorted { ($0.key.kind, $0.key.title, $0.key.entry) < ($1.key.kind, $1.key.title, $1.key.entry) }
        writer.table(
            f.language.columnsOfFragilities, numeric: [3, 4],
            sorted.map {
                [
                    Prose(data: $0.key.kind), Prose(data: $0.key.title), "\(code: $0.key.entry)",
                    Prose(data: f.words.count($0.value.all)), Prose(data: f.words.count($0.value.assumed)),
                ]
            })
    }

    private static func method(_ f: Findings, _ writer: inout MarkdownWriter) {
        let fields = f.input.fields
        let citations = Set(fields.flatMap(\.citations).map { f.language.text($0) } + f.input.damageCitations).sorted()
        guard !fields.isEmpty || !citations.isEmpty else { return }
        writer.heading(3, f.language.headingMethod)
        for field in fields {
            writer.paragraph("\(strong: f.language.words(field.title))")
            writer.bullets(field.method.map { f.language.words($0) })
        }
        if !f.input.damageMethod.isEmpty {
            writer.paragraph("\(strong: f.language.headingDamage)")
            writer.bullets(f.input.damageMethod.map { f.language.words($0) })
        }
        if !f.losesNothing { fragilities(f, &writer) }
        if !citations.isEmpty {
            writer.paragraph(f.language.citationsIntroduction)
            writer.bullets(citations.map { Prose(data: $0) })
        }
    }
}
