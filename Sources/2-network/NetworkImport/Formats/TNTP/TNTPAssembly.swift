import Diagnostics
import FileReading
import Geometry
import NetworkModel

/// Reads the lines of TNTP files and makes nodes and roads of them.
struct TNTPAssembly {
    var city: CityModelBuilder
    var log = IssueLog()
    private let file: String
    private var places: [String: Point] = [:]
    private struct Direction {
        var from: Int, to: Int
        var capacity: Double, length: Double
        var id: String
        var line: Int
    }
    private var nodes: [(name: String, line: Int)] = []
    private var numberOfNode: [String: Int] = [:]
    private var directions: [Direction] = []

    init(into city: CityModelBuilder, file: String) {
        self.city = city
        self.file = file
    }

    mutating func readNodes(_ path: String) throws {
        let lines = try LineReader(path)
        _ = try lines.next()
        while let line = try lines.next() {
            let words = Self.words(line)
            if words.isEmpty { continue }
            let place = Point(
                x: try Self.number(words, 1, "x coordinate", lines.position), y: try Self.number(words, 2, "y coordinate", lines.position))
            places[String(words[0])] = place
        }
    }

    mutating func readLinks(_ path: String) throws {
        let lines = try LineReader(path)
        var isData = false
        while let line = try lines.next() {
            if !isData {
                isData = line.uppercased().contains("<END OF METADATA>")
                continue
            }
            let words = Self.words(line)
            if words.isEmpty || words[0].hasPrefix("~") { continue }
            guard words.count >= 4 else { throw Self.missing("length", lines.position) }
            let from = node(words[0], lines.number), to = node(words[1], lines.number)
            directions.append(
                Direction(
                    from: from, to: to, capacity: try Self.number(words, 2, "capacity", lines.position),
                    length: try Self.number(words, 3, "length", lines.position),
                    id: words.count > 10 ? String(words[10]) : "road-\(words[0])-\(words[1])", line: lines.number))
        }
    }

    private mutating func node(_ name: Substring, _ line: Int) -> Int {
        let name = String(name)
        if let known = numberOfNode[name] { return known }
        numberOfNode[name] = nodes.count
        nodes.append((name, line))
        return nodes.count - 1
    }

    mutating func assemble() {
        city.beginFile(file)
        let links = directions.map { (from: $0.from, to: $0.to) }
        let known = nodes.map { places[$0.name] }
        let points: [Point]
        if known.contains(where: { $0 != nil }) {
            points = SchematicLayout.filled(known, links: links)
        } else {
            city.isSchematic = true
            points = SchematicLayout.places(nodeCount: nodes.count, links: links)
            log.add(
                Issue(
                    .warning, "positions-missing", at: SourcePosition(file: file),
                    "no file places the nodes: the roads are drawn without regard to where they are, and no hazard can be laid over them",
                    remedy: "name the …_node.tntp file as well"))
        }
        var taken = Set<String>(), nodeID: [String] = []
        func unused(_ wanted: String) -> String {
            var text = wanted, attempt = 2
            while !taken.insert(text).inserted {
                text = "\(wanted)-\(attempt)"
                attempt += 1
            }
            return text
        }
        for (number, node) in nodes.enumerated() {
            // Plain numbers are as good as no name beside other networks.
            nodeID.append(unused(Int(node.name) == nil ? node.name : "crossing-\(node.name)"))
            city.addNode(nodeID[number], layer: .road, kind: .roadJunction, at: points[number], line: node.line)
            if known[number] == nil, !city.isSchematic {
                log.add(
                    Issue(
                        .warning, "position-assumed", at: SourcePosition(file: file, line: node.line), asset: nodeID[number],
                        "node '\(node.name)' has no coordinates and is taken to lie among its neighbours",
                        remedy: "add it to the …_node.tntp file"))
            }
        }
        struct Ends: Hashable { var from, to: Int, capacity, length: Double }
        var waiting: [Ends: [Int]] = [:]
        var rowOfDirection = [Int](repeating: -1, count: directions.count)
        for (number, one) in directions.enumerated() {
            let back = Ends(from: one.to, to: one.from, capacity: one.capacity, length: one.length)
            if one.from != one.to, let other = waiting[back]?.popLast() {
                city.isDirected[rowOfDirection[other]] = false
                continue
            }
            let row = city.addLink(
                unused(one.id), layer: .road, kind: .road, from: nodeID[one.from], to: nodeID[one.to], isDirected: true,
                line: one.line)
            if one.capacity > 0 { city.set(.capacity, one.capacity, ofRow: row) }
            rowOfDirection[number] = row
            waiting[Ends(from: one.from, to: one.to, capacity: one.capacity, length: one.length), default: []].append(number)
        }
    }

    // MARK: words

    private static func words(_ line: String) -> [Substring] {
        line.prefix { $0 != ";" }.split { $0 == "\t" || $0 == " " || $0 == "\r" }
    }
    private static func number(_ words: [Substring], _ i: Int, _ what: String, _ at: SourcePosition) throws -> Double {
        guard i < words.count else { throw missing(what, at) }
        if let value = Double(words[i]), value.isFinite { return value }
        throw InputError(
            "not-a-number", at: at, "'\(words[i].prefix(60))' stands where the \(what) must be", remedy: "correct the line")
    }
    private static func missing(_ what: String, _ at: SourcePosition) -> InputError {
        InputError("field-missing", at: at, "the line ends before its \(what)", remedy: "complete the line")
    }
}
