extension ScreenedSamples {
    /// Spreads supply through a part of a network: the least fixed point of "on, and a source or next to what is reached".
    ///
    /// The first sweep follows the breadth-first order, in which most samples are done at once; later sweeps, back and
    /// forth, look only at nodes next to something that changed.
    mutating func spread(in part: Int, _ screening: Screening) {
        let slots = screening.parts[part].slots
        guard !slots.isEmpty else { return }
        for slot in slots {
            reached[slot] = .zero
            dirty[slot / 64] |= 1 << UInt64(slot % 64)
        }
        let links = partHasLinkWords[part] ? linkWord : []
        var isForward = true
        while Self.sweep(slots, forward: isForward, &reached, &dirty, words, links, screening) { isForward.toggle() }
    }

    /// Looks at every marked node in order; whether any is left marked.
    /// - Parameter linkWord: empty where no link of the part fails.
    private static func sweep(
        _ slots: Range<Int>, forward: Bool, _ reachedWords: inout [Lanes], _ dirtyWords: inout [UInt64], _ words: [Lanes],
        _ linkWord: [Int32], _ screening: Screening
    ) -> Bool {
        let inFirst = screening.inFirst.span, inTail = screening.inTail.span, inLink = screening.inLink.span
        let outFirst = screening.outFirst.span, outHead = screening.outHead.span, outLink = screening.outLink.span
        let isSource = screening.isSource.span, on = words.span, linkWord = linkWord.span
        var reached = reachedWords.mutableSpan, dirty = dirtyWords.mutableSpan
        let withLinks = !linkWord.isEmpty

        let firstWord = slots.lowerBound / 64, lastWord = (slots.upperBound - 1) / 64
        var w = forward ? firstWord : lastWord
        while w >= firstWord && w <= lastWord {
            // Bits set behind the sweep wait for the next one; bits set ahead of it are still met.
            var ahead = mask(w, slots)
            while dirty[w] & ahead != 0 {
                let bits = dirty[w] & ahead
                let bit = forward ? bits.trailingZeroBitCount : 63 - bits.leadingZeroBitCount
                dirty[w] &= ~(1 << UInt64(bit))
                ahead &= forward ? ~((2 << UInt64(bit)) &- 1) : (1 << UInt64(bit)) &- 1
                let v = w * 64 + bit

                let open = on[v] & ~reached[v]
                if open.isEmpty { continue }
                var offered = isSource[v] ? Lanes.all : .zero
                for arc in Int(inFirst[v])..<Int(inFirst[v + 1]) {
                    var tail = reached[Int(inTail[arc])]
                    if withLinks, linkWord[Int(inLink[arc])] >= 0 { tail &= on[Int(linkWord[Int(inLink[arc])])] }
                    offered |= tail
                }
                let new = open & offered
                if new.isEmpty { continue }
                reached[v] |= new
                for arc in Int(outFirst[v])..<Int(outFirst[v + 1]) {
                    let head = Int(outHead[arc])
                    var gain = new & on[head] & ~reached[head]
                    if withLinks, linkWord[Int(outLink[arc])] >= 0 { gain &= on[Int(linkWord[Int(outLink[arc])])] }
                    if !gain.isEmpty { dirty[head / 64] |= 1 << UInt64(head % 64) }
                }
            }
            w += forward ? 1 : -1
        }
        for w in firstWord...lastWord where dirty[w] & mask(w, slots) != 0 { return true }
        return false
    }

    /// The bits of a word of marks that belong to some slots.
    private static func mask(_ word: Int, _ slots: Range<Int>) -> UInt64 {
        var mask = ~UInt64(0)
        if word == slots.lowerBound / 64 { mask &= ~0 << UInt64(slots.lowerBound % 64) }
        if word == (slots.upperBound - 1) / 64 { mask &= ~0 >> UInt64(63 - (slots.upperBound - 1) % 64) }
        return mask
    }
}
