public import HazardModel

/// A stretch of hours in which a vehicle gets along a road at one speed.
public struct RoadPassage: Sendable, Equatable {
    /// Hours after onset at which it begins; it lasts until the next begins.
    public var fromHours: Double
    /// km/h; nil when the water stops the vehicle.
    public var speedKmh: Double?
    public init(fromHours: Double, speedKmh: Double?) {
        self.fromHours = fromHours
        self.speedKmh = speedKmh
    }
}

extension RoadSpeed {
    /// Speed on a road at an hour after onset, in the deepest water of several floods; nil when it is impassable.
    ///
    /// Bridges stay dry in a field, so that they are as fast as their limit. What other damage does to a road is not
    /// looked at: a disturbance closes it for every vehicle.
    public static func speed(
        on road: Int, at hour: Double, limitKmh: Double, vehicle: Vehicle, in fields: [HazardField]
    ) -> Double? {
        let depth = fields.lazy.map { $0.depthMetres(of: road, at: hour) }.max() ?? 0
        return inWater(depthMetres: depth, limitKmh: limitKmh, vehicle: vehicle)
    }

    /// The same over time: from hour 0 on, one entry for every change.
    /// - Complexity: O(hours of change × floods).
    public static func passages(
        on road: Int, limitKmh: Double, vehicle: Vehicle, in fields: [HazardField]
    ) -> [RoadPassage] {
        let hours = Set(fields.flatMap { $0.hoursOfChange(of: road) }.filter { $0 > 0 }).sorted()
        var passages: [RoadPassage] = []
        for hour in [0] + hours {
            let speed = speed(on: road, at: hour, limitKmh: limitKmh, vehicle: vehicle, in: fields)
            if passages.isEmpty || passages.last?.speedKmh != speed {
                passages.append(RoadPassage(fromHours: hour, speedKmh: speed))
            }
        }
        return passages
    }
}
