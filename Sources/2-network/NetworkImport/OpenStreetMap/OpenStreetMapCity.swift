import Diagnostics
import Geometry
import NetworkModel

/// Turns an OpenStreetMap file into streets, power, water and facilities, and counts what it leaves out.
struct OpenStreetMapCity {
    let data: OpenStreetMapData
    let file: String
    var city: CityModelBuilder
    var log = IssueLog()
    /// What was left out, in words, and how often.
    var leftOut: [String: Int] = [:]
    let nodeIndex: IdentifierIndex
    let wayIndex: IdentifierIndex
    /// Which elements became something or were left out for a reason that is counted.
    var isUsed: Used
    private var isTaken = Set<Int32>()
    private var isReported = Set<Int64>()

    init(_ data: OpenStreetMapData, file: String, into city: CityModelBuilder) {
        self.data = data
        self.file = file
        self.city = city
        nodeIndex = IdentifierIndex(data.nodeID)
        wayIndex = IdentifierIndex(data.ways.map(\.id))
        isUsed = Used(
            nodes: Array(repeating: false, count: data.taggedNodes.count),
            ways: Array(repeating: false, count: data.ways.count),
            relations: Array(repeating: false, count: data.relations.count))
        isTaken = Set(city.identifier)
    }

    struct Used {
        var nodes, ways, relations: [Bool]
    }

    /// All that the file has to offer.
    mutating func build() {
        city.epsg = 4326
        city.extent = data.bounds
        reportRepeated("node", nodeIndex.repeated)
        reportRepeated("way", wayIndex.repeated)
        addStreets()
        addPower()
        addWater()
        addFacilities()
        addBuildings()
    }

    mutating func leaveOut(_ words: String, _ count: Int = 1) { leftOut[words, default: 0] += count }

    private mutating func reportRepeated(_ what: String, _ count: Int) {
        if count == 0 { return }
        log.add(
            Issue(
                .warning, "duplicate-merged", at: SourcePosition(file: file),
                "\(count) \(what)\(count == 1 ? " occurs" : "s occur") again under the same identifier; the first counts"))
    }

    /// An identifier of the form `node-12`, with a suffix if that is in use.
    mutating func identifier(_ wanted: String, orWith suffix: String) -> Int32 {
        for text in [wanted, "\(wanted)-\(suffix)"] {
            let number = city.strings.intern(text)
            if isTaken.insert(number).inserted { return number }
        }
        return identifier("\(wanted)-\(suffix)", orWith: suffix)
    }

    func position(_ line: Int32) -> SourcePosition { SourcePosition(file: file, line: Int(line)) }

    /// The nodes of a way as positions in `data`; those that the file lacks and repeats in a row are left out.
    mutating func nodes(ofWay way: OpenStreetMapData.Element) -> [Int] {
        var found: [Int] = [], missing = 0
        found.reserveCapacity(Int(way.referenceCount))
        for id in data.references(of: way) {
            guard let node = nodeIndex.position(of: id) else {
                missing += 1
                continue
            }
            if found.last != node { found.append(node) }
        }
        if missing > 0, isReported.insert(way.id).inserted {
            let p = found.first.map { data.point($0) }
            log.add(
                Issue(
                    .warning, "reference-dropped", at: position(way.line), asset: "way-\(way.id)", x: p?.x, y: p?.y,
                    "way \(way.id) names \(missing) node\(missing == 1 ? "" : "s") that the file does not contain; they were left out of its course",
                    remedy: "export the area with complete ways if the gap matters"))
        }
        return found
    }

    /// Metres from degrees, good enough within a town: an equirectangular plane about a place.
    func metres(_ a: Point, _ b: Point) -> Double {
        let perDegree = 111_320.0
        let x = (a.x - b.x) * OpenStreetMapArea.cosine(ofDegrees: (a.y + b.y) / 2)
        return Point(x: x * perDegree, y: a.y * perDegree).distance(to: Point(x: 0, y: b.y * perDegree))
    }
}
