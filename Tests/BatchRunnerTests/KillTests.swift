import Foundation
import Glibc
import SQLiteAccess
import StoreSamples
import Testing

/// The built program, really killed and really interrupted.
@Suite(.serialized) final class KillTests {
    private let folder: SweepFolder
    init() throws { folder = try SweepFolder() }

    private func batch(_ store: String, _ more: [String] = []) throws -> Process {
        try Program.start(["batch", folder.path("scenarios"), "-o", folder.path(store), "--quiet"] + more)
    }
    private func done(_ store: String) throws -> Int {
        guard FileManager.default.fileExists(atPath: folder.path(store)) else { return 0 }
        let database = try Database(opening: folder.path(store))
        #expect(try database.text("PRAGMA integrity_check") == "ok")
        guard try database.integer("SELECT count(*) FROM sqlite_master WHERE name = 'scenarios'") == 1 else { return 0 }
        return try database.integer("SELECT count(*) FROM scenarios WHERE status = 'done'") ?? 0
    }

    @Test func `killed at any moment and started again, no scenario is lost and none is there twice`() throws {
        try folder.sweep("0.50..2.50 step 0.04")
        let whole = try batch("whole.gpkg")
        let clock = ContinuousClock(), begin = clock.now
        whole.waitUntilExit()
        #expect(whole.terminationStatus == 0)
        let milliseconds = max(40, Int((clock.now - begin) / .milliseconds(1)))

        // Moments that fall before the store is made, while it is filled and while it is finished.
        var kills = 0, completed = 0, random = UInt64(20260115), before = 0
        while kills < 50 {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let process = try batch("results.gpkg", kills % 3 == 0 ? ["--threads", "1"] : [])
            usleep(UInt32(random >> 33) % UInt32(milliseconds * 1000 * 2 / 3))
            let wasRunning = process.isRunning
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let now = try done("results.gpkg")
            #expect(now >= before, "a scenario was lost")
            before = now
            if wasRunning && process.terminationReason == .uncaughtSignal { kills += 1 }
            guard process.terminationReason == .exit || now == 102 else { continue }
            // It was quicker than the kill: what is there must be the whole, and the next store begins.
            if process.terminationReason == .exit {
                #expect(try StoreDump.differences(folder.path("results.gpkg"), folder.path("whole.gpkg")) == [])
                completed += 1
                try FileManager.default.removeItem(atPath: folder.path("results.gpkg"))
                before = 0
            }
        }
        let last = try batch("results.gpkg")
        last.waitUntilExit()
        #expect(last.terminationStatus == 0)
        #expect(try done("results.gpkg") == 102)
        #expect(try StoreDump.differences(folder.path("results.gpkg"), folder.path("whole.gpkg")) == [])
    }

    @Test(arguments: [SIGINT, SIGTERM]) func `Ctrl-C stops cleanly with its own exit code, and the same command goes on`(signal: Int32) throws {
        try folder.sweep("0.50..2.50 step 0.002")
        let said = Pipe()
        let process = try Program.start(["batch", folder.path("scenarios"), "-o", folder.path("results.gpkg")], said: said)
        try said.fileHandleForWriting.close()
        // The estimate is said after the first scenarios.
        var talk = ""
        while !talk.contains("estimate after"), let more = try said.fileHandleForReading.read(upToCount: 1), !more.isEmpty {
            talk += String(decoding: more, as: UTF8.self)
        }
        kill(process.processIdentifier, signal)
        talk += String(decoding: try said.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 130)
        #expect(talk.contains("stopping") && talk.contains("go on with 'lifeline batch"))
        let stopped = try done("results.gpkg")
        #expect(stopped >= 8 && stopped < 2002)
        #expect(!FileManager.default.fileExists(atPath: folder.path("results.gpkg-wal")))
    }

    @Test func `a second program on the same store is turned away and harms nothing`() throws {
        try folder.sweep("0.50..2.50 step 0.005")
        let first = try batch("results.gpkg")
        while try !FileManager.default.fileExists(atPath: folder.path("results.gpkg")) || done("results.gpkg") == 0 { usleep(5000) }
        let second = try Program.run(["batch", folder.path("scenarios"), "-o", folder.path("results.gpkg")])
        #expect(second.code == 1 && second.said.contains("another program is writing results to it"))
        #expect(first.isRunning)
        kill(first.processIdentifier, SIGKILL)
        first.waitUntilExit()
        #expect(try done("results.gpkg") > 0)
    }

    /// The file may not grow beyond what the system allows the process: writing fails in the middle of a page.
    @Test(arguments: [200, 400, 700]) func `a disk that takes no more ends the run with a message, and nothing is lost`(blocks: Int) throws {
        try folder.sweep("0.50..2.50 step 0.04")
        let script = "trap '' XFSZ; ulimit -f \(blocks); exec \"$0\" batch \"$1\" -o \"$2\""
        let full = try Program.run(
            ["-c", script, Program.lifeline, folder.path("scenarios"), folder.path("results.gpkg")], of: "/bin/sh")
        #expect(full.code == 1 && full.said.contains("cannot write") && full.said.contains("results.gpkg"), "\(full.said)")
        let kept = try done("results.gpkg")
        let rest = try batch("results.gpkg")
        rest.waitUntilExit()
        #expect(rest.terminationStatus == 0)
        #expect(try done("results.gpkg") == 102 && kept < 102)
    }
}
