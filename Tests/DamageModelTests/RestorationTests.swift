import Computation
import DamageModel
import Foundation
import HazardModel
import NetworkModel
import TestSupport
import Testing

@Suite struct RestorationTests {
    static let missing = Comment(rawValue: sharedFolderMissing)
    let catalogue: FragilityCatalogue
    init() throws { catalogue = try FragilityCatalogue.standard() }

    @Test(.enabled(if: sharedFolder != nil, missing))
    func `means and spreads are the reference's, and what it has from memory carries no source`() throws {
        let names = [
            "substation": "substation", "distribution_circuit": "circuit", "generation_plant": "powerPlant",
            "water_treatment_plant": "treatmentPlant", "pumping_plant": "pumpingPlant", "well": "well", "tank": "tank",
            "bridge": "bridge", "tunnel": "tunnel", "road": "road",
        ]
        var compared = 0
        for row in try referenceRows("domain/reference/hazus_restoration.csv") {
            guard let id = names[row["component"] ?? ""] else { continue }
            let entry = try #require(catalogue.restorations.first { $0.id == id })
            let state = try #require(DamageState.allCases.first { $0.name == row["damage_state"] })
            let i = Int(state.rawValue) - 1
            #expect(abs(entry.hours[i] - 24 * (try #require(Double(row["mean_d"] ?? "")))) < 1e-9)
            #expect(abs(entry.spreadHours[i] - 24 * (try #require(Double(row["sd_d"] ?? "")))) < 1e-9)
            if row["status"]?.hasPrefix("verified") != true { #expect(entry.source == nil, "\(id) \(state)") }
            compared += 1
        }
        #expect(compared == 40)  // all but communication facilities, which are from memory there
    }

    /// A substation at 100 g is complete: N(720, 360) h cut off at 0. With a = 2: mean = 720 Φ(2) + 360 φ(2), of the
    /// draws above 0 the mean is that over Φ(2); E[X²; X > 0] = (720² + 360²) Φ(2) + 720 × 360 φ(2).
    @Test func `sampled repair times have the moments of the theory`() throws {
        let count = 100, samples = 1000
        let model = try town((0..<count).map { ("s\($0)", .substation) })
        let damage = try DamageAssessment(model: model, fields: [field(model, .pga, 100)], catalogue: catalogue)
        #expect(damage.deterministic().allSatisfy { $0.untilHours == 720 })
        var sum = 0.0, squares = 0.0, number = 0
        for sample in 0..<samples {
            for hit in damage.sample(sample, seed: 5) {
                sum += hit.untilHours
                squares += hit.untilHours * hit.untilHours
                number += 1
            }
        }
        let draws = Double(count * samples), share = Normal.cdf(2), density = exp(-2) / (2 * Double.pi).squareRoot()
        let mean = (720 * share + 360 * density) / share
        let square = ((720 * 720 + 360 * 360) * share + 720 * 360 * density) / share
        let spread = (square - mean * mean).squareRoot()
        #expect(abs(Double(number) / draws - share) < 4 * (share * (1 - share) / draws).squareRoot())  // 0.19 %
        let drawn = Double(number)
        #expect(abs(sum / drawn - mean) < 4 * spread / drawn.squareRoot())  // 4.4 h of 740
        let found = (squares / drawn - (sum / drawn) * (sum / drawn)).squareRoot()
        #expect(abs(found - spread) < 4 * spread / (2 * drawn).squareRoot())  // the normal's error; 3.1 h of 341
    }

    /// Expected function after t days: the columns t0 … t90 of the reference. 20,000 substations, completely damaged.
    @Test(.enabled(if: sharedFolder != nil, missing))
    func `as many work again after some days as the restoration function says`() throws {
        let row = try #require(
            try referenceRows("domain/reference/hazus_restoration.csv").first {
                $0["component"] == "substation" && $0["damage_state"] == "complete"
            })
        let model = try town((0..<100).map { ("s\($0)", .substation) })
        let damage = try DamageAssessment(model: model, fields: [field(model, .pga, 100)], catalogue: catalogue)
        let hours = (0..<200).flatMap { damage.sample($0, seed: 8).map(\.untilHours) }
        for day in [0, 1, 3, 7, 30, 90] {
            let p = try #require(Double(row["t\(day)"] ?? ""))
            let working = 1 - Double(hours.count { $0 > Double(day) * 24 }) / 20_000
            #expect(abs(working - p) < 4 * (p * (1 - p) / 2e4).squareRoot() + 1e-6, "after \(day) days")
        }
    }

    @Test func `lognormal repair times keep their mean and spread`() throws {
        var own = catalogue
        let at = try #require(own.restorations.firstIndex { $0.id == "substation" })
        own.restorations[at].isLognormal = true
        let model = try town((0..<100).map { ("s\($0)", .substation) })
        let damage = try DamageAssessment(model: model, fields: [field(model, .pga, 100)], catalogue: own)
        var sum = 0.0, logs = 0.0, number = 0.0
        for sample in 0..<1000 {
            for hit in damage.sample(sample, seed: 6) {
                sum += hit.untilHours
                logs += log(hit.untilHours)
                number += 1
            }
        }
        #expect(number == 100_000)
        #expect(abs(sum / number - 720) < 4 * 360 / number.squareRoot())
        let variance = log(1.25)
        #expect(abs(logs / number - (log(720) - variance / 2)) < 4 * (variance / number).squareRoot())
    }

    @Test func `an asset's own hours are never drawn`() throws {
        let model = try town([("s", .substation)]) { $0.set(.outageHours, 10, ofRow: $1["s"] ?? 0) }
        let damage = try DamageAssessment(model: model, fields: [field(model, .pga, 100)], catalogue: catalogue)
        for sample in 0..<50 { #expect(damage.sample(sample, seed: 1).map(\.untilHours) == [10]) }
    }

    // MARK: cost

    @Test(.enabled(if: sharedFolder != nil, missing))
    func `damage by depth is the reference's, at its points`() throws {
        let feet = (0...24).map { Double($0) * 0.3048 }
        let metres = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 5, 6]
        var reference: [String: [(depth: Double, ratio: Double)]] = [:]
        for (file, depths, scale) in [
            ("hazus_flood_utilities", Array(feet.prefix(11)), 0.01), ("hazus_flood_essential", feet, 0.01),
            ("flood_depth_damage_eu", metres, 1),
        ] {
            for cells in try referenceCells("domain/reference/\(file).csv").dropFirst() {
                let figures = cells.suffix(depths.count).compactMap(Double.init)
                try #require(figures.count == depths.count, "\(file) \(cells[0])")
                let id = file.hasPrefix("hazus") ? "HAZUS.\(cells[1])" : cells[0]
                #expect(reference.updateValue(zip(depths, figures.map { $0 * scale }).map { ($0, $1) }, forKey: id) == nil)
            }
        }
        // Huizinga et al. (2017), Europe, by class: residential, industrial and transport.
        for (id, ratios) in [
            ("JRC.residential", [0, 0.25, 0.4, 0.5, 0.6, 0.75, 0.85, 0.95, 1]),
            ("JRC.industrial", [0, 0.15, 0.27, 0.4, 0.52, 0.7, 0.85, 1, 1]),
            ("JRC.transport", [0, 0.317, 0.542, 0.702, 0.832, 1, 1, 1, 1]),
        ] {
            reference[id] = zip([0, 0.5, 1, 1.5, 2, 3, 4, 5, 6], ratios).map { ($0, $1) }
        }
        #expect(catalogue.depthDamages.count > 50)
        for entry in catalogue.depthDamages {
            for (depth, ratio) in try #require(reference[entry.id], "\(entry.id) has no reference") {
                #expect(abs(entry.ratio(depthMetres: depth) - ratio) < 1e-9, "\(entry.id) at \(depth) m")
            }
        }
    }

    @Test(.enabled(if: sharedFolder != nil, missing))
    func `the factors of ALA are the reference's`() throws {
        var compared: [String: Int] = [:]
        for cells in try referenceCells("domain/reference/ala2001_k_factors.csv").dropFirst() {
            let isShaking = cells[0].hasPrefix("K1"), factor = try #require(Double(cells.last ?? ""))
            // The backbone of shaking has a name of its own.
            let id = isShaking && cells[2] == "backbone" ? "pipe.ala" : "ALA.\(cells[1])"
            let entry = catalogue.fragilities[try #require(catalogue.fragility(named: id), "\(id)")]
            // Repairs per 1000 ft: 0.00187 for each in/s; 1.06 times inches^0.319 where the ground fails.
            let (demand, perThousandFeet) = isShaking ? (30, 0.00187 * 30 / 2.54) : (0.3, 1.06 * pow(0.3 / 0.0254, 0.319))
            #expect(abs(entry.repairsPerKm(demand) - factor * perThousandFeet / 0.3048) < 1e-8, "\(id)")
            #expect(entry.measure == (isShaking ? .pgv : .pgd))
            compared[cells[0], default: 0] += 1
        }
        #expect(Array(compared.values.sorted()) == [13, 19])
    }

    /// Hospital C2.M without code at 0.30 g: medians 0.10, 0.15, 0.30, 0.50, beta 0.4 (by hand from Φ).
    @Test func `the table says what an asset was judged by, why, and what it costs`() throws {
        let model = try town([("h", .hospital), ("s", .substation), ("p", .pipe)]) { builder, rows in
            builder.set(.voltage, 220, ofRow: rows["s"] ?? 0)
            builder.set(.anchored, "yes", ofRow: rows["s"] ?? 0)
            builder.set(.length, 2000, ofRow: rows["p"] ?? 0)
        }
        let rows = try DamageTable.rows(
            model: model, fields: [field(model, .pga, 0.3), field(model, .pgv, 30), field(model, .floodDepth, 1)],
            catalogue: catalogue)
        func row(_ id: String, _ field: Int) throws -> AssetDamage {
            try #require(rows.first { $0.asset == model.asset(named: id) && $0.field == field })
        }
        let hospital = try row("h", 0)
        let p = [0.10, 0.15, 0.30, 0.50].map { Normal.cdf(log(0.3 / $0) / 0.4) }
        #expect(zip(hospital.probabilities, p).allSatisfy { abs($0 - $1) < 1e-12 })
        let cost = 0.02 * (p[0] - p[1]) + 0.1 * (p[1] - p[2]) + 0.398 * (p[2] - p[3]) + p[3]
        #expect(abs(hospital.costRatio - cost) < 1e-12)
        #expect(hospital.entry == "LF.C2.M.PC" && hospital.reason == "kind hospital" && !hospital.assumption.isEmpty)
        let substation = try row("s", 0)
        #expect(substation.entry == "EP.S.M.A")
        #expect(substation.reason == "kind substation, voltage from 150, anchored yes")
        #expect(substation.notGiven == "" && substation.source == "hazus-5.1")
        let pipe = try row("p", 1)
        #expect(pipe.notGiven == "material")
        #expect(abs(pipe.expectedRepairs - 2 * 0.210631259) < 1e-8)
        #expect(abs(pipe.breakProbability - (1 - exp(-0.2 * 2 * 0.210631259))) < 1e-8)
        #expect(!rows.contains { $0.asset == model.asset(named: "p") && $0.field == 0 })
        // 1 m = 3.28 ft of water: 20 % at 3 ft, 25 % at 4 ft.
        #expect(abs(try row("h", 2).costRatio - (0.2 + 0.05 * (1 / 0.3048 - 3))) < 1e-12)
        #expect(try row("s", 2).thresholdMetres == 1.219)
    }
}
