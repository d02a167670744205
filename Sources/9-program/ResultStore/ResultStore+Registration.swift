import Diagnostics
import GeoPackageWriting
import Geometry
import MarkupReading
import NetworkImport
import NetworkModel
import SQLiteAccess
import ScenarioModel
public import StudyRunner

extension ResultStore {
    /// Enters what is to be run: networks with their assets, and the scenarios with their numbers.
    ///
    /// Scenarios that are there already keep their number and results; others are numbered on. Those whose network or
    /// file cannot be used are entered as failed. All of it or, when it fails, nothing.
    /// - Parameter shared: reads networks.
    /// - Throws: `InputError` when the store was begun with another detail.
    public mutating func register(_ plan: [PlannedScenario], detail: StoreDetail, sharing shared: SharedWork) throws {
        writer = nil
        let begun = try property("detail")
        if let begun, begun != detail.rawValue {
            throw InputError(
                "store-detail", at: SourcePosition(file: path), "the store was begun with --detail \(begun), not \(detail.rawValue)",
                remedy: "give --detail \(begun), or write to another file")
        }
        try file.database.execute("BEGIN IMMEDIATE")
        do {
            try set("detail", to: detail.rawValue)
            for layer in StoreTables.indexed { try dropTriggers(of: layer) }
            var networks: [String: Result<Int, any Error>] = [:]
            for planned in plan {
                guard case .success(let scenario) = planned.scenario, networks[scenario.networkPath] == nil else { continue }
                networks[scenario.networkPath] = Result { try enter(networkAt: scenario.networkPath, shared) }
            }
            try StoreLayout.makeViews(in: file, services: services())
            try enter(plan, networks)
            try file.database.execute("COMMIT")
        } catch {
            try? file.database.execute("ROLLBACK")
            throw error
        }
    }

    // MARK: scenarios

    private func enter(_ plan: [PlannedScenario], _ networks: [String: Result<Int, any Error>]) throws {
        let known = Dictionary(uniqueKeysWithValues: try scenarios().map { ($0.name, $0) })
        var next = (known.values.map(\.number).max() ?? 0) + 1
        for planned in plan {
            if known[planned.name]?.status == .done { continue }
            let number = known[planned.name]?.number ?? next
            if number == next { next += 1 }
            switch planned.scenario {
            case .failure(let error): try enter(failed: planned, number, error)
            case .success(let scenario):
                switch networks[scenario.networkPath] {
                case .success(let network)?: try enter(scenario, number, network: network)
                case .failure(let error)?: try enter(failed: planned, number, error)
                case nil: break
                }
            }
        }
    }

    private func enter(failed planned: PlannedScenario, _ number: Int, _ error: any Error) throws {
        let insert = try file.database.prepare(
            "INSERT OR REPLACE INTO scenarios (fid, name, file, status, reason) VALUES (?, ?, ?, 'failed', ?)")
        var row = Row()
        try row.add(number, insert)
        try row.add(planned.name, insert)
        try row.add(planned.file, insert)
        try row.add("\(error)", insert)
        try insert.run()
    }

    private func enter(_ scenario: Scenario, _ number: Int, network: Int) throws {
        let built = scenario.built.map(\.measure.title.english).joined(separator: "; ")
        let insert = try file.database.prepare(
            """
            INSERT OR REPLACE INTO scenarios (fid, name, title, question, file, file_title, language, network, status, content, definition,
              start, horizon_h, seed, draws, bed_weight, built, ranking)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'planned', ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        var row = Row()
        try row.add(number, insert)
        for text in [scenario.name, scenario.title, scenario.question, scenario.file, scenario.fileTitle, scenario.language.rawValue] {
            try row.add(text, insert)
        }
        try row.add(network, insert)
        try row.add(scenario.content, insert)
        try row.add(scenario.definition, insert)
        try row.add(scenario.start, insert)
        try row.add(scenario.horizonHours, insert)
        try row.add("\(scenario.seed)", insert)  // may be larger than SQLite's numbers
        try row.add(scenario.samples, insert)
        try row.add(scenario.bedWeight, insert)
        try row.add(built.isEmpty ? nil : built, insert)
        try row.add(try rankingSet(of: scenario, network: network), insert)
        try insert.run()

        let first = number * StoreTables.perScenario
        try file.database.execute(
            "DELETE FROM scenario_choices WHERE scenario = \(number); DELETE FROM scenario_hazards WHERE scenario = \(number)")
        let choice = try file.database.prepare("INSERT INTO scenario_choices VALUES (?, ?, ?, ?, ?)")
        for (place, chosen) in scenario.choices.enumerated() {
            var row = Row()
            try row.add(first + place, choice)
            try row.add(number, choice)
            try row.add(chosen.parameter, choice)
            try row.add(chosen.value, choice)
            try row.add(Double(chosen.value).flatMap { $0.isFinite ? $0 : nil }, choice)
            try choice.run()
        }
        let hazard = try file.database.prepare("INSERT INTO scenario_hazards VALUES (?, ?, ?)")
        for (place, digest) in scenario.hazardDigests.enumerated() {
            var row = Row()
            try row.add(first + place, hazard)
            try row.add(number, hazard)
            try row.add(try self.hazard(scenario.hazards[place].name, digest: digest, network: network), hazard)
            try hazard.run()
        }
    }

    /// The row of a hazard, made when it is new.
    private func hazard(_ element: String, digest: String, network: Int) throws -> Int? {
        let insert = try file.database.prepare("INSERT OR IGNORE INTO hazards (network, element, digest) VALUES (?, ?, ?)")
        try insert.bind(network, at: 1)
        try insert.bind(element, at: 2)
        try insert.bind(digest, at: 3)
        try insert.run()
        let select = try file.database.prepare("SELECT fid FROM hazards WHERE network = ? AND digest = ?")
        try select.bind(network, at: 1)
        try select.bind(digest, at: 2)
        return try select.step() ? select.integer(0) : nil
    }

    private func rankingSet(of scenario: Scenario, network: Int) throws -> Int? {
        let built = scenario.builtDigest
        let columns = "(network, built, roads, horizon_h, bed_weight)"
        let insert = try file.database.prepare("INSERT OR IGNORE INTO ranking_sets \(columns) VALUES (?, ?, ?, ?, ?)")
        let select = try file.database.prepare("SELECT fid FROM ranking_sets WHERE \(columns) = (?, ?, ?, ?, ?)")
        func bind(_ statement: borrowing Statement) throws {
            try statement.bind(network, at: 1)
            try statement.bind(built, at: 2)
            try statement.bind(scenario.roads.inWords, at: 3)
            try statement.bind(scenario.horizonHours, at: 4)
            try statement.bind(scenario.bedWeight, at: 5)
        }
        try bind(insert)
        try insert.run()
        try bind(select)
        return try select.step() ? select.integer(0) : nil
    }
}

extension RoadPhysics {
    /// As it tells rankings apart.
    fileprivate var inWords: String {
        switch self {
        case .connectivity: "connectivity"
        case .travelTime(let limitMinutes): "capacity, \(limitMinutes) min"
        }
    }
}
