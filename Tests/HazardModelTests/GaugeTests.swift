import Diagnostics
import Geometry
import HazardModel
import MarkupReading
import NetworkModel
import ScenarioModel
import Testing

/// Readings of a gauge put over the level of a flood: the polder of `FloodTests`, behind a dike of 5 m.
@Suite struct GaugeTests {
    private func readings(_ list: [(Double, Double)], gauge: String = "lock") throws -> Observations {
        var observations = Observations()
        try observations.add(
            assets: [],
            gauges: list.map {
                .init(gauge: gauge, levelMetres: $0.1, hours: $0.0, position: SourcePosition(file: "seen.csv", line: 4))
            })
        return observations
    }

    private func field(
        _ attributes: [String: String], _ list: [(Double, Double)], gauge: String = "lock"
    ) throws -> HazardField {
        let observations = try readings(list, gauge: gauge)
        return try withGrid(FloodTests.polder) { folder in
            let all = ["terrain": "t.asc", "sourceX": "5", "sourceY": "25", "recession": "48"].merging(attributes) { $1 }
            let hazards: [any Hazard] = [try Flood(element("flood", all), folder: folder)]
            return try Hazards.following(observations, hazards)[0].field(on: city(at: (0..<25).map { cell($0 % 5, $0 / 5) }))
        }
    }
    private func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 0.001 }

    @Test func `a reading above the crest floods the land from its hour on`() throws {
        let field = try field(["level": "4"], [(5, 5.5)])
        let depths = try #require(field.median[.floodDepth])
        #expect(Array(depths[0..<3]) == [5.5, 0.5, 4.5])
        // The river is wet from the start, the dike and the land once the level has passed 5 m.
        #expect(field.arrivalHours[0] == 0)
        #expect(near(field.arrivalHours[1], 5) && near(field.arrivalHours[2], 5))
        #expect(field.recessionHours[2] == 48)
        let hours = try #require(field.footprintHours)
        #expect(near(Double(hours.arrival[2]), 5) && hours.recession[2] == 48)
        #expect(field.method.map(\.english).joined().contains("5.50 m at hour 5.0"))
    }

    @Test func `between two readings the level runs straight, and what lies higher falls dry`() throws {
        // From 5.5 m at hour 5 to 4 m at hour 10 the crest of 5 m emerges after a third of the way.
        let field = try field(["level": "4"], [(5, 5.5), (10, 4)])
        #expect(near(field.recessionHours[1], 5 + 5.0 / 3))
        #expect(field.recessionHours[2] == 48)
    }

    @Test func `a reading on the way up does not move the peak, unless it is above it`() throws {
        // The level rises by 0.4 m an hour to 4 m at hour 10, over ground at 0 m.
        func peak(_ list: [(Double, Double)]) throws -> Double {
            try field(["level": "4", "riseHours": "10"], list).median[.floodDepth]?[0] ?? 0
        }
        #expect(near(try peak([(5, 3)]), 4))
        #expect(near(try peak([(5, 1)]), 4))
        #expect(near(try peak([(5, 4.6)]), 4.6))
        // After the rise the level stays as it was last read.
        #expect(near(try peak([(12, 4.3)]), 4.3))
        let sunk = try field(["level": "4", "riseHours": "10"], [(12, 0.5), (13, -1)])
        #expect(near(sunk.median[.floodDepth]?[0] ?? 0, 4) && near(sunk.recessionHours[0], 12 + 1.0 / 3))
    }

    @Test func `a reading as the model has it changes nothing`() throws {
        let plain = try field(["level": "5.5"], []), read = try field(["level": "5.5", "gauge": "lock"], [(7, 5.5)])
        #expect(plain.median == read.median)
        #expect(plain.arrivalHours == read.arrivalHours && plain.recessionHours == read.recessionHours)
    }

    @Test func `a gauge that belongs to nothing is refused with the nearest name`() throws {
        let error = try #require(inputError { try field(["level": "4", "gauge": "lock"], [(5, 5)], gauge: "lokc") })
        #expect(error.code == "gauge-unknown" && error.position?.line == 4 && error.remedy.contains("'lock'"))
        #expect(inputError { try Hazards.following(readings([(1, 1)]), []) }?.code == "gauge-unknown")
        // The same reading twice is one reading.
        #expect(near(try self.field(["level": "4"], [(5, 5.5), (5, 5.5)]).median[.floodDepth]?[0] ?? 0, 5.5))
    }

    @Test func `water computed over the land follows a gauge too`() throws {
        let flat = grid(Array(repeating: "0 0 0 0 0", count: 5).joined(separator: "\n"))
        let still = element("level", ["x": "5", "y": "25", "level": "1"])
        func depth(_ list: [(Double, Double)], _ level: MarkupElement? = nil) throws -> Double {
            try withGrid(flat) { folder in
                let hazards: [any Hazard] = [
                    try Inundation(element("inundation", ["terrain": "t.asc", "hours": "2"], [level ?? still]), folder: folder)
                ]
                let field = try Hazards.following(readings(list), hazards)[0].field(on: city(at: [cell(0, 2)]))
                return field.median[.floodDepth]?[0] ?? 0
            }
        }
        #expect(near(try depth([]), 1))
        #expect(near(try depth([(1, 1.4)]), 1.4))
        // The forecast keeps its shape: a level that rises by 1 m stands 0.4 m higher to the end.
        let rising = element("level", ["x": "5", "y": "25"], [
            element("at", ["hours": "0", "level": "1"]), element("at", ["hours": "2", "level": "2"]),
        ])
        #expect(near(try depth([(1, 1.9)], rising), 2.4))
    }
}
