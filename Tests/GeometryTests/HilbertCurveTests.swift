import Testing

@testable import Geometry

@Suite struct HilbertCurveTests {
    @Test func `the curve goes from each cell to one beside it and passes every cell once`() {
        // The lowest quarter of a quarter … of the square: 16 × 16 cells, numbers 0 ..< 256.
        var cells: [UInt32: (Int, Int)] = [:]
        for x in 0..<16 {
            for y in 0..<16 { cells[HilbertCurve.number(x: UInt32(x), y: UInt32(y))] = (x, y) }
        }
        #expect(Set(cells.keys) == Set(0..<256))
        for number in 1..<UInt32(256) {
            guard let a = cells[number - 1], let b = cells[number] else { continue }
            #expect(abs(a.0 - b.0) + abs(a.1 - b.1) == 1)
        }
    }

    @Test func `every point is listed once, also where coordinates are no numbers or all the same`() {
        let odd = [Point(x: .nan, y: 1), Point(x: 1, y: 1), Point(x: 1e300, y: -.infinity), Point(x: 1, y: 1)]
        #expect(HilbertCurve.order(of: odd).sorted() == [0, 1, 2, 3])
        #expect(HilbertCurve.order(of: Array(repeating: Point(x: 7, y: 7), count: 5)) == [0, 1, 2, 3, 4])
        #expect(HilbertCurve.order(of: []).isEmpty)
        let extreme = [Point(x: -1e308, y: 0), Point(x: 1e308, y: 0), Point(x: 0, y: 1e308)]
        #expect(HilbertCurve.order(of: extreme).sorted() == [0, 1, 2])
    }
}
