import HazardModel
import NetworkModel

extension DamageAssessment {
    static func flood(
        _ model: CityModel, _ field: HazardField, _ assignment: FragilityAssignment, _ catalogue: FragilityCatalogue,
        _ tally: inout DamageAssumptions, _ disturbances: inout [Disturbance]
    ) {
        for asset in 0..<model.assetCount {
            if field.returnPeriodYears != nil, assignment.scour[asset] >= 0, model.bridge(asset, crosses: field) {
                tally.use(source: catalogue.scours[Int(assignment.scour[asset])].source)
            }
            guard let damage = FloodDamage.at(asset, model, field, assignment, catalogue) else { continue }
            if damage.thresholdMetres == nil { tally.count(.unaffectedByWater, kind: model.kind[asset]) }
            if let number = damage.number, let flooding = damage.flooding {
                tally.use(source: flooding.damage.flatMap { catalogue.depthDamages[$0].source })
                tally.count(
                    .flooding(
                        number, ownThreshold: damage.ownThresholdMetres != nil, ownHours: damage.ownHours != nil),
                    kind: model.kind[asset])
                if damage.ownThresholdMetres == nil { tally.use(source: flooding.source) }
            }
            tally.use(source: damage.collapse?.source)
            guard damage.stops || damage.collapses else { continue }
            let from = damage.fromHours(asset, field), gone = max(from, damage.goneHours(asset, field))
            var hours = damage.ownHours ?? damage.flooding?.dryingHours ?? 0
            if damage.collapses {
                let restoration = assignment.restoration(of: asset, in: catalogue)
                tally.count(.collapse(Int(assignment.collapse[asset])), kind: model.kind[asset])
                tally.use(source: restoration?.source)
                if damage.ownHours == nil, restoration == nil { tally.count(.noRestoration, kind: model.kind[asset]) }
                hours = damage.ownHours ?? restoration?.hours.last ?? .infinity
            }
            guard from.isFinite, gone + hours > from else { continue }
            disturbances.append(
                Disturbance(
                    asset: Int32(asset), fromHours: from, repairFromHours: gone, crewHours: hours,
                    cause: damage.collapses ? .damaged : .flooded, state: damage.collapses ? .complete : .none,
                    intensity: damage.depthMetres))
        }
    }
}
