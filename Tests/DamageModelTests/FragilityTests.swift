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

            let number = try #require(catalogue.fragility(named: row["id"] ?? ""), "\(row)")
            guard case .lognormal(let curves) = catalogue.fragilities[number].form else { continue }
            // Displacements are in inches there, in metres here.
            let metresPerUnit = row["unit"] == "in" ? 0.0254 : 1
            for state in try states(row["damage_state"]) {
                let own = curves[Int(state.rawValue) - 1].exceedanceProbability(intensity * metresPerUnit)
                #expect(abs(own - expected) < 1e-9, "\(row["id"] ?? "") \(state)")
            }
            compared += 1
        }
        #expect(compared == 616)
    }

    /// States that one row of a table stands for: "extensive_complete" is two.
    private func states(_ names: String?) throws -> [DamageState] {
        let states = try #require(names).split { "_/".contains($0) }.map { name in DamageState.allCases.first { $0.name == name } }
        return try #require(states.contains(nil) || states.isEmpty ? nil : states.compactMap { $0 })
    }

    @Test(.enabled(if: sharedFolder != nil, missing))
    func `the catalogue has every curve that the source has, and no other figures`() throws {
        // Facilities on ground that fails share one curve; railways and airports (E8, E9, L9) are no assets here, and for
        // buildings on such ground (GF) the source has no states.
        let shared = ["L1.1", "L2.1", "L12.1", "L13.1", "L14.1", "L15.1", "L17.1", "L18.1", "L20.1"]
        let left = ["E8.", "E9.", "L9.", "GF."]
        var expected: [String: [DamageState: (median: Double, beta: Double)]] = [:], rows = 0
        for cells in try referenceCells("domain/reference/fragility_hazus_parameters.csv").dropFirst() {
            rows += 1
            // Counted from the ends: a description may hold commas.
            guard !left.contains(where: { cells[2].hasPrefix($0) }) else { continue }
            let figures = cells.suffix(3), unit = cells[cells.count - 4]
            let scale = try #require(["g": 1, "in": 0.0254, "cm": 0.01][unit], "\(cells)")
            let id = shared.contains(cells[2]) ? "facility.ground" : cells[2]
            for state in try states(figures.first) {
                expected[id, default: [:]][state] = (
                    scale * (try #require(Double(figures[figures.startIndex + 1]))), try #require(Double(figures.last ?? ""))
                )
            }
        }
        #expect(rows == 884)
        for (id, figures) in expected {
            let number = try #require(catalogue.fragility(named: id), "\(id)")
            guard case .lognormal(let curves) = catalogue.fragilities[number].form else {
                Issue.record("\(id) is no lognormal")
                continue
            }
            for (curve, state) in zip(curves, DamageState.allCases.dropFirst()) {
                // Where the source has complete damage alone, every state is that.
                let figure = try #require(figures[state] ?? (id == "facility.ground" ? figures[.complete] : nil), "\(id) \(state)")
                #expect(abs(figure.median - curve.median) < 1e-12 && figure.beta == curve.beta, "\(id) \(state)")
            }
        }
        let own = catalogue.fragilities.filter { if case .lognormal = $0.form { true } else { false } }
        #expect(Set(own.map(\.id)) == Set(expected.keys))
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
