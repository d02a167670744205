/// Up to 512 samples of a `Screening` at work; reused from block to block.
///
/// Say what fails with `fail`, then `settle`, then read. Samples never touch one another: each bit comes out as if its
/// sample were alone.
public struct ScreenedSamples: Sendable {
    /// Where an asset is on: a node operational, a facility undisturbed, a supplying facility or a link operational.
    /// In the order of `Screening.wordOfAsset`; links that fail without having requirements are added behind.
    var words: [Lanes]
    /// Where supply reaches each node, by slot.
    var reached: [Lanes]
    /// The word of each link, counted from 0; −1 for one that works in every sample.
    var linkWord: [Int32]
    /// Links that were given a word for this block.
    private var addedLinks: [Int32] = []
    /// Parts in which a link may be off.
    var partHasLinkWords: [Bool]
    /// Where each asset with requirements is undisturbed, in the order in which parts list them.
    private(set) var undisturbed: [Lanes] = []
    /// Failures of assets that were off before the event.
    private(set) var hitWhileOff: [(asset: Int32, sample: Int32)] = []
    /// Nodes (by slot) to be looked at again, one bit each.
    var dirty: [UInt64]
    private let initial: [Bool]

    public init(for screening: Screening) {
        let c = screening.cascade
        initial = Self.initialWords(screening)
        words = []
        reached = Array(repeating: .zero, count: c.nodeCount)
        dirty = Array(repeating: 0, count: c.nodeCount / 64 + 1)
        linkWord = (c.nodeCount..<c.facilityStart).map { screening.wordOfAsset[$0] }
        partHasLinkWords = screening.parts.map(\.hasNeedyLinks)
        begin(screening)
    }

    /// Which words start as on: what was on before the event.
    private static func initialWords(_ screening: Screening) -> [Bool] {
        let c = screening.cascade
        var initial = [Bool](repeating: true, count: screening.wordCount)
        for asset in 0..<c.assetCount where !c.baseline.on[asset] {
            let isFacility = asset >= c.facilityStart
            let word = isFacility ? screening.operatingWord[asset - c.facilityStart] : screening.wordOfAsset[asset]
            if word >= 0 { initial[Int(word)] = false }
        }
        return initial
    }

    // MARK: what fails

    /// Starts a block in which nothing fails.
    public mutating func begin(_ screening: Screening) {
        words.removeAll(keepingCapacity: true)
        words.reserveCapacity(initial.count)
        for isOn in initial { words.append(isOn ? .all : .zero) }
        for link in addedLinks {
            linkWord[Int(link)] = -1
            let part = Int(screening.partOfLink[Int(link)])
            partHasLinkWords[part] = screening.parts[part].hasNeedyLinks
        }
        addedLinks.removeAll(keepingCapacity: true)
        hitWhileOff.removeAll(keepingCapacity: true)
    }

    /// Disables assets in one sample of the block.
    /// - Parameter sample: 0 ..< `Screening.samplesAtOnce`.
    public mutating func fail(_ assets: [Int32], inSample sample: Int, _ screening: Screening) {
        for asset in assets where screening.wordOfAsset[Int(asset)] < 0 {
            giveWord(toLink: Int(asset) - screening.cascade.nodeCount, screening)
        }
        Self.clear(&words, assets, sample, screening.wordOfAsset, linkWord, screening.cascade.nodeCount)
        for asset in assets where Int(asset) >= screening.cascade.facilityStart {
            let operating = screening.operatingWord[Int(asset) - screening.cascade.facilityStart]
            if operating >= 0 { words[Int(operating)].remove(sample) }
        }
        if screening.mayStartOnReserves {
            for asset in assets where !screening.cascade.baseline.on[Int(asset)] { hitWhileOff.append((asset, Int32(sample))) }
        }
    }

    /// Clears one bit of each asset's words, without touching the other seven words beside it.
    private static func clear(
        _ words: inout [Lanes], _ assets: [Int32], _ sample: Int, _ wordOfAsset: [Int32], _ linkWord: [Int32], _ nodeCount: Int
    ) {
        let kept = ~(UInt64(1) << UInt64(sample % 64)), offset = sample / 64 * 8
        var span = words.mutableSpan
        var bytes = span.mutableBytes
        for asset in assets {
            var word = Int(wordOfAsset[Int(asset)])
            if word < 0 { word = Int(linkWord[Int(asset) - nodeCount]) }
            let place = word * MemoryLayout<Lanes>.stride + offset
            let old = bytes.unsafeLoad(fromByteOffset: place, as: UInt64.self)
            bytes.storeBytes(of: old & kept, toByteOffset: place, as: UInt64.self)
        }
    }

    /// Gives a link that fails a word of its own, unless it has one.
    private mutating func giveWord(toLink link: Int, _ screening: Screening) {
        if linkWord[link] >= 0 { return }
        linkWord[link] = Int32(words.count)
        words.append(.all)
        addedLinks.append(Int32(link))
        partHasLinkWords[Int(screening.partOfLink[link])] = true
    }

    // MARK: what follows

    /// Follows the failures through all layers, in all samples of the block.
    public mutating func settle(_ screening: Screening) {
        undisturbed.removeAll(keepingCapacity: true)
        for part in screening.parts {
            for asset in part.needy { undisturbed.append(words[operatingWord(Int(asset), screening)]) }
        }
        var firstNeedy = 0
        for group in screening.groups {
            let start = firstNeedy
            if group.isRing { for part in group.parts { spread(in: part, screening) } }
            var changed = true
            while changed {
                changed = false
                firstNeedy = start
                for part in group.parts {
                    let fell = followRequirements(of: part, firstNeedy, screening)
                    firstNeedy += screening.parts[part].needy.count
                    if fell || !group.isRing { spread(in: part, screening) }
                    if fell && group.isRing { changed = true }
                }
            }
        }
        startOnReserves(screening)
    }

    func operatingWord(_ asset: Int, _ screening: Screening) -> Int {
        let facility = asset - screening.cascade.facilityStart
        return Int(facility >= 0 ? screening.operatingWord[facility] : screening.wordOfAsset[asset])
    }

    /// Switches off what lacks a requirement; whether anything fell.
    private mutating func followRequirements(of part: Int, _ firstNeedy: Int, _ screening: Screening) -> Bool {
        var fell = false
        for (i, asset32) in screening.parts[part].needy.enumerated() {
            let asset = Int(asset32), word = operatingWord(asset, screening)
            let on = undisturbed[firstNeedy + i] & words[word] & operating(asset, screening)
            if !(on ^ words[word]).isEmpty {
                words[word] = on
                fell = true
            }
        }
        return fell
    }

    // MARK: answers

    /// Whether an asset that worked before the event is down: a node without supply, a link or facility not operational.
    public func isDown(_ asset: Int, inSample sample: Int, _ screening: Screening) -> Bool {
        let c = screening.cascade
        if asset < c.nodeCount {
            return c.baseline.supplied[asset] && !reached[Int(screening.slotOfNode[asset])].contains(sample)
        }
        guard c.baseline.on[asset] else { return false }
        if asset < c.facilityStart {
            let word = linkWord[asset - c.nodeCount]
            return word >= 0 && !words[Int(word)].contains(sample)
        }
        let isUndisturbed = words[Int(screening.wordOfAsset[asset])].contains(sample)
        return !isUndisturbed || !operating(asset, screening).contains(sample)
    }
}
