import Diagnostics
import Foundation
@testable import ReportWriting
import ScenarioModel
import Testing

/// What a report points to exists, in every language and with everything in it.
@Suite struct StructureTests {
    static func inputs() throws -> [ReportInput] {
        var sampled = try SmallTown().input()
        SmallTown.addSamples(&sampled)
        SmallTown.addMeasures(&sampled)
        var varied = try SmallTown().input()
        SmallTown.addMeasures(&varied)
        SmallTown.addSensitivity(&varied)
        return try [SmallTown().input(), sampled, varied, LargeTown(blocks: 6).input()].flatMap { input in
            ReportLanguage.allCases.map { language in
                var input = input
                input.speak(language)
                return input
            }
        }
    }

    @Test func `every picture, file and section that a report names is there, and every picture is shown`() throws {
        for input in try Self.inputs() {
            let files = ReportWriter.files(for: input), paths = Set(files.map(\.path))
            let report = String(decoding: files[0].bytes, as: UTF8.self)
            let pictures = Set(report.matches(of: /!\[[^\]]*\]\(([^)]+)\)/).map { String($0.1) })
            #expect(pictures == paths.filter { $0.hasSuffix(".svg") })
            let anchors = Set(report.matches(of: /\n##+ (.+)/).map { match in
                String(match.1.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" }.map { $0 == " " ? "-" : $0 })
            })
            for link in report.matches(of: /\]\(#([^)]+)\)/) { #expect(anchors.contains(String(link.1)), "\(link.1)") }
            for file in report.matches(of: /`([^` ]+\.(?:csv|json))`/) { #expect(paths.contains(String(file.1)), "\(file.1)") }
            for companion in paths where !companion.hasSuffix(".svg") && !companion.hasSuffix(".md") {
                #expect(report.contains("`\(companion)`"), "\(companion) is not told of")
            }
        }
    }

    @Test func `no table is longer than a reader bears, and no figure reads like a machine's`() throws {
        for input in try Self.inputs() {
            let report = String(decoding: ReportWriter.files(for: input)[0].bytes, as: UTF8.self)
            var rows = 0
            for line in report.components(separatedBy: "\n") {
                rows = line.hasPrefix("|") ? rows + 1 : 0
                #expect(rows <= 45, "\(line.prefix(80))")
            }
            let prose = report.replacing(/`[^`]*`/, with: "")
            for bad in ["0.0000", "0,0000", "nan", " inf", "Optional", "about about", "ongeveer ongeveer", "..", "1 hospitals", "1 ziekenhuizen"] {
                #expect(!prose.contains(bad), "\(bad)")
            }
        }
    }

    @Test func `a Dutch report holds no English`() throws {
        for input in try Self.inputs().prefix(6) where input.scenario.language == .dutch {
            var text = String(decoding: ReportWriter.files(for: input)[0].bytes, as: UTF8.self).replacing(/`[^`]*`/, with: "")
            for file in ReportWriter.files(for: input) where file.path.hasSuffix(".svg") { text += String(decoding: file.bytes, as: UTF8.self) }
            // Names and sentences of the made-up town and its sources are what they are.
            for name in ["The river at 4.20 m", "Which places go without, and why?", "Substation West", "Raise Substation West", "Second pump", "Substation", "Bates and De Roo", "within the tolerance"] {
                text = text.replacing(name, with: "")
            }
            for word in ["the", "and", "without", "with", "power", "water company", "hospital", "hospitals", "residents", "about", "floods", "loses", "assumed", "served", "hours", "scenario's file"] {
                #expect(!text.contains(try Regex("(?i)(^|[^\\w.-])\(word)([^\\w.-]|$)")), "\(word)")
            }
        }
    }
}
