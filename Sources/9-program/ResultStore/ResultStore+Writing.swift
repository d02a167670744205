import Diagnostics
import GeoPackageWriting
import SQLiteAccess
import ScenarioModel
public import StudyRunner

extension ResultStore {
    /// Stores what came out of a scenario that is registered: all of it or, when that fails, nothing.
    /// - Throws: `FailureError` when the disk is full or another program holds the file; `InputError` for a scenario with
    ///   more of something than a store has numbers for.
    public mutating func write(_ record: ScenarioRecord, of result: ScenarioResult) throws {
        try write(try StoreRows(record, of: result, for: frame(of: result.scenario.name)))
    }

    /// What rows of a scenario must be made for.
    mutating func frame(of name: String) throws -> StoreRows.Frame {
        try prepareWriting()
        guard let frame = writer?.frame(of: name) else { throw FailureError("the scenario \(name) is not registered in \(path)") }
        return frame
    }

    mutating func write(_ rows: StoreRows) throws {
        try prepareWriting()
        do {
            try writer?.begin.run()
            try writer?.write(rows)
            try writer?.commit.run()
        } catch {
            // What waits in the statements belongs to the scenario that failed.
            writer = nil
            try? file.database.execute("ROLLBACK")
            throw error
        }
        writer?.hasWritten(rows)
    }

    /// Notes why a registered scenario failed.
    public mutating func writeFailure(_ name: String, _ reason: String) throws {
        try prepareWriting()
        guard let number = writer?.frame(of: name)?.place.number else { return }
        try writer?.failed.bind(reason, at: 1)
        try writer?.failed.bind(number, at: 2)
        try writer?.failed.run()
    }

    mutating func prepareWriting() throws {
        guard writer == nil else { return }
        let detail = try property("detail").flatMap { StoreDetail(rawValue: $0) } ?? .places
        writer = try StoreWriter.made(on: file, services: services(), detail: detail)
    }
}
