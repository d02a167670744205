import Diagnostics
import Foundation
import MarkupReading
import TestSupport
import Testing

@Suite struct MarkupWriterTests {
    /// `<a x="…"><b>[…]</b></a>`, written and read again.
    private func readBack(_ text: String) throws -> MarkupElement {
        var writer = MarkupWriter()
        writer.raw("<a")
        writer.attribute("x", text)
        writer.raw("><b>")
        writer.text("[\(text)]")
        writer.raw("</b></a>")
        let scratch = try ScratchFolder()
        return try MarkupReader.tree(try scratch.file("w.xml", Data(writer.bytes)))
    }

    @Test(arguments: ["", "<&>\"'", "a\nb\tc\r", "één €😀\u{2FFFE}", "]]>", "&amp;", "\u{FFFD}"])
    func `any text survives in attributes and elements`(text: String) throws {
        let root = try readBack(text)
        #expect(root.attributes["x"].map { Array($0.utf8) } == Array(text.utf8))
        #expect(root.children.first.map { Array($0.text.utf8) } == Array("[\(text)]".utf8))
    }

    @Test func `characters that XML forbids are replaced, and the document can be read`() throws {
        let root = try readBack("1\u{0}2\u{1B}3\u{FFFE}4\u{FFFF}")
        #expect(root.attributes["x"] == "1\u{FFFD}2\u{FFFD}3\u{FFFD}4\u{FFFD}")
    }

    @Test(arguments: [
        (0.1, "0.1"), (5, "5"), (-1e-7, "-1e-07"), (1e300, "1e+300"), (-0.0, "-0"), (.infinity, "INF"), (.nan, "NaN"),
    ])
    func `numbers are written as briefly as they can be read back`(number: Double, expected: String) {
        var writer = MarkupWriter()
        writer.number(number)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
        let back = writer.bytes.withUnsafeBufferPointer { MarkupText($0).number }
        #expect(back?.bitPattern == number.bitPattern || number.isNaN && back?.isNaN == true)
    }
}
