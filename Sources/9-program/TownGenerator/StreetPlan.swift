import Geometry
import NetworkModel

/// Streets: a grid bent along the river, thinned out at random but whole, with main roads, a ring road, bridges
/// and gateways.
struct StreetPlan: Sendable {
    enum RoadClass: UInt8, Sendable {
        case residential, tertiary, secondary, primary
        /// OpenStreetMap's value of `highway`.
        var name: String {
            switch self {
            case .residential: "residential"
            case .tertiary: "tertiary"
            case .secondary: "secondary"
            case .primary: "primary"
            }
        }
    }
    struct Street: Sendable {
        var from: Int32, to: Int32
        var roadClass: RoadClass
        var isRing = false
        var isOneWay = false
        var isBridge = false
        /// Leads from the last corner out of the town to a gateway.
        var isWayOut = false
        /// Along the river (in a row), or away from it.
        var isAlong: Bool
    }

    let grid: StreetGrid
    let landscape: Landscape
    /// Places of the street corners, and after them of the gateways.
    let nodes: [Point]
    private(set) var streets: [Street] = []
    /// Columns in which a bridge crosses the river, ascending.
    let bridgeColumns: [Int]
    /// Where main roads leave the area: the last corner of each, and in which direction it goes.
    let exits: [Exit]
    enum Direction: String, Sendable { case north = "noord", south = "zuid", west = "west", east = "oost" }
    struct Exit: Sendable {
        var corner: Int
        var direction: Direction
    }
    /// How far beyond the last corners the gateways lie.
    private static let outwardMetres = 520.0
    private let ring: (west: Int, east: Int, north: Int, south: Int)
    private let mainRow = 5, mainSpacing = 9

    /// - Parameter count: road nodes, gateways included.
    init(count: Int, cellSizeMetres: Double, draws: Draws) {
        let spacing = StreetGrid.spacingMetres
        let bridgeCount = Self.bridgeCount(widthMetres: Double(StreetGrid(count: count).columns - 1) * spacing)
        let grid = StreetGrid(count: count - 2 * bridgeCount - 4)
        self.grid = grid
        let width = Double(grid.columns - 1) * spacing
        let bridges = bridgeCount == 2
            ? [grid.columns * 42 / 100, grid.columns * 75 / 100]
            : (0..<bridgeCount).map { (2 * $0 + 1) * grid.columns / (2 * bridgeCount) }
        bridgeColumns = bridges
        let spread = Spread(grid, around: bridges[0], isEven: bridgeCount > 2)
        let landscape = Landscape(
            width: width, oldTownX: (Landscape.centre.x - width / 2).rounded() + spread.east(bridges[0]),
            cellSizeMetres: cellSizeMetres, draws: draws)
        self.landscape = landscape
        let corners = (0..<grid.count).map { number in
            let c = grid.corner(number)
            // Bridge heads stay in line; everything else is moved about a little.
            let loose = c.row == 0 ? 0.3 : 1.0
            let x = landscape.west + spread.east(c.column) + 17 * loose * draws.signed(.nodeX, number)
            let away = landscape.firstStreetOffset + spread.away(c.row, isNorth: c.isNorth)
                + 17 * loose * draws.signed(.nodeY, number)
            let p = landscape.place(x: x, offset: c.isNorth ? away : -away)
            return Point(x: p.x.centimetres, y: p.y.centimetres)
        }
        ring = (
            grid.columns * 15 / 100, bridges[1],
            max(mainRow + 2, grid.northRows * 60 / 100), max(mainRow + 2, grid.southRows * 60 / 100)
        )
        exits = Self.exits(grid, bridges, mainRow: mainRow)
        nodes = corners + Self.gateways(exits, corners)
        streets = chooseStreets(draws)
    }

    /// Two bridges in a small town, more along a longer river: about one per kilometre.
    private static func bridgeCount(widthMetres: Double) -> Int { max(2, Int(widthMetres / 1000) - 3) }

    /// The bridges' roads and the main road along either bank lead out of the town.
    private static func exits(_ grid: StreetGrid, _ bridges: [Int], mainRow: Int) -> [Exit] {
        var found: [Exit] = []
        for isNorth in [false, true] {
            for column in bridges {
                guard let corner = grid.outermost(column, isNorth: isNorth) else { continue }
                found.append(Exit(corner: corner, direction: isNorth ? .north : .south))
            }
            for (column, direction) in [(0, Direction.west), (grid.columns - 1, .east)] {
                guard let corner = grid.number(column, mainRow, isNorth: isNorth) else { continue }
                found.append(Exit(corner: corner, direction: direction))
            }
        }
        return found
    }

    /// Gateways lie on a rectangle around the town, so that it can be seen that their roads go on.
    private static func gateways(_ exits: [Exit], _ corners: [Point]) -> [Point] {
        var box = Box()
        for p in corners { box.include(p) }
        return exits.map { exit in
            let p = corners[exit.corner]
            switch exit.direction {
            case .north: return Point(x: p.x, y: (box.maxY + outwardMetres).centimetres)
            case .south: return Point(x: p.x, y: (box.minY - outwardMetres).centimetres)
            case .west: return Point(x: (box.minX - outwardMetres).centimetres, y: p.y)
            case .east: return Point(x: (box.maxX + outwardMetres).centimetres, y: p.y)
            }
        }
    }

    /// Every place where a street could be: along the row, and away from the river.
    private func candidate(_ id: Int) -> Street? {
        let from = id / 2, isAlong = id % 2 == 0
        let c = grid.corner(from)
        let to = isAlong
            ? grid.number(c.column + 1, c.row, isNorth: c.isNorth) : grid.number(c.column, c.row + 1, isNorth: c.isNorth)
        guard let to else { return nil }
        let isRing = isOnRing(c, isAlong: isAlong)
        return Street(
            from: Int32(from), to: Int32(to), roadClass: isRing ? .primary : roadClass(c, isAlong: isAlong),
            isRing: isRing, isAlong: isAlong)
    }

    private func isOnRing(_ c: StreetGrid.Corner, isAlong: Bool) -> Bool {
        let outer = c.isNorth ? ring.north : ring.south
        if isAlong { return c.row == outer && c.column >= ring.west && c.column < ring.east }
        return (c.column == ring.west || c.column == ring.east) && c.row < outer
    }

    private func roadClass(_ c: StreetGrid.Corner, isAlong: Bool) -> RoadClass {
        if isAlong {
            if c.row == mainRow { return .primary }
            return c.row == 0 ? .tertiary : c.row % mainSpacing == mainRow ? .secondary : .residential
        }
        if isBridgeColumn(c.column) { return .primary }
        return c.column % mainSpacing == 4 ? .secondary : .residential
    }

    private func isBridgeColumn(_ column: Int) -> Bool {
        var low = 0, high = bridgeColumns.count
        while low < high {
            let middle = (low + high) / 2
            if bridgeColumns[middle] < column { low = middle + 1 } else { high = middle }
        }
        return low < bridgeColumns.count && bridgeColumns[low] == column
    }

    /// All main roads, a random spanning tree of the rest, and more until there are 1.4 streets per corner.
    private func chooseStreets(_ draws: Draws) -> [Street] {
        var groups = Groups(count: grid.count)
        var chosen = [Bool](repeating: false, count: grid.count * 2), isExtra = chosen
        var open: [Int32] = []
        var total = bridgeColumns.count + exits.count
        for id in 0..<(grid.count * 2) {
            guard let street = candidate(id) else { continue }
            if street.roadClass == .residential {
                open.append(Int32(id))
            } else {
                chosen[id] = true
                total += 1
                _ = groups.join(Int(street.from), Int(street.to))
            }
        }
        let order = draws.shuffled(.streetOrder, open)
        for id in order {
            guard let street = candidate(Int(id)) else { continue }
            if groups.join(Int(street.from), Int(street.to)) {
                chosen[Int(id)] = true
                total += 1
            }
        }
        for id in order where total < nodes.count * 14 / 10 && !chosen[Int(id)] {
            chosen[Int(id)] = true
            isExtra[Int(id)] = true
            total += 1
        }
        var streets: [Street] = []
        streets.reserveCapacity(total)
        for id in chosen.indices where chosen[id] {
            guard var street = candidate(id) else { continue }
            // Only streets beside the spanning tree: whatever is one-way, everyone can come and go.
            street.isOneWay = isExtra[id] && draws.uniform(.oneWay, id) < 0.06
            streets.append(street)
        }
        for column in bridgeColumns {
            guard let south = grid.number(column, 0, isNorth: false), let north = grid.number(column, 0, isNorth: true)
            else { continue }
            streets.append(
                Street(
                    from: Int32(south), to: Int32(north), roadClass: .primary,
                    isRing: column == ring.east, isBridge: true, isAlong: false))
        }
        for (n, exit) in exits.enumerated() {
            streets.append(
                Street(
                    from: Int32(exit.corner), to: Int32(grid.count + n), roadClass: .primary, isWayOut: true,
                    isAlong: exit.direction == .west || exit.direction == .east))
        }
        return streets
    }

    func lengthMetres(_ street: Street) -> Double {
        nodes[Int(street.from)].distance(to: nodes[Int(street.to)])
    }
    func speedLimit(_ street: Street) -> Double {
        if street.isRing || street.isWayOut { return 70 }
        return street.roadClass == .residential ? 30 : 50
    }
}

/// Distances of columns and rows: in a single town close together in its heart and wider towards its edge, in a
/// large area even.
private struct Spread {
    let grid: StreetGrid
    let heart: Int
    let isEven: Bool

    init(_ grid: StreetGrid, around heart: Int, isEven: Bool) {
        self.grid = grid
        self.heart = heart
        self.isEven = isEven
    }

    /// Metres from the western edge.
    func east(_ column: Int) -> Double {
        let spacing = StreetGrid.spacingMetres
        if isEven { return Double(column) * spacing }
        let side = column < heart ? heart : grid.columns - 1 - heart
        let t = Double(column - heart) / Double(side)
        return Double(heart) * spacing + Double(side) * spacing * t * (0.72 + 0.28 * t * t)
    }
    /// Metres from the first row behind the dike.
    func away(_ row: Int, isNorth: Bool) -> Double {
        let spacing = StreetGrid.spacingMetres * Double(row)
        if isEven { return spacing }
        return spacing * (0.75 + 0.3 * Double(row) / Double(grid.rows(isNorth: isNorth)))
    }
}
