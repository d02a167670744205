import Diagnostics
import GeoPackageWriting
import SQLiteAccess
import ScenarioModel
public import StudyRunner

extension ResultStore {
    /// Enters what is to be run: networks with their assets, and the scenarios with their numbers.
    ///
    /// Scenarios that are there already keep their number and results; others are numbered on. Those whose network or
    /// file cannot be used are entered as failed. All of it or, when it fails, nothing.
    /// - Parameter shared: reads networks.
    /// - Throws: `InputError` when the store was begun with other options.
    public mutating func register(_ plan: [PlannedScenario], options: StoreOptions, sharing shared: SharedWork) throws {
        writer = nil
        for (name, value) in options.properties {
            guard let begun = try property(name), begun != value else { continue }
            throw InputError(
                "store-detail", at: SourcePosition(file: path),
                "the store was begun \(StoreOptions.words(name, begun)), and this is run \(StoreOptions.words(name, value))",
                remedy: "give the options that it was begun with, or write to another file")
        }
        try file.database.execute("BEGIN IMMEDIATE")
        do {
            for (name, value) in options.properties { try set(name, to: value) }
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
        let registrar = try StoreRegistrar.made(on: file.database)
        var next = (known.values.map(\.number).max() ?? 0) + 1
        for planned in plan {
            if known[planned.name]?.status == .done { continue }
            let number = known[planned.name]?.number ?? next
            if number == next { next += 1 }
            switch planned.scenario {
            case .failure(let error): try registrar.enter(failed: planned, number, error)
            case .success(let scenario):
                switch networks[scenario.networkPath] {
                case .success(let network)?:
                    do { try registrar.enter(scenario, number, network: network) } catch let error as InputError {
                        try registrar.enter(failed: planned, number, error)
                    }
                case .failure(let error)?: try registrar.enter(failed: planned, number, error)
                case nil: break
                }
            }
        }
    }
}
