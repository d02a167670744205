import CascadeModel
import ScenarioModel

/// The command, the version, the seed, the inputs and the files beside the report.
enum HowToRepeat: ReportSection {
    static func title(_ language: any Language) -> String { language.titleRepeat }

    /// Every file that was read, with its SHA-256.
    static func inputs(of manifest: Manifest, _ language: any Language, _ writer: inout MarkdownWriter) {
        guard !manifest.inputs.isEmpty else { return writer.paragraph(language.noInputs) }
        writer.table(
            language.columnsOfInputs,
            manifest.inputs.sorted { ($0.path, $0.sha256) < ($1.path, $1.sha256) }.map { ["\(code: $0.path)", "\(code: $0.sha256)"] })
    }

    static func write(_ findings: Findings, to writer: inout MarkdownWriter) {
        let language = findings.language, manifest = findings.input.manifest
        let samples = findings.input.sampled?.consequence.samples ?? findings.input.scenario.samples
        writer.codeBlock(manifest.command)
        writer.bullets([
            language.factVersion(manifest.programVersion), language.factSeed(String(manifest.seed)),
            language.factSamples(findings.words.count(samples), samples),
        ])
        inputs(of: manifest, language, &writer)
        writer.paragraph(language.companionsIntroduction)
        let name = findings.reportName
        writer.table(
            language.columnsOfCompanions,
            [
                ["\(code: name + ".json")", language.companionJSON],
                ["\(code: name + "-facilities.csv")", language.companionFacilities],
                ["\(code: name + "-ranking.csv")", language.companionRanking],
                ["\(code: name + "-assets.csv")", language.companionAssets],
            ]
                + [
                    ("-access.csv", language.companionAccess, EmergencyHelp.applies(to: findings)),
                    ("-repairs.csv", language.companionRepairs, RepairWork.applies(to: findings)),
                    ("-origins.csv", language.companionOrigins, LossesHangOn.applies(to: findings)),
                    ("-checklist.xlsx", language.companionChecklist, Checklist.applies(to: findings)),
                    ("-checklist.csv", language.companionChecklistTable, Checklist.applies(to: findings)),
                    ("-fragilities.csv", language.companionFragilities, !findings.input.assetDamage.isEmpty),
                ].filter(\.2).map { ["\(code: name + $0.0)", $0.1] })
    }
}
