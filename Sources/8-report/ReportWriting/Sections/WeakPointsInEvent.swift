import CascadeModel
import CriticalityRanking
import NetworkModel

/// What each part means in this event, and which pairs cost more together: the second half of the weak points.
enum WeakPointsInEvent {
    private static let shown = WeakNodes.top, pairsShown = 8

    static func write(_ f: Findings, to writer: inout MarkdownWriter) {
        guard let weak = f.input.weakNodes, !weak.order.isEmpty else { return }
        let language = f.language, words = f.words
        writer.heading(3, language.headingInEvent)
        writer.paragraph(language.inEventIntroduction(within: words.duration(f.horizon), isRandom: weak.samples > 0))
        let top = Array(weak.order.prefix(shown))
        let means = top.map { weak.criticality(of: $0).mean }
        writer.table(
            language.columnsInEvent(isRandom: weak.samples > 0), numeric: [2, 3, 4],
            top.enumerated().map { i, asset in
                row(asset, rank: rank(i, means), weak, f)
            })
        writer.paragraph(
            language.inEventCertainty(
                exact: words.count(top.count { weak.isSimulated($0) }), of: words.count(top.count),
                draws: weak.samples > 0 ? words.count(weak.simulated.draws) : nil,
                moments: words.count(weak.estimate.snapshots)))
        disagreements(weak, f, &writer)
        pairs(weak, f, &writer)
    }

    /// Equal figures share a rank, marked "=".
    private static func rank(_ i: Int, _ means: [Double]) -> String {
        let first = means.firstIndex(of: means[i]) ?? i
        return means.count { $0 == means[i] } > 1 ? "\(first + 1)=" : "\(first + 1)"
    }

    private static func row(_ asset: Int, rank: String, _ weak: WeakNodes, _ f: Findings) -> [Prose] {
        let words = f.words, criticality = weak.criticality(of: asset)
        let printed = words.estimate(criticality)
        let isRandom = weak.samples > 0
        let figure: Prose = isRandom ? "\(printed.mean) (\(f.language.range(printed.lower, printed.upper)))" : "\(printed.mean)"
        var cells: [Prose] = [
            Prose(data: rank), f.nameAndKind(asset), figure,
            isRandom
                ? Prose(data: words.percent(weak.failureProbability[asset]))
                : f.language.isHit(weak.failureProbability[asset] > 0),
            Prose(data: words.significant(weak.reduction(of: asset), 2)), f.language.weakness(weak.weakness(of: asset)),
        ]
        if isRandom { cells.append(weak.firmness(of: asset).map { Prose(data: words.percent($0)) } ?? "–") }
        return cells
    }

    private static func disagreements(_ weak: WeakNodes, _ f: Findings, _ writer: inout MarkdownWriter) {
        let unseen = weak.unseenByStructure
        if !unseen.isEmpty { writer.paragraph(f.language.unseenByStructure(unseen.map { f.label($0) })) }
        let disagreeing = weak.disagreeing
        if !disagreeing.isEmpty { writer.paragraph(f.language.disagreeing(disagreeing.prefix(10).map { f.label($0) })) }
    }

    /// Pairs with synergy; those that cost the same together as apart tell nothing new, and equal ones stand together.
    private static func pairs(_ weak: WeakNodes, _ f: Findings, _ writer: inout MarkdownWriter) {
        var groups: [(pair: PairImpact, count: Int)] = []
        let sorted = weak.pairs.filter { $0.synergy > 0 }.sorted {
            ($1.synergy, $1.consequence, $0.first, $0.second) < ($0.synergy, $0.consequence, $1.first, $1.second)
        }
        for pair in sorted {
            if let last = groups.last, last.pair.synergy == pair.synergy, last.pair.consequence == pair.consequence {
                groups[groups.count - 1].count += 1
            } else {
                groups.append((pair, 1))
            }
        }
        guard !groups.isEmpty else { return }
        writer.heading(3, f.language.headingPairs)
        writer.paragraph(f.language.pairsIntroduction)
        writer.table(
            f.language.columnsOfPairs, numeric: [2, 3],
            groups.prefix(pairsShown).map { group in
                [
                    "\(strong: Prose(data: f.name(group.pair.first)))",
                    "\(strong: Prose(data: f.name(group.pair.second)))\(group.count > 1 ? f.language.pairsAlike(f.words.count(group.count - 1)) : "")",
                    Prose(data: f.words.significant(group.pair.consequence, 3)),
                    Prose(data: f.words.significant(group.pair.synergy, 3)),
                ]
            })
    }
}
