import Diagnostics
import MarkupReading
import SQLiteAccess
import ScenarioModel
import StudyRunner

/// Enters the scenarios of a plan, with their choices, events and rankings.
struct StoreRegistrar: ~Copyable {
    private let scenario, failure, noChoices, noHazards, choice, link: Statement
    private let hazard, hazardNumber, ranking, rankingNumber: Statement

    static func made(on database: borrowing Database) throws -> StoreRegistrar {
        let ranking = "(network, built, roads, horizon_h, bed_weight)"
        let scenario = try database.prepare(
            """
            INSERT OR REPLACE INTO scenarios (fid, name, title, question, file, file_title, language, network, status, content, definition,
              start, horizon_h, seed, draws, bed_weight, built, ranking)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'planned', ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        let failure = try database.prepare(
            "INSERT OR REPLACE INTO scenarios (fid, name, file, status, reason) VALUES (?, ?, ?, 'failed', ?)")
        let noChoices = try database.prepare("DELETE FROM scenario_choices WHERE fid BETWEEN ? AND ?")
        let noHazards = try database.prepare("DELETE FROM scenario_hazards WHERE fid BETWEEN ? AND ?")
        let choice = try database.prepare(
            "INSERT INTO scenario_choices (fid, scenario, parameter, value, number) VALUES (?, ?, ?, ?, ?)")
        let link = try database.prepare("INSERT INTO scenario_hazards (fid, scenario, hazard) VALUES (?, ?, ?)")
        let hazard = try database.prepare("INSERT OR IGNORE INTO hazards (network, element, digest) VALUES (?, ?, ?)")
        let hazardNumber = try database.prepare("SELECT fid FROM hazards WHERE network = ? AND digest = ?")
        let newRanking = try database.prepare("INSERT OR IGNORE INTO ranking_sets \(ranking) VALUES (?, ?, ?, ?, ?)")
        let rankingNumber = try database.prepare("SELECT fid FROM ranking_sets WHERE \(ranking) = (?, ?, ?, ?, ?)")
        return StoreRegistrar(
            scenario: scenario, failure: failure, noChoices: noChoices, noHazards: noHazards, choice: choice, link: link, hazard: hazard,
            hazardNumber: hazardNumber, ranking: newRanking, rankingNumber: rankingNumber)
    }

    /// A scenario that cannot be run.
    func enter(failed planned: PlannedScenario, _ number: Int, _ error: any Error) throws {
        var row = Row()
        try row.add(number, failure)
        for text in [planned.name, planned.file, "\(error)"] { try row.add(text, failure) }
        try failure.run()
    }

    /// - Throws: `InputError` when it has more of something than a store has numbers for; it is not entered then.
    func enter(_ own: Scenario, _ number: Int, network: Int) throws {
        // One number stands for doing nothing, one for all measures together.
        try StoreRoom.check(
            own,
            [
                ("parameters", own.choices.count, besides: 0), ("events", own.hazards.count, besides: 0),
                ("measures", own.measures.count, besides: 2),
            ])
        let built = own.built.map(\.measure.title.english).joined(separator: "; ")
        var row = Row()
        try row.add(number, scenario)
        for text in [own.name, own.title, own.question, own.file, own.fileTitle, own.language.rawValue] { try row.add(text, scenario) }
        try row.add(network, scenario)
        try row.add(own.content, scenario)
        try row.add(own.definition, scenario)
        try row.add(own.start, scenario)
        try row.add(own.horizonHours, scenario)
        try row.add("\(own.seed)", scenario)  // may be larger than SQLite's numbers
        try row.add(own.samples, scenario)
        try row.add(own.bedWeight, scenario)
        try row.add(built.isEmpty ? nil : built, scenario)
        try row.add(try rankingSet(of: own, network: network), scenario)
        try scenario.run()

        let first = number * StoreTables.perScenario
        try Self.clear(noChoices, first)
        try Self.clear(noHazards, first)
        for (place, chosen) in own.choices.enumerated() {
            var row = Row()
            try row.add(first + place, choice)
            try row.add(number, choice)
            try row.add(chosen.parameter, choice)
            try row.add(chosen.value, choice)
            try row.add(Double(chosen.value).flatMap { $0.isFinite ? $0 : nil }, choice)
            try choice.run()
        }
        for (place, digest) in own.hazardDigests.enumerated() {
            var row = Row()
            try row.add(first + place, link)
            try row.add(number, link)
            try row.add(try hazard(own.hazards[place].name, digest: digest, network: network), link)
            try link.run()
        }
    }

    private static func clear(_ statement: borrowing Statement, _ first: Int) throws {
        try statement.bind(first, at: 1)
        try statement.bind(first + StoreTables.perScenario - 1, at: 2)
        try statement.run()
    }

    /// The row of a hazard, made when it is new.
    private func hazard(_ element: String, digest: String, network: Int) throws -> Int? {
        try hazard.bind(network, at: 1)
        try hazard.bind(element, at: 2)
        try hazard.bind(digest, at: 3)
        try hazard.run()
        defer { hazardNumber.reset() }
        try hazardNumber.bind(network, at: 1)
        try hazardNumber.bind(digest, at: 2)
        return try hazardNumber.step() ? hazardNumber.integer(0) : nil
    }

    private func rankingSet(of own: Scenario, network: Int) throws -> Int? {
        func bind(_ statement: borrowing Statement) throws {
            try statement.bind(network, at: 1)
            try statement.bind(own.builtDigest, at: 2)
            try statement.bind(own.roads.inWords, at: 3)
            try statement.bind(own.horizonHours, at: 4)
            try statement.bind(own.bedWeight, at: 5)
        }
        try bind(ranking)
        try ranking.run()
        defer { rankingNumber.reset() }
        try bind(rankingNumber)
        return try rankingNumber.step() ? rankingNumber.integer(0) : nil
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
