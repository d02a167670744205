public import CascadeModel
import Computation
import DamageModel
public import NetworkModel

extension SingleFailureImpact {
    /// C of every single failure, exactly, without running the city once per asset.
    ///
    /// What a node or link takes down in its own layer is its subtree in the dominator tree of the supply graph,
    /// a range of a preorder; whoever depends on that range is read off directly, with the count of suppliers
    /// that k-of-n requirements lose. Only when the failure reaches another network asset before the horizon (a
    /// pump, a plant, a tunnel) does the cascade engine run, for that asset alone.
    /// - Parameter horizonHours: C counts hours up to here.
    /// - Complexity: near-linear in the model plus the sizes of the subtrees' dependants.
    public init(
        _ model: CityModel, _ cascade: Cascade, base: ServiceBase, horizonHours: Double, threads: Int = 0
    ) {
        let shortcut = SingleFailureShortcut(model, cascade, base: base, horizonHours: horizonHours)
        let results = parallelMap(
            count: (model.assetCount + Self.chunk - 1) / Self.chunk, threads: threads,
            scratch: { SingleFailureShortcut.Scratch(shortcut) }
        ) { block, scratch in
            let start = block * Self.chunk, end = min(start + Self.chunk, model.assetCount)
            return (start..<end).map { shortcut.impact(of: $0, &scratch) }
        }
        consequence = []
        consequence.reserveCapacity(model.assetCount)
        facilitiesOut = []
        facilitiesOut.reserveCapacity(model.assetCount)
        byService = Array(repeating: Array(repeating: 0, count: model.assetCount), count: model.services.count)
        for result in results.joined() {
            let asset = consequence.count
            var total = ExactSum()
            for (service, sum) in result.byService {
                byService[Int(service)][asset] = sum.value
                total.add(sum)
            }
            consequence.append(total.value)
            facilitiesOut.append(result.facilities)
        }
        self.horizonHours = horizonHours
        networkAssetCount = model.facilities.lowerBound
    }
    private static let chunk = 4096
}

/// What is prepared once, and read by all workers.
struct SingleFailureShortcut: Sendable {
    struct Impact: Sendable {
        var byService: [(UInt8, ExactSum)] = []
        var facilities: Int32 = 0
    }
    let model: CityModel
    let cascade: Cascade
    let base: ServiceBase
    let horizonHours: Double
    let tree: DominatorTree
    /// Requirements by place of their supplier in the dominator tree.
    let needFirst, needAtPlace: [Int32]
    /// How many suppliers a requirement may lose before it is unmet, by requirement.
    let spare: [Int32]
    /// Weight of each facility in C.
    let weight: [Double]
    /// Models with rare features for which the shortcut's premises do not hold go through the engine asset by asset.
    let alwaysRun: Bool
    let carriesOn: [Bool]

    /// Per worker.
    struct Scratch {
        var lost: [Int32]
        var lostNeeds: [Int32] = []
        /// Hours until each pair is out in the failure under way; infinite when it is not.
        var outFrom: [Double]
        var hitPairs: [Int32] = []
        var facilitySeen: [Bool]
        var state: CascadeState?
        init(_ s: SingleFailureShortcut) {
            lost = Array(repeating: 0, count: s.spare.count)
            outFrom = Array(repeating: .infinity, count: s.cascade.pairs.count)
            facilitySeen = Array(repeating: false, count: s.model.facilityCount)
        }
    }

    init(_ model: CityModel, _ cascade: Cascade, base: ServiceBase, horizonHours: Double) {
        self.model = model
        self.cascade = cascade
        self.base = base
        self.horizonHours = horizonHours
        let isOpen = (0..<(model.nodeCount + model.linkCount)).map { cascade.isOnAtBaseline($0) }
        let tree = DominatorTree(
            nodeCount: model.nodeCount, linkCount: model.linkCount, outFirst: model.outgoing.first,
            outHead: model.outgoing.head, outLink: model.outgoing.link, inFirst: model.incoming.first,
            inTail: model.incoming.head, inLink: model.incoming.link, isStart: model.isSource, isOpen: isOpen)
        self.tree = tree

        let needs = model.requirements
        var first = [Int32](repeating: 0, count: tree.nodeAt.count + 1)
        for supplier in needs.supplier where supplier < model.nodeCount {
            let place = tree.place[Int(supplier)]
            if place >= 0 { first[Int(place) + 1] += 1 }
        }
        for i in 1..<first.count { first[i] += first[i - 1] }
        var next = first, atPlace = [Int32](repeating: 0, count: Int(first[first.count - 1]))
        var isSupplier = [Bool](repeating: false, count: model.assetCount)
        var spare: [Int32] = []
        for r in 0..<needs.count {
            var delivering: Int32 = 0
            for supplier in needs.suppliers(r) {
                isSupplier[Int(supplier)] = true
                if cascade.deliversAtBaseline(Int(supplier)) { delivering += 1 }
                guard supplier < model.nodeCount, tree.place[Int(supplier)] >= 0 else { continue }
                let place = Int(tree.place[Int(supplier)])
                atPlace[Int(next[place])] = Int32(r)
                next[place] += 1
            }
            spare.append(delivering - needs.atLeast[r])
        }
        needFirst = first
        needAtPlace = atPlace
        self.spare = spare
        alwaysRun = cascade.hasRareFeatures
        carriesOn = (0..<needs.count).map {
            Int(needs.asset[$0]) < model.facilities.lowerBound || isSupplier[Int(needs.asset[$0])]
        }
        weight = model.facilities.map { base.weight(of: $0, in: model) }
    }

    /// C of the failure of one asset, by service.
    func impact(of asset: Int, _ scratch: inout Scratch) -> Impact {
        if alwaysRun { return runEngine(asset, &scratch) }
        var reachesOn = false
        if asset >= model.facilities.lowerBound {
            for p in cascade.pairs(ofFacility: asset) where !cascade.isFaulty(pair: p) {
                note(pair: p, outFrom: 0, &scratch)
            }
            if cascade.isOnAtBaseline(asset) {
                for r in cascade.dependents(of: asset) { loseSupplier(Int(r), &scratch, &reachesOn) }
            }
        } else {
            let place = asset < model.nodeCount ? tree.place[asset] : tree.hangsOnLink[asset - model.nodeCount]
            if place >= 0 {
                let start = needFirst[Int(place)], end = needFirst[Int(place + tree.size[Int(place)])]
                for i in start..<end {
                    loseSupplier(Int(needAtPlace[Int(i)]), &scratch, &reachesOn)
                    if reachesOn { break }
                }
            }
        }
        let result = reachesOn ? nil : settle(&scratch)
        clear(&scratch)
        return result ?? runEngine(asset, &scratch)
    }

    private func loseSupplier(_ r: Int, _ scratch: inout Scratch, _ reachesOn: inout Bool) {
        if scratch.lost[r] == 0 { scratch.lostNeeds.append(Int32(r)) }
        scratch.lost[r] += 1
        guard scratch.lost[r] == spare[r] + 1 else { return }
        let buffer = model.requirements.bufferHours[r]
        guard buffer < horizonHours else { return }
        if carriesOn[r] {
            if cascade.isOnAtBaseline(Int(model.requirements.asset[r])) { reachesOn = true }
        }
        if let pair = cascade.pair(ofNeed: r), !cascade.isFaulty(pair: pair) {
            note(pair: pair, outFrom: buffer, &scratch)
        }
    }

    private func note(pair p: Int, outFrom hours: Double, _ scratch: inout Scratch) {
        if scratch.outFrom[p] == .infinity { scratch.hitPairs.append(Int32(p)) }
        scratch.outFrom[p] = min(scratch.outFrom[p], hours)
    }

    private func settle(_ scratch: inout Scratch) -> Impact {
        var impact = Impact()
        for p in scratch.hitPairs {
            let pair = cascade.pairs[Int(p)], facility = Int(pair.facility) - model.facilities.lowerBound
            add(weight[facility] * (horizonHours - scratch.outFrom[Int(p)]), pair.service, to: &impact)
            if !scratch.facilitySeen[facility] {
                scratch.facilitySeen[facility] = true
                impact.facilities += 1
            }
        }
        for p in scratch.hitPairs {
            scratch.facilitySeen[Int(cascade.pairs[Int(p)].facility) - model.facilities.lowerBound] = false
        }
        return impact
    }

    private func clear(_ scratch: inout Scratch) {
        for r in scratch.lostNeeds { scratch.lost[Int(r)] = 0 }
        scratch.lostNeeds.removeAll(keepingCapacity: true)
        for p in scratch.hitPairs { scratch.outFrom[Int(p)] = .infinity }
        scratch.hitPairs.removeAll(keepingCapacity: true)
    }

    private func runEngine(_ asset: Int, _ scratch: inout Scratch) -> Impact {
        var state = scratch.state ?? CascadeState(for: cascade)
        scratch.state = nil
        let outage = cascade.run(
            [Disturbance(asset: Int32(asset), fromHours: 0, untilHours: .infinity, cause: .outOfService)],
            horizonHours: horizonHours, explaining: false, state: &state)
        scratch.state = state
        var impact = Impact()
        var last = -1
        for interval in outage.services where interval.state == .out {
            let facility = Int(interval.facility) - model.facilities.lowerBound
            add(weight[facility] * (interval.untilHours - interval.fromHours), interval.service, to: &impact)
            if facility != last { impact.facilities += 1 }
            last = facility
        }
        return impact
    }

    private func add(_ term: Double, _ service: UInt8, to impact: inout Impact) {
        if let i = impact.byService.firstIndex(where: { $0.0 == service }) {
            impact.byService[i].1.add(term)
        } else {
            var sum = ExactSum()
            sum.add(term)
            impact.byService.append((service, sum))
        }
    }
}
