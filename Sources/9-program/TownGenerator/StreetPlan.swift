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
        /// Along the river (in a row), or away from it.
        var isAlong: Bool
    }

    let grid: StreetGrid
    let landscape: Landscape
    let corners: [Point]
    private(set) var streets: [Street] = []
    /// Columns in which a bridge crosses the river, ascending.
    let bridgeColumns: [Int]
    let gateways: [Int]
    private let ring: (west: Int, east: Int, north: Int, south: Int)
    private let mainRow = 5, mainSpacing = 9

    init(count: Int, cellSizeMetres: Double, draws: Draws) {
        let grid = StreetGrid(count: count)
        self.grid = grid
        let spacing = StreetGrid.spacingMetres
        let width = Double(grid.columns - 1) * spacing
        let bridges = Self.bridgeColumns(columns: grid.columns, widthMetres: width)
        bridgeColumns = bridges
        let landscape = Landscape(
            width: width, oldTownX: (Landscape.centre.x - width / 2).rounded() + Double(bridges[0]) * spacing,
            cellSizeMetres: cellSizeMetres, draws: draws)
        self.landscape = landscape
        corners = (0..<count).map { number in
            let c = grid.corner(number)
            // Bridge heads stay in line; everything else is moved about a little.
            let loose = c.row == 0 ? 0.3 : 1.0
            let x = landscape.west + Double(c.column) * spacing + 18 * loose * draws.signed(.nodeX, number)
            let away = landscape.firstStreetOffset + Double(c.row) * spacing + 18 * loose * draws.signed(.nodeY, number)
            let p = landscape.place(x: x, offset: c.isNorth ? away : -away)
            return Point(x: p.x.centimetres, y: p.y.centimetres)
        }
        ring = (
            grid.columns * 15 / 100, bridges[bridges.count > 1 ? 1 : 0],
            max(mainRow + 2, grid.northRows * 60 / 100), max(mainRow + 2, grid.southRows * 60 / 100)
        )
        gateways = Self.gateways(grid, bridges, mainRow: mainRow)
        streets = chooseStreets(draws)
    }

    /// Two bridges in a small town, more along a longer river: about one per kilometre.
    private static func bridgeColumns(columns: Int, widthMetres: Double) -> [Int] {
        let bridges = max(2, Int(widthMetres / 1000) - 3)
        if bridges == 2 { return [columns * 42 / 100, columns * 75 / 100] }
        return (0..<bridges).map { (2 * $0 + 1) * columns / (2 * bridges) }
    }

    /// Where the bridges' roads and the main road along either bank leave the area.
    private static func gateways(_ grid: StreetGrid, _ bridges: [Int], mainRow: Int) -> [Int] {
        var found: [Int] = []
        for isNorth in [false, true] {
            found += bridges.compactMap { grid.outermost($0, isNorth: isNorth) }
            found += [0, grid.columns - 1].compactMap { grid.number($0, mainRow, isNorth: isNorth) }
        }
        return Set(found).sorted()
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
        var total = bridgeColumns.count
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
        for id in order where total < grid.count * 14 / 10 && !chosen[Int(id)] {
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
        return streets
    }

    func lengthMetres(_ street: Street) -> Double {
        corners[Int(street.from)].distance(to: corners[Int(street.to)])
    }
    func speedLimit(_ street: Street) -> Double {
        if street.isRing { return 70 }
        return street.roadClass == .residential ? 30 : 50
    }
}
