import Diagnostics
import FileReading
import Geometry
import GridReading
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

    /// Reads the grid that an attribute names; a file that cannot be opened is reported at this element.
    func grid(named attribute: String, folder: String) throws -> (path: String, raster: Raster) {
        let name = try required(attribute)
        let path = FilePath.resolve(name, inFolder: folder)
        do {
            return (path, try ESRIASCIIGrid.read(path: path))
        } catch let error as InputError where error.code == "grid-unreadable" {
            throw InputError(
                error.code, at: position, "\(attribute)=\"\(name)\": \(error.problem) (\(path))",
                remedy: "give the path of an ESRI ASCII grid (.asc), from the scenario's folder")
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
        let hours = FloodHours(
            arrival: try number("arrival", in: 0...8760, unit: "h") ?? 0,
            rise: try number("riseHours", in: 0...8760, unit: "h") ?? 0,
            recession: try number("recession", in: 0...87_600, unit: "h") ?? FloodHours.assumedRecession,
            isRecessionAssumed: attributes["recession"] == nil)
        guard hours.recession > hours.arrival + hours.rise else {
            throw InputError(
                "flood-hours", at: position,
                "the water goes at \(hours.recession) h, before it has come and risen "
                    + "(\(hours.arrival + hours.rise) h)",
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
    var sentence: String {
        let rising = rise > 0 ? " and rises for \(decimal(rise, 1)) h" : ""
        let assumed = isRecessionAssumed ? " (assumed)" : ""
        return "The water comes at hour \(decimal(arrival, 1))\(rising); it is gone at hour "
            + "\(decimal(recession, 1))\(assumed)."
    }
}

/// A number with a fixed count of decimals, the same in every language setting.
func decimal(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int((abs(value) * Double(scale)).rounded())
    let sign = value < 0 && scaled > 0 ? "−" : ""
    if decimals == 0 { return "\(sign)\(scaled)" }
    let rest = String(scaled % scale)
    return "\(sign)\(scaled / scale).\(String(repeating: "0", count: decimals - rest.count))\(rest)"
}
