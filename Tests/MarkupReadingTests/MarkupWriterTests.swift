import Diagnostics
import Foundation
import MarkupReading
import Testing

@Suite struct MarkupWriterTests {
    @Test func `what is written is indented and reads back`() throws {
        var writer = MarkupWriter()
        writer.begin("town")
        writer.attribute("xmlns", "urn:t")
        writer.begin("pump")
        writer.attribute("hours", 0.1)
        writer.begin("pos")
        writer.numbers([1, 2.5, -1e-7])
        writer.end()
        writer.end()
        writer.comment("a -- b")
        writer.begin("valve")
        writer.end()
        writer.end()
        #expect(
            String(decoding: writer.bytes, as: UTF8.self) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <town xmlns="urn:t">
                  <pump hours="0.1">
                    <pos>1 2.5 -1e-07</pos>
                  </pump>
                  <!-- a - -  b -->
                  <valve/>
                </town>

                """)
    }

    @Test(arguments: ["<&>\"'", "a\nb\tc\r", "één €😀", "]]>", "&amp;"])
    func `any text survives in attributes and elements`(text: String) throws {
        var writer = MarkupWriter()
        writer.begin("a")
        writer.attribute("x", text)
        writer.begin("b")
        writer.text("[\(text)]")
        writer.end()
        writer.end()
        let scratch = try Scratch()
        let root = try MarkupReader.tree(try scratch.file("w.xml", Data(writer.bytes)))
        #expect(root.attributes["x"].map { Array($0.utf8) } == Array(text.utf8))
        #expect(root.children.first.map { Array($0.text.utf8) } == Array("[\(text)]".utf8))
    }

    @Test func `characters that XML forbids are replaced, and the document can be read`() throws {
        var writer = MarkupWriter()
        writer.begin("a")
        writer.attribute("x", "1\u{0}2\u{1B}3\u{FFFE}")
        writer.end()
        let scratch = try Scratch()
        let root = try MarkupReader.tree(try scratch.file("w.xml", Data(writer.bytes)))
        #expect(root.attributes["x"] == "1\u{FFFD}2\u{FFFD}3\u{FFFD}")
    }

    @Test func `a file is replaced whole, and nothing is left beside it`() throws {
        let scratch = try Scratch()
        let path = try scratch.file("o.xml", "old")
        try AtomicFile.write(Array("new".utf8), to: path)
        #expect(try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8) == "new")
        try AtomicFile.write([], to: path)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)).isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == ["o.xml"])
    }

    @Test func `a file that cannot be written is a failure in words`() throws {
        let scratch = try Scratch()
        let inMissing = scratch.folder.appendingPathComponent("none/o.xml").path
        let missing = try #require(throws: FailureError.self) { try AtomicFile.write([1], to: inMissing) }
        #expect(missing.message.contains("its folder does not exist"))
        let folder = try #require(throws: FailureError.self) { try AtomicFile.write([1], to: scratch.folder.path) }
        #expect(folder.message.contains("there is a folder of this name"))
    }
}
