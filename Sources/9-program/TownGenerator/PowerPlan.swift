import Geometry
import Glibc

/// Medium voltage: a connection to the national grid, substations in a loop behind it, and from every substation
/// closed 10 kV rings of transformers with some radial spurs.
struct PowerPlan: Sendable {
    enum Role: UInt8, Sendable { case gridConnection, substation, transformer }
    struct Node: Sendable {
        var role: Role
        /// Counted from 0 within its role.
        var ordinal: Int32
        var place: Point
        /// The street corner beside which it stands.
        var corner: Int32
        /// The street it is named after; −1 for none.
        var street: Int32 = -1
        var isNorth: Bool
    }
    struct Cable: Sendable {
        var from: Int32, to: Int32
        var isTransport: Bool
        var course: [Point]
    }
    private(set) var nodes: [Node] = []
    private(set) var cables: [Cable] = []
    /// The rings as node numbers, each beginning with its substation.
    private(set) var rings: [[Int32]] = []
    private let streets: StreetPlan

    init(_ options: TownOptions, _ substations: Substations, streets: StreetPlan, blocks: BlockPlan, draws: Draws) {
        self.streets = streets
        nodes = substations.nodes
        let substationCount = nodes.count
        connectToGrid(substationCount)
        placeTransformers(max(substationCount, options.roadNodes / 20), blocks, draws)
        layRings(substationCount, draws)
    }

    /// Where the substations stand: one in the middle of each service area, on a block of its own.
    struct Substations: Sendable {
        private(set) var nodes: [Node] = []

        init(_ options: TownOptions, plots: inout Plots) {
            let grid = plots.streets.grid
            let wanted = max(min(4, max(2, options.roadNodes / 1000)), options.roadNodes / 2500)
            for isNorth in [false, true] {
                let areas = Areas((wanted + 1) / 2, columns: grid.columns, rows: grid.rows(isNorth: isNorth))
                // South from west to east, north back again: the loop crosses the river as little as it can.
                for area in isNorth ? areas.snake.reversed() : areas.snake {
                    let middle = areas.middle(area)
                    let plot = plots.take(
                        near: grid.number(atColumnShare: middle.u, rowShare: middle.v * 0.8, isNorth: isNorth))
                    nodes.append(
                        Node(
                            role: .substation, ordinal: Int32(nodes.count), place: plot.centre,
                            corner: Int32(plot.corner), isNorth: isNorth))
                }
            }
        }
    }

    /// One grid connection for every five substations, in a loop with them: no single cable is indispensable.
    private mutating func connectToGrid(_ substations: Int) {
        let connections = max(1, substations / 5)
        let top = streets.nodes.map(\.y).max() ?? 0
        for n in 0..<connections {
            let first = n * substations / connections, end = (n + 1) * substations / connections
            let members = Array(first..<end)
            let neighbour = nodes[members.last ?? 0]
            let place = connections == 1
                ? Point(x: (streets.landscape.west + streets.landscape.width * 0.93).centimetres, y: (top + 60).centimetres)
                : Point(x: neighbour.place.x + 36, y: neighbour.place.y + 30)
            let number = Int32(nodes.count)
            nodes.append(
                Node(role: .gridConnection, ordinal: Int32(n), place: place, corner: neighbour.corner, isNorth: neighbour.isNorth))
            var previous = number
            for member in members {
                addCable(previous, Int32(member), isTransport: true)
                previous = Int32(member)
            }
            addCable(previous, number, isTransport: true)
        }
    }

    // MARK: transformers

    /// Beside the corners nearest to every so-many-th block, blocks being taken in an order that keeps neighbours
    /// together (G. M. Morton, 1966).
    private mutating func placeTransformers(_ wanted: Int, _ blocks: BlockPlan, _ draws: Draws) {
        let grid = streets.grid
        guard !blocks.blocks.isEmpty else { return }
        let order = blocks.blocks.indices.map { index -> UInt64 in
            let c = grid.corner(Int(streets.streets[Int(blocks.blocks[index].street)].from))
            let line = c.isNorth ? grid.southRows + c.row : c.row
            return Self.interleave(UInt64(c.column), UInt64(line)) << 32 | UInt64(index)
        }.sorted()
        for n in 0..<wanted {
            let index = Int(order[(2 * n + 1) * order.count / (2 * wanted)] & 0xffff_ffff)
            let corner = Int(streets.streets[Int(blocks.blocks[index].street)].from)
            let beside = streets.nodes[corner]
            nodes.append(
                Node(
                    role: .transformer, ordinal: Int32(n),
                    place: Point(
                        x: (beside.x + 4 + 4 * draws.uniform(.transformerX, n)).centimetres,
                        y: (beside.y + 4 + 4 * draws.uniform(.transformerY, n)).centimetres),
                    corner: Int32(corner), street: blocks.blocks[index].street, isNorth: grid.isNorth(corner)))
        }
    }

    private static func interleave(_ x: UInt64, _ y: UInt64) -> UInt64 {
        var result: UInt64 = 0
        for bit in 0..<16 {
            result |= (x >> UInt64(bit) & 1) << UInt64(2 * bit) | (y >> UInt64(bit) & 1) << UInt64(2 * bit + 1)
        }
        return result
    }

    /// Every transformer belongs to the nearest substation on its bank; one in seven is a spur, the others form
    /// rings of about 22.
    private mutating func layRings(_ substations: Int, _ draws: Draws) {
        let south = (0..<substations).filter { !nodes[$0].isNorth }, north = (0..<substations).filter { nodes[$0].isNorth }
        let southIndex = PointIndex(south.map { nodes[$0].place }), northIndex = PointIndex(north.map { nodes[$0].place })
        var members = [[Int32]](repeating: [], count: substations)
        for (number, node) in nodes.enumerated() where node.role == .transformer {
            let found = (node.isNorth ? northIndex : southIndex).nearest(to: node.place, within: .infinity)
            let substation = found.map { (node.isNorth ? north : south)[$0.index] } ?? 0
            members[substation].append(Int32(number))
        }
        for substation in 0..<substations {
            let isSpur: (Int32) -> Bool = { draws.uniform(.spur, Int($0)) < 1.0 / 7 }
            let ringed = members[substation].filter { !isSpur($0) }, spurs = members[substation].filter { isSpur($0) }
            layRings(of: substation, ringed)
            let index = PointIndex(ringed.map { nodes[Int($0)].place })
            for spur in spurs {
                let found = index.nearest(to: nodes[Int(spur)].place, within: .infinity)
                addCable(found.map { ringed[$0.index] } ?? Int32(substation), spur, isTransport: false)
            }
        }
    }

    /// Sectors around the substation of equal numbers of transformers, each one ring.
    private mutating func layRings(of substation: Int, _ transformers: [Int32]) {
        let centre = nodes[substation].place
        let byBearing = transformers.map { number -> (bearing: Double, number: Int32) in
            let p = nodes[Int(number)].place
            return (atan2(p.y - centre.y, p.x - centre.x), number)
        }.sorted { ($0.bearing, $0.number) < ($1.bearing, $1.number) }
        let count = max(1, Int((Double(byBearing.count) / 22).rounded()))
        for n in 0..<count {
            let sector = byBearing[(n * byBearing.count / count)..<((n + 1) * byBearing.count / count)].map(\.number)
            guard !sector.isEmpty else { continue }
            let tour = RingTour.through([Int32(substation)] + sector) { nodes[Int($0)].place }
            for (a, b) in zip(tour, tour.dropFirst()) { addCable(a, b, isTransport: false) }
            if tour.count > 2, let last = tour.last { addCable(last, tour[0], isTransport: false) }
            rings.append(tour)
        }
    }

    /// Cables follow the street grid: along one street, round one corner, along the next.
    private mutating func addCable(_ a: Int32, _ b: Int32, isTransport: Bool) {
        let from = nodes[Int(a)], to = nodes[Int(b)]
        var course = [from.place]
        if from.isNorth == to.isNorth {
            let grid = streets.grid
            let c = grid.corner(Int(from.corner)), d = grid.corner(Int(to.corner))
            if c.column != d.column, c.row != d.row,
                let turn = grid.number(d.column, c.row, isNorth: c.isNorth)
            {
                course.append(streets.nodes[turn])
            }
        }
        course.append(to.place)
        cables.append(Cable(from: a, to: b, isTransport: isTransport, course: course))
    }
}

/// A short round trip: nearest neighbour, then 2-opt exchanges until none helps
/// (G. A. Croes 1958, Operations Research 6(6), doi:10.1287/opre.6.6.791). For up to some forty places.
enum RingTour {
    static func through(_ members: [Int32], place: (Int32) -> Point) -> [Int32] {
        guard var current = members.first else { return [] }
        var tour = [current], left = Array(members.dropFirst())
        while !left.isEmpty {
            var best = 0
            for i in left.indices.dropFirst()
            where place(current).distance(to: place(left[i])) < place(current).distance(to: place(left[best])) { best = i }
            current = left.remove(at: best)
            tour.append(current)
        }
        let count = tour.count
        guard count > 3 else { return tour }
        func distance(_ i: Int, _ j: Int) -> Double { place(tour[i]).distance(to: place(tour[j % count])) }
        for _ in 0..<20 {
            var improved = false
            for i in 0..<(count - 2) {
                for j in (i + 2)..<count where !(i == 0 && j == count - 1) {
                    let gain = distance(i, i + 1) + distance(j, j + 1) - distance(i, j) - distance(i + 1, j + 1)
                    if gain > 1e-6 {
                        tour[(i + 1)...j].reverse()
                        improved = true
                    }
                }
            }
            if !improved { break }
        }
        return tour
    }
}
