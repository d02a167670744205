import Diagnostics
import Foundation
import Geometry
import HazardModel
import MarkupReading
import NetworkModel
import Testing
import TestSupport

@Suite struct ShakeMapTests {
    /// Three by two nodes, one row missing, columns out of the usual order, PSA03 in g.
    static let small = """
        <?xml version="1.0"?>
        <shakemap_grid xmlns="http://earthquake.usgs.gov/eqcenter/shakemap" shakemap_event_type="SCENARIO">
        <event magnitude="6.2" depth="10" lat="52.0" lon="5.0" event_description="test of &lt;b&gt;"/>
        <grid_specification lon_min="5.0" lat_min="52.0" lon_max="5.2" lat_max="52.1" nlon="3" nlat="2"/>
        <grid_field index="3" name="LON" units="dd"/>
        <grid_field index="1" name="LAT" units="dd"/>
        <grid_field index="2" name="PGA" units="pctg"/>
        <grid_field index="4" name="PSA03" units="g"/>
        <grid_data>
        52.1 10 5.0 0.2
        52.1 40 5.2 0.2
        52.0 20 5.0 2e-1
        52.0 20 5.1 0.2
        52.0 20 5.2 0.2
        </grid_data>
        </shakemap_grid>
        """
    static let uncertainty = small.replacing("name=\"PGA\" units=\"pctg\"", with: "name=\"STDPGA\" units=\"ln(pctg)\"")
        .replacing("name=\"PSA03\" units=\"g\"", with: "name=\"STDPSA03\" units=\"\"")
        .replacing(" 10 ", with: " 0.5 ").replacing(" 40 ", with: " 0.7 ").replacing(" 20 ", with: " 0.3 ")

    private let plane = CoordinateSystem.rijksDriehoek

    private func field(
        _ grid: String = small, uncertainty: String? = nil, at degrees: [(Double, Double)], epsg: Int = 28992,
        _ more: [String: String] = [:]
    ) throws -> HazardField {
        let scratch = try ScratchFolder()
        var attributes = more.merging(["grid": "grid.xml"]) { $1 }
        _ = try scratch.file("grid.xml", grid)
        if let uncertainty {
            _ = try scratch.file("uncertainty.xml", uncertainty)
            attributes["uncertainty"] = "uncertainty.xml"
        }
        let project = try Projection(from: .wgs84, to: plane)
        let model = try city(at: degrees.map { project(Point(x: $0.0, y: $0.1)) }, epsg: epsg)
        return try ShakeMap(element("shakemap", attributes), folder: scratch.folder.path).field(on: model)
    }

    @Test func `rows count by their coordinates, and between nodes the logarithm is linear`() throws {
        let found = try field(at: [(5.0, 52.1), (5.0, 52.05), (5.15, 52.0), (5.1, 52.1), (5.2, 52.05), (6, 52)])
        let pga = try #require(found.median[.pga])
        // Half-way between 10 and 20 %g: √2 · 0.1; at the missing node the southern neighbour has no share, and the
        // place takes what the cell's known corners say.
        let expected = [0.1, 0.1 * 2.0.squareRoot(), 0.2, 0, 0.2 * 2.0.squareRoot(), 0]
        for i in [0, 1, 2, 4, 5] { #expect(abs(pga[i] - expected[i]) < 2e-6, "\(i): \(pga[i])") }
        #expect(found.median[.sa03]?.prefix(3).allSatisfy { abs($0 - 0.2) < 1e-6 } == true)
        #expect(found.median[.pgv] == nil)
        #expect(found.title.english == "Earthquake: ShakeMap of magnitude 6.2")
        #expect(found.method[0].english.contains("a planned earthquake (test of <b>) with 5 nodes"))
        #expect(found.warnings.contains { $0.english.contains("2 of 6 assets lie outside") })
        #expect(found.warnings.contains { $0.english.contains("states no uncertainty") })
        #expect(found.withinEventSigma[.pga] == Array(repeating: 0, count: 6))
    }

    @Test func `the uncertainty is the scatter within the field`() throws {
        let found = try field(uncertainty: Self.uncertainty, at: [(5.0, 52.1), (5.2, 52.1), (5.0, 52.05)])
        let sigma = try #require(found.withinEventSigma[.pga])
        #expect(abs(sigma[0] - 0.5) < 1e-6 && abs(sigma[1] - 0.7) < 1e-6 && abs(sigma[2] - 0.4) < 1e-4)
        #expect(found.betweenEventSigma[.pga] == [0, 0, 0])
        #expect(!found.warnings.contains { $0.english.contains("uncertainty") })
    }

    @Test(arguments: [
        ("nlon=\"3\"", "nlon=\"99999\"", "shakemap-too-few-rows"), ("nlon=\"3\"", "nlon=\"2.5\"", "shakemap-grid"),
        ("lon_max=\"5.2\"", "lon_max=\"4\"", "shakemap-grid"), ("52.0 20 5.1 0.2", "52.0 20 5.13 0.2", "shakemap-row"),
        ("52.0 20 5.1 0.2", "52.0 20 5.1", "shakemap-row"), ("52.0 20 5.1 0.2", "52.0 20 nan 0.2", "shakemap-row"),
        ("units=\"pctg\"", "units=\"gal\"", "shakemap-units"), ("index=\"2\"", "index=\"1\"", "shakemap-field"),
        ("index=\"4\"", "index=\"999\"", "shakemap-field"), ("name=\"LON\"", "name=\"L\"", "shakemap-incomplete"),
        ("shakemap_grid", "shakemap", "shakemap-unknown"),
        ("name=\"PGA\" units=\"pctg\"", "name=\"MMI\" units=\"pctg\"", "none"),
    ])
    func `a map that cannot be is refused`(_ old: String, _ new: String, _ code: String) throws {
        let text = Self.small.replacing(old, with: new)
        if code == "none" {
            #expect(try field(text, at: [(5, 52)]).median[.pga] == nil)
        } else {
            let error = inputError { try field(text, at: [(5, 52)]) }
            #expect(error?.code == code)
            #expect(error?.position?.file.hasSuffix("grid.xml") == true)
        }
    }

    @Test func `a map elsewhere, or a network without a place, is refused`() throws {
        #expect(inputError { try field(at: [(6.5, 53)]) }?.code == "grid-elsewhere")
        #expect(inputError { try field(at: [(5, 52)], epsg: 0) }?.code == "crs-local")
    }

    @Test func `the ground liquefies by the map's own magnitude and acceleration`() throws {
        let wet = try field(at: [(5.0, 52.1)], ["liquefaction": "high", "groundwaterDepth": "2"])
        #expect(wet.groundFailure?.magnitude == 6.2 && wet.groundFailure?.susceptibility == [.high])
        #expect(wet.groundFailure?.groundwaterDepthMetres == 2)
        #expect(wet.method.contains { $0.english.contains("Liquefaction follows Hazus") })
        #expect(wet.citations.contains { $0.english.contains("lateral spreading") })
        let dry = try field(at: [(5.0, 52.1)])
        #expect(dry.groundFailure == nil && dry.method.contains { $0.english.hasPrefix("Liquefaction, landslides") })
        for magnitude in ["", "magnitude=\"9.8\"", "magnitude=\"-1\""] {
            let grid = Self.small.replacing("magnitude=\"6.2\"", with: magnitude)
            #expect(throws: InputError.self, "\(magnitude)") { try field(grid, at: [(5.0, 52.1)], ["liquefaction": "low"]) }
            #expect(throws: Never.self) { try field(grid, at: [(5.0, 52.1)]) }
        }
    }

    @Test func `damaged maps never crash`() throws {
        var draws: UInt64 = 11
        let bytes = Array(Self.small.utf8)
        for number in 0..<300 {
            var damaged = bytes
            for _ in 0...(number % 3) {
                draws = draws &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                damaged[Int(draws >> 33) % damaged.count] = UInt8(truncatingIfNeeded: draws >> 24)
            }
            do { _ = try field(String(decoding: damaged, as: UTF8.self), at: [(5.1, 52.05)]) } catch is InputError {}
        }
    }

    /// Anchorage 2018, M 7.1: 241 × 121 = 29,161 rows (`sed -n '/<grid_data>/,/<\/grid_data>/p' | grep -c '^-'`).
    /// The rows of three nodes, read with grep: longitude, latitude, PGA, PGV, MMI, PSA03, PSA10, PSA30, STDPGA:
    /// -149.9550 61.3460 32.64 34.01 6.72 64.44 41.03 9.85 0.53; -149.8800 61.2210 32.73 34.88 7.15 75.49 36.92 10.77
    /// 0.12; -152.9550 62.8460 1.92 2.81 3.71 5.24 3.59 1.12 0.6.
    @Test(.enabled(if: sharedFolder != nil, "\(sharedFolderMissing)"))
    func `the ShakeMap of Anchorage 2018 is read node for node`() throws {
        let folder = try #require(sharedFolder).appendingPathComponent("data/hazard/shakemap").path
        let utm = try Projection(from: .wgs84, to: try #require(CoordinateSystem(epsg: 32606)))
        let places = [(-149.955, 61.346), (-149.88, 61.221), (-152.955, 62.846)].map { utm(Point(x: $0.0, y: $0.1)) }
        let map = try ShakeMap(element("shakemap", ["grid": "ak20419010_anchorage2018_M7.1_grid.xml"]), folder: folder)
        let found = try map.field(on: try city(at: places, epsg: 32606))
        let expected: [(IntensityMeasure, [Double])] = [
            (.pga, [0.3264, 0.3273, 0.0192]), (.pgv, [34.01, 34.88, 2.81]), (.sa03, [0.6444, 0.7549, 0.0524]),
            (.sa10, [0.4103, 0.3692, 0.0359]),
        ]
        for (measure, values) in expected {
            let got = try #require(found.median[measure])
            for i in values.indices { #expect(abs(got[i] - values[i]) < 3e-6 * values[i], "\(measure) \(i): \(got[i])") }
        }
        let sigma = try #require(found.withinEventSigma[.pga])
        for (i, value) in [0.53, 0.12, 0.6].enumerated() { #expect(abs(sigma[i] - value) < 1e-6) }
        #expect(found.method[0].english.contains("29,161 nodes") && found.title.english.hasSuffix("magnitude 7.1"))
        #expect(found.method.contains { $0.english.contains("It states none for PGV, PSA03, PSA10; that of PGA is assumed.") })
        let epicentre = try #require(found.epicentre)
        #expect(epicentre.distance(to: places[0]) < 0.01)
    }
}

@Suite struct QuakeMLTests {
    private static let small = """
        <q:quakeml xmlns="http://quakeml.org/xmlns/bed/1.2" xmlns:q="http://quakeml.org/xmlns/quakeml/1.2">
        <eventParameters><event publicID="e">
        <origin publicID="a"><longitude><value>1</value></longitude><latitude><value>2</value></latitude></origin>
        <origin publicID="b"><longitude><value>5.38</value></longitude><latitude><value>52.15</value></latitude>
        <depth><value>12500</value></depth></origin>
        <magnitude publicID="m"><mag><value>6.3</value></mag><type>Mww</type></magnitude>
        <preferredOriginID>b</preferredOriginID><preferredMagnitudeID>m</preferredMagnitudeID>
        </event></eventParameters></q:quakeml>
        """

    private func field(_ text: String, _ attributes: [String: String] = [:]) throws -> HazardField {
        let scratch = try ScratchFolder()
        _ = try scratch.file("event.xml", text)
        let all = ["quakeml": "event.xml", "vs30": "300"].merging(attributes) { $1 }
        let quake = try Earthquake(element("earthquake", all), folder: scratch.folder.path)
        #expect(quake.inputFiles.count == 1)
        return try quake.field(on: try city(at: [Point(x: 155_000, y: 463_000)], epsg: 28992))
    }

    @Test func `an event of a service is the same earthquake as its figures`() throws {
        let found = try field(Self.small)
        let same = try Earthquake(
            element("earthquake", ["magnitude": "6.3", "lon": "5.38", "lat": "52.15", "depthKm": "12.5", "vs30": "300"]), folder: ""
        ).field(on: try city(at: [Point(x: 155_000, y: 463_000)], epsg: 28992))
        #expect(found.median == same.median && found.title == same.title)
        #expect(found.warnings == same.warnings)
        #expect(found.method.map(\.english).contains("Magnitude and hypocentre were read from event.xml."))
        let local = try field(Self.small.replacing("Mww", with: "ml"))
        #expect(local.warnings.contains { $0.english.contains("of type ml") })
    }

    @Test(arguments: [
        ("<value>6.3</value>", "<value>x</value>", "quakeml-value"), ("<value>6.3</value>", "<value>NaN</value>", "quakeml-value"),
        ("q:quakeml", "q:other", "quakeml-unknown"), ("<event publicID=\"e\">", "<event/><event publicID=\"e\">", "quakeml-events"),
        ("<value>52.15</value>", "<value>152</value>", "quakeml-value"), ("magnitude", "strength", "quakeml-incomplete"),
        ("<value>6.3</value>", "<value>1.5</value>", "number-out-of-range"),
    ])
    func `an event that cannot be is refused`(_ old: String, _ new: String, _ code: String) throws {
        #expect(inputError { try field(Self.small.replacing(old, with: new)) }?.code == code)
    }

    @Test func `a magnitude beside the file is refused`() throws {
        #expect(inputError { try field(Self.small, ["magnitude": "6"]) }?.code == "quakeml-twice")
    }

    /// The file holds two events (`grep -c "<event "`); the first alone is a quarry blast of magnitude 1.54.
    @Test(.enabled(if: sharedFolder != nil, "\(sharedFolderMissing)"))
    func `a service's own file is read`() throws {
        let path = try #require(sharedFolder).appendingPathComponent("data/hazard/quakeml/usgs_event.xml")
        let text = try String(contentsOf: path, encoding: .utf8)
        let two = inputError { try field(text) }
        #expect(two?.code == "quakeml-events" && two?.problem.contains("2 events") == true)
        let first = try #require(text.range(of: "</event>")).upperBound
        let one = inputError { try field(text[..<first] + "</eventParameters></q:quakeml>") }
        #expect(one?.code == "number-out-of-range" && one?.problem.contains("1.54") == true)
    }
}

@Suite struct ShakingGridTests {
    private func grid(_ rows: String, _ attributes: [String: String], at places: [Point]) throws -> HazardField {
        let scratch = try ScratchFolder()
        _ = try scratch.file("pga.asc", HazardModelTests.grid(rows))
        return try ShakingGrid(element("shakingGrid", ["pga": "pga.asc"].merging(attributes) { $1 }), folder: scratch.folder.path)
            .field(on: try city(at: places))
    }

    @Test func `shaking on a grid is interpolated between the centres of cells`() throws {
        let places = [Point(x: 5, y: 5), Point(x: 10, y: 5), Point(x: 1, y: 1), Point(x: 500, y: 5)]
        let found = try grid("0.1 0.4", ["sigma": "0.6"], at: places)
        let pga = try #require(found.median[.pga])
        #expect(abs(pga[0] - 0.1) < 1e-6 && abs(pga[1] - 0.2) < 1e-6 && abs(pga[2] - 0.1) < 1e-6 && pga[3] == 0)
        #expect(found.withinEventSigma[.pga]?[0] == 0.6 && found.warnings.count == 1)
        let percent = try grid("10 40", ["units": "pctg"], at: places)
        #expect(abs((percent.median[.pga]?[1] ?? 0) - 0.2) < 1e-6)
        #expect(inputError { try grid("10 40", [:], at: places) }?.code == "grid-units")
        #expect(inputError { try grid("0.1 0.4", ["units": "gal"], at: places) }?.code == "units-unknown")
    }

    /// The value of the first cell (north-west) is the first number of the file.
    @Test(.enabled(if: sharedFolder != nil, "\(sharedFolderMissing)"))
    func `the shaking of Memphis is read from a grid and from a table`() throws {
        let folder = try #require(sharedFolder).appendingPathComponent("data").path
        let utm = try Projection(from: .wgs84, to: try #require(CoordinateSystem(epsg: 26916)))
        let size = 0.010009766
        let model = try city(at: [utm(Point(x: -90.11501 + size / 2, y: 35.005 + 24.5 * size))], epsg: 26916)
        let path = folder + "/hazard/earthquake_raster/derived_memphis_PGA.asc"
        let found = try ShakingGrid(element("shakingGrid", ["pga": path, "crs": "4326"]), folder: "").field(on: model)
        #expect(abs((found.median[.pga]?[0] ?? 0) - 0.417) < 1e-5)

        // The table's columns are called lon_UTM and lat_UTM, but hold Web Mercator; its first row is
        // -10051482.1, 4167279.06 with PGA 0.5491624917691372 and PGV 60.94468846428167.
        let mercator = try Projection(from: try #require(CoordinateSystem(epsg: 3857)), to: try #require(CoordinateSystem(epsg: 26916)))
        let here = try city(at: [mercator(Point(x: -10_051_482, y: 4_167_279))], epsg: 26916)
        let table = folder + "/integrated/shelby/hazards/earthquake/gmfs/2475/203078_7.7_gms.csv"
        let points = try ShakingPoints(element("shakingPoints", ["table": table, "crs": "3857"]), folder: "").field(on: here)
        #expect(points.median[.pga] == [0.5491624917691372] && points.median[.pgv] == [60.94468846428167])
        #expect(points.method[0].english.contains("767 places"))
        let error = inputError { try ShakingPoints(element("shakingPoints", ["table": table]), folder: "").field(on: here) }
        #expect(error?.code == "grid-elsewhere")
    }
}
