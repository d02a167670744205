import Diagnostics
import Geometry
import Glibc
import MarkupReading
import NetworkModel
import Testing

@testable import HazardModel

@Suite struct DepthHistoryTests {
    /// Ground at 0, 1, 2 and 3 m from west to east, the source in the west; the water rises to 3 m from hour 2 to hour 8.
    private func rising(_ attributes: [String: String] = [:]) throws -> HazardField {
        try withGrid(grid("0 1 2 3 4\n0 1 2 3 4\n0 1 2 3 4\n0 1 2 3 4\n0 1 2 3 4")) { folder in
            let all = [
                "terrain": "t.asc", "level": "3", "sourceX": "5", "sourceY": "25", "arrival": "2", "riseHours": "6", "recession": "30",
            ].merging(attributes) { $1 }
            return try Flood(element("flood", all), folder: folder).field(on: city(at: (0..<4).map { cell($0, 2) }))
        }
    }

    @Test func `a rising river stands at every hour as high as its level, or up to a twelfth of its rise higher`() throws {
        let field = try rising()
        let history = try #require(field.depthHistory)
        #expect(history.fromHours.count == 13 && history.fromHours[0] == 2 && history.fromHours[12] == 8)
        for hour in stride(from: 2.0, to: 29.9, by: 0.1) {
            let level = 3 * min(1, (hour - 2) / 6)
            for (asset, ground) in [0.0, 1, 2].enumerated() where level > ground + 1e-6 {
                let depth = field.depthMetres(of: asset, at: hour)
                #expect(depth >= level - ground - 1e-6 && depth <= min(3, level + 0.25) - ground + 1e-6, "\(asset) at \(hour)")
            }
        }
        #expect(field.depthMetres(of: 0, at: 1.9) == 0 && field.depthMetres(of: 0, at: 30) == 0)
        // 1 m of ground is passed after a third of the rise, and the fourth place stays dry.
        #expect(abs(field.arrivalHours[1] - 4) < 1e-6 && field.depthMetres(of: 1, at: 3.9) == 0)
        #expect(field.depthMetres(of: 3, at: 20) == 0 && field.hoursOfChange(of: 3).isEmpty)
        // 1.5 m at the first place: level 1.5 m, hour 5; its stretch begins there or up to half an hour earlier.
        let reached = try #require(history.hour(of: 0, reaching: 1.5))
        #expect(reached <= 5 && reached >= 4.5)
        #expect(history.hour(of: 0, reaching: 99) == history.hour(of: 0, reaching: 3))
        #expect(history.hour(of: 3, reaching: 0.1) == nil)
    }

    @Test func `without a history the greatest depth holds from arrival to recession`() throws {
        let field = try rising(["riseHours": "0"])
        #expect(field.depthHistory == nil)
        #expect(field.depthMetres(of: 0, at: 2) == 3 && field.depthMetres(of: 0, at: 29) == 3)
        #expect(field.depthMetres(of: 0, at: 1) == 0 && field.depthMetres(of: 0, at: 30) == 0)
        #expect(field.hoursOfChange(of: 0) == [2, 30])
        let shaken = HazardField(title: .nothing, method: [], median: [.pga: [1]])
        #expect(shaken.depthMetres(of: 0, at: 1) == 0)
    }

    /// The history of a computed flood holds the depths of the solver: the last stretch those at the end, none more
    /// than the greatest, and the greatest of all is met up to what passes between two snapshots.
    @Test func `a computed flood remembers its depths`() throws {
        let rows = (0..<9).map { _ in (0..<20).map { $0 == 0 ? "3" : "\(Double($0) * 0.01)" }.joined(separator: " ") }
        let field = try withGrid(grid(rows.joined(separator: "\n"))) { folder in
            let wave = element("inflow", ["x": "15", "y": "45"], [
                element("at", ["hours": "0", "discharge": "4"]), element("at", ["hours": "1", "discharge": "4"]),
                element("at", ["hours": "1.01", "discharge": "-8"]),
            ])
            let hazard = try Inundation(element("inundation", ["terrain": "t.asc", "hours": "1.5"], [wave]), folder: folder)
            return try hazard.field(on: city(at: [Point(x: 55, y: 45), Point(x: 155, y: 45), Point(x: 5, y: 45)]))
        }
        let history = try #require(field.depthHistory), depths = try #require(field.median[.floodDepth])
        #expect(history.fromHours.count >= 18 && history.fromHours.first == 0)
        for asset in 0...1 {
            let own = history.fromHours.indices.map { history.metres(of: asset, in: $0) }
            #expect(own.allSatisfy { $0 <= depths[asset] + 0.0006 })
            #expect(abs((own.max() ?? 0) - depths[asset]) < 0.02)
            #expect(try #require(own.last) < 0.7 * depths[asset])
            #expect(field.depthMetres(of: asset, at: field.arrivalHours[asset] - 0.001) == 0)
        }
        #expect(field.depthMetres(of: 2, at: 1) == 0)
        #expect(field.speedMap?.values.contains { $0 > 0 } == true)
    }

    @Test func `visits change nothing in a run`() {
        func run(_ interval: Double) -> ([Double], [Double]) {
            let flood = solver(40, 20, ground: rough)
            var sources: [any WaterSource] = [Inflow(cells: [flood.index(20, 10)], discharge: TimeSeries(constant: 20))]
            var hours: [Double] = []
            #expect(flood.run(untilSeconds: 600, sources: &sources, every: interval) { hours.append($0.seconds / 3600) })
            return (flood.depths, hours)
        }
        let often = run(30), never = run(.infinity)
        #expect(often.0 == never.0)
        #expect(often.1.count == 21 && often.1.last == 600 / 3600 && never.1 == [0, 600 / 3600.0])
        #expect(DepthSnapshots.interval(hours: 24, cells: 1_000_000) == 0.25)
        #expect(DepthSnapshots.interval(hours: 1, cells: 100) == 1.0 / 12)
        #expect(DepthSnapshots.interval(hours: 24, cells: 25_000_000) == 6)
    }
}

@Suite struct FloodConditionsTests {
    @Test func `every kind of flood takes its water and its return period`() throws {
        let conditions = ["water": "salt", "returnPeriod": "250"]
        let ground = grid("0 0 0 0 0\n0 0 0 0 0\n0 0 0 0 0\n0 0 0 0 0\n0 0 0 0 0")
        try withGrid(ground) { folder in
            let model = try city(at: [cell(1, 1)])
            let source = element("inflow", ["x": "5", "y": "5", "discharge": "1"])
            let hazards: [any Hazard] = [
                try Flood(element("flood", ["terrain": "t.asc", "level": "1", "sourceX": "5", "sourceY": "5"].merging(conditions) { $1 }), folder: folder),
                try DepthGrid(element("depthGrid", ["file": "t.asc"].merging(conditions) { $1 }), folder: folder),
                try DepthAreas(element("depthAreas", conditions, [MarkupElement(name: "area", attributes: ["depth": "1"], text: "0,0 50,0 50,50", position: SourcePosition(file: "t"))]), folder: folder),
                try Inundation(element("inundation", ["terrain": "t.asc", "hours": "0.1"].merging(conditions) { $1 }, [source]), folder: folder),
            ]
            for hazard in hazards {
                let field = try hazard.field(on: model)
                #expect(field.water == .salt && field.returnPeriodYears == 250, "\(type(of: hazard))")
                #expect(field.method.suffix(2).map(\.english) == ["The water is salt, as stated.", "Such a flood is reached or exceeded once in 250 years on average, as stated."])
            }
            let error = inputError {
                try DepthGrid(element("depthGrid", ["file": "t.asc", "returnPeriod": "0.5"]), folder: folder)
            }
            #expect(error?.code == "number-out-of-range" && error?.position?.line == 5)
        }
    }

    /// By hand: 4 m above the zero, twice the discharge, power 5/3: 4 · 2^0.6 = 6.0629 m.
    @Test func `more discharge raises the level by the rating`() throws {
        func level(_ attributes: [String: String], _ metres: Double = 5) throws -> Double {
            try RiverRating(element("flood", attributes)).level(metres)
        }
        #expect(try level([:]) == 5 && level(["ratingZero": "1"]) == 5)
        #expect(abs(try level(["dischargeFactor": "2", "ratingZero": "1"]) - 7.062867) < 1e-5)
        #expect(abs(try level(["dischargeFactor": "4", "ratingZero": "1", "ratingExponent": "2"]) - 9) < 1e-12)
        #expect(try level(["dischargeFactor": "0.5", "ratingZero": "1"]) < 5)
        // Below the zero the river does not flow: nothing changes.
        #expect(try level(["dischargeFactor": "2", "ratingZero": "6"]) == 5)
        let error = inputError { try level(["dischargeFactor": "2"]) }
        #expect(error?.code == "rating-missing" && error?.position?.line == 5)
        #expect(try RiverRating(element("flood", ["dischargeFactor": "2", "ratingZero": "1"])).sentence?.english.contains("assumed: Manning") == true)
    }

    @Test func `the factor acts on levels and inflows of a scenario, before the sea's rise`() throws {
        let ground = grid("0 0 0 0 0\n0 0 0 0 0\n0 0 0 0 0\n0 0 0 0 0\n0 0 0 0 0")
        try withGrid(ground) { folder in
            let attributes = ["terrain": "t.asc", "level": "1", "sourceX": "5", "sourceY": "5", "dischargeFactor": "2", "ratingZero": "-1", "seaLevelRise": "0.5"]
            let flood = try Flood(element("flood", attributes), folder: folder)
            #expect(abs(flood.levelMetres - (-1 + 2 * pow(2, 0.6) + 0.5)) < 1e-12)
            let field = try flood.field(on: city(at: [cell(1, 1)]))
            #expect(field.method.contains { $0.english.contains("2.00 times that of the stated levels") })
            let pump = element("inflow", ["x": "5", "y": "5"], [element("at", ["hours": "0", "discharge": "3"]), element("at", ["hours": "1", "discharge": "-3"])])
            let water = try Inundation(element("inundation", ["terrain": "t.asc", "hours": "1", "dischargeFactor": "1.5"], [pump]), folder: folder)
            // Water that is pumped out is no discharge of the river.
            #expect(water.inflows[0].discharge.value(at: 0) == 4.5 && water.inflows[0].discharge.value(at: 1) == -3)
        }
    }
}
