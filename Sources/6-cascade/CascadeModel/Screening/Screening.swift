import Computation

/// The state of a city right after an event, for hundreds of samples at once.
///
/// A quick look without time: everything that a sample breaks is broken at once, and what follows is the loss of the
/// first event of a run (see `Cascade.run`), the greatest fixed point below the state before onset, with the restart of
/// what a reserve may start. Each asset holds one bit for each of 512 samples, so that one operation on a machine word
/// works on 64 samples; supply spreads in sweeps over the nodes in breadth-first order (bit-parallel breadth-first
/// search, Then et al. 2014, "The more the merrier: efficient multi-source graph traversal", PVLDB 8(4),
/// doi:10.14778/2735496.2735507), and k-of-n requirements are counted bit by bit.
///
/// This value is what all samples share: the nodes in an order that is good for memory, and the order in which parts of
/// the networks depend on each other. `ScreenedSamples` does the work.
/// - Complexity: O(nodes + links + requirements) to prepare, and for each 512 samples where no layers depend on each
///   other in a ring; then as many rounds as failures travel around it.
public struct Screening: Sendable {
    /// How reserves count in the moment after the event.
    public enum Reserves: Sendable {
        /// As if none were there: who would be without, should it last.
        case empty
        /// As at the event: what has a reserve still works.
        case full
    }
    public let cascade: Cascade
    public let reserves: Reserves

    // Nodes are renumbered into slots: by part of a network, in the order of dependence, breadth first from its sources.
    let slotOfNode: [Int32]
    let isSource: [Bool]
    /// Arcs by slot; links by number, counted from 0.
    let inFirst, inTail, inLink, outFirst, outHead, outLink: [Int32]

    /// Parts of networks that hang together, and facilities that supply others, in the order of dependence.
    struct Part: Sendable {
        var slots: Range<Int>
        /// Assets with requirements, by asset number.
        var needy: [Int32] = []
        /// Links of the part with requirements.
        var hasNeedyLinks = false
    }
    /// Parts that depend on each other in a ring, or one part.
    struct Group: Sendable {
        var parts: Range<Int>
        var isRing: Bool
    }
    let parts: [Part]
    let groups: [Group]
    /// The part of each link, counted from 0.
    let partOfLink: [Int32]
    /// Where an asset's words lie; see `ScreenedSamples`. −1 for a link that has none as long as it does not fail.
    let wordOfAsset: [Int32]
    let wordCount: Int
    /// For a facility that is a supplier: the word that says where it is operational; −1 for others.
    let operatingWord: [Int32]

    /// A pair of a facility and a service, in an order in which pairs that share suppliers lie close together.
    struct PairPlace: Sendable, BitwiseCopyable {
        var pair: Int32
        /// The facility, counted from 0, and the word that says where it is undisturbed.
        var facility, word: Int32
        /// The slot of the node, where one node alone decides whether the pair is out; −1 otherwise.
        var soleSupplier: Int32
        var service: UInt8
        var isLastOfFacility: Bool
    }
    let pairPlaces: [PairPlace]
    /// Whether something that was off before the event starts on a reserve at once.
    let mayStartOnReserves: Bool

    public static let samplesAtOnce = 512

    public init(_ cascade: Cascade, reserves: Reserves = .empty) {
        let c = cascade
        self.cascade = c
        self.reserves = reserves
        mayStartOnReserves = reserves == .full && c.blackStartFaults.contains { c.needBuffer[Int($0)] > 0 }
        let order = PartOrder(c)
        parts = order.parts
        groups = order.groups
        partOfLink = order.partOfLink
        slotOfNode = order.slotOfNode
        isSource = order.nodeAtSlot.map { c.isSource[Int($0)] }

        func rows(_ first: [Int32], _ other: [Int32], _ link: [Int32]) -> ([Int32], [Int32], [Int32]) {
            var newFirst: [Int32] = [0], newOther: [Int32] = [], newLink: [Int32] = []
            newOther.reserveCapacity(other.count)
            newLink.reserveCapacity(link.count)
            for node in order.nodeAtSlot {
                for arc in Int(first[Int(node)])..<Int(first[Int(node) + 1]) {
                    newOther.append(order.slotOfNode[Int(other[arc])])
                    newLink.append(link[arc] - Int32(c.nodeCount))
                }
                newFirst.append(Int32(newOther.count))
            }
            return (newFirst, newOther, newLink)
        }
        (inFirst, inTail, inLink) = rows(c.inFirst, c.inTail, c.inLink)
        (outFirst, outHead, outLink) = rows(c.outFirst, c.outHead, c.outLink)

        // Facilities that share suppliers come together; then words: nodes by slot, facilities, operating words of
        // supplying facilities, links with requirements.
        let facilityCount = c.assetCount - c.facilityStart
        let sole = c.pairs.indices.map { Self.soleSupplier(ofPair: $0, c, reserves).map { order.slotOfNode[$0] } ?? -1 }
        let lastSupplier = (0..<facilityCount).map { f in c.pairs(ofFacility: c.facilityStart + f).map { sole[$0] }.max() ?? -1 }
        let facilities = (0..<facilityCount).sorted { (lastSupplier[$0], $0) < (lastSupplier[$1], $1) }
        var word = order.slotOfNode + Array(repeating: -1, count: c.assetCount - c.nodeCount)
        var operating = [Int32](repeating: -1, count: facilityCount)
        var count = Int32(c.nodeCount)
        func nextWord() -> Int32 {
            count += 1
            return count - 1
        }
        for f in facilities { word[c.facilityStart + f] = nextWord() }
        for f in facilities where !c.dependents(of: c.facilityStart + f).isEmpty { operating[f] = nextWord() }
        for link in c.nodeCount..<c.facilityStart where c.assetNeedFirst[link] < c.assetNeedFirst[link + 1] {
            word[link] = nextWord()
        }
        wordOfAsset = word
        operatingWord = operating
        wordCount = Int(count)
        pairPlaces = facilities.flatMap { f in
            let pairs = c.pairs(ofFacility: c.facilityStart + f)
            return pairs.map { p in
                PairPlace(
                    pair: Int32(p), facility: Int32(f), word: word[c.facilityStart + f], soleSupplier: sole[p],
                    service: c.pairs[p].service, isLastOfFacility: p + 1 == pairs.upperBound)
            }
        }
    }

    /// The node that alone decides whether a pair is out: its only supplier, with no reserve that counts.
    private static func soleSupplier(ofPair p: Int, _ c: Cascade, _ reserves: Reserves) -> Int? {
        let needs = c.pairs[p].needs, r = needs.lowerBound
        guard needs.count == 1, !c.pairFaulty[p], reserves == .empty || c.needBuffer[r] <= 0, c.needAtLeast[r] == 1,
            c.needSupplierFirst[r + 1] == c.needSupplierFirst[r] + 1
        else { return nil }
        let supplier = Int(c.needSupplier[Int(c.needSupplierFirst[r])])
        return supplier < c.nodeCount ? supplier : nil
    }
}
