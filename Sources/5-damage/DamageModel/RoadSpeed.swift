/// How fast vehicles pass water that stands on a road, and which depth stops them.
public enum RoadSpeed {
    /// A class of vehicles, told apart by the depth of still water that stops it.
    public struct Vehicle: Sendable, Hashable {
        /// Word by which files name it, such as "ambulance".
        public var id: String
        /// Depth of still water, in metres, from which it does not pass; above 0.
        public var closingDepthMetres: Double
        /// Where that depth comes from; nil when it is assumed, and a report must say so.
        public var citation: String?

        public init(id: String, closingDepthMetres: Double, citation: String?) {
            self.id = id
            self.closingDepthMetres = closingDepthMetres
            self.citation = citation
        }
        public var isAssumed: Bool { citation == nil }

        public static let car = Self(
            id: "car", closingDepthMetres: 0.3,
            citation: "Pregnolato, Ford, Wilkinson and Dawson (2017), Transportation Research Part D 55")
        /// Assumed, on the cautious side of the 0.25 to 0.3 m that are heard; no source was found.
        public static let ambulance = Self(id: "ambulance", closingDepthMetres: 0.25, citation: nil)
        public static let fireAppliance = Self(
            id: "fireAppliance", closingDepthMetres: 0.2,
            citation: "Suffolk Fire and Rescue Service: appliances drive through up to 0.2 m of still water")
        /// Assumed, for a lorry on high wheels; no source was found.
        public static let lorry = Self(id: "lorry", closingDepthMetres: 0.7, citation: nil)
        public static let standard = [car, ambulance, fireAppliance, lorry]
    }

    /// Speed in still water, km/h; nil when the water stops the vehicle.
    ///
    /// For a car 0.0009 w² − 0.5529 w + 86.9448 with w in millimetres, never above the limit; no car passes 300 mm.
    /// Pregnolato, Ford, Wilkinson and Dawson (2017), Transportation Research Part D 55, eq. 1. The parabola rises
    /// again beyond 307 mm, so it must not be evaluated there.
    ///
    /// No curve was found for other vehicles. One that is stopped earlier than a car is as fast as a car until then;
    /// one that passes deeper water is as fast as a car at the same share of its closing depth. Both are assumptions.
    /// - Parameters:
    ///   - depthMetres: 0 or less is dry; a depth that is no number counts as impassable.
    ///   - limitKmh: speed on the dry road; nil when it is not above 0.
    public static func inWater(depthMetres: Double, limitKmh: Double, vehicle: Vehicle) -> Double? {
        guard depthMetres < vehicle.closingDepthMetres, limitKmh > 0 else { return nil }
        let stretch = min(1, Vehicle.car.closingDepthMetres / vehicle.closingDepthMetres)
        let w = max(0, depthMetres) * stretch * 1000
        return min(limitKmh, 0.0009 * w * w - 0.5529 * w + 86.9448)
    }
}
