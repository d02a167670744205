import Geometry

/// Reads shapes as a GeoPackage stores them: its own header, then Well-Known Binary in either byte order.
///
/// Nothing is allocated for what a count merely claims. Sources: OGC GeoPackage 1.3 (OGC 12-128r17), clause 2.1.3;
/// OGC Simple Feature Access 1.2.1 (06-103r4), clause 8, with Z (+1000), M (+2000) and ZM (+3000); the older high bits
/// for Z and M are understood too.
struct WellKnownBinary {
    /// Why a shape cannot be read.
    enum Problem: Error { case header, truncated, kind(UInt32), tooDeep }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0
    private var isLittleEndian = true
    private var shape = GISShape()
    private static let deepest = 8

    /// - Throws: `Problem`.
    static func shape(ofGeoPackage blob: [UInt8]) throws -> GISShape {
        try blob.withUnsafeBufferPointer { bytes in
            var reader = WellKnownBinary(bytes: bytes)
            guard bytes.count >= 8, bytes[0] == 0x47, bytes[1] == 0x50 else { throw Problem.header }
            let flags = bytes[3], envelopes = [0, 32, 48, 48, 64], envelope = Int(flags >> 1 & 7)
            // Bit 5 marks shapes of an extension.
            guard envelope < envelopes.count, flags & 0x20 == 0 else { throw Problem.header }
            if flags & 0x10 != 0 { return GISShape() }
            reader.at = 8 + envelopes[envelope]
            try reader.read(depth: 0)
            return reader.shape
        }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private mutating func read(depth: Int) throws {
        guard depth < Self.deepest else { throw Problem.tooDeep }
        isLittleEndian = try byte() == 1
        let code = try whole()
        var kind = code & 0x0FFF_FFFF, hasZ = code & 0x8000_0000 != 0, hasM = code & 0x4000_0000 != 0
        switch kind / 1000 {
        case 0: break
        case 1: hasZ = true
        case 2: hasM = true
        case 3: (hasZ, hasM) = (true, true)
        default: throw Problem.kind(code)
        }
        kind %= 1000
        let width = 2 + (hasZ ? 1 : 0) + (hasM ? 1 : 0)
        switch kind {
        case 1:
            let point = try position(width, hasZ).point
            // A point of two NaN is the standard's empty point.
            if !(point.x.isNaN && point.y.isNaN) { shape.points.append(point) }
        case 2: shape.lines.append(try line(width, hasZ))
        case 3:
            for ring in 0..<(try count(of: 4)) {
                let line = try line(width, hasZ)
                if ring == 0 { shape.rings.append(line) }
            }
        case 4, 5, 6, 7:
            for _ in 0..<(try count(of: 9)) { try read(depth: depth + 1) }
        default: throw Problem.kind(code)
        }
    }

    private mutating func line(_ width: Int, _ hasZ: Bool) throws -> GISShape.Line {
        let count = try count(of: 8 * width)
        var line = GISShape.Line()
        line.points.reserveCapacity(count)
        line.z.reserveCapacity(count)
        for _ in 0..<count {
            let (point, z) = try position(width, hasZ)
            line.points.append(point)
            line.z.append(z)
        }
        return line
    }

    private mutating func position(_ width: Int, _ hasZ: Bool) throws -> (point: Point, z: Double) {
        let point = Point(x: try number(), y: try number())
        let third = width > 2 ? try number() : .nan
        if width > 3 { _ = try number() }
        return (point, hasZ ? third : .nan)
    }

    /// A count of things of at least so many bytes each, which must still be there.
    private mutating func count(of size: Int) throws -> Int {
        let count = Int(try whole())
        guard count <= (bytes.count - at) / size else { throw Problem.truncated }
        return count
    }

    private mutating func byte() throws -> UInt8 {
        guard at < bytes.count else { throw Problem.truncated }
        at += 1
        return bytes[at - 1]
    }
    private mutating func whole() throws -> UInt32 {
        guard at + 4 <= bytes.count else { throw Problem.truncated }
        let value = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: at, as: UInt32.self)
        at += 4
        return isLittleEndian ? UInt32(littleEndian: value) : UInt32(bigEndian: value)
    }
    private mutating func number() throws -> Double {
        guard at + 8 <= bytes.count else { throw Problem.truncated }
        let value = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: at, as: UInt64.self)
        at += 8
        return Double(bitPattern: isLittleEndian ? UInt64(littleEndian: value) : UInt64(bigEndian: value))
    }
}
