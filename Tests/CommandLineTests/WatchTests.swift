@testable import CommandLineInterface
import Foundation
import Glibc
import TestSupport
import Testing

@Suite final class WatchTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lifeline-\(UUID().uuidString)")
    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: folder) }

    private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
    private func write(_ text: String, to name: String) throws { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
    private func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

    /// The tutorial town's scenario beside a file of observations.
    private func town() throws {
        let scenarios = repositoryFolder.appendingPathComponent("scenarios/tutorial.xml").path
        let text = try String(contentsOfFile: scenarios, encoding: .utf8)
            .replacing("../networks/", with: repositoryFolder.appendingPathComponent("networks").path + "/")
        try write(text, to: "town.xml")
        try write("asset,state,time\ntransformer-west,out,5\n", to: "seen.csv")
    }

    @Test func `a touch is no change, new content is one once it has come to rest`() throws {
        try write("one", to: "a")
        var files = WatchedFiles()
        files.note([path("a"), path("b")])
        #expect(files.changed() == [] && files.changed() == [])
        try write("one", to: "a")
        #expect(files.changed() == [] && files.changed() == [] && files.changed() == [])
        try write("two", to: "a")
        #expect(files.changed() == [])
        #expect(files.changed() == [path("a")])
        files.note(files.paths)
        // Editors put a new file in the place of the old one, or leave a gap between them.
        try write("three", to: "a.new")
        #expect(rename(path("a.new"), path("a")) == 0)
        #expect(files.changed() == [] && files.changed() == [path("a")])
        files.note(files.paths)
        try FileManager.default.removeItem(atPath: path("a"))
        #expect(files.changed() == [])
        try write("three", to: "a")
        #expect(files.changed() == [] && files.changed() == [])
        // One that was not there.
        try write("new", to: "b")
        #expect(files.changed() == [] && files.changed() == [path("b")])
    }

    @Test func `content that changed while it was read is seen`() throws {
        try write("after", to: "a")
        var files = WatchedFiles()
        files.add(path("a"), sha256: "the digest of something else")
        #expect(files.changed() == [] && files.changed() == [path("a")])
    }

    @Test func `a change runs again, a fault leaves the last report, a mended file runs again`() throws {
        try town()
        let words = ["watch", path("town.xml"), "-o", path("live"), "--observations", path("seen.csv")]
        let watch = try WatchCommand(
            ParsedArguments(words.dropFirst(), options: WatchCommand.allOptions, operands: WatchCommand.operands))
        let listener = Listener()
        // What somebody does while the program waits, one step for each run.
        var steps: [() throws -> Void] = [
            { try self.write("asset,state,time\ntransformer-west,out,6\n", to: "seen.csv") },
            { try self.write("asset,state,time\ntransformer-wets,out,6\n", to: "seen.csv") },
            { try self.write("asset,state,time\ntransformer-west,out,7\n", to: "seen.csv") },
        ]
        var reports: [String] = [], waits = 0
        let code = watch.follow(Surroundings(terminal: listener.terminal, isQuiet: false)) {
            waits += 1
            // Two looks pass before a change counts as come to rest.
            guard waits % 3 == 1 else { return false }
            reports.append((try? self.text("live/town.md")) ?? "")
            guard !steps.isEmpty else { return true }
            try? steps.removeFirst()()
            return false
        }
        #expect(code == .interrupted)
        #expect(reports.count == 4)
        #expect(reports[0].contains("08:00") && reports[1].contains("09:00"))
        #expect(reports[0] != reports[1] && reports[1] == reports[2] && reports[2] != reports[3])
        #expect(listener.talk.contains("seen.csv:2: error") && listener.talk.contains("'transformer-west'"))
        #expect(listener.talk.contains("the last report stays"))
        let page = try text("live/town.html")
        #expect(page.contains("\"canFollow\":true"))
        let left = try FileManager.default.contentsOfDirectory(atPath: path("live")).filter { $0.hasSuffix(".partial") }
        #expect(left.isEmpty)
    }

    @Test func `once runs once, and a fault is an exit code`() throws {
        try town()
        let listener = Listener()
        let words = ["watch", path("town.xml"), "-o", path("live"), "--once", "--observations", path("seen.csv")]
        #expect(Lifeline.run(words, terminal: listener.terminal) == .done)
        #expect(listener.results == "\(path("live"))/town.md\n\(path("live"))/town.html\n")
        #expect(try text("live/town.html").contains("\"canFollow\":false"))
        try write("asset,state,time\nnobody,out,6\n", to: "seen.csv")
        #expect(Lifeline.run(words, terminal: listener.terminal) == .inputInvalid)
    }

    @Test func `a view is one file`() throws {
        try town()
        let listener = Listener()
        #expect(Lifeline.run(["view", path("town.xml"), "-o", path("new/page.html")], terminal: listener.terminal) == .done)
        #expect(listener.results == path("new/page.html") + "\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: path("new")) == ["page.html"])
    }

    @Test func `Ctrl-C ends a wait`() async {
        // In a thread of its own, which alone is told not to die of it.
        let hasCome = await withCheckedContinuation { done in
            Thread.detachNewThread {
                let interruption = Interruption()
                let before = interruption.comes(within: 0.01)
                pthread_kill(pthread_self(), SIGINT)
                done.resume(returning: !before && interruption.comes(within: 60))
            }
        }
        #expect(hasCome)
    }
}
