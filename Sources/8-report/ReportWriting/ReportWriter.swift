import CascadeModel
import Diagnostics
import ScenarioModel

/// One file of a report.
public struct ReportFile: Sendable, Equatable {
    /// Path relative to the reports folder, with `/` between folders.
    public var path: String
    public var bytes: [UInt8]
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

/// Writes a council report: a Markdown file, its pictures and its machine-readable companions.
///
/// A pure function of its input: no clock, no files, no locale. The same input gives the same bytes.
public enum ReportWriter {
    /// The map of the event alone, as SVG.
    public static func map(for input: ReportInput) -> [UInt8] {
        MapPicture.draw(Findings(input, reportName: fileName(input.scenario.name), language: language(input.scenario.language)))
    }

    /// Every file of the report, the Markdown file first. Nothing is written to disk.
    /// - Complexity: O(assets + requirements + losses), and O(n log n) for sorting the ranking.
    public static func files(for input: ReportInput) -> [ReportFile] {
        let name = fileName(input.scenario.name)
        let findings = Findings(input, reportName: name, language: language(input.scenario.language))
        var files = [
            ReportFile(path: "\(name).md", bytes: Array(markdown(findings).utf8)),
            ReportFile(path: "\(name)/map.svg", bytes: MapPicture.draw(findings)),
        ]
        func picture(_ file: String, _ draw: (Findings) -> [UInt8]) {
            files.append(ReportFile(path: "\(name)/\(file).svg", bytes: draw(findings)))
        }
        if !findings.losesNothing {
            if !findings.outcome.services.isEmpty { picture("service", ServicePicture.draw) }
            if BandPicture.applies(to: findings) { picture("range", BandPicture.draw) }
            if HospitalPicture.applies(to: findings) { picture("hospitals", HospitalPicture.draw) }
            if RankingPicture.applies(to: findings) { picture("weak-points", RankingPicture.draw) }
            if MeasuresPicture.applies(to: findings) { picture("measures", MeasuresPicture.draw) }
        }
        if TornadoPicture.applies(to: findings) { picture("tornado", TornadoPicture.draw) }
        if Checklist.applies(to: findings) {
            files.append(ReportFile(path: "\(name)-checklist.csv", bytes: ChecklistTable.csv(findings)))
            files.append(ReportFile(path: "\(name)-checklist.xlsx", bytes: ChecklistTable.workbook(findings)))
        }
        if EmergencyHelp.applies(to: findings) {
            files.append(ReportFile(path: "\(name)/access.svg", bytes: AccessPicture.draw(findings)))
            files.append(ReportFile(path: "\(name)-access.csv", bytes: Tables.access(findings)))
        }
        if RepairWork.applies(to: findings) {
            files.append(ReportFile(path: "\(name)-repairs.csv", bytes: Tables.repairs(findings)))
        }
        if LossesHangOn.applies(to: findings) {
            files.append(ReportFile(path: "\(name)-origins.csv", bytes: Tables.origins(findings)))
        }
        if BenefitPicture.applies(to: findings) {
            files.append(ReportFile(path: "\(name)/benefit.svg", bytes: BenefitPicture.draw(findings)))
        }
        if !input.assetDamage.isEmpty {
            files.append(ReportFile(path: "\(name)-fragilities.csv", bytes: Tables.fragilities(findings)))
        }
        return files + [
            ReportFile(path: "\(name).json", bytes: JSONCompanion.write(findings)),
            ReportFile(path: "\(name)-facilities.csv", bytes: Tables.facilities(findings)),
            ReportFile(path: "\(name)-ranking.csv", bytes: Tables.ranking(findings)),
            ReportFile(path: "\(name)-assets.csv", bytes: Tables.assets(findings)),
        ]
    }

    /// The words of a language; the only place that lists them.
    static func language(_ language: ReportLanguage) -> any Language {
        switch language {
        case .english: English()
        case .dutch: Dutch()
        }
    }

    static func markdown(_ findings: Findings) -> String {
        var writer = MarkdownWriter()
        TitleBlock.write(findings, to: &writer)
        for section in ReportSections.all where section.applies(to: findings) {
            writer.heading(2, Prose(data: section.title(findings.language)))
            section.write(findings, to: &writer)
        }
        return writer.text
    }

    /// The scenario's name as the name of a file: no folders, no leading dot, no control characters.
    package static func fileName(_ name: String) -> String {
        let safe = Hygiene.oneLine(name, limit: 120).map { "/\\:*?\"<>|".contains($0) ? "-" : $0 }
        let trimmed = String(safe.drop { $0 == "." || $0 == " " })
        return trimmed.isEmpty ? "report" : trimmed
    }
}
