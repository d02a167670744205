import Diagnostics
import Foundation
import Geometry
import HazardModel
import Testing
import TestSupport

@Suite struct GroundFailureTests {
    /// The table is OpenQuake 3.26.2's, which does not cut the probability off at 1.
    @Test(.enabled(if: sharedFolder != nil, "\(sharedFolderMissing)"))
    func `the whole table of liquefaction is met`() throws {
        let classes: [String: GroundFailure.Susceptibility] = [
            "vh": .veryHigh, "h": .high, "m": .moderate, "l": .low, "vl": .veryLow, "n": .none,
        ]
        let rows = try referenceRows("domain/reference/hazus_liquefaction.csv")
        #expect(rows.count == 288)
        for row in rows {
            func number(_ name: String) throws -> Double { try #require(row[name].flatMap { Double($0) }) }
            let ground = try #require(row["susc"].flatMap { classes[$0] }), pga = try number("pga_g")
            let failure = GroundFailure(
                magnitude: try number("mag"), groundwaterDepthMetres: try number("gw_m"), susceptibility: [])
            #expect(abs(failure.probability(ground, pga: pga) - min(1, try number("p_liq_map"))) < 1e-7, "\(row)")
            #expect(abs(failure.lateralSpreadMetres(ground, pga: pga) / 0.0254 - (try number("lat_spread_in"))) < 1e-5)
            #expect(abs(failure.settlementMetres(ground) / 0.0254 - (try number("settlement_in"))) < 1e-9)
        }
    }

    /// Very high, magnitude 7.5, 0.3 g, groundwater 5 ft down. P = min(1, 9.09 · 0.3 − 0.82) · 0.25 / (Km Kw) with
    /// Km = 0.0027 · 421.875 − 0.0267 · 56.25 − 0.2055 · 7.5 + 2.9188 = 1.0147375 and Kw = 1.04: 0.23689. Ratio 3.333:
    /// 70 · 3.3333 − 180 = 53.333 in, times Kd = 0.0086 · 421.875 − 0.0914 · 56.25 + 0.4698 · 7.5 − 0.9835 = 1.026875.
    @Test func `one case by hand`() {
        let failure = GroundFailure(magnitude: 7.5, groundwaterDepthMetres: 1.524, susceptibility: [])
        #expect(abs(failure.probability(.veryHigh, pga: 0.3) - 0.236895) < 1e-5)
        #expect(abs(failure.displacementMetres(.veryHigh, pga: 0.3) - 53.3333333 * 1.026875 * 0.0254) < 1e-6)
        // At the threshold nothing spreads; what fails settles.
        #expect(abs(failure.displacementMetres(.veryHigh, pga: 0.09) - 0.3048) < 1e-12)
        #expect(failure.probability(.none, pga: 5) == 0 && failure.displacementMetres(.none, pga: 5) == 0)
    }

    private func quake(_ attributes: [String: String], folder: String = "") throws -> Earthquake {
        let all = ["magnitude": "6", "x": "0", "y": "0", "vs30": "300"].merging(attributes) { $1 }
        return try Earthquake(element("earthquake", all), folder: folder)
    }

    @Test func `a scenario states the ground by a class or by a grid`() throws {
        let model = try city(at: [Point(x: 500, y: 500), Point(x: 1500, y: 500), Point(x: 2500, y: 500)])
        #expect(try quake([:]).field(on: model).groundFailure == nil)
        let uniform = try quake(["liquefaction": "high", "groundwaterDepth": "3"]).field(on: model)
        #expect(uniform.groundFailure?.susceptibility == [.high, .high, .high])
        #expect(uniform.groundFailure?.groundwaterDepthMetres == 3 && uniform.groundFailure?.magnitude == 6)
        #expect(uniform.median[.pgd] == nil)
        #expect(uniform.method.contains { $0.english.contains("Liquefaction follows Hazus") && $0.english.contains("3.0 m down:") })
        let text = "ncols 2\nnrows 1\nxllcorner 0\nyllcorner 0\ncellsize 1000\nNODATA_value -9999\n5 2\n"
        try withGrid(text) { folder in
            let field = try quake(["liquefactionGrid": "t.asc", "liquefaction": "moderate"], folder: folder).field(on: model)
            #expect(field.groundFailure?.susceptibility == [.veryHigh, .low, .moderate])
        }
        for bad in ["6 2", "1.5 2", "-1 2"] {
            try withGrid(text.replacingOccurrences(of: "5 2", with: bad)) { folder in
                let error = inputError { try quake(["liquefactionGrid": "t.asc"], folder: folder) }
                #expect(error?.code == "grid-values")
            }
        }
        #expect(inputError { try quake(["liquefaction": "wet"]) }?.code == "liquefaction-unknown")
    }
}
