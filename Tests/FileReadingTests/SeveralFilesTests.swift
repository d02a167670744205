import Diagnostics
import FileReading
import Foundation
import Testing

@Suite final class SeveralFilesTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lifeline-\(UUID().uuidString)")
    deinit { try? FileManager.default.removeItem(at: folder) }

    private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
    private func content(_ name: String) -> String? { try? String(contentsOfFile: path(name), encoding: .utf8) }
    private func everything() -> [String] {
        (FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []).sorted()
    }

    @Test func `all files appear, folders are made, and nothing else is left`() throws {
        try AtomicFile.write([(path("a.md"), Array("one".utf8)), (path("deep/er/b.svg"), [50, 10])])
        #expect(content("a.md") == "one")
        #expect(content("deep/er/b.svg") == "2\n")
        #expect(everything() == ["a.md", "deep", "deep/er", "deep/er/b.svg"])
    }

    @Test func `when one file cannot be written none is, and what was there stays`() throws {
        try AtomicFile.write([(path("a.md"), Array("old".utf8))])
        try FileManager.default.createDirectory(atPath: path("b.md"), withIntermediateDirectories: true)
        let error = #expect(throws: FailureError.self) {
            try AtomicFile.write([(path("a.md"), Array("new".utf8)), (path("b.md"), Array("new".utf8))])
        }
        #expect(error?.message.contains("b.md") == true)
        #expect(content("a.md") == "old")
        #expect(everything() == ["a.md", "b.md"])
    }

    @Test func `a file in place of a folder is a failure in words`() throws {
        try AtomicFile.write([(path("reports"), Array("a file".utf8))])
        let error = #expect(throws: FailureError.self) { try AtomicFile.write([(path("reports/a.md"), Array("x".utf8))]) }
        #expect(error?.message.contains(path("reports")) == true)
    }
}
