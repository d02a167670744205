import Geometry

/// Depths in the course of a flood whose level changes: one for each cell and stretch of hours.
struct LevelCourse: Sendable {
    /// Hours after onset at which the stretches begin; the last lasts until the water goes.
    let fromHours: [Double]
    /// The highest level in each stretch, and that of all stretches up to it, metres.
    private let highest, highestSoFar: [Double]
    /// For each cell the level at which the water first reaches it.
    private let reaching: [Float]
    private let ground: Raster

    /// Stretches of equal length between the water's coming and its full height, or its going.
    private static let stretches = 12

    init(_ level: TimeSeries, _ hours: FloodHours, _ reaching: [Float], over ground: Raster) {
        (self.reaching, self.ground) = (reaching, ground)
        // A level that only rises is told apart while it does; one that also falls, as long as there is water.
        let rises = zip(level.values, level.values.dropFirst()).allSatisfy { $0 <= $1 }
        let last = rises ? max(hours.arrival, level.hours.last ?? hours.arrival) : hours.recession
        let ends = (0...Self.stretches).map { hours.arrival + (last - hours.arrival) * Double($0) / Double(Self.stretches) }
        let from = last > hours.arrival ? ends : [hours.arrival], until = from.dropFirst() + [max(last, hours.recession)]
        let highest = zip(from, until).map { level.highest(from: $0, to: $1) }
        var most = -Double.infinity
        highestSoFar = highest.map { level in
            most = max(most, level)
            return most
        }
        (fromHours, self.highest) = (from, highest)
    }

    /// Metres of water in a cell when it stands highest in a stretch; 0 before the water has reached it.
    func depth(_ cell: Int, _ stretch: Int) -> Float {
        guard Double(reaching[cell]) < highestSoFar[stretch] else { return 0 }
        return max(0, Float(highest[stretch] - Double(ground.values[cell])))
    }
}
