import Diagnostics

extension CoordinateSystem {
    /// The system that a file's `srsName` (or an option) names.
    ///
    /// Understood: `EPSG:n`, `urn:ogc:def:crs:EPSG::n` with or without a version, compounds such as
    /// `urn:ogc:def:crs,crs:EPSG::a,crs:EPSG::b` (the first part counts), `http://www.opengis.net/def/crs/EPSG/0/n`,
    /// `http://www.opengis.net/gml/srs/epsg.xml#n`, `urn:adv:crs:ETRS89_UTM32*…`, `CRS84` (WGS 84, longitude first),
    /// a bare number, and local names such as `#local-CRS-1`.
    ///
    /// - Throws: `InputError` `crs-unknown` with the list of what is supported.
    public init(srsName: String, at position: SourcePosition? = nil) throws {
        let text = srsName.filter { !$0.isWhitespace }.lowercased()
        if let system = Self.recognise(text) {
            self = system
        } else {
            throw InputError(
                "crs-unknown", at: position,
                "the coordinate reference system \"\(srsName)\" is not supported",
                remedy: "convert the data to one of the supported systems, or name the right EPSG code "
                    + "yourself if the file is mistaken; supported: \(Self.supportedList)")
        }
    }

    private static func recognise(_ text: String) -> CoordinateSystem? {
        if text.isEmpty { return nil }
        let parts = text.split { ",&+*".contains($0) }.map(String.init)
        // A compound lists the horizontal system first, but `urn:ogc:def:crs,crs:EPSG::n` opens with a part
        // that names none.
        for part in parts {
            let words = part.split { !($0.isLetter || $0.isNumber || $0 == ".") }
            if words.last == "crs84" { return wgs84.withSwappedAxes }
            if part.contains("epsg") || words.count == 1, let code = words.last.flatMap({ Int($0) }) {
                return code == 0 ? nil : CoordinateSystem(epsg: code)
            }
            if let system = germanName(part) { return system }
        }
        return text.hasPrefix("#") || text.contains("local") ? .local : nil
    }

    /// The German survey's names: `urn:adv:crs:etrs89_utm32`, `…etrs89_lat-lon`.
    private static func germanName(_ part: String) -> CoordinateSystem? {
        guard let start = part.split(separator: ":").last else { return nil }
        if start.hasPrefix("etrs89_utm") {
            guard let zone = Int(start.dropFirst(10).prefix { $0.isNumber }) else { return nil }
            return (28...38).contains(zone) ? CoordinateSystem(epsg: 25800 + zone) : nil
        }
        return start.hasPrefix("etrs89_lat-lon") ? CoordinateSystem(epsg: 4258) : nil
    }
}
