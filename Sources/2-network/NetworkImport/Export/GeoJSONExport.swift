import FileReading
import Geometry
public import NetworkModel

/// The network as GeoJSON (RFC 7946): one feature per asset in degrees of WGS 84, longitude first.
///
/// Eight decimals are a millimetre. Requirements stand in `requires`; the outline of a facility is a feature of its own
/// with `footprint_of`. The member `lifeline` says where the data is from, so that Lifeline knows its own file again.
/// A plane that cannot be turned into degrees is written as it is, with the `crs` member of older GeoJSON.
public enum GeoJSONExport {
    /// Writes the file whole or not at all.
    /// - Throws: `FailureError` when the disk is full or writing is not permitted.
    public static func write(_ model: CityModel, to path: String) throws {
        try AtomicFile.write(bytes(of: model), to: path)
    }

    /// What the user should know before giving the file to others; nil when all is well.
    public static func warning(for model: CityModel) -> String? {
        if toDegrees(model) != nil { return nil }
        return model.epsg == 0
            ? "the network has no place on earth: its coordinates are written in its own metres, which other programs take for degrees"
            : "coordinates of EPSG:\(model.epsg) cannot be turned into degrees: they are written as they are, with a crs member that some programs ignore"
    }

    /// The file's bytes: always the same for the same network.
    /// - Parameter columns: figures about the assets that are no part of the network.
    public static func bytes(of model: CityModel, columns: [AssetColumn] = []) -> [UInt8] {
        var writer = GeoJSONWriter(model: model, projection: toDegrees(model), figures: columns)
        writer.write()
        return writer.json.bytes
    }

    private static func toDegrees(_ model: CityModel) -> Projection? {
        guard let system = CoordinateSystem(epsg: model.epsg), !system.isLocal else { return nil }
        return try? Projection(from: system, to: .wgs84)
    }
}

private struct GeoJSONWriter {
    let model: CityModel
    let projection: Projection?
    let figures: [AssetColumn]
    var json = JSONBytes()

    mutating func write() {
        json.raw("{\"type\":\"FeatureCollection\",\n\"lifeline\":{\"version\":1,\"name\":")
        json.text(model.name)
        json.raw(",\"epsg\":\(model.epsg),\"sources\":[")
        for (i, source) in model.sources.enumerated() {
            json.raw(i == 0 ? "{" : ",{")
            for (name, text) in [("file", source.file), ("format", source.format), ("licence", source.licence), ("date", source.date)] {
                json.raw("\(name == "file" ? "" : ",")\"\(name)\":")
                json.text(text)
            }
            json.raw("}")
        }
        json.raw("]},\n")
        if projection == nil, model.epsg != 0 {
            json.raw("\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::\(model.epsg)\"}},\n")
        }
        json.raw("\"features\":[")
        var isFirst = true
        for asset in 0..<model.assetCount {
            json.raw(isFirst ? "\n" : ",\n")
            isFirst = false
            feature(asset)
        }
        for facility in model.facilities where model.shapes.range(of: facility).count >= 3 {
            json.raw(",\n{\"type\":\"Feature\",\"properties\":{\"footprint_of\":")
            json.text(model.id(facility))
            json.raw("},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[")
            var ring = model.shapes.points(of: facility)
            // The standard wants rings closed and outer ones counter-clockwise.
            if ring.first != ring.last { ring += ring.prefix(1) }
            if Planar.signedArea(ofRing: ring) < 0 { ring.reverse() }
            positions(ring) { _ in .nan }
            json.raw("]]}}")
        }
        json.raw("\n]}\n")
    }

    private mutating func feature(_ asset: Int) {
        json.raw("{\"type\":\"Feature\",\"id\":")
        json.text(model.id(asset))
        json.raw(",\"properties\":{\"id\":")
        json.text(model.id(asset))
        if model.displayName[asset] >= 0 { member("name", model.label(asset)) }
        let isLink = model.links.contains(asset), isNode = asset < model.nodeCount
        if isLink || isNode { member("layer", model.layers[Int(model.layer[asset])].name) }
        member("kind", model.kindName(asset))
        if isNode { json.raw(",\"is_source\":\(model.isSource[asset])") }
        if isLink {
            let link = asset - model.nodeCount
            member("from", model.id(Int(model.from[link])))
            member("to", model.id(Int(model.to[link])))
            json.raw(",\"directed\":\(model.isDirected[link])")
        }
        for column in figures {
            guard let value = column[asset] else { continue }
            json.raw(",\"\(column.name)\":")
            json.number(value)
        }
        for attribute in NumericAttribute.allCases {
            guard let value = model.value(attribute, of: asset), value.isFinite else { continue }
            json.raw(",\"\(attribute.name)\":")
            json.number(value)
        }
        for attribute in TextAttribute.allCases {
            if let text = model.text(attribute, of: asset) { member(attribute.name, text) }
        }
        for provenance in [Provenance.assumed, .derived] {
            let names = model.attributeNames(of: asset, provenance)
            if !names.isEmpty { member(provenance.name, names.joined(separator: ",")) }
        }
        requirements(asset)
        json.raw("},\"geometry\":")
        if isLink {
            let course = model.course(ofLink: asset), range = model.shapes.range(of: asset)
            let hasHeights = range.count == course.count && range.allSatisfy { model.shapes.z[$0].isFinite }
            json.raw("{\"type\":\"LineString\",\"coordinates\":[")
            let z = model.shapes.z
            positions(course) { hasHeights ? z[range.lowerBound + $0] : .nan }
            json.raw("]}}")
        } else {
            json.raw("{\"type\":\"Point\",\"coordinates\":")
            position(model.position[asset], .nan)
            json.raw("}}")
        }
    }

    private mutating func requirements(_ asset: Int) {
        let needs = model.requirements, own = needs.ofAsset(asset)
        if own.isEmpty { return }
        json.raw(",\"requires\":[")
        for r in own {
            json.raw(r == own.lowerBound ? "{\"service\":" : ",{\"service\":")
            json.text(model.services[Int(needs.service[r])])
            json.raw(",\"suppliers\":[")
            for (i, supplier) in needs.suppliers(r).enumerated() {
                if i > 0 { json.raw(",") }
                json.text(model.id(Int(supplier)))
            }
            json.raw("],\"atLeast\":\(needs.atLeast[r])")
            for (name, value) in [
                ("buffer", needs.bufferHours[r]), ("restartDelay", needs.restartDelayHours[r]),
                ("recharge", needs.rechargeRate[r]), ("distance", needs.distanceMetres[r]),
            ] where value.isFinite {
                json.raw(",\"\(name)\":")
                json.number(value)
            }
            json.raw(",\"blackStart\":\(needs.blackStart[r])")
            member("provenance", needs.provenance[r].name)
            json.raw("}")
        }
        json.raw("]")
    }

    private mutating func member(_ name: String, _ text: String) {
        json.raw(",\"\(name)\":")
        json.text(text)
    }

    private mutating func positions(_ points: [Point], _ height: (Int) -> Double) {
        for (i, point) in points.enumerated() {
            if i > 0 { json.raw(",") }
            position(point, height(i))
        }
    }
    private mutating func position(_ point: Point, _ height: Double) {
        let place = projection?(point) ?? point, decimals = projection == nil ? 4 : 8
        json.raw("[")
        json.number(place.x, decimals: decimals)
        json.raw(",")
        json.number(place.y, decimals: decimals)
        if height.isFinite {
            json.raw(",")
            json.number(height, decimals: 3)
        }
        json.raw("]")
    }
}

/// JSON as it grows.
struct JSONBytes {
    private(set) var bytes: [UInt8] = []

    mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// A text in quotes. What a web page would take for markup is written as a number too, so that a file may stand
    /// inside of one.
    mutating func text(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x0A: bytes += "\\n".utf8
            case 0x0D: bytes += "\\r".utf8
            case 0x09: bytes += "\\t".utf8
            case 0..<0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), 0x7F:
                bytes += "\\u00".utf8
                for digit in [byte >> 4, byte & 15] { bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit) }
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// The shortest number that reads back the same.
    mutating func number(_ value: Double) {
        if value == value.rounded(), abs(value) < 1e15 { raw("\(Int(value))") } else { raw("\(value)") }
    }

    /// A number rounded to so many decimals, without exponent and without zeros at its end.
    mutating func number(_ value: Double, decimals: Int) {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        guard abs(value) * scale < 9e18 else { return number(value) }
        let scaled = Int((value * scale).rounded())
        let whole = scaled.magnitude / UInt(scale), rest = scaled.magnitude % UInt(scale)
        if scaled < 0 { raw("-") }
        raw("\(whole)")
        if rest == 0 { return }
        var digits = Array("\(rest)".utf8)
        digits = Array(repeating: 0x30, count: decimals - digits.count) + digits
        while digits.last == 0x30 { digits.removeLast() }
        bytes.append(UInt8(ascii: "."))
        bytes += digits
    }
}
