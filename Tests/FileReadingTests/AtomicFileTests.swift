import Diagnostics
import FileReading
import Foundation
import TestSupport
import Testing

@Suite struct AtomicFileTests {
    @Test func `a file is replaced whole, its folder is made, and nothing is left beside it`() throws {
        let scratch = try ScratchFolder()
        let path = scratch.folder.appendingPathComponent("new/o.xml").path
        try AtomicFile.write(Array("old".utf8), to: path)
        try AtomicFile.write(Array("new".utf8), to: path)
        #expect(try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8) == "new")
        try AtomicFile.write([], to: path)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)).isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path + "/new") == ["o.xml"])
    }

    @Test func `when one of several files cannot be written, none appears`() throws {
        let scratch = try ScratchFolder()
        let blocked = try scratch.file("blocked", "a file where a folder is needed")
        let good = scratch.folder.appendingPathComponent("good.xml").path
        #expect(throws: FailureError.self) { try AtomicFile.write([(good, [1]), (blocked + "/o.xml", [2])]) }
        #expect(throws: FailureError.self) { try AtomicFile.write([1], to: "/proc/lifeline.xml") }
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == ["blocked"])
    }
}
