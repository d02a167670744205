public import NetworkModel

/// In how many samples of a screening each service of each facility is out. Tallies of parts of the samples add up in any
/// order.
public struct ScreeningTally: Sendable {
    /// Samples counted so far.
    public private(set) var samples = 0
    /// In the order of `Screening.pairPlaces`.
    private var outCounts: [Int32]
    private var anyOutCounts: [Int32]
    private let residents: [Double]
    private let serviceCount: Int

    public init(_ model: CityModel, _ screening: Screening) {
        outCounts = Array(repeating: 0, count: screening.pairPlaces.count)
        anyOutCounts = Array(repeating: 0, count: model.facilityCount)
        residents = screening.pairPlaces.map {
            model.value(.residents, of: model.facilities.lowerBound + Int($0.facility)) ?? 0
        }
        serviceCount = model.services.count
    }

    /// In how many samples each pair of a facility and a service (see `Cascade.pairs`) is out.
    public func outCount(_ screening: Screening) -> [Int] {
        var counts = [Int](repeating: 0, count: outCounts.count)
        for (place, count) in zip(screening.pairPlaces, outCounts) { counts[Int(place.pair)] = Int(count) }
        return counts
    }
    /// In how many samples each facility (from 0) lacks at least one service.
    public var anyOutCount: [Int] { anyOutCounts.map { Int($0) } }

    /// Counts the first samples of a settled block.
    /// - Returns: The residents of facilities without each service (by number in `CityModel.services`), sample by sample;
    ///   summed over the facilities in one order, however samples are dealt out.
    /// - Complexity: O(pairs + losses).
    public mutating func add(
        _ block: borrowing ScreenedSamples, samples count: Int, _ screening: Screening
    ) -> [ArraySlice<Double>] {
        var sums = [Double](repeating: 0, count: serviceCount * Screening.samplesAtOnce)
        Self.count(block, .first(count), screening, residents, &outCounts, &anyOutCounts, &sums)
        samples += count
        return (0..<serviceCount).map { service in
            let start = service * Screening.samplesAtOnce
            return sums[start..<(start + count)]
        }
    }

    private static func count(
        _ block: borrowing ScreenedSamples, _ counted: Lanes, _ screening: Screening, _ residents: [Double],
        _ outCounts: inout [Int32], _ anyOutCounts: inout [Int32], _ sums: inout [Double]
    ) {
        var outCount = outCounts.mutableSpan, anyOutCount = anyOutCounts.mutableSpan, sum = sums.mutableSpan
        let places = screening.pairPlaces.span, residents = residents.span
        var any = Lanes.zero
        for i in places.indices {
            let place = places[i]
            let out = block.out(place, screening) & counted
            if !out.isEmpty {
                outCount[i] += Int32(truncatingIfNeeded: out.count)
                any |= out
                if residents[i] > 0 { out.add(residents[i], to: &sum, at: Int(place.service) * Screening.samplesAtOnce) }
            }
            if place.isLastOfFacility {
                anyOutCount[Int(place.facility)] += Int32(truncatingIfNeeded: any.count)
                any = .zero
            }
        }
    }

    /// Joins the tally of other samples.
    public mutating func merge(_ other: ScreeningTally) {
        samples += other.samples
        for i in outCounts.indices { outCounts[i] += other.outCounts[i] }
        for f in anyOutCounts.indices { anyOutCounts[f] += other.anyOutCounts[f] }
    }
}
