import Diagnostics
import Foundation
import Geometry
import HazardModel
import NetworkModel
import Testing

@Suite struct EarthquakeTests {
    private func field(_ attributes: [String: String], _ model: CityModel) throws -> HazardField {
        let all = ["magnitude": "6", "x": "0", "y": "0"].merging(attributes) { $1 }.filter { !$0.value.isEmpty }
        return try Earthquake(element("earthquake", all), folder: "").field(on: model)
    }

    private func line(_ distances: [Double]) throws -> CityModel {
        try city(at: distances.map { Point(x: $0, y: 0) })
    }

    @Test func `a point source shakes by the distance to the epicentre`() throws {
        let field = try field(
            ["magnitude": "4", "mechanism": "strikeSlip", "vs30": "360"], try line([5_000, 0, 30_000]))
        let pga = try #require(field.median[.pga])
        // OpenQuake 3.26.2: magnitude 4, Rjb 5 km, Vs30 360 m/s.
        #expect(abs(pga[0] / 2.97623767e-02 - 1) < 1e-6)
        #expect(abs(try #require(field.median[.pgv])[0] / 9.47776847e-01 - 1) < 1e-6)
        #expect(pga[1] > pga[0] && pga[0] > pga[2])
        #expect(field.betweenEventSigma[.pga] == [0.398, 0.398, 0.398])
        #expect(field.withinEventSigma[.sa10]?.count == 3)
        #expect(field.median[.floodDepth] == nil && field.arrivalHours.isEmpty && field.footprint == nil)
        #expect(field.epicentre == Point(x: 0, y: 0))
        #expect(field.warnings.isEmpty && field.citations.count == 2)  // the model and the correlation
    }

    @Test func `rings on the map are where the median has their value`() throws {
        let quake = ["magnitude": "6", "siteClass": "C"]
        let rings = try field(quake, try line([0])).rings
        #expect(rings.map(\.pga) == [0.02, 0.05, 0.1, 0.2, 0.3])
        let there = try field(quake, try line(rings.map(\.radiusMetres))).median[.pga]
        for (value, ring) in zip(try #require(there), rings) { #expect(abs(value / ring.pga - 1) < 1e-6) }
    }

    @Test func `with a strike the rupture has its size`() throws {
        // Strike-slip of magnitude 7: 58.9 km long, upright. Along strike 40 km is 10.6 km from its end.
        let model = try city(at: [Point(x: 0, y: 40_000), Point(x: 40_000, y: 0), Point(x: 0, y: 20_000)])
        let quake = ["magnitude": "7", "mechanism": "strikeSlip", "strike": "0", "vs30": "760"]
        let field = try field(quake, model)
        let pga = try #require(field.median[.pga])
        let expected = try #require(
            BooreEtAl2014().shaking(
                [.pga], of: SeismicEvent(magnitude: 7, mechanism: .strikeSlip),
                at: GroundMotionSites(distanceKilometres: [40 - 58.884366 / 2, 40, 0], vs30MetresPerSecond: 760))[.pga])
        for (value, median) in zip(pga, expected.median) { #expect(abs(value / median - 1) < 1e-5) }
        #expect(field.method.contains { $0.english.contains("58.9 km long") && $0.english.contains("dip 90° (assumed)") })
        #expect(field.citations.count == 3 && field.warnings.isEmpty)
    }

    @Test func `without a strike a large rupture is a point, and that is said`() throws {
        let field = try field(["magnitude": "6.5", "siteClass": "D"], try line([10_000]))
        #expect(field.warnings.contains { $0.english.contains("about 25 km long") && $0.english.contains("taken as a point") })
        let small = try self.field(["magnitude": "4.9", "siteClass": "D"], try line([10_000]))
        #expect(small.warnings.isEmpty)
    }

    @Test func `true north is not the grid's north`() throws {
        // At 9° east of zone 31's central meridian and 60° north, the grid turns by about 9°·sin 60° = 7.8°.
        let utm = try #require(CoordinateSystem(epsg: 25831))
        let project = try Projection(from: .wgs84, to: utm)
        let places = [Point(x: 12, y: 60.2), Point(x: 12, y: 60)].map { project($0) }
        let quake = ["magnitude": "7", "strike": "0", "x": "", "y": "", "lon": "12", "lat": "60", "vs30": "760"]
        let field = try field(quake, try city(at: places, epsg: 25831))
        // 0.2° is 22.3 km, within half the rupture's length of 24.5 km: both places are on it.
        let pga = try #require(field.median[.pga])
        #expect(abs(pga[0] / pga[1] - 1) < 1e-3)
    }

    @Test(arguments: [
        ("D", 255.0), ("d", 255), ("NEHRP-C", 525), ("B", 1070), ("A", 1500), ("E", 150), ("EC8-C", 255),
        ("EC8 B", 535), ("EC8-D", 150), ("EC8-A", 1095),
    ])
    func `site classes stand for the middle of their range`(_ siteClass: String, _ vs30: Double) throws {
        let model = try line([12_000])
        #expect(
            try field(["siteClass": siteClass], model).median[.pgv] == field(["vs30": "\(vs30)"], model).median[.pgv])
    }

    @Test func `what is assumed or beyond the model is said`() throws {
        let warnings = try field(["magnitude": "8.7", "strike": "30", "depthKm": "45"], try line([300_000])).warnings
        for words in ["outside the range", "class D", "magnitude 8.1", "no shallow", "nearest place"] {
            #expect(warnings.contains { $0.english.contains(words) }, "\(words)")
        }
        #expect(try field(["depthKm": "8", "vs30": "300"], try line([1])).method.contains { $0.english.contains("8.0 km") })
    }

    @Test(arguments: [
        (["magnitude": "0"], "number-out-of-range"), (["magnitude": "12"], "number-out-of-range"),
        (["magnitude": "nan"], "not-a-number"), (["magnitude": ""], "attribute-missing"),
        (["mechanism": "sideways"], "mechanism-unknown"), (["siteClass": "F"], "site-class"),
        (["siteClass": "EC8-E"], "site-class"), (["siteClass": "D", "vs30": "300"], "site-twice"),
        (["vs30": "-5"], "number-out-of-range"), (["x": "", "y": ""], "attribute-missing"),
        (["x": ""], "attribute-missing"), (["lon": "5"], "place-twice"), (["depth": "5"], "attribute-unknown"),
        (["strike": "400"], "number-out-of-range"), (["depthKm": "inf"], "not-a-number"),
        (["x": "", "y": "", "lon": "5", "lat": "52"], "crs-local"), (["model": "boore"], "model-unknown"),
        (["correlation": "yes"], "correlation-unknown"), (["lengthKm": "10"], "attribute-missing"),
        (["model": "dost-2004", "depthKm": "0"], "number-out-of-range"), (["vs30Grid": "no.asc"], "grid-unreadable"),
    ] as [([String: String], String)])
    func `an earthquake that cannot be is refused at its element`(
        _ attributes: [String: String], _ code: String
    ) throws {
        let model = try line([0])
        let error = inputError { try field(attributes, model) }
        #expect(error?.code == code)
        #expect(error?.position == SourcePosition(file: "test.xml", line: 5, column: 3))
    }

    @Test func `a scenario chooses its model, which counts distances its own way`() throws {
        // Bommer 2013 at 4 km from the epicentre, 3 km deep: 5 km. OpenQuake 3.26.2's table has magnitude 3 at 5 km.
        let field = try field(["magnitude": "3", "model": "bommer-2013", "vs30": "200"], try line([4_000]))
        let expected = GroundMotionSites(distanceKilometres: [5], vs30MetresPerSecond: 760)
        let motion = DostEtAl2004(.bommer2013).shaking([.pga], of: SeismicEvent(magnitude: 3), at: expected)
        #expect(field.median[.pga] == motion[.pga]?.median)
        #expect(field.median[.sa03] == nil && field.median[.sa10] == nil)
        for words in ["No depth is stated", "gives no spectral acceleration at 0.3 s and spectral"] {
            #expect(field.warnings.contains { $0.english.contains(words) }, "\(words)")
        }
        #expect(field.method.contains { $0.english.contains("no site term") })
        #expect(field.method.contains { $0.english.contains("from the hypocentre, 3.0 km deep (assumed)") })
        let deep = try self.field(["magnitude": "3", "model": "bommer-2013", "depthKm": "10"], try line([0]))
        #expect(try #require(deep.median[.pga])[0] < (try #require(field.median[.pga])[0]))
        let usual = try self.field(["vs30": "300"], try line([0]))
        #expect(usual.method.contains { $0.english.contains("Atkinson (2014) (assumed)") })
    }

    @Test func `rings of a deep model are where the median has their value`() throws {
        let quake = ["magnitude": "4.5", "model": "atkinson-2015", "depthKm": "3", "vs30": "760"]
        let rings = try field(quake, try line([0])).rings
        #expect(rings.count > 2)
        let there = try field(quake, try line(rings.map(\.radiusMetres))).median[.pga]
        for (value, ring) in zip(try #require(there), rings) { #expect(abs(value / ring.pga - 1) < 1e-6) }
    }

    @Test func `the size of a rupture can be stated`() throws {
        let quake = [
            "magnitude": "4.5", "strike": "0", "lengthKm": "20", "widthKm": "5", "mechanism": "strikeSlip", "vs30": "760",
        ]
        let model = try city(at: [Point(x: 0, y: 10_000), Point(x: 0, y: 12_000), Point(x: 2_000, y: 0)])
        let pga = try #require(try field(quake, model).median[.pga])
        #expect(pga[0] > pga[1] && abs(pga[1] / pga[2] - 1) < 1e-9)
        #expect(try field(quake, model).method.contains { $0.english.contains("20.0 km long and 5.0 km wide (as stated)") })
    }

    @Test func `the ground can change from place to place`() throws {
        // Two cells: soft to the west, rock to the east; the third place lies outside.
        let grid = "ncols 2\nnrows 1\nxllcorner 0\nyllcorner 0\ncellsize 1000\nNODATA_value -9999\n200 760\n"
        try withGrid(grid) { folder in
            let model = try city(at: [Point(x: 500, y: 500), Point(x: 1500, y: 500), Point(x: 2500, y: 500)])
            let attributes = [
                "magnitude": "6", "x": "0", "y": "-5000", "vs30Grid": "t.asc", "vs30": "400",
            ]
            let quake = try Earthquake(element("earthquake", attributes), folder: folder)
            #expect(quake.inputFiles.count == 1)
            let field = try quake.field(on: model)
            for (place, vs30) in [200.0, 760, 400].enumerated() {
                let p = model.position[place]
                let same = try self.field(
                    ["magnitude": "6", "x": "0", "y": "-5000", "vs30": "\(vs30)"], try city(at: [p]))
                #expect(field.median[.pgv]?[place] == same.median[.pgv]?[0])
            }
            #expect(field.warnings.contains { $0.english.contains("about 1 of 3 assets") })
            #expect(field.method.contains { $0.english.contains("comes from t.asc") })
        }
        try withGrid(grid.replacingOccurrences(of: "200 760", with: "0.2 0.76")) { folder in
            let attributes = ["magnitude": "6", "x": "0", "y": "0", "vs30Grid": "t.asc"]
            #expect(inputError { try Earthquake(element("earthquake", attributes), folder: folder) }?.code == "grid-values")
        }
    }

    @Test func `correlation is on unless it is turned off`() throws {
        let model = try line([0])
        #expect(try field(["vs30": "300"], model).correlationRangeKilometres[.pga] == 40.7)
        let varied = try field(["correlation": "jayaram-baker-2009-varied-ground"], model)
        #expect(varied.correlationRangeKilometres[.pga] == 8.5)
        let none = try field(["correlation": "none"], model)
        #expect(none.correlationRangeKilometres.isEmpty)
        #expect(none.method.contains { $0.english.contains("underestimated") })
    }

    @Test func `an empty model gives an empty field`() throws {
        let field = try field(["vs30": "300"], try city(at: []))
        #expect(field.median[.pga]?.isEmpty == true)
        #expect(!field.warnings.contains { $0.english.contains("inf") || $0.english.contains("nan") })
    }
}
