import ScenarioModel
public import StudyRunner
import Synchronization

/// A store that several threads write to, one at a time.
public final class SharedStore: Sendable {
    private let store: Mutex<ResultStore>

    public init(_ store: consuming sending ResultStore) { self.store = Mutex(store) }

    /// - Throws: `StoreError`, or `InputError` for a scenario that no store can keep; the store is as before.
    public func write(_ record: ScenarioRecord, of result: ScenarioResult) throws {
        let frame = try with { try $0.frame(of: result.scenario.name) }
        // Others may write meanwhile.
        let rows = try StoreRows(record, of: result, for: frame)
        try with { try $0.write(rows) }
    }
    public func writeFailure(_ name: String, _ reason: String) throws(StoreError) {
        try with { try $0.writeFailure(name, reason) }
    }
    public func finish() throws(StoreError) { try with { try $0.finish() } }

    /// Size of the file when the log beside it is taken in.
    public var bytes: Int { store.withLock { $0.bytes } }

    private func with<Value: Sendable>(_ work: (inout ResultStore) throws -> Value) throws(StoreError) -> Value {
        let outcome = store.withLock { store -> Result<Value, any Error> in
            do { return .success(try work(&store)) } catch { return .failure(error) }
        }
        do { return try outcome.get() } catch { throw StoreError(cause: error) }
    }
}

/// The store could not be written, as opposed to a scenario that failed.
public struct StoreError: Error {
    public var cause: any Error
}
