import Diagnostics
import Geometry
import NetworkModel

extension CIMAssembly {
    // MARK: nodes

    mutating func addNodes(_ places: [Point]) throws {
        firstRow = city.rowCount
        let busbars = Set(objects([.busbar]).flatMap { terminals[$0] ?? [] }.map(\.node))
        for (number, node) in nodes.enumerated() {
            let isStation = busbars.contains(node) || !isNodeBreaker && substation(of: node) != nil
            let row = city.addNode(
                data.id(node), layer: .power, kind: isStation ? .substation : .powerNode, at: places[number],
                line: Int(data.objects[node].line))
            locate(row, node)
            if let kilovolts = try voltage(ofNode: node) { city.set(.voltage, kilovolts, ofRow: row) }
        }
        for star in stars {
            let points = star.nodes.map { places[$0] }, count = Double(points.count)
            let row = city.addNode(
                data.id(star.object), layer: .power, kind: .transformer,
                at: Point(x: points.reduce(0) { $0 + $1.x } / count, y: points.reduce(0) { $0 + $1.y } / count),
                line: Int(data.objects[star.object].line))
            locate(row, star.object)
        }
    }

    /// The name and the place in the files of what a row was made of.
    private mutating func locate(_ row: Int, _ object: Int) {
        if let name = data.text(object, .name), !name.isEmpty { city.setName(name, ofRow: row) }
        let first = city.files.count - data.files.count
        city.fileNumber[row] = Int16(first + Int(data.objects[object].file))
    }

    private func container(ofNode node: Int) -> Int? {
        data.target(node, .nodeContainer) ?? data.target(node, .topologyContainer)
    }

    /// The voltage level that a container is or lies in.
    private func level(_ container: Int) -> Int? {
        switch data.objects[container].type {
        case .voltageLevel: container
        case .bay: data.target(container, .bayLevel)
        default: nil
        }
    }

    /// The substation that a node or equipment lies in.
    func substation(of object: Int) -> Int? {
        guard let container = container(ofNode: object) ?? data.target(object, .container) else { return nil }
        if data.objects[container].type == .substation { return container }
        return level(container).flatMap { data.target($0, .levelStation) }
    }

    private func voltage(ofNode node: Int) throws -> Double? {
        let base = data.target(node, .topologyVoltage)
            ?? container(ofNode: node).flatMap(level).flatMap { data.target($0, .levelVoltage) }
        return try base.flatMap { try data.number($0, .nominalVoltage) }
    }

    // MARK: links

    mutating func addBranches(_ courses: [Int: [Point]]) throws {
        for branch in branches {
            let row = city.addLink(
                data.id(branch.object), layer: .power, kind: branch.kind, from: data.id(nodes[branch.from]),
                to: data.id(nodes[branch.to]), line: Int(data.objects[branch.object].line))
            locate(row, branch.object)
            if let course = courses[branch.object] { city.setShape(course, ofRow: row) }
            // CGMES gives lengths in km.
            if let length = try data.number(branch.object, .length), length > 0 { city.set(.length, length * 1000, ofRow: row) }
            var kilovolts = try data.target(branch.object, .equipmentVoltage).flatMap { try data.number($0, .nominalVoltage) }
            if branch.kind == .transformer {
                let windings = ends[branch.object] ?? []
                let rated = try windings.compactMap { try data.number($0, .ratedPower) }.filter { $0 > 0 }
                if let smallest = rated.min() { city.set(.capacity, smallest, ofRow: row) }
                kilovolts = try windings.compactMap { try data.number($0, .ratedVoltage) }.max() ?? kilovolts
                let reactance = try windings.compactMap { try data.number($0, .endReactance) }.reduce(0, +)
                if reactance != 0 { city.set(.reactance, reactance, ofRow: row) }
            } else {
                if kilovolts == nil { kilovolts = try voltage(ofNode: nodes[branch.from]) }
                if let reactance = try data.number(branch.object, .lineReactance), reactance != 0 {
                    city.set(.reactance, reactance, ofRow: row)
                }
                // Three-phase apparent power: √3 U I.
                if let limit = amperes[branch.object], let kilovolts {
                    city.set(.capacity, 3.0.squareRoot() * kilovolts * limit / 1000, ofRow: row, .derived)
                }
            }
            if let kilovolts { city.set(.voltage, kilovolts, ofRow: row) }
        }
        for star in stars {
            for (winding, node) in star.nodes.enumerated() {
                let row = city.addLink(
                    "\(data.id(star.object))-winding-\(winding + 1)", layer: .power, kind: AssetKind("winding"),
                    from: data.id(nodes[node]), to: data.id(star.object), line: Int(data.objects[star.object].line))
                city.fileNumber[row] = city.fileNumber[firstRow + nodes.count]
                if let kilovolts = try voltage(ofNode: nodes[node]) { city.set(.voltage, kilovolts, ofRow: row) }
            }
        }
    }

    // MARK: what hangs on nodes

    /// Loads give their node its demand; generators and connections to other grids make it a source.
    mutating func addEquipmentAtNodes() throws {
        var demand = [Double](repeating: 0, count: nodes.count), hasLoad = [Bool](repeating: false, count: nodes.count)
        var megawatts = demand
        for object in data.objects.indices {
            guard let type = data.objects[object].type, let terminal = terminals[object]?.first,
                let number = numberOfNode[terminal.node],
                terminal.isConnected, data.flag(object, .inService) ?? true
            else { continue }
            let row = firstRow + number
            if CIMWord.consumers.contains(type) {
                guard let power = try data.number(object, .consumerPower) ?? data.number(object, .fixedPower) else { continue }
                demand[number] += power
                hasLoad[number] = true
            } else if CIMWord.connections.contains(type) {
                city.isSource[row] = true
                city.kind[row] = city.strings.intern(AssetKind.gridConnection.name)
            } else if CIMWord.machines.contains(type), generates(object, type) {
                city.isSource[row] = true
                if city.strings[city.kind[row]] != AssetKind.gridConnection.name {
                    city.kind[row] = city.strings.intern(AssetKind.powerPlant.name)
                }
                if let unit = data.target(object, .machineUnit), let power = try data.number(unit, .maximumPower) {
                    megawatts[number] += power
                }
            }
        }
        for number in nodes.indices {
            if hasLoad[number] { city.set(.demand, demand[number], ofRow: firstRow + number) }
            if megawatts[number] > 0 { city.set(.capacity, megawatts[number], ofRow: firstRow + number) }
        }
    }

    /// A machine with a generating unit that is no mere condenser or motor.
    private func generates(_ object: Int, _ type: CIMWord) -> Bool {
        if type == .electronics { return true }
        let kind = data.text(object, .machineKind) ?? ""
        if kind.hasSuffix(".condenser") || kind.hasSuffix(".motor") { return false }
        return data.target(object, .machineUnit) != nil || kind.hasSuffix(".generator")
    }

    mutating func countWhatIsLeft() {
        for object in data.objects where object.type == nil {
            skipped[data.strings[object.typeName], default: 0] += 1
        }
    }
}
