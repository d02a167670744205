import Computation
import Foundation
import Geometry
import HazardModel
import Testing
import TestSupport

@Suite struct ResidualTests {
    @Test(.enabled(if: sharedFolder != nil, "\(sharedFolderMissing)"))
    func `the correlation of Jayaram and Baker is met`() throws {
        let measures: [String: IntensityMeasure] = ["PGA": .pga, "PGV": .pgv, "SA(0.3)": .sa03, "SA(1.0)": .sa10]
        var checked = 0
        for row in try referenceRows("domain/reference/jayaram_baker2009.csv") {
            guard let measure = row["imt"].flatMap({ measures[$0] }) else { continue }
            let model: SpatialCorrelation = row["vs30_clustering"] == "1" ? .similarGround : .variedGround
            let range = try #require(model.rangeKilometres(measure))
            let distance = try #require(row["distance_km"].flatMap { Double($0) })
            let ρ = try #require(row["rho"].flatMap { Double($0) })
            #expect(abs(exp(-3 * distance / range) - ρ) < 1e-8)
            checked += 1
        }
        #expect(checked == 80)
        #expect(SpatialCorrelation.none.rangeKilometres(.pga) == nil)
    }

    /// Places in a square, from a fixed generator; keys are numbers of their names.
    private func scattered(_ count: Int, side: Double) -> (position: [Point], key: [UInt64]) {
        func uniform(_ i: Int, _ axis: UInt64) -> Double {
            CounterRandom.uniform(seed: 5, sample: 0, key: UInt64(i), purpose: axis)
        }
        return (
            (0..<count).map { Point(x: uniform($0, 1) * side, y: uniform($0, 2) * side) },
            (0..<count).map { CounterRandom.bits(seed: 9, sample: 0, key: UInt64($0), purpose: 0) }
        )
    }

    /// The covariance that the map has: the product of the map with its transpose, found column by column.
    private func covariance(_ residuals: CorrelatedResiduals) -> [[Double]] {
        let n = residuals.places.count
        let columns = (0..<n).map { k in residuals.correlate((0..<n).map { $0 == k ? 1 : 0 }) }
        return (0..<n).map { i in
            (0..<n).map { j in columns.reduce(0) { $0 + $1[i] * $1[j] } }
        }
    }

    private func deviation(_ residuals: CorrelatedResiduals) -> (rms: Double, worst: Double) {
        let found = covariance(residuals), p = residuals.places.position, n = p.count
        var squares = 0.0, worst = 0.0
        for i in 0..<n {
            for j in 0..<n {
                let ρ = exp(-3 * p[i].distance(to: p[j]) / (residuals.rangeKilometres * 1000))
                worst = max(worst, abs(found[i][j] - ρ))
                squares += (found[i][j] - ρ) * (found[i][j] - ρ)
            }
        }
        return ((squares / Double(n * n)).squareRoot(), worst)
    }

    @Test(arguments: [8.5, 25.7, 40.7], [8000.0, 30_000])
    func `the covariance of the draws is the model's, but for little`(_ range: Double, _ side: Double) {
        let (position, key) = scattered(240, side: side)
        let off = deviation(CorrelatedResiduals(ResidualPlaces(position: position, key: key), rangeKilometres: range))
        #expect(off.rms < 0.005 && off.worst < 0.06, "\(off)")
    }

    /// With at most 33 places every one is drawn given all earlier ones, which is exact but for single-precision weights.
    @Test func `few places are drawn without error`() {
        let (position, key) = scattered(33, side: 5000)
        let off = deviation(CorrelatedResiduals(ResidualPlaces(position: position, key: key), rangeKilometres: 8.5))
        #expect(off.worst < 1e-5, "\(off)")
    }

    @Test func `links and thinned places, drawn from anchors alone, are correlated too`() {
        let (position, key) = scattered(300, side: 10_000)
        let places = ResidualPlaces(position: position, key: key, isAnchor: { $0 % 3 != 0 })
        #expect(places.anchorCount == 200 && places.count == 300)
        #expect(deviation(CorrelatedResiduals(places, rangeKilometres: 25.7)).rms < 0.01)
        let thinned = ResidualPlaces(position: position, key: key, mostAnchors: 50)
        #expect((20...50).contains(thinned.anchorCount) && thinned.count == 300)
        let off = deviation(CorrelatedResiduals(thinned, rangeKilometres: 25.7))
        #expect(off.rms < 0.02 && off.worst < 0.25, "\(off)")
    }

    /// 4,000 draws: the standard error of a correlation is at most 1/√4000 = 0.016.
    @Test func `drawn residuals are standard normal and correlated as the model says`() {
        let (position, key) = scattered(150, side: 12_000)
        let residuals = CorrelatedResiduals(ResidualPlaces(position: position, key: key), rangeKilometres: 8.5)
        let places = residuals.places, n = places.count, samples = 4000
        let draws = (0..<samples).map {
            residuals.correlate(places.independentNormals(seed: 3, sample: UInt64($0), purpose: 2))
        }
        var worst = 0.0
        for i in 0..<n {
            let mean = draws.reduce(0) { $0 + $1[i] } / Double(samples)
            let variance = draws.reduce(0) { $0 + $1[i] * $1[i] } / Double(samples)
            #expect(abs(mean) < 4.5 / Double(samples).squareRoot())
            #expect(abs(variance - 1) < 4.5 * (2 / Double(samples)).squareRoot() + 0.02)
            for j in stride(from: 0, to: i, by: 7) {
                let product = draws.reduce(0) { $0 + $1[i] * $1[j] } / Double(samples)
                let ρ = exp(-3 * places.position[i].distance(to: places.position[j]) / 8500)
                worst = max(worst, abs(product - ρ))
            }
        }
        #expect(worst < 4.5 * (2 / Double(samples)).squareRoot() + 0.04)
    }

    /// Residuals of one sample by name.
    private func residuals(
        _ names: [Int], _ position: [Point], _ key: [UInt64], isLink: (Int) -> Bool = { _ in false }, threads: Int = 0
    ) -> [Int: Double] {
        let places = ResidualPlaces(
            position: names.map { position[$0] }, key: names.map { key[$0] }, isAnchor: { !isLink(names[$0]) },
            threads: threads)
        let drawn = CorrelatedResiduals(places, rangeKilometres: 25.7, threads: threads)
            .correlate(places.independentNormals(seed: 1, sample: 4, purpose: 2))
        var byName: [Int: Double] = [:]
        for (i, name) in names.enumerated() { byName[name] = drawn[Int(places.placeOfAsset[i])] }
        return byName
    }

    @Test func `neither order nor threads change a residual`() {
        let (position, key) = scattered(900, side: 10_000)
        let inOrder = residuals(Array(0..<900), position, key, threads: 1)
        #expect(inOrder == residuals((0..<900).reversed(), position, key, threads: 2))
        #expect(inOrder == residuals((0..<900).map { $0 * 7 % 900 }, position, key, threads: 4))
    }

    @Test func `a link more changes no other residual`() {
        let (position, key) = scattered(400, side: 10_000)
        let isLink = { (name: Int) in name % 2 == 1 }
        let few = residuals((0..<400).filter { $0 != 101 }, position, key, isLink: isLink)
        let many = residuals(Array(0..<400), position, key, isLink: isLink)
        #expect(many.filter { $0.key != 101 } == few)
    }

    @Test func `assets at one place share their residual, and close ones nearly do`() {
        var (position, key) = scattered(200, side: 10_000)
        position[7] = position[150]
        position[9] = position[150]
        position[20] = Point(x: position[30].x + 1e-7, y: position[30].y)
        let drawn = residuals(Array(0..<200), position, key, isLink: { $0 == 9 })
        #expect(drawn[7] == drawn[150] && drawn[9] == drawn[150])
        #expect(abs((drawn[20] ?? 0) - (drawn[30] ?? 9)) < 1e-3)
    }

    @Test func `no places give no residuals`() {
        let places = ResidualPlaces(position: [], key: [])
        #expect(CorrelatedResiduals(places, rangeKilometres: 10).correlate([]).isEmpty)
        let nowhere = ResidualPlaces(position: [Point(x: .nan, y: 0)], key: [1])
        #expect(nowhere.placeOfAsset == [-1] && nowhere.count == 0)
    }
}
