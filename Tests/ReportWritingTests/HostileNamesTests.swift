import Foundation
import FoundationXML
@testable import ReportWriting
import ScenarioModel
import Testing


@Suite struct HostileNamesTests {
    static let names = [
        "A | B | C", "<script>alert(1)</script>", "`rm -rf`", "two\nlines\r\nthree\u{2028}four", "[click](javascript:alert(1))",
        "![x](http://evil.example/x.png)", "# Heading", "1. Item", "- item", "*bold* _it_ ~~no~~ $x$ ^a^", "<!-- open", "\u{202E}txt.exe",
        "=HYPERLINK(\"http://evil\")", "@SUM(1)", "+1", "a\u{0}b\u{8}c", "]]>", "&amp;\"'", "https://evil.example", "www.evil.example",
        String(repeating: "long ", count: 5000), "\\", "| --- |", "", "   ", "{{ x }}", ":smile:", "(a) list", "a) list", "%{x}",
    ]

    @Test(arguments: names)
    func `a name from the data changes nothing in the layout of the report`(name: String) throws {
        var town = SmallTown()
        let plain = try String(decoding: ReportWriter.files(for: town.inputWithHelp())[0].bytes, as: UTF8.self)
        town.hospitalName = name
        town.substationName = name
        let hostile = try String(decoding: ReportWriter.files(for: town.inputWithHelp())[0].bytes, as: UTF8.self)
        #expect(Self.layout(hostile) == Self.layout(plain))
        #expect(!hostile.contains(/[^\\]\]\((javascript|http)/), "a link from data")
        for forbidden in ["<script", "<!--", "http:", "\u{202E}", "\u{0}", "\u{2028}"] {
            #expect(!hostile.contains(forbidden), "\(forbidden)")
        }
    }

    /// Each line by what it is: heading, bullet, table row with its number of cells, picture, text.
    static func layout(_ markdown: String) -> [String] {
        markdown.components(separatedBy: "\n").map { line in
            if line.hasPrefix("|") {
                var cells = 0, isEscaped = false
                for c in line {
                    if c == "|" && !isEscaped { cells += 1 }
                    isEscaped = c == "\\" && !isEscaped
                }
                return "row \(cells)"
            }
            return String(line.prefix { "#-!*`".contains($0) })
        }
    }

    @Test(arguments: names)
    func `a name from the data leaves pictures well-formed and inert`(name: String) throws {
        var town = SmallTown()
        town.hospitalName = name
        town.substationName = name
        for file in ReportWriter.files(for: try town.inputWithHelp()) where file.path.hasSuffix(".svg") {
            let parser = XMLParser(data: Data(file.bytes))
            let elements = ElementNames()
            parser.delegate = elements
            #expect(parser.parse(), "\(file.path): \(String(describing: parser.parserError))")
            #expect(elements.names.isSubset(of: ["svg", "title", "desc", "rect", "g", "path", "circle", "text", "clipPath", "pattern"]))
        }
    }

    /// The parts of a report that not every run has.
    @Test(arguments: names)
    func `a name changes nothing in weak points, pairs, combinations and their pictures`(name: String) throws {
        func files(_ name: String) throws -> [ReportFile] {
            var town = SmallTown()
            town.hospitalName = name
            town.substationName = name
            var input = try town.input()
            SmallTown.addSamples(&input)
            SmallTown.addMeasures(&input)
            SmallTown.addWeakPoints(&input)
            SmallTown.addPortfolio(&input, title: name)
            return ReportWriter.files(for: input)
        }
        let plain = try files("Plain"), hostile = try files(name)
        #expect(hostile.map(\.path) == plain.map(\.path))
        #expect(plain.contains { $0.path.hasSuffix("range.svg") } && plain.contains { $0.path.hasSuffix("benefit.svg") })
        let text = String(decoding: hostile[0].bytes, as: UTF8.self)
        #expect(Self.layout(text) == Self.layout(String(decoding: plain[0].bytes, as: UTF8.self)))
        #expect(!text.contains(/[^\\]\]\((javascript|http)/) && !text.contains("<script"))
        for file in hostile where file.path.hasSuffix(".svg") {
            #expect(XMLParser(data: Data(file.bytes)).parse(), "\(file.path)")
        }
        for file in hostile where file.path.hasSuffix(".json") {
            #expect(try JSONSerialization.jsonObject(with: Data(file.bytes)) is [String: Any])
        }
    }

    @Test(arguments: names)
    func `the JSON reads back the name as it was`(name: String) throws {
        var town = SmallTown()
        town.substationName = name
        var input = try town.inputWithHelp()
        input.scenario.title = name
        let file = try #require(ReportWriter.files(for: input).first { $0.path.hasSuffix(".json") })
        let json = try #require(try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [String: Any])
        #expect((json["scenario"] as? [String: Any])?["title"] as? String == name)
        #expect(!String(decoding: file.bytes, as: UTF8.self).contains("<script"))
    }

    @Test(arguments: names)
    func `no cell of a table starts a formula, and every row has as many cells as the header`(name: String) throws {
        var town = SmallTown()
        town.hospitalName = name
        town.substationName = name
        for file in ReportWriter.files(for: try town.inputWithHelp()) where file.path.hasSuffix(".csv") {
            let rows = Self.parse(String(decoding: file.bytes, as: UTF8.self))
            #expect(Set(rows.map(\.count)).count == 1, "\(file.path)")
            for cell in rows.joined() where Double(cell) == nil {
                #expect(!["=", "+", "-", "@", "\t", "\r"].contains { cell.hasPrefix($0) }, "\(cell)")
            }
        }
    }

    /// RFC 4180, read plainly.
    private static func parse(_ text: String) -> [[String]] {
        var rows: [[String]] = [], row: [String] = [], cell = "", isQuoted = false
        var scalars = Array(text.unicodeScalars)[...]
        while let c = scalars.popFirst() {
            if isQuoted {
                if c != "\"" { cell.unicodeScalars.append(c) } else if scalars.first == "\"" { cell += "\""; scalars.removeFirst() } else { isQuoted = false }
            } else if c == "\"" { isQuoted = true } else if c == "," { row.append(cell); cell = "" } else if c == "\r", scalars.first == "\n" {
                scalars.removeFirst()
                rows.append(row + [cell])
                (row, cell) = ([], "")
            } else { cell.unicodeScalars.append(c) }
        }
        return rows
    }

    @Test(arguments: [("../../etc/passwd", "-..-etc-passwd"), ("..", "report"), ("", "report"), ("a/b", "a-b"), (".hidden", "hidden"), ("river town", "river town")])
    func `the report's files stay in their folder`(name: String, expected: String) {
        #expect(ReportWriter.fileName(name) == expected)
    }
}

private final class ElementNames: NSObject, XMLParserDelegate {
    var names: Set<String> = []
    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        names.insert(name)
        for (key, value) in attributes {
            // Nothing from outside, nothing that runs.
            if key.contains("href") || key.hasPrefix("on") || (value.contains("://") && key != "xmlns") { names.insert("\(key)=\(value)") }
            if value.contains("url(") && !value.contains("url(#") { names.insert("\(key)=\(value)") }
        }
    }
}
