public import Geometry

/// A surface of triangles with heights, from a file that holds terrain or water: joining reads off it what stands on it.
public struct HeightSurface: Sendable {
    /// The ground, or the top of the water in the flood that the record names.
    public enum Meaning: Sendable { case terrain, water(FloodRisk) }
    public var meaning: Meaning
    /// Corners, three for each triangle, in the builder's coordinates.
    public var x: [Double] = [], y: [Double] = []
    /// Heights of the corners in metres.
    public var z: [Double] = []

    public init(_ meaning: Meaning) { self.meaning = meaning }

    public var triangleCount: Int { x.count / 3 }

    /// Adds a plane polygon as a fan of triangles about its first corner; exact where the polygon is convex.
    public mutating func addPolygon(_ ring: [Point], heights: [Double]) {
        guard ring.count >= 3, heights.count == ring.count, heights.allSatisfy(\.isFinite) else { return }
        for i in 1..<(ring.count - 1) where ring[i + 1] != ring[0] {
            for corner in [0, i, i + 1] {
                x.append(ring[corner].x)
                y.append(ring[corner].y)
                z.append(heights[corner])
            }
        }
    }
}
