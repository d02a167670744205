import Computation
import Diagnostics
import Geometry
import NetworkModel

/// Makes nodes and links of what a Utility Network file says.
struct UtilityNetworkAssembly {
    typealias Data = UtilityNetworkData
    let data: Data
    let file: String
    var city: CityModelBuilder
    var repairs: [Repair] = []
    var issues = IssueLog()
    var skipped: [String: Int] = [:]

    /// Position of each identifier's record in the list of its kind.
    var index: [Data.Target: [Int32: Int]] = [:]
    var system = CoordinateSystem.local
    /// The layer of each feature graph.
    var layerOfGraph: [Layer] = []
    var voltageOfGraph: [Data.Measure?] = []
    /// Nodes and links of each feature graph.
    var nodesOfGraph: [[Int]] = [], linksOfGraph: [[Int]] = []
    /// The feature graph that each node belongs to; −1 for none.
    var graphOfNode: [Int] = []
    /// The component that each node and each link is; −1 for none.
    var componentOfNode: [Int] = [], componentOfLink: [Int] = []
    /// What each node is, where a device tells.
    var device: [(kind: AssetKind, isSource: Bool)?] = []
    var point: [Point] = []

    init(_ data: Data, file: String, into city: CityModelBuilder) {
        self.data = data
        self.file = file
        self.city = city
    }

    mutating func assemble() throws {
        try indexIdentifiers()
        try checkReferences()
        try settleCoordinateSystem()
        assignLayers()
        assignComponents()
        try placeNodes()
        let connected = try joinNodes()
        addNodes(connected.group)
        try addLinks(connected.group, between: connected.devices)
        countWhatIsLeft()
    }

    func at(_ line: Int) -> SourcePosition { SourcePosition(file: file, line: line) }
    func name(_ number: Int32) -> String { number < 0 ? "" : data.strings[number] }

    // MARK: references

    private mutating func indexIdentifiers() throws {
        for target in Data.Target.allCases {
            let records: [(id: Int32, line: Int)] =
                switch target {
                case .node: data.nodes.map { ($0.id, $0.line) }
                case .link: data.links.map { ($0.id, $0.line) }
                case .graph: data.graphs.map { ($0.id, $0.line) }
                case .networkGraph: data.networkGraphs.map { ($0.id, 0) }
                case .network: data.networks.map { ($0.id, $0.line) }
                case .medium: data.media.map { ($0.id, 0) }
                case .material: data.materials.map { ($0.id, 0) }
                case .component: data.components.map { ($0.id, $0.line) }
                }
            var numbers: [Int32: Int] = [:]
            numbers.reserveCapacity(records.count)
            for (number, record) in records.enumerated() where record.id >= 0 {
                if numbers.updateValue(number, forKey: record.id) != nil {
                    throw InputError(
                        "duplicate-identifier", at: at(record.line),
                        "the identifier '\(name(record.id))' is given to \(target.name) a second time",
                        remedy: "give one of the two another identifier, or remove the copy")
                }
            }
            index[target] = numbers
        }
    }

    private mutating func checkReferences() throws {
        for reference in data.references where index[reference.kind]?[reference.target] == nil {
            throw InputError(
                "dangling-reference", at: at(reference.line),
                "<\(reference.element)> refers to '\(name(reference.target))', and \(reference.kind.name) with that gml:id is not in the file",
                remedy: "export the network whole, or remove the feature that refers to it")
        }
        if data.bareReferences > 0 {
            repairs.append(
                Repair(
                    "reference-without-hash",
                    "\(data.bareReferences) references lack the # that marks one inside the file; they were read as if they had it"))
        }
    }

    // MARK: where

    /// The system of the coordinates: what the caller gave, or else what the file declares, which must agree with that
    /// of the buildings read from it before.
    private mutating func settleCoordinateSystem() throws {
        let hasBuildings = city.files.last == file && city.rowCount > 0
        let given = city.epsg.flatMap { CoordinateSystem(epsg: $0) }
        if let given, !hasBuildings || data.systems.isEmpty {
            system = given
        } else if let declared = data.systems.first {
            system = try CoordinateSystem(srsName: declared.name, at: at(declared.line))
            if hasBuildings, given.map({ !$0.hasSamePlane(as: system) }) ?? true {
                let earlier = given.map { $0.name } ?? "a system that is not named"
                throw mixedSystems(declared, "its buildings are in \(earlier)")
            }
            for other in data.systems.dropFirst() {
                let found = try CoordinateSystem(srsName: other.name, at: at(other.line))
                if found.hasSamePlane(as: system), found.axisOrder == system.axisOrder { continue }
                throw mixedSystems(other, "the file declares \(declared.name) in line \(declared.line)")
            }
            city.epsg = city.epsg ?? system.epsg
        } else {
            return
        }
        var box = Box()
        for node in data.nodes where node.first.isFinite { box.include(system.normalise(node.first, node.second)) }
        for p in data.first.indices { box.include(system.normalise(data.first[p], data.second[p])) }
        if let reason = system.declaredImplausible(box) {
            throw InputError(
                "crs-implausible", at: at(data.systems.first?.line ?? 0), reason,
                remedy: "name the right EPSG code for this file yourself when importing it; it replaces the declared one")
        }
    }

    private func mixedSystems(_ declared: (name: String, line: Int), _ contradiction: String) -> InputError {
        InputError(
            "crs-mixed", at: at(declared.line), "\(contradiction), but here stands \(declared.name)",
            remedy: "bring the file into one coordinate system, or name the right EPSG code yourself")
    }

    /// Every node's place: its own, or else the end of a link that starts or ends at it.
    private mutating func placeNodes() throws {
        point = data.nodes.map { system.normalise($0.first, $0.second) }
        for link in data.links where !link.course.isEmpty {
            for (end, p) in [(link.start, link.course.lowerBound), (link.end, link.course.upperBound - 1)] {
                guard let node = index[.node]?[end], point[node].x.isNaN else { continue }
                point[node] = system.normalise(data.first[p], data.second[p])
                repairs.append(
                    Repair(
                        "node-placed", asset: name(end), x: point[node].x, y: point[node].y,
                        "node '\(name(end))' has no place of its own and was put at the end of link '\(name(link.id))'"))
            }
        }
    }

    // MARK: layers

    private mutating func assignLayers() {
        var networkOfNetworkGraph = data.networkGraphs.map(\.network)
        for (network, id) in data.graphsOfNetwork {
            if let graph = index[.networkGraph]?[id] { networkOfNetworkGraph[graph] = network }
        }
        var networkGraphOf = data.graphs.map(\.networkGraph)
        for (owner, id) in data.graphsOfNetworkGraph {
            if let graph = index[.graph]?[id] { networkGraphOf[graph] = owner }
        }
        let layers = data.networks.indices.map { layerOfNetwork($0) }
        var assumed: Set<Int> = []
        for (i, graph) in data.graphs.enumerated() {
            var network = graph.network
            if networkGraphOf[i] >= 0, networkOfNetworkGraph[networkGraphOf[i]] >= 0 {
                network = networkOfNetworkGraph[networkGraphOf[i]]
            }
            if network < 0, data.networks.count == 1 { network = 0 }
            let found = network < 0 ? nil : layers[network]
            if found == nil { assumed.insert(network) }
            layerOfGraph.append(found ?? fallbackLayer)
            voltageOfGraph.append(network < 0 ? nil : medium(ofNetwork: network)?.voltage)
        }
        for network in assumed.sorted() {
            let what = network < 0 ? "a feature graph outside of any network" : "network '\(name(data.networks[network].id))'"
            issues.add(
                Issue(
                    .warning, "medium-assumed", at: at(network < 0 ? 0 : data.networks[network].line),
                    "\(what) does not say what it transports; it was taken to be \(fallbackLayer.name)",
                    remedy: "give its transportedMedium"))
        }
    }

    /// Cables without a medium carry power, everything else water.
    var fallbackLayer: Layer { data.components.contains { $0.element == "Cable" } ? .power : .water }

    private func medium(ofNetwork network: Int) -> Data.Medium? {
        var network = network
        while network >= 0 {
            let record = data.networks[network]
            if record.medium >= 0 { return data.media[record.medium] }
            if let medium = index[.medium]?[record.mediumReference] { return data.media[medium] }
            network = record.parent
        }
        return nil
    }

    private func layerOfNetwork(_ network: Int) -> Layer? {
        if let medium = medium(ofNetwork: network),
            let layer = ComponentKinds.layer(ofMedium: medium.element, type: name(medium.type))
        {
            return layer
        }
        // The code list of network classes has voltages for power.
        return data.networks[network].words.contains { name($0).hasSuffix("VoltageNetwork") } ? .power : nil
    }

    private mutating func countWhatIsLeft() {
        for component in data.components where component.graph < 0 && component.graphReference < 0 {
            skipped["\(component.element) (without topoGraph)", default: 0] += 1
        }
        let nameless = data.nodes.count { $0.id < 0 }
        if nameless > 0 { skipped["Node (without gml:id)", default: 0] += nameless }
    }
}
