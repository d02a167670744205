import Geometry
import HazardModel
import NetworkModel

/// What the water of one flood does to one asset.
struct FloodDamage {
    /// Position in `FragilityCatalogue.floodings` of the entry that holds for this water; nil when none does.
    let number: Int?
    let flooding: FragilityCatalogue.Flooding?
    let ownThresholdMetres: Double?
    let ownHours: Double?
    /// Above the ground, and above the vulnerable parts.
    let depthMetres, aboveFloorMetres: Double
    /// The entry that the force of the current is judged by; nil when none fits or the speed is not known.
    let collapse: FragilityCatalogue.Collapse?
    let metresPerSecond: Double
    let collapses: Bool

    /// A raised asset, or a depth that is the difference of two heights, must not miss its threshold by rounding.
    static let tolerance = 1e-9

    /// nil for an asset that stays dry. No initializer: one takes copies of what it is given, and a city is asked for
    /// every asset.
    static func at(
        _ asset: Int, _ model: CityModel, _ field: HazardField, _ assignment: FragilityAssignment, _ catalogue: FragilityCatalogue
    ) -> FloodDamage? {
        guard let depths = field.median[.floodDepth], depths.count == model.assetCount, depths[asset] > 0 else { return nil }
        let depth = depths[asset]
        let rule = assignment.rule[asset] < 0 ? nil : catalogue.rules[Int(assignment.rule[asset])]
        let number = field.water == .salt ? rule?.saltFlooding ?? rule?.flooding : rule?.flooding
        let isSpeedKnown = field.metresPerSecond.count == model.assetCount
        let speed = isSpeedKnown ? field.metresPerSecond[asset] : .nan
        let collapse = isSpeedKnown && assignment.collapse[asset] >= 0 ? catalogue.collapses[Int(assignment.collapse[asset])] : nil
        return FloodDamage(
            number: number, flooding: number.map { catalogue.floodings[$0] }, ownThresholdMetres: model.value(.floodThreshold, of: asset),
            ownHours: model.value(.outageHours, of: asset), depthMetres: depth,
            aboveFloorMetres: depth - (model.value(.floorHeight, of: asset) ?? 0), collapse: collapse, metresPerSecond: speed,
            collapses: collapse?.happens(depthMetres: depth, metresPerSecond: speed) ?? false)
    }

    /// nil: water does not stop it.
    var thresholdMetres: Double? { ownThresholdMetres ?? flooding?.thresholdMetres }

    var stops: Bool {
        guard let thresholdMetres else { return false }
        return aboveFloorMetres > Self.tolerance && aboveFloorMetres + Self.tolerance >= thresholdMetres
    }

    /// Hours after onset from which it does not work: when the water has come, and stands as high as the threshold
    /// where the field tells depths over time.
    func fromHours(_ asset: Int, _ field: HazardField) -> Double {
        let arrival = max(0, field.arrivalHours.isEmpty ? 0 : field.arrivalHours[asset])
        guard let thresholdMetres, let history = field.depthHistory, !collapses || stops else { return arrival }
        let wanted = thresholdMetres + (depthMetres - aboveFloorMetres) - Self.tolerance
        return max(arrival, history.hour(of: asset, reaching: wanted) ?? arrival)
    }

    /// Hours after onset at which the water has gone.
    func goneHours(_ asset: Int, _ field: HazardField) -> Double {
        field.recessionHours.isEmpty ? 0 : field.recessionHours[asset]
    }

    /// Share of the replacement value that is lost; NaN where no source gives it.
    func costRatio(_ catalogue: FragilityCatalogue) -> Double {
        if collapses { return 1 }
        guard let damage = flooding?.damage else { return .nan }
        return catalogue.depthDamages[damage].ratio(depthMetres: aboveFloorMetres)
    }
}

extension CityModel {
    /// Whether a bridge crosses water of a flood: whether any place of its course is wet on the field's own grid.
    func bridge(_ asset: Int, crosses field: HazardField) -> Bool {
        guard let footprint = field.footprint else { return false }
        let course = course(ofLink: asset)
        var isWet = false
        Planar.sample(course, everyAtMost: footprint.cellSizeMetres / 2) { p in
            if let cell = footprint.index(of: p), footprint.values[cell] > 0 { isWet = true }
        }
        return isWet
    }
}
