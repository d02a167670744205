import Computation
import Diagnostics
import Foundation
import Geometry
import HazardModel
import MarkupReading
import NetworkModel
import ScenarioModel
import Testing

/// A folder that is gone when the test is over, with an empty network file in it.
final class ScenarioFolder {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("lifeline-\(UUID().uuidString)")
    init() throws {
        try FileManager.default.createDirectory(
            at: url.appendingPathComponent("scenarios"), withIntermediateDirectories: true)
        try Data().write(to: url.appendingPathComponent("town.xml"))
    }
    deinit { try? FileManager.default.removeItem(at: url) }

    func scenario(_ text: String, name: String = "test.xml") throws -> String {
        let file = url.appendingPathComponent("scenarios/\(name)")
        try Data(text.utf8).write(to: file)
        return file.path
    }
}

/// A scenario with other attributes and content.
func scenarioText(_ content: String = "", attributes: String = "", network: String = "../town.xml") -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <scenario xmlns="urn:lifeline:scenario:1" title="A test" network="\(network)" \(attributes)>
    \(content)
    </scenario>
    """
}

@Suite struct ScenarioReaderTests {
    let folder: ScenarioFolder
    init() throws { folder = try ScenarioFolder() }

    private func read(_ text: String, name: String = "test.xml") throws -> Scenario {
        try ScenarioReader.read(folder.scenario(text, name: name))
    }
    private func refusal(_ text: String) throws -> InputError {
        try #require(#expect(throws: InputError.self) { try read(text) })
    }

    @Test func `samples stop by a precision, and are drawn as one says`() throws {
        let scenario = try read(scenarioText(attributes: "samples=\"9000\" precision=\"0.02\" draws=\"plain\""))
        #expect(scenario.samples == 9000 && scenario.precision == 0.02 && scenario.draws == .plain)
        let standard = try read(scenarioText(attributes: "samples=\"10\""))
        #expect(standard.precision == nil && standard.draws == .stratified)
        for (attributes, code) in [
            ("precision=\"0.02\"", "precision"), ("samples=\"10\" precision=\"0\"", "precision"),
            ("samples=\"10\" precision=\"2\"", "number-out-of-range"), ("samples=\"10\" precision=\"NaN\"", "not-a-number"),
            ("samples=\"10\" draws=\"stratifed\"", "draws"),
        ] {
            #expect(try refusal(scenarioText(attributes: attributes)).code == code, "\(attributes)")
        }
    }

    @Test func `a portfolio is read with its families of candidates`() throws {
        let scenario = try read(
            scenarioText(
                """
                <candidates>
                  <harden kind="transformer" factor="2" costEach="1000"/>
                  <generator kind="hospital" service="power" arrives="6" sets="3"/>
                  <crews layer="power" more="2" costEach="5"/>
                </candidates>
                <portfolio budget="5000000" count="10"/>
                """))
        #expect(scenario.candidates.map(\.most) == [nil, 3, nil])
        #expect(scenario.portfolio?.budgetEuros == 5_000_000 && scenario.portfolio?.count == 10)
    }

    @Test func `a candidate is told by its name, and where it has none by what it is`() throws {
        let scenario = try read(
            scenarioText(
                "<candidates><harden kind=\"bridge\" factor=\"2\"/></candidates><portfolio count=\"1\"/>"))
        var builder = CityModelBuilder()
        builder.epsg = 28992
        for name in ["way-17", "way-18"] {
            let row = builder.addNode(name, layer: .road, kind: AssetKind("bridge"), at: Point(x: 0, y: 0))
            if name == "way-18" { builder.setName("Old Bridge", ofRow: row) }
        }
        var log = IssueLog()
        let titles = try #require(scenario.candidates.first).members(in: try builder.freeze(&log)).map(\.title)
        #expect(titles.map(\.english) == ["Harden bridge way-17 by a factor of 2", "Harden Old Bridge by a factor of 2"])
        #expect(titles.map(\.dutch) == ["brug way-17 2 keer zo sterk maken", "Old Bridge 2 keer zo sterk maken"])
    }

    @Test func `a full scenario is read`() throws {
        let scenario = try read(
            scenarioText(
                """
                <question>How long is the hospital
                  without water?</question>
                <flood terrain="terrain.asc" level="4.2" sourceX="1" sourceY="2"><breach x="1" y="2" width="50" level="1"/></flood>
                <earthquake magnitude="6.1" lon="5.1" lat="52.1"/>
                <depthGrid file="depths.asc" recession="20"/>
                <outOfService asset="pump &quot;1&quot;" from="2" until="10"/>
                <outOfService asset="pump-2"/>
                <measures>
                  <raise asset="sub" by="1.5" cost="250000"/>
                  <harden kind="transformer" factor="2"/>
                </measures>
                """,
                attributes: #"start="2024-02-29T23:59" horizon="96.5" seed="18446744073709551615" samples="200" bedWeight="2.5""#
            ), name: "high-water.xml")
        #expect(scenario.name == "high-water")
        #expect(scenario.title == "A test")
        #expect(scenario.question == "How long is the hospital without water?")
        #expect(scenario.networkPath == folder.url.path + "/town.xml")
        #expect(scenario.start == "2024-02-29T23:59")
        #expect(scenario.horizonHours == 96.5)
        #expect(scenario.seed == .max)
        #expect(scenario.samples == 200)
        #expect(scenario.bedWeight == 2.5)
        #expect(scenario.hazards.map(\.name) == ["flood", "earthquake", "depthGrid"])
        #expect(scenario.hazards[0].position.line == 5)
        #expect(scenario.outOfService.map(\.asset) == ["pump \"1\"", "pump-2"])
        #expect(scenario.outOfService.map(\.fromHours) == [2, 0])
        #expect(scenario.outOfService.map(\.untilHours) == [10, .infinity])
        #expect(scenario.measures.map(\.title.english) == ["Raise sub by 1.5 m", "Harden every transformer by a factor of 2"])
        #expect(scenario.measures.map(\.costEuros) == [250_000, nil])
    }

    @Test func `fragilities of one's own are found beside the scenario, in their order`() throws {
        let scenario = try read(scenarioText("<fragilities file=\"../own.xml\"/><fragilities file=\"/data/nrml.xml\"/>"))
        #expect(scenario.fragilityFiles == [folder.url.path + "/own.xml", "/data/nrml.xml"])
        #expect(try refusal(scenarioText("<fragilities/>")).code == "attribute-missing")
        #expect(try read(scenarioText()).fragilityFiles == [])
    }

    @Test func `crews, the level of roads and the norms of access are read`() throws {
        let scenario = try read(
            scenarioText(
                """
                <crews layer="power" count="3" rule="hospitalsFirst" needsRoad="true" from="depot"/>
                <crews layer="facility" count="0"/>
                <roads limitMinutes="15"/>
                <access vehicle="car"><emergencyDepartment limitMinutes="30"/></access>
                <measures><crews layer="power" more="2" cost="100000"/></measures>
                """))
        #expect(scenario.crews.map(\.layer) == ["power", "facility"])
        #expect(scenario.crews.map(\.count) == [3, 0])
        #expect(scenario.crews.map(\.rule) == [.hospitalsFirst, .firstDamaged])
        #expect(scenario.crews.map(\.needsRoad) == [true, false])
        #expect(scenario.crews.map(\.depot) == ["depot", nil])
        #expect(scenario.crews.map(\.position.line) == [3, 4])
        #expect(scenario.roads == .travelTime(limitMinutes: 15))
        #expect(scenario.roadsPosition?.line == 5)
        #expect(scenario.access.vehicle == "car")
        // 30 minutes, of which the 20 of the norm are gone before the drive; the ambulance as in the norm.
        #expect(scenario.access.emergencyDepartment.drivingMinutes == 10)
        #expect(scenario.access.emergencyDepartment.isStated)
        #expect(scenario.access.ambulance == AccessNorms().ambulance)
        var pools = scenario.crews
        try scenario.measures[0].apply(to: &pools)
        #expect(pools.map(\.count) == [5, 0])
        #expect(scenario.measures[0].title.english == "2 more repair crews for power")
        #expect(try read(scenarioText("<roads physics=\"capacity\" limitMinutes=\"4\"/>")).roads == .travelTime(limitMinutes: 4))
        #expect(try read(scenarioText("<roads physics=\"connectivity\"/>")).roads == .connectivity)
        let plain = try read(scenarioText())
        #expect(plain.crews.isEmpty && plain.roads == .connectivity && plain.access == AccessNorms())
    }

    @Test func `more crews where none are limited are refused at their line`() throws {
        let scenario = try read(scenarioText("<crews layer=\"water\" count=\"1\"/>\n<measures><crews layer=\"watr\" more=\"1\"/></measures>"))
        var pools = scenario.crews
        let error = try #require(#expect(throws: InputError.self) { try scenario.measures[0].apply(to: &pools) })
        #expect(error.code == "crews-without-pool")
        #expect(error.position?.line == 4)
        #expect(error.remedy.contains("'water'"))
    }

    @Test func `what is left out takes the documented defaults`() throws {
        let scenario = try read(scenarioText())
        #expect(scenario.horizonHours == 72)
        #expect(scenario.seed == 1)
        #expect(scenario.samples == 0)
        #expect(scenario.bedWeight == 0)
        #expect(scenario.start == nil)
        #expect(scenario.question == "")
        #expect(scenario.hazards.isEmpty && scenario.outOfService.isEmpty && scenario.measures.isEmpty)
    }

    @Test(arguments: [
        ("<flod/>", "element-unknown", 3, "did you mean 'flood'?"),
        ("<measures>\n<hardn asset=\"a\" factor=\"2\"/></measures>", "element-unknown", 4, "did you mean 'harden'?"),
        ("<measures><harden asset=\"a\"/></measures>", "harden-how", 3, "factor"),
        ("<measures><harden asset=\"a\" factor=\"2\" invulnerable=\"true\"/></measures>", "harden-how", 3, "factor"),
        ("<measures><raise by=\"2\"/></measures>", "measure-target", 3, "asset"),
        ("<measures><raise asset=\"a\" kind=\"b\" by=\"2\"/></measures>", "measure-target", 3, "asset"),
        ("<measures/>\n<measures/>", "element-twice", 4, "keep one"),
        ("<outOfService asset=\"a\" from=\"5\" until=\"5\"/>", "out-of-service-hours", 3, "later"),
        ("<crews layer=\"power\"/>", "attribute-missing", 3, "count"),
        ("<crews layer=\"power\" count=\"-1\"/>", "crews-count", 3, "how many"),
        ("<crews layer=\"power\" count=\"1e9\"/>", "crews-count", 3, "how many"),
        ("<crews layer=\"power\" count=\"2\" rule=\"mostPeple\"/>", "crew-rule", 3, "did you mean 'mostPeople'?"),
        ("<crews layer=\"power\" count=\"2\" from=\"depot\"/>", "crews-from", 3, "needsRoad"),
        ("<crews layer=\"power\" count=\"2\"/>\n<crews layer=\"power\" count=\"3\"/>", "crews-twice", 4, "one <crews>"),
        ("<roads physics=\"capacity\"/>", "roads-limit", 3, "limitMinutes"),
        ("<roads physics=\"connectivity\" limitMinutes=\"3\"/>", "roads-limit", 3, "capacity"),
        ("<roads physics=\"capasity\" limitMinutes=\"3\"/>", "roads-physics", 3, "did you mean 'capacity'?"),
        ("<roads limitMinutes=\"NaN\"/>", "not-a-number", 3, "number"),
        ("<roads/>\n<roads/>", "element-twice", 4, "keep one"),
        ("<access>\n<ambulance limitMinutes=\"3\"/></access>", "access-limit", 4, "more than"),
        ("<measures><crews layer=\"power\" more=\"some\"/></measures>", "crews-count", 3, "how many"),
    ])
    func `a wrong element is named with its line and a remedy`(
        content: String, code: String, line: Int, remedy: String
    ) throws {
        let error = try refusal(scenarioText(content))
        #expect(error.code == code)
        #expect(error.position?.line == line)
        #expect(error.position?.file.hasSuffix("test.xml") == true)
        #expect(error.remedy.contains(remedy))
    }

    @Test(arguments: [
        ("horizon=\"0\"", "horizon"), ("horizon=\"-3\"", "number-out-of-range"), ("horizon=\"NaN\"", "not-a-number"),
        ("horizon=\"1e400\"", "not-a-number"), ("samples=\"-1\"", "not-a-whole-number"),
        ("samples=\"many\"", "not-a-whole-number"), ("samples=\"1000001\"", "xml-schema"),
        ("seed=\"-1\"", "not-a-whole-number"), ("seed=\"18446744073709551616\"", "not-a-whole-number"),
        ("bedWeight=\"-1\"", "number-out-of-range"), ("start=\"yesterday\"", "start-time"),
        ("start=\"2026-02-29T03:00\"", "start-time"), ("start=\"2026-01-15T24:00\"", "start-time"),
        ("start=\"2026-1-15T3:00\"", "xml-schema"), ("colour=\"red\"", "xml-schema"),
    ])
    func `a wrong attribute is refused`(attribute: String, code: String) throws {
        let error = try refusal(scenarioText(attributes: attribute))
        #expect(error.position?.line == 2)
        #expect(error.code == code)
        #expect(!error.remedy.isEmpty)
    }

    @Test func `a missing network file is named`() throws {
        let error = try refusal(scenarioText(network: "../city.xml"))
        #expect(error.code == "network-missing")
        #expect(error.position?.line == 2)
        #expect(error.problem.contains("../city.xml"))
        #expect(try refusal(scenarioText(network: "..")).code == "network-missing")
    }

    @Test(arguments: ["<scenario/>", "<network xmlns=\"urn:lifeline:network:1\"/>", "<html><body/></html>"])
    func `another document is no scenario`(text: String) throws {
        #expect(try refusal(text).code == "not-a-scenario")
    }

    @Test func `hazards of the schema are those of the program`() {
        #expect(Set(ScenarioReader.hazardElements) == Set(Hazards.all.map { $0.element }))
        for name in ScenarioReader.hazardElements + Measures.all.map({ $0.element }) {
            #expect(ScenarioReader.schema.contains("<xs:element name=\"\(name)\" type=\"\(name)\"/>"), "\(name)")
        }
    }
}
