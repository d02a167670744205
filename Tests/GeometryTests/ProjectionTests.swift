import Diagnostics
import Geometry
import Testing
import TestSupport

@Suite struct ProjectionTests {
    /// Rows of the reference tables (PROJ 9.5.1, no grids): EPSG code, latitude, longitude, east, north in metres.
    static let rows: [(epsg: Int, lat: Double, lon: Double, x: Double, y: Double)] = [
        (25831, 36.5, 7.5, 903120.7407, 4048835.6396), (25831, 50.85, -0.4, 260683.3513, 5638653.9923),
        (25831, 69.65, 7.5, 674511.8783, 7733272.2664), (25832, 52.37, 13.5, 806293.8775, 5811726.4717),
        (25833, 45, 15, 500000, 4982950.4001), (3035, 36, -8.5, 2655195.9318, 1639134.7977),
        (3035, 65, 4.9, 4079043.6695, 4663559.6348), (28992, 50.9, 3.6, 29277.9863, 324893.5683),
        (28992, 51.18, 4.15, 68492.2027, 355240.9229), (28992, 53.42, 4.70, 109310.7505, 603964.1026),
    ]

    @Test(arguments: rows)
    func `projections agree with PROJ to a millimetre, and back`(
        _ row: (epsg: Int, lat: Double, lon: Double, x: Double, y: Double)
    ) throws {
        let system = try #require(CoordinateSystem(epsg: row.epsg))
        try check(system, Point(x: row.lon, y: row.lat), Point(x: row.x, y: row.y))
    }

    private func check(_ system: CoordinateSystem, _ degrees: Point, _ plane: Point) throws {
        let there = try Projection(from: .wgs84, to: system), back = try Projection(from: system, to: .wgs84)
        #expect(there(degrees).distance(to: plane) < 1e-3)
        #expect(there(back(plane)).distance(to: plane) < 1e-3)
    }

    @Test(
        .enabled(if: sharedFolder != nil, "\(sharedFolderMissing)"),
        arguments: [
            ("crs_utm_25831", 25831, "easting", "northing", 35), ("crs_utm_25832", 25832, "easting", "northing", 35),
            ("crs_utm_25833", 25833, "easting", "northing", 35), ("crs_laea_3035", 3035, "easting", "northing", 48),
            ("crs_rd_etrs89", 28992, "x_rd", "y_rd", 70),
        ])
    func `whole reference tables agree to a millimetre`(
        _ table: String, _ epsg: Int, _ x: String, _ y: String, _ count: Int
    ) throws {
        let rows = try referenceRows("domain/reference/\(table).csv")
        #expect(rows.count >= count)
        let system = try #require(CoordinateSystem(epsg: epsg))
        for row in rows {
            try check(
                system, Point(x: try number(row, "lon"), y: try number(row, "lat")),
                Point(x: try number(row, x), y: try number(row, y)))
        }
    }

    private func number(_ row: [String: String], _ column: String) throws -> Double {
        try #require(row[column].flatMap { Double($0) })
    }

    /// The test sheet of RDNAPTRANS (Kadaster): what the missing correction grid may cost is 0.25 m.
    @Test(arguments: [
        (53.160753042, 4.824761912, 117380.12, 575040.34), (53.419482050, 6.776726674, 247380.56, 604580.78),
        (52.155172897, 5.387203657, 155000, 463000), (51.368607152, 3.397588595, 16460.91, 377380.23),
        (50.792584916, 5.773795548, 182260.45, 311480.67), (51.947393898, 4.072887101, 64640.89, 440700.0101),
    ])
    func `official RD points are met within a quarter of a metre`(
        _ lat: Double, _ lon: Double, _ x: Double, _ y: Double
    ) throws {
        let project = try Projection(from: .wgs84, to: .rijksDriehoek)
        #expect(project(Point(x: lon, y: lat)).distance(to: Point(x: x, y: y)) < 0.25)
    }

    /// EPSG:4289 to EPSG:28992 in PROJ 9.5.1: the projection without the datum shift.
    @Test(arguments: [
        (53.1, 4.8, 115644.85855, 568170.76746), (51.4, 3.4, 16710.90942, 380768.05422),
        (52.1561605556, 5.3876388889, 155000, 463000), (53.6, 7.2, 274967.56821, 625164.50641),
    ])
    func `RD's stereographic projection agrees with PROJ`(_ lat: Double, _ lon: Double, _ x: Double, _ y: Double) {
        let rd = RijksDriehoek()
        let angles = GeographicAngles(degrees: Point(x: lon, y: lat))
        #expect(rd.planeFromBessel(angles).distance(to: Point(x: x, y: y)) < 1e-4)
        let back = rd.besselAngles(Point(x: x, y: y)).degrees
        #expect(back.distance(to: Point(x: lon, y: lat)) < 1e-9)
    }

    @Test func `Web Mercator's world is a square`() throws {
        let project = try Projection(from: .wgs84, to: try #require(CoordinateSystem(epsg: 3857)))
        let corner = project(Point(x: 180, y: 85.0511287798066))
        #expect(abs(corner.x - 20037508.342789) < 1e-3)
        #expect(abs(corner.y - 20037508.342789) < 1e-3)
        let back = try Projection(from: project.target, to: .wgs84)
        #expect(back(corner).distance(to: Point(x: 180, y: 85.0511287798066)) < 1e-9)
    }

    @Test func `southern zones count from ten million metres`() throws {
        let south = try Projection(from: .wgs84, to: try #require(CoordinateSystem(epsg: 32755)))
        let north = try Projection(from: .wgs84, to: try #require(CoordinateSystem(epsg: 32655)))
        let melbourne = south(Point(x: 145, y: -37.8)), mirrored = north(Point(x: 145, y: 37.8))
        #expect(abs(melbourne.x - mirrored.x) < 1e-6)
        #expect(abs(melbourne.y + mirrored.y - 10_000_000) < 1e-6)
    }

    @Test func `one plane under two codes is left alone`() throws {
        let project = try Projection(from: try #require(CoordinateSystem(epsg: 7415)), to: .rijksDriehoek)
        #expect(project.isIdentity)
        #expect(project(Point(x: 1, y: 2)) == Point(x: 1, y: 2))
        #expect(try Projection(from: .local, to: .local).isIdentity)
    }

    @Test func `planes are changed by way of degrees`() throws {
        let utm = try #require(CoordinateSystem(epsg: 25831))
        let direct = try Projection(from: utm, to: .rijksDriehoek)
        let amsterdam = try Projection(from: .wgs84, to: utm)(Point(x: 4.9, y: 52.37))
        let expected = try Projection(from: .wgs84, to: .rijksDriehoek)(Point(x: 4.9, y: 52.37))
        #expect(direct(amsterdam).distance(to: expected) < 1e-6)
    }

    @Test func `a local system cannot be moved anywhere`() {
        let error = #expect(throws: InputError.self) { try Projection(from: .local, to: .rijksDriehoek) }
        #expect(error?.code == "crs-local")
        #expect(throws: InputError.self) { try Projection(from: .wgs84, to: .local) }
    }

    @Test func `a plane known by its number only stays in itself`() throws {
        let soldner = try #require(CoordinateSystem(epsg: 3068)), lambert = try #require(CoordinateSystem(epsg: 3946))
        #expect(soldner.isMetric && !soldner.isLocal && !soldner.hasTransformation)
        #expect(soldner.normalise(1, 2) == Point(x: 2, y: 1) && lambert.normalise(1, 2) == Point(x: 1, y: 2))
        #expect(try Projection(from: soldner, to: soldner)(Point(x: 1, y: 2)) == Point(x: 1, y: 2))
        for other in [lambert, .rijksDriehoek, .wgs84] {
            let error = #expect(throws: InputError.self) { try Projection(from: soldner, to: other) }
            #expect(error?.code == "crs-untransformed")
        }
    }

    @Test func `a place that is not a number stays one`() throws {
        for code in [28992, 25832, 3035, 3857] {
            let project = try Projection(from: .wgs84, to: try #require(CoordinateSystem(epsg: code)))
            #expect(project(Point(x: .nan, y: 52)).x.isNaN)
        }
    }
}
