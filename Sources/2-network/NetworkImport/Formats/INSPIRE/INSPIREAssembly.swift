import Diagnostics
import Geometry
import NetworkModel

/// Makes nodes and links of what a file of INSPIRE utility networks says.
struct INSPIREAssembly {
    typealias Data = INSPIREData
    let data: Data
    let file: String
    var city: CityModelBuilder
    var repairs: [Repair] = []
    var issues = IssueLog()

    /// Position of each identifier's record in the list of its kind, by number in `strings`; −1 for none.
    var networkOf: [Int32] = [], linkOf: [Int32] = [], nodeOf: [Int32] = [], sequenceOf: [Int32] = []
    var depthOf: [Int32] = []
    var system = CoordinateSystem.local
    var layerOfNetwork: [Layer?] = []
    /// The layer of the row that each appurtenance became; nil when it became none.
    var layerOfNode: [Layer?] = []
    /// The last part of each code met so far.
    private var codes: [Int32: String] = [:]
    private var outOfService: [String: Int] = [:]

    init(_ data: Data, file: String, into city: CityModelBuilder) {
        self.data = data
        self.file = file
        self.city = city
    }

    mutating func assemble() throws {
        try indexIdentifiers()
        try settleCoordinateSystem()
        for network in data.networks {
            let found = INSPIREKinds.layer(ofTheme: code(network.theme)) ?? INSPIREKinds.layer(of: network.element)
            // "Oil, gas, chemicals" alone leaves open which; the pipes tell.
            layerOfNetwork.append(found ?? INSPIREKinds.layer(ofTheme: code(network.type)))
        }
        addNodes()
        addLinks()
        for (status, count) in outOfService.sorted(by: { $0.key < $1.key }) {
            repairs.append(
                Repair("out-of-service-left-out", "\(count) cables, pipes and devices are '\(status)' and were left out"))
        }
    }

    func at(_ line: Int) -> SourcePosition { SourcePosition(file: file, line: line) }
    func name(_ number: Int32) -> String { number < 0 ? "" : data.strings[number] }
    mutating func code(_ number: Int32) -> String {
        if number < 0 { return "" }
        if let known = codes[number] { return known }
        let code = INSPIREKinds.code(data.strings[number])
        codes[number] = code
        return code
    }

    // MARK: references

    private mutating func indexIdentifiers() throws {
        let empty = [Int32](repeating: -1, count: data.strings.count)
        var lists = [empty, empty, empty, empty, empty]
        // One space of identifiers for all features; cables and pipes are looked up by nobody.
        var taken = [Bool](repeating: false, count: data.strings.count)
        func enter(_ id: Int32, _ number: Int, _ line: Int, list: Int?) throws {
            if id < 0 { return }
            if taken[Int(id)] {
                throw InputError(
                    "duplicate-identifier", at: at(line), "the identifier '\(name(id))' is given a second time",
                    remedy: "give one of the two another identifier, or remove the copy")
            }
            taken[Int(id)] = true
            if let list { lists[list][Int(id)] = Int32(number) }
        }
        for (i, record) in data.networks.enumerated() { try enter(record.id, i, record.line, list: 0) }
        for (i, record) in data.links.enumerated() { try enter(record.id, i, record.line, list: 1) }
        for (i, record) in data.nodes.enumerated() { try enter(record.id, i, record.line, list: 2) }
        for (i, id) in data.sequences.enumerated() { try enter(id, i, 0, list: 3) }
        for (i, record) in data.depths.enumerated() { try enter(record.id, i, 0, list: 4) }
        for (i, record) in data.lines.enumerated() { try enter(record.id, i, record.line, list: nil) }
        (networkOf, linkOf, nodeOf, sequenceOf, depthOf) = (lists[0], lists[1], lists[2], lists[3], lists[4])
    }

    func position(_ id: Int32, in list: [Int32]) -> Int? {
        guard id >= 0, list[Int(id)] >= 0 else { return nil }
        return Int(list[Int(id)])
    }

    // MARK: where

    /// The system of the coordinates: what the caller gave, or else what the file declares in whatever spellings.
    private mutating func settleCoordinateSystem() throws {
        let declared = data.systems.isEmpty ? data.documentSystem.map { [$0] } ?? [] : data.systems
        if let given = city.epsg.flatMap({ CoordinateSystem(epsg: $0) }) {
            system = given
        } else if let first = declared.first {
            system = try CoordinateSystem(srsName: first.name, at: at(first.line))
            for other in declared.dropFirst() {
                let found = try CoordinateSystem(srsName: other.name, at: at(other.line))
                if found.hasSamePlane(as: system), found.axisOrder == system.axisOrder { continue }
                throw InputError(
                    "crs-mixed", at: at(other.line),
                    "the file declares \(system.name) in line \(first.line), but here stands \(found.name)",
                    remedy: "bring the file into one coordinate system, or name the right EPSG code yourself")
            }
            city.epsg = system.epsg
        } else {
            return
        }
        var box = Box()
        for node in data.nodes where node.first.isFinite { box.include(system.normalise(node.first, node.second)) }
        for p in data.first.indices { box.include(system.normalise(data.first[p], data.second[p])) }
        if let reason = system.declaredImplausible(box) {
            throw InputError(
                "crs-implausible", at: at(declared.first?.line ?? 0), reason,
                remedy: "name the right EPSG code for this file yourself when importing it; it replaces the declared one")
        }
    }

    // MARK: nodes

    private mutating func addNodes() {
        layerOfNode = Array(repeating: nil, count: data.nodes.count)
        for (i, node) in data.nodes.enumerated() where node.id >= 0 {
            if leftOut(node.status) { continue }
            guard node.first.isFinite else {
                issues.add(
                    Issue(
                        .warning, "node-without-place", at: at(node.line), asset: name(node.id),
                        "'\(name(node.id))' has no point geometry and was left out", remedy: "give it one"))
                continue
            }
            let type = code(node.type)
            let network = position(node.network, in: networkOf).flatMap { layerOfNetwork[$0] }
            guard let layer = network ?? INSPIREKinds.layer(ofAppurtenance: name(node.type)) ?? layerByName(node.network)
            else {
                layerUnknown(node.id, node.line)
                continue
            }
            layerOfNode[i] = layer
            let device = type.isEmpty ? nil : INSPIREKinds.device(type, layer)
            let row = city.addNode(
                node.id, layer: city.strings.intern(layer.name),
                kind: city.strings.intern((device?.kind ?? INSPIREKinds.nodeKind(layer)).name),
                at: system.normalise(node.first, node.second), isSource: device?.isSource ?? false, line: node.line)
            if node.label >= 0 { city.setName(name(node.label), ofRow: row) }
            if !type.isEmpty { city.set(.function, type, ofRow: row) }
            if node.remark >= 0 { city.set(.remark, node.remark, ofRow: row) }
        }
    }

    /// Whether a status is that of something that delivers nothing today; counts it then.
    mutating func leftOut(_ status: Int32) -> Bool {
        let code = code(status)
        guard INSPIREKinds.outOfService.contains(code) else { return false }
        outOfService[code, default: 0] += 1
        return true
    }

    /// A network whose theme is not known gives its name to the layer.
    mutating func layerByName(_ network: Int32) -> Layer? {
        guard let i = position(network, in: networkOf) else { return nil }
        let theme = code(data.networks[i].theme), type = code(data.networks[i].type)
        return theme.isEmpty ? type.isEmpty ? nil : Layer(type) : Layer(theme)
    }

    mutating func layerUnknown(_ id: Int32, _ line: Int) {
        issues.add(
            Issue(
                .warning, "layer-unknown", at: at(line), asset: name(id),
                "nothing says which network '\(name(id))' belongs to: it was left out",
                remedy: "give its inNetwork a network with a theme or a utilityNetworkType"))
    }
}
