@testable import CommandLineInterface
import Foundation
import TestSupport
import Testing

@Suite final class ScreenCommandTests {
    private let folder: ScratchFolder
    init() throws { folder = try ScratchFolder() }

    private func run(_ words: String...) -> (code: ExitCode, results: String) {
        let listener = Listener()
        let code = Lifeline.run(words, terminal: listener.terminal)
        #expect(code == .done, "\(listener.talk)")
        return (code, listener.results)
    }
    private func scenario(_ content: String) throws -> String {
        let network = repositoryFolder.appendingPathComponent("networks/tutorial.xml").path
        return try folder.file("event.xml", """
            <scenario xmlns="urn:lifeline:scenario:1" title="An event" network="\(network)" horizon="72">\(content)</scenario>
            """)
    }
    private struct Screened: Decodable {
        struct Loss: Decodable, Equatable {
            struct Probability: Decodable, Equatable { var mean, lower, upper: Double }
            var facility, service: String
            var probability: Probability
        }
        var samples: Int
        var losses: [Loss]
    }
    private func losses(_ words: String) throws -> [String: Double] {
        let result = try JSONDecoder().decode(Screened.self, from: Data(words.utf8))
        return Dictionary(uniqueKeysWithValues: result.losses.map { ("\($0.facility) \($0.service)", $0.probability.mean) })
    }
    private let quake = "<earthquake magnitude=\"6.2\" x=\"155400\" y=\"436600\" depthKm=\"10\" siteClass=\"D\"/>"

    @Test func `a screening is the same on any number of threads, and the same for the first draws of more`() throws {
        let path = try scenario(quake)
        let one = run("screen", path, "--samples", "1200", "--threads", "1", "--format", "json").results
        #expect(one == run("screen", path, "--samples", "1200", "--threads", "2", "--format", "json").results)
        let probabilities = try losses(one)
        #expect(probabilities.values.contains { $0 > 0 && $0 < 1 })
        // Every probability is a count of draws.
        for p in probabilities.values { #expect(abs((p * 1200).rounded() - p * 1200) < 1e-9) }
    }

    @Test func `with reserves fewer are without, and never more`() throws {
        let path = try scenario(quake)
        let empty = try losses(run("screen", path, "--samples", "512", "--format", "json").results)
        let full = try losses(run("screen", path, "--samples", "512", "--reserves", "full", "--format", "json").results)
        #expect(full.allSatisfy { $0.value <= empty[$0.key] ?? 0 })
        #expect(empty.contains { $0.value > full[$0.key] ?? 0 })
    }

    @Test func `an event without chance is looked at once, and says who loses what`() throws {
        let path = try scenario("<outOfService asset=\"transformer-east\"/>")
        let text = run("screen", path).results
        #expect(text.hasPrefix("# A quick look: An event\n"))
        #expect(text.contains("| hospital"))
        #expect(!text.contains("95%"))
        let csv = run("screen", path, "--format", "csv").results.split(separator: "\r\n")
        #expect(csv.count > 1 && csv.dropFirst().allSatisfy { $0.split(separator: ",").suffix(3).allSatisfy { Double($0) == 1 } })
        #expect(run("screen", path, "--language", "nl").results.hasPrefix("# Een snelle blik: An event\n"))
    }
}
