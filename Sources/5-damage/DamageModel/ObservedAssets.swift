public import Diagnostics
public import NetworkModel
public import ScenarioModel

/// What was seen of the assets of a model, put over what the event does to them: the step between damage and cascade.
///
/// - Before the first observation of an asset the model stands.
/// - From *out* on, the asset is down until it is seen working; what the model had for that time no longer counts.
/// - *Working* ends whatever had begun by then. What the model has coming later still comes: that a pump runs before
///   the water arrives says nothing about the time after.
/// - *Safe* is working, and nothing more comes. *On reserve* is working; how long the reserve lasts is for the cascade.
///
/// Only what the event itself does is overridden. An asset that was seen working but lacks, in the model, a service
/// that it needs stays out for that reason until its supplier, too, is observed (or the network is corrected). Where
/// repair crews are limited, what is seen working again takes none of them, and neither does what is seen out: how it
/// is repaired is no longer the model's.
public struct ObservedAssets: Sendable {
    /// What was seen of one asset, in rising hours.
    private struct Seen: Sendable {
        var asset: Int32
        var states: [(hours: Double, state: Observations.State)]
    }
    /// Sorted by asset.
    private var seen: [Seen] = []

    /// - Throws: `InputError` `unknown-asset` with the nearest name.
    public init(_ observations: Observations, in model: CityModel) throws(InputError) {
        for observation in observations.assets {
            guard let asset = model.asset(named: observation.asset) else {
                throw InputError(
                    "unknown-asset", at: observation.position, "no asset of the network is called '\(observation.asset)'",
                    remedy: suggestion(for: observation.asset, among: model.identifier.lazy.map { model.strings[$0] })
                        + "write the identifier as the network file has it")
            }
            if seen.last?.asset != Int32(asset) { seen.append(Seen(asset: Int32(asset), states: [])) }
            seen[seen.count - 1].states.append((observation.hours, observation.state))
        }
        seen.sort { $0.asset < $1.asset }
    }

    /// Disturbances with what was seen put over them; sorted if they were.
    /// - Complexity: O(disturbances + observations).
    func applied(to modelled: [Disturbance]) -> [Disturbance] {
        guard !seen.isEmpty else { return modelled }
        let observed = Set(seen.map(\.asset))
        var own: [Int32: [Disturbance]] = [:], result: [Disturbance] = []
        for disturbance in modelled {
            if observed.contains(disturbance.asset) { own[disturbance.asset, default: []].append(disturbance) } else {
                result.append(disturbance)
            }
        }
        for asset in seen { result += Self.course(of: asset, modelled: own[asset.asset] ?? []) }
        return result.sorted(by: DamageAssessment.precedes)
    }

    private static func course(of seen: Seen, modelled: [Disturbance]) -> [Disturbance] {
        var standing = modelled, observed: [Disturbance] = []
        for (hours, state) in seen.states {
            // What had begun by then is cut off; what comes later stays, unless nothing more can come.
            standing = standing.compactMap { disturbance in
                if disturbance.fromHours > hours { return state == .safe ? nil : disturbance }
                return ended(disturbance, at: hours)
            }
            if let last = observed.indices.last, observed[last].untilHours == .infinity {
                if state == .out { continue }
                observed[last].untilHours = hours
            } else if state == .out {
                observed.append(Disturbance(asset: seen.asset, fromHours: hours, untilHours: .infinity, cause: .observed))
            }
        }
        // While an asset is seen to be out, the model has nothing to add.
        for stretch in observed {
            standing = standing.flatMap { cut($0, outside: stretch) }
        }
        return (standing + observed).filter { $0.fromHours < $0.untilHours }
    }

    /// The parts of a disturbance that lie outside a stretch.
    private static func cut(_ disturbance: Disturbance, outside stretch: Disturbance) -> [Disturbance] {
        if disturbance.untilHours <= stretch.fromHours { return [disturbance] }
        var after = disturbance
        after.fromHours = max(after.fromHours, stretch.untilHours)
        return [ended(disturbance, at: stretch.fromHours), after.fromHours < after.untilHours ? after : nil].compactMap { $0 }
    }

    /// A disturbance that is over at an hour, and that no crew of the model has to end; nil when nothing is left of it.
    private static func ended(_ disturbance: Disturbance, at hours: Double) -> Disturbance? {
        var ended = disturbance
        ended.untilHours = min(disturbance.untilHours, hours)
        (ended.repairFromHours, ended.crewHours) = (ended.untilHours, 0)
        return ended.fromHours < ended.untilHours ? ended : nil
    }
}
