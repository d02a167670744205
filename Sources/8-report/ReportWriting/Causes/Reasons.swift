import DamageModel
import NetworkModel

/// What kind of weak point an asset is.
struct WeakPointReasons: Sendable {
    let findings: Findings
    /// Per asset asked for: facilities that depend on it alone for a service, and how many of those have no reserve.
    private let soleSupplyOf: [Int: (places: Int, withoutReserve: Int)]
    /// Per asset asked for: the parts of networks that depend on it alone for a service, in the order of their numbers.
    private let feedsAlone: [Int: [Int]]
    private let sourcesOfLayer: [Int]
    private static let namedParts = 2

    /// - Parameter assets: those whose reasons will be asked for.
    init(_ findings: Findings, of assets: [Int]) {
        self.findings = findings
        let model = findings.model, needs = model.requirements
        let wanted = Set(assets.map { Int32($0) })
        var sole: [Int: (places: Int, withoutReserve: Int)] = [:]
        var fed: [Int: [Int]] = [:]
        for r in 0..<needs.count {
            let suppliers = needs.suppliers(r)
            guard suppliers.count == Int(needs.atLeast[r]) else { continue }
            for supplier in suppliers where wanted.contains(supplier) {
                guard Int(needs.asset[r]) >= model.facilities.lowerBound else {
                    fed[Int(supplier), default: []].append(Int(needs.asset[r]))
                    continue
                }
                sole[Int(supplier), default: (0, 0)].places += 1
                if needs.bufferHours[r] == 0 { sole[Int(supplier), default: (0, 0)].withoutReserve += 1 }
            }
        }
        soleSupplyOf = sole
        feedsAlone = fed.mapValues { Set($0).sorted() }
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
        let parts = feedsAlone[asset] ?? [], sole = soleSupplyOf[asset] ?? (0, 0)
        if !parts.isEmpty || sole.places > 0 {
            let words = findings.words, more = parts.count - Self.namedParts
            reasons.append(
                language.singleFeeder(
                    of: parts.prefix(Self.namedParts).map { Prose(data: findings.name($0)) },
                    others: more > 0 ? words.count(more) : nil, words.count(sole.places), sole.places))
            if sole.withoutReserve > 0 {
                reasons.append(language.noReserve(words.count(sole.withoutReserve), all: sole.withoutReserve == sole.places))
            }
        }
        if model.links.contains(asset) {
            reasons.append(language.noWayRound(model.kindName(asset), layer: findings.layerName(asset)))
        } else if asset < model.nodeCount, reasons.isEmpty || (parts.isEmpty && sole.places == 0 && !model.isSource[asset]) {
            reasons.append(language.everyPathPasses)
        } else if reasons.isEmpty {
            reasons.append(language.placeItself)
        }
        return reasons
    }
}
