import Diagnostics
import Geometry
import Testing

@Suite struct CoordinateSystemTests {
    @Test(arguments: [
        ("EPSG:28992", 28992), ("epsg:28992", 28992), ("urn:ogc:def:crs:EPSG::28992", 28992),
        ("urn:ogc:def:crs:EPSG:6.12:25832", 25832), ("urn:ogc:def:crs,crs:EPSG::28992,crs:EPSG::5709", 28992),
        ("urn:ogc:def:crs,crs:EPSG:6.12:25833,crs:EPSG::5783", 25833),
        ("http://www.opengis.net/def/crs/EPSG/0/6697", 6697),
        ("http://www.opengis.net/gml/srs/epsg.xml#4326", 4326), ("urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH", 25832),
        ("urn:adv:crs:ETRS89_UTM33", 25833), (" EPSG:7415 ", 7415), ("26910", 26910), ("EPSG:28992+5709", 28992),
        ("http://spatialreference.org/ref/epsg/28992/", 28992), ("#local-CRS-1", 0), ("urn:example:crs:local", 0), ("urn:ogc:def:crs:EPSG::5555", 5555),
    ])
    func `every spelling of a system's name is understood`(_ srsName: String, _ epsg: Int) throws {
        #expect(try CoordinateSystem(srsName: srsName).epsg == epsg)
    }

    @Test(arguments: ["CH1903", "", "EPSG:1234", "EPSG:0", "urn:adv:crs:ETRS89_UTM99", "EPSG:", "EPSG:28992x"])
    func `an unknown system is refused with the list of those supported`(_ srsName: String) {
        let error = #expect(throws: InputError.self) {
            try CoordinateSystem(srsName: srsName, at: SourcePosition(file: "a.gml", line: 7, column: 3))
        }
        #expect(error?.code == "crs-unknown")
        #expect(error?.position?.line == 7)
        #expect(error?.remedy.contains("28992, 7415 (RD New)") == true)
    }

    @Test func `axis orders are those of the registry`() throws {
        let lat = 52.0, lon = 5.0
        for code in [4326, 4258, 6697, 6668, 4979, 4937, 3035] {
            #expect(CoordinateSystem(epsg: code)?.normalise(lat, lon) == Point(x: lon, y: lat))
        }
        for code in [28992, 7415, 25832, 32632, 3857, 26910] {
            #expect(CoordinateSystem(epsg: code)?.normalise(lat, lon) == Point(x: lat, y: lon))
        }
        #expect(try CoordinateSystem(srsName: "urn:ogc:def:crs:OGC:1.3:CRS84").normalise(lon, lat).x == lon)
    }

    @Test func `names and kinds`() {
        #expect(CoordinateSystem(epsg: 25832)?.name == "ETRS89 / UTM zone 32N")
        #expect(CoordinateSystem(epsg: 32756)?.name == "WGS 84 / UTM zone 56S")
        #expect(CoordinateSystem(epsg: 26910)?.name == "NAD83 / UTM zone 10N")
        #expect(CoordinateSystem(epsg: 6697)?.isGeographic == true)
        #expect(CoordinateSystem(epsg: 3857)?.isMetric == false)
        #expect(CoordinateSystem(epsg: 7415)?.hasSamePlane(as: .rijksDriehoek) == true)
        #expect(CoordinateSystem(epsg: 32600) == nil)
        #expect(CoordinateSystem(epsg: 26924) == nil)
    }

    @Test(arguments: [
        (4.90, 52.37), (5.69, 50.85), (6.57, 53.22), (6.89, 52.22), (3.61, 51.50), (6.17, 51.37), (3.83, 51.33),
        (4.76, 52.96), (5.97, 50.88), (6.90, 52.78), (4.28, 51.49), (4.30, 52.08), (3.45, 51.44),
    ])
    func `Dutch towns get RD New`(_ longitude: Double, _ latitude: Double) {
        #expect(CoordinateSystem.suggestedPlane(forLongitude: longitude, latitude: latitude).epsg == 28992)
    }

    @Test(arguments: [
        (4.40, 51.22, 25831), (6.08, 50.77, 25832), (7.01, 51.45, 25832), (3.22, 51.21, 25831),
        (6.76, 51.43, 25832), (5.57, 50.63, 25831), (7.21, 53.37, 25832), (15.6, 48.41, 25833),
        (139.7, 35.7, 32654), (-123.9, 49.2, 32610), (145.0, -37.8, 32755), (-149.9, 61.2, 32606),
        (180, 10, 32601), (-180, 10, 32601), (31.2, 30.0, 32636),
    ])
    func `other towns get their UTM zone`(_ longitude: Double, _ latitude: Double, _ epsg: Int) {
        #expect(CoordinateSystem.suggestedPlane(forLongitude: longitude, latitude: latitude).epsg == epsg)
    }

    static let amsterdam = Box(minX: 120_000, minY: 485_000, maxX: 123_000, maxY: 488_000)
    static let nanaimo = Box(minX: 428_000, minY: 5_440_000, maxX: 431_000, maxY: 5_446_000)
    static let degrees = Box(minX: 4.8, minY: 52.3, maxX: 5.0, maxY: 52.4)
    static func swapped(_ b: Box) -> Box { Box(minX: b.minY, minY: b.minX, maxX: b.maxY, maxY: b.maxX) }

    @Test(arguments: [
        (28992, amsterdam), (26910, nanaimo), (32610, nanaimo), (25832, nanaimo), (4326, degrees), (7415, amsterdam),
        (3857, amsterdam), (0, degrees), (0, Box(minX: -1e12, minY: 0, maxX: 1, maxY: 1)), (28992, Box()),
        (3035, Box(minX: 3_970_000, minY: 3_220_000, maxX: 3_980_000, maxY: 3_230_000)),
        (32733, Box(minX: 260_000, minY: 6_240_000, maxX: 270_000, maxY: 6_250_000)),
    ])
    func `plausible coordinates raise nothing`(_ epsg: Int, _ box: Box) {
        #expect(CoordinateSystem(epsg: epsg)?.declaredImplausible(box) == nil)
    }

    @Test(arguments: [
        (4326, nanaimo, "UTM"), (4326, amsterdam, "28992"), (4326, swapped(amsterdam), "axes swapped"),
        (4326, swapped(degrees), "axes are probably swapped"),
        (4326, Box(minX: 35, minY: 139, maxX: 36, maxY: 140), "swapped"),
        (28992, degrees, "4326"), (28992, swapped(amsterdam), "swapped"), (28992, nanaimo, "UTM"),
        (25832, degrees, "4326"), (25832, amsterdam, "28992"), (26910, swapped(nanaimo), "swapped"),
        (3857, degrees, "4326"), (3035, degrees, "4326"),
        (4326, Box(minX: -.infinity, minY: 0, maxX: 1, maxY: 1), "not usable"),
    ])
    func `implausible coordinates are named with the likely system`(_ epsg: Int, _ box: Box, _ words: String) throws {
        let sentence = try #require(CoordinateSystem(epsg: epsg)?.declaredImplausible(box))
        #expect(sentence.contains(words), "\(sentence)")
    }
}
