import DamageModel
import NetworkModel

/// What kind of weak point an asset is.
struct WeakPointReasons: Sendable {
    let findings: Findings
    /// Per asset asked for: facilities that depend on it alone for a service, and how many of those have no reserve.
    private let soleSupplyOf: [Int: (places: Int, withoutReserve: Int)]
    private let sourcesOfLayer: [Int]

    /// - Parameter assets: those whose reasons will be asked for.
    init(_ findings: Findings, of assets: [Int]) {
        self.findings = findings
        let model = findings.model, needs = model.requirements
        let wanted = Set(assets.map { Int32($0) })
        var sole: [Int: (places: Int, withoutReserve: Int)] = [:]
        for r in 0..<needs.count where Int(needs.asset[r]) >= model.facilities.lowerBound {
            let suppliers = needs.suppliers(r)
            guard suppliers.count == Int(needs.atLeast[r]) else { continue }
            for supplier in suppliers where wanted.contains(supplier) {
                sole[Int(supplier), default: (0, 0)].places += 1
                if needs.bufferHours[r] == 0 { sole[Int(supplier), default: (0, 0)].withoutReserve += 1 }
            }
        }
        soleSupplyOf = sole
        sourcesOfLayer = model.layers.indices.map { layer in
            model.nodes.count { model.isSource[$0] && Int(model.layer[$0]) == layer }
        }
    }

    /// Reasons in words, the strongest first; never empty.
    func reasons(for asset: Int) -> [Prose] {
        let model = findings.model, language = findings.language
        var reasons: [Prose] = []
        if let disturbance = findings.disturbanceOf[asset] {
            reasons.append(language.hitInThisScenario(disturbance.cause))
        }
        if asset < model.nodeCount, model.isSource[asset], sourcesOfLayer[Int(model.layer[asset])] == 1 {
            reasons.append(language.onlySource(findings.layerName(asset)))
        }
        if let sole = soleSupplyOf[asset] {
            reasons.append(language.singleFeeder(findings.words.count(sole.places), sole.places))
            if sole.withoutReserve > 0 {
                reasons.append(language.noReserve(findings.words.count(sole.withoutReserve), all: sole.withoutReserve == sole.places))
            }
        }
        if model.links.contains(asset) {
            reasons.append(language.noWayRound(model.kindName(asset), layer: findings.layerName(asset)))
        } else if asset < model.nodeCount, reasons.isEmpty || (soleSupplyOf[asset] == nil && !model.isSource[asset]) {
            reasons.append(language.everyPathPasses)
        } else if reasons.isEmpty {
            reasons.append(language.placeItself)
        }
        return reasons
    }
}
