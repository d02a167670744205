import CascadeModel
import Computation
import DamageModel
import Diagnostics
import Foundation
import Geometry
import NetworkModel
import RandomTowns
import TestSupport
import Testing

@testable import CriticalityRanking

/// Importance measures beside exact ones: small reliability systems written as networks, and random towns.
@Suite struct ImportanceTests {
    /// One person depends on the system for one hour.
    private static func system(_ name: String) throws -> (model: CityModel, components: [Int])? {
        var b = CityModelBuilder()
        let here = Point(x: 0, y: 0), layer = Layer("x"), kind = AssetKind("part")
        func node(_ id: String, isSource: Bool = false) { b.addNode(id, layer: layer, kind: kind, at: here, isSource: isSource) }
        func link(_ id: String, _ from: String, _ to: String) { b.addLink(id, layer: layer, kind: kind, from: from, to: to) }
        let row = b.addFacility("user", kind: .hospital, at: here)
        b.set(.residents, 1, ofRow: row)
        var components = (0..<3).map { "c\($0)" }
        switch name.prefix(while: { $0 != " " }) {
        case "series3":
            for (i, c) in components.enumerated() { node(c, isSource: i == 0) }
            link("l1", "c0", "c1")
            link("l2", "c1", "c2")
            b.require("user", "x", from: ["c2"])
        case "parallel3", "2oo3_good":
            for c in components { node(c, isSource: true) }
            b.require("user", "x", from: components, atLeast: name.hasPrefix("2") ? 2 : 1)
        case "bridge5":
            components = (0..<5).map { "c\($0)" }
            for id in ["s", "a", "b", "t"] { node(id, isSource: id == "s") }
            for (c, ends) in zip(components, [("s", "a"), ("s", "b"), ("a", "b"), ("a", "t"), ("b", "t")]) {
                link(c, ends.0, ends.1)
            }
            b.require("user", "x", from: ["t"])
        case "hospital_power":
            components = (0..<5).map { "c\($0)" }
            for c in components { node(c, isSource: c != "c4") }
            link("a", "c1", "c4")
            link("b", "c2", "c4")
            for generator in ["c1", "c2"] { b.require(generator, "x", from: ["c3"]) }
            b.require("user", "x", from: ["c0", "c4"])
        default: return nil
        }
        var log = IssueLog()
        let model = try b.freeze(&log)
        return (model, components.map { model.asset(named: $0) ?? -1 })
    }

    @Test(.enabled(if: sharedFolder != nil, "\(sharedFolderMissing)"))
    func `the measures of reliability systems are the tabulated ones`() throws {
        // Names hold commas within quotes; the figures are the last eight cells.
        let file = try String(
            contentsOf: #require(sharedFolder).appendingPathComponent("domain/reference/importance_measures.csv"), encoding: .utf8)
        var systems: [String: [[Double]]] = [:]
        for line in file.split(whereSeparator: \.isNewline).dropFirst(3) {
            let cells = line.split(separator: ",").map(String.init)
            let name = cells[..<(cells.count - 8)].joined(separator: ",").filter { $0 != "\"" }
            systems[name, default: []].append(cells.suffix(8).map { $0 == "inf" ? .infinity : Double($0) ?? .nan })
        }
        #expect(systems.count == 5)
        for (name, rows) in systems {
            let (model, components) = try #require(try Self.system(name), "\(name)")
            let p = rows.map { $0[1] }, cascade = Cascade(model), base = ServiceBase(model)
            let runs = ConsequenceRuns(model, cascade, base: base, horizonHours: 1)
            let parts = IndependentParts(of: model)
            // Exactly, over all states of the components.
            var q = 0.0, birnbaum = p.map { _ in 0.0 }, reduction = birnbaum, estimated = birnbaum
            for state in 0..<(1 << p.count) {
                let isDown = p.indices.map { state >> $0 & 1 == 1 }
                let probability = p.indices.reduce(1) { $0 * (isDown[$1] ? p[$1] : 1 - p[$1]) }
                let event = p.indices.filter { isDown[$0] }.map {
                    Disturbance(asset: Int32(components[$0]), fromHours: 0, untilHours: .infinity, cause: .damaged)
                }.sorted { $0.asset < $1.asset }
                let draws = EventDraws(single: event)
                let simulated = SimulatedCriticality(components, runs, parts, draws: draws)
                let estimate = HazardCriticality(model, cascade, base: base, draws: draws, horizonHours: 1, mostSnapshots: 4)
                var scratch = CascadeState(for: cascade)
                q += probability * runs.consequence(of: event, state: &scratch).value
                for i in p.indices {
                    birnbaum[i] += probability * simulated.assets[i].criticality.mean
                    reduction[i] += probability * simulated.assets[i].reduction.mean
                    estimated[i] += probability * estimate.criticality(of: components[i])
                }
            }
            for (i, row) in rows.enumerated() {
                func agrees(_ value: Double, _ expected: Double) -> Bool {
                    expected.isInfinite ? value.isInfinite || value > 1e9 : abs(value - expected) <= 2e-12 * max(1, expected)
                }
                #expect(agrees(q, row[2]) && agrees(birnbaum[i], row[3]), "\(name) \(i)")
                #expect(agrees(birnbaum[i] * p[i] / q, row[4]) && agrees(reduction[i] / q, row[5]), "\(name) \(i)")
                #expect(agrees((q + birnbaum[i] - reduction[i]) / q, row[6]), "\(name) \(i)")
                #expect(agrees(q / max(0, q - reduction[i]), row[7]), "\(name) \(i)")
                #expect(agrees(estimated[i], row[3]), "\(name) \(i), from moments")
            }
        }
    }

    /// Assets fail together, and at different times: moments of the draws, against all draws run with each asset harmed
    /// and spared.
    @Test(arguments: 0..<4) func `estimates for all assets hold the brute-force figures in their intervals`(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(600 + seed))
        var options = RandomTownOptions()
        options.everyFeature = false
        options.nodesPerLayer = 5...9
        options.facilities = 4...8
        var builder = CityModelBuilder(editing: try randomTown(&random, options))
        for i in builder.requirements.indices { builder.requirements[i].bufferHours = 0 }
        let strings = builder.strings
        builder.requirements.removeAll { !strings[$0.asset].hasPrefix("facility") }
        var log = IssueLog()
        let model = try builder.freeze(&log), cascade = Cascade(model), base = ServiceBase(model)
        let horizon = 12.0, n = 1200
        let draws = correlatedDraws(model, count: n)
        let runs = ConsequenceRuns(model, cascade, base: base, horizonHours: horizon)
        let network = Array(0..<model.facilities.lowerBound)
        let exact = SimulatedCriticality(network, runs, IndependentParts(of: model), draws: draws, mostDraws: n)
        let estimate = HazardCriticality(model, cascade, base: base, draws: draws, horizonHours: horizon, threads: 2)
        #expect(estimate.snapshots == n && exact.draws == n)
        var outside = 0, total = 0
        for (asset, e) in zip(network, exact.assets) where e.criticality.mean > 0 {
            total += 1
            // Half a percent of the largest for assets that matter in few draws.
            if abs(estimate.criticality(of: asset) - e.criticality.mean) > estimate.halfWidth[asset] + 0.02 { outside += 1 }
            #expect(abs(estimate.added[asset] - (e.criticality.mean - e.reduction.mean)) <= 3 * estimate.halfWidth[asset] + 0.1)
            #expect(abs(estimate.spared[asset] - e.reduction.mean) <= 3 * estimate.halfWidth[asset] + 0.1)
        }
        #expect(total >= 8)
        // One in twenty may lie outside by chance, and assets in a row lie outside together.
        #expect(outside * 5 <= total, "\(outside) of \(total)")
    }

    /// One number in common decides how many assets fail in a draw.
    private func correlatedDraws(_ model: CityModel, count: Int) -> EventDraws {
        EventDraws(count: count, isRandom: true, seed: 5) { number in
            func u(_ key: Int, _ purpose: UInt64) -> Double {
                CounterRandom.uniform(seed: 5, sample: UInt64(number), key: UInt64(key + 1), purpose: purpose)
            }
            let common = u(-1, 0)
            return (0..<model.assetCount).filter { u($0, 1) < 0.25 * common }.map {
                Disturbance(asset: Int32($0), fromHours: 0, untilHours: 1 + 20 * u($0, 2), cause: .damaged)
            }
        }
    }

    @Test func `an event without chance has exact figures and no interval`() throws {
        let (model, components) = try #require(try Self.system("2oo3_good"))
        let cascade = Cascade(model), base = ServiceBase(model)
        let runs = ConsequenceRuns(model, cascade, base: base, horizonHours: 10)
        let event = [Disturbance(asset: Int32(components[0]), fromHours: 2, untilHours: 8, cause: .flooded)]
        let probability = (0..<model.facilities.lowerBound).map { $0 == components[0] ? 1.0 : 0 }
        let impact = SingleFailureImpact(model, cascade, base: base, horizonHours: 10)
        let weak = WeakNodes(
            model, runs, base: base, impact: impact, draws: EventDraws(single: event), failureProbability: probability,
            samples: 0, meanConsequence: 0)
        // The second one down loses the six hours in which the first is under water, whether or not it is flooded.
        for c in components[1...] {
            #expect(weak.criticality(of: c) == Estimate(mean: 6, lower: 6, upper: 6, samples: 1))
            #expect(weak.contribution(of: c) == 0 && weak.reduction(of: c) == 0)
            #expect(weak.weakness(of: c) == .together && weak.firmness(of: c) == nil)
        }
        #expect(weak.criticality(of: components[0]).mean == 0)
        #expect(weak.order == Array(components[1...]))
        #expect(weak.achievement(of: components[1]) == nil)
        // Any two of the three bring the system down, none does alone.
        #expect(weak.pairs.map(\.synergy) == [10, 10, 10])
    }
}
