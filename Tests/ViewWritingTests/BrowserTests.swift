import Diagnostics
import Foundation
import ReportWriting
import ScenarioModel
import StudyRunner
import TestSupport
import Testing
import ViewWriting

/// The page in a real browser, where one is installed; `Browser/check_view.py` says how to run it by hand.
@Suite struct BrowserTests {
    private static let programs = ["/usr/bin", "/usr/local/bin"]
    private static func find(_ names: [String]) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":").map(String.init) ?? programs
        return names.lazy.flatMap { name in path.map { "\($0)/\(name)" } }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
    static let isPossible = find(["chromium", "chromium-browser", "google-chrome"]) != nil && find(["python3"]) != nil

    @Test(.enabled(if: isPossible, "needs chromium and python3 on the path"))
    func `a browser shows it, plays it, finds a facility and says why it lost water`() throws {
        let scratch = try ScratchFolder()
        let scenario = repositoryFolder.appendingPathComponent("scenarios/dike-breach.xml").path
        var scenarioWithSeen = try ScenarioReader.read(scenario)
        let seen = try scratch.file("seen.csv", "asset,state,time\nsubstation-2,out,2026-01-16T20:00\n")
        try ObservationReader.read(seen, into: &scenarioWithSeen)
        let input = try Study(scenarioWithSeen).view()
        var dutch = input
        dutch.speak(.dutch)
        let pages = [
            try scratch.file("breach.html", Data(ViewWriter.html(for: input))),
            try scratch.file("breach-nl.html", Data(ViewWriter.html(for: dutch))),
        ]
        let process = Process(), pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: try #require(Self.find(["python3"])))
        process.arguments = [repositoryFolder.appendingPathComponent("Tests/ViewWritingTests/Browser/check_view.py").path] + pages
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(said)")
    }
}
