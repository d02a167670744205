import Diagnostics
import FileReading
import Geometry
import NetworkModel

/// Makes nodes and links of a MATPOWER case. Columns are counted from 0.
struct MATPOWERAssembly {
    let data: MATPOWERData
    let file: String
    var city: CityModelBuilder
    var log = IssueLog()
    private var numberOfBus: [Int: Int] = [:]
    private var places: [Int: (place: Point, position: SourcePosition)] = [:]

    init(_ data: MATPOWERData, file: String, into city: CityModelBuilder) {
        self.data = data
        self.file = file
        self.city = city
    }

    private func at(_ row: MATPOWERData.Row) -> SourcePosition { SourcePosition(file: file, line: row.line) }

    mutating func readPlaces(_ table: DelimitedTable) throws {
        let columns = (bus: table.column("bus"), x: table.column("x"), y: table.column("y"))
        for row in table.rows {
            guard let bus = Int(row[columns.bus]), let x = Double(row[columns.x]), let y = Double(row[columns.y]),
                x.isFinite, y.isFinite
            else {
                throw InputError(
                    "not-a-number", at: table.position(row),
                    "the row must hold a bus number and two coordinates, not '\(row[columns.bus].prefix(30))', '\(row[columns.x].prefix(30))', '\(row[columns.y].prefix(30))'",
                    remedy: "correct the row")
            }
            places[bus] = (Point(x: x, y: y), table.position(row))
        }
    }

    mutating func assemble() throws {
        if city.name.isEmpty { city.name = data.name }
        for (number, row) in data.bus.enumerated() {
            let bus = try busNumber(row, 0)
            if numberOfBus.updateValue(number, forKey: bus) != nil {
                throw InputError(
                    "duplicate-identifier", at: at(row), "bus \(bus) stands twice in mpc.bus",
                    remedy: "give one of the two another number, or remove the copy")
            }
        }
        let branches = try data.branch.map { row in
            (row: row, from: try bus(row, 0, "a branch"), to: try bus(row, 1, "a branch"))
        }
        addNodes(try placeNodes(branches.map { ($0.from, $0.to) }))
        try addGenerators()
        addBranches(branches)
    }

    // MARK: buses

    private func busNumber(_ row: MATPOWERData.Row, _ column: Int) throws -> Int {
        if let number = Int(exactly: row.values[column]) { return number }
        throw InputError(
            "not-a-number", at: at(row), "\(row.values[column]) is no bus number", remedy: "number buses by whole numbers")
    }

    private func bus(_ row: MATPOWERData.Row, _ column: Int, _ what: String) throws -> Int {
        let bus = try busNumber(row, column)
        if let number = numberOfBus[bus] { return number }
        throw InputError(
            "unknown-reference", at: at(row), "\(what) is at bus \(bus), which mpc.bus does not have",
            remedy: "correct the number, or add the bus")
    }

    private func id(_ number: Int) -> String { "bus-\(Int(data.bus[number].values[0]))" }

    private mutating func placeNodes(_ links: [(from: Int, to: Int)]) throws -> [Point] {
        for (bus, place) in places.sorted(by: { $0.key < $1.key }) where numberOfBus[bus] == nil {
            throw InputError(
                "unknown-reference", at: place.position, "the table places bus \(bus), which the case does not have",
                remedy: "correct the number, or remove the row")
        }
        guard !places.isEmpty else {
            city.isSchematic = true
            log.add(
                Issue(
                    .warning, "positions-missing", at: SourcePosition(file: file),
                    "a MATPOWER case gives no places: the network is drawn without regard to where things are, and no hazard can be laid over it",
                    remedy: "name a table with the columns bus, x, y in the same import"))
            return SchematicLayout.places(nodeCount: data.bus.count, links: links)
        }
        let known = data.bus.map { places[Int($0.values[0])]?.place }
        let filled = SchematicLayout.filled(known, links: links)
        for (number, place) in known.enumerated() where place == nil {
            log.add(
                Issue(
                    .warning, "position-assumed", at: at(data.bus[number]), asset: id(number), x: filled[number].x,
                    y: filled[number].y, "\(id(number)) has no place and is taken to lie among its neighbours",
                    remedy: "add it to the table of places"))
        }
        return filled
    }

    private mutating func addNodes(_ points: [Point]) {
        for (number, row) in data.bus.enumerated() {
            let node = city.addNode(id(number), layer: .power, kind: .substation, at: points[number], line: row.line)
            if number < data.busNames.count {
                let name = data.busNames[number].split(separator: " ").joined(separator: " ")
                if !name.isEmpty { city.setName(name, ofRow: node) }
            }
            if kilovolts(number) > 0 { city.set(.voltage, kilovolts(number), ofRow: node) }
            let load = row.values[2] * data.loadFactor
            if load.isFinite, load != 0 { city.set(.demand, load, ofRow: node) }
        }
    }

    private func kilovolts(_ number: Int) -> Double {
        let value = data.bus[number].values[9]
        return value.isFinite ? value : 0
    }

    /// Generators in service that can deliver power make their bus a source; synchronous condensers (largest
    /// output 0) and loads written as generators do not.
    private mutating func addGenerators() throws {
        var megawatts = [Double](repeating: 0, count: data.bus.count)
        let firstRow = city.rowCount - data.bus.count
        for row in data.gen {
            let number = try bus(row, 0, "a generator")
            if !(row.values[7] > 0) {
                log.add(
                    Issue(
                        .warning, "out-of-service-left-out", at: at(row), asset: id(number),
                        "a generator at \(id(number)) is out of service and was left out",
                        remedy: "set its status to 1 if it can be used"))
            } else if row.values[8] > 0 {
                city.isSource[firstRow + number] = true
                city.kind[firstRow + number] = city.strings.intern(AssetKind.powerPlant.name)
                if row.values[8].isFinite { megawatts[number] += row.values[8] }
            }
        }
        for number in data.bus.indices where megawatts[number] > 0 {
            city.set(.capacity, megawatts[number], ofRow: firstRow + number)
        }
    }

    // MARK: branches

    private mutating func addBranches(_ branches: [(row: MATPOWERData.Row, from: Int, to: Int)]) {
        var count: [String: Int] = [:]
        for branch in branches {
            let values = branch.row.values
            let isTransformer = values[8] != 0
            let buses = "\(Int(values[0]))-\(Int(values[1]))"
            let word = isTransformer ? "transformer" : "line"
            count["\(word)-\(buses)", default: 0] += 1
            let copy = count["\(word)-\(buses)"] ?? 1
            let id = copy == 1 ? "\(word)-\(buses)" : "\(word)-\(buses)-\(copy)"
            if !(values[10] > 0) {
                log.add(
                    Issue(
                        .warning, "out-of-service-left-out", at: at(branch.row), asset: id,
                        "\(id) is out of service and was left out", remedy: "set its status to 1 if it can be used"))
                continue
            }
            let link = city.addLink(
                id, layer: .power, kind: isTransformer ? .transformer : .powerLine, from: self.id(branch.from),
                to: self.id(branch.to), line: branch.row.line)
            // A rating of 0 stands for none.
            if values[5] > 0, values[5].isFinite { city.set(.capacity, values[5], ofRow: link) }
            let from = kilovolts(branch.from), highest = max(from, kilovolts(branch.to))
            if highest > 0 { city.set(.voltage, highest, ofRow: link) }
            let reactance = data.isInOhm ? values[3] : values[3] * from * from / data.baseMVA
            if reactance.isFinite, reactance != 0 { city.set(.reactance, reactance, ofRow: link, data.isInOhm ? .measured : .derived) }
        }
    }
}
