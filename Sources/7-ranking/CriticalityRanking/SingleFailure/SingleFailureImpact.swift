/// What the failure of each single asset costs, nothing else being wrong: exact, for every asset.
public struct SingleFailureImpact: Sendable, Equatable {
    /// C of each asset's failure from 0 to the horizon: weight × hours out, summed. Index: asset number.
    public var consequence: [Double]
    /// The same split by service, in the order of `CityModel.services`: `byService[service][asset]`.
    public var byService: [[Double]]
    /// How many facilities lose at least one service. Index: asset number.
    public var facilitiesOut: [Int32]
    public var horizonHours: Double
    /// Nodes and links together: what may be a weak point. The failure of a facility itself is in the figures above,
    /// but says nothing about the networks.
    public var networkAssetCount = Int.max

    public init(consequence: [Double], byService: [[Double]], facilitiesOut: [Int32], horizonHours: Double) {
        self.consequence = consequence
        self.byService = byService
        self.facilitiesOut = facilitiesOut
        self.horizonHours = horizonHours
    }

    /// Nodes and links with an impact, worst first; ties by identifier, that is by asset number.
    public func worst(_ count: Int) -> [Int] {
        let hit = consequence.indices.prefix(networkAssetCount).filter { consequence[$0] > 0 }
        return Array(hit.sorted { (consequence[$1], $0) < (consequence[$0], $1) }.prefix(count))
    }
}
