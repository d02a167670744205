public import NetworkModel

/// The rules of a city's outages, prepared once for a model and shared by every run on it.
///
/// Holds the supply graphs as flat arrays, who depends on whom, and the state before onset: the greatest fixed
/// point of the rules with every buffer counted as empty. What does not work then is a fault of the data,
/// listed in `baselineFaults`, and is never counted as a loss.
///
/// Physics: `connectivity`, a node is supplied when operational nodes and links lead to it from an operational source;
/// and for one layer, when asked, a limit of the travel time from there (`TravelLimit`).
public struct Cascade: Sendable {
    let nodeCount: Int
    let assetCount: Int
    let facilityStart: Int

    // Arcs in compressed sparse rows.
    let outFirst, outHead, outLink: [Int32]
    let inFirst, inTail, inLink: [Int32]
    /// Per link: its end nodes and whether it is one-way.
    let linkFrom, linkTo: [Int32]
    let linkDirected: [Bool]
    let isSource: [Bool]
    /// Per node whether its layer has a limit of travel time; empty when none has.
    let isTimed: [Bool]
    /// Per link; empty when no layer has a limit.
    let secondsOfLink: [Double]
    let limitSeconds: Double
    /// Whether one layer has a limit of travel time.
    public var hasTravelLimit: Bool { !isTimed.isEmpty }

    // Requirements.
    let needAsset: [Int32]
    let needAtLeast: [Int32]
    var needBuffer: [Double]
    let needRecharge: [Double]
    var needBlackStart: [Bool]
    var needSupplierFirst, needSupplier: [Int32]
    let assetNeedFirst: [Int32]
    /// Longest restart delay among an asset's requirements.
    let restartDelay: [Double]
    /// The requirements in which an asset is a supplier.
    var dependentFirst, dependentNeed: [Int32]
    /// The links that some requirement names as a supplier; mostly none.
    let supplierLinks: [Int32]
    var hasLinkSuppliers: Bool { !supplierLinks.isEmpty }

    /// A facility and a service it requires: one row of the service results.
    public struct Pair: Sendable, Equatable {
        public let facility: Int32
        public let service: UInt8
        let firstNeed, endNeed: Int32
        /// The requirements of the facility for this service, by number in the model.
        public var needs: Range<Int> { Int(firstNeed)..<Int(endNeed) }
    }
    /// Sorted by facility, then service.
    public let pairs: [Pair]
    let pairOfNeed: [Int32]
    let pairFirst: [Int32]

    /// State before onset.
    var baseline: CascadeState.Snapshot

    /// A requirement that is not met before the event.
    public struct BaselineFault: Sendable, Equatable {
        /// Number of the requirement in the model.
        public let requirement: Int
        /// The asset that has it.
        public let asset: Int
    }
    public private(set) var baselineFaults: [BaselineFault] = []
    /// Of those, the ones whose reserve can start their asset: they act at onset, when reserves are full.
    var blackStartFaults: [Int32] = []
    /// Whether a pair rests on a requirement that is a fault of the data; such a pair is never counted.
    var pairFaulty: [Bool] = []
    /// Nodes without supply before the event.
    public private(set) var unsuppliedAtBaseline: [Int] = []

    /// - Parameter travelLimit: of one layer; nil or a layer that the model lacks for none.
    /// - Complexity: O(nodes + links + requirements) for a model whose layers do not fail in turn at baseline.
    public init(_ model: CityModel, travelLimit: TravelLimit? = nil) {
        nodeCount = model.nodeCount
        assetCount = model.assetCount
        facilityStart = model.facilities.lowerBound
        outFirst = model.outgoing.first
        outHead = model.outgoing.head
        outLink = model.outgoing.link
        inFirst = model.incoming.first
        inTail = model.incoming.head
        inLink = model.incoming.link
        linkFrom = model.from
        linkTo = model.to
        linkDirected = model.isDirected
        isSource = model.isSource
        if let limit = travelLimit, limit.secondsOfLink.count == model.linkCount,
            let layer = model.layers.firstIndex(of: limit.layer)
        {
            isTimed = model.nodes.map { Int(model.layer[$0]) == layer }
            secondsOfLink = limit.secondsOfLink
        } else {
            isTimed = []
            secondsOfLink = []
        }
        limitSeconds = travelLimit?.limitSeconds ?? .infinity
        let needs = model.requirements
        needAsset = needs.asset
        needAtLeast = needs.atLeast
        needBuffer = needs.bufferHours
        needRecharge = needs.rechargeRate
        needBlackStart = needs.blackStart
        needSupplierFirst = needs.firstSupplier
        needSupplier = needs.supplier
        assetNeedFirst = needs.firstOfAsset

        var delay = [Double](repeating: 0, count: model.assetCount)
        for r in 0..<needs.count {
            delay[Int(needs.asset[r])] = max(delay[Int(needs.asset[r])], needs.restartDelayHours[r])
        }
        restartDelay = delay
        (dependentFirst, dependentNeed) = Self.dependents(
            needs.firstSupplier, needs.supplier, assetCount: model.assetCount)
        let links = model.links
        supplierLinks = Set(needs.supplier.filter { links.contains(Int($0)) }).sorted()

        var pairs: [Pair] = []
        var pairOfNeed = [Int32](repeating: -1, count: needs.count)
        var pairFirst = [Int32](repeating: 0, count: model.facilityCount + 1)
        for facility in model.facilities {
            let range = needs.ofAsset(facility)
            var r = range.lowerBound
            while r < range.upperBound {
                var end = r
                while end < range.upperBound && needs.service[end] == needs.service[r] {
                    pairOfNeed[end] = Int32(pairs.count)
                    end += 1
                }
                pairs.append(
                    Pair(facility: Int32(facility), service: needs.service[r], firstNeed: Int32(r), endNeed: Int32(end)))
                r = end
            }
            pairFirst[facility - model.facilities.lowerBound + 1] = Int32(pairs.count)
        }
        self.pairs = pairs
        self.pairOfNeed = pairOfNeed
        self.pairFirst = pairFirst
        baseline = CascadeState.Snapshot()

        var state = CascadeState(blankFor: self)
        state.settleBeforeOnset(self)
        baseline = state.snapshot()
        var faulty = [Bool](repeating: false, count: pairs.count)
        for r in 0..<needs.count where state.delivering[r] < needAtLeast[r] {
            baselineFaults.append(BaselineFault(requirement: r, asset: Int(needs.asset[r])))
            if needBlackStart[r] { blackStartFaults.append(Int32(r)) }
            if pairOfNeed[r] >= 0 { faulty[Int(pairOfNeed[r])] = true }
        }
        pairFaulty = faulty
        unsuppliedAtBaseline = (0..<nodeCount).filter { !state.supplied[$0] }
    }

    /// Whether an asset delivers before the event.
    public func deliversAtBaseline(_ asset: Int) -> Bool {
        asset >= facilityStart || asset < nodeCount ? baseline.delivers[asset] : baseline.on[asset]
    }
    /// Whether a requirement is met before the event.
    public func isMetAtBaseline(_ requirement: Int) -> Bool {
        baseline.delivering[requirement] >= needAtLeast[requirement]
    }
    /// Whether a pair rests on a requirement that is not met before the event, and is therefore never counted.
    public func isFaulty(pair: Int) -> Bool { pairFaulty[pair] }
    /// The pairs of a facility, by its asset number.
    public func pairs(ofFacility asset: Int) -> Range<Int> {
        Int(pairFirst[asset - facilityStart])..<Int(pairFirst[asset - facilityStart + 1])
    }
    /// The pair that a requirement belongs to; nil when its asset is no facility.
    public func pair(ofNeed requirement: Int) -> Int? {
        pairOfNeed[requirement] >= 0 ? Int(pairOfNeed[requirement]) : nil
    }
    /// Whether a link is somebody's supplier, a reserve may black-start what is off before the event, or travel time is
    /// limited: more than a way to a source decides then.
    public var hasRareFeatures: Bool { hasLinkSuppliers || !blackStartFaults.isEmpty || hasTravelLimit }
    /// The requirements in which an asset is a supplier.
    public func dependents(of asset: Int) -> ArraySlice<Int32> {
        dependentNeed[Int(dependentFirst[asset])..<Int(dependentFirst[asset + 1])]
    }
    /// The same city with another hours of reserve for one requirement, by its number in the model.
    public func withReserve(_ hours: Double, ofNeed requirement: Int) -> Cascade {
        var cascade = self
        cascade.needBuffer[requirement] = hours
        return cascade
    }
    /// Whether an asset is operational before the event.
    public func isOnAtBaseline(_ asset: Int) -> Bool { baseline.on[asset] }
}
