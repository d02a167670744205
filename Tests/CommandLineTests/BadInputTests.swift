import CommandLineInterface
import Foundation
import TestSupport
import Testing

/// Files that cannot be used: exit code 3, one clear message with a remedy, and no output file.
@Suite struct BadInputTests {
    private static let start =
        "<LifelineNetwork xmlns='urn:lifeline:network:1' xmlns:gml='http://www.opengis.net/gml/3.2' srsName='EPSG:28992'>\n"
    private static let node = "<node gml:id='A' layer='power' kind='substation'><gml:pos>155000 463000</gml:pos></node>\n"
    private static let end = "</LifelineNetwork>"

    private static var laughs: String {
        "<!DOCTYPE a [<!ENTITY l0 'ha'>"
            + (1...9).map { "<!ENTITY l\($0) '" + String(repeating: "&l\($0 - 1);", count: 10) + "'>" }.joined()
            + "]><osm>&l9;</osm>"
    }
    private static let dangling = """
        <CityModel xmlns="http://www.opengis.net/citygml/2.0" xmlns:gml="http://www.opengis.net/gml"
          xmlns:u="http://www.citygml.org/ade/utility/0.9.2" xmlns:xlink="http://www.w3.org/1999/xlink">
        <cityObjectMember><u:Network gml:id="N"><u:topoGraph><u:NetworkGraph gml:id="G"><u:featureGraphMember>
        <u:FeatureGraph gml:id="F"><u:nodeMember><u:Node gml:id="n1"><u:realization>
        <gml:Point srsName="EPSG:28992"><gml:pos>155000 463000</gml:pos></gml:Point></u:realization></u:Node></u:nodeMember>
        <u:linkMember><u:InteriorFeatureLink gml:id="l1"><u:start xlink:href="#n1"/><u:end xlink:href="#ghost"/>
        </u:InteriorFeatureLink></u:linkMember></u:FeatureGraph></u:featureGraphMember></u:NetworkGraph></u:topoGraph>
        </u:Network></cityObjectMember></CityModel>
        """

    @Test(arguments: [
        ("malformed", start + node + "</LifelineNetwerk>", "xml-malformed"),
        ("external entity", "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><osm>&e;</osm>", "xml-external-entity"),
        ("billion laughs", laughs, "xml-entity-declaration"),
        ("dangling href", dangling, "dangling-reference"),
        ("duplicate id", start + node + node + end, "duplicate-identifier"),
        ("NaN", start + node.replacingOccurrences(of: "463000", with: "NaN") + end, "position-not-a-number"),
        ("1e400", start + node.replacingOccurrences(of: "463000", with: "1e400") + end, "position-not-a-number"),
        (
            "negative buffer",
            start + node.replacingOccurrences(
                of: "</node>", with: "<requires service='water' buffer='-1'><supplier ref='A'/></requires></node>") + end,
            "negative-buffer"
        ),
        ("unknown system", start.replacingOccurrences(of: "28992", with: "99999") + node + end, "crs-unknown"),
        ("empty", "", "file-empty"),
        ("no XML", "Dear planner,\nhere are our pipes.\n", "file-not-xml"),
        ("a table", "name;x;y\nA;1;2\n", "not-a-network"),
        ("another XML", "<html><body/></html>", "format-unknown"),
    ])
    func `a file that cannot be used ends in code 3 and leaves nothing`(name: String, text: String, code: String) throws {
        let scratch = try ScratchFolder()
        let path = try scratch.file("input.xml", text)
        try expectRefusal(["import", path, "-o", scratch.folder.path + "/out.xml"], code, naming: path, scratch.folder, 1)
    }

    @Test func `a cut off gzip, a folder and a missing file are refused`() throws {
        let scratch = try ScratchFolder()
        // A gzip member whose deflate data stops after its first bytes.
        let cut = try scratch.file("cut.osm.gz", Data([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xb3, 0xc9, 0x2f, 0xce]))
        let output = scratch.folder.path + "/out.xml"
        try expectRefusal(["import", cut, "-o", output], "gzip-truncated", naming: cut, scratch.folder, 1)
        try expectRefusal(
            ["import", scratch.folder.path, "-o", output], "file-is-directory", naming: scratch.folder.path, scratch.folder, 1)
        try expectRefusal(["check", "/nowhere/at-all.xml"], "file-missing", naming: "/nowhere/at-all.xml", scratch.folder, 1)
    }

    @Test func `a scenario without its network, or with a terrain elsewhere, leaves no report`() throws {
        let scratch = try ScratchFolder()
        let network = repositoryFolder.appendingPathComponent("networks/tutorial.xml").path
        _ = try scratch.file("far.asc", "ncols 2\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 5\n1 1\n1 1\n")
        func scenario(_ network: String, _ content: String) -> String {
            "<scenario xmlns='urn:lifeline:scenario:1' title='t' horizon='24' network='\(network)'>\(content)</scenario>"
        }
        let missing = try scratch.file("missing.xml", scenario("nowhere.xml", ""))
        let reports = scratch.folder.path + "/reports"
        try expectRefusal(["run", missing, "-o", reports], "network-missing", naming: missing, scratch.folder, 2)
        let elsewhere = try scratch.file(
            "elsewhere.xml", scenario(network, "<flood terrain='far.asc' level='2' sourceX='2' sourceY='2'/>"))
        try expectRefusal(["run", elsewhere, "-o", reports], "grid-elsewhere", naming: elsewhere, scratch.folder, 3)
    }

    private func expectRefusal(
        _ words: [String], _ code: String, naming path: String, _ folder: URL, _ files: Int
    ) throws {
        let listener = Listener()
        #expect(Lifeline.run(words, terminal: listener.terminal).rawValue == 3)
        #expect(listener.talk.contains("[\(code)]"), "\(listener.talk)")
        #expect(listener.talk.hasPrefix(path), "\(listener.talk)")
        #expect(listener.talk.contains("what to do:"))
        #expect(listener.results == "")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == files)
    }
}
