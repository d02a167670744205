import Computation
import DamageModel
import Foundation
import HazardModel
import NetworkModel
import Testing

@Suite struct GroundFailureDamageTests {
    let catalogue: FragilityCatalogue
    init() throws { catalogue = try FragilityCatalogue.standard() }

    private func failing(
        _ model: CityModel, pga: Double, _ ground: GroundFailure.Susceptibility, magnitude: Double = 7.5
    ) -> HazardField {
        var field = field(model, .pga, pga)
        field.groundFailure = GroundFailure(
            magnitude: magnitude, groundwaterDepthMetres: 1.524,
            susceptibility: Array(repeating: ground, count: model.assetCount))
        return field
    }

    /// Pipes of 1 km at 0.3 g on very susceptible ground: it fails with probability 0.2369 and moves 54.767 in
    /// (`GroundFailureTests`), so that a brittle pipe breaks with 1 − exp(−0.8 · 54.767^0.56) ≈ 0.99945 and a ductile one
    /// with 1 − exp(−0.3 · 0.8 · 54.767^0.56) = 0.8953; an urban road is out with Φ(ln(54.767 / 24) / 0.7) = 0.8807, a
    /// tunnel with Φ(ln(54.767 / 60) / 0.5) = 0.4276, and a well, a substation or a bridge is as good as sure to be.
    @Test func `sampled frequencies are those of the theory`() throws {
        let names = (0..<40).map { "\($0)" }
        let model = try town(
            names.map { ("iron-\($0)", .pipe) } + names.map { ("pvc-\($0)", .pipe) } + names.map { ("road-\($0)", .road) }
                + names.map { ("well-\($0)", .well) } + names.map { ("substation-\($0)", .substation) }
                + names.map { ("bridge-\($0)", .bridge) } + names.map { ("tunnel-\($0)", .tunnel) }
                + names.map { ("house-\($0)", .building) }
        ) { builder, rows in
            for (name, row) in rows {
                builder.set(.length, 1000, ofRow: row)
                // Drawn repair times below 0 would take away some of the damage.
                builder.set(.outageHours, 24, ofRow: row)
                if name.hasPrefix("iron") { builder.set(.material, "Cast iron", ofRow: row) }
                if name.hasPrefix("pvc") { builder.set(.material, "PVC", ofRow: row) }
            }
        }
        let damage = try DamageAssessment(
            model: model, fields: [failing(model, pga: 0.3, .veryHigh)], catalogue: catalogue)
        var count: [Substring: Double] = [:]
        let samples = 1500
        for sample in 0..<samples {
            // What shaking itself does has its acceleration as intensity.
            for hit in damage.sample(sample, seed: 3) where hit.intensity != 0.3 {
                count[model.id(Int(hit.asset)).split(separator: "-")[0], default: 0] += 1
                #expect(abs(hit.intensity - 54.7667 * 0.0254) < 1e-4)
            }
        }
        let inches = 53.3333333 * 1.026875, fails = 0.236895
        let expected: [Substring: Double] = [
            "iron": fails * -expm1(-0.8 * pow(inches, 0.56)), "pvc": fails * -expm1(-0.24 * pow(inches, 0.56)),
            "road": fails * Normal.cdf(log(inches / 24) / 0.7), "tunnel": fails * Normal.cdf(log(inches / 60) / 0.5),
            "well": fails * Normal.cdf(log(inches / 10) / 0.5), "substation": fails * Normal.cdf(log(inches / 10) / 0.5),
            "bridge": fails * Normal.cdf(log(inches / 3.9) / 0.2),
        ]
        #expect(Set(count.keys) == Set(expected.keys))
        for (kind, p) in expected {
            let draws = Double(samples * 40)
            #expect(abs((count[kind] ?? 0) / draws - p) < 4.5 * (p * (1 - p) / draws).squareRoot(), "\(kind)")
        }
    }

    /// By hand, with the figures above: 54.767 in = 1.39108 m with probability 0.236895.
    @Test func `the table has a row for ground that fails, with the chance that it does`() throws {
        let model = try town([("tunnel", .tunnel), ("pipe", .pipe), ("house", .building)]) {
            $0.set(.length, 1000, ofRow: $1["pipe"] ?? 0)
        }
        let table = try DamageTable.rows(model: model, fields: [failing(model, pga: 0.3, .veryHigh)], catalogue: catalogue)
        let rows = table.filter { $0.measure == .pgd }
        #expect(Set(rows.map { model.id($0.asset) }) == ["tunnel", "pipe"])
        let tunnel = try #require(rows.first { $0.asset == model.asset(named: "tunnel") })
        #expect(tunnel.entry == "HTU.GF" && abs(tunnel.intensity - 1.39108) < 1e-5)
        #expect(tunnel.source == "hazus-5.1" && tunnel.reason == "kind tunnel")
        #expect(abs(tunnel.probabilities[3] - 0.236895 * 0.427589) < 1e-5)
        #expect(abs(tunnel.probabilities[0] - 0.236895 * Normal.cdf(log(54.7667 / 6) / 0.7)) < 1e-5)
        let pipe = try #require(rows.first { $0.asset == model.asset(named: "pipe") })
        #expect(abs(pipe.expectedRepairs - 0.236895 * pow(54.7667, 0.56)) < 1e-4)
        #expect(abs(pipe.breakProbability - 0.236895 * -expm1(-0.8 * pow(54.7667, 0.56))) < 1e-5)
        let firm = try DamageTable.rows(model: model, fields: [field(model, .pga, 0.3)], catalogue: catalogue)
        #expect(!firm.contains { $0.measure == .pgd } && firm.count == table.count - 2)
    }

    @Test func `firm ground does nothing, and the median event fails no ground that is unlikely to fail`() throws {
        let model = try town([("pipe", .pipe), ("road", .road)])
        let firm = try DamageAssessment(model: model, fields: [failing(model, pga: 1, .none)], catalogue: catalogue)
        #expect((0..<50).allSatisfy { firm.sample($0, seed: 1).isEmpty })
        let loose = try DamageAssessment(model: model, fields: [failing(model, pga: 1, .high)], catalogue: catalogue)
        #expect(loose.deterministic().isEmpty)
        #expect(loose.citations.count >= 2)
    }

    @Test func `a rule's figure for failed ground must be one for displacement`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("own.xml")
        let text = """
            <fragilities xmlns="urn:lifeline:fragilities:1" title="own"><rules>
            <rule kind="pipe" groundFailure="pipe.brittle"/></rules></fragilities>
            """
        try Data(text.utf8).write(to: file)
        #expect(throws: (any Error).self) { try FragilityCatalogue.standard(with: [file.path]) }
        try Data(text.replacingOccurrences(of: "pipe.brittle", with: "pipe.brittle.ground").utf8).write(to: file)
        _ = try FragilityCatalogue.standard(with: [file.path])
    }
}
