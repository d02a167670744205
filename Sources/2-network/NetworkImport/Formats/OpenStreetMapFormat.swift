import Diagnostics
import Geometry
import MarkupReading
public import NetworkModel

/// OpenStreetMap XML (`.osm`, plain or gzip): streets for cars with their bridges and tunnels, hospitals and other
/// facilities, power, waterworks, and buildings people live in.
///
/// One pass over the file into flat arrays, then the city is put together; identifiers are `node-1`, `way-2`,
/// `way-2-3` (the third stretch of a split way) and `relation-4`. Positions are degrees (EPSG:4326); the declared
/// `bounds` become the extent, so that streets cut off at it can be recognised.
public enum OpenStreetMapFormat: NetworkFormat {
    public static let name = "OpenStreetMap XML"

    public static func recognises(_ head: FileHead) -> Bool {
        head.rootName == "osm" && head.rootNamespace.isEmpty
    }

    /// - Throws: `InputError` for a node without a usable identifier or place.
    public static func read(_ path: String, into builder: inout CityModelBuilder, _ log: inout ImportLog) throws {
        let reader = OpenStreetMapReader()
        try MarkupReader.stream(path, to: reader)
        builder.beginFile(path)
        var city = OpenStreetMapCity(reader.data, file: path, into: builder)
        city.build()
        builder = city.city
        let file = path.split(separator: "/").last.map(String.init) ?? path
        builder.sources.append(
            DataSource(
                file: file, format: name, licence: reader.data.licence, date: reader.data.date))
        log.add(city.log)
        for (what, count) in city.leftOut.merging(reader.skipped(unless: city.isUsed), uniquingKeysWith: +) {
            log.skip(what, in: file, count: count)
        }
    }
}

/// Streams an OpenStreetMap file into flat arrays.
final class OpenStreetMapReader: MarkupHandler {
    private static let words = [
        "osm", "bounds", "node", "way", "relation", "tag", "nd", "member", "id", "lat", "lon", "k", "v", "ref", "type",
        "role", "minlat", "minlon", "maxlat", "maxlon", "visible", "action", "timestamp", "osm_base", "meta",
        "license",
    ]
    private enum Word: Int {
        case osm, bounds, node, way, relation, tag, nd, member, id, lat, lon, k, v, ref, type
        case role, minlat, minlon, maxlat, maxlon, visible, action, timestamp, osmBase, meta, license
    }
    let vocabulary = MarkupVocabulary(OpenStreetMapReader.words)
    private(set) var data = OpenStreetMapData()

    private enum Current { case nothing, node, way, relation, deleted }
    private var current = Current.nothing
    private var element = OpenStreetMapData.Element(id: 0, line: 0, firstTag: 0, firstReference: 0)
    /// The most telling tag of the element, whether it is understood or not.
    private var topic: (rank: Int, key: Int32, value: Int32)?
    private var keyNumber: [Int32: UInt8] = [:]
    private var topicRank: [Int32: Int] = [:]
    private typealias Topic = (key: Int32, value: Int32)
    /// The topics of what is kept, to be counted if nothing becomes of it; the rest is counted at once.
    private var nodeTopics: [Topic?] = [], wayTopics: [Topic?] = [], relationTopics: [Topic?] = []
    private var counts: [String: Int] = [:]

    init() {
        for key in OpenStreetMapData.Key.allCases { keyNumber[data.strings.intern(key.name)] = key.rawValue }
        for (rank, key) in Self.topics.enumerated() { topicRank[data.strings.intern(key)] = rank }
    }

    /// Keys that say what a thing is, the most telling first.
    private static let topics = [
        "highway", "power", "man_made", "amenity", "healthcare", "emergency", "social_facility", "railway", "aeroway",
        "waterway", "building", "shop", "office", "tourism", "leisure", "historic", "natural", "landuse", "barrier",
        "boundary", "place", "route", "public_transport", "type",
    ]

    func start(_ tag: StartTag) throws {
        switch Word(rawValue: tag.name) {
        case .node: try startNode(tag)
        case .way, .relation: try startElement(tag, Word(rawValue: tag.name) == .way ? .way : .relation)
        case .tag: addTag(tag)
        case .nd:
            guard current == .way else { return }
            data.references.append(try identifier(tag, .ref))
            element.referenceCount += 1
        case .member:
            guard current == .relation, attribute(tag, .type) == "way", attribute(tag, .role) != "inner" else { return }
            data.references.append(try identifier(tag, .ref))
            element.referenceCount += 1
        case .bounds:
            let box = Box(
                minX: try degrees(tag, .minlon, 180), minY: try degrees(tag, .minlat, 90),
                maxX: try degrees(tag, .maxlon, 180), maxY: try degrees(tag, .maxlat, 90))
            if box.minX < box.maxX, box.minY < box.maxY { data.bounds = box }
        case .osm:
            data.date = attribute(tag, .timestamp) ?? data.date
            data.licence = attribute(tag, .license) ?? data.licence
        case .meta: data.date = attribute(tag, .osmBase) ?? data.date
        default: counts["<\(tag.localNameString)>", default: 0] += 1
        }
    }

    func end(_ name: Int, text: MarkupText) {
        switch Word(rawValue: name) {
        case .node where current == .node:
            if element.tagCount > 0 {
                data.taggedNodes.append(element)
                nodeTopics.append(topic.map { ($0.key, $0.value) })
            } else if let topic {
                count("node", (topic.key, topic.value), 1)
            }
        case .way where current == .way:
            data.ways.append(element)
            wayTopics.append(topic.map { ($0.key, $0.value) })
        case .relation where current == .relation:
            data.relations.append(element)
            relationTopics.append(topic.map { ($0.key, $0.value) })
        case .node, .way, .relation: break
        default: return
        }
        current = .nothing
    }

    // MARK: elements

    private func startNode(_ tag: StartTag) throws {
        try startElement(tag, .node)
        guard current == .node else { return }
        data.nodeID.append(element.id)
        data.latitude.append(try degrees(tag, .lat, 90))
        data.longitude.append(try degrees(tag, .lon, 180))
        data.nodeLine.append(element.line)
    }

    private func startElement(_ tag: StartTag, _ kind: Current) throws {
        topic = nil
        // What an editor has deleted but not yet sent off.
        if attribute(tag, .action) == "delete" || attribute(tag, .visible) == "false" {
            current = .deleted
            counts["deleted element", default: 0] += 1
            return
        }
        current = kind
        element = OpenStreetMapData.Element(
            id: try identifier(tag, .id), line: Int32(truncatingIfNeeded: tag.line),
            firstTag: Int32(data.tagKey.count), firstReference: Int32(data.references.count))
    }

    private func addTag(_ tag: StartTag) {
        guard current != .nothing, current != .deleted, let key = tag.attribute(Word.k.rawValue),
            let value = tag.attribute(Word.v.rawValue)
        else { return }
        let k = data.strings.intern(key.bytes)
        let known = keyNumber[k], rank = topicRank[k]
        if known == nil, rank == nil { return }
        let v = data.strings.intern(value.bytes)
        if let known {
            data.tagKey.append(known)
            data.tagValue.append(v)
            element.tagCount += 1
        }
        if let rank, rank < topic?.rank ?? .max { topic = (rank, k, v) }
    }

    // MARK: counting

    private func count(_ what: String, _ topic: Topic, _ times: Int) {
        counts["\(what) \(data.strings[topic.key])=\(data.strings[topic.value])", default: 0] += times
    }

    /// What the file holds that nothing was made of, by element and tag.
    func skipped(unless isUsed: OpenStreetMapCity.Used) -> [String: Int] {
        for (what, topics, used) in [
            ("node", nodeTopics, isUsed.nodes), ("way", wayTopics, isUsed.ways),
            ("relation", relationTopics, isUsed.relations),
        ] {
            var byTopic: [SIMD2<Int32>: Int] = [:]
            for (number, topic) in topics.enumerated() where !used[number] {
                if let topic { byTopic[SIMD2(topic.key, topic.value), default: 0] += 1 }
            }
            for (topic, times) in byTopic { count(what, (topic.x, topic.y), times) }
        }
        return counts
    }

    // MARK: attributes

    private func attribute(_ tag: StartTag, _ word: Word) -> String? { tag.attribute(word.rawValue)?.string }

    private func identifier(_ tag: StartTag, _ word: Word) throws -> Int64 {
        let text = tag.attribute(word.rawValue)
        if let text, let id = Self.integer(text.bytes) { return id }
        throw InputError(
            text == nil ? "attribute-missing" : "not-a-number", at: tag.position,
            "<\(tag.localNameString)> has \(text.map { "\(Self.words[word.rawValue])=\"\($0.string.prefix(60))\"" } ?? "no \(Self.words[word.rawValue])"), but every element needs a whole number there",
            remedy: "export the file again")
    }

    private func degrees(_ tag: StartTag, _ word: Word, _ limit: Double) throws -> Double {
        let text = tag.attribute(word.rawValue)
        if let value = text?.number, abs(value) <= limit { return value }
        throw InputError(
            text == nil ? "attribute-missing" : "position-not-a-number", at: tag.position,
            "<\(tag.localNameString)> has \(text.map { "\(Self.words[word.rawValue])=\"\($0.string.prefix(60))\"" } ?? "no \(Self.words[word.rawValue])"), but it must be degrees between -\(Int(limit)) and \(Int(limit))",
            remedy: "correct the place, or export the file again")
    }

    /// A whole number of up to 18 digits; editors give what is new a negative one.
    private static func integer(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        let isNegative = bytes.first == UInt8(ascii: "-")
        let digits = isNegative ? bytes.dropFirst() : bytes[...]
        guard (1...18).contains(digits.count) else { return nil }
        var value: Int64 = 0
        for byte in digits {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - 0x30)
        }
        return isNegative ? -value : value
    }
}
