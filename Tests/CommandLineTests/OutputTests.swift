@testable import CommandLineInterface
import Diagnostics
import Foundation
import Testing

@Suite final class OutputTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lifeline-\(UUID().uuidString)")
    deinit { try? FileManager.default.removeItem(at: folder) }

    private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
    private func content(_ name: String) -> String? { try? String(contentsOfFile: path(name), encoding: .utf8) }
    private func everything() -> [String] {
        (FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []).sorted()
    }

    @Test func `all files appear, folders are made, and nothing else is left`() throws {
        try OutputFiles.write([.init(path("a.md"), "one"), .init(path("deep/er/b.svg"), [50, 10])])
        #expect(content("a.md") == "one")
        #expect(content("deep/er/b.svg") == "2\n")
        #expect(everything() == ["a.md", "deep", "deep/er", "deep/er/b.svg"])
    }

    @Test func `when one file cannot be written none is, and what was there stays`() throws {
        try OutputFiles.write([.init(path("a.md"), "old")])
        try FileManager.default.createDirectory(atPath: path("b.md"), withIntermediateDirectories: true)
        let error = #expect(throws: FailureError.self) {
            try OutputFiles.write([.init(path("a.md"), "new"), .init(path("b.md"), "new")])
        }
        #expect(error?.message.contains("b.md") == true)
        #expect(content("a.md") == "old")
        #expect(everything() == ["a.md", "b.md"])
    }

    @Test func `when a file's own writer fails nothing is left`() throws {
        struct Broken: Error {}
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        #expect(throws: Broken.self) {
            try OutputFiles.write([
                .init(path("a.xml")) { place in
                    try OutputFiles.store(Array("half".utf8), at: place)
                    throw Broken()
                }
            ])
        }
        #expect(everything() == [])
    }

    @Test func `a file in place of a folder is a failure in words`() throws {
        try OutputFiles.write([.init(path("reports"), "a file")])
        let error = #expect(throws: FailureError.self) { try OutputFiles.write([.init(path("reports/a.md"), "x")]) }
        #expect(error?.message.contains(path("reports")) == true)
    }

    @Test func `cells are quoted where they must be, and no cell is a formula`() {
        var table = CSVText(["a", "b"])
        table.add(["x, y", "say \"no\""])
        table.add(["=HYPERLINK(1)", "-12.5"])
        table.add(["two\nlines", "@home"])
        #expect(table.text == "a,b\n\"x, y\",\"say \"\"no\"\"\"\n'=HYPERLINK(1),-12.5\n\"two\nlines\",'@home\n")
    }

    @Test func `findings become JSON with sorted keys and nothing that is not known`() throws {
        let issue = Diagnostics.Issue(
            .warning, "far-away", at: SourcePosition(file: "a/b.xml", line: 0), asset: "p<1>", x: .nan, y: 2,
            "it is far", remedy: "move it")
        let text = try JSONText.write([IssueRow(issue)])
        #expect(
            text == """
                [
                  {
                    "asset" : "p<1>",
                    "code" : "far-away",
                    "file" : "a/b.xml",
                    "message" : "it is far",
                    "remedy" : "move it",
                    "severity" : "warning",
                    "y" : 2
                  }
                ]
                """)
    }
}
