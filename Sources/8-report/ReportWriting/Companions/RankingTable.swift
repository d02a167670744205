import CascadeModel
import CriticalityRanking
import TableWriting

extension Tables {
    /// Every node and link that means anything, alone or in the event, with all its measures: those whose failure alone
    /// costs something first, worst first, then the others by what they mean in the event.
    static func ranking(_ f: Findings) -> [UInt8] {
        let impact = f.input.impact, weak = f.input.weakNodes
        var csv = CSV(
            ["rank", "asset", "name", "kind", "layer", "x", "y", "impact_weighted_person_hours", "facilities_out"]
                + impact.byService.indices.map { "impact_" + f.service($0) } + (weak == nil ? [] : eventColumns))
        var rank = 0, previous = Double.nan
        let alone = impact.worst(.max)
        for (i, asset) in alone.enumerated() {
            if impact.consequence[asset] != previous { rank = i + 1 }
            previous = impact.consequence[asset]
            csv.add([.integer(rank)] + row(asset, f))
        }
        let listed = Set(alone)
        for asset in weak?.order ?? [] where !listed.contains(asset) { csv.add([.text("")] + row(asset, f)) }
        return csv.bytes
    }

    private static func row(_ asset: Int, _ f: Findings) -> [CSV.Cell] {
        let impact = f.input.impact
        return describe(asset, f)
            + [.number(impact.consequence[asset]), .integer(Int(impact.facilitiesOut[asset]))]
            + impact.byService.map { .number($0[asset]) } + (f.input.weakNodes.map { inEvent(asset, $0) } ?? [])
    }

    private static let eventColumns = [
        "failure_probability", "criticality_weighted_person_hours", "criticality_lower", "criticality_upper",
        "risk_achievement", "risk_reduction_weighted_person_hours", "risk_contribution_weighted_person_hours", "basis",
        "weakness", "share_of_resamples_in_first_\(WeakNodes.top)", "cuts_its_network", "betweenness",
        "betweenness_standard_error",
    ]

    private static func inEvent(_ asset: Int, _ weak: WeakNodes) -> [CSV.Cell] {
        let criticality = weak.criticality(of: asset)
        return [
            .number(weak.failureProbability[asset]), .number(criticality.mean), .number(criticality.lower),
            .number(criticality.upper), .number(weak.achievement(of: asset) ?? .nan), .number(weak.reduction(of: asset)),
            .number(weak.contribution(of: asset)), .text(weak.isSimulated(asset) ? "simulated" : "estimated"),
            .text(weak.weakness(of: asset).rawValue), .number(weak.firmness(of: asset) ?? .nan),
            .text(weak.structure.isCut(asset) ? "yes" : "no"), .number(weak.structure.betweenness(of: asset) ?? .nan),
            .number(weak.structure.standardErrorOfBetweenness(of: asset) ?? .nan),
        ]
    }
}
