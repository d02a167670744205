import Diagnostics
import Foundation
import MarkupReading
import ScenarioModel
import Testing

@Suite struct SweepTests {
    let folder: ScenarioFolder
    init() throws { folder = try ScenarioFolder() }

    private func file(_ content: String, attributes: String = "", name: String = "breach.xml") throws -> ScenarioFile {
        try ScenarioFile(path: folder.scenario(scenarioText(content, attributes: attributes), name: name))
    }
    private func refusal(_ content: String, attributes: String = "") throws -> InputError {
        try #require(#expect(throws: InputError.self) { try file(content, attributes: attributes) })
    }
    private func flood(_ parameters: String, level: String = "{level}", inside: String = "") -> String {
        "\(parameters)\n<flood terrain=\"t.asc\" level=\"\(level)\" sourceX=\"1\" sourceY=\"2\">\(inside)</flood>"
    }

    @Test func `every combination is a scenario with a readable name, the last parameter varying fastest`() throws {
        let file = try file(
            flood(
                """
                <parameters>
                  <parameter name="level" values="1.0..2.0 step 0.5"/>
                  <parameter name="site"><value name="north" x="10" y="20"/><value name="south" x="30" y="40"/></parameter>
                </parameters>
                <question>What if the dike at {site} breaks at {level} m?</question>
                """, inside: "<breach x=\"{site.x}\" y=\"{site.y}\" width=\"50\" level=\"0\"/>"))
        #expect(file.count == 6)
        #expect(file.parametersInWords == "level (3 values) × site (2 values)")
        let members = file.members()
        #expect(members.map(\.name) == [
            "breach,level=1.0,site=north", "breach,level=1.0,site=south", "breach,level=1.5,site=north",
            "breach,level=1.5,site=south", "breach,level=2.0,site=north", "breach,level=2.0,site=south",
        ])
        let last = try members[5].scenario.get()
        #expect(last.name == members[5].name)
        #expect(last.question == "What if the dike at south breaks at 2.0 m?")
        #expect(last.hazards[0].attributes["level"] == "2.0")
        #expect(last.hazards[0].children[0].attributes["x"] == "30" && last.hazards[0].children[0].attributes["y"] == "40")
        #expect(last.choices.map(\.value) == ["2.0", "south"])
        #expect(Set(try members.map { try $0.scenario.get().definition }).count == 6)
    }

    @Test func `elements stand only in the scenarios that their when names`() throws {
        let members = try file(
            """
            <parameters><parameter name="site" values="a b c"/><parameter name="mound" values="false true"/></parameters>
            <outOfService asset="one" when="site=a"/>
            <outOfService asset="two" when="site=b,c mound=true"/>
            <measures><raise asset="x" by="1" built="{mound}"/></measures>
            """).members().map { try $0.scenario.get() }
        #expect(members.map { $0.outOfService.map(\.asset) } == [["one"], ["one"], [], ["two"], [], ["two"]])
        #expect(members.map(\.built.count) == [0, 1, 0, 1, 0, 1])
        #expect(members.map(\.measures.count) == [1, 0, 1, 0, 1, 0])
    }

    @Test(arguments: [
        ("1.0..4.0 step 0.25", 13, "1.00", "4.00"), ("0.1..0.3 step 0.1", 3, "0.1", "0.3"), ("1…3", 3, "1", "3"),
        ("4..1 step 1.5", 3, "4.0", "1.0"), ("-1..1", 3, "-1", "1"), ("-0.5..0.5 step 0.5", 3, "-0.5", "0.5"),
        ("dry 1..2 9.5", 4, "dry", "9.5"), ("7..7", 1, "7", "7"),
    ])
    func `ranges are counted as they are written`(values: String, count: Int, first: String, last: String) throws {
        let names = try file("<parameters><parameter name=\"p\" values=\"\(values)\"/></parameters><question>{p}</question>").members().map(\.name)
        #expect(names.count == count)
        #expect(names.first == "breach,p=\(first)")
        #expect(names.last == "breach,p=\(last)")
    }

    @Test func `values may come from a table beside the scenario`() throws {
        let table = folder.url.appendingPathComponent("scenarios/sites.csv")
        try Data("name;x;y;note\nnorth-lock;1;2;\"a, b\"\nmill;3;4;\n".utf8).write(to: table)
        let members = try file(
            "<parameters><parameter name=\"site\" file=\"sites.csv\"/></parameters><outOfService asset=\"{site.x}/{site.note}\"/>"
        ).members()
        #expect(members.map(\.name) == ["breach,site=north-lock", "breach,site=mill"])
        let scenarios = try members.map { try $0.scenario.get() }
        #expect(scenarios.map { $0.outOfService[0].asset } == ["1/a, b", "3/"])
        #expect(scenarios[0].parameterFiles == [table.path])
    }

    @Test func `drawn combinations are distinct, the same every time, and more of them hold the fewer`() throws {
        func names(_ samples: Int, seed: Int = 3) throws -> [String] {
            try file(
                """
                <parameters combine="sampled" samples="\(samples)" seed="\(seed)">
                  <parameter name="a" values="1..30"/><parameter name="b" values="1..30"/></parameters>
                <question>{a} {b}</question>
                """).members().map(\.name)
        }
        let twenty = try names(20), fifty = try names(50)
        #expect(Set(twenty).count == 20 && Set(fifty).count == 50)
        #expect(Set(twenty).isSubset(of: Set(fifty)))
        #expect(try names(20) == twenty)
        #expect(try names(20, seed: 4) != twenty)
        #expect(try names(5000).count == 900)
    }

    @Test func `one member can be read by its name, and the file alone cannot`() throws {
        let path = try folder.scenario(
            scenarioText("<parameters><parameter name=\"h\" values=\"24 48\"/></parameters>", attributes: "horizon=\"{h}\""),
            name: "a.xml")
        let scenario = try ScenarioReader.read(path + ",h=48")
        #expect(scenario.horizonHours == 48)
        #expect(scenario.name == "a,h=48")
        #expect(scenario.file == path)
        let whole = try #require(#expect(throws: InputError.self) { try ScenarioReader.read(path) })
        #expect(whole.code == "scenario-parameters")
        #expect(whole.remedy.contains("\(path),h=24"))
        for (choice, code) in [(",h=12", "parameter-unknown"), (",g=1", "parameter-unknown"), (",h=24,h", "parameter-unknown")] {
            #expect(try #require(#expect(throws: InputError.self) { try ScenarioReader.read(path + choice) }).code == code)
        }
        let plain = try folder.scenario(scenarioText(), name: "b.xml")
        #expect(try #require(#expect(throws: InputError.self) { try ScenarioReader.read(plain + ",h=1") }).code == "no-parameters")
    }

    @Test func `a file without parameters stays what it is, braces and all`() throws {
        let file = try file("<question>{level} is {{no}} parameter</question>")
        #expect(!file.hasParameters && file.count == 1)
        let scenario = try file.members()[0].scenario.get()
        #expect(scenario.name == "breach")
        #expect(scenario.question == "{level} is {{no}} parameter")
    }

    @Test func `double braces are braces beside placeholders`() throws {
        let scenario = try file("<parameters><parameter name=\"a\" values=\"1\"/></parameters><question>{{{a}}}</question>").members()[0].scenario.get()
        #expect(scenario.question == "{1}")
    }

    @Test func `each filled scenario is checked against the schema, at the line of the file`() throws {
        let members = try file(
            """
            <parameters><parameter name="level" values="2 high"/><parameter name="w" values="50 -1"/></parameters>
            <flood terrain="t.asc" sourceX="1" sourceY="2"
              level="{level}">
              <breach x="1" y="2"
                width="{w}" level="0"/>
            </flood>
            """).members()
        #expect(members.count == 4)
        #expect(throws: Never.self) { try members[0].scenario.get() }
        let width = try #require(#expect(throws: InputError.self) { try members[1].scenario.get() })
        #expect(width.code == "xml-schema" && width.position?.line == 6)
        let level = try #require(#expect(throws: InputError.self) { try members[2].scenario.get() })
        #expect(level.code == "xml-schema" && level.position?.line == 4)
        #expect(level.problem.contains("'high'"))
    }

    @Test(arguments: [
        ("<parameters/>", "parameters-empty", 3),
        ("<parameters>\n<parameter name=\"a\" values=\"\"/></parameters>", "parameter-empty", 4),
        ("<parameters>\n<parameter name=\"a\"/></parameters>", "parameter-values", 4),
        ("<parameters>\n<parameter name=\"a\" values=\"1\"><value name=\"2\"/></parameter></parameters>", "parameter-values", 4),
        ("<parameters>\n<parameter name=\"a b\" values=\"1\"/></parameters>", "parameter-name", 4),
        ("<parameters>\n<parameter name=\"a\" values=\"x/y\"/></parameters>", "parameter-value-name", 4),
        ("<parameters>\n<parameter name=\"a\" values=\"x x\"/></parameters>", "parameter-value-twice", 4),
        ("<parameters>\n<parameter name=\"a\" values=\"1\"/><parameter name=\"a\" values=\"1\"/></parameters>", "parameter-twice", 4),
        ("<parameters>\n<parameter name=\"a\" values=\"1\"/></parameters>", "parameter-unused", 4),
        ("<parameters>\n<parameter name=\"a\" value=\"1\"/></parameters>", "attribute-unknown", 4),
        ("<parameters>\n<parametr name=\"a\"/></parameters>", "element-unknown", 4),
        ("<parameters combine=\"some\"><parameter name=\"a\" values=\"1\"/></parameters>", "parameters-combine", 3),
        ("<parameters combine=\"sampled\" samples=\"0\"><parameter name=\"a\" values=\"1\"/></parameters>", "parameters-combine", 3),
        ("<parameters samples=\"9\"><parameter name=\"a\" values=\"1\"/></parameters>", "parameters-combine", 3),
        ("<parameters><parameter name=\"a\" values=\"1 2\"/></parameters>\n<question>{b}</question>", "placeholder-unknown", 4),
        ("<parameters><parameter name=\"a\" values=\"1 2\"/></parameters>\n<question>{a.x}</question>", "placeholder-unknown", 4),
        ("<parameters><parameter name=\"a\" values=\"1 2\"/></parameters>\n<question>{a</question>", "placeholder-open", 4),
        ("<parameters><parameter name=\"a\" values=\"1 2\"/></parameters>\n<question>a}</question>", "placeholder-open", 4),
        ("<parameters><parameter name=\"a\" values=\"1 2\"/></parameters>\n<outOfService asset=\"x\" when=\"a=3\"/>", "when-unknown", 4),
        ("<parameters><parameter name=\"a\" values=\"1 2\"/></parameters>\n<outOfService asset=\"x\" when=\"a\"/>", "when-form", 4),
        ("<parameters><parameter name=\"a\" values=\"1..x\"/></parameters><question>{a}</question>", "parameter-range", 3),
        ("<parameters><parameter name=\"a\" values=\"1.0..2.0\"/></parameters><question>{a}</question>", "parameter-range", 3),
        ("<parameters><parameter name=\"a\" values=\"1..2 step 0\"/></parameters><question>{a}</question>", "parameter-range", 3),
        ("<parameters><parameter name=\"a\" values=\"1..2 step\"/></parameters><question>{a}</question>", "parameter-range", 3),
        ("<parameters><parameter name=\"a\" values=\"1..2 step 0.3\"/></parameters><question>{a}</question>", "parameter-range", 3),
        ("<parameters><parameter name=\"a\" values=\"0..9999999999 step 1\"/></parameters><question>{a}</question>", "parameter-range", 3),
        ("<parameters><parameter name=\"a\" values=\"-9223372036854775808..9223372036854775807\"/></parameters><question>{a}</question>", "parameter-range", 3),
        ("<parameters><parameter name=\"a\" file=\"none.csv\"/></parameters><question>{a}</question>", "file-missing", 0),
    ])
    func `what is wrong with parameters is said with its line`(content: String, code: String, line: Int) throws {
        let error = try refusal(content)
        #expect(error.code == code)
        #expect(error.position?.line == line)
        #expect(!error.remedy.isEmpty)
    }

    @Test func `combinations beyond counting are not made`() throws {
        let many = (0..<8).map { "<parameter name=\"p\($0)\" values=\"1..1000\"/>" }.joined()
        let question = (0..<8).map { "{p\($0)}" }.joined()
        let full = try file("<parameters>\(many)</parameters><question>\(question)</question>")
        #expect(full.count == nil)
        let drawn = try file("<parameters combine=\"sampled\" samples=\"3\">\(many)</parameters><question>\(question)</question>")
        #expect(drawn.count == 3)
        #expect(Set(drawn.members().map(\.name)).count == 3)
    }
}
