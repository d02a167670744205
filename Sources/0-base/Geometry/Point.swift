/// A place in the plane of the model's coordinate system, in metres (degrees only inside an importer).
public struct Point: Sendable, Hashable, BitwiseCopyable {
    public var x, y: Double
    @inlinable public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
    /// Straight-line distance in the unit of the coordinates.
    @inlinable public func distance(to other: Point) -> Double {
        let dx = x - other.x, dy = y - other.y
        return (dx * dx + dy * dy).squareRoot()
    }
}

/// An upright rectangle; empty until something is put in.
public struct Box: Sendable, Hashable, BitwiseCopyable {
    public var minX = Double.infinity, minY = Double.infinity
    public var maxX = -Double.infinity, maxY = -Double.infinity
    @inlinable public init() {}
    @inlinable public init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
        self.minX = minX
        self.minY = minY
        self.maxX = maxX
        self.maxY = maxY
    }
    @inlinable public var isEmpty: Bool { minX > maxX }
    @inlinable public var width: Double { isEmpty ? 0 : maxX - minX }
    @inlinable public var height: Double { isEmpty ? 0 : maxY - minY }
    @inlinable public mutating func include(_ p: Point) {
        minX = min(minX, p.x)
        minY = min(minY, p.y)
        maxX = max(maxX, p.x)
        maxY = max(maxY, p.y)
    }
    /// Grows to hold another box; an empty one changes nothing.
    @inlinable public mutating func include(_ other: Box) {
        minX = min(minX, other.minX)
        minY = min(minY, other.minY)
        maxX = max(maxX, other.maxX)
        maxY = max(maxY, other.maxY)
    }
    @inlinable public func intersects(_ o: Box) -> Bool {
        minX <= o.maxX && o.minX <= maxX && minY <= o.maxY && o.minY <= maxY
    }
    @inlinable public func contains(_ p: Point) -> Bool {
        p.x >= minX && p.x <= maxX && p.y >= minY && p.y <= maxY
    }
}
