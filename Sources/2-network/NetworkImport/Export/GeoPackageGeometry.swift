import Geometry

/// Shapes as a GeoPackage stores them: its own header, then Well-Known Binary, both with the low byte first.
///
/// Source: OGC GeoPackage 1.3 (OGC 12-128r17), clause 2.1.3; OGC Simple Feature Access 1.2.1 (06-103r4), clause 8.
enum GeoPackageGeometry {
    /// Bits of the header's flags: numbers are little-endian; an envelope of four numbers follows.
    private static let littleEndian: UInt8 = 0b001, withEnvelope: UInt8 = 0b010
    private static let pointCode: UInt32 = 1, lineCode: UInt32 = 2

    static func point(_ point: Point, srs: Int) -> [UInt8] {
        var bytes = header(srs, littleEndian)
        append(1, pointCode, to: &bytes)
        append(point, to: &bytes)
        return bytes
    }

    /// A line with the envelope that lets a program skip it without decoding.
    static func line(_ course: [Point], srs: Int) -> [UInt8] {
        var bytes = header(srs, littleEndian | withEnvelope)
        bytes.reserveCapacity(49 + 16 * course.count)
        var box = Box()
        for point in course { box.include(point) }
        for value in [box.minX, box.maxX, box.minY, box.maxY] { append(value, to: &bytes) }
        append(1, lineCode, to: &bytes)
        append(UInt32(course.count), to: &bytes)
        for point in course { append(point, to: &bytes) }
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
