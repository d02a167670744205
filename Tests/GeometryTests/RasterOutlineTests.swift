import Geometry
import Testing

@Suite struct RasterOutlineTests {
    /// A raster of cells of 10 × 10 from a drawing, with x for picked cells; its lower left corner is at (100, 200).
    private func polygons(_ drawing: String) -> (raster: Raster, polygons: [[[Point]]], isIn: [Bool]) {
        let rows = drawing.split(separator: "\n")
        let isIn = rows.flatMap { $0.map { $0 == "x" } }
        let raster = Raster(
            origin: Point(x: 100, y: 200), cellSizeMetres: 10, columns: rows[0].count, rows: rows.count,
            values: isIn.map { $0 ? 1 : 0 })
        return (raster, RasterOutline.polygons(of: raster, where: isIn), isIn)
    }
    private func isSimple(_ ring: [Point]) -> Bool { Set(ring).count == ring.count }

    @Test func `one cell is one square, counter-clockwise`() {
        let (_, polygons, _) = polygons("...\n.x.\n...")
        #expect(polygons == [[[Point(x: 120, y: 210), Point(x: 120, y: 220), Point(x: 110, y: 220), Point(x: 110, y: 210)]]])
    }

    @Test func `an island in the water is a hole, clockwise`() throws {
        let (_, polygons, _) = polygons("xxx\nx.x\nxxx")
        try #require(polygons.count == 1 && polygons[0].count == 2)
        #expect(Planar.signedArea(ofRing: polygons[0][0]) == 900)
        #expect(Planar.signedArea(ofRing: polygons[0][1]) == -100)
    }

    @Test func `cells that touch only at a corner are two polygons, or enclose a hole`() throws {
        #expect(polygons("x.\n.x").polygons.map(\.count) == [1, 1])
        let pinched = polygons("xxx\nx.x\nxx.\n").polygons
        try #require(pinched.count == 1 && pinched[0].count == 2)
        #expect(pinched[0].allSatisfy(isSimple))
        #expect(pinched[0].map { Planar.signedArea(ofRing: $0) } == [800, -100])
        #expect(polygons("...\n...").polygons.isEmpty)
    }

    @Test(arguments: 0..<60) func `polygons of random cells cover just these cells, with simple rings`(seed: UInt64) {
        var random = SplitMix(state: seed)
        // Every fifth is wider than the words in which the cells are kept.
        let columns = seed % 5 == 0 ? 50 + Int(seed) * 3 : 2 + Int(random.next() % 12)
        let rows = 2 + Int(random.next() % 12), share = 2 + random.next() % 7
        let drawing = (0..<rows).map { _ in String((0..<columns).map { _ in random.next() % 10 < share ? "x" : "." }) }
        let (raster, polygons, isIn) = polygons(drawing.joined(separator: "\n"))
        for (cell, wanted) in isIn.enumerated() {
            let centre = raster.centre(of: cell)
            let inside = polygons.count { polygon in
                Planar.ring(polygon[0], contains: centre) && !polygon.dropFirst().contains { Planar.ring($0, contains: centre) }
            }
            #expect(inside == (wanted ? 1 : 0), "cell \(cell)")
        }
        for ring in polygons.joined() {
            #expect(isSimple(ring))
            #expect(zip(ring, ring.dropFirst() + ring.prefix(1)).allSatisfy { ($0.x == $1.x) != ($0.y == $1.y) })
        }
        #expect(polygons.allSatisfy { $0.dropFirst().allSatisfy { Planar.signedArea(ofRing: $0) < 0 } })
        #expect(polygons.joined().reduce(0) { $0 + Planar.signedArea(ofRing: $1) } == Double(isIn.count { $0 }) * 100)
    }

    @Test(arguments: 0..<20) func `cells of a class and above are outlined as if they were picked`(seed: UInt64) {
        var random = SplitMix(state: seed)
        let columns = 1 + Int(random.next() % 140), rows = 1 + Int(random.next() % 5)
        let classes = (0..<columns * rows).map { _ in UInt8(random.next() % 6) * (random.next() % 20 == 0 ? 25 : 1) }
        let raster = Raster(
            origin: Point(x: 0, y: 0), cellSizeMetres: 1, columns: columns, rows: rows, values: classes.map { Float($0) })
        for lowest: UInt8 in [1, 3, 5, 126] {
            #expect(
                RasterOutline.polygons(of: raster, whereClass: classes, isAtLeast: lowest)
                    == RasterOutline.polygons(of: raster, where: classes.map { $0 >= lowest }))
        }
    }
}
