import Diagnostics
import Geometry
import Glibc
import MarkupReading
import NetworkModel
import TestSupport
import Testing

@testable import HazardModel

/// A polder of 1 m below the datum behind a dike (column 3) of 5 m, 20 × 9 cells of 10 m; the river lies west of it.
private let polder = grid(
    (0..<9).map { _ in (0..<20).map { $0 < 3 ? "-2" : $0 == 3 ? "5" : "-1" }.joined(separator: " ") }
        .joined(separator: "\n"))

private let breach = element(
    "breach",
    ["x": "45", "y": "45", "level": "2", "width": "10", "maxWidth": "30", "bottom": "-1", "crest": "5", "at": "0.5"])

/// A field at junctions in the middle of the polder, at its far end and on the river.
private func flood(
    _ attributes: [String: String] = [:], _ children: [MarkupElement] = [breach], terrain: String = polder,
    add: (inout CityModelBuilder) -> Void = { _ in }
) throws -> HazardField {
    try withGrid(terrain) { folder in
        let all = ["terrain": "t.asc", "hours": "2"].merging(attributes) { _, new in new }
        let hazard = try Inundation(element("inundation", all, children), folder: folder)
        return try hazard.field(on: city(at: [Point(x: 75, y: 45), Point(x: 195, y: 5), Point(x: 5, y: 45)], add))
    }
}

@Suite struct InundationTests {
    @Test func `water comes through a breach, later to places farther away, and not beyond the dike`() throws {
        let field = try flood()
        let depth = try #require(field.median[.floodDepth])
        #expect(depth[0] > 1 && depth[1] > 1 && depth[2] == 0)
        #expect(depth[0] < 3.3)
        #expect(field.arrivalHours[0] > 0.5 && field.arrivalHours[1] > field.arrivalHours[0])
        #expect(field.arrivalHours[1] < 1 && field.arrivalHours[2] == .infinity)
        // The polder is closed: what came in stays.
        #expect(field.recessionHours[0] == .infinity && field.recessionHours[2] == 0)
        #expect(field.metresPerSecond[0] > 0.1 && field.metresPerSecond[1] > 0 && field.metresPerSecond[2] == 0)
        #expect(field.title.english == "Flood by a breach, followed for 2 h")
        #expect(field.method.contains { $0.english.contains("Manning's n 0.060 everywhere (assumed)") })
        #expect(field.method.contains { $0.english.contains("taken to stay (assumed") })
    }

    /// The polder's eastern edge is nine cells of 10 m, its northern and southern ones sixteen each behind the dike.
    @Test func `water that stands against the end of the terrain is warned of`() throws {
        func warnings(_ attributes: [String: String]) throws -> [String] {
            try flood(attributes).warnings.map(\.english).filter { $0.contains("as against a wall") }
        }
        let closed = try warnings([:])
        #expect(closed.count == 1 && closed[0].contains("against 410 m of the edge"), "\(closed)")
        #expect(try warnings(["edges": "open"]) == [])
        // Before the breach opens, no water stands anywhere.
        #expect(try warnings(["hours": "0.4"]) == [])
    }

    @Test func `a link takes the first hour, the greatest depth and the last hour along its course`() throws {
        let field = try flood(["recession": "9"]) { builder in
            builder.addLink("street", layer: .road, kind: .road, from: "n1000", to: "n1001")
        }
        let link = field.arrivalHours.count - 1
        #expect(field.arrivalHours[link] == field.arrivalHours[0])
        #expect(field.median[.floodDepth]?[link] ?? 0 >= field.median[.floodDepth]?[0] ?? 9)
        #expect(field.recessionHours[link] == 9)
        #expect(field.method.contains { $0.english.contains("pumped out by hour 9.0") })
    }

    @Test func `offsets raise the water outside, as much as a higher level does`() throws {
        var higher = breach
        higher.attributes["level"] = "2.75"
        let (plain, offset, stated) = (
            try flood(), try flood(["seaLevelRise": "0.5", "windSetUp": "0.25"]), try flood([:], [higher]))
        #expect(offset.median == stated.median && offset.arrivalHours == stated.arrivalHours)
        #expect(offset.median[.floodDepth]?[0] ?? 0 > (plain.median[.floodDepth]?[0] ?? 9) + 0.3)
        #expect(offset.method.contains { $0.english.contains("0.50 m of sea level rise and 0.25 m of wind set-up") })
    }

    @Test func `water runs out again at ebb, over an open edge and by pumps`() throws {
        let tide = element(
            "breach",
            ["x": "45", "y": "45", "level": "0", "tideAmplitude": "1.5", "tidePeriod": "2", "highWater": "0", "bottom": "-1", "width": "20"])
        let ebb = try flood(["hours": "1.2"], [tide])
        #expect(ebb.method.contains { $0.english.contains("m³ in all") })
        let rain = element("rain", ["mmPerHour": "200", "until": "0.5"])
        let open = try flood(["edges": "open", "hours": "6", "manning": "0.03"], [rain])
        let closed = try flood(["hours": "6"], [rain])
        #expect(closed.recessionHours[0] == .infinity)
        #expect(open.recessionHours[0] < 6 && open.recessionHours[0] > 0.5)
        let pump = element("inflow", ["x": "75", "y": "45", "discharge": "-5"])
        let pumped = try flood(["hours": "6"], [rain, pump])
        #expect(pumped.recessionHours[1] < 6)
    }

    @Test func `a held level fills the land up to itself, falling along its line`() throws {
        let flat = grid((0..<5).map { _ in (0..<30).map { _ in "0" }.joined(separator: " ") }.joined(separator: "\n"))
        let level = element(
            "level", ["x": "5", "y": "45", "toX": "295", "toY": "45", "level": "1.0", "toLevel": "0.4"])
        let field = try flood(["hours": "3"], [level], terrain: flat)
        let raster = try #require(field.footprint)
        #expect(abs(raster.values[0] - 1.0) < 1e-6 && abs(raster.values[29] - 0.4) < 1e-6, "\(raster.values[29])")
        #expect(raster.values[4 * 30] > 0.8 && raster.values[4 * 30 + 29] < 0.7, "\(raster.values[4 * 30 + 29])")
    }

    @Test func `joined cells give much the same water, and say so`() throws {
        let wide = grid(
            (0..<30).map { _ in (0..<40).map { "\(Double($0) * -0.02)" }.joined(separator: " ") }.joined(separator: "\n"))
        let inflow = element("inflow", ["x": "15", "y": "45", "discharge": "10"])
        let fine = try flood([:], [inflow], terrain: wide), coarse = try flood(["cell": "20"], [inflow], terrain: wide)
        #expect(coarse.footprint?.columns == 20 && coarse.footprint?.cellSizeMetres == 20)
        func wetHectares(_ raster: Raster) -> Double {
            Double(raster.values.count { $0 > 0 }) * raster.cellSizeMetres * raster.cellSizeMetres / 10_000
        }
        let a = wetHectares(try #require(fine.footprint)), b = wetHectares(try #require(coarse.footprint))
        #expect(abs(a - b) < 0.1 * a && a > 5)
        #expect(coarse.method[0].english.contains("joined from 2 × 2 cells"))
        let dike = try flood(["cell": "20"], [inflow], terrain: polder)
        #expect(dike.warnings.contains { $0.english.contains("dikes and banks there are lower") })
    }

    @Test func `the same flood is not computed again for a changed city`() throws {
        try withGrid(polder) { folder in
            let hazard = try Inundation(element("inundation", ["terrain": "t.asc", "hours": "1"], [breach]), folder: folder)
            let first = try hazard.runs.run(of: hazard, epsg: 0), alone = try hazard.run(epsg: 0, threads: 1)
            #expect(first.arrivalHours == alone.arrivalHours && first.deepest.values == alone.deepest.values)
            #expect(first.breaches[0].volume == alone.breaches[0].volume)
            // What ran through the breach is what stands on the land.
            #expect(abs(first.breaches[0].volume - first.storedCubicMetres) < 1e-9 * first.storedCubicMetres)
        }
    }

    @Test(arguments: [
        ("attribute-missing", ["hours": nil], [breach]), ("number-out-of-range", ["hours": "0"], [breach]),
        ("flood-without-source", [:], []), ("edges-unknown", ["edges": "opne"], [breach]),
        ("cell-size", ["cell": "15"], [breach]), ("number-out-of-range", ["theta": "0.2"], [breach]),
        ("number-out-of-range", ["manning": "40"], [breach]), ("attribute-unknown", ["level": "2"], [breach]),
        ("grid-unreadable", ["roughness": "none.asc"], [breach]),
        ("breach-on-dike", [:], [element("breach", ["x": "35", "y": "45", "level": "2"])]),
        ("flood-source-outside", [:], [element("breach", ["x": "-35", "y": "45", "level": "2"])]),
        ("breach-width", [:], [element("breach", ["x": "45", "y": "45", "level": "2", "width": "300"])]),
        ("attribute-missing", [:], [element("level", ["level": "2"])]),
        ("series", [:], [element("level", ["x": "45", "y": "45"])]),
        ("series", [:], [element("inflow", ["x": "45", "y": "45", "discharge": "1"], [element("at", ["hours": "0", "discharge": "1"])])]),
        ("series-order", [:], [element("inflow", ["x": "45", "y": "45"], [element("at", ["hours": "1", "discharge": "1"]), element("at", ["hours": "1", "discharge": "2"])])]),
        ("not-a-number", [:], [element("inflow", ["x": "45", "y": "45"], [element("at", ["hours": "nan", "discharge": "1"])])]),
        ("rain-hours", [:], [element("rain", ["mmPerHour": "3", "from": "2", "until": "1"])]),
        ("element-twice", [:], [element("rain", ["mmPerHour": "3"]), element("rain", ["mmPerHour": "3"])]),
        ("attribute-missing", [:], [element("level", ["x": "45", "y": "45", "level": "2", "toLevel": "1"])]),
    ] as [(String, [String: String?], [MarkupElement])])
    func `what cannot be meant is refused`(code: String, attributes: [String: String?], children: [MarkupElement]) throws {
        let error = try withGrid(polder) { folder in
            inputError {
                var all: [String: String] = ["terrain": "t.asc", "hours": "1"]
                for (name, value) in attributes { all[name] = value }
                let hazard = try Inundation(element("inundation", all, children), folder: folder)
                return try hazard.field(on: city(at: [Point(x: 75, y: 45)]))
            }
        }
        #expect(error?.code == code && error?.position?.line == 5)
    }
}

@Suite struct BreachGrowthTests {
    @Test(.enabled(if: sharedFolder != nil, "\(sharedFolderMissing)"))
    func `the gap widens as the closed form of the reference`() throws {
        let rows = try referenceRows("domain/reference/breach_width.csv").filter { $0["model"] == "VdK2002" }
        #expect(rows.count == 27)
        for row in rows {
            func number(_ name: String) throws -> Double { try #require(Double(row[name] ?? "")) }
            var growth = BreachGrowth(crestMetres: 3, bottomMetres: 0)
            growth.f1 = try number("f1_or_a")
            growth.f2 = try number("f2_or_b")
            growth.criticalVelocity = try number("uc_or_cap")
            // In steps, as a run takes them, from when the crest is down.
            let hours = try number("t_h"), steps = 100
            let width = try (0..<steps).reduce(0.0) { sum, i in
                let from = growth.loweringHours + hours * Double(i) / Double(steps)
                return sum + growth.widening(
                    from: from, to: from + hours / Double(steps), headMetres: try number("H_m"))
            }
            #expect(try abs(width - number("width_m")) < 1e-4, "\(row)")
        }
    }

    @Test func `the crest comes down evenly and the gap keeps its width meanwhile`() {
        let growth = BreachGrowth(crestMetres: 5, bottomMetres: 1)
        #expect(growth.sillMetres(afterHours: 0) == 5 && abs(growth.sillMetres(afterHours: 0.05) - 3) < 1e-12)
        #expect(growth.sillMetres(afterHours: 0.1) == 1 && growth.sillMetres(afterHours: 9) == 1)
        #expect(growth.widening(from: 0, to: 0.1, headMetres: 3) == 0)
    }

    /// 1.7 B h^1.5, and at its limit the drowned weir: B h_low √(2 g Δh).
    @Test func `a weir runs free, drowned and backwards`() {
        let free = BreachGrowth.weirDischarge(width: 10, outside: 2, inside: -.infinity)
        #expect(abs(free - 1.7 * 10 * pow(2, 1.5)) < 0.005 * free)
        #expect(BreachGrowth.weirDischarge(width: 10, outside: 2, inside: 1) == free)
        let drowned = BreachGrowth.weirDischarge(width: 10, outside: 2, inside: 1.9)
        #expect(abs(drowned - 10 * 1.9 * (2 * 9.81 * 0.1).squareRoot()) < 1e-9)
        #expect(abs(BreachGrowth.weirDischarge(width: 10, outside: 2, inside: 4 / 3 + 1e-9) - free) < 1e-6)
        #expect(BreachGrowth.weirDischarge(width: 10, outside: 1.9, inside: 2) == -drowned)
        #expect(BreachGrowth.weirDischarge(width: 10, outside: -1, inside: -2) == 0)
    }

    @Test func `a series is straight between its hours and its integral exact`() {
        let series = TimeSeries(hours: [1, 3, 4], values: [2, 6, 0])
        #expect(series.value(at: 0) == 2 && series.value(at: 2) == 4 && series.value(at: 3.5) == 3 && series.value(at: 9) == 0)
        // 2 × 1 + (2 + 6)/2 × 2 + 6/2 × 1
        #expect(abs(series.integral(from: 0, to: 10) - 13) < 1e-12)
        #expect(abs(series.integral(from: 1.5, to: 2.5) - 4) < 1e-12)
        #expect(series.highest(from: 3.5, to: 5) == 3)
        let rain = TimeSeries(constant: 10).only(from: 1, until: 2)
        #expect(abs(rain.integral(from: 0, to: 5) - 10) < 0.01 && rain.value(at: 0.5) == 0 && rain.value(at: 3) == 0)
        var tide = TimeSeries(constant: 1)
        tide.tideAmplitude = 2
        tide.highWaterHours = 3
        #expect(tide.value(at: 3) == 3 && abs(tide.value(at: 3 + TimeSeries.lunarHours / 2) + 1) < 1e-9)
        #expect(tide.highest(from: 0, to: 1) == 3)
    }
}
