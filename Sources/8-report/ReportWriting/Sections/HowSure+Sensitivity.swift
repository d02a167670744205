import CascadeModel
import Diagnostics
import NetworkModel

/// What each assumption does to the figures, and whether one would turn the advice around.
extension HowSure {
    private static let maximumVariations = 10

    static func sensitivity(_ f: Findings, _ writer: inout MarkdownWriter) {
        guard let sensitivity = f.input.sensitivity, !sensitivity.variations.isEmpty else { return }
        let language = f.language
        writer.heading(3, language.headingSensitivity)
        writer.paragraph(
            language.sensitivityIntroduction(
                loss: f.words.significant(sensitivity.base.consequence, 3), draws: sensitivity.draws > 0 ? f.words.count(sensitivity.draws) : nil))
        let moving = sensitivity.sorted
        let names = { (list: [Sensitivity.Variation]) in list.map { language.text($0.assumption) } }
        guard !moving.isEmpty else {
            writer.paragraph(language.nothingMoves(names(sensitivity.variations)))
            return
        }
        writer.figure("\(f.reportName)/tornado.svg", alternative: language.tornadoTitle.plain, caption: language.tornadoCaption)
        table(moving, sensitivity, f, &writer)
        let still = sensitivity.variations.filter { variation in !moving.contains { $0.assumption == variation.assumption } }
        if !still.isEmpty { writer.paragraph(language.alsoTried(names(still))) }
        writer.bullets(turns(sensitivity, f))
        writer.bullets(moving.prefix(maximumVariations).map { language.rangeTried(language.text($0.assumption), language.text($0.range)) })
        writer.paragraph(language.notVaried)
    }

    private static func table(_ moving: [Sensitivity.Variation], _ s: Sensitivity, _ f: Findings, _ writer: inout MarkdownWriter) {
        let words = f.words, order = f.services.compactMap { total in f.outcome.services.firstIndex { $0.service == total.service } }
        func people(_ results: Sensitivity.Results) -> [Prose] {
            order.map { Prose(data: $0 < results.residentsOutPeak.count ? words.rough(results.residentsOutPeak[$0]) : "–") }
        }
        var rows: [[Prose]] = [[f.language.rowAsComputed, "", Prose(data: words.significant(s.base.consequence, 3)), "–"] + people(s.base)]
        for variation in moving.prefix(maximumVariations) {
            for change in variation.changes {
                let share = s.base.consequence > 0 ? change.results.consequence / s.base.consequence - 1 : 0
                rows.append(
                    [
                        f.language.words(variation.assumption), f.language.words(change.what),
                        Prose(data: words.significant(change.results.consequence, 3)), Prose(ours: words.signedPercent(share)),
                    ] + people(change.results))
            }
        }
        writer.table(
            f.language.columnsOfSensitivity(f.services.map(\.service)), numeric: Set(2..<(4 + order.count)), rows)
    }

    /// Which changes would give another best measure or another weakest point; says so when none does.
    static func turns(_ s: Sensitivity, _ f: Findings) -> [Prose] {
        var points: [Prose] = []
        for variation in s.variations {
            for change in variation.changes {
                let (assumption, what) = (f.language.text(variation.assumption), f.language.text(change.what))
                if change.results.bestMeasure != s.base.bestMeasure {
                    func title(_ i: Int?) -> Prose? { i.map { "\(strong: f.language.words(f.input.measures[$0].title))" } }
                    points.append(f.language.turnsMeasure(assumption, what, from: title(s.base.bestMeasure), to: title(change.results.bestMeasure)))
                }
                if change.results.weakestPoint != s.base.weakestPoint, !isTied(change.results, s.base.weakestPoint) {
                    func point(_ i: Int?) -> Prose? { i.map { "\(strong: f.label(s.weakestPoints[$0]))" } }
                    points.append(f.language.turnsWeakPoint(assumption, what, from: point(s.base.weakestPoint), to: point(change.results.weakestPoint)))
                }
            }
        }
        return points.isEmpty ? [f.language.nothingTurns(measures: !s.base.avoided.isEmpty)] : points
    }

    /// Whether a point still costs as much as any other.
    private static func isTied(_ results: Sensitivity.Results, _ point: Int?) -> Bool {
        guard let point, point < results.impacts.count, let most = results.impacts.max() else { return false }
        return results.impacts[point] == most
    }
}
