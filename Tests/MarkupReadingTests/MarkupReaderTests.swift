import Diagnostics
import Foundation
import MarkupReading
import TestSupport
import Testing

/// Notes what passes by.
private final class Notes: MarkupHandler {
    let vocabulary = MarkupVocabulary(["a", "b", "x"], namespaces: ["urn:one"])
    var lines: [String] = []
    func start(_ tag: StartTag) throws {
        let x = tag.attribute(2)?.string ?? "-"
        lines.append("<\(tag.name) \(tag.namespace) \(x) \(tag.position.line):\(tag.position.column)")
    }
    func end(_ name: Int, text: MarkupText) { lines.append(">\(name) '\(text.string)'") }
}

@Suite struct MarkupReaderTests {
    private func code(_ path: String) -> String {
        do {
            _ = try MarkupReader.tree(path)
            return "read"
        } catch { return error.code }
    }

    @Test func `elements, attributes, text and places come out as they stand`() throws {
        let scratch = try ScratchFolder()
        let path = try scratch.file(
            "a.xml", "<p:a xmlns:p='urn:one'>\n  <p:b\n    x='1 &lt; 2 &amp; 3'>tea &amp; cake</p:b><c/>\n</p:a>")
        let notes = Notes()
        try MarkupReader.stream(path, to: notes)
        #expect(notes.lines == [
            "<0 0 - 1:1", "<1 0 1 < 2 & 3 2:3", ">1 'tea & cake'", "<-1 -1 - 3:46", ">-1 ''", ">0 '\n'",
        ])
    }

    @Test func `a file that cannot be used is named with its own reason`() throws {
        let scratch = try ScratchFolder()
        #expect(code(scratch.folder.appendingPathComponent("none.xml").path) == "file-missing")
        #expect(code(scratch.folder.path) == "file-is-directory")
        #expect(code(try scratch.file("e.xml", "")) == "file-empty")
        #expect(code(try scratch.file("m.xml", "<a><b></a>")) == "xml-malformed")
        #expect(code(try scratch.file("t.xml", "<a><b>")) == "xml-malformed")
        #expect(code(try scratch.file("w.xml", "just words")) == "file-not-xml")
        #expect(code(try scratch.file("n.xml", Data([0, 1, 2, 3, 200, 201]))) == "file-not-xml")
        #expect(code(try scratch.file("z.xml", Data([0x50, 0x4B, 3, 4, 20, 0]))) == "file-not-xml")
        #expect(code(try scratch.file("p.xml", "<q:a/>")) == "xml-undeclared-prefix")
    }

    @Test func `entities of its own are refused, whether they bring files in or blow up`() throws {
        let scratch = try ScratchFolder()
        let external = "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><a>&e;</a>"
        #expect(code(try scratch.file("x.xml", external)) == "xml-external-entity")
        #expect(code(try scratch.file("d.xml", "<!DOCTYPE a SYSTEM 'http://example.org/a.dtd'><a/>")) == "xml-external-entity")
        var laughs = "<!DOCTYPE a [<!ENTITY l0 'ha'>"
        for i in 1...9 { laughs += "<!ENTITY l\(i) '" + String(repeating: "&l\(i - 1);", count: 10) + "'>" }
        laughs += "]><a>&l9;</a>"
        #expect(code(try scratch.file("l.xml", laughs)) == "xml-entity-declaration")
        #expect(code(try scratch.file("c.xml", "<a>&lt;&#65;&amp;</a>")) == "read")
    }

    @Test(arguments: [
        // A parameter entity that is never declared turns every undeclared entity into a mere warning of libxml2.
        ("<!DOCTYPE a [ %p; ]><a>b&lost;c</a>", "xml-undeclared-entity"),
        ("<!DOCTYPE a [ %p; ]><a x='b&lost;c'/>", "xml-undeclared-entity"),
        ("<a>&lost;</a>", "xml-undeclared-entity"),
        ("<!DOCTYPE a [<!NOTATION n SYSTEM 'n'><!ENTITY e SYSTEM 'e.bin' NDATA n>]><a/>", "xml-external-entity"),
        ("<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/hostname'> %p;]><a/>", "xml-external-entity"),
        ("<?xml version='1.0' encoding='klingon'?><a/>", "xml-encoding"),
        (String(repeating: "<a>", count: 400), "xml-too-large"),
        ("<a x='\(String(repeating: "1 ", count: 6_000_000))'/>", "xml-too-large"),
        ("<a><b></b>", "xml-malformed"), ("<a/><b/>", "xml-malformed"), ("<a x='1' x='2'/>", "xml-malformed"),
        ("   ", "xml-malformed"),
    ])
    func `nothing is lost or taken without measure`(text: String, expected: String) throws {
        let scratch = try ScratchFolder()
        #expect(code(try scratch.file("x.xml", text)) == expected)
    }

    @Test func `a file in Latin-1 is read when it says so, and refused when it does not`() throws {
        let scratch = try ScratchFolder()
        let latin = Data([0x3C, 0x61, 0x3E, 0xE9, 0x3C, 0x2F, 0x61, 0x3E])
        #expect(code(try scratch.file("u.xml", latin)) == "xml-encoding")
        let declared = Data("<?xml version='1.0' encoding='ISO-8859-1'?>".utf8) + latin
        #expect(try MarkupReader.tree(try scratch.file("l.xml", declared)).text == "é")
    }

    @Test func `a coordinate list of many megabytes arrives whole`() throws {
        final class Counter: MarkupHandler {
            let vocabulary = MarkupVocabulary([])
            var count = 0
            func start(_ tag: StartTag) {}
            func end(_ name: Int, text: MarkupText) {
                var list: [Double] = []
                if text.appendNumbers(to: &list) { count += list.count }
            }
        }
        let scratch = try ScratchFolder()
        let counter = Counter()
        let list = String(repeating: "141641.86 434796.67\n", count: 700_000)
        try MarkupReader.stream(try scratch.file("p.xml", "<a>\(list)</a>"), to: counter)
        #expect(counter.count == 1_400_000)
    }

    @Test func `places are exact through a large file, also all on one line`() throws {
        final class Places: MarkupHandler {
            let vocabulary = MarkupVocabulary(["b"])
            var wrong = 0, seen = 0
            let expected: (Int) -> (Int, Int)
            init(_ expected: @escaping (Int) -> (Int, Int)) { self.expected = expected }
            func start(_ tag: StartTag) {
                guard tag.name == 0 else { return }
                let (line, column) = expected(seen)
                if tag.position.line != line || tag.position.column != column { wrong += 1 }
                seen += 1
            }
            func end(_ name: Int, text: MarkupText) {}
        }
        let scratch = try ScratchFolder()
        let count = 30_000
        // `<a>` and then elements of 10 bytes on one line; and elements of three lines each.
        let flat = Places { (1, 4 + 10 * $0) }
        try MarkupReader.stream(
            try scratch.file("f.xml", "<a>" + String(repeating: "<b x='1'/>", count: count) + "</a>"), to: flat)
        #expect(flat.seen == count && flat.wrong == 0)
        let tall = Places { (2 + 3 * $0, 3) }
        try MarkupReader.stream(
            try scratch.file("t.xml", "<a>\n" + String(repeating: "  <b\n x='1'\n/>\n", count: count) + "</a>"), to: tall)
        #expect(tall.seen == count && tall.wrong == 0)
    }

    @Test func `the message names file, line and what to do`() throws {
        let scratch = try ScratchFolder()
        let path = try scratch.file("m.xml", "<a>\n<b>\n</c>\n</a>")
        let error = try #require(throws: InputError.self) { try MarkupReader.tree(path) }
        #expect(error.position?.line == 3)
        #expect(error.position?.file == path)
        #expect(!error.remedy.isEmpty)
    }

    @Test func `gzip is read as it is, and one that was cut off is said to be`() throws {
        let scratch = try ScratchFolder()
        let text = "<a>" + (0..<20_000).map { "<b x='\($0)'/>" }.joined() + "</a>"
        let plain = try scratch.file("g.xml", text)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/gzip")
        process.arguments = [plain]
        try process.run()
        process.waitUntilExit()
        let tree = try MarkupReader.tree(plain + ".gz")
        #expect(tree.children.count == 20_000)
        let whole = try Data(contentsOf: URL(fileURLWithPath: plain + ".gz"))
        // A name that libxml2 would take for an escaped one.
        let odd = try scratch.file("100%41 %.xml.gz", whole)
        #expect(try MarkupReader.tree(odd).children.count == 20_000)
        for share in [0.0001, 0.001, 0.3, 0.7, 0.95, 0.9999] {
            let cut = try scratch.file("cut.xml.gz", whole.prefix(Int(Double(whole.count) * share)))
            #expect(code(cut) == "gzip-truncated")
        }
        var damaged = whole
        for i in 2000..<2100 { damaged[i] ^= 0x5A }
        #expect(code(try scratch.file("damaged.xml.gz", damaged)) == "gzip-truncated")
        #expect(code(try scratch.file("damaged2.xml.gz", Data([0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]))) == "gzip-truncated")
    }

    @Test func `a handler that throws stops the reading`() throws {
        final class Thrower: MarkupHandler {
            let vocabulary = MarkupVocabulary([])
            var seen = 0
            func start(_ tag: StartTag) throws {
                seen += 1
                if seen == 2 { throw InputError("mine", at: tag.position, "stop", remedy: "") }
            }
            func end(_ name: Int, text: MarkupText) {}
        }
        let scratch = try ScratchFolder()
        let thrower = Thrower()
        #expect(throws: InputError.self) {
            try MarkupReader.stream(try scratch.file("s.xml", "<a><b/><c/><d/></a>"), to: thrower)
        }
        #expect(thrower.seen == 2)
    }

    @Test(arguments: [
        "0", "-0", "1", "3.14159", "123456789.125", "-432210.98", "0.1", "1e400", "-1E-5", "9007199254740993",
        "12345678901234567890123", "0.000000000000000000000001", ".5", "5.", "+7", "1.7976931348623157e308",
        "2.2250738585072011e-308", "5438350.000000001",
    ])
    func `numbers are the nearest double`(text: String) throws {
        let expected = try #require(Double(text))
        var text = text
        let value = text.withUTF8 { MarkupText($0).number }
        #expect(value?.bitPattern == expected.bitPattern)
    }

    @Test(arguments: ["", " ", "x", "1x", "1,5", "0x10", "--1", "1e", "1 2", "infinity and beyond"])
    func `what is no number is no number`(text: String) {
        var text = text
        #expect(text.withUTF8 { MarkupText($0).number } == nil)
    }
}
