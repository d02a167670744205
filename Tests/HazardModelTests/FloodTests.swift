import Diagnostics
import Foundation
import Geometry
import HazardModel
import MarkupReading
import NetworkModel
import Testing

@Suite struct FloodTests {
    /// A river in the west, a dike of 5 m from north to south, low land behind it, a mound in the south-east.
    static let polder = grid(
        """
        0 5 1 1 1
        0 5 1 1 1
        0 5 1 2 1
        0 5 1 1 1
        0 5 1 1 9
        """)

    /// Depths at the centres of all 25 cells, from the north-west, row by row.
    private func depths(
        _ terrain: String, _ attributes: [String: String], _ children: [MarkupElement] = []
    ) throws -> (depths: [Double], field: HazardField) {
        let places = (0..<25).map { cell($0 % 5, $0 / 5) }
        let field = try run(terrain, attributes, children, try city(at: places))
        return (try #require(field.median[.floodDepth]), field)
    }

    private func run(
        _ terrain: String, _ attributes: [String: String], _ children: [MarkupElement] = [], _ model: CityModel
    ) throws -> HazardField {
        try withGrid(terrain) { folder in
            let all = ["terrain": "t.asc", "sourceX": "5", "sourceY": "25"].merging(attributes) { $1 }
            return try Flood(element("flood", all, children), folder: folder).field(on: model)
        }
    }

    @Test func `a dike holds the water back`() throws {
        let (depths, field) = try depths(Self.polder, ["level": "4"])
        for row in 0..<5 { #expect(Array(depths[(row * 5)..<(row * 5 + 5)]) == [4, 0, 0, 0, 0]) }
        #expect(field.title.english == "Flood: water at 4.00 m")
        #expect(field.footprint?.values[0] == 4 && field.footprint?.values[1] == 0)
        #expect(field.method.map(\.english).joined().contains("0.05 ha"))
        #expect(field.withinEventSigma.isEmpty && field.warnings.isEmpty)
    }

    @Test func `a terrain is read once for all floods that share their grids`() throws {
        let model = try city(at: [cell(2, 0)])
        try withGrid(Self.polder) { path in
            func depth(_ level: String, _ grids: GridLibrary) throws -> Double? {
                let all = ["terrain": "t.asc", "sourceX": "5", "sourceY": "25", "level": level]
                let flood = try Flood(element("flood", all), folder: InputFolder(path, grids: grids))
                return try flood.field(on: model).median[.floodDepth]?[0]
            }
            let shared = GridLibrary()
            #expect(try depth("5.5", shared) == 4.5)
            // The file changes: who shares does not see it, who reads for himself does.
            let raised = Self.polder.replacingOccurrences(of: "0 5 1", with: "0 5 2")
            try Data(raised.utf8).write(to: URL(fileURLWithPath: path).appendingPathComponent("t.asc"))
            #expect(try depth("6", shared) == 5 && depth("6", GridLibrary()) == 4)
        }
    }

    @Test func `water over the dike fills the land behind it`() throws {
        let (depths, _) = try depths(Self.polder, ["level": "5.5"])
        #expect(Array(depths[0..<5]) == [5.5, 0.5, 4.5, 4.5, 4.5])
        #expect(Array(depths[20..<25]) == [5.5, 0.5, 4.5, 4.5, 0])
        #expect(depths[13] == 3.5)
    }

    @Test func `water as high as the crest does not pass it`() throws {
        let (depths, _) = try depths(Self.polder, ["level": "5"])
        #expect(depths[1] == 0 && depths[2] == 0)
    }

    @Test func `rises of the sea and set-up by wind add to the level`() throws {
        let (depths, field) = try depths(Self.polder, ["level": "4", "seaLevelRise": "1", "windSetUp": "0.5", "water": "salt"])
        #expect(Array(depths[0..<5]) == [5.5, 0.5, 4.5, 4.5, 4.5])
        #expect(field.title.english == "Flood: water at 5.50 m" && field.water == .salt)
        #expect(field.method[0].english.hasPrefix("The water stands at 5.50 m (4.00 m and 1.00 m of sea-level rise and 0.50 m of wind set-up)"))
        #expect(inputError { try self.depths(Self.polder, ["level": "4", "water": "brackish"]) }?.code == "water-unknown")
    }

    /// The polder in feet, in cells of 10 by 20 m, floods as the one in metres does.
    @Test func `a terrain in feet and with oblong cells is understood`() throws {
        let feet = "ncols 5\nnrows 5\nxllcorner 0\nyllcorner 0\ndx 10\ndy 20\n"
            + Array(repeating: "0 16.4042 3.28084 3.28084 3.28084\n", count: 5).joined()
        let model = try city(at: [Point(x: 25, y: 90), Point(x: 5, y: 90)])
        let field = try run(feet, ["level": "5.5", "units": "ft", "sourceY": "50"], [], model)
        let depths = try #require(field.median[.floodDepth])
        #expect(abs(depths[0] - 4.5) < 1e-5 && abs(depths[1] - 5.5) < 1e-5)
        #expect(field.method[1].english.contains("14.1 m") && field.method[2].english.contains("0.50 ha"))
        #expect(field.citations.map(\.english) == ["Terrain: t.asc, heights in feet (as stated)"])
    }

    @Test func `a breach lets the water through`() throws {
        let breach = element("breach", ["x": "15", "y": "25", "width": "10", "level": "1.5"])
        let (depths, field) = try depths(Self.polder, ["level": "4"], [breach])
        #expect(Array(depths[10..<15]) == [4, 2.5, 3, 2, 3])
        #expect(depths[1] == 0 && depths[2] == 3 && depths[24] == 0)
        #expect(field.title.english == "Flood: water at 4.00 m, one breach")
        // The gap and the 14 low cells of the land; the mound stays dry.
        #expect(field.method.contains { $0.english.contains("adds 0.15 ha") })
        #expect(field.warnings.isEmpty)
    }

    @Test func `a breach is lowered by its depth and no further than its width`() throws {
        let narrow = element("breach", ["x": "15", "y": "25", "width": "4", "depth": "2"])
        let (depths, field) = try depths(Self.polder, ["level": "4"], [narrow])
        #expect(depths[11] == 1 && depths[6] == 0 && depths[16] == 0)
        #expect(field.warnings.contains { $0.english.contains("narrower") })
        let wide = element("breach", ["x": "15", "y": "25", "width": "30", "depth": "2"])
        #expect(try self.depths(Self.polder, ["level": "4"], [wide]).depths[6] == 1)
    }

    @Test func `a breach that water does not reach is warned of`() throws {
        let breach = element("breach", ["x": "15", "y": "25", "width": "10", "level": "4.5"])
        let (depths, field) = try depths(Self.polder, ["level": "4"], [breach])
        #expect(depths[2] == 0)
        #expect(field.warnings.contains { $0.english.contains("stays dry") })
        #expect(field.warnings.contains { $0.english.contains("No land beyond") })
    }

    @Test func `a breach through half a dike is warned of`() throws {
        let breach = element("breach", ["x": "15", "y": "25", "width": "10", "level": "1"])
        let thick = Self.polder.replacing("5 1", with: "5 5")
        let field = try depths(thick, ["level": "4"], [breach]).field
        #expect(field.warnings.count == 1 && field.warnings[0].english.hasPrefix("No land beyond"))
    }

    @Test func `water does not leak through a dike between corners`() throws {
        let terrain = grid("0 0 5 1 1\n0 5 1 1 1\n5 1 1 1 1\n1 1 1 1 1\n1 1 1 1 1")
        let (depths, _) = try depths(terrain, ["level": "4", "sourceX": "5", "sourceY": "45"])
        #expect(depths.count { $0 > 0 } == 3)
    }

    @Test func `several sources fill from all sides`() throws {
        let more = element("source", ["x": "45", "y": "45"])
        let (depths, _) = try depths(Self.polder, ["level": "4"], [more])
        #expect(depths[0] == 4 && depths[1] == 0 && depths[4] == 3 && depths[24] == 0)
    }

    @Test func `a rising river reaches low land over the dike when it is as high as the dike`() throws {
        let (depths, field) = try depths(
            Self.polder, ["level": "10", "arrival": "2", "riseHours": "10", "recession": "50"])
        // The level rises from 0 to 10 m in 10 hours: it passes 5 m at hour 2 + 5, the mound of 9 m at hour 11.
        #expect(Array(field.arrivalHours[0..<5]) == [2, 7, 7, 7, 7])
        #expect(field.arrivalHours[24] == 11)
        #expect(field.recessionHours.allSatisfy { $0 == 50 })
        #expect(depths[24] == 1)
    }

    @Test func `without a rise all wet places are reached on arrival, dry ones never`() throws {
        let field = try depths(Self.polder, ["level": "4", "arrival": "3"]).field
        #expect(field.arrivalHours[0] == 3 && field.arrivalHours[1] == .infinity)
        #expect(field.recessionHours[0] == 72 && field.recessionHours[1] == 0)
        #expect(field.method.contains { $0.english.contains("hour 72.0 (assumed)") })
    }

    @Test func `links take the deepest place on their way; bridges and tunnels do not`() throws {
        let model = try city(at: [cell(0, 0), cell(4, 0), cell(1, 0), cell(2, 4)]) { builder in
            let ends = ("n1002", "n1001")
            builder.addLink("a", layer: .road, kind: .road, from: ends.0, to: ends.1)
            builder.addLink("b", layer: .road, kind: .bridge, from: ends.0, to: ends.1)
            builder.addLink("c", layer: .road, kind: .tunnel, from: "n1002", to: "n1000")
            let low = builder.addLink("d", layer: .road, kind: .bridge, from: ends.0, to: ends.1)
            builder.set(.floodThreshold, 3, ofRow: low)
            let raised = builder.addLink("h", layer: .road, kind: .bridge, from: ends.0, to: ends.1)
            builder.set(.floorHeight, 3, ofRow: raised)
            let tunnel = builder.addLink("e", layer: .road, kind: .tunnel, from: "n1002", to: "n1003")
            builder.setShape([cell(1, 0), cell(0, 2), cell(1, 4)], ofRow: tunnel)
            let flyover = builder.addLink("f", layer: .road, kind: .road, from: ends.0, to: ends.1)
            builder.set(.roadLevel, 1, ofRow: flyover)
            let pipe = builder.addLink("g", layer: .road, kind: .pipe, from: ends.0, to: ends.1)
            builder.setShape([cell(1, 0), cell(0, 0), cell(1, 1)], ofRow: pipe)
        }
        let field = try run(Self.polder, ["level": "4"], [], model)
        func depth(_ id: String) throws -> Double {
            try #require(field.median[.floodDepth])[try #require(model.asset(named: id))]
        }
        #expect(try depth("a") == 0 && depth("b") == 0 && depth("c") == 4)
        #expect(try depth("g") == 4)
        let over = try run(Self.polder, ["level": "6"], [], model)
        func deep(_ id: String) throws -> Double {
            try #require(over.median[.floodDepth])[try #require(model.asset(named: id))]
        }
        #expect(try deep("a") == 5 && deep("b") == 0 && deep("d") == 5 && deep("f") == 0 && deep("h") == 0)
        // The tunnel passes under the river, but only its mouths on the dike count.
        #expect(try deep("e") == 1 && depth("e") == 0)
    }

    @Test func `a facility takes the deepest corner of its footprint`() throws {
        let model = try city(at: []) { builder in
            let hospital = builder.addFacility("h", kind: .hospital, at: cell(1, 1))
            builder.setShape([cell(1, 1), cell(0, 1), cell(1, 2)], ofRow: hospital)
            builder.addFacility("s", kind: .school, at: cell(1, 1))
        }
        let field = try run(Self.polder, ["level": "4"], [], model)
        #expect(field.median[.floodDepth] == [4, 0])
    }

    @Test func `places outside the terrain are dry and counted`() throws {
        let model = try city(at: [cell(0, 0), Point(x: 500, y: 5)])
        let field = try run(Self.polder, ["level": "4"], [], model)
        #expect(field.median[.floodDepth] == [4, 0])
        #expect(field.warnings.contains { $0.english.hasPrefix("1 of 2 assets lie") })
    }

    @Test func `a building where the survey has a hole takes the water around it`() throws {
        let terrain = grid("0 0 0 0 0\n0 0 0 0 0\n0 0 -9999 0 0\n0 0 0 0 0\n0 0 0 0 0")
        let (depths, field) = try depths(terrain, ["level": "2"])
        #expect(depths.allSatisfy { $0 == 2 })
        #expect(field.footprint?.values[12].isNaN == true)
    }

    @Test(arguments: [
        (["level": "4", "sourceX": "15"], "flood-source-dry", 5),
        (["level": "4", "sourceX": "500"], "flood-source-outside", 5),
        (["level": "-1"], "flood-source-dry", 5),
        (["level": "nan"], "not-a-number", 5), (["level": "10000"], "number-out-of-range", 5),
        (["level": "4", "terrain": "none.asc"], "grid-unreadable", 5), ([:], "attribute-missing", 5),
        (["level": "4", "recesion": "3"], "attribute-unknown", 5),
        (["level": "4", "arrival": "10", "recession": "5"], "flood-hours", 5),
        (["level": "4", "lon": "5", "lat": "52"], "place-twice", 5),
    ] as [([String: String], String, Int)])
    func `a flood that cannot be is refused at its element`(
        _ attributes: [String: String], _ code: String, _ line: Int
    ) throws {
        let model = try city(at: [cell(0, 0)])
        let error = inputError { try run(Self.polder, attributes, [], model) }
        #expect(error?.code == code)
        #expect(error?.position?.line == line)
    }

    @Test func `children that cannot be are refused where they stand`() throws {
        let model = try city(at: [cell(0, 0)])
        let wrong = [
            (element("breach", ["x": "15", "y": "25", "width": "10"], line: 9), "breach-bottom"),
            (element("breach", ["x": "15", "y": "25", "level": "1"], line: 9), "attribute-missing"),
            (element("breach", ["x": "900", "y": "25", "width": "10", "level": "1"], line: 9), "breach-outside"),
            (element("source", [:], line: 9), "attribute-missing"), (element("pump", [:], line: 9), "element-unknown"),
        ]
        for (child, code) in wrong {
            let error = inputError { try run(Self.polder, ["level": "4"], [child], model) }
            #expect(error?.code == code)
            #expect(error?.position?.line == 9)
        }
        let holed = Self.polder.replacing("0 5 1 2 1", with: "-9999 5 1 2 1")
        let error = inputError { try run(holed, ["level": "4"], [], model) }
        #expect(error?.code == "flood-source-unknown")
    }

    @Test func `a flood without a source is refused`() throws {
        let error = try withGrid(Self.polder) { folder in
            inputError { try Flood(element("flood", ["terrain": "t.asc", "level": "4"]), folder: folder) }
        }
        #expect(error?.code == "flood-without-source")
    }

    @Test func `a terrain beside the town is refused`() throws {
        let model = try city(at: [Point(x: 155_000, y: 463_000)], epsg: 28992)
        let error = inputError { try run(Self.polder, ["level": "4"], [], model) }
        #expect(error?.code == "grid-elsewhere")
        #expect(error?.remedy.contains("EPSG:28992") == true)
    }

    @Test func `a source may be named in degrees`() throws {
        let rd = try Projection(from: .rijksDriehoek, to: .wgs84)(Point(x: 155_005, y: 463_025))
        let terrain = Self.polder.replacing("xllcorner 0", with: "xllcorner 155000")
            .replacing("yllcorner 0", with: "yllcorner 463000")
        let model = try city(at: [Point(x: 155_005, y: 463_005)], epsg: 28992)
        let field = try withGrid(terrain) { folder in
            try Flood(
                element("flood", ["terrain": "t.asc", "level": "4", "lon": "\(rd.x)", "lat": "\(rd.y)"]),
                folder: folder
            ).field(on: model)
        }
        #expect(field.median[.floodDepth] == [4])
        let local = try city(at: [cell(0, 0)])
        let error = inputError {
            try withGrid(Self.polder) { folder in
                try Flood(
                    element("flood", ["terrain": "t.asc", "level": "4", "lon": "5", "lat": "52"]), folder: folder
                ).field(on: local)
            }
        }
        #expect(error?.code == "crs-local")
    }
}
