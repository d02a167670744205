import Geometry
import Glibc

/// Where people live: rows of dwellings along the streets, denser near the bridges.
struct BlockPlan: Sendable {
    struct Block: Sendable {
        /// Number of its street in the street plan, and how many-th house row of it.
        var street: Int32
        var ordinal: Int16
        var isLeft: Bool
        var storeys: Int16
        var year: Int16
        var residents: Int32
        var centre: Point
        /// Unit vector along the street, and half the length of the row.
        var along: Point
        var halfLength: Double
    }
    static let halfDepthMetres = 5.5
    private(set) var blocks: [Block] = []

    /// - Parameter residents: shared out over all blocks, to the last person.
    init(count: Int, residents: Int, plots: Plots, draws: Draws) {
        let plan = plots.streets
        let weights = Self.weights(plots)
        let total = weights.reduce(0, +)
        guard total > 0, count > 0 else { return }
        let step = total / Double(count)
        blocks.reserveCapacity(count)
        var reached = 0.0, placed = 0
        for (number, street) in plan.streets.enumerated() where weights[number] > 0 {
            reached += weights[number]
            var here = 0
            while placed + here < count && (Double(placed + here) + 0.5) * step <= reached { here += 1 }
            guard here > 0 else { continue }
            place(here, along: street, number: number, plots, draws)
            placed += here
        }
        share(residents, draws)
    }

    /// How likely each street is to have houses.
    private static func weights(_ plots: Plots) -> [Double] {
        let plan = plots.streets
        let columns = plan.grid.columns
        let toBridge = (0..<columns).map { column in
            Double(plan.bridgeColumns.map { abs($0 - column) }.min() ?? 0) * StreetGrid.spacingMetres
        }
        return plan.streets.map { street in
            if street.isBridge || street.roadClass == .primary { return 0 }
            let free = plots.isFree(street)
            if !free.left && !free.right { return 0 }
            let c = plan.grid.corner(Int(street.from))
            let across = toBridge[c.column], away = Double(c.row) * StreetGrid.spacingMetres - 350
            let near = exp(-(across * across + away * away) / 1.2e6)
            return (street.roadClass == .residential ? 1 : 0.6) * (0.3 + 1.2 * near)
        }
    }

    private mutating func place(
        _ count: Int, along street: StreetPlan.Street, number: Int, _ plots: Plots, _ draws: Draws
    ) {
        let plan = plots.streets
        let a = plan.nodes[Int(street.from)], b = plan.nodes[Int(street.to)]
        let length = a.distance(to: b)
        let along = Point(x: (b.x - a.x) / length, y: (b.y - a.y) / length)
        let free = plots.isFree(street)
        let perSide = free.left && free.right ? (count + 1) / 2 : count
        let startsLeft = draws.uniform(.blockOffset, number) < 0.5
        let isOld = plan.grid.corner(Int(street.from)).isNorth && a.distance(to: plan.oldTown) < 650
        for n in 0..<count {
            let key = number * 64 + n
            let isLeft = free.left && free.right ? (n % 2 == 0) == startsLeft : free.left
            let slot = free.left && free.right ? n / 2 : n
            let share = 0.22 + 0.56 * (Double(slot) + 0.5) / Double(perSide)
            let half = min(8 + 6 * draws.uniform(.blockLength, key), 0.26 * length / Double(perSide))
            let offset = (isLeft ? 1.0 : -1.0) * (14 + 2 * draws.uniform(.blockOffset, key + 1))
            let centre = Point(
                x: (a.x + along.x * share * length - along.y * offset).centimetres,
                y: (a.y + along.y * share * length + along.x * offset).centimetres)
            let isTower = !isOld && draws.uniform(.blockStoreys, key) < 0.03
            blocks.append(
                Block(
                    street: Int32(number), ordinal: Int16(n), isLeft: isLeft,
                    storeys: Int16(isTower ? draws.integer(.blockStoreys, key + 1, in: 6...10)
                        : isOld ? draws.integer(.blockStoreys, key + 2, in: 3...4)
                            : draws.integer(.blockStoreys, key + 3, in: 2...3)),
                    year: Int16(isOld ? draws.integer(.blockYear, key, in: 1650...1930)
                        : draws.integer(.blockYear, key, in: 1948...2018)),
                    residents: 0, centre: centre, along: along, halfLength: half))
        }
    }

    /// Running totals are rounded, so that the parts add up exactly.
    private mutating func share(_ residents: Int, _ draws: Draws) {
        let weights = blocks.indices.map {
            (0.5 + draws.uniform(.blockResidents, $0)) * Double(blocks[$0].storeys) * blocks[$0].halfLength
        }
        let total = weights.reduce(0, +)
        var reached = 0.0, given = 0
        for i in blocks.indices {
            reached += weights[i]
            let due = i == blocks.count - 1 ? residents : Int(Double(residents) * reached / total)
            blocks[i].residents = Int32(due - given)
            given = due
        }
    }

    /// The four corners of a rectangle about a centre, counter-clockwise.
    static func footprint(_ centre: Point, along: Point, halfLength: Double, halfDepth: Double) -> [Point] {
        [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1)].map { (u: Double, v: Double) in
            Point(
                x: (centre.x + along.x * u * halfLength - along.y * v * halfDepth).centimetres,
                y: (centre.y + along.y * u * halfLength + along.x * v * halfDepth).centimetres)
        }
    }
    func footprint(_ block: Block) -> [Point] {
        Self.footprint(block.centre, along: block.along, halfLength: block.halfLength, halfDepth: Self.halfDepthMetres)
    }
}

extension StreetPlan {
    /// The middle of the old town.
    var oldTown: Point { landscape.place(x: landscape.oldTownX, offset: landscape.oldTownOffset) }
}
