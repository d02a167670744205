import DamageModel
import Diagnostics
import Foundation
import HazardModel
import NetworkModel
import TestSupport
import Testing

@Suite struct AssignmentTests {
    let catalogue: FragilityCatalogue
    init() throws { catalogue = try FragilityCatalogue.standard() }

    private func assumptions(_ model: CityModel, _ measure: IntensityMeasure, _ value: Double) throws -> [String] {
        try DamageAssessment(model: model, fields: [field(model, measure, value)], catalogue: catalogue).assumptions.map(\.english)
    }

    /// The lowest PGA at which an asset stops tells which fragility it was given.
    @Test(arguments: [
        (nil, nil, 0.34), (110.0, nil, 0.34), (110, "yes", 0.45), (20, nil, 0.34), (220, nil, 0.3), (220, "yes", 0.35),
        (380, "no", 0.17), (380, "yes", 0.2),
    ] as [(Double?, String?, Double)])
    func `a substation's fragility follows voltage and anchoring`(
        voltage: Double?, anchored: String?, stopsAt: Double
    ) throws {
        let model = try town([("sub", .substation)]) { builder, rows in
            if let voltage { builder.set(.voltage, voltage, ofRow: rows["sub"] ?? 0) }
            if let anchored { builder.set(.anchored, anchored, ofRow: rows["sub"] ?? 0) }
        }
        func isHit(_ pga: Double) throws -> Bool {
            try !DamageAssessment(model: model, fields: [field(model, .pga, pga)], catalogue: catalogue)
                .deterministic().isEmpty
        }
        #expect(try !isHit(stopsAt * 0.999))
        #expect(try isHit(stopsAt))
    }

    @Test(arguments: [(200.0, 0.7), (150, 0.7), (149, 0.45), (30, 0.45), (29, 1.2)])
    func `a bridge's fragility follows its length`(length: Double, stopsAt: Double) throws {
        let model = try town([("bridge", .bridge)]) { $0.set(.length, length, ofRow: $1["bridge"] ?? 0) }
        for (sa, isHit) in [(stopsAt * 0.999, false), (stopsAt, true)] {
            let damage = try DamageAssessment(model: model, fields: [field(model, .sa10, sa)], catalogue: catalogue)
            #expect(damage.deterministic().isEmpty != isHit)
        }
    }

    @Test func `assumptions are counted by kind and say what the data lacks`() throws {
        let model = try town([
            ("t1", .transformer), ("t2", .transformer), ("t3", .transformer), ("s", .substation), ("p", .pipe),
            ("r", .road), ("x", AssetKind("gasRegulator")),
        ]) { builder, rows in
            builder.set(.floodThreshold, 0.8, ofRow: rows["t3"] ?? 0)
            builder.set(.anchored, "yes", ofRow: rows["s"] ?? 0)
        }
        #expect(
            try assumptions(model, .floodDepth, 0.1) == [
                "1 gas regulator: taken as unaffected by water (assumed)",
                "1 pipe: taken as unaffected by water (assumed)",
                "1 road: flood threshold 0.3 m (value of the catalogue); working again 2 h after the water has gone (assumed)",
                "1 substation: flood threshold 1.219 m (value of the catalogue); working again 72 h after the water has gone (assumed)",
                "2 transformers: flood threshold 0.5 m (assumed); working again 48 h after the water has gone (assumed)",
                "1 transformer: working again 48 h after the water has gone (assumed)",
                "2 water junctions: taken as unaffected by water (assumed)",
            ])
        let shaken = try assumptions(model, .pga, 0.1)
        #expect(
            shaken.contains(
                "1 substation: treated as substation, low voltage (34.5 to 150 kV), anchored, as the data does not give: voltage (assumed)"
            ))
        #expect(
            shaken.contains(
                "1 pipe: material unknown, taken as brittle, as the data does not give: material (assumed)"))
        #expect(shaken.contains("1 pipe: taken as undamaged, since the hazard gives no PGV (assumed)"))
        #expect(
            shaken.contains(
                "3 transformers: the curve of a distribution circuit stands for the kiosk, as the data does not give: anchored (assumed)"
            ))
        #expect(shaken.contains { $0.hasPrefix("1 gas regulator: taken as undamaged") })
        #expect(!shaken.contains { $0.contains("water junction") })
        #expect(try assumptions(model, .floodDepth, 0) == [])
    }

    @Test func `sources are cited when their figures are used, and only then`() throws {
        let model = try town([("t", .transformer), ("w", .well)])
        func citations(_ measure: IntensityMeasure) throws -> [String] {
            try DamageAssessment(model: model, fields: [field(model, measure, 0.2)], catalogue: catalogue).citations
        }
        // The threshold of a well, and what the water costs: a well by Hazus, a kiosk by the Dutch curve for energy.
        let flooded = try citations(.floodDepth)
        #expect(flooded.count == 3)
        for words in ["utility tables", "percent damage by depth", "Kok, Huizinga"] {
            #expect(flooded.count { $0.contains(words) } == 1, "\(words)")
        }
        let shaken = try citations(.pga)
        #expect(shaken.count == 3)
        #expect(shaken.contains { $0.contains("Hazus 5.1") } && shaken.contains { $0.contains("Hazus 4.2") })
    }

    @Test func `an asset's own class overrides the rule`() throws {
        let model = try town([("h", .hospital)]) { $0.set(.fragilityClass, "LF.W1.HC", ofRow: $1["h"] ?? 0) }
        for (pga, isHit) in [(1.279, false), (1.28, true)] {
            let damage = try DamageAssessment(model: model, fields: [field(model, .pga, pga)], catalogue: catalogue)
            #expect(damage.deterministic().isEmpty != isHit)
            #expect(damage.assumptions == [])
        }
    }

    @Test func `an unknown class is an error at the asset, with the nearest name`() throws {
        let model = try town([("h", .hospital)]) { $0.set(.fragilityClass, "LF.C2.M.PX", ofRow: $1["h"] ?? 0) }
        let error = #expect(throws: InputError.self) {
            try DamageAssessment(model: model, fields: [], catalogue: catalogue)
        }
        #expect(error?.code == "unknown-fragility")
        #expect(error?.position == SourcePosition(file: "town.xml", line: 1))
        #expect(error?.remedy.hasPrefix("did you mean 'LF.C2.M.") == true)
    }

    @Test(arguments: [
        ("Cast Iron", true), ("grijs gietijzer", true), ("asbestos_cement", true), ("AC", true), ("PVC", false),
        ("ductile-iron", false), ("HDPE", false), ("something new", true),
    ])
    func `spellings of a material mean the same`(material: String, isBrittle: Bool) throws {
        let model = try town([("p", .pipe)]) { $0.set(.material, material, ofRow: $1["p"] ?? 0) }
        // 5 km: brittle pipes break from 50.97 cm/s, ductile ones from 87.0 cm/s.
        let damage = try DamageAssessment(model: model, fields: [field(model, .pgv, 60)], catalogue: catalogue)
        #expect(damage.deterministic().isEmpty != isBrittle)
    }

    @Test(arguments: [(1930.0, true), (1935, false), (1990, false)])
    func `steel pipes are brittle when they are old`(year: Double, isBrittle: Bool) throws {
        let model = try town([("p", .pipe)]) { builder, rows in
            builder.set(.material, "steel", ofRow: rows["p"] ?? 0)
            builder.set(.constructionYear, year, ofRow: rows["p"] ?? 0)
        }
        let damage = try DamageAssessment(model: model, fields: [field(model, .pgv, 60)], catalogue: catalogue)
        #expect(damage.deterministic().isEmpty != isBrittle)
        #expect(damage.assumptions.allSatisfy { !$0.english.contains("does not give") || $0.english.contains("junction") })
    }

    @Test func `the catalogue keeps to its own schema, and a wrong one is refused at its line`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lifeline-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let standard = repositoryFolder.appendingPathComponent(
            "Sources/5-damage/DamageModel/Catalogue/fragilities.xml")
        let own = try FragilityCatalogue.read(standard.path)
        #expect(own.fragilities == catalogue.fragilities)
        #expect(own.rules.count == catalogue.rules.count)

        let text = try String(contentsOf: standard, encoding: .utf8)
        for (wrong, right) in [
            ("medians=\"-0.15 ", "medians=\"0.15 "), ("measure=\"pgx\"", "measure=\"pga\""),
            ("restoration=\"substatoin\"", "restoration=\"substation\""), ("betas=\"0.7\"", "betas=\"0.7 0.55 0.45 0.45\""),
            ("attribute=\"volts\"", "attribute=\"voltage\""), ("dryingHours=\"NaN\"", "dryingHours=\"72\""),
        ] {
            let range = try #require(text.range(of: right))
            let line = text[..<range.lowerBound].split(separator: "\n", omittingEmptySubsequences: false).count
            let file = folder.appendingPathComponent("own.xml")
            try Data(text.replacingCharacters(in: range, with: wrong).utf8).write(to: file)
            let error = #expect(throws: InputError.self) { try FragilityCatalogue.read(file.path) }
            #expect(error?.position?.line == line, "\(wrong)")
            #expect(error?.remedy.isEmpty == false)
        }
    }
}
