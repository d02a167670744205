public import NetworkModel

/// How many people were supplied by way of each asset before the event.
///
/// From every facility the supply is followed back: through the suppliers that deliver, along the path by which each of
/// them is reached from a source, and through whatever the assets on that path need themselves. A facility counts once
/// for each asset that is passed, and for itself.
/// - Complexity: O(facilities × length of their paths).
public struct SupplyDependence: Sendable {
    public let residents: [Double]
    public let hospitals: [Double]

    public init(_ model: CityModel, _ cascade: Cascade) {
        var residents = [Double](repeating: 0, count: model.assetCount), hospitals = residents
        var passedFor = [Int32](repeating: -1, count: model.assetCount)
        var stack: [Int32] = []
        let base = cascade.baseline, needs = model.requirements
        for facility in model.facilities {
            let people = model.value(.residents, of: facility) ?? 0
            let isHospital = model.isKind(facility, .hospital)
            guard people > 0 || isHospital else { continue }
            func pass(_ asset: Int32, _ stack: inout [Int32]) {
                guard asset >= 0, passedFor[Int(asset)] != facility else { return }
                passedFor[Int(asset)] = Int32(facility)
                residents[Int(asset)] += people
                hospitals[Int(asset)] += isHospital ? 1 : 0
                stack.append(asset)
            }
            pass(Int32(facility), &stack)
            while let last = stack.popLast() {
                let asset = Int(last)
                for r in needs.ofAsset(asset) {
                    for supplier in needs.suppliers(r) where cascade.deliversAtBaseline(Int(supplier)) { pass(supplier, &stack) }
                }
                if asset < model.nodeCount {
                    pass(base.parentLink[asset], &stack)
                    pass(base.parentNode[asset], &stack)
                } else if model.links.contains(asset) {
                    let link = asset - model.nodeCount
                    if base.supplied[Int(model.from[link])] {
                        pass(model.from[link], &stack)
                    } else if !model.isDirected[link], base.supplied[Int(model.to[link])] {
                        pass(model.to[link], &stack)
                    }
                }
            }
        }
        self.residents = residents
        self.hospitals = hospitals
    }
}
