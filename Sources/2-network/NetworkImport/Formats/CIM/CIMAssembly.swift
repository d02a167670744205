import Diagnostics
import Geometry
import NetworkModel

/// Makes nodes and links of the objects of a CIM delivery.
struct CIMAssembly {
    let data: CIMData
    var city: CityModelBuilder
    var log = IssueLog()
    var skipped: [String: Int] = [:]

    struct Terminal {
        var sequence: Double
        /// Object of the terminal itself, and of the node it is at.
        var object: Int, node: Int
        var isConnected: Bool
    }
    /// Whether nodes are connectivity nodes (node-breaker) rather than topological ones (bus-branch).
    var isNodeBreaker = false
    /// Terminals of each piece of equipment, by sequence number.
    var terminals: [Int: [Terminal]] = [:]
    /// Objects that are nodes, in order of arrival, and the position of each in this list.
    var nodes: [Int] = []
    var numberOfNode: [Int: Int] = [:]
    /// Row of the first node; the others follow.
    var firstRow = 0
    /// Smallest permanent current limit of each piece of equipment in A.
    var amperes: [Int: Double] = [:]
    var ends: [Int: [Int]] = [:]

    struct Branch {
        var object: Int
        var kind: AssetKind
        /// Numbers in `nodes`.
        var from: Int, to: Int
    }
    var branches: [Branch] = []
    /// Star points of transformers with more than two windings: the transformer and the nodes around it.
    var stars: [(object: Int, nodes: [Int])] = []

    init(_ data: CIMData, into city: CityModelBuilder) {
        self.data = data
        self.city = city
    }

    mutating func assemble() throws {
        try collectTerminals()
        collectNodes()
        try collectLimits()
        try collectBranches()
        let places = try placeNodes()
        try addNodes(places.points)
        try addBranches(places.courses)
        try addEquipmentAtNodes()
        countWhatIsLeft()
    }

    func objects(_ types: Set<CIMWord>) -> [Int] {
        data.objects.indices.filter { data.objects[$0].type.map { types.contains($0) } ?? false }
    }
    func label(_ object: Int) -> String {
        let type = data.strings[data.objects[object].typeName]
        let name = data.text(object, .name).map { " (\($0))" } ?? ""
        return "\(type) '\(data.id(object))'\(name)"
    }
    mutating func note(_ severity: Severity, _ code: String, _ object: Int, _ message: String, remedy: String = "") {
        log.add(
            Issue(severity, code, at: data.position(object), asset: data.id(object), message, remedy: remedy))
    }

    // MARK: connections

    private mutating func collectTerminals() throws {
        let all = objects([.terminal])
        let inUse = all.filter { data.statement($0, .terminalEquipment) != nil }
        guard !inUse.isEmpty else {
            throw InputError(
                "profile-missing", at: SourcePosition(file: data.files.first ?? "", line: 1),
                "the files hold no equipment with terminals: the equipment profile (EQ) is not among them",
                remedy: "name all files of the delivery together, EQ, SSH, TP and GL")
        }
        isNodeBreaker = inUse.contains { data.statement($0, .terminalConnectivity) != nil }
        let property: CIMWord = isNodeBreaker ? .terminalConnectivity : .terminalTopology
        var found = 0
        for terminal in inUse {
            guard let statement = data.statement(terminal, .terminalEquipment) else { continue }
            guard let equipment = data.objectOfID[statement.value], data.objects[equipment].isDefined else {
                throw dangling(statement, "equipment")
            }
            guard let reference = data.statement(terminal, property) else {
                skipped["Terminal at no node", default: 0] += 1
                continue
            }
            guard let node = data.objectOfID[reference.value], data.objects[node].isDefined else {
                throw dangling(reference, "a node")
            }
            found += 1
            let sequence = try data.number(terminal, .sequence) ?? data.number(terminal, .oldSequence) ?? 0
            let isConnected = data.flag(terminal, .connected) ?? data.flag(terminal, .oldConnected) ?? true
            terminals[equipment, default: []].append(
                Terminal(sequence: sequence, object: terminal, node: node, isConnected: isConnected))
        }
        guard found > 0 else {
            throw InputError(
                "profile-missing", at: data.position(inUse[0]),
                "no terminal of the equipment is at a node: neither connectivity nodes nor the topology profile (TP) are among the files",
                remedy: "name all files of the delivery together, EQ, SSH, TP and GL")
        }
        for (equipment, list) in terminals {
            terminals[equipment] = list.sorted { ($0.sequence, $0.object) < ($1.sequence, $1.object) }
        }
    }

    private func dangling(_ statement: CIMData.Statement, _ what: String) -> InputError {
        InputError(
            "dangling-reference", at: data.position(statement),
            "<\(statement.property.rawValue)> refers to \(what) '\(data.strings[statement.value])', which none of the files defines",
            remedy: "name all files of the delivery together, EQ, SSH, TP and GL")
    }

    private mutating func collectNodes() {
        let type: CIMWord = isNodeBreaker ? .connectivityNode : .topologicalNode
        var isUsed = Set<Int>()
        for list in terminals.values { for terminal in list { isUsed.insert(terminal.node) } }
        for object in data.objects.indices
        where data.objects[object].isDefined && (data.objects[object].type == type || isUsed.contains(object)) {
            numberOfNode[object] = nodes.count
            nodes.append(object)
        }
    }

    /// CGMES: limits in A hang in sets on a terminal or on the equipment; 0 stands for not given.
    private mutating func collectLimits() throws {
        for limit in objects([.currentLimit]) {
            guard let set = data.target(limit, .limitIn),
                let value = try data.number(limit, .limitValue) ?? data.number(limit, .limitNormal), value > 0,
                let equipment = data.target(set, .limitEquipment)
                    ?? data.target(set, .limitTerminal).flatMap({ data.target($0, .terminalEquipment) })
            else { continue }
            amperes[equipment] = min(amperes[equipment] ?? .infinity, value)
        }
    }

    // MARK: branches

    private mutating func collectBranches() throws {
        for end in objects([.transformerEnd]) {
            if let transformer = data.target(end, .endTransformer) { ends[transformer, default: []].append(end) }
        }
        for object in data.objects.indices {
            guard let type = data.objects[object].type, let list = terminals[object] else { continue }
            let kind: AssetKind
            if CIMWord.lines.contains(type) {
                kind = .powerLine
            } else if CIMWord.switches.contains(type) {
                kind = AssetKind("switch")
            } else if type == .transformer {
                kind = .transformer
            } else {
                continue
            }
            let numbers = list.compactMap { numberOfNode[$0.node] }
            if numbers.count < 2 {
                note(
                    .warning, "equipment-without-ends", object,
                    "\(label(object)) is connected at \(numbers.count) of its ends and was left out",
                    remedy: "complete the terminals in the data")
            } else if isOut(object, type, list) {
                continue
            } else if numbers.count == 2 {
                branches.append(Branch(object: object, kind: kind, from: numbers[0], to: numbers[1]))
            } else {
                stars.append((object, numbers))
            }
        }
    }

    /// Whether equipment carries nothing: an open switch, an open end, or out of service.
    private mutating func isOut(_ object: Int, _ type: CIMWord, _ list: [Terminal]) -> Bool {
        if CIMWord.switches.contains(type), data.flag(object, .open) ?? data.flag(object, .normalOpen) ?? false {
            note(
                .warning, "open-switch-left-out", object, "\(label(object)) is open and was left out",
                remedy: "close it in the data if it is closed when supply fails")
            return true
        }
        if data.flag(object, .inService) == false || list.contains(where: { !$0.isConnected }) {
            note(
                .warning, "out-of-service-left-out", object, "\(label(object)) is out of service and was left out",
                remedy: "set it in service in the data if it can be used")
            return true
        }
        return false
    }
}
