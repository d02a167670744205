public import Diagnostics
import FileReading
import FoundationEssentials
import ResultStore
import ScenarioModel

/// What is to be run: every scenario of some files, in an order that lets neighbours share work.
public struct BatchPlan: Sendable {
    /// In the order in which files and their parameters name them: the order of the store.
    public let scenarios: [PlannedScenario]
    /// The file, and in words what it stands for.
    public let files: [(path: String, scenarios: Int, parameters: String)]
    /// XML files of a folder that are no scenarios.
    public let leftOut: [String]
    /// Scenarios in the order in which they are run: those with the same network and the same events together.
    public let runOrder: [Int]

    /// How many scenarios may be made of parameters unless more are asked for.
    public static let standardLimit = 20_000

    /// Reads scenario files.
    /// - Parameters:
    ///   - paths: scenario files, and folders whose XML files are taken, without those of folders inside.
    ///   - limit: more scenarios than this are refused.
    /// - Throws: `InputError` when there is no scenario, too many, or two of one name.
    public init(paths: [String], atMost limit: Int = standardLimit) throws(InputError) {
        var scenarios: [PlannedScenario] = [], files: [(String, Int, String)] = [], leftOut: [String] = []
        for (path, isNamed) in try Self.files(paths) {
            let file: ScenarioFile
            do { file = try ScenarioFile(path: path) } catch {
                if !isNamed, error.code == "not-a-scenario" {
                    leftOut.append(path)
                } else {
                    files.append((path, 1, "cannot be read"))
                    scenarios.append(PlannedScenario(name: Self.stem(path), file: path, scenario: .failure(error)))
                }
                continue
            }
            guard let count = file.count, scenarios.count + count <= limit else {
                let counted = file.count.map { "\($0)" } ?? "more than can be counted"
                throw InputError(
                    "too-many-scenarios", at: SourcePosition(file: path),
                    "the file stands for \(counted) scenarios"
                        + (scenarios.isEmpty ? "" : ", after \(scenarios.count) of files before it")
                        + (file.parametersInWords.isEmpty ? "" : ": \(file.parametersInWords)") + "; at most \(limit) are run",
                    remedy: "take fewer values, or some of the combinations with combine=\"sampled\" samples=\"\(min(limit, 1000))\""
                        + (file.count.map { ", or allow more with --at-most \(scenarios.count + $0)" } ?? ""))
            }
            files.append((path, count, file.parametersInWords))
            scenarios += file.members().map { PlannedScenario(name: $0.name, file: path, scenario: $0.scenario) }
        }
        try Self.refuseTwins(scenarios)
        guard !scenarios.isEmpty else {
            throw InputError(
                "no-scenarios", at: paths.first.map { SourcePosition(file: $0) }, "there is no scenario here",
                remedy: "name scenario files, or a folder that holds some")
        }
        self.scenarios = scenarios
        self.files = files
        self.leftOut = leftOut
        runOrder = Self.order(scenarios)
    }

    /// Single scenarios, each a file or one of those that a file's parameters combine to (`breach.xml,level=2`).
    ///
    /// A name that two of them share is told apart by a number.
    public init(chosen paths: [String]) throws(InputError) {
        var scenarios: [PlannedScenario] = []
        for path in paths {
            var scenario = try ScenarioReader.read(path)
            let name = scenario.name
            var attempt = 2
            while scenarios.contains(where: { $0.name == scenario.name }) {
                scenario.name = "\(name) (\(attempt))"
                attempt += 1
            }
            scenarios.append(PlannedScenario(name: scenario.name, file: scenario.file, scenario: .success(scenario)))
        }
        self.scenarios = scenarios
        files = paths.map { ($0, 1, "") }
        leftOut = []
        runOrder = Self.order(scenarios)
    }

    /// The scenarios that belong to a shard, as positions in `scenarios`, in the order in which they are run.
    public func share(_ shard: Shard?) -> [Int] {
        guard let shard else { return runOrder }
        let count = runOrder.count
        return Array(runOrder[(shard.number - 1) * count / shard.count..<shard.number * count / shard.count])
    }

    /// How many cities changed by measures fit beside each other in memory: fewer of large networks.
    var citiesToKeep: Int {
        let paths = Set(scenarios.compactMap { try? $0.scenario.get().networkPath })
        let largest = paths.map { (FileSize.bytes(of: $0) ?? 0) * ($0.hasSuffix(".gz") ? 10 : 1) }.max() ?? 0
        return min(16, max(1, 700_000_000 / max(1, largest)))
    }

    private static func files(_ paths: [String]) throws(InputError) -> [(path: String, isNamed: Bool)] {
        var files: [(String, Bool)] = []
        for path in paths {
            var isFolder = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder else {
                files.append((path, true))
                continue
            }
            let names: [String]
            do { names = try FileManager.default.contentsOfDirectory(atPath: path) } catch {
                throw InputError(
                    "folder-unreadable", at: SourcePosition(file: path), "the folder cannot be read",
                    remedy: "check that you may read it")
            }
            let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
            files += names.filter { $0.hasSuffix(".xml") || $0.hasSuffix(".xml.gz") }.sorted().map { ("\(folder)/\($0)", false) }
        }
        return files
    }

    private static func stem(_ path: String) -> String {
        var name = path.split(separator: "/").last.map(String.init) ?? path
        for ending in [".gz", ".xml"] where name.hasSuffix(ending) && name != ending { name.removeLast(ending.count) }
        return name
    }

    private static func refuseTwins(_ scenarios: [PlannedScenario]) throws(InputError) {
        var files: [String: String] = [:]
        for scenario in scenarios {
            if let other = files.updateValue(scenario.file, forKey: scenario.name) {
                throw InputError(
                    "scenario-twice", at: SourcePosition(file: scenario.file),
                    "its scenario '\(scenario.name)' has the same name as one of \(other)",
                    remedy: other == scenario.file ? "name the file once" : "give one of the files another name")
            }
        }
    }

    private static func order(_ scenarios: [PlannedScenario]) -> [Int] {
        var groups: [String: Int] = [:]
        let group = scenarios.map { planned -> Int in
            guard case .success(let scenario) = planned.scenario else { return 0 }
            let key = ([scenario.networkPath] + scenario.hazardDigests).joined(separator: " ")
            let number = groups[key] ?? groups.count
            groups[key] = number
            return number
        }
        return scenarios.indices.sorted { (group[$0], $0) < (group[$1], $1) }
    }
}

/// One of several machines' parts of a plan.
public struct Shard: Sendable, Equatable {
    /// From 1.
    public var number: Int
    public var count: Int

    /// `3/8`; nil for what is no such part.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let number = parts[0], let count = parts[1], number >= 1, count >= number, count <= 100_000 else {
            return nil
        }
        (self.number, self.count) = (number, count)
    }
}
