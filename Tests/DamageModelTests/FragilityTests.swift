import DamageModel
import Foundation
import HazardModel
import TestSupport
import Testing

@Suite struct FragilityTests {
    static let missing = Comment(rawValue: sharedFolderMissing)
    let catalogue: FragilityCatalogue
    init() throws { catalogue = try FragilityCatalogue.standard() }

    @Test(.enabled(if: sharedFolder != nil, missing))
    func `exceedance probabilities agree with an independent computation`() throws {
        let rows = try referenceRows("domain/reference/fragility_values.csv")
        #expect(rows.count == 616)
        var compared = 0
        for row in rows {
            let intensity = try #require(Double(row["im"] ?? "")), expected = try #require(Double(row["p_exceed"] ?? ""))
            let curve = Fragility.Curve(
                median: try #require(Double(row["median"] ?? "")), beta: try #require(Double(row["beta"] ?? "")))
            #expect(abs(curve.exceedanceProbability(intensity) - expected) < 1e-9)

            guard let number = catalogue.fragility(named: row["id"] ?? ""),
                case .lognormal(let curves) = catalogue.fragilities[number].form
            else { continue }
            let state = try #require(DamageState.allCases.first { $0.name == row["damage_state"] })
            let own = curves[Int(state.rawValue) - 1].exceedanceProbability(intensity)
            #expect(abs(own - expected) < 1e-9, "\(row["id"] ?? "") \(state)")
            compared += 1
        }
        #expect(compared == 560)  // all but ground failure of roads and bridges, which has no measure here
    }

    @Test(.enabled(if: sharedFolder != nil, missing))
    func `the catalogue has every curve for shaking that the source has, and no other figures`() throws {
        var expected: [String: [String: (Double, Double)]] = [:]
        for row in try referenceRows("domain/reference/fragility_hazus_parameters.csv") {
            // Rows whose description holds a comma do not split by columns; the table above covers some of them.
            guard let id = row["id"], let median = Double(row["median"] ?? ""), let beta = Double(row["beta"] ?? ""),
                let state = row["damage_state"]
            else { continue }
            expected[id, default: [:]][state] = (median, beta)
        }
        var checked = 0
        for fragility in catalogue.fragilities {
            guard case .lognormal(let curves) = fragility.form, let rows = expected[fragility.id] else { continue }
            #expect(rows.count == curves.count, "\(fragility.id)")
            for (curve, state) in zip(curves, DamageState.allCases.dropFirst()) {
                #expect(rows[state.name]?.0 == curve.median, "\(fragility.id) \(state)")
                #expect(rows[state.name]?.1 == curve.beta, "\(fragility.id) \(state)")
                checked += 1
            }
        }
        #expect(checked > 700)
    }

    @Test(.enabled(if: sharedFolder != nil, missing))
    func `pipe repair rates agree with the reference`() throws {
        func rate(_ id: String, _ pgv: Double) throws -> Double {
            catalogue.fragilities[try #require(catalogue.fragility(named: id))].repairsPerKm(pgv)
        }
        var compared = 0
        for row in try referenceRows("domain/reference/pipe_repair_rates.csv") where row["im"] == "PGV_cms" {
            let pgv = try #require(Double(row["value"] ?? ""))
            for (id, column) in [
                ("pipe.brittle", "hazus_brittle_per_km"), ("pipe.ductile", "hazus_ductile_per_km"),
                ("pipe.ala", "ala_per_km"),
            ] {
                let expected = try #require(Double(row[column] ?? ""))
                #expect(abs(try rate(id, pgv) - expected) < 1e-8 * max(1, expected))
                compared += 1
            }
        }
        #expect(compared == 30)
        // Where the ground fails: per inch there, per metre here.
        for row in try referenceRows("domain/reference/pipe_repair_rates.csv") where row["im"] == "PGD_in" {
            let metres = try #require(Double(row["value"] ?? "")) * 0.0254
            for (id, column) in [("pipe.brittle.ground", "hazus_pgd_brittle_per_km"), ("pipe.ductile.ground", "hazus_pgd_ductile_per_km")] {
                let expected = try #require(Double(row[column] ?? ""))
                #expect(abs(try rate(id, metres) - expected) < 1e-8 * max(1, expected))
                compared += 1
            }
        }
        #expect(compared == 46)
    }

    @Test func `where curves cross, a worse state is never more probable than a lighter one`() {
        // The pumping plant's curves cross at low shaking: complete is wider spread than extensive.
        let plant = Fragility(
            id: "x", title: "x", measure: .pga, source: nil,
            form: .lognormal([
                .init(median: 0.2, beta: 0.3), .init(median: 0.4, beta: 0.3), .init(median: 0.6, beta: 0.3),
                .init(median: 0.9, beta: 0.9),
            ]))
        let crossed = Fragility.Curve(median: 0.9, beta: 0.9).exceedanceProbability(0.1)
        #expect(crossed > Fragility.Curve(median: 0.6, beta: 0.3).exceedanceProbability(0.1))
        // The published probability of the worst state holds, and the lighter ones include it.
        #expect(plant.exceedanceProbability(.complete, intensity: 0.1) == crossed)
        #expect(plant.exceedanceProbability(.extensive, intensity: 0.1) == crossed)
        for step in 1...300 {
            let intensity = Double(step) / 100
            let p = DamageState.allCases.map { plant.exceedanceProbability($0, intensity: intensity) }
            #expect(zip(p, p.dropFirst()).allSatisfy { $0 >= $1 }, "\(intensity)")
        }
        #expect(plant.exceedanceProbability(.slight, intensity: 0) == 0)
        #expect(plant.exceedanceProbability(.none, intensity: 0) == 1)
    }
}
