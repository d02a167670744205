public import Diagnostics
import MarkupReading

/// `<roads>`: when a place counts as having road access.
public enum RoadPhysics: Sendable, Hashable {
    /// Open roads lead to it from an origin: an ambulance post, a hospital or a way out of the area.
    case connectivity
    /// They do, and driving takes no longer than this on empty roads.
    case travelTime(limitMinutes: Double)

    init(_ element: MarkupElement) throws(InputError) {
        let limit = try element.number("limitMinutes", in: 0...100_000, unit: "min")
        switch (element.attributes["physics"], limit) {
        case (nil, nil), ("connectivity", nil): self = .connectivity
        case (nil, let limit?), ("capacity", let limit?): self = .travelTime(limitMinutes: limit)
        case ("capacity", nil):
            throw InputError(
                "roads-limit", at: element.position, "<roads physics=\"capacity\"> has no limit of travel time",
                remedy: "add limitMinutes=\"…\", the minutes of driving from an origin up to which a place has access")
        case ("connectivity", _):
            throw InputError(
                "roads-limit", at: element.position, "<roads physics=\"connectivity\"> knows no limit of travel time",
                remedy: "leave limitMinutes out, or write physics=\"capacity\"")
        case (let word?, _):
            throw InputError(
                "roads-physics", at: element.position, "roads have no level of physics called '\(word)'",
                remedy: suggestion(for: word, among: ["connectivity", "capacity"])
                    + "the levels are connectivity and capacity")
        }
    }
}

/// `<access>`: how long the ambulance and the way to an emergency department may take.
public struct AccessNorms: Sendable, Equatable {
    /// One of the two ways to help.
    public struct Norm: Sendable, Equatable {
        /// Minutes from the call within which it should be done.
        public var limitMinutes: Double
        /// How many of these pass before the drive begins.
        public var beforeMinutes: Double
        /// Whether the scenario states it.
        public var isStated = false
        public init(limitMinutes: Double, beforeMinutes: Double) {
            self.limitMinutes = limitMinutes
            self.beforeMinutes = beforeMinutes
        }
        /// What is left for the drive.
        public var drivingMinutes: Double { limitMinutes - beforeMinutes }
    }

    /// From an ambulance post to a place. The Dutch norm for urgent calls: on the scene within 15 minutes, of which about
    /// 3 pass with the call and turning out (letter to Parliament 32854-21).
    public var ambulance = Norm(limitMinutes: 15, beforeMinutes: 3)
    /// From a place to a hospital. The Dutch norm: everyone in an emergency department within 45 minutes of the call;
    /// 15 until the ambulance is there, 5 on the scene, 25 to drive (the same letter).
    public var emergencyDepartment = Norm(limitMinutes: 45, beforeMinutes: 20)
    /// Word of the vehicle whose depth of water counts, such as `ambulance` or `car`.
    public var vehicle = "ambulance"
    public var position: SourcePosition?

    public init() {}

    init(_ element: MarkupElement) throws(InputError) {
        vehicle = element.attributes["vehicle"] ?? vehicle
        position = element.position
        if let child = element.child(named: "ambulance") { ambulance = try Norm(child, instead: ambulance) }
        if let child = element.child(named: "emergencyDepartment") {
            emergencyDepartment = try Norm(child, instead: emergencyDepartment)
        }
    }
}

extension AccessNorms.Norm {
    init(_ element: MarkupElement, instead usual: Self) throws(InputError) {
        let limit = try element.number("limitMinutes", in: 0...10_000, unit: "min")
        let before = try element.number("beforeMinutes", in: 0...10_000, unit: "min")
        self.init(
            limitMinutes: limit ?? usual.limitMinutes, beforeMinutes: before ?? usual.beforeMinutes)
        isStated = limit != nil || before != nil
        guard drivingMinutes > 0 else {
            throw InputError(
                "access-limit", at: element.position,
                "of \(plain(limitMinutes)) minutes \(plain(beforeMinutes)) pass before the drive begins, which leaves no time to drive",
                remedy: "give limitMinutes more than beforeMinutes")
        }
    }
}
