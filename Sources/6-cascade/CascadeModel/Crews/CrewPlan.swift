public import Diagnostics
public import NetworkModel
public import ScenarioModel

/// The repair crews of a scenario on one model, prepared once and shared by every run on it.
///
/// A pool serves one layer, or the facilities. A crew does one job at a time, takes as long as the job's crew-hours, and
/// finishes what it has begun, even if the road behind it closes; crews do not lose time on the way. When a crew is free
/// it takes, of the jobs that may begin, the first by the pool's rule; where roads are needed, of those that open roads
/// lead to in that moment (`RoadReach`).
public struct CrewPlan: Sendable {
    struct Pool: Sendable {
        var count: Int
        var rule: CrewRule
        /// Position in `reaches`, −1 when roads are not needed.
        var reach: Int
    }
    /// As in the scenario.
    public let pools: [CrewPool]
    let poolList: [Pool]
    /// The pool of each layer by its position in the model, and last that of facilities; −1 for none.
    private let poolOfLayer: [Int]
    private let layerOfAsset: [UInt8]
    /// One for all pools that come from anywhere, and one for each depot.
    let reaches: [RoadReach]
    /// Per asset, where a rule asks: residents and hospitals supplied by way of it before the event.
    let dependence: SupplyDependence?
    /// How it was found where assets meet the roads, for the report; nil when no crew needs a road.
    public let roadMapping: RoadSites.Mapping?

    /// - Throws: `InputError` for a layer or depot that the model lacks, and where roads are needed but there are none.
    public init(_ pools: [CrewPool], _ model: CityModel, _ cascade: Cascade) throws(InputError) {
        var poolOfLayer = [Int](repeating: -1, count: model.layers.count + 1)
        var list: [Pool] = [], reaches: [RoadReach] = []
        var reachOfDepot: [Int: Int] = [:]
        let sites = pools.contains(where: \.needsRoad) ? RoadSites(model, cascade) : nil
        var driven: [Int] = []
        for (number, pool) in pools.enumerated() {
            let layer = pool.layer == CrewPool.facilities ? model.layers.count : model.layer(named: pool.layer)
            guard let layer, poolOfLayer[layer] < 0 else {
                let names = model.layers.map(\.name) + [CrewPool.facilities]
                throw InputError(
                    "crews-layer", at: pool.position,
                    layer == nil
                        ? "crews are for the layer '\(pool.layer)', which the network does not have"
                        : "the layer '\(pool.layer)' has crews twice",
                    remedy: suggestion(for: pool.layer, among: names) + "the layers are \(names.joined(separator: ", "))")
            }
            poolOfLayer[layer] = number
            var reach = -1
            if pool.needsRoad {
                guard let sites else { throw Self.noRoads(pool, model) }
                driven += (0..<model.assetCount).filter { Self.layer(of: $0, model) == layer }
                let depot = try Self.depot(pool, model)
                reach = reachOfDepot[depot ?? -1] ?? reaches.count
                if reach == reaches.count {
                    reachOfDepot[depot ?? -1] = reach
                    reaches.append(RoadReach(model, sites, depot: depot))
                }
            }
            list.append(Pool(count: pool.count, rule: pool.rule, reach: reach))
        }
        self.pools = pools
        poolList = list
        self.poolOfLayer = poolOfLayer
        self.reaches = reaches
        roadMapping = sites.map { $0.mapping(of: driven) }
        layerOfAsset = (0..<model.assetCount).map { UInt8(Self.layer(of: $0, model)) }
        let asks = pools.contains { $0.rule == .mostPeople || $0.rule == .hospitalsFirst }
        dependence = asks ? SupplyDependence(model, cascade) : nil
    }

    /// Position of an asset's layer; that of facilities comes after the last.
    private static func layer(of asset: Int, _ model: CityModel) -> Int {
        asset < model.facilities.lowerBound ? Int(model.layer[asset]) : model.layers.count
    }

    private static func noRoads(_ pool: CrewPool, _ model: CityModel) -> InputError {
        InputError(
            "crews-without-roads", at: pool.position,
            "crews for '\(pool.layer)' need a road, but the network has "
                + (model.layers.contains(.road) ? "no road that can be reached before the event" : "no layer called road"),
            remedy: "add the roads and where they are entered, or leave needsRoad out")
    }

    private static func depot(_ pool: CrewPool, _ model: CityModel) throws(InputError) -> Int? {
        guard let name = pool.depot else { return nil }
        if let asset = model.asset(named: name) { return asset }
        throw InputError(
            "unknown-asset", at: pool.position, "no asset of the network is called '\(name)'",
            remedy: suggestion(for: name, among: model.identifier.lazy.map { model.strings[$0] })
                + "write the identifier of the asset where the crews start from")
    }

    /// The pool that repairs an asset; −1 when its repair begins at once.
    func pool(of asset: Int32) -> Int { poolOfLayer[Int(layerOfAsset[Int(asset)])] }

    /// What a rule goes by, the least first; equal ones by asset.
    func urgency(_ job: CrewJob, by rule: CrewRule) -> (Double, Double) {
        let asset = Int(job.asset)
        return switch rule {
        case .firstDamaged: (job.damagedHours, 0)
        case .shortestFirst: (job.hours, 0)
        case .mostPeople: (-(dependence?.residents[asset] ?? 0), 0)
        case .hospitalsFirst: (-(dependence?.hospitals[asset] ?? 0), -(dependence?.residents[asset] ?? 0))
        }
    }
}

/// One repair.
struct CrewJob: Sendable {
    var asset: Int32
    /// Position in the run's list of disturbances, sorted by start.
    var disturbance: Int32
    var pool: Int
    var damagedHours: Double
    /// From when it may begin.
    var availableHours: Double
    var hours: Double
    var startedHours = Double.infinity
    // What is known of the road while it waits.
    var isWithoutRoad = false
    var withoutRoadSince = 0.0
    var withoutRoadHours = 0.0
    var wasReachable = false
}
