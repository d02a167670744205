import Diagnostics
import Geometry
import HazardModel
import NetworkModel
import Testing

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
        #expect(field.warnings.count == 1 && field.warnings[0].contains("1 cells of t.asc have depths below 0"))
        #expect(field.footprint?.values[3] == 0)
    }

    @Test func `water deeper than a house is doubted`() throws {
        #expect(try field("19 1", at: [Point(x: 5, y: 5)]).warnings.isEmpty)
        #expect(try field("120 1", at: [Point(x: 5, y: 5)]).warnings.contains { $0.contains("not feet, centimetres") })
        #expect(try field("0 0", at: [Point(x: 5, y: 5)]).warnings.contains { $0.contains("No cell") })
    }

    @Test func `a grid elsewhere or a missing file is refused`() throws {
        #expect(inputError { try field("1 1", at: [Point(x: 500, y: 5)]) }?.code == "grid-elsewhere")
        let error = inputError { try field("1 1", ["file": "no.asc"], at: [Point(x: 5, y: 5)]) }
        #expect(error?.code == "grid-unreadable" && error?.position?.file == "test.xml")
        #expect(inputError { try field("1 x", at: [Point(x: 5, y: 5)]) }?.position?.line == 7)
    }
}
