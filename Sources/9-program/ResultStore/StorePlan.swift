public import Diagnostics
import GeoPackageWriting
import SQLiteAccess
public import ScenarioModel
import StudyRunner

/// A scenario that is to be in a store.
public struct PlannedScenario: Sendable {
    public var name: String
    /// Path of its file.
    public var file: String
    public var scenario: Result<Scenario, InputError>

    public init(name: String, file: String, scenario: Result<Scenario, InputError>) {
        self.name = name
        self.file = file
        self.scenario = scenario
    }
}

/// A scenario as a store knows it.
public struct StoredScenario: Sendable, Equatable {
    public enum Status: String, Sendable {
        case planned, done, failed
    }
    /// Its row: from 1, in the order of the plan.
    public var number: Int
    public var name: String
    public var status: Status
    /// Why it failed.
    public var reason: String?
    public var definition: String?
}

/// What was computed from something that has since changed.
public struct StoreChange: Sendable, Equatable {
    public var scenario: Int
    public var name: String
    /// "what the scenario says", "networks/town.xml", …
    public var what: [String]
}

extension ResultStore {
    /// Every scenario, in the order of the plan.
    public func scenarios() throws -> [StoredScenario] {
        let select = try file.database.prepare("SELECT fid, name, status, reason, definition FROM scenarios ORDER BY fid")
        var list: [StoredScenario] = []
        while try select.step() {
            list.append(
                StoredScenario(
                    number: select.integer(0) ?? 0, name: select.text(1) ?? "",
                    status: select.text(2).flatMap { StoredScenario.Status(rawValue: $0) } ?? .planned, reason: select.text(3),
                    definition: select.text(4)))
        }
        return list
    }

    /// Which results of a plan were computed from something that is not the same any more.
    /// - Parameter sha256: digest of a file as it is now; nil when it is not there.
    public func changes(since plan: [PlannedScenario], sha256: (String) -> String?) throws -> [StoreChange] {
        let planned = Dictionary(plan.map { ($0.name, $0) }) { a, _ in a }
        let isOtherProgram = try property("program") != Study.programVersion
        var changedFiles: [String: Bool] = [:]
        let inputs = try file.database.prepare("SELECT path, sha256 FROM scenario_inputs WHERE fid BETWEEN ? AND ?")
        var changes: [StoreChange] = []
        for stored in try scenarios() where stored.status == .done {
            guard let own = planned[stored.name], case .success(let scenario) = own.scenario else { continue }
            var what: [String] = []
            if isOtherProgram { what.append("the program, which is now \(Study.programVersion)") }
            if scenario.definition != stored.definition { what.append("what the scenario says") }
            try inputs.bind(stored.number * StoreTables.perScenario, at: 1)
            try inputs.bind((stored.number + 1) * StoreTables.perScenario - 1, at: 2)
            while try inputs.step() {
                guard let path = inputs.text(0), let digest = inputs.text(1), path != scenario.file else { continue }
                let key = "\(path) \(digest)"
                let isChanged = changedFiles[key] ?? (sha256(path) != digest)
                changedFiles[key] = isChanged
                if isChanged { what.append(path) }
            }
            inputs.reset()
            if !what.isEmpty { changes.append(StoreChange(scenario: stored.number, name: stored.name, what: what)) }
        }
        return changes
    }

    /// Removes the results of scenarios, and of everything that they share with others, so that they are computed anew.
    public mutating func forget(_ scenarios: [Int]) throws {
        writer = nil
        let perScenario = StoreTables.perScenario
        try file.database.transaction {
            for layer in StoreTables.indexed { try dropTriggers(of: layer) }
            for number in scenarios {
                try delete(scenario: number)
                for (table, size) in StoreTables.ofHazard {
                    try file.database.execute(
                        "DELETE FROM \(table) WHERE fid / \(size) IN (SELECT hazard FROM scenario_hazards WHERE scenario = \(number))")
                }
                try file.database.execute(
                    """
                    UPDATE hazards SET title = NULL WHERE fid IN (SELECT hazard FROM scenario_hazards WHERE scenario = \(number));
                    DELETE FROM rankings WHERE fid / \(StoreTables.perAsset) = (SELECT ranking FROM scenarios WHERE fid = \(number));
                    DELETE FROM scenario_hazards WHERE fid BETWEEN \(number * perScenario) AND \((number + 1) * perScenario - 1);
                    UPDATE scenarios SET status = 'planned', definition = NULL WHERE fid = \(number)
                    """)
            }
            try set("program", to: Study.programVersion)
        }
    }

    /// Removes what was computed of one scenario.
    func delete(scenario number: Int) throws {
        for (table, size) in StoreTables.ofScenario {
            try file.database.execute("DELETE FROM \(table) WHERE fid BETWEEN \(number * size) AND \((number + 1) * size - 1)")
        }
    }
}
