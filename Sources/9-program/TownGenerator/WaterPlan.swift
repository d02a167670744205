import Geometry

/// Drinking water: wells, treatment, pumps and a tower for every pressure zone, and looped mains under the streets.
///
/// Wells → treatment → pumps → network run one way only: when the pumps stop, nothing but the tower is left.
struct WaterPlan: Sendable {
    enum Role: UInt8, Sendable { case well, treatmentPlant, pumpingStation, waterTower, junction }
    struct Node: Sendable {
        var role: Role
        var ordinal: Int32
        var place: Point
        var corner: Int32
        var isNorth: Bool
        var zone: Int32
    }
    struct Pipe: Sendable {
        enum Role: UInt8, Sendable { case raw, feeder, transport, distribution, crossing }
        var from: Int32, to: Int32
        var role: Role
        var isOneWay = false
        var course: [Point]
    }
    private(set) var nodes: [Node] = []
    private(set) var pipes: [Pipe] = []
    private let streets: StreetPlan
    /// Every so-many-th corner has a junction: √5, so that there is one junction for five corners.
    private static let stride = 2.2360679774997896

    init(_ options: TownOptions, plots: inout Plots, draws: Draws) {
        streets = plots.streets
        let grid = streets.grid
        let works = max(1, options.roadNodes / 20_000)
        let zones = [false, true].map { Areas((works + 1) / 2, columns: grid.columns, rows: grid.rows(isNorth: $0)) }
        func zone(_ c: StreetGrid.Corner) -> Int32 {
            if works == 1 { return 0 }
            let own = zones[c.isNorth ? 1 : 0].area(column: c.column, row: c.row)
            return Int32(c.isNorth ? zones[0].count + own : own)
        }
        layMains(zone, draws)
        let junctions = nodes.count
        let index = PointIndex(nodes.map(\.place))
        for z in 0..<(works == 1 ? 1 : zones[0].count + zones[1].count) {
            let isNorth = works > 1 && z >= zones[0].count
            let middle = zones[isNorth ? 1 : 0].middle(works == 1 ? 0 : isNorth ? z - zones[0].count : z)
            addWorks(Int32(z), isNorth: isNorth, middle, isOnly: works == 1, junctions, index, &plots)
        }
    }

    // MARK: mains

    private static func lattice(_ length: Int) -> [Int] {
        var found: [Int] = []
        while Int((Double(found.count) * stride).rounded()) < length { found.append(Int((Double(found.count) * stride).rounded())) }
        return found
    }

    private mutating func layMains(_ zone: (StreetGrid.Corner) -> Int32, _ draws: Draws) {
        let grid = streets.grid
        let columns = Self.lattice(grid.columns)
        // Junction at (lattice column, lattice row, side), −1 where there is none.
        var numbers: [[[Int32]]] = []
        for isNorth in [false, true] {
            numbers.append(Self.lattice(grid.rows(isNorth: isNorth)).map { row in
                columns.map { column in
                    guard let corner = grid.number(column, row, isNorth: isNorth) else { return -1 }
                    let p = streets.nodes[corner]
                    let number = Int32(nodes.count)
                    nodes.append(
                        Node(
                            role: .junction, ordinal: number,
                            place: Point(x: (p.x - 3).centimetres, y: (p.y - 3).centimetres), corner: Int32(corner),
                            isNorth: isNorth, zone: zone(grid.corner(corner))))
                    return number
                }
            })
        }
        var within: [Pipe] = [], between: [Pipe] = []
        for side in numbers {
            for (y, row) in side.enumerated() {
                for (x, number) in row.enumerated() where number >= 0 {
                    let right = x + 1 < row.count ? row[x + 1] : -1
                    let outward = y + 1 < side.count ? side[y + 1][x] : -1
                    for other in [right, outward] where other >= 0 {
                        let role: Pipe.Role = (other == right ? y : x) % 4 == 2 ? .transport : .distribution
                        let pipe = Pipe(from: number, to: other, role: role, course: course(number, other))
                        if nodes[Int(number)].zone == nodes[Int(other)].zone { within.append(pipe) } else { between.append(pipe) }
                    }
                }
            }
        }
        choose(within, between, crossings: crossings(numbers, columns), draws)
    }

    /// At every bridge (the first two in a large town) a pipe to the other bank.
    private func crossings(_ numbers: [[[Int32]]], _ columns: [Int]) -> [Pipe] {
        streets.bridgeColumns.prefix(2).compactMap { bridge in
            let x = columns.indices.min { abs(columns[$0] - bridge) < abs(columns[$1] - bridge) } ?? 0
            guard let south = numbers[0].first?[x], let north = numbers[1].first?[x], south >= 0, north >= 0,
                let a = streets.grid.number(bridge, 0, isNorth: false), let b = streets.grid.number(bridge, 0, isNorth: true)
            else { return nil }
            let course = [nodes[Int(south)].place, streets.nodes[a], streets.nodes[b], nodes[Int(north)].place]
            return Pipe(from: south, to: north, role: .crossing, course: course)
        }
    }

    /// A spanning tree of each zone (transport mains first), then loops until there are 1.35 pipes per junction;
    /// few pipes join zones.
    private mutating func choose(_ within: [Pipe], _ between: [Pipe], crossings: [Pipe], _ draws: Draws) {
        var groups = Groups(count: nodes.count)
        var isChosen = within.map { $0.role == .transport }
        pipes = crossings
        for pipe in crossings { _ = groups.join(Int(pipe.from), Int(pipe.to)) }
        for pipe in within where pipe.role == .transport { _ = groups.join(Int(pipe.from), Int(pipe.to)) }
        var total = crossings.count + isChosen.count { $0 }
        let order = draws.shuffled(.pipeOrder, within.indices.filter { !isChosen[$0] }.map { Int32($0) })
        for i in order where groups.join(Int(within[Int(i)].from), Int(within[Int(i)].to)) {
            isChosen[Int(i)] = true
            total += 1
        }
        for i in order where !isChosen[Int(i)] && total < nodes.count * 135 / 100 {
            isChosen[Int(i)] = true
            total += 1
        }
        for (i, pipe) in within.enumerated() where isChosen[i] { pipes.append(pipe) }
        for (i, pipe) in between.enumerated() where draws.uniform(.pipeOrder, within.count + i) < 0.04 { pipes.append(pipe) }
    }

    /// Under the streets: from corner to corner.
    private func course(_ a: Int32, _ b: Int32) -> [Point] {
        let grid = streets.grid
        let c = grid.corner(Int(nodes[Int(a)].corner)), d = grid.corner(Int(nodes[Int(b)].corner))
        var course = [nodes[Int(a)].place]
        let steps = max(d.column - c.column, d.row - c.row)
        for step in 1..<max(1, steps) {
            let column = c.column + (d.column > c.column ? step : 0), row = c.row + (d.row > c.row ? step : 0)
            if let corner = grid.number(column, row, isNorth: c.isNorth) {
                let p = streets.nodes[corner]
                course.append(Point(x: (p.x - 3).centimetres, y: (p.y - 3).centimetres))
            }
        }
        course.append(nodes[Int(b)].place)
        return course
    }

    // MARK: waterworks

    /// In a small town the works stand on dry ground beyond the southern edge and the tower in the old town; in a
    /// large one every zone has its own in its middle.
    private mutating func addWorks(
        _ zone: Int32, isNorth: Bool, _ middle: (u: Double, v: Double), isOnly: Bool, _ junctions: Int,
        _ index: PointIndex, _ plots: inout Plots
    ) {
        let grid = streets.grid
        let centre: Point
        let corner: Int
        if isOnly {
            corner = grid.number(atColumnShare: 0.33, rowShare: 1, isNorth: false)
            let edge = streets.nodes[grid.outermost(grid.corner(corner).column, isNorth: false) ?? corner]
            centre = Point(x: edge.x, y: (edge.y - 260).centimetres)
        } else {
            let plot = plots.take(near: grid.number(atColumnShare: middle.u, rowShare: middle.v, isNorth: isNorth))
            centre = plot.centre
            corner = plot.corner
        }
        let towerPlot = plots.take(
            near: isOnly
                ? grid.number(atColumnShare: 0.42, rowShare: 0.13, isNorth: true)
                : grid.number(atColumnShare: middle.u, rowShare: middle.v, isNorth: isNorth))
        let scale = isOnly ? 1.0 : 0.1

        func add(_ role: Role, _ ordinal: Int32, _ place: Point, _ corner: Int, isNorth: Bool) -> Int32 {
            nodes.append(
                Node(
                    role: role, ordinal: ordinal, place: Point(x: place.x.centimetres, y: place.y.centimetres),
                    corner: Int32(corner), isNorth: isNorth, zone: zone))
            return Int32(nodes.count - 1)
        }
        func beside(_ east: Double, _ north: Double) -> Point {
            Point(x: centre.x + east * scale, y: centre.y + north * scale)
        }
        let plant = add(.treatmentPlant, zone, beside(0, 0), corner, isNorth: isNorth)
        let pump = add(.pumpingStation, zone, beside(60, 90), corner, isNorth: isNorth)
        for (n, offset) in [(-420.0, -60.0), (-120, -200), (230, -170)].enumerated() {
            let well = add(.well, zone * 3 + Int32(n), beside(offset.0, offset.1), corner, isNorth: isNorth)
            join(well, plant, .raw)
        }
        join(plant, pump, .raw)
        let tower = add(.waterTower, zone, towerPlot.centre, towerPlot.corner, isNorth: grid.isNorth(towerPlot.corner))

        func nearestJunction(to node: Int32, but other: Int? = nil) -> Int? {
            let wanted = nodes[Int(node)]
            return index.nearest(to: wanted.place, within: .infinity) {
                $0 < junctions && nodes[$0].zone == zone && nodes[$0].isNorth == wanted.isNorth && $0 != other
            }?.index
        }
        if let first = nearestJunction(to: pump) {
            join(pump, Int32(first), .feeder)
            if let second = nearestJunction(to: pump, but: first) { join(pump, Int32(second), .feeder) }
        }
        if let inlet = nearestJunction(to: tower) { join(tower, Int32(inlet), .feeder) }
    }

    private mutating func join(_ a: Int32, _ b: Int32, _ role: Pipe.Role) {
        pipes.append(
            Pipe(from: a, to: b, role: role, isOneWay: true, course: [nodes[Int(a)].place, nodes[Int(b)].place]))
    }
}
