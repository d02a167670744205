public import Diagnostics
public import HazardModel
public import NetworkModel

/// How deep the water stands on the roads in the course of an event, whether or not it closes them.
///
/// Only roads that water harms are in it (those with a threshold of their own or in the catalogue): a bridge stands above
/// the water that its surroundings stand in.
public struct RoadWater: Sendable {
    /// A depth that lasts from one hour to another.
    public struct Stretch: Sendable, Equatable, BitwiseCopyable {
        /// A node or link of the road layer.
        public var asset: Int32
        public var fromHours, untilHours: Double
        /// Above the surface of the road.
        public var depthMetres: Double
    }
    /// By asset, then time; stretches of several hazards may overlap.
    public let stretches: [Stretch]

    /// - Parameter known: by what each asset is judged, where that was found out before.
    /// - Throws: `InputError` for an unknown `fragilityClass`.
    /// - Complexity: O(assets + what is wet × hours at which its depth changes).
    public init(
        _ model: CityModel, _ fields: [HazardField], _ catalogue: FragilityCatalogue, _ known: FragilityAssignment? = nil
    ) throws(InputError) {
        let road = model.layers.firstIndex(of: .road)
        let wet = fields.filter { $0.median[.floodDepth]?.count == model.assetCount }
        guard let road, !wet.isEmpty else {
            stretches = []
            return
        }
        let assignment = if let known { known } else { try FragilityAssignment(model, catalogue) }
        var stretches: [Stretch] = []
        for asset in 0..<model.links.upperBound where Int(model.layer[asset]) == road {
            let rule = assignment.rule[asset]
            let isHarmed = model.value(.floodThreshold, of: asset) != nil
                || rule >= 0 && catalogue.rules[Int(rule)].flooding != nil
            guard isHarmed else { continue }
            let floor = model.value(.floorHeight, of: asset) ?? 0
            for field in wet { stretches += Self.stretches(of: asset, above: floor, in: field) }
        }
        self.stretches = stretches
    }

    /// Hours of one depth after one another are one stretch.
    private static func stretches(of asset: Int, above floor: Double, in field: HazardField) -> [Stretch] {
        let hours = field.hoursOfChange(of: asset)
        var stretches: [Stretch] = []
        for (hour, next) in zip(hours, hours.dropFirst() + [.infinity]) where next > max(0, hour) {
            let depth = field.depthMetres(of: asset, at: hour) - floor
            guard depth > 0 else { continue }
            if let last = stretches.last, last.untilHours == hour, last.depthMetres == depth {
                stretches[stretches.count - 1].untilHours = next
            } else {
                stretches.append(
                    Stretch(asset: Int32(asset), fromHours: max(0, hour), untilHours: next, depthMetres: depth))
            }
        }
        return stretches
    }
}
