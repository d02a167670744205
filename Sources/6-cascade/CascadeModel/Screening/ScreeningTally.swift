public import NetworkModel

/// What a screening found, counted over its samples.
public struct ScreeningTally: Sendable {
    /// Samples counted so far.
    public private(set) var samples = 0
    /// Residents of facilities without each service, in each sample: `residentsOut[service][sample]`, services as in
    /// `CityModel.services`.
    public private(set) var residentsOut: [[Double]]
    // In the order of `Screening.pairPlaces`.
    private var outCounts: [Int]
    private let residents: [Double]
    private var anyOutCounts: [Int]

    public init(_ model: CityModel, _ screening: Screening) {
        residentsOut = Array(repeating: [], count: model.services.count)
        outCounts = Array(repeating: 0, count: screening.pairPlaces.count)
        residents = screening.pairPlaces.map {
            model.value(.residents, of: model.facilities.lowerBound + Int($0.facility)) ?? 0
        }
        anyOutCounts = Array(repeating: 0, count: model.facilityCount)
    }

    /// In how many samples each pair of a facility and a service (see `Cascade.pairs`) is out.
    public func outCount(_ screening: Screening) -> [Int] {
        var counts = outCounts
        for (place, count) in zip(screening.pairPlaces, outCounts) { counts[Int(place.pair)] = count }
        return counts
    }
    /// In how many samples each facility (from 0) lacks at least one service.
    public var anyOutCount: [Int] { anyOutCounts }

    /// Counts the first samples of a settled block.
    ///
    /// Sums go over the facilities in one order, so that they are the same however samples are dealt out.
    /// - Complexity: O(pairs + losses).
    public mutating func add(_ block: borrowing ScreenedSamples, samples count: Int, _ screening: Screening) {
        var sums = [Double](repeating: 0, count: residentsOut.count * Screening.samplesAtOnce)
        Self.count(block, .first(count), screening, residents, &outCounts, &anyOutCounts, &sums)
        for service in residentsOut.indices {
            let start = service * Screening.samplesAtOnce
            residentsOut[service] += sums[start..<(start + count)]
        }
        samples += count
    }

    private static func count(
        _ block: borrowing ScreenedSamples, _ counted: Lanes, _ screening: Screening, _ residents: [Double],
        _ outCounts: inout [Int], _ anyOutCounts: inout [Int], _ sums: inout [Double]
    ) {
        var outCount = outCounts.mutableSpan, anyOutCount = anyOutCounts.mutableSpan, sum = sums.mutableSpan
        let places = screening.pairPlaces.span, residents = residents.span
        var any = Lanes.zero
        for i in places.indices {
            let place = places[i]
            let out = block.out(place, screening) & counted
            if !out.isEmpty {
                outCount[i] += out.count
                any |= out
                if residents[i] > 0 { out.add(residents[i], to: &sum, at: Int(place.service) * Screening.samplesAtOnce) }
            }
            if place.isLastOfFacility {
                anyOutCount[Int(place.facility)] += any.count
                any = .zero
            }
        }
    }

    /// Puts the samples of another tally behind these.
    public mutating func append(_ other: ScreeningTally) {
        samples += other.samples
        for i in outCounts.indices { outCounts[i] += other.outCounts[i] }
        for f in anyOutCounts.indices { anyOutCounts[f] += other.anyOutCounts[f] }
        for s in residentsOut.indices { residentsOut[s] += other.residentsOut[s] }
    }
}
