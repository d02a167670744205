import Computation
import DamageModel
import Foundation
import HazardModel
import NetworkModel
import Testing

@Suite struct ShakingTests {
    let catalogue: FragilityCatalogue
    init() throws { catalogue = try FragilityCatalogue.standard() }

    /// Unanchored low-voltage substation: extensive at 0.34 g, complete at 0.74 g; 168 and 720 h.
    @Test(arguments: [
        (0.339, DamageState.none, 0.0), (0.34, .extensive, 168), (0.739, .extensive, 168), (0.74, .complete, 720),
    ])
    func `a deterministic run takes the worst state that is as likely as not`(
        pga: Double, state: DamageState, hours: Double
    ) throws {
        let model = try town([("sub", .substation)])
        let damage = try DamageAssessment(model: model, fields: [field(model, .pga, pga)], catalogue: catalogue)
        let expected =
            state == .none
            ? []
            : [
                Disturbance(
                    asset: model.number("sub"), fromHours: 0, untilHours: hours, cause: .damaged, state: state,
                    intensity: pga)
            ]
        let found = damage.deterministic()
        #expect(found.map(\.state) == expected.map(\.state))
        #expect(found.map(\.untilHours) == expected.map(\.untilHours))
        #expect(found.allSatisfy { abs($0.intensity - pga) < 1e-12 && $0.cause == .damaged && $0.fromHours == 0 })
    }

    @Test func `a factor of two doubles the shaking an asset withstands, and the largest makes it invulnerable`() throws {
        let model = try town([("plain", .substation), ("strong", .substation), ("proof", .substation)]) {
            $0.set(.fragilityFactor, 2, ofRow: $1["strong"] ?? 0)
            $0.set(.fragilityFactor, 1000, ofRow: $1["proof"] ?? 0)
            for row in $1.values { $0.set(.outageHours, 100, ofRow: row) }  // of the drawn hours some are 0
        }
        func hit(_ pga: Double) throws -> [Int32] {
            try DamageAssessment(model: model, fields: [field(model, .pga, pga)], catalogue: catalogue)
                .deterministic().map(\.asset)
        }
        #expect(try hit(0.34) == [model.number("plain")])
        #expect(try hit(0.67) == [model.number("plain")])
        #expect(try hit(0.68) == [model.number("plain"), model.number("strong")])
        #expect(try hit(0.68).count == 2)
        let violent = try DamageAssessment(
            model: model, fields: [field(model, .pga, 1e4, sigmas: (0.3, 0.6))], catalogue: catalogue)
        for sample in 0..<50 {
            #expect(violent.sample(sample, seed: 1).map(\.asset) == [model.number("plain"), model.number("strong")])
        }
    }

    /// 5 km of pipe: breaks = 0.2 × 1e-4 × PGV^2.25 × 5 = ln 2 at PGV = (ln 2 / 1e-4)^(1 / 2.25) = 50.97 cm/s.
    @Test func `a pipe breaks when a break is as likely as not`() throws {
        let model = try town([("iron", .pipe), ("plastic", .pipe)]) {
            $0.set(.material, "Cast iron", ofRow: $1["iron"] ?? 0)
            $0.set(.material, "PVC", ofRow: $1["plastic"] ?? 0)
        }
        let limit = pow(log(2) / 1e-4, 1 / 2.25)
        func broken(_ pgv: Double) throws -> [Int32] {
            try DamageAssessment(model: model, fields: [field(model, .pgv, pgv)], catalogue: catalogue)
                .deterministic().map(\.asset)
        }
        #expect(try broken(limit * 0.999) == [])
        #expect(try broken(limit * 1.001) == [model.number("iron")])
        let ductileLimit = pow(log(2) / 3e-5, 1 / 2.25)
        #expect(try broken(ductileLimit * 0.999) == [model.number("iron")])
        #expect(try broken(ductileLimit * 1.001) == [model.number("iron"), model.number("plastic")])
    }

    /// Sampled over shaking with scatter, the state probabilities are lognormal in √(β² + τ² + φ²) over assets and
    /// samples; 40,000 draws of an event that is common to 40 assets.
    @Test func `sampled frequencies are those of the theory`() throws {
        let model = try town((0..<40).map { ("sub-\($0)", .substation) }) { builder, rows in
            for row in rows.values { builder.set(.outageHours, 100, ofRow: row) }  // of the drawn hours some are 0
        }
        let (between, within) = (0.35, 0.55)
        let damage = try DamageAssessment(
            model: model, fields: [field(model, .pga, 0.3, sigmas: (between, within))], catalogue: catalogue)
        #expect(damage.isRandom)
        var extensive = 0, complete = 0
        let samples = 4000
        for sample in 0..<samples {
            for hit in damage.sample(sample, seed: 7) {
                if hit.state == .extensive { extensive += 1 } else { complete += 1 }
            }
        }
        let spread = (0.4 * 0.4 + between * between + within * within).squareRoot()
        let orWorse = Normal.cdf(log(0.3 / 0.34) / spread), worst = Normal.cdf(log(0.3 / 0.74) / spread)
        let draws = Double(samples * 40)
        // Assets of a sample share the event's term: the standard error is that of 4,000, not of 160,000 draws.
        let error = 4 * (orWorse * (1 - orWorse) / Double(samples)).squareRoot()
        #expect(abs(Double(extensive + complete) / draws - orWorse) < error)
        #expect(abs(Double(complete) / draws - worst) < error)
    }

    /// 200,000 draws that share nothing: 4 standard errors are 0.0045, 3 % of the frequency of extensive damage.
    /// At 0.15 g the theory of curves that cross matters: extensive and complete of the pumping plant below do.
    @Test(arguments: [0.15, 0.3, 0.5]) func `states are drawn as often as their curves say, also where they cross`(
        pga: Double
    ) throws {
        var own = catalogue
        let at = try #require(own.fragility(named: "EP.S.L.U"))
        own.fragilities[at].form = .lognormal([
            .init(median: 0.2, beta: 0.3), .init(median: 0.4, beta: 0.3), .init(median: 0.6, beta: 0.3),
            .init(median: 0.9, beta: 0.9),
        ])
        own.fragilities[at].stopsAt = .slight
        let model = try town((0..<200).map { ("sub-\($0)", .substation) }) { builder, rows in
            for row in rows.values { builder.set(.outageHours, 100, ofRow: row) }
        }
        let damage = try DamageAssessment(model: model, fields: [field(model, .pga, pga)], catalogue: own)
        var counts = [Int](repeating: 0, count: 5)
        for sample in 0..<1000 { for hit in damage.sample(sample, seed: 9) { counts[Int(hit.state.rawValue)] += 1 } }
        for state in DamageState.allCases.dropFirst() {
            let p = own.fragilities[at].exceedanceProbability(state, intensity: pga)
            let found = Double(counts[Int(state.rawValue)...].reduce(0, +)) / 2e5
            #expect(abs(found - p) < 4 * (p * (1 - p) / 2e5).squareRoot() + 1e-6, "\(state)")
        }
    }

    @Test func `without scatter of the shaking only the draw of the state remains`() throws {
        let model = try town((0..<50).map { ("pipe-\($0)", .pipe) }) { builder, rows in
            for row in rows.values { builder.set(.length, 1000, ofRow: row) }
        }
        // Brittle, 1 km at 60 cm/s: P(break) = 1 − exp(−0.2 × 1.001936766).
        let damage = try DamageAssessment(model: model, fields: [field(model, .pgv, 60)], catalogue: catalogue)
        let expected = 1 - exp(-0.2 * 1.001936766)
        let broken = (0..<2000).reduce(0) { $0 + damage.sample($1, seed: 3).count }
        let draws = 100_000.0
        #expect(abs(Double(broken) / draws - expected) < 4 * (expected * (1 - expected) / draws).squareRoot())
    }

    @Test func `a draw belongs to the asset's identifier, the sample and the seed, and to nothing else`() throws {
        let few = try town((0..<30).map { ("sub-\($0)", .substation) })
        let many = try town((0..<300).reversed().map { ("sub-\($0)", .substation) })
        func draws(_ model: CityModel, _ sample: Int, seed: UInt64) throws -> [String: Disturbance] {
            let damage = try DamageAssessment(
                model: model, fields: [field(model, .pga, 0.3, sigmas: (0.3, 0.5))], catalogue: catalogue)
            var byName: [String: Disturbance] = [:]
            for var disturbance in damage.sample(sample, seed: seed) {
                let name = model.id(Int(disturbance.asset))
                disturbance.asset = 0
                byName[name] = disturbance
            }
            return byName
        }
        for sample in [0, 1, 5, 1_000_000] {
            let names = Set((0..<30).map { "sub-\($0)" })
            #expect(try draws(few, sample, seed: 1) == draws(many, sample, seed: 1).filter { names.contains($0.key) })
        }
        #expect(try draws(few, 1, seed: 1) != draws(few, 2, seed: 1))
        #expect(try draws(few, 1, seed: 1) != draws(few, 1, seed: 2))
    }

    @Test func `two shocks draw their own numbers`() throws {
        let model = try town((0..<200).map { ("sub-\($0)", .substation) })
        let shock = field(model, .pga, 0.34, sigmas: (0, 0))
        let damage = try DamageAssessment(model: model, fields: [shock, shock], catalogue: catalogue)
        let hits = damage.sample(0, seed: 1)
        let twice = Dictionary(grouping: hits, by: \.asset).values.filter { $0.count == 2 }.count
        let once = Dictionary(grouping: hits, by: \.asset).values.filter { $0.count == 1 }.count
        #expect(once > 60 && once < 140)  // 100 expected of 200 when independent, 0 when the same
        #expect(twice > 20)
    }
}
