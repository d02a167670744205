import Geometry
import NetworkModel

/// Turns the plans into rows of a city model: identifiers, names, attributes.
///
/// Rows are added in the order of their identifiers, so that freezing has nothing to sort.
struct TownAssembly {
    let options: TownOptions
    let streets: StreetPlan
    let facilities: FacilityPlan
    let blocks: BlockPlan
    let power: PowerPlan
    let water: WaterPlan
    let terrain: Raster
    var builder = CityModelBuilder()

    // Identifiers (numbers in the string table) by number in the plan.
    var cornerID: [Int32] = []
    var powerID: [Int32] = []
    var waterID: [Int32] = []

    init(
        options: TownOptions, streets: StreetPlan, facilities: FacilityPlan, blocks: BlockPlan, power: PowerPlan,
        water: WaterPlan, terrain: Raster
    ) {
        self.options = options
        self.streets = streets
        self.facilities = facilities
        self.blocks = blocks
        self.power = power
        self.water = water
        self.terrain = terrain
    }

    mutating func addAll() {
        builder.name = options.name
        builder.epsg = 28992
        nameEverything()
        addRoadNodes()
        addUtilityNodes()
        addBridges()
        addCables()
        addPipes()
        addStreets()
        addFacilities()
        addUtilityRequirements()
    }

    /// A word and a number with leading zeros, so that identifiers sort as numbers do.
    mutating func identifier(_ word: String, _ number: Int, of count: Int) -> Int32 {
        let digits = "\(number + 1)", width = "\(count)".utf8.count
        return builder.strings.intern(word + String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits)
    }

    private mutating func nameEverything() {
        let corners = streets.grid.count
        for number in 0..<corners { cornerID.append(identifier("corner-", number, of: corners)) }
        for n in streets.exits.indices { cornerID.append(identifier("gateway-", n, of: streets.exits.count)) }
        let transformers = power.nodes.count { $0.role == .transformer }
        let substations = power.nodes.count { $0.role == .substation }
        let connections = power.nodes.count { $0.role == .gridConnection }
        for node in power.nodes {
            let n = Int(node.ordinal)
            let id =
                switch node.role {
                case .gridConnection: identifier("grid-connection-", n, of: connections)
                case .substation: identifier("substation-", n, of: substations)
                case .transformer: identifier("transformer-", n, of: transformers)
                }
            powerID.append(id)
        }
        let junctions = water.nodes.count { $0.role == .junction }, works = water.nodes.count { $0.role == .waterTower }
        for node in water.nodes {
            let n = Int(node.ordinal)
            let id =
                switch node.role {
                case .junction: identifier("junction-", n, of: junctions)
                case .well: identifier("well-", n, of: 3 * works)
                case .treatmentPlant: identifier("treatment-plant-", n, of: works)
                case .pumpingStation: identifier("pumping-station-", n, of: works)
                case .waterTower: identifier("water-tower-", n, of: works)
                }
            waterID.append(id)
        }
    }

    // MARK: nodes

    private mutating func addRoadNodes() {
        let layer = builder.strings.intern(Layer.road.name)
        let junction = builder.strings.intern(AssetKind.roadJunction.name)
        let gateway = builder.strings.intern(AssetKind.gateway.name)
        for number in 0..<streets.grid.count {
            builder.addNode(cornerID[number], layer: layer, kind: junction, at: streets.nodes[number])
        }
        for (n, exit) in streets.exits.enumerated() {
            let number = streets.grid.count + n
            let row = builder.addNode(
                cornerID[number], layer: layer, kind: gateway, at: streets.nodes[number], isSource: true)
            let road = streets.name(
                StreetPlan.Street(
                    from: Int32(exit.corner), to: Int32(number), roadClass: .primary,
                    isAlong: exit.direction == .west || exit.direction == .east))
            builder.setName("\(road), uitvalsweg \(exit.direction.rawValue)", ofRow: row)
        }
    }

    private mutating func addUtilityNodes() {
        addPower(.gridConnection)
        addWater(.junction)
        addWater(.pumpingStation)
        addPower(.substation)
        addPower(.transformer)
        addWater(.treatmentPlant)
        addWater(.waterTower)
        addWater(.well)
    }

    private mutating func addPower(_ role: PowerPlan.Role) {
        for (number, node) in power.nodes.enumerated() where node.role == role {
            let kind: AssetKind =
                switch role {
                case .gridConnection: .gridConnection
                case .substation: .substation
                case .transformer: .transformer
                }
            let row = builder.addNode(
                powerID[number], layer: builder.strings.intern(Layer.power.name), kind: builder.strings.intern(kind.name),
                at: node.place, isSource: role == .gridConnection)
            builder.setName(name(power: number), ofRow: row)
            builder.set(.voltage, role == .gridConnection ? 150 : 10, ofRow: row)
            builder.set(.capacity, role == .gridConnection ? 80 : role == .substation ? 30 : 0.4, ofRow: row)
            setElevation(at: node.place, ofRow: row)
        }
    }

    func name(power number: Int) -> String {
        let node = power.nodes[number]
        switch node.role {
        case .gridConnection: return TownNames.gridConnection(Int(node.ordinal))
        case .substation: return TownNames.substation(Int(node.ordinal))
        case .transformer:
            return node.street < 0
                ? "Trafo \(node.ordinal + 1)" : "Trafo \(streets.name(streets.streets[Int(node.street)])) T\(node.ordinal + 1)"
        }
    }

    private mutating func addWater(_ role: WaterPlan.Role) {
        let works = Set(water.nodes.map(\.zone)).count
        for (number, node) in water.nodes.enumerated() where node.role == role {
            let (kind, name): (AssetKind, String) =
                switch role {
                case .well: (.well, "Waterput \(node.ordinal + 1)")
                case .treatmentPlant: (.treatmentPlant, TownNames.waterworks("Waterzuivering De Kwel", works > 1 ? Int(node.ordinal) : 0))
                case .pumpingStation: (.pumpingStation, TownNames.waterworks("Pompstation De Kwel", works > 1 ? Int(node.ordinal) : 0))
                case .waterTower: (.waterTower, TownNames.waterworks("Watertoren Oude Stad", works > 1 ? Int(node.ordinal) : 0))
                case .junction: (.waterJunction, "Leidingknoop \(streetName(atCorner: node.corner)) J\(node.ordinal + 1)")
                }
            let row = builder.addNode(
                waterID[number], layer: builder.strings.intern(Layer.water.name), kind: builder.strings.intern(kind.name),
                at: node.place, isSource: role == .well || role == .waterTower)
            builder.setName(name, ofRow: row)
            setElevation(at: node.place, ofRow: row)
        }
    }

    mutating func setElevation(at p: Point, ofRow row: Int) {
        if let height = terrain.value(at: p) { builder.set(.elevation, Double(height).centimetres, ofRow: row) }
    }

    // MARK: links

    private mutating func addBridges() {
        let bridges = streets.streets.filter(\.isBridge)
        for (n, bridge) in bridges.enumerated() {
            let row = addRoad(identifier("bridge-", n, of: bridges.count), .bridge, bridge)
            builder.setName(streets.name(bridge, bridgeNumber: n), ofRow: row)
            builder.set(.roadLevel, 1, ofRow: row)
        }
    }

    private mutating func addStreets() {
        let count = streets.streets.count
        for (n, street) in streets.streets.enumerated() where !street.isBridge {
            let row = addRoad(identifier("street-", n, of: count), .road, street)
            builder.setName(streets.name(street), ofRow: row)
        }
    }

    private mutating func addRoad(_ id: Int32, _ kind: AssetKind, _ street: StreetPlan.Street) -> Int {
        let row = builder.addLink(
            id, layer: builder.strings.intern(Layer.road.name), kind: builder.strings.intern(kind.name),
            from: cornerID[Int(street.from)], to: cornerID[Int(street.to)], isDirected: street.isOneWay)
        builder.set(.length, streets.lengthMetres(street).centimetres, ofRow: row)
        builder.set(.speedLimit, streets.speedLimit(street), ofRow: row)
        builder.set(.lanes, street.isOneWay ? 1 : 2, ofRow: row)
        builder.set(.roadClass, street.roadClass.name, ofRow: row)
        return row
    }

    private mutating func addCables() {
        for (n, cable) in power.cables.enumerated() {
            let row = builder.addLink(
                identifier("cable-", n, of: power.cables.count), layer: builder.strings.intern(Layer.power.name),
                kind: builder.strings.intern(AssetKind.powerCable.name), from: powerID[Int(cable.from)],
                to: powerID[Int(cable.to)])
            builder.setName(
                "\(cable.isTransport ? "Transportkabel" : "Kabel") \(name(power: Int(cable.from))) – \(name(power: Int(cable.to)))",
                ofRow: row)
            builder.set(.length, Planar.length(ofPolyline: cable.course).centimetres, ofRow: row)
            builder.set(.voltage, 10, ofRow: row)
            builder.set(.capacity, cable.isTransport ? 30 : 6, ofRow: row)
            if cable.course.count > 2 { builder.setShape(cable.course, ofRow: row) }
        }
    }

    private mutating func addPipes() {
        let draws = Draws(seed: options.seed)
        for (n, pipe) in water.pipes.enumerated() {
            let row = builder.addLink(
                identifier("main-", n, of: water.pipes.count), layer: builder.strings.intern(Layer.water.name),
                kind: builder.strings.intern(AssetKind.pipe.name), from: waterID[Int(pipe.from)],
                to: waterID[Int(pipe.to)], isDirected: pipe.isOneWay)
            let (name, diameter): (String, Double) =
                switch pipe.role {
                case .raw where water.nodes[Int(pipe.from)].role == .well:
                    ("Ruwwaterleiding put \(water.nodes[Int(pipe.from)].ordinal + 1)", 300)
                case .raw: ("Reinwaterleiding", 400)
                case .feeder: ("Hoofdleiding waterwerken", 400)
                case .crossing: ("Waterleiding onder de brug \(TownNames.bridge(n))", 300)
                case .transport: ("Transportleiding \(streetName(pipe))", 250)
                case .distribution: ("Waterleiding \(streetName(pipe))", draws.uniform(.pipeMaterial, n) < 0.3 ? 160 : 110)
                }
            builder.setName(name, ofRow: row)
            builder.set(.length, Planar.length(ofPolyline: pipe.course).centimetres, ofRow: row)
            builder.set(.diameter, diameter, ofRow: row)
            builder.set(.material, material(pipe, draws.uniform(.pipeMaterial, -1 - n)), ofRow: row)
            if pipe.course.count > 2 { builder.setShape(pipe.course, ofRow: row) }
        }
    }

    /// The street that a main lies under: the one that starts at its first corner in its direction.
    private func streetName(_ pipe: WaterPlan.Pipe) -> String {
        let from = water.nodes[Int(pipe.from)].corner, to = water.nodes[Int(pipe.to)].corner
        let isAlong = streets.grid.corner(Int(from)).row == streets.grid.corner(Int(to)).row
        return streets.name(StreetPlan.Street(from: from, to: to, roadClass: .residential, isAlong: isAlong))
    }

    /// The street that starts at a corner and runs along the river.
    private func streetName(atCorner corner: Int32) -> String {
        streets.name(StreetPlan.Street(from: corner, to: corner, roadClass: .residential, isAlong: true))
    }

    /// Old towns have old pipes. Words as in the code lists of the Utility Network ADE.
    private func material(_ pipe: WaterPlan.Pipe, _ chance: Double) -> String {
        if pipe.role == .crossing || pipe.role == .feeder { return "steel" }
        let isOld = water.nodes[Int(pipe.from)].place.distance(to: streets.oldTown) < 800
        if isOld { return chance < 0.6 ? "castIron" : "asbestosConcrete" }
        return chance < 0.55 ? "PVC" : chance < 0.8 ? "asbestosConcrete" : "polyethylene"
    }
}
