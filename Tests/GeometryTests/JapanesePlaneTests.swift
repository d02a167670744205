import Geometry
import Testing

@Suite struct JapanesePlaneTests {
    // Reference: PROJ (pyproj 3.7), EPSG:6668 to the code, latitude and longitude to northing and easting.
    @Test(arguments: [
        (6669, 32.75, 129.88, -27658.906248546806, 35608.58256030637),
        (6671, 34.4, 132.45, -177456.68564899015, 26049.793011814),
        (6676, 37.4465, 138.8512, 160563.54630029577, 31074.102614481235),
        (10169, 37.4465, 138.8512, 160563.54630029577, 31074.102614481235),
        (6677, 35.6895, 139.6917, -34439.1888322786, -12818.777026406511),
        (6687, 24.28, 153.98, -190513.85055856, -2030.40517676232),
    ])
    func `places agree with the reference to a millimetre, both ways`(
        code: Int, latitude: Double, longitude: Double, north: Double, east: Double
    ) throws {
        let degrees = try #require(CoordinateSystem(epsg: 6697)), plane = try #require(CoordinateSystem(epsg: code))
        let p = try Projection(from: degrees, to: plane)(degrees.normalise(latitude, longitude))
        #expect(p.distance(to: plane.normalise(north, east)) < 0.001)
        let back = try Projection(from: plane, to: degrees)(plane.normalise(north, east))
        #expect(abs(back.x - longitude) < 1e-8 && abs(back.y - latitude) < 1e-8)
    }

    @Test func `degrees declared as such a plane are noticed`() throws {
        let plane = try #require(CoordinateSystem(epsg: 6677))
        #expect(plane.declaredImplausible(Box(minX: 139, minY: 35, maxX: 140, maxY: 36)) != nil)
        #expect(plane.declaredImplausible(Box(minX: -13_000, minY: -35_000, maxX: -12_000, maxY: -34_000)) == nil)
        #expect(plane.name == "JGD2011 / Japan Plane Rectangular CS 9")
    }
}
