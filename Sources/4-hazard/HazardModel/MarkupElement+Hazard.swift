import Diagnostics
import Geometry
import MarkupReading

extension MarkupElement {
    /// Refuses attributes and children that the element does not have, so that a slip of the pen is not passed over.
    func refuseUnknown(attributes known: [String], children knownChildren: [String] = []) throws {
        for name in attributes.keys.sorted() where !known.contains(name) {
            throw InputError(
                "attribute-unknown", at: position, "<\(self.name)> has no attribute '\(name)'",
                remedy: "it may have \(known.joined(separator: ", "))")
        }
        for child in children where !knownChildren.contains(child.name) {
            throw InputError(
                "element-unknown", at: child.position, "<\(child.name)> cannot stand in <\(name)>",
                remedy: knownChildren.isEmpty
                    ? "remove it" : "only \(knownChildren.map { "<\($0)>" }.joined(separator: ", ")) can")
        }
    }

    /// One of a few words; nil when the attribute is absent.
    func word<Choice: RawRepresentable & CaseIterable>(_ attribute: String, _ type: Choice.Type) throws -> Choice?
    where Choice.RawValue == String {
        guard let word = attributes[attribute] else { return nil }
        guard let choice = Choice(rawValue: word) else {
            let words = Choice.allCases.map(\.rawValue)
            throw InputError(
                "\(attribute)-unknown", at: position, "\(attribute)=\"\(word)\" is not known",
                remedy: suggestion(for: word, among: words) + "use \(words.joined(separator: ", "))")
        }
        return choice
    }

    /// A place in attributes, in metres of the model's plane or in degrees.
    func place(x: String, y: String) throws -> Place? {
        let names = [(x, y, false), ("lon", "lat", true)]
        let given = names.filter { attributes[$0.0] != nil || attributes[$0.1] != nil }
        guard let (first, second, isDegrees) = given.first else { return nil }
        guard given.count == 1 else {
            throw InputError(
                "place-twice", at: position, "<\(name)> gives a place both as \(x), \(y) and as lon, lat",
                remedy: "keep one of them")
        }
        let a = try requiredNumber(first, in: isDegrees ? -180...180 : -1e8...1e8, unit: isDegrees ? "degrees" : "m")
        let b = try requiredNumber(second, in: isDegrees ? -90...90 : -1e8...1e8, unit: isDegrees ? "degrees" : "m")
        return Place(point: Point(x: a, y: b), isDegrees: isDegrees, position: position)
    }

    /// When water comes and goes, in hours after onset; 0 and 72 unless stated.
    func floodHours() throws -> FloodHours {
        try floodHours(arrival: try number("arrival", in: 0...8760, unit: "h") ?? 0, last: nil)
    }

    /// The same for a series that begins and ends at known hours; unless stated, the water is gone at 72 h, or a day
    /// after the last hour if that is later.
    func floodHours(arrival: Double, last: Double?) throws -> FloodHours {
        let assumed = max(FloodHours.assumedRecession, last.map { $0 + 24 } ?? 0)
        let hours = FloodHours(
            arrival: arrival,
            rise: try number("riseHours", in: 0...8760, unit: "h") ?? 0,
            recession: try number("recession", in: 0...87_600, unit: "h") ?? assumed,
            isRecessionAssumed: attributes["recession"] == nil)
        let risen = max(hours.arrival + hours.rise, last ?? 0)
        guard hours.recession > risen else {
            throw InputError(
                "flood-hours", at: position,
                "the water goes at \(hours.recession) h, before it has come and risen (\(risen) h)",
                remedy: "recession counts from onset, as arrival does: give a later hour")
        }
        return hours
    }
}

/// A place that a scenario names.
struct Place: Sendable {
    var point: Point
    var isDegrees: Bool
    var position: SourcePosition

    /// The place in the plane of a model.
    func inPlane(ofEPSG epsg: Int) throws -> Point {
        guard isDegrees else { return point }
        guard let plane = CoordinateSystem(epsg: epsg), !plane.isLocal else {
            throw InputError(
                "crs-local", at: position, "a place in degrees cannot be found in a model with local coordinates",
                remedy: "give x and y in metres of the model")
        }
        return try Projection(from: .wgs84, to: plane)(point)
    }
}

/// When a flood comes, is full and goes, in hours; `arrival` and `recession` count from onset.
struct FloodHours: Sendable {
    static let assumedRecession = 72.0
    var arrival: Double
    var rise: Double
    var recession: Double
    var isRecessionAssumed: Bool

    /// The sentence for the report.
    var sentence: Phrase {
        let rising = rise > 0 ? Phrase(" and rises for \(rise, 1) h", nl: " en stijgt in \(rise, 1) uur") : .nothing
        let assumed = Phrase.assumed(isRecessionAssumed)
        return Phrase(
            "The water comes at hour \(arrival, 1)\(rising); it is gone at hour \(recession, 1)\(assumed).",
            nl: "Het water komt op uur \(arrival, 1)\(rising) en is weg op uur \(recession, 1)\(assumed).")
    }
}

/// A number with a fixed count of decimals, for messages.
func decimal(_ value: Double, _ decimals: Int) -> String { NumberText.fixed(value, decimals, nil, ".") }
