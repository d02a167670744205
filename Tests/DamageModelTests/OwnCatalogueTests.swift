import DamageModel
import Diagnostics
import Foundation
import HazardModel
import NetworkModel
import TestSupport
import Testing

@Suite struct OwnCatalogueTests {
    @Test func `a kind that the standard catalogue does not have is noted, with the nearest that it has`() throws {
        let scratch = try ScratchFolder()
        let file = try scratch.file(
            "own.xml",
            """
            <fragilities xmlns="urn:lifeline:fragilities:1" title="Own"><rules>
              <rule kind="substaton" flooding="kiosk"/>
              <rule kind="substation" flooding="kiosk"/>
            </rules></fragilities>
            """)
        let notes = try FragilityCatalogue.standard(with: [file]).notes
        #expect(notes.count == 1 && notes[0].hasPrefix("own.xml:2: <rule> is for the kind 'substaton'") && notes[0].contains("'substation'"))
        #expect(try FragilityCatalogue.standard().notes == [])
        let model = try town([("s", .substation)])
        let damage = try DamageAssessment(
            model: model, fields: [field(model, .floodDepth, 1)], catalogue: try FragilityCatalogue.standard(with: [file]))
        #expect(damage.method.contains { $0.english.contains("'substaton'") })
    }

    private func catalogue(_ body: String) throws -> FragilityCatalogue {
        let scratch = try ScratchFolder()
        let file = try scratch.file(
            "own.xml", "<fragilities xmlns=\"urn:lifeline:fragilities:1\" title=\"Ours\">\n\(body)\n</fragilities>\n")
        return try FragilityCatalogue.standard(with: [file])
    }

    @Test func `an entry of the same id replaces the standard one wherever it is used, and its rules come first`() throws {
        let own = try catalogue(
            """
            <sources><source id="ours" citation="Our own tests of 2025"/></sources>
            <shaking>
              <lognormal id="EP.S.L.U" title="our substation" measure="pga" medians="0.5 0.6 0.7 0.8" betas="0.4 0.4 0.4 0.4" source="ours"/>
              <lognormal id="mill" title="windmill" measure="pga" medians="0.1 0.1 0.2 0.3" betas="0.4 0.4 0.4 0.4" source="ours"/>
            </shaking>
            <rules><rule kind="well" fragility="mill" restoration="well"/></rules>
            """)
        let standard = try FragilityCatalogue.standard()
        #expect(own.fragilities.count == standard.fragilities.count + 1)
        #expect(own.rules.count == standard.rules.count + 1)
        let model = try town([("sub", .substation), ("w", .well), ("kiosk", .transformer)])
        func hit(_ pga: Double) throws -> [String] {
            try DamageAssessment(model: model, fields: [field(model, .pga, pga)], catalogue: own)
                .deterministic().map { model.id(Int($0.asset)) }.sorted()
        }
        #expect(try hit(0.19) == [])
        #expect(try hit(0.2) == ["w"])
        #expect(try hit(0.57) == ["w"])
        #expect(try hit(0.58) == ["kiosk", "w"])  // the standard's distribution circuit
        #expect(try hit(0.7) == ["kiosk", "sub", "w"])
        let damage = try DamageAssessment(model: model, fields: [field(model, .pga, 0.7)], catalogue: own)
        #expect(damage.citations.contains("Our own tests of 2025"))
    }

    @Test(arguments: [
        ("<lognormal id=\"x\" title=\"x\" measure=\"pga\" medians=\"0.9 0.45 0.29 0.15\" betas=\"1 1 1 1\"/>", "catalogue-order"),
        ("<lognormal id=\"x\" title=\"x\" measure=\"pga\" medians=\"0.1 0.2\" betas=\"0.4\"/>", "catalogue-list"),
        ("<lognormal id=\"x\" title=\"x\" measure=\"pga\" medians=\"0.1\" betas=\"40\"/>", "catalogue-beta"),
        ("<discrete id=\"x\" title=\"x\" measure=\"pga\" levels=\"0.1 0.3 0.2\" slight=\"0 0.5 1\"/>", "catalogue-order"),
        ("<discrete id=\"x\" title=\"x\" measure=\"pga\" levels=\"0.1 0.2\" slight=\"0 0.5 1\"/>", "catalogue-list"),
        ("<discrete id=\"x\" title=\"x\" measure=\"pga\" levels=\"0.1 0.2\" slight=\"0.5 0.4\"/>", "catalogue-probability"),
        ("<discrete id=\"x\" title=\"x\" measure=\"pga\" levels=\"0.1 0.2\" slight=\"0.1 0.4\" moderate=\"0.1 0.6\"/>", "catalogue-order"),
        ("<discrete id=\"x\" title=\"x\" measure=\"pga\" levels=\"0.1 0.2\" slight=\"0.1 0.4\" extensive=\"0 0.1\"/>", "catalogue-list"),
        ("<lognormal id=\"x\" title=\"x\" measure=\"pga\" medians=\"0.1\" betas=\"0.4\"/> <lognormal id=\"x\" title=\"x\" measure=\"pga\" medians=\"0.1\" betas=\"0.4\"/>", "duplicate-identifier"),
    ])
    func `figures that cannot be are refused at their line`(shaking: String, code: String) throws {
        let error = #expect(throws: InputError.self) { try catalogue("\n<shaking>\n\(shaking)\n</shaking>") }
        #expect(error?.code == code)
        #expect(error?.position?.line == 4)
        #expect(error?.position?.file.hasSuffix("own.xml") == true)
        #expect(error?.remedy.isEmpty == false)
    }

    /// Refused by the schema, which says so in its own words.
    @Test(arguments: [
        "<lognormal id=\"x\" title=\"x\" measure=\"pga\" medians=\"0.1\" betas=\"0\"/>",
        "<lognormal id=\"x\" title=\"x\" measure=\"pga\" medians=\"0.1\" betas=\"-0.4\"/>",
        "<discrete id=\"x\" title=\"x\" measure=\"pga\" levels=\"0.1 0.2\" slight=\"0.4 1.2\"/>",
        "<repairRate id=\"x\" title=\"x\" measure=\"pgv\" coefficient=\"1\" exponent=\"1\" breakShare=\"1.5\"/>",
    ])
    func `spreads of nothing and probabilities above one are refused`(shaking: String) throws {
        let error = #expect(throws: InputError.self) { try catalogue("\n<shaking>\n\(shaking)\n</shaking>") }
        #expect(error?.position?.line == 4)
    }

    @Test func `repair that is shorter for a worse state is refused`() throws {
        let error = #expect(throws: InputError.self) {
            try catalogue("<restorations><restoration id=\"x\" hours=\"10 5 20 30\"/></restorations>")
        }
        #expect(error?.code == "catalogue-order")
    }

    /// Points (0, 0), (0.2, 0.4), (0.4, 0.8): P = 0.5 at 0.2 + 0.2 × 0.1 / 0.4 = 0.25 g.
    @Test func `a discrete curve is interpolated by straight lines, and samples follow it`() throws {
        let own = try catalogue(
            """
            <shaking><discrete id="table" title="table" measure="pga" levels="0.2 0.4" slight="0.4 0.8" moderate="0.4 0.8" extensive="0.4 0.8" complete="0.1 0.2"/></shaking>
            <rules><rule kind="well" fragility="table" restoration="well"/></rules>
            """)
        let table = own.fragilities[try #require(own.fragility(named: "table"))]
        for (pga, p) in [(0.0, 0.0), (0.1, 0.2), (0.2, 0.4), (0.3, 0.6), (0.4, 0.8), (5, 0.8)] {
            #expect(abs(table.exceedanceProbability(.extensive, intensity: pga) - p) < 1e-12)
            #expect(abs(table.exceedanceProbability(.complete, intensity: pga) - p / 4) < 1e-12)
        }
        let one = try town([("w", .well)])
        for (pga, isHit) in [(0.249, false), (0.2501, true)] {
            let damage = try DamageAssessment(model: one, fields: [field(one, .pga, pga)], catalogue: own)
            #expect(damage.deterministic().isEmpty != isHit)
        }
        let wells = try town((0..<50).map { ("w\($0)", .well) })
        let damage = try DamageAssessment(model: wells, fields: [field(wells, .pga, 0.3)], catalogue: own)
        var orWorse = 0, complete = 0
        for sample in 0..<2000 {
            for hit in damage.sample(sample, seed: 11) {
                orWorse += 1
                if hit.state == .complete { complete += 1 }
            }
        }
        // 100,000 draws, cut to those whose repair takes time (a well's clamp at 0 h is 3 to 9 %); see below.
        let worked = { (mean: Double, sd: Double) in 1 - 0.5 * erfc(mean / sd / 2.0.squareRoot()) }
        let pComplete = 0.15 * worked(624, 336), pAll = 0.45 * worked(252, 180) + pComplete
        for (count, p) in [(orWorse, pAll), (complete, pComplete)] {
            #expect(abs(Double(count) / 1e5 - p) < 4 * (p * (1 - p) / 1e5).squareRoot())
        }
    }

    /// 5 km of cast iron: ALA breaks it from ln 2 / (0.2 × 0.0024154215 × 5) = 286.97 cm/s, the standard from 50.97.
    @Test func `the example of own rules judges pipes by ALA`() throws {
        let file = repositoryFolder.appendingPathComponent("scenarios/fragilities/ala-pipes.xml").path
        let own = try FragilityCatalogue.standard(with: [file])
        let model = try town([("iron", .pipe), ("big", .pipe), ("other", .pipe)]) { builder, rows in
            builder.set(.material, "cast iron", ofRow: rows["iron"] ?? 0)
            builder.set(.material, "steel", ofRow: rows["big"] ?? 0)
            builder.set(.diameter, 400, ofRow: rows["big"] ?? 0)
        }
        for (pgv, isBroken) in [(286.9, false), (287.1, true)] {
            let damage = try DamageAssessment(model: model, fields: [field(model, .pgv, pgv)], catalogue: own)
            #expect(damage.deterministic().contains { $0.asset == model.number("iron") } == isBroken)
            #expect(damage.assumptions.map(\.english).contains("1 pipe: cast iron taken as having cement joints (assumed)"))
        }
        let rows = try DamageTable.rows(model: model, fields: [field(model, .pgv, 50)], catalogue: own)
        #expect(Dictionary(uniqueKeysWithValues: rows.map { (model.id($0.asset), $0.entry) })
            == ["iron": "ALA.E16.5", "big": "ALA.E16.12", "other": "pipe.ala"])
    }

    @Test func `the example of own figures is used part by part`() throws {
        let file = repositoryFolder.appendingPathComponent("scenarios/fragilities/own-figures.xml").path
        let own = try FragilityCatalogue.standard(with: [file])
        let model = try town([("kiosk", .transformer), ("shed", .building), ("road", .road)]) { builder, rows in
            builder.set(.function, "Shed", ofRow: rows["shed"] ?? 0)
        }
        var sea = field(model, .floodDepth, 2)
        sea.metresPerSecond = Array(repeating: 0.6, count: model.assetCount)
        sea.recessionHours = Array(repeating: 24, count: model.assetCount)
        sea.water = .salt
        let hit = try DamageAssessment(model: model, fields: [sea], catalogue: own).deterministic()
        #expect(hit.first { $0.asset == model.number("kiosk") }?.untilHours == 360)
        #expect(hit.first { $0.asset == model.number("shed") }?.state == .complete)
        let rows = try DamageTable.rows(model: model, fields: [sea], catalogue: own)
        // A kiosk in 2 m of water loses 83 %; 5 km of road, 79 %.
        #expect(rows.first { $0.asset == model.asset(named: "kiosk") }.map { abs($0.costEuros - 0.83 * 60_000) < 1e-6 } == true)
        #expect(rows.first { $0.asset == model.asset(named: "road") }.map { abs($0.costEuros - 0.79 * 900 * 5000) < 1e-6 } == true)
        #expect(own.vehicles.first { $0.id == "ambulance" }?.closingDepthMetres == 0.3)
    }

    /// Five hundred damaged copies: each is read or refused, none crashes.
    @Test func `a damaged catalogue gives a value or an error`() throws {
        let text = Array(
            """
            <fragilities xmlns="urn:lifeline:fragilities:1" title="T"><sources><source id="s" citation="c"/></sources>
            <depthDamages><depthDamage id="d" title="d" depths="0 1" ratios="0 1"/></depthDamages>
            <shaking><lognormal id="a" title="a" measure="pga" medians="0.1 0.2" betas="0.4 0.4" source="s"/>
            <discrete id="b" title="b" measure="pga" levels="0.1 0.2" slight="0.1 0.4"/></shaking>
            <collapses><collapse id="c" title="c" kind="well" speed="1" factor="2" exponent="-1" upTo="9"/></collapses>
            <scours><scour id="e" title="e" returnPeriods="0 100" ratios="0 0.1"/></scours>
            <vehicles><vehicle id="car" closingDepth="0.2"/></vehicles>
            <values><value id="v" euros="5" per="metre"><when attribute="length" from="1"/></value></values>
            <restorations><restoration id="r" hours="1 2 3 4" spreadHours="1 1 1 1" costRatios="0 0 1 1"/></restorations>
            <rules><rule kind="well" fragility="a" restoration="r"/></rules></fragilities>
            """.utf8)
        let scratch = try ScratchFolder()
        var refused = 0
        for round in 0..<500 {
            var bytes = text
            let at = (round * 7919) % bytes.count
            switch round % 3 {
            case 0: bytes[at] = UInt8(33 + round % 90)
            case 1: bytes.removeSubrange(at..<min(bytes.count, at + 1 + round % 9))
            default: bytes.insert(contentsOf: "-9e999 ".utf8, at: at)
            }
            let file = try scratch.file("damaged.xml", Data(bytes))
            do { _ = try FragilityCatalogue.standard(with: [file]) } catch is InputError { refused += 1 }
        }
        #expect(refused > 300 && refused < 500)
    }
}
