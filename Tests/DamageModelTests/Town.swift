import DamageModel
import Diagnostics
import Geometry
import HazardModel
import NetworkModel

/// A row of assets for damage tests: (identifier, kind, row class) at the origin, with attributes set afterwards.
func town(
    _ assets: [(id: String, kind: AssetKind)], _ edit: (inout CityModelBuilder, [String: Int]) -> Void = { _, _ in }
) throws -> CityModel {
    var builder = CityModelBuilder()
    builder.beginFile("town.xml")
    var rows: [String: Int] = [:]
    let links: [AssetKind] = [.pipe, .road, .bridge, .tunnel, .powerLine, .powerCable]
    let facilities: [AssetKind] = [.hospital, .school, .careHome, .building, .fireStation]
    builder.addNode("end-1", layer: .water, kind: .waterJunction, at: Point(x: 0, y: 0))
    builder.addNode("end-2", layer: .water, kind: .waterJunction, at: Point(x: 3000, y: 4000))
    for (line, asset) in assets.enumerated() {
        let place = Point(x: 0, y: 0)
        if links.contains(asset.kind) {
            rows[asset.id] = builder.addLink(
                asset.id, layer: .water, kind: asset.kind, from: "end-1", to: "end-2", line: line + 1)
        } else if facilities.contains(asset.kind) {
            rows[asset.id] = builder.addFacility(asset.id, kind: asset.kind, at: place, line: line + 1)
        } else {
            rows[asset.id] = builder.addNode(asset.id, layer: .water, kind: asset.kind, at: place, line: line + 1)
        }
    }
    edit(&builder, rows)
    var log = IssueLog()
    return try builder.freeze(&log)
}

/// The same intensity everywhere.
func field(_ model: CityModel, _ measure: IntensityMeasure, _ value: Double, sigmas: (Double, Double)? = nil)
    -> HazardField
{
    let everywhere = Array(repeating: value, count: model.assetCount)
    var field = HazardField(title: Phrase(data: "test"), method: [], median: [measure: everywhere])
    if let sigmas {
        field.betweenEventSigma[measure] = Array(repeating: sigmas.0, count: model.assetCount)
        field.withinEventSigma[measure] = Array(repeating: sigmas.1, count: model.assetCount)
    }
    return field
}

extension CityModel {
    func number(_ id: String) -> Int32 { Int32(asset(named: id) ?? -1) }
}
