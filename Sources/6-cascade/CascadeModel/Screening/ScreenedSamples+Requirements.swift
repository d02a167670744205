extension ScreenedSamples {
    /// Where every requirement of an asset is met, or has a reserve that counts.
    func operating(_ asset: Int, _ screening: Screening) -> Lanes {
        let c = screening.cascade
        var lanes = Lanes.all
        for r in Int(c.assetNeedFirst[asset])..<Int(c.assetNeedFirst[asset + 1])
        where screening.reserves == .empty || c.needBuffer[r] <= 0 { lanes &= met(r, screening) }
        return lanes
    }

    /// Where enough suppliers of a requirement deliver.
    func met(_ r: Int, _ screening: Screening) -> Lanes {
        let c = screening.cascade
        let first = Int(c.needSupplierFirst[r]), end = Int(c.needSupplierFirst[r + 1])
        let count = end - first, atLeast = Int(c.needAtLeast[r])
        if atLeast == count {
            var lanes = Lanes.all
            for i in first..<end { lanes &= delivering(Int(c.needSupplier[i]), screening) }
            return lanes
        }
        if atLeast == 1 {
            var lanes = Lanes.zero
            for i in first..<end { lanes |= delivering(Int(c.needSupplier[i]), screening) }
            return lanes
        }
        if atLeast <= 0 { return .all }
        if atLeast > count { return .zero }
        return atLeastDelivering(first..<end, atLeast, screening)
    }

    /// Where at least k of some suppliers deliver: one bit of each sample's count after the other, added without
    /// unpacking, then compared with k from the highest bit down.
    private func atLeastDelivering(_ suppliers: Range<Int>, _ k: Int, _ screening: Screening) -> Lanes {
        var bits: [Lanes] = []
        for i in suppliers {
            var carry = delivering(Int(screening.cascade.needSupplier[i]), screening)
            for b in bits.indices {
                (bits[b], carry) = (bits[b] ^ carry, bits[b] & carry)
            }
            if !carry.isEmpty { bits.append(carry) }
        }
        guard k >> bits.count == 0 else { return .zero }
        var more = Lanes.zero, equal = Lanes.all
        for b in bits.indices.reversed() {
            if k >> b & 1 == 0 { more |= equal & bits[b] }
            equal &= k >> b & 1 == 1 ? bits[b] : ~bits[b]
        }
        return more | equal
    }

    /// Where an asset delivers: a node that supply reaches, a facility or link that is operational, the link at an end
    /// that supply reaches and from which it can be entered.
    @inline(__always) private func delivering(_ asset: Int, _ screening: Screening) -> Lanes {
        let c = screening.cascade
        if asset < c.nodeCount { return reached[Int(screening.slotOfNode[asset])] }
        if asset >= c.facilityStart { return words[Int(screening.operatingWord[asset - c.facilityStart])] }
        let link = asset - c.nodeCount
        var lanes = reached[Int(screening.slotOfNode[Int(c.linkFrom[link])])]
        if !c.linkDirected[link] { lanes |= reached[Int(screening.slotOfNode[Int(c.linkTo[link])])] }
        return linkWord[link] >= 0 ? lanes & words[Int(linkWord[link])] : lanes
    }
}
