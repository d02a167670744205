import BatchRunner
import Diagnostics
import Foundation
import ResultStore
import SQLiteAccess
import StoreSamples
import StudyRunner
import Testing

/// Files that are no stores, disks that are full, and two programs at once.
@Suite final class StoreFaultTests {
    private let folder: SweepFolder
    init() throws { folder = try SweepFolder() }

    private func batch(_ name: String = "results.gpkg") throws -> Batch { try batch(into: folder.path(name)) }
    private func batch(into path: String) throws -> Batch {
        Batch(plan: try BatchPlan(paths: [folder.path("scenarios")]), store: path)
    }
    private func integrity(_ name: String = "results.gpkg") throws -> String? {
        try Database(opening: folder.path(name)).text("PRAGMA integrity_check")
    }
    private func code(_ work: () throws -> Void) throws -> String {
        do { try work() } catch let error as InputError {
            #expect(!error.remedy.isEmpty)
            return error.code
        }
        return "none"
    }

    @Test func `what is no store is refused, for reading and for writing, and not touched`() throws {
        try folder.sweep("2.0")
        let text = Data("this is not a database, but long enough to have a header that could be looked at".utf8)
        let other = try Database(creating: folder.path("other.gpkg"))
        try other.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1)")
        for (name, content, expected) in [("text.gpkg", text as Data?, "sqlite-format"), ("other.gpkg", nil, "store-foreign")] {
            if let content { try content.write(to: folder.url.appendingPathComponent(name)) }
            let before = try Data(contentsOf: folder.url.appendingPathComponent(name))
            #expect(try code { _ = try ResultStore.reading(folder.path(name)) } == expected)
            #expect(try code { _ = try batch(name).run() } == expected)
            #expect(try Data(contentsOf: folder.url.appendingPathComponent(name)) == before)
        }
        #expect(try code { _ = try ResultStore.reading(folder.path("missing.gpkg")) } == "sqlite-open")
        // A file that was only just made is a store that is still empty.
        try Data().write(to: folder.url.appendingPathComponent("results.gpkg"))
        #expect(try batch().run().doneNow == 2)
    }

    @Test func `what is no file at all is named`() throws {
        try folder.sweep("2.0")
        try FileManager.default.createDirectory(at: folder.url.appendingPathComponent("folder.gpkg"), withIntermediateDirectories: true)
        #expect(try code { _ = try ResultStore.reading(folder.path("folder.gpkg")) } == "sqlite-file")
        for (path, words) in [(folder.path("folder.gpkg"), "it is a folder"), ("/dev/null", "no ordinary file")] {
            let error = try #require(#expect(throws: FailureError.self) { _ = try batch(into: path).run() })
            #expect(error.message.contains(words), "\(error)")
        }
    }

    @Test func `a store of a newer version is refused`() throws {
        try folder.sweep("2.0")
        _ = try batch().run()
        try Database(updating: folder.path("results.gpkg"))
            .execute("UPDATE lifeline_store SET value = '\(ResultStore.formatVersion + 1)' WHERE property = 'format'")
        #expect(try code { _ = try batch().run() } == "store-newer")
        #expect(try code { _ = try ResultStore.reading(folder.path("results.gpkg")) } == "store-newer")
        try Database(updating: folder.path("results.gpkg")).execute("DELETE FROM lifeline_store WHERE property = 'format'")
        #expect(try code { _ = try ResultStore.reading(folder.path("results.gpkg")) } == "store-damaged")
    }

    @Test func `a second writer is told to wait, and readers are not`() throws {
        try folder.sweep("2.0")
        _ = try batch().run()
        let path = folder.path("results.gpkg")
        let first = try ResultStore.updating(path)
        let refused = try #require(#expect(throws: FailureError.self) { _ = try ResultStore.updating(path) })
        #expect(refused.message.contains("another program is writing"))
        #expect(try ResultStore.reading(path).scenarios().count == 2)
        #expect(try first.scenarios().count == 2)
    }

    @Test func `a folder that is missing or closed is named`() throws {
        for (path, words) in [("/nowhere/results.gpkg", "folder is missing"), ("/sys/results.gpkg", "no permission")] {
            let error = try #require(#expect(throws: FailureError.self) { _ = try ResultStore.updating(path) })
            #expect(error.message.contains(words), "\(error)")
        }
    }

    /// SQLite's own limit stands for a full disk: it fails in the same way, at the same places.
    @Test(arguments: [60, 75, 90, 110, 130]) func `on a full disk what was stored stays, and the run goes on later`(kilobytes: Int) throws {
        try folder.sweep("0.5..3.0 step 0.05")
        let undisturbed = try batch("whole.gpkg").run()
        let size = try #require(FileManager.default.attributesOfItem(atPath: folder.path("whole.gpkg"))[.size] as? Int)
        var limited = try batch()
        // From barely enough for the tables to nearly all that is needed.
        limited.maximumBytes = size * kilobytes / 140
        let error = try #require(#expect(throws: FailureError.self) { _ = try limited.run() })
        #expect(error.message.contains("the disk is full"))
        #expect(try integrity() == "ok")
        limited.maximumBytes = nil
        let rest = try limited.run()
        #expect(rest.doneBefore + rest.doneNow == undisturbed.doneNow)
        #expect(rest.doneBefore < undisturbed.doneNow)
        #expect(try StoreDump.differences(folder.path("results.gpkg"), folder.path("whole.gpkg")) == [])
    }

    @Test func `another detail than before is refused`() throws {
        try folder.sweep("2.0")
        _ = try batch().run()
        var totals = try batch()
        totals.options.detail = .totals
        #expect(try code { _ = try totals.run() } == "store-detail")
    }

    @Test func `each detail keeps what it says`() throws {
        try folder.sweep("2.0")
        for (detail, losses, intensities) in [(StoreDetail.totals, false, false), (.places, true, false), (.intensities, true, true)] {
            var batch = try batch("\(detail).gpkg")
            batch.options.detail = detail
            _ = try batch.run()
            let database = try Database(opening: folder.path("\(detail).gpkg"))
            #expect(try database.integer("SELECT count(*) > 0 FROM facility_losses") == (losses ? 1 : 0))
            #expect(try database.integer("SELECT count(*) > 0 FROM asset_outages") == (losses ? 1 : 0))
            #expect(try database.integer("SELECT count(*) > 0 FROM hazard_intensities") == (intensities ? 1 : 0))
            #expect(try database.integer("SELECT count(*) > 0 FROM vulnerable_losses") == 1)
            #expect(try database.integer("SELECT count(*) > 0 FROM loss_origins") == 1)
        }
    }

    @Test func `networks in different systems do not share a store`() throws {
        try folder.sweep("2.0")
        let other = try String(contentsOf: folder.url.appendingPathComponent("tutorial.xml"), encoding: .utf8)
        #expect(other.contains("28992"))
        try Data(other.replacingOccurrences(of: "28992", with: "32631").utf8).write(to: folder.url.appendingPathComponent("elsewhere.xml"))
        let text = "<scenario xmlns=\"urn:lifeline:scenario:1\" title=\"x\" network=\"../elsewhere.xml\"/>"
        try Data(text.utf8).write(to: folder.url.appendingPathComponent("scenarios/zz.xml"))
        let outcome = try batch().run()
        #expect(outcome.failed.map(\.name) == ["zz"])
        #expect(outcome.failed[0].reason.contains("store-system"))
        #expect(outcome.doneNow == 2)
    }
}
