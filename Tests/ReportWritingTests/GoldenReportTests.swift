import Diagnostics
import CascadeModel
import Foundation
import NetworkModel
import ReportWriting
import ScenarioModel
import TestSupport
import Testing

@Suite struct GoldenReportTests {
    private static let folder = repositoryFolder.appendingPathComponent("Tests/Golden/ReportWriting")

    /// `UPDATE_GOLDEN=1` rewrites the files and still fails, so that nobody passes by rewriting.
    @Test func `the reports of the small town are, byte for byte, those that were read and approved`() throws {
        let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"
        var sampled = try SmallTown().input()
        sampled.scenario.name = "waterford-sampled"
        SmallTown.addSamples(&sampled)
        SmallTown.addMeasures(&sampled)
        SmallTown.addWeakPoints(&sampled)
        SmallTown.addPortfolio(&sampled)
        SmallTown.addHelp(&sampled)
        sampled.outage.deadlocks = [["P3", "T12"].map { Int32(sampled.model.asset(named: $0) ?? 0) }]
        sampled.baselineFaults = [Phrase("building B-b has no water even before the event", nl: "gebouw B-b heeft ook vóór de gebeurtenis geen water")]
        var dutch = sampled
        dutch.scenario.name += "-nl"
        dutch.speak(.dutch)
        var varied = try SmallTown().input()
        SmallTown.addMeasures(&varied)
        for i in varied.measures.indices { varied.measures[i].consequenceAvoided = nil }
        SmallTown.addSensitivity(&varied)
        varied.scenario.name = "waterford-varied"
        var variedDutch = varied
        variedDutch.scenario.name += "-nl"
        variedDutch.speak(.dutch)
        let companions = (ReportWriter.files(for: sampled) + ReportWriter.files(for: variedDutch)).filter { file in
            ["access.svg", "-access.csv", "-repairs.csv", "-origins.csv", "tornado.svg", "measures.svg", "benefit.svg", "checklist.csv"]
                .contains { file.path.hasSuffix($0) }
        }
        let texts = [sampled, dutch, varied, variedDutch].flatMap { ReportWriter.files(for: $0).prefix(1) }
        for file in ReportWriter.files(for: try SmallTown().input()) + texts + companions where !file.path.hasSuffix(".xlsx") {
            let url = Self.folder.appendingPathComponent(file.path)
            if isUpdating {
                try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(file.bytes).write(to: url)
                Issue.record("rewrote \(file.path): read it before it is committed")
                continue
            }
            let approved = [UInt8](try Data(contentsOf: url))
            #expect(approved == file.bytes, "\(file.path): \(firstDifference(approved, file.bytes))")
        }
    }

    @Test func `the same input gives the same bytes, however often it is written`() throws {
        let input = try SmallTown().input()
        let first = ReportWriter.files(for: input)
        #expect(ReportWriter.files(for: input) == first)
        #expect(ReportWriter.files(for: try SmallTown().input()) == first)
    }

    @Test func `the files are the Markdown, its pictures, and the companions beside it`() throws {
        #expect(ReportWriter.files(for: try SmallTown().input()).map(\.path) == [
            "waterford-flood.md", "waterford-flood/map.svg", "waterford-flood/service.svg", "waterford-flood/hospitals.svg",
            "waterford-flood/weak-points.svg", "waterford-flood-checklist.csv", "waterford-flood-checklist.xlsx", "waterford-flood.json",
            "waterford-flood-facilities.csv", "waterford-flood-ranking.csv", "waterford-flood-assets.csv",
        ])
        #expect(Set(ReportWriter.files(for: try SmallTown().inputWithHelp()).map(\.path)).isSuperset(of: [
            "waterford-flood/access.svg", "waterford-flood-access.csv", "waterford-flood-repairs.csv", "waterford-flood-origins.csv",
        ]))
    }

    @Test func `the checklist is a sheet too, with a heading for each column in the report's language`() throws {
        let english = try SmallTown().input()
        var dutch = english
        dutch.speak(.dutch)
        for (input, heading) in [(english, "Too late after (hours)"), (dutch, "Te laat na (uren)")] {
            func text(_ ending: String) throws -> String {
                let file = try #require(ReportWriter.files(for: input).first { $0.path.hasSuffix("-checklist." + ending) })
                return String(decoding: file.bytes, as: UTF8.self)
            }
            let sheet = try text("xlsx"), columns = try text("csv").prefix { $0 != "\r\n" }.count { $0 == "," } + 1
            // The parts of a workbook are stored as they are.
            #expect(sheet.contains(heading))
            let headings = sheet.components(separatedBy: "<row r=\"1\">").dropFirst().first?.components(separatedBy: "</row>").first ?? ""
            #expect(headings.components(separatedBy: "<c ").count - 1 == columns)
        }
    }

    private func firstDifference(_ a: [UInt8], _ b: [UInt8]) -> String {
        let (old, new) = (String(decoding: a, as: UTF8.self), String(decoding: b, as: UTF8.self))
        let (oldLines, newLines) = (old.components(separatedBy: "\n"), new.components(separatedBy: "\n"))
        let line = zip(oldLines, newLines).enumerated().first { $1.0 != $1.1 }?.offset ?? min(oldLines.count, newLines.count)
        func text(_ lines: [String]) -> String { line < lines.count ? lines[line] : "(ends)" }
        return "line \(line + 1)\n  approved: \(text(oldLines))\n  written:  \(text(newLines))"
    }
}
