import Diagnostics

/// What was noticed many times over, counted, so that each kind becomes one finding.
struct CityGMLNotes {
    enum Kind: Hashable {
        /// A value of that attribute outside what is plausible, such as −9999.
        case implausible(String)
        /// A value of that attribute in a unit that is not known.
        case unit(String)
        case terminated
        case missingID
        case noGeometry
        /// The same for what is no building.
        case featureWithoutGeometry
        case assumedResidents
        case unknownFunction
        /// A pipe without a centre line.
        case drawnAsBody
    }
    private var counts: [Kind: (count: Int, example: String, line: Int)] = [:]

    mutating func count(_ kind: Kind, _ example: String, line: Int) {
        counts[kind, default: (0, String(example.prefix(80)), line)].count += 1
    }

    func report(_ path: String, to log: inout IssueLog) {
        let issues = counts.map { kind, seen in
            let (severity, code, message, remedy) = Self.words(kind, seen.count, seen.example)
            return Issue(severity, code, at: SourcePosition(file: path, line: seen.line), message, remedy: remedy)
        }
        for issue in issues.sorted(by: { ($0.code, $0.message) < ($1.code, $1.message) }) { log.add(issue) }
    }

    private static func words(_ kind: Kind, _ n: Int, _ example: String) -> (Severity, String, String, String) {
        switch kind {
        case .implausible(let name):
            (.warning, "value-ignored", "\(n) × \(name) is no possible value, such as '\(example)'",
             "these values are treated as missing")
        case .unit(let name):
            (.warning, "unit-unknown", "\(n) × \(name) is in an unknown unit, such as '\(example)'",
             "these values are treated as missing; write uom=\"m\"")
        case .terminated:
            (.warning, "building-terminated", "\(n) buildings have a date of termination, such as \(example)",
             "they are kept; remove them from the file if they no longer stand")
        case .missingID:
            (.warning, "id-made", "\(n) features have no gml:id, and were given one, such as '\(example)'",
             "give them identifiers of their own, so that reports can name them")
        case .noGeometry:
            (.warning, "building-without-geometry", "\(n) buildings have no geometry and were left out, such as '\(example)'",
             "export the file with geometry")
        case .featureWithoutGeometry:
            (.warning, "feature-without-geometry",
             "\(n) roads, bridges, tunnels or pipes have no geometry that can be used and were left out, such as '\(example)'",
             "export the file with geometry")
        case .assumedResidents:
            (.note, "residents-assumed",
             "\(n) buildings do not state their residents: one for each \(Int(BuildingDefaults.squareMetresPerResident)) m² of "
                + "floor was assumed (footprint × storeys; where storeys are missing, one for each "
                + "\(Int(BuildingDefaults.metresPerStorey)) m of height)",
             "add a generic attribute 'residents' to the buildings")
        case .drawnAsBody:
            (.note, "pipe-drawn-as-body",
             "\(n) pipes are drawn as solid bodies without a centre line, such as '\(example)': each runs straight between the ends of its body",
             "export centre lines if the course matters")
        case .unknownFunction:
            (.note, "function-unknown", "\(n) buildings have a function that is not known, such as '\(example)'",
             "they are treated as plain buildings in which people live")
        }
    }
}
