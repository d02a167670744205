import Geometry

/// Whole blocks kept free for what is larger than a house: hospitals, schools, substations.
struct Plots: Sendable {
    let streets: StreetPlan
    /// Whether the block whose first corner has that number is taken.
    private(set) var isTaken: [Bool]

    struct Plot: Sendable {
        var centre: Point
        /// The street corner nearest to the middle.
        var corner: Int
    }

    init(_ streets: StreetPlan) {
        self.streets = streets
        isTaken = Array(repeating: false, count: streets.grid.count)
    }

    /// The free block nearest to a corner, ring by ring, on the same side of the river.
    mutating func take(near number: Int) -> Plot {
        let grid = streets.grid, start = grid.corner(number)
        for radius in 0..<max(grid.columns, grid.northRows) {
            for dy in -radius...radius {
                for dx in stride(from: -radius, through: radius, by: abs(dy) == radius ? 1 : max(1, 2 * radius)) {
                    guard let candidate = grid.number(start.column + dx, start.row + dy, isNorth: start.isNorth),
                        !isTaken[candidate], let block = grid.block(candidate)
                    else { continue }
                    isTaken[candidate] = true
                    let places = block.map { streets.nodes[$0] }
                    let centre = Point(
                        x: (places.reduce(0) { $0 + $1.x } / 4).centimetres,
                        y: (places.reduce(0) { $0 + $1.y } / 4).centimetres)
                    let nearest = block.min { places[block.firstIndex(of: $0) ?? 0].distance(to: centre) < places[block.firstIndex(of: $1) ?? 0].distance(to: centre) }
                    return Plot(centre: centre, corner: nearest ?? candidate)
                }
            }
        }
        return Plot(centre: streets.nodes[number], corner: number)
    }

    /// Whether there is room for houses on either side of a street: its left and right, seen from → to.
    func isFree(_ street: StreetPlan.Street) -> (left: Bool, right: Bool) {
        let grid = streets.grid, from = Int(street.from), c = grid.corner(from)
        let before = street.isAlong
            ? grid.number(c.column, c.row - 1, isNorth: c.isNorth) : grid.number(c.column - 1, c.row, isNorth: c.isNorth)
        let here = !isTaken[from], there = before.map { !isTaken[$0] } ?? true
        // North of the river rows count northwards: a street along the row has its own block on the left, one
        // across has it on the right. South of the river it is the other way round.
        return street.isAlong == c.isNorth ? (here, there) : (there, here)
    }
}
