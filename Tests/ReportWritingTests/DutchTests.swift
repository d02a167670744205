import Diagnostics
import Foundation
import NetworkModel
import TestSupport
import Testing

@testable import ReportWriting

@Suite struct DutchTests {
    private let words = Wording(language: Dutch(), clock: ClockTime("2026-01-15T03:00"), horizonHours: 72)

    @Test func `numbers, dates and times follow Dutch practice`() {
        #expect(words.count(1_234_567) == "1.234.567")
        #expect(words.significant(0.5, 2) == "0,50")
        #expect(words.moment(7.0 / 6) == "do 15 jan 04:10")
        #expect(words.when(7.0 / 6) == "op do 15 jan om 04:10 uur")
        #expect(words.when(8, besideHours: 7) == "om 11:00 uur")
        #expect(words.duration(100.2) == "4 dagen 4 uur")
        #expect(words.duration(24.5) == "24 uur 30 min")
        #expect(words.percent(0.004) == "minder dan 1%")
        #expect(words.euros(450_000) == "€\u{a0}450.000")
    }

    @Test(arguments: [
        ("pumpingStation", 1, "pompstation"), ("pumpingStation", 2, "pompstations"), ("careHome", 2, "verpleeghuizen"),
        ("ambulancePost", 3, "ambulanceposten"), ("gateway", 2, "wegen het gebied uit"), ("telecomMast", 2, "telecom mast"),
    ])
    func `kinds have Dutch names with their plurals`(kind: String, count: Int, expected: String) {
        #expect(Dutch().kind(kind, count) == expected)
    }

    @Test func `every kind that the program knows has a Dutch name of its own`() throws {
        let source = try text("Sources/2-network/NetworkModel/Layer.swift")
        let kinds = source.matches(of: /AssetKind\("(\w+)"\)/).map { String($0.1) }
        #expect(kinds.count > 25)
        for kind in kinds { #expect(Dutch().kind(kind, 2) != kind.spacedWords, "\(kind)") }
    }

    @Test func `every code of the checks and of the log of repairs has its Dutch sentence`() throws {
        let folder = repositoryFolder.appendingPathComponent("Sources/2-network")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)).compactMap { $0 as? URL }
        let call = /(?:\bIssue|\bissue|\bRepair|\bnote)\(\s*(?:\.\w+,\s*)?"([a-z0-9]+(?:-[a-z0-9]+)+)"/
        var codes: Set<String> = []
        for file in files where file.pathExtension == "swift" {
            codes.formUnion(try String(contentsOf: file, encoding: .utf8).matches(of: call).map { String($0.1) })
        }
        #expect(codes.count > 60)
        for code in codes.sorted() { #expect(Dutch.findings[code] != nil, "no Dutch sentence for \(code)") }
    }

    @Test func `every assumption and term of the standard catalogue has its Dutch words`() throws {
        let catalogue = try text("Sources/5-damage/DamageModel/Catalogue/fragilities.xml")
        let words = try text("Sources/5-damage/DamageModel/CatalogueWords.swift")
        for match in catalogue.matches(of: /assumption="([^"]+)"/) { #expect(words.contains("\"\(match.1)\":"), "\(match.1)") }
        for match in catalogue.matches(of: /<(?:lognormal|discrete|repairRate) id="[^"]+" title="(?:pipe \(ALA\): )?([^"]+)"/) {
            for term in match.1.split(separator: ", ") { #expect(words.contains("\"\(term)\":"), "\(term)") }
        }
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOf: repositoryFolder.appendingPathComponent(path), encoding: .utf8)
    }
}
