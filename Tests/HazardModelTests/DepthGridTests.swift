import Diagnostics
import Foundation
import Geometry
import HazardModel
import MarkupReading
import NetworkModel
import Testing
import TestSupport

@Suite struct DepthGridTests {
    private func field(_ rows: String, _ attributes: [String: String] = [:], at places: [Point]) throws -> HazardField {
        try withGrid(grid(rows)) { folder in
            try DepthGrid(element("depthGrid", ["file": "t.asc"].merging(attributes) { $1 }), folder: folder)
                .field(on: try city(at: places))
        }
    }

    @Test func `depths are read as they are, and no data is dry`() throws {
        let places = [Point(x: 5, y: 15), Point(x: 15, y: 15), Point(x: 5, y: 5), Point(x: 15, y: 5)]
        let field = try field("0.5 -9999\n1.25 -0.1", ["arrival": "6", "recession": "30"], at: places)
        #expect(field.median[.floodDepth] == [0.5, 0, 1.25, 0])
        #expect(field.arrivalHours == [6, .infinity, 6, .infinity])
        #expect(field.recessionHours == [30, 0, 30, 0])
        #expect(field.warnings.count == 1 && field.warnings[0].english.contains("1 cells of t.asc have depths below 0"))
        #expect(field.footprint?.values[3] == 0)
    }

    @Test func `depths that metres cannot be ask for their unit`() throws {
        let place = [Point(x: 5, y: 5), Point(x: 15, y: 5)]
        #expect(try field("19 1", at: place).warnings.isEmpty)
        let error = inputError { try field("120 1", at: place) }
        #expect(error?.code == "grid-units" && error?.remedy.contains("units=\"ft\"") == true)
        #expect(error?.position?.line == 5)
        #expect(try field("120 1", ["units": "cm"], at: place).median[.floodDepth]?.map { ($0 * 1e6).rounded() } == [1.2e6, 1e4])
        #expect(try field("10 1", ["units": "ft"], at: place).median[.floodDepth]?.map { ($0 * 1e6).rounded() } == [3.048e6, 0.3048e6])
        let deep = try field("120 1", ["units": "m"], at: place)
        #expect(deep.median[.floodDepth] == [120, 1] && deep.warnings.contains { $0.english.contains("heights of the water surface") })
        #expect(inputError { try field("1 1", ["units": "inch"], at: place) }?.code == "units-unknown")
        #expect(try field("0 0", at: place).warnings.contains { $0.english.contains("No cell") })
    }

    @Test func `a grid elsewhere or a missing file is refused`() throws {
        #expect(inputError { try field("1 1", at: [Point(x: 500, y: 5)]) }?.code == "grid-elsewhere")
        let error = inputError { try field("1 1", ["file": "no.asc"], at: [Point(x: 5, y: 5)]) }
        #expect(error?.code == "grid-unreadable" && error?.position?.file == "test.xml")
        #expect(inputError { try field("1 x", at: [Point(x: 5, y: 5)]) }?.position?.line == 7)
    }

    /// The grid lies at 5.38–5.40° E, 52.15–52.16° N in cells of 0.01°; places are found by projecting them to degrees.
    @Test func `a grid in degrees serves a town in metres`() throws {
        let text = "ncols 2\nnrows 1\nxllcorner 5.38\nyllcorner 52.15\ncellsize 0.01\n1.5 0.5\n"
        let rd = try Projection(from: .wgs84, to: .rijksDriehoek)
        let places = [5.3801, 5.3899, 5.3901, 5.3999].map { rd(Point(x: $0, y: 52.1501)) }
        let model = try city(at: places + [rd(Point(x: 5.41, y: 52.155))], epsg: 28992)
        try withGrid(text) { folder in
            func field(_ attributes: [String: String]) throws -> HazardField {
                try DepthGrid(element("depthGrid", ["file": "t.asc"].merging(attributes) { $1 }), folder: folder).field(on: model)
            }
            let field = try field(["crs": "4326"])
            #expect(field.median[.floodDepth] == [1.5, 1.5, 0.5, 0.5, 0])
            #expect(field.warnings.map(\.english) == ["1 of 5 assets lie wholly or partly outside the depth grid and are taken as dry there."])
            // A hundredth of a degree is 684 m by 1113 m here: 152 ha in two cells.
            #expect(field.method[1].english.contains("152.3 ha"), "\(field.method[1].english)")
            // The picture is in metres, about the town.
            let picture = try #require(field.footprint)
            #expect(picture.isSquare && picture.value(at: places[0]) == 1.5 && picture.value(at: places[3]) == 0.5)
            let missing = inputError { try self.field("1 1", ["crs": "32631"], at: [Point(x: 5, y: 5)]) }
            #expect(missing?.code == "grid-crs-implausible")
            let elsewhere = inputError { try DepthGrid(element("depthGrid", ["file": "t.asc"]), folder: folder).field(on: model) }
            #expect(elsewhere?.code == "grid-elsewhere" && elsewhere?.remedy.contains("crs=\"4326\"") == true)
        }
    }

    @Test func `a series tells arrival, greatest depth and recession`() throws {
        let scratch = try ScratchFolder()
        for (name, rows) in [("a", "0 0.5 0 1"), ("b", "0.4 2 0 1"), ("c", "0.2 0 0 1")] {
            _ = try scratch.file("\(name).asc", grid(rows))
        }
        let places = (0..<4).map { Point(x: Double($0) * 10 + 5, y: 5) }
        func field(_ hours: [String], _ attributes: [String: String] = [:]) throws -> HazardField {
            let steps = zip(hours, ["a", "b", "c"]).map { element("at", ["hour": $0, "file": "\($1).asc"], line: 7) }
            return try DepthGrid(element("depthGrid", attributes, steps), folder: scratch.folder.path).field(on: try city(at: places))
        }
        let series = try field(["2", "6", "12"], ["recession": "40", "water": "salt"])
        #expect(series.median[.floodDepth]?.map { ($0 * 1e6).rounded() / 1e6 } == [0.4, 2, 0, 1])
        #expect(series.arrivalHours == [6, 2, .infinity, 2])
        #expect(series.recessionHours == [40, 12, 0, 40])
        #expect(series.footprint?.values == [0.4, 2, 0, 1])
        #expect(series.water == .salt && series.method.map(\.english).contains("The water is salt, as stated."))
        #expect(inputError { try field(["2", "2", "12"]) }?.code == "flood-hours")
        #expect(inputError { try field(["2", "6", "12"], ["recession": "11"]) }?.code == "flood-hours")
        #expect(inputError { try field(["2", "6", "12"], ["file": "a.asc"]) }?.code == "attribute-unknown")
    }

    /// Values and the place were read from the file with rasterio 1.4: row 476, column 15 of the Djibouti grid holds
    /// 1.8751795 and has its centre at longitude 41 + 15.5/120, latitude 14 - 476.5/120.
    @Test(.enabled(if: sharedFolder != nil, "\(sharedFolderMissing)"))
    func `real GeoTIFFs in degrees serve towns in UTM`() throws {
        let folder = try #require(sharedFolder).appendingPathComponent("data/hazard/flood").path
        let utm = try Projection(from: .wgs84, to: try #require(CoordinateSystem(epsg: 32638)))
        let places = [Point(x: 41 + 15.5 / 120, y: 14 - 476.5 / 120), Point(x: 41 + 20.5 / 120, y: 14 - 476.5 / 120)].map { utm($0) }
        let model = try city(at: places, epsg: 32638)
        let file = "aqueduct_inunriver_rcp4p5_2030_rp01000_djibouti.tif"
        let field = try DepthGrid(element("depthGrid", ["file": file]), folder: folder).field(on: model)
        #expect(field.median[.floodDepth] == [1.8751795291900635, 1.8751795291900635])
        // The other grid goes up to 68.25: its unit is asked for.
        let galveston = "incore_hurricane_Inundation_Raster.tif"
        #expect(inputError { try DepthGrid(element("depthGrid", ["file": galveston]), folder: folder) }?.code == "grid-units")
        let feet = try DepthGrid(element("depthGrid", ["file": galveston, "units": "ft"]), folder: folder)
        #expect(inputError { try feet.field(on: model) }?.code == "grid-elsewhere")
        #expect(inputError { try DepthGrid(element("depthGrid", ["file": file, "crs": "28992"]), folder: folder) }?.code == "grid-crs-contradicts")
        // The whole way with the real grid: row 167, column 0 is 68.2532850 ft deep.
        let texas = try #require(CoordinateSystem(epsg: 26915))
        let place = try Projection(from: .wgs84, to: texas)(Point(x: -95.13105 + 0.00105, y: 29.43175 - 167.5 * 0.0021))
        let depth = try #require(try feet.field(on: try city(at: [place], epsg: 26915)).median[.floodDepth])
        #expect(abs(depth[0] - 68.25328494506235 * 0.3048) < 1e-5)
    }

    @Test func `areas drawn by hand hold their depth`() throws {
        func field(_ areas: [(String, String)]) throws -> HazardField {
            let children = areas.map { area in
                MarkupElement(name: "area", attributes: ["depth": area.0], text: area.1, position: SourcePosition(file: "test.xml", line: 8))
            }
            let places = [Point(x: 5, y: 5), Point(x: 45, y: 5), Point(x: 95, y: 95), Point(x: 150, y: 5)]
            return try DepthAreas(element("depthAreas", ["arrival": "3", "water": "fresh"], children), folder: "").field(on: try city(at: places))
        }
        // A triangle below the diagonal, and a square in it that is deeper.
        let found = try field([("0.5", "0,0 100,0 0,100"), ("1.25", "40,0 60,0\n60,20 40,20")])
        #expect(found.median[.floodDepth] == [0.5, 1.25, 0, 0])
        #expect(found.arrivalHours == [3, 3, .infinity, .infinity] && found.water == .fresh)
        // Half a hectare; the square's lower half is within the triangle as well.
        #expect(found.method[1].english.contains("0.50 ha"))
        for (text, code) in [("0,0 1,1", "area-empty"), ("0,0 10,10 20,20", "area-empty"), ("0,0 1 2,3", "area-corner"), ("0,0 nan,1 2,2", "area-corner"), ("900,900 910,900 910,910", "grid-elsewhere")] {
            #expect(inputError { try field([("1", text)]) }?.code == code, "\(text)")
        }
        #expect(inputError { try field([]) }?.code == "areas-missing")
    }
}
