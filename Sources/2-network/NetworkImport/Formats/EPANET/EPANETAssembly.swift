import Diagnostics
import Geometry
import NetworkModel

/// Makes nodes and links of what an EPANET file says.
struct EPANETAssembly {
    let data: EPANETData
    /// The path as the user gave it.
    let file: String
    var city: CityModelBuilder
    var log = IssueLog()
    /// Identifier in the city of each node and each link (by position in `data`).
    var nodeID: [Int32] = [], linkID: [Int32] = []
    /// Numbers in `data.nodes` of each link's ends.
    var from: [Int] = [], to: [Int] = []
    /// Whether a link is closed for good and left out.
    var isLeftOut: [Bool] = []
    /// Row in the city of the first node.
    var firstRow = 0
    /// Average demand of each node in m³/h.
    var demand: [Double] = []

    init(_ data: EPANETData, file: String, into city: CityModelBuilder) {
        self.data = data
        self.file = file
        self.city = city
    }

    mutating func assemble() throws {
        if city.name.isEmpty { city.name = data.title }
        nameEverything()
        try resolveEnds()
        try averageDemands()
        let places = placeNodes()
        addNodes(places)
        addLinks(places)
        try addStorage()
    }

    func at(_ line: Int) -> SourcePosition { SourcePosition(file: file, line: line) }
    func name(_ number: Int32) -> String { data.names[number] }

    // MARK: identifiers

    /// In EPANET a node and a link may share an identifier. Where any do, all links are called by what they are as
    /// well: `pipe-10`.
    private mutating func nameEverything() {
        var taken = Set<Int32>()
        for node in data.nodes {
            let id = city.strings.intern(name(node.id))
            taken.insert(id)
            nodeID.append(id)
        }
        let shared = data.links.first { data.nodeOfName[$0.id] != nil }
        for link in data.links {
            let wanted = shared == nil ? name(link.id) : "\(Self.word(link.linkClass))-\(name(link.id))"
            var text = wanted, attempt = 2
            while !taken.insert(city.strings.intern(text)).inserted {
                text = "\(wanted)-\(attempt)"
                attempt += 1
            }
            linkID.append(city.strings.intern(text))
        }
        if let shared {
            log.add(
                Issue(
                    .note, "links-renamed", at: at(shared.line),
                    "nodes and links of the file share identifiers, such as '\(name(shared.id))'; its links are called \(Self.word(shared.linkClass))-\(name(shared.id)) and so on here"))
        }
    }

    private static func word(_ linkClass: EPANETData.LinkClass) -> String {
        switch linkClass {
        case .pipe: "pipe"
        case .pump: "pump"
        case .valve: "valve"
        }
    }

    private mutating func resolveEnds() throws {
        func node(_ id: Int32, _ link: EPANETData.Link) throws -> Int {
            if let number = data.nodeOfName[id] { return number }
            throw InputError(
                "unknown-reference", at: at(link.line),
                "\(Self.word(link.linkClass)) '\(name(link.id))' ends at node '\(name(id))', which is not defined",
                remedy: "define the node, or remove the \(Self.word(link.linkClass))")
        }
        for link in data.links {
            from.append(try node(link.from, link))
            to.append(try node(link.to, link))
            isLeftOut.append(link.isClosed && !data.openedByControl.contains(link.id))
        }
    }

    // MARK: demand

    /// Base demands times the mean of their pattern; entries in [DEMANDS] replace the junction's own.
    private mutating func averageDemands() throws {
        var mean: [Int32: Double] = [:]
        for (pattern, values) in data.patterns where !values.isEmpty {
            mean[pattern] = values.reduce(0, +) / Double(values.count)
        }
        // EPANET's own default is pattern 1 where there is one.
        let standard = data.defaultPattern?.name ?? data.names.find("1")
        let standardMean = standard.flatMap { mean[$0] } ?? 1
        func factor(_ pattern: Int32, _ line: Int) throws -> Double {
            if pattern < 0 { return standardMean }
            if let found = mean[pattern] { return found }
            throw InputError(
                "unknown-reference", at: at(line), "the demand pattern '\(name(pattern))' is not defined",
                remedy: "define it in [PATTERNS], or name another")
        }
        let unit = data.units.cubicMetresPerHour * data.demandMultiplier
        demand = try data.nodes.map { try $0.baseDemand == 0 ? 0 : $0.baseDemand * factor($0.pattern, $0.line) * unit }
        var isReplaced = Set<Int>()
        for entry in data.demands {
            guard let number = data.nodeOfName[entry.node] else {
                throw InputError(
                    "unknown-reference", at: at(entry.line),
                    "[DEMANDS] names junction '\(name(entry.node))', which is not defined",
                    remedy: "define the junction, or remove the line")
            }
            if isReplaced.insert(number).inserted { demand[number] = 0 }
            demand[number] += try entry.base * factor(entry.pattern, entry.line) * unit
        }
    }

    // MARK: places

    /// The coordinates, or for nodes without any the middle of their neighbours; a drawing when there are none at all.
    private mutating func placeNodes() -> [Point] {
        let known = data.nodes.map(\.place)
        let ends = zip(from, to).map { (from: $0, to: $1) }
        if !data.nodes.isEmpty, known.allSatisfy({ $0 == nil }) {
            city.isSchematic = true
            log.add(
                Issue(
                    .warning, "positions-missing", at: SourcePosition(file: file),
                    "the file has no coordinates: its network is drawn without regard to where things are, and no hazard can be laid over it",
                    remedy: "add [COORDINATES] to the file"))
            return SchematicLayout.places(nodeCount: known.count, links: ends)
        }
        let places = SchematicLayout.filled(known, links: ends)
        for (number, node) in data.nodes.enumerated() where node.place == nil {
            log.add(
                Issue(
                    .warning, "position-assumed", at: at(node.line), asset: name(node.id), x: places[number].x,
                    y: places[number].y, "node '\(name(node.id))' has no coordinates and is taken to lie among its neighbours",
                    remedy: "add it to [COORDINATES]"))
        }
        return places
    }

    // MARK: rows

    private mutating func addNodes(_ places: [Point]) {
        let layer = city.strings.intern(Layer.water.name)
        let kinds = [AssetKind.waterJunction, .reservoir, .tank].map { city.strings.intern($0.name) }
        let metres = data.units.metresPerLength
        firstRow = city.rowCount
        for (number, node) in data.nodes.enumerated() {
            let kind = kinds[node.nodeClass == .junction ? 0 : node.nodeClass == .reservoir ? 1 : 2]
            let row = city.addNode(
                nodeID[number], layer: layer, kind: kind, at: places[number], isSource: node.nodeClass == .reservoir,
                line: node.line)
            city.set(.elevation, node.elevation * metres, ofRow: row)
            if demand[number] != 0 { city.set(.demand, demand[number], ofRow: row, .derived) }
            if node.nodeClass == .tank { city.set(.storage, usableVolume(node), ofRow: row, .derived) }
        }
    }

    private mutating func addLinks(_ places: [Point]) {
        let layer = city.strings.intern(Layer.water.name)
        let units = data.units
        for (number, link) in data.links.enumerated() {
            if isLeftOut[number] {
                log.add(
                    Issue(
                        .warning, "closed-link-left-out", at: at(link.line), asset: city.strings[linkID[number]],
                        "\(Self.word(link.linkClass)) '\(name(link.id))' is closed and nothing opens it: it was left out",
                        remedy: "open it in the file if it can carry water in an emergency"))
                continue
            }
            let kind: AssetKind
            switch link.linkClass {
            case .pipe: kind = .pipe
            case .pump: kind = .pumpingStation
            case .valve: kind = .valve
            }
            let row = city.addLink(
                linkID[number], layer: layer, kind: city.strings.intern(kind.name), from: nodeID[from[number]],
                to: nodeID[to[number]], isDirected: isOneWay(link), line: link.line)
            let ends = (places[from[number]], places[to[number]])
            // A pump or valve has no length in EPANET, but stands somewhere.
            if !link.vertices.isEmpty || link.linkClass != .pipe {
                city.setShape([ends.0] + link.vertices + [ends.1], ofRow: row)
            }
            if !link.length.isNaN { city.set(.length, link.length * units.metresPerLength, ofRow: row) }
            if !link.diameter.isNaN { city.set(.diameter, link.diameter * units.millimetresPerDiameter, ofRow: row) }
            if !link.roughness.isNaN {
                let factor = data.headLoss == .darcyWeisbach ? units.millimetresPerRoughness : 1
                city.set(.roughness, link.roughness * factor, ofRow: row)
            }
            if let flow = designFlow(link) { city.set(.capacity, flow * units.cubicMetresPerHour, ofRow: row) }
            if !link.valveType.isEmpty { city.set(.function, link.valveType, ofRow: row) }
        }
    }

    /// Pumps and check valves; of the control valves those that close against flow from behind (EPANET 2.2,
    /// hydstatus.c: PRV and PSV).
    func isOneWay(_ link: EPANETData.Link) -> Bool {
        link.linkClass == .pump || link.isCheckValve || ["PRV", "PSV"].contains(link.valveType)
    }

    /// The middle of the three points of a pump curve, the only point, or else the largest flow.
    private func designFlow(_ link: EPANETData.Link) -> Double? {
        guard link.linkClass == .pump, let curve = data.curves[link.headCurve], !curve.isEmpty else { return nil }
        let flow = curve.count == 3 ? curve[1].x : curve.map(\.x).max() ?? 0
        return flow > 0 ? flow : nil
    }
}
