import Geometry
import Testing

@Suite struct RasterTests {
    /// Three columns, two rows, 10 m cells; the upper right is unknown.
    static let raster = Raster(
        origin: Point(x: 100, y: 200), cellSizeMetres: 10, columns: 3, rows: 2, values: [1, 2, .nan, 4, 5, 6])

    @Test func `rows run from north to south`() {
        #expect(Self.raster.value(at: Point(x: 101, y: 219)) == 1)
        #expect(Self.raster.value(at: Point(x: 101, y: 201)) == 4)
        #expect(Self.raster.value(at: Point(x: 125, y: 205)) == 6)
    }

    @Test func `unknown and outside have no value`() {
        #expect(Self.raster.value(at: Point(x: 125, y: 215)) == nil)
        #expect(Self.raster.index(of: Point(x: 125, y: 215)) == 2)
        #expect(Self.raster.index(of: Point(x: 99.9, y: 215)) == nil)
        #expect(Self.raster.index(of: Point(x: 125, y: 220.1)) == nil)
        #expect(Self.raster.index(of: Point(x: .nan, y: 210)) == nil)
        #expect(Self.raster.index(of: Point(x: .infinity, y: 210)) == nil)
    }

    @Test func `edges belong east and north, the outermost to the grid`() {
        #expect(Self.raster.index(of: Point(x: 110, y: 210)) == 1)
        #expect(Self.raster.index(of: Point(x: 130, y: 220)) == 2)
        #expect(Self.raster.index(of: Point(x: 100, y: 200)) == 3)
    }

    @Test func `a cell's centre lies in it`() {
        for i in 0..<6 { #expect(Self.raster.index(of: Self.raster.centre(of: i)) == i) }
        #expect(Self.raster.centre(of: 5) == Point(x: 125, y: 205))
        #expect(Self.raster.bounds == Box(minX: 100, minY: 200, maxX: 130, maxY: 220))
        #expect(Self.raster.range == 1...6)
    }
}
