import DamageModel
import Diagnostics
import Foundation
import Geometry
import HazardModel
import NetworkModel
import TestSupport
import Testing

/// Depth, speed of the current, scour: what a flood does beside reaching a threshold.
@Suite struct FloodForceTests {
    static let missing = Comment(rawValue: sharedFolderMissing)
    static let foot = 0.3048
    let catalogue: FragilityCatalogue
    init() throws { catalogue = try FragilityCatalogue.standard() }

    private func water(_ model: CityModel, depth: Double, speed: Double?) -> HazardField {
        var water = field(model, .floodDepth, depth)
        water.arrivalHours = Array(repeating: 2, count: model.assetCount)
        water.recessionHours = Array(repeating: 24, count: model.assetCount)
        if let speed { water.metresPerSecond = Array(repeating: speed, count: model.assetCount) }
        return water
    }
    private func collapse(_ id: String) throws -> FragilityCatalogue.Collapse {
        try #require(catalogue.collapses.first { $0.id == id })
    }

    // MARK: the tables of the source

    @Test(.enabled(if: sharedFolder != nil, missing))
    func `buildings collapse at the depths and speeds of Hazus`() throws {
        var compared = 0
        for row in try referenceRows("domain/reference/hazus_flood_velocity_collapse.csv") {
            func number(_ name: String) throws -> Double { try #require(Double(row[name] ?? "")) }
            let material = try #require(row["struc_type"]?.lowercased()), storeys = Int(try number("num_story"))
            let entry = try collapse("HAZUS.collapse.\(material == "concrete" ? "masonry" : material).\(storeys)")
            let (c1, c2, c3, power) = try (number("coef1"), number("coef2"), number("coef3"), number("expo1"))
            let slowest = try number("thresh_v")
            #expect(abs(entry.leastMetresPerSecond - slowest * Self.foot) < 1e-9)
            let alone = try number("thresh_d")
            #expect(alone.isNaN ? entry.depthAloneMetres == .infinity : abs(entry.depthAloneMetres - alone * Self.foot) < 1e-9)
            for step in 0...40 {
                // In feet and ft/s; the parabolas of steel are followed to their lowest point.
                let v = slowest + Double(step) * 0.25, lowest = power == 2 ? min(v, -c2 / (2 * c1)) : v
                let depth = c1 * pow(lowest, power) + c2 * lowest + c3
                #expect(abs(entry.depthMetres(at: v * Self.foot) - depth * Self.foot) < 1e-6 * max(1, abs(depth)), "\(row) at \(v) ft/s")
                compared += 1
            }
        }
        #expect(compared == 12 * 41)
    }

    @Test(.enabled(if: sharedFolder != nil, missing))
    func `bridges lose the share of Hazus at every return period of its table`() throws {
        var compared = 0
        for row in try referenceRows("domain/reference/hazus_flood_bridges.csv") {
            let entry = try #require(catalogue.scours.first { $0.id == "HAZUS.bridge.\(row["fn"] ?? "")" })
            for years in stride(from: 0, through: 1000, by: 25) {
                let share = try #require(Double(row["RP\(years)"] ?? ""))
                #expect(abs(entry.ratio(years: Double(years)) - share) < 1e-9, "\(entry.id) at \(years) years")
                compared += 1
            }
            #expect(entry.ratio(years: 10_000) == entry.ratio(years: 1000))
        }
        #expect(compared == 8 * 41)
    }

    /// Every row of the source's tables, not only those of the catalogue's own entries: sizes share their figures.
    @Test(.enabled(if: sharedFolder != nil, missing))
    func `every facility of the source finds its damage by depth in the catalogue`() throws {
        func rows(_ file: String) throws -> [[String]] {
            Array(try referenceCells("domain/reference/\(file).csv").dropFirst())
        }
        let feet = (0...24).map { Double($0) * Self.foot }
        let metres = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 5, 6]
        func follows(_ entry: FragilityCatalogue.DepthDamage, _ figures: [Double], _ depths: [Double], within tolerance: Double) -> Bool {
            zip(depths, figures).allSatisfy { abs(entry.ratio(depthMetres: $0) - $1) < tolerance }
        }
        func isThere(_ figures: [Double], _ depths: [Double]) -> Bool {
            catalogue.depthDamages.contains { follows($0, figures, depths, within: 1e-9) }
        }
        let utilities = try rows("hazus_flood_utilities"), essential = try rows("hazus_flood_essential")
        #expect(utilities.count == 57 && essential.count == 10)
        for row in utilities {
            let figures = row.suffix(11).compactMap(Double.init).map { $0 / 100 }
            #expect(figures.count == 11 && isThere(figures, feet), "\(row[0]) \(row[1])")
        }
        for row in essential {
            let figures = row.suffix(25).compactMap(Double.init).map { $0 / 100 }
            #expect(figures.count == 25 && isThere(figures, feet), "\(row[0]) \(row[1])")
        }

        // Europe: other continents, and curves of pylons and sewers, are not wanted.
        let left = Set(["F6.2", "F7.2", "F7.3", "F8.6", "F8.7", "F19.3", "F21.2", "F21.3", "F21.4", "F21.5", "F21.6"])
        // Curves of Hazus that were read off its drawings stand in the catalogue by the tables of Hazus itself (above).
        // Up to 2.5 m they differ by what the tables were rounded to; then the readers took the last step at another
        // depth. One curve was misread: 9 % at 10 cm, where its neighbours have 3 %.
        let readings = [
            "F1.": "63", "F2.": "65", "F14.1": "9", "F14.2": "9", "F14.3": "9", "F14.4": "10", "F14.6": "14", "F14.7": "14",
            "F14.8": "14", "F14.9": "15", "F14.10": "16", "F15.1": "29", "F17.1": "19", "F17.2": "19", "F17.3": "22",
            "F17.4": "22", "F17.6": "23", "F18.1": "43", "F18.2": "43", "F18.3": "43", "F18.4": "41", "F18.5": "40",
            "F20.1": "23", "F20.2": "36", "F20.3": "36", "F20.4": "38", "F20.5": "38", "F13.5": "25",
        ]
        var read = 0
        for row in try rows("flood_depth_damage_eu") where row[0] != "F14.5" {
            let figures = row.suffix(metres.count).compactMap(Double.init)
            guard row[1].hasPrefix("FEMA"), let number = readings[row[0]] ?? readings[String(row[0].prefix(3))] else {
                #expect(isThere(figures, metres) != left.contains(row[0]), "\(row[0])")
                continue
            }
            let entry = try #require(catalogue.depthDamages.first { $0.id == "HAZUS.\(number)" })
            let shallow = metres.prefix { $0 <= 2.5 }.count
            #expect(follows(entry, Array(figures.prefix(shallow)), metres, within: 0.006), "\(row[0])")
            read += 1
        }
        #expect(read == 32)
    }

    // MARK: who falls

    /// By hand, masonry of one storey at 2.5 m/s: 525.09 · 8.2021^−2.0406 = 7.166 ft = 2.184 m.
    @Test func `a house falls where the water is deep and fast enough, and is repaired as after complete damage`() throws {
        let model = try town([("brick", .building), ("tall", .building), ("unknown", .building), ("kiosk", .transformer)]) {
            builder, rows in
            for id in ["brick", "tall"] { builder.set(.material, "brick", ofRow: rows[id] ?? 0) }
            builder.set(.storeys, 1, ofRow: rows["brick"] ?? 0)
            builder.set(.storeys, 5, ofRow: rows["tall"] ?? 0)
        }
        #expect(abs(try collapse("HAZUS.collapse.masonry.1").depthMetres(at: 2.5) - 2.184) < 0.001)
        func hit(_ depth: Double, _ speed: Double?) throws -> [String: Disturbance.Cause] {
            let damage = try DamageAssessment(model: model, fields: [water(model, depth: depth, speed: speed)], catalogue: catalogue)
            return Dictionary(damage.deterministic().map { (model.id(Int($0.asset)), $0.cause) }) { a, _ in a }
        }
        #expect(try hit(2.18, 2.5)["brick"] == .flooded && hit(2.19, 2.5)["brick"] == .damaged)
        // 7 m²/s at 2.5 m/s: 2.8 m.
        #expect(try hit(2.79, 2.5)["unknown"] == .flooded && hit(2.8, 2.5)["unknown"] == .damaged)
        #expect(try hit(9, 1.9)["unknown"] == .flooded && hit(9, 2)["unknown"] == .damaged)
        // Three storeys or more: from 2.75 m/s, at 21.06 − 4.8864 v metres.
        #expect(try hit(6, 2.9)["tall"] == .flooded && hit(7, 2.9)["tall"] == .damaged)
        #expect(try hit(9, 9)["kiosk"] == .flooded)
        #expect(try hit(9, nil).values.allSatisfy { $0 == .flooded })

        let fallen = try #require(
            try DamageAssessment(model: model, fields: [water(model, depth: 2.5, speed: 2.5)], catalogue: catalogue)
                .deterministic().first { $0.asset == model.number("brick") })
        // The water has gone at hour 24; 180 days of repair.
        #expect(fallen.fromHours == 2 && fallen.untilHours == 24 + 4320 && fallen.state == .complete)
    }

    @Test func `the table and the words say who fell by what, or that the speed is not known`() throws {
        let model = try town([("house", .building)])
        let still = try DamageAssessment(model: model, fields: [water(model, depth: 3, speed: nil)], catalogue: catalogue)
        #expect(still.method.contains { $0.english.contains("The hazard gives no speed of the water") })
        let fast = try DamageAssessment(model: model, fields: [water(model, depth: 3, speed: 3)], catalogue: catalogue)
        #expect(fast.assumptions.map(\.english).contains("1 building: torn down by the current, judged as building of unknown material"))
        #expect(fast.citations.contains { $0.contains("SSM2017") })
        #expect(fast.method.contains { $0.english.contains("both deep and fast enough") })
        let row = try #require(
            try DamageTable.rows(model: model, fields: [water(model, depth: 3, speed: 3)], catalogue: catalogue).first)
        #expect(row.entry == "SSM.collapse" && row.costRatio == 1 && row.metresPerSecond == 3 && row.source == "ssm-2017")
    }

    @Test func `thresholds of one's own come first`() throws {
        let scratch = try ScratchFolder()
        let file = try scratch.file(
            "own.xml",
            """
            <fragilities xmlns="urn:lifeline:fragilities:1" title="Own">
              <collapses>
                <collapse id="weak" title="sheds" kind="building" speed="0.5" factor="1" exponent="-1"/>
              </collapses>
            </fragilities>
            """)
        let own = try FragilityCatalogue.standard(with: [file])
        let model = try town([("house", .building)])
        let damage = try DamageAssessment(model: model, fields: [water(model, depth: 2, speed: 0.5)], catalogue: own)
        #expect(damage.deterministic().map(\.cause) == [.damaged])
        #expect(own.collapses.count == catalogue.collapses.count + 1)
        for (text, code) in [
            ("<collapse id=\"a\" title=\"t\" speed=\"-1\" factor=\"1\" exponent=\"1\"/>", "schema-value"),
            ("<collapse id=\"a\" title=\"t\" speed=\"1\" factor=\"1\" exponent=\"1\"/><collapse id=\"a\" title=\"t\" speed=\"1\" factor=\"1\" exponent=\"1\"/>", "duplicate-identifier"),
            ("<collapse id=\"a\" title=\"t\" speed=\"1\" factor=\"1\" exponent=\"99\"/>", "number-out-of-range"),
        ] {
            let bad = try scratch.file("bad.xml", "<fragilities xmlns=\"urn:lifeline:fragilities:1\" title=\"B\">\n<collapses>\n\(text)</collapses></fragilities>")
            let error = #expect(throws: InputError.self) { try FragilityCatalogue.standard(with: [bad]) }
            #expect(error?.position?.line == 3, "\(code): \(String(describing: error))")
            if code != "schema-value" { #expect(error?.code == code) }
        }
    }

    // MARK: bridges

    @Test func `a bridge over the flood loses its share by the return period, one beside it nothing`() throws {
        var builder = CityModelBuilder()
        for (i, x) in [0.0, 100, 200, 300].enumerated() { builder.addNode("n\(i)", layer: .road, kind: .roadJunction, at: Point(x: x, y: 5)) }
        let wet = builder.addLink("wet", layer: .road, kind: .bridge, from: "n0", to: "n1")
        builder.set(.spans, 3, ofRow: wet)
        builder.set(.replacementValue, 2_000_000, ofRow: wet)
        builder.addLink("dry", layer: .road, kind: .bridge, from: "n2", to: "n3")
        var log = IssueLog()
        let model = try builder.freeze(&log)
        var water = field(model, .floodDepth, 0)
        water.footprint = Raster(
            origin: Point(x: 0, y: 0), cellSizeMetres: 10, columns: 30, rows: 1, values: (0..<30).map { $0 < 8 && $0 > 1 ? 1 : 0 })
        func rows(_ years: Double?) throws -> [AssetDamage] {
            water.returnPeriodYears = years
            return try DamageTable.rows(model: model, fields: [water], catalogue: catalogue)
        }
        #expect(try rows(nil).isEmpty)
        let row = try #require(try rows(500).first)
        #expect(try rows(500).count == 1 && row.asset == model.asset(named: "wet"))
        // Several spans, scour not known: 2.5 % in 500 years.
        #expect(row.entry == "HAZUS.bridge.4" && abs(row.costRatio - 0.025) < 1e-12 && abs(row.costEuros - 50_000) < 1e-6)
        #expect(row.measure == .returnPeriod && row.intensity == 500)
        let damage = try DamageAssessment(model: model, fields: [water], catalogue: catalogue)
        #expect(damage.deterministic().isEmpty && damage.method.contains { $0.english.contains("lose a share of their value by the flood's return period") })
    }

    // MARK: salt water, hours, values

    @Test func `salt water is judged by its own entry where a rule has one`() throws {
        let scratch = try ScratchFolder()
        let file = try scratch.file(
            "salt.xml",
            """
            <fragilities xmlns="urn:lifeline:fragilities:1" title="Salt">
              <floodings><flooding id="kioskInSalt" threshold="0.3" dryingHours="500"/></floodings>
              <rules><rule kind="transformer" flooding="kiosk" saltFlooding="kioskInSalt" restoration="circuit"/></rules>
            </fragilities>
            """)
        let own = try FragilityCatalogue.standard(with: [file])
        let model = try town([("kiosk", .transformer)])
        var sea = water(model, depth: 0.4, speed: nil)
        func hours(_ catalogue: FragilityCatalogue) throws -> [Double] {
            try DamageAssessment(model: model, fields: [sea], catalogue: catalogue).deterministic().map(\.untilHours)
        }
        #expect(try hours(own) == [])
        sea.water = .salt
        #expect(try hours(own) == [524] && hours(catalogue) == [])
        #expect(try DamageAssessment(model: model, fields: [sea], catalogue: catalogue).method.contains { $0.english.contains("no figures of its own for salt water") })
        #expect(try !DamageAssessment(model: model, fields: [sea], catalogue: own).method.contains { $0.english.contains("salt water") })
    }

    @Test func `costs in euros come from values of the data, or of one's own catalogue`() throws {
        let scratch = try ScratchFolder()
        let file = try scratch.file(
            "values.xml",
            """
            <fragilities xmlns="urn:lifeline:fragilities:1" title="Values">
              <values>
                <value id="kiosk" kind="transformer" euros="50000"/>
                <value id="street" kind="road" euros="400" per="metre"/>
                <value id="floor" of="facility" euros="1000" per="squareMetre"/>
              </values>
            </fragilities>
            """)
        let own = try FragilityCatalogue.standard(with: [file])
        let model = try town([("k", .transformer), ("own", .transformer), ("r", .road), ("b", .building), ("c", .building)]) { builder, rows in
            builder.set(.replacementValue, 80_000, ofRow: rows["own"] ?? 0)
            builder.set(.footprintArea, 100, ofRow: rows["b"] ?? 0)
            builder.set(.storeys, 2, ofRow: rows["b"] ?? 0)
        }
        let fields = [water(model, depth: 1, speed: nil)]
        let rows = try DamageTable.rows(model: model, fields: fields, catalogue: own)
        func cost(_ id: String) -> Double { rows.first { $0.asset == model.asset(named: id) }?.costEuros ?? -1 }
        // At 1 m: 49 % of a kiosk, 58 % of a road of 5 km, 40 % of a dwelling.
        #expect(abs(cost("k") - 24_500) < 1e-6 && abs(cost("own") - 39_200) < 1e-6)
        #expect(abs(cost("r") - 0.58 * 400 * 5000) < 1e-6)
        #expect(abs(cost("b") - 0.4 * 200 * 1000) < 1e-6 && cost("c").isNaN)
        let costs = RepairCost.byKind(rows + rows, in: model)
        let kiosks = try #require(costs.first { model.kinds[$0.kind] == .transformer })
        #expect(kiosks.damagedCount == 2 && kiosks.valuedCount == 2 && abs(kiosks.euros - 63_700) < 1e-6 && abs(kiosks.meanRatio - 0.49) < 1e-12)
        let buildings = try #require(costs.first { model.kinds[$0.kind] == .building })
        #expect(buildings.damagedCount == 2 && buildings.valuedCount == 1)
    }
}
