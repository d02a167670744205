import CriticalityRanking
import NetworkModel
import ScenarioModel

/// The assets whose single failure would cost most, each with the reason.
enum WeakPoints: ReportSection {
    static func title(_ language: any Language) -> String { language.titleWeakPoints }
    /// Rows of the table; the whole ranking is in its CSV companion.
    static let shown = 15

    static func write(_ findings: Findings, to writer: inout MarkdownWriter) {
        let language = findings.language, words = findings.words, impact = findings.input.impact
        let worst = impact.worst(findings.losesNothing ? 5 : shown)
        writer.paragraph(language.rankingIntroduction(within: words.duration(impact.horizonHours), weighted: findings.isWeighted, bedWeight: findings.input.scenario.bedWeight > 0 ? words.significant(findings.input.scenario.bedWeight, 3) : nil))
        guard !worst.isEmpty else {
            writer.paragraph(language.noWeakPoint)
            WeakPointsInEvent.write(findings, to: &writer)
            return
        }
        if !findings.losesNothing {
            writer.figure(
                "\(findings.reportName)/weak-points.svg", alternative: language.rankingPlotTitle.plain,
                caption: language.rankingPlotCaption(ranges: worst.contains { RankingPicture.range(of: $0, findings) != nil }))
        }
        let reasons = WeakPointReasons(findings, of: worst)
        let ranks = ranking(impact.consequence.prefix(impact.networkAssetCount), worst)
        writer.table(
            language.columnsOfRanking, numeric: [2, 3],
            zip(worst, ranks).map { asset, rank in
                [
                    Prose(data: rank), findings.nameAndKind(asset),
                    Prose(data: words.significant(impact.consequence[asset], 3)),
                    Prose(data: words.count(Int(impact.facilitiesOut[asset]))), mostOf(asset, findings),
                    reasons.reasons(for: asset).joined("; "),
                ]
            })
        let ranked = impact.consequence.prefix(impact.networkAssetCount)
        writer.paragraph(
            language.rankingCertainty(words.count(ranked.count { $0 > 0 }), of: words.count(ranked.count)))
        WeakPointsInEvent.write(findings, to: &writer)
    }

    /// Ranks from 1; assets of equal impact share a rank, marked "=".
    static func ranking(_ consequence: ArraySlice<Double>, _ assets: [Int]) -> [String] {
        var ranks: [String] = []
        var rank = 0
        for (i, asset) in assets.enumerated() {
            if i == 0 || consequence[assets[i - 1]] != consequence[asset] { rank = i + 1 }
            // A tie may continue below the last row shown.
            let shared = consequence.lazy.filter { $0 == consequence[asset] }.prefix(2).count > 1
            ranks.append(shared ? "\(rank)=" : "\(rank)")
        }
        return ranks
    }

    private static func mostOf(_ asset: Int, _ f: Findings) -> Prose {
        let parts = f.input.impact.byService.enumerated().map { ($0.offset, $0.element[asset]) }.filter { $0.1 > 0 }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
        return parts.isEmpty ? "–" : parts.map { Prose(data: f.language.service(f.service($0.0))) }.joined(", ")
    }
}
