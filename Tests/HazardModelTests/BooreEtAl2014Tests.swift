import HazardModel
import Testing
import TestSupport

@Suite struct BooreEtAl2014Tests {
    static let columns: [(measure: IntensityMeasure, name: String)] = [
        (.pga, "PGA_g"), (.pgv, "PGV_cms"), (.sa03, "SA03_g"), (.sa10, "SA10_g"),
    ]

    /// Rows computed with OpenQuake 3.26.2, BooreEtAl2014 without basin: magnitude, rake, Rjb (km), Vs30 (m/s), then
    /// median, τ, φ of PGA, PGV, SA(0.3 s), SA(1.0 s). They cover both ramps, both scatter terms and each mechanism.
    static let rows: [[Double]] = [
        [4, 0, 0, 270, 5.60662994e-02, 0.398, 0.669363, 1.77203130, 0.401, 0.614701, 5.97876000e-02, 0.363, 0.656688,
            7.05832820e-03, 0.498, 0.545675],
        [4.5, 0, 40, 360, 7.00911836e-03, 0.398, 0.695, 2.73062203e-01, 0.401, 0.644, 1.11312505e-02, 0.363, 0.675,
            1.73271068e-03, 0.498, 0.553],
        [5.5, 0, 5, 270, 3.38432599e-01, 0.348, 0.469363, 14.2751211, 0.346, 0.522701, 3.75962098e-01, 0.229, 0.542688,
            1.17860992e-01, 0.298, 0.617675],
        [7, 0, 5, 1600, 2.30851767e-01, 0.348, 0.495, 21.2491672, 0.346, 0.552, 4.44221169e-01, 0.229, 0.561,
            1.75131446e-01, 0.298, 0.625],
        [5.4, 31, 80, 300, 1.81728397e-02, 0.353, 0.515, 7.45472318e-01, 0.3515, 0.5612, 3.00807027e-02, 0.2424, 0.5724,
            7.65082239e-03, 0.318, 0.6178],
        [5, -45, 10, 250, 8.36170109e-02, 0.373, 0.550637, 3.68564201, 0.3735, 0.547299, 1.23132818e-01, 0.296,
            0.586312, 2.71123698e-02, 0.398, 0.576325],
    ]

    @Test(arguments: rows)
    func `a few rows of OpenQuake's results are met`(_ row: [Double]) throws {
        for (i, column) in Self.columns.enumerated() {
            try check(column.measure, row[0], Self.mechanism(rake: row[1]), row[2], row[3], Array(row[(4 + 3 * i)...]))
        }
    }

    private func check(
        _ measure: IntensityMeasure, _ magnitude: Double, _ mechanism: FaultMechanism, _ rjb: Double, _ vs30: Double,
        _ expected: [Double]
    ) throws {
        let motion = try #require(
            BooreEtAl2014().shaking(
                [measure], of: SeismicEvent(magnitude: magnitude, mechanism: mechanism),
                at: GroundMotionSites(distanceKilometres: [rjb], vs30MetresPerSecond: vs30))[measure])
        #expect(abs(motion.median[0] / expected[0] - 1) < 1e-6, "\(measure) M\(magnitude) \(rjb) km")
        #expect(abs(motion.betweenEventSigma - expected[1]) < 1e-6)
        #expect(abs(motion.withinEventSigma[0] - expected[2]) < 1e-6)
    }

    /// The rule of the model: strike-slip within 30° of horizontal slip, inclusive.
    static func mechanism(rake: Double) -> FaultMechanism {
        if abs(rake) <= 30 || abs(rake) >= 150 { return .strikeSlip }
        return rake > 0 ? .reverse : .normal
    }

    @Test(arguments: IntensityMeasure.shaking)
    func `shaking falls with distance and grows with magnitude`(_ measure: IntensityMeasure) throws {
        let distances = stride(from: 0.0, through: 400, by: 5).map { $0 }
        var smaller: [Double] = []
        for magnitude in stride(from: 3.0, through: 8.0, by: 0.5) {
            let motion = try #require(
                BooreEtAl2014().shaking(
                    [measure], of: SeismicEvent(magnitude: magnitude),
                    at: GroundMotionSites(distanceKilometres: distances, vs30MetresPerSecond: 760))[measure])
            #expect(zip(motion.median, motion.median.dropFirst()).allSatisfy { $0 > $1 })
            // Beyond the hinge magnitude short periods saturate close to the rupture, so compare at 100 km.
            #expect(smaller.isEmpty || motion.median[20] > smaller[20])
            smaller = motion.median
        }
    }

    @Test func `floods are not its business, and its range is stated`() {
        let model = BooreEtAl2014()
        let site = GroundMotionSites(distanceKilometres: [1], vs30MetresPerSecond: 300)
        #expect(model.shaking([.floodDepth], of: SeismicEvent(magnitude: 6), at: site).isEmpty)
        func warnings(_ m: Double, _ km: Double, _ vs30: Double) -> Int {
            model.rangeWarnings(
                SeismicEvent(magnitude: m, mechanism: .normal), farthestKilometres: km, vs30MetresPerSecond: vs30...vs30
            ).count
        }
        #expect(warnings(6, 100, 300) == 0)
        #expect(warnings(2.5, 500, 100) == 3)
        #expect(warnings(7.2, 100, 1501) == 2)
    }
}
