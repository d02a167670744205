extension ScreenedSamples {
    /// Where a service of a facility is out: too few suppliers deliver and no reserve counts, or the facility itself is
    /// hit. Nowhere for a pair that is a fault of the data.
    @inline(__always) func out(_ place: Screening.PairPlace, _ screening: Screening) -> Lanes {
        if place.soleSupplier >= 0 { return ~(words[Int(place.word)] & reached[Int(place.soleSupplier)]) }
        return lost(pair: Int(place.pair), countingReserves: screening.reserves == .full, screening)
    }

    /// Where too few suppliers deliver to a pair, whether or not its reserves are counted as supply, or the facility is hit.
    func lost(pair p: Int, countingReserves: Bool, _ screening: Screening) -> Lanes {
        if screening.cascade.pairFaulty[p] { return .zero }
        var served = words[Int(screening.wordOfAsset[Int(screening.cascade.pairs[p].facility)])]
        for r in screening.cascade.pairs[p].needs
        where !(countingReserves && screening.cascade.needBuffer[r] > 0) { served &= met(r, screening) }
        return ~served
    }

    /// The state of a service in one sample; nil when it is served.
    public func state(ofPair pair: Int, inSample sample: Int, _ screening: Screening) -> Outage.ServiceState? {
        if lost(pair: pair, countingReserves: screening.reserves == .full, screening).contains(sample) { return .out }
        return lost(pair: pair, countingReserves: false, screening).contains(sample) ? .onReserve : nil
    }
}
