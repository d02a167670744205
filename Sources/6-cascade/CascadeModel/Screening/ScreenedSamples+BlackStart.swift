extension ScreenedSamples {
    /// What was off before the event and is started at once by a reserve that may do so, with all that follows from it.
    ///
    /// Few models have it, so that everything is looked at again until nothing more rises.
    mutating func startOnReserves(_ screening: Screening) {
        let c = screening.cascade
        guard screening.mayStartOnReserves else { return }
        var mayRise = Self.undisturbed(startingFrom: undisturbed, hitWhileOff, screening)
        for i in mayRise.indices where c.restartDelay[Int(mayRise[i].asset)] > 0 { mayRise[i].lanes = .zero }
        var rose = true
        while rose {
            rose = false
            for (asset32, lanes) in mayRise {
                let asset = Int(asset32), word = operatingWord(asset, screening)
                var on = lanes
                for r in Int(c.assetNeedFirst[asset])..<Int(c.assetNeedFirst[asset + 1])
                where !(c.needBlackStart[r] && c.needBuffer[r] > 0) { on &= met(r, screening) }
                if (on & ~words[word]).isEmpty { continue }
                words[word] |= on
                rose = true
            }
            if rose { for part in screening.parts.indices { spread(in: part, screening) } }
        }
    }

    /// Where each asset with requirements is undisturbed, also those that were off before the event.
    private static func undisturbed(
        startingFrom known: [Lanes], _ hitWhileOff: [(asset: Int32, sample: Int32)], _ screening: Screening
    ) -> [(asset: Int32, lanes: Lanes)] {
        let baseline = screening.cascade.baseline
        var list = zip(screening.parts.flatMap(\.needy), known).map { asset, lanes in
            (asset: asset, lanes: baseline.on[Int(asset)] ? lanes : .all)
        }
        for hit in hitWhileOff {
            for i in list.indices where list[i].asset == hit.asset { list[i].lanes.remove(Int(hit.sample)) }
        }
        return list
    }
}
