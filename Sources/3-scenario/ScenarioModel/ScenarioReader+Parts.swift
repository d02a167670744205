import Computation
import Diagnostics
import MarkupReading

/// The parts of a scenario that have rules of their own.
extension ScenarioReader {
    /// The measures that are built already, and those to be compared.
    static func measures(
        _ root: MarkupElement
    ) throws(InputError) -> (built: [PlannedMeasure], planned: [PlannedMeasure]) {
        var built: [PlannedMeasure] = [], planned: [PlannedMeasure] = []
        for element in root.child(named: "measures")?.children ?? [] {
            let measure = PlannedMeasure(measure: try Measures.read(element), digest: element.digest)
            switch element.attributes["built"] ?? "false" {
            case "true", "1": built.append(measure)
            case "false", "0": planned.append(measure)
            case let word:
                throw InputError(
                    "measure-built", at: element.position, "built=\"\(word)\" in <\(element.name)> is neither true nor false",
                    remedy: "write true for a measure that is there in this scenario, false for one to be compared")
            }
        }
        return (built, planned)
    }

    /// A file that cannot be opened is reported at its element, all else in the file itself.
    static func readObservations(
        _ element: MarkupElement, _ path: String, into scenario: inout Scenario
    ) throws(InputError) {
        let name = try element.required("file")
        do { try ObservationReader.read(resolve(name, besideFile: path), into: &scenario) } catch where error.code.hasPrefix("file-") {
            throw InputError(
                "observations-unreadable", at: element.position, "file=\"\(name)\": \(error.problem)",
                remedy: "give the path of a CSV or JSON file, from the scenario's folder")
        }
    }

    static func crews(_ root: MarkupElement) throws(InputError) -> [CrewPool] {
        var pools: [CrewPool] = []
        for element in root.children(named: "crews") {
            let pool = try CrewPool(element)
            guard !pools.contains(where: { $0.layer == pool.layer }) else {
                throw InputError(
                    "crews-twice", at: element.position, "the layer '\(pool.layer)' has crews twice",
                    remedy: "give each layer one <crews>, with all its crews in count")
            }
            pools.append(pool)
        }
        return pools
    }

    static func portfolio(_ root: MarkupElement, _ scenario: Scenario) throws(InputError) -> PortfolioLimit? {
        guard let element = root.child(named: "portfolio") else {
            guard let candidates = root.child(named: "candidates") else { return nil }
            throw InputError(
                "candidates-without-portfolio", at: candidates.position, "there are <candidates>, but no <portfolio> to choose from them",
                remedy: "add <portfolio budget=\"…\"/> or <portfolio count=\"…\"/>")
        }
        guard !scenario.measures.isEmpty || !scenario.candidates.isEmpty else {
            // In a sweep a measure may be built in some scenarios, and be what others choose from.
            guard scenario.built.isEmpty else { return nil }
            throw InputError(
                "portfolio-of-nothing", at: element.position, "<portfolio> has nothing to choose from",
                remedy: "add <measures> or <candidates>")
        }
        return try PortfolioLimit(element)
    }

    static func precision(_ root: MarkupElement, samples: Int) throws(InputError) -> Double? {
        guard let precision = try root.number("precision", in: 0...1) else { return nil }
        guard precision > 0, samples > 0 else {
            throw InputError(
                "precision", at: root.position,
                precision > 0
                    ? "precision is given, but samples is not" : "a precision of 0 would need samples without end",
                remedy: "give samples=\"10000\" as the most that may be drawn, and a share such as precision=\"0.05\"")
        }
        return precision
    }

    static func draws(_ root: MarkupElement) throws(InputError) -> DrawScheme {
        guard let word = root.attributes["draws"] else { return .stratified }
        let known = DrawScheme.allCases.map(\.rawValue)
        guard let scheme = DrawScheme(rawValue: word) else {
            throw InputError(
                "draws", at: root.position, "draws=\"\(word)\" is no way of drawing samples",
                remedy: suggestion(for: word, among: known) + "write \(known.joined(separator: " or "))")
        }
        return scheme
    }
}
