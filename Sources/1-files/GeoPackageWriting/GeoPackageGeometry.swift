public import Geometry

/// Shapes as a GeoPackage stores them: its own header, then Well-Known Binary, both with the low byte first.
///
/// Source: OGC GeoPackage 1.3 (OGC 12-128r17), clause 2.1.3; OGC Simple Feature Access 1.2.1 (06-103r4), clause 8.
public enum GeoPackageGeometry {
    /// Bits of the header's flags: numbers are little-endian; an envelope of four numbers follows.
    private static let littleEndian: UInt8 = 0b001, withEnvelope: UInt8 = 0b010
    private static let pointCode: UInt32 = 1, lineCode: UInt32 = 2, polygonCode: UInt32 = 3, multiPolygonCode: UInt32 = 6
    /// What is added to the code of a shape with heights.
    private static let withHeights: UInt32 = 1000

    public static func point(_ point: Point, srs: Int) -> [UInt8] {
        var bytes = header(srs, littleEndian)
        append(1, pointCode, to: &bytes)
        append(point, to: &bytes)
        return bytes
    }

    /// A line with the envelope that lets a program skip it without decoding.
    public static func line(_ course: [Point], _ heights: [Double]? = nil, srs: Int) -> [UInt8] {
        var bytes = header(srs, around: course)
        append(1, lineCode + (heights == nil ? 0 : withHeights), to: &bytes)
        append(UInt32(course.count), to: &bytes)
        for (i, point) in course.enumerated() {
            append(point, to: &bytes)
            if let heights { append(heights[i], to: &bytes) }
        }
        return bytes
    }

    /// A polygon of one ring, closed if it is not.
    public static func polygon(_ ring: [Point], srs: Int) -> [UInt8] {
        var bytes = header(srs, around: ring)
        append(polygon: [ring], to: &bytes)
        return bytes
    }

    /// Several polygons as one shape; of each the first ring is its outline, the others are holes in it.
    public static func multiPolygon(_ polygons: [[[Point]]], srs: Int) -> [UInt8] {
        var bytes = header(srs, around: polygons.flatMap { $0.first ?? [] })
        append(1, multiPolygonCode, to: &bytes)
        append(UInt32(polygons.count), to: &bytes)
        for rings in polygons { append(polygon: rings, to: &bytes) }
        return bytes
    }

    private static func append(polygon rings: [[Point]], to bytes: inout [UInt8]) {
        append(1, polygonCode, to: &bytes)
        append(UInt32(rings.count), to: &bytes)
        for ring in rings {
            let closed = ring.first == ring.last ? ring : ring + ring.prefix(1)
            append(UInt32(closed.count), to: &bytes)
            for point in closed { append(point, to: &bytes) }
        }
    }

    /// The points of a point or line as this module writes them; empty for anything else.
    public static func points(of bytes: [UInt8]) -> [Point] {
        guard bytes.count > 8, bytes.starts(with: [0x47, 0x50]), bytes[3] & littleEndian != 0 else { return [] }
        var place = 8 + (bytes[3] & withEnvelope != 0 ? 32 : 0)
        func whole() -> UInt32? {
            guard place + 4 <= bytes.count else { return nil }
            defer { place += 4 }
            return (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) }
        }
        func number() -> Double? {
            guard place + 8 <= bytes.count else { return nil }
            defer { place += 8 }
            return double(in: bytes, at: place)
        }
        place += 1  // order of bytes
        guard let code = whole(), code == pointCode || code == lineCode else { return [] }
        let count = code == pointCode ? 1 : Int(whole() ?? 0)
        guard count <= (bytes.count - place) / 16 else { return [] }
        return (0..<count).compactMap { _ in
            guard let x = number(), let y = number() else { return nil }
            return Point(x: x, y: y)
        }
    }

    /// The extent that stands at the head of a line or polygon, of which the first 40 bytes are enough; nil where none does.
    public static func envelope(of bytes: [UInt8]) -> Box? {
        let flags = littleEndian | withEnvelope
        guard bytes.count >= 40, bytes.starts(with: [0x47, 0x50]), bytes[3] & flags == flags else { return nil }
        let values = (0..<4).map { double(in: bytes, at: 8 + 8 * $0) }
        return Box(minX: values[0], minY: values[2], maxX: values[1], maxY: values[3])
    }

    private static func double(in bytes: [UInt8], at place: Int) -> Double {
        var bits: UInt64 = 0
        for i in 0..<8 { bits |= UInt64(bytes[place + i]) << UInt64(8 * i) }
        return Double(bitPattern: bits)
    }

    private static func header(_ srs: Int, around points: [Point]) -> [UInt8] {
        var bytes = header(srs, littleEndian | withEnvelope)
        bytes.reserveCapacity(64 + 24 * points.count)
        var box = Box()
        for point in points { box.include(point) }
        for value in [box.minX, box.maxX, box.minY, box.maxY] { append(value, to: &bytes) }
        return bytes
    }

    private static func header(_ srs: Int, _ flags: UInt8) -> [UInt8] {
        var bytes: [UInt8] = [0x47, 0x50, 0, flags]  // "GP", version 1
        append(UInt32(bitPattern: Int32(clamping: srs)), to: &bytes)
        return bytes
    }

    private static func append(_ order: UInt8, _ code: UInt32, to bytes: inout [UInt8]) {
        bytes.append(order)
        append(code, to: &bytes)
    }
    private static func append(_ point: Point, to bytes: inout [UInt8]) {
        append(point.x, to: &bytes)
        append(point.y, to: &bytes)
    }
    private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
    private static func append(_ value: Double, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
