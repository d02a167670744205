import Computation
import Diagnostics
import FileReading
import FoundationEssentials
import MarkupReading

/// Reads scenario files (`urn:lifeline:scenario:1`, described by `lifeline-scenario.xsd`).
public enum ScenarioReader {
    /// Namespace of the format.
    public static let namespace = "urn:lifeline:scenario:1"
    /// The schema, as text.
    public static var schema: String { String(decoding: PackageResources.lifeline_scenario_xsd, as: UTF8.self) }

    /// Elements that a scenario may hold beside its hazards.
    private static let ownElements = [
        "question", "outOfService", "fragilities", "observations", "crews", "roads", "access", "measures", "candidates",
        "portfolio", "parameters",
    ]
    /// Elements that stand for hazards: those of the schema.
    package static let hazardElements = [
        "flood", "depthGrid", "depthAreas", "floodRisk", "inundation", "earthquake", "shakemap", "shakingGrid",
        "shakingPoints",
    ]

    /// Far more than anybody writes by hand, and little enough to be no trouble.
    static let maximumElements = 100_000

    /// Reads and checks a scenario.
    /// - Parameter path: of the file; when the file has parameters, with what is chosen for each of them:
    ///   `scenarios/breach.xml,level=1.25,site=north`.
    /// - Throws: `InputError` with file, line and remedy when the file is no valid scenario, or names a network
    ///   file that is not there.
    public static func read(_ path: String) throws(InputError) -> Scenario {
        if let (file, choice) = chosen(path) {
            return try ScenarioFile(path: file).member(choice, at: SourcePosition(file: file)).scenario.get()
        }
        let root = try MarkupReader.tree(path, maximumElements: maximumElements)
        try checkRoot(root)
        if let parameters = root.child(named: "parameters") {
            let file = try ScenarioFile(path: path)
            throw InputError(
                "scenario-parameters", at: parameters.position,
                "this file stands for \(file.count.map { $0 == 1 ? "one scenario" : "\($0) scenarios" } ?? "more scenarios than can be counted")",
                remedy: "run them all with 'lifeline batch \(path)', or choose one, such as '\(path)\(file.firstChoice)'")
        }
        try checkNames(root)
        let scenario = try read(root, path: path, named: fileName(path))
        try SchemaValidator(schema: schema, name: "lifeline-scenario.xsd").validate(path)
        try checkNetwork(scenario.networkPath, root)
        return scenario
    }

    /// A scenario whose placeholders are filled.
    /// - Parameter finding: what the schema says against it.
    static func scenario(
        _ root: MarkupElement, path: String, named name: String, finding: InputError?
    ) throws(InputError) -> Scenario {
        try checkNames(root)
        let scenario = try read(root, path: path, named: name)
        if let finding { throw finding }
        try checkNetwork(scenario.networkPath, root)
        return scenario
    }

    /// What the schema says against each of some scenarios in memory.
    static func firstFindings(in roots: [MarkupElement]) -> [InputError?] {
        do { return try SchemaValidator(schema: schema, name: "lifeline-scenario.xsd").firstFindings(in: roots) } catch {
            return roots.map { _ in error }
        }
    }

    /// `file.xml,level=1,site=north` as the file and what is chosen; nil for a name without choices, or of a file that
    /// is really called so.
    private static func chosen(_ path: String) -> (file: String, choice: [Substring])? {
        let name = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
        guard let comma = name.firstIndex(of: ","), name[comma...].contains("="),
            !FileManager.default.fileExists(atPath: path)
        else { return nil }
        return (String(path[..<comma]), name[name.index(after: comma)...].split(separator: ","))
    }

    static func checkRoot(_ root: MarkupElement) throws(InputError) {
        guard root.name == "scenario", root.namespace == namespace else {
            let found = root.namespace.isEmpty ? "<\(root.name)>" : "<\(root.name)> of the namespace '\(root.namespace)'"
            throw InputError(
                "not-a-scenario", at: root.position, "this is no scenario: the file begins with \(found)",
                remedy: "begin it with <scenario xmlns=\"\(namespace)\" …>; networks are given to 'lifeline check'")
        }
    }

    /// Misspelt names first, and values before the schema: it can only say that they are not what it expects.
    private static func checkNames(_ root: MarkupElement) throws(InputError) {
        for element in root.children {
            let known = hazardElements + ownElements
            guard known.contains(element.name) else {
                throw InputError(
                    "element-unknown", at: element.position, "<\(element.name)> cannot stand in a scenario",
                    remedy: suggestion(for: element.name, among: known)
                        + "hazards are \(hazardElements.joined(separator: ", ")); beside them stand "
                        + ownElements.joined(separator: ", "))
            }
            if ["measures", "candidates"].contains(element.name) {
                for measure in element.children where !Measures.all.contains(where: { $0.element == measure.name }) {
                    _ = try Measures.read(measure)
                }
            }
        }
    }

    private static func read(_ root: MarkupElement, path: String, named name: String) throws(InputError) -> Scenario {
        for name in ["question", "roads", "access", "measures", "candidates", "portfolio"]
        where root.children(named: name).count > 1 {
            throw InputError(
                "element-twice", at: root.children(named: name)[1].position, "<\(name)> is there twice",
                remedy: "keep one of them")
        }
        let (built, planned) = try measures(root)
        var outOfService: [Scenario.OutOfService] = []
        for element in root.children(named: "outOfService") { outOfService.append(try Self.outOfService(element)) }
        let horizon = try root.number("horizon", in: 0...1_000_000, unit: "h") ?? 72
        guard horizon > 0 else {
            throw InputError(
                "horizon", at: root.position, "the horizon is \(plain(horizon)) h, but it must be more than 0",
                remedy: "give the hours after onset up to which losses count, such as 72")
        }
        var scenario = Scenario(
            name: name, title: try root.required("title"),
            question: oneLine(root.child(named: "question")?.text ?? ""), file: path,
            networkPath: resolve(try root.required("network"), besideFile: path), start: try start(root), horizonHours: horizon,
            seed: try whole("seed", of: root, UInt64.self) ?? 1, samples: try whole("samples", of: root, Int.self) ?? 0,
            bedWeight: try root.number("bedWeight", in: 0...1e9) ?? 0,
            hazards: root.children.filter { hazardElements.contains($0.name) }, outOfService: outOfService,
            measures: planned.map(\.measure))
        scenario.fileTitle = scenario.title
        scenario.measureDigests = planned.map(\.digest)
        scenario.built = built
        scenario.content = String(decoding: MarkupWriter.lines(of: root).bytes, as: UTF8.self)
        scenario.definition = root.digest
        if let word = root.attributes["language"] {
            guard let language = ReportLanguage(rawValue: word) else {
                throw InputError(
                    "language-unknown", at: root.position, "language=\"\(word)\" is no language of the reports",
                    remedy: "use \(ReportLanguage.allCases.map(\.rawValue).joined(separator: " or "))")
            }
            scenario.language = language
        }
        for element in root.child(named: "candidates")?.children ?? [] {
            scenario.candidates.append(try CandidateFamily(element))
        }
        scenario.portfolio = try portfolio(root, scenario)
        scenario.precision = try precision(root, samples: scenario.samples)
        scenario.draws = try draws(root)
        for element in root.children(named: "fragilities") {
            scenario.fragilityFiles.append(resolve(try element.required("file"), besideFile: path))
        }
        for element in root.children(named: "observations") {
            try readObservations(element, path, into: &scenario)
        }
        scenario.crews = try crews(root)
        if let element = root.child(named: "roads") {
            scenario.roads = try RoadPhysics(element)
            scenario.roadsPosition = element.position
        }
        if let element = root.child(named: "access") { scenario.access = try AccessNorms(element) }
        return scenario
    }

    private static func outOfService(_ element: MarkupElement) throws(InputError) -> Scenario.OutOfService {
        let from = try element.number("from", in: 0...1_000_000, unit: "h") ?? 0
        let until = try element.number("until", in: 0...1_000_000, unit: "h") ?? .infinity
        guard until > from else {
            throw InputError(
                "out-of-service-hours", at: element.position,
                "it is out of service from \(plain(from)) h until \(plain(until)) h, which is no time at all",
                remedy: "give until a later hour than from, or leave it out")
        }
        return Scenario.OutOfService(
            asset: try element.required("asset"), fromHours: from, untilHours: until, position: element.position)
    }

    private static func checkNetwork(_ path: String, _ root: MarkupElement) throws(InputError) {
        var isFolder = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard exists, !isFolder else {
            throw InputError(
                "network-missing", at: root.position,
                "network=\"\(root.attributes["network"] ?? "")\" names "
                    + (exists ? "a folder" : "a file that does not exist") + ": \(path)",
                remedy: "give the path of a network file, from the folder of the scenario")
        }
    }

    /// A path in a scenario, seen from where the program runs.
    public static func resolve(_ path: String, besideFile file: String) -> String {
        FilePath.resolve(path, inFolder: folder(ofFile: file))
    }
    /// The folder of a file as the path gives it; empty for the working folder.
    public static func folder(ofFile file: String) -> String {
        guard let slash = file.lastIndex(of: "/") else { return "" }
        return slash == file.startIndex ? "/" : String(file[..<slash])
    }

    /// File name without folder, `.gz` and extension.
    static func fileName(_ path: String) -> String {
        var name = path.split(separator: "/").last.map(String.init) ?? path
        for suffix in [".gz", ".xml"] where name.hasSuffix(suffix) && name != suffix {
            name.removeLast(suffix.count)
        }
        return name
    }

    /// Text without line breaks and runs of spaces.
    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func start(_ root: MarkupElement) throws(InputError) -> String? {
        guard let text = root.attributes["start"] else { return nil }
        let isTime = text.contains("T") && ClockMinutes.read(text) != nil
        guard isTime else {
            throw InputError(
                "start-time", at: root.position, "start=\"\(text)\" is no date with a time",
                remedy: "write year, month, day, hour and minute, such as 2026-01-15T03:00")
        }
        return text
    }

    private static func whole<Number: FixedWidthInteger>(
        _ name: String, of root: MarkupElement, _ type: Number.Type
    ) throws(InputError) -> Number? {
        guard let text = root.attributes[name] else { return nil }
        if let number = Number(text), number >= 0 { return number }
        throw InputError(
            "not-a-whole-number", at: root.position, "\(name)=\"\(text)\" is no whole number of 0 or more",
            remedy: "write a number such as 1000")
    }
}
