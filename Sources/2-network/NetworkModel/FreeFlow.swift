import Geometry

/// How fast each road is driven when nobody else is on it: at its speed limit.
public struct FreeFlow: Sendable {
    /// Speed on each link, counted from 0, in km/h; 0 for links that are no roads.
    public let speedKmh: [Double]
    /// Time along each link, counted from 0, in seconds; infinite for links that are no roads.
    public let seconds: [Double]
    /// Roads whose speed was assumed, by their class (nil where it is not known) and the speed in km/h; sorted.
    public let assumed: [(roadClass: String?, speedKmh: Double, roads: Int)]
    public let roadCount: Int

    /// - Complexity: O(links).
    public init(_ model: CityModel, layer: Layer = .road) {
        let number = model.layers.firstIndex(of: layer)
        var speeds = [Double](repeating: 0, count: model.linkCount)
        var seconds = [Double](repeating: .infinity, count: model.linkCount)
        struct Guess: Hashable {
            var roadClass: String?
            var speed: Double
        }
        var tally: [Guess: Int] = [:]
        var roads = 0
        for (i, link) in model.links.enumerated() where Int(model.layer[link]) == number {
            roads += 1
            let stated = model.value(.speedLimit, of: link).flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
            let isStated = stated != nil && model.numeric[Int(NumericAttribute.speedLimit.rawValue)]?.provenance[link] != .assumed
            let roadClass = model.text(.roadClass, of: link).flatMap { Self.usualSpeedKmh[$0] == nil ? nil : $0 }
            let speed = stated ?? roadClass.flatMap { Self.usualSpeedKmh[$0] } ?? Self.otherwiseKmh
            if !isStated {
                tally[Guess(roadClass: roadClass, speed: speed), default: 0] += 1
            }
            let length = model.lengthMetres(ofLink: link)
            speeds[i] = speed
            if length >= 0, length.isFinite { seconds[i] = length * 3.6 / speed }
        }
        speedKmh = speeds
        self.seconds = seconds
        roadCount = roads
        assumed = tally.map { ($0.key.roadClass, $0.key.speed, $0.value) }.sorted { ($0.0 ?? "", $0.1) < ($1.0 ?? "", $1.1) }
    }

    /// Classes of road for cars (OpenStreetMap's `highway`), with the speed in km/h assumed where none is stated: Dutch
    /// legal limits by class of road (50 in town, 60 and 80 outside, 100 on motorways and expressways by day), walking
    /// pace to 15 in yards.
    public static let usualSpeedKmh: [String: Double] = [
        "motorway": 100, "motorway_link": 80, "trunk": 100, "trunk_link": 60, "primary": 80, "primary_link": 50,
        "secondary": 80, "secondary_link": 50, "tertiary": 60, "tertiary_link": 50, "unclassified": 60,
        "residential": 30, "living_street": 15, "service": 15, "road": 50,
    ]
    /// Where not even the class is known: the Dutch limit in town.
    public static let otherwiseKmh = 50.0
}

extension CityModel {
    /// Length of a link: as the data gives it, or else along its course.
    public func lengthMetres(ofLink asset: Int) -> Double {
        if let length = value(.length, of: asset) { return length }
        let course = course(ofLink: asset)
        return zip(course, course.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) }
    }
}
