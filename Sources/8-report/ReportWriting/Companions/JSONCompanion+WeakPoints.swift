import CascadeModel
import CriticalityRanking
import NetworkModel

extension JSONCompanion {
    /// The measures of the assets on top in the event, the pairs that cost more together, and where methods disagree.
    static func weakPoints(_ weak: WeakNodes, _ f: Findings) -> JSON {
        [
            "samples": .integer(weak.samples), "drawsRun": .integer(weak.simulated.draws),
            "momentsEstimated": .integer(weak.estimate.snapshots), "meanConsequence": .finite(weak.meanConsequence),
            "ranking": .array(weak.order.prefix(200).map { ranked($0, weak, f) }),
            "pairs": .array(weak.pairs.map { pair in
                [
                    "first": .string(f.model.id(pair.first)), "second": .string(f.model.id(pair.second)),
                    "consequence": .finite(pair.consequence), "synergy": .finite(pair.synergy),
                ]
            }),
            "unseenByStructure": .array(weak.unseenByStructure.map { .string(f.model.id($0)) }),
            "disagreeing": .array(weak.disagreeing.map { .string(f.model.id($0)) }),
            "betweennessBasis": .array(weak.structure.extents.map { extent in
                [
                    "layer": .string(extent.layer.name), "nodes": .integer(extent.nodes), "sources": .integer(extent.sources),
                    "largestError": .finite(extent.largestError),
                ]
            }),
        ]
    }

    private static func ranked(_ asset: Int, _ weak: WeakNodes, _ f: Findings) -> JSON {
        [
            "asset": .string(f.model.id(asset)), "impact": .finite(weak.impact.consequence[asset]),
            "failureProbability": .finite(weak.failureProbability[asset]), "criticality": estimate(weak.criticality(of: asset)),
            "riskAchievement": weak.achievement(of: asset).map { .finite($0) } ?? .null,
            "riskReduction": .finite(weak.reduction(of: asset)), "riskContribution": .finite(weak.contribution(of: asset)),
            "isSimulated": .bool(weak.isSimulated(asset)), "weakness": .string(weak.weakness(of: asset).rawValue),
            "shareInFirst\(WeakNodes.top)": weak.firmness(of: asset).map { .finite($0) } ?? .null,
            "cutsItsNetwork": .bool(weak.structure.isCut(asset)),
            "betweenness": weak.structure.betweenness(of: asset).map { .finite($0) } ?? .null,
            "betweennessStandardError": weak.structure.standardErrorOfBetweenness(of: asset).map { .finite($0) } ?? .null,
        ]
    }

    static let weakPointKeys =
        "what each node and link means in the event: failureProbability by the event itself; criticality: mean loss when it "
        + "fails for the whole period less mean loss when nothing harms it (Birnbaum), with 95 % bounds; riskAchievement: mean "
        + "loss when it fails over mean loss; riskReduction: mean loss that its being unharmed would spare; riskContribution: "
        + "failureProbability times criticality; isSimulated: run exactly on drawsRun of the samples, otherwise estimated from "
        + "momentsEstimated moments; weakness: alone (costs about what its failure alone costs), together (more, with what else "
        + "is damaged), overshadowed (less, because what hangs on it is lost anyway); shareInFirst10: of resamples; pairs: "
        + "exact loss of both failing alone in an undamaged city, synergy what they cost beyond the sum of each; "
        + "unseenByStructure: on top, though no bridge, articulation point or node of high betweenness; disagreeing: estimate "
        + "and simulation differ by more than both ranges; betweenness: shortest ways through it, exact where betweennessBasis "
        + "counts ways from all nodes of a layer (sources equal nodes), otherwise an estimate that is off by no more than "
        + "largestError with 95 % confidence, with a standard error for each node; null when the event harms nothing"
}
