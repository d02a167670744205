import FoundationEssentials
public import ResultStore

extension Batch {
    /// Runs scenario files into a store that is removed afterwards, to ask it something.
    /// - Throws: what makes a scenario fail; for one that fails `InputError` or `FailureError`.
    public static func withTemporaryStore<Value>(
        of files: [String], threads: Int = 0, _ work: (borrowing ResultStore, [String]) throws -> Value
    ) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lifeline-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let plan = try BatchPlan(chosen: files)
        var batch = Batch(plan: plan, store: folder.appending(path: "results.gpkg").path)
        batch.threads = threads
        for planned in plan.scenarios { _ = try planned.scenario.get() }
        let outcome = try batch.run()
        if let failed = outcome.failed.first { throw ScenarioFailure(name: failed.name, reason: failed.reason) }
        return try work(ResultStore.reading(batch.store), plan.scenarios.map(\.name))
    }
}

/// A scenario that cannot be computed, in the words it failed with.
public struct ScenarioFailure: Error, CustomStringConvertible {
    public var name: String
    public var reason: String
    public var description: String { reason }
}
