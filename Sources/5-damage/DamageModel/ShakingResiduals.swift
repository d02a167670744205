import HazardModel
import NetworkModel

/// The within-event residuals of one field of shaking: alike at neighbouring places where the field says so.
struct ShakingResiduals: Sendable {
    private var places: ResidualPlaces?
    /// One map per distinct range of correlation.
    private var maps: [CorrelatedResiduals] = []

    /// Draws every asset for itself.
    init() {}

    /// Tells each entry its place and the map of its measure.
    init(_ entries: inout [ShakingDamage.Entry], _ model: CityModel, _ field: HazardField) {
        func range(_ entry: ShakingDamage.Entry) -> Double? {
            entry.withinSigma > 0 ? field.correlationRangeKilometres[entry.measure] : nil
        }
        let ranges = Set(entries.compactMap(range)).sorted()
        guard !ranges.isEmpty else { return }
        var isWanted = [Bool](repeating: false, count: model.assetCount)
        for entry in entries where range(entry) != nil { isWanted[Int(entry.asset)] = true }
        let places = ResidualPlaces(model, isWanted: { isWanted[$0] })
        maps = ranges.map { CorrelatedResiduals(places, rangeKilometres: $0) }
        for i in entries.indices {
            guard let range = range(entries[i]), let map = ranges.firstIndex(of: range) else { continue }
            entries[i].place = places.placeOfAsset[Int(entries[i].asset)]
            entries[i].map = UInt8(map)
        }
        self.places = places
    }

    /// Standard normals of one sample: by map, then by place.
    func draw(seed: UInt64, sample: UInt64, purpose: UInt64) -> [[Double]] {
        guard let places else { return [] }
        let independent = places.independentNormals(seed: seed, sample: sample, purpose: purpose)
        return maps.map { $0.correlate(independent) }
    }
}
