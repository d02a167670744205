extension CoordinateSystem {
    /// The metric system to compute in when all input is in degrees.
    ///
    /// RD New in the Netherlands; otherwise the UTM zone of the longitude, with the ETRS89 code in Europe and the
    /// WGS 84 code elsewhere. The special zones of Norway and Svalbard are not applied.
    public static func suggestedPlane(forLongitude longitude: Double, latitude: Double) -> CoordinateSystem {
        if Planar.ring(netherlands, contains: Point(x: longitude, y: latitude)) { return .rijksDriehoek }
        guard longitude.isFinite, latitude.isFinite else { return .local }
        let turns = ((longitude + 180) / 360).rounded(.down)
        let zone = min(60, Int((longitude + 180 - turns * 360) / 6) + 1)
        let isEurope = (28...38).contains(zone) && (34.0...72.0).contains(latitude) && abs(longitude) < 45
        let code = isEurope ? 25800 + zone : (latitude < 0 ? 32700 : 32600) + zone
        return CoordinateSystem(epsg: code) ?? .local
    }

    /// A sentence on why the coordinates cannot be in this system, with the likely one; nil when they can.
    ///
    /// - Parameter box: the extent of the data after `normalise` (x = east, y = north), in the system's own unit.
    public func declaredImplausible(_ box: Box) -> String? {
        if box.isEmpty { return nil }
        let found = "x \(rounded(box.minX)) to \(rounded(box.maxX)), y \(rounded(box.minY)) to \(rounded(box.maxY))"
        func sentence(_ likely: String) -> String {
            "the coordinates (\(found)) cannot be \(name) (EPSG:\(epsg)); \(likely)"
        }
        guard box.isInside(-1e9...1e9, -1e9...1e9) else {
            return isLocal ? nil : sentence("they are not usable numbers")
        }
        let flipped = Box(minX: box.minY, minY: box.minX, maxX: box.maxY, maxY: box.maxX)
        switch method {
        case .local, .untransformed: return nil
        case .degrees:
            if !box.isInside(-360...360, -90...90) {
                let isSwapped = flipped.isInside(-360...360, -90...90)
                return sentence(isSwapped ? Self.swappedAdvice : Self.likelyMetres(box, flipped))
            }
            // Dutch coordinates read the wrong way round lie in the sea off Somalia.
            return box.isInside(50.5...53.8, 3...7.4) ? sentence(Self.swappedAdvice) : nil
        case .rijksDriehoek:
            if box.isInside(Self.dutchX, Self.dutchY) { return nil }
            if flipped.isInside(Self.dutchX, Self.dutchY) { return sentence(Self.swappedAdvice) }
        case .utm(_, let isSouthern, let datum):
            let lowest: Double = datum == .etrs89 ? 3_500_000 : 0
            let north = isSouthern ? 1_000_000...10_000_000 : lowest...9_400_000
            let east = -500_000.0...1_500_000
            if box.isInside(east, north), !box.isInside(-360...360, -360...360) { return nil }
            if flipped.isInside(east, north), flipped.minY > 2_000_000 { return sentence(Self.swappedAdvice) }
        case .japanesePlane:
            // The zones reach some hundred kilometres from their origins; the farthest islands lie within 1,000 km.
            let isJapanInDegrees = box.isInside(122...154, 20...46) || flipped.isInside(122...154, 20...46)
            if box.isInside(-1_000_000...1_000_000, -1_000_000...1_000_000), !isJapanInDegrees { return nil }
        case .lambertEurope:
            if box.isInside(1_000_000...8_000_000, 900_000...6_000_000) { return nil }
        case .webMercator:
            let half = 20_037_508.35
            if box.isInside(-half...half, -half...half), !box.isInside(-360...360, -90...90) { return nil }
        }
        return sentence(
            box.isInside(-360...360, -360...360) ? "they look like degrees, probably EPSG:4326"
                : Self.likelyMetres(box, flipped))
    }

    private static let swappedAdvice = "the two axes are probably swapped in the file"
    private static let dutchX = 0.0...300_000, dutchY = 300_000.0...640_000

    private static func likelyMetres(_ box: Box, _ flipped: Box) -> String {
        if box.isInside(dutchX, dutchY) { return "they look like metres in RD New, EPSG:28992" }
        if flipped.isInside(dutchX, dutchY) { return "they look like RD New, EPSG:28992, with the axes swapped" }
        if box.isInside(100_000...900_000, 0...10_000_000) {
            return "they look like metres in a UTM zone, for instance EPSG:25832 in Germany or EPSG:32654 in Japan"
        }
        return "they look like metres in a national or local system"
    }

    private func rounded(_ value: Double) -> String {
        guard abs(value) < 1e15 else { return "\(value)" }
        return abs(value) < 1000 ? "\((value * 1000).rounded() / 1000)" : "\(Int(value.rounded()))"
    }

    /// The outline of the Netherlands in degrees (longitude, latitude), good to some kilometres: near the border
    /// both RD New and UTM serve.
    private static let netherlands: [Point] = [
        (3.20, 51.38), (3.40, 51.36), (3.80, 51.20), (4.25, 51.34), (4.50, 51.45), (4.95, 51.38), (5.22, 51.25),
        (5.55, 51.21), (5.82, 51.14), (5.62, 50.84), (5.68, 50.74), (6.03, 50.74), (6.10, 50.92), (5.90, 51.05),
        (6.18, 51.15), (6.10, 51.24), (6.24, 51.38), (6.22, 51.50), (5.97, 51.75), (5.98, 51.83), (6.40, 51.81),
        (6.84, 51.96), (6.72, 52.05), (7.08, 52.22), (7.07, 52.40), (6.72, 52.48), (6.74, 52.63), (7.07, 52.64),
        (7.22, 53.00), (7.22, 53.32), (6.90, 53.55), (6.40, 53.65), (5.00, 53.55), (4.60, 53.20), (4.40, 52.40),
        (3.90, 52.05), (3.20, 51.70),
    ].map { Point(x: $0.0, y: $0.1) }
}

extension Box {
    fileprivate func isInside(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> Bool {
        x.contains(minX) && x.contains(maxX) && y.contains(minY) && y.contains(maxY)
    }
}
