import CommandLineInterface
import Foundation
import TestSupport
import Testing

/// What a planner is told about a hazard or a fragility that cannot be right: in the report, or with file and line.
@Suite struct HazardInputTests {
    private let network = repositoryFolder.appendingPathComponent("networks/tutorial.xml").path

    private func scenario(_ content: String) -> String {
        "<scenario xmlns='urn:lifeline:scenario:1' title='T' horizon='24' network='\(network)'>\n\(content)\n</scenario>"
    }
    /// Runs a scenario; the report, or the message of a refusal.
    private func run(_ content: String, _ scratch: borrowing ScratchFolder) throws -> (code: Int32, report: String, talk: String) {
        let path = try scratch.file("s.xml", scenario(content))
        let listener = Listener()
        let code = Lifeline.run(["run", path, "-o", scratch.folder.path + "/out"], terminal: listener.terminal).rawValue
        let report = (try? String(contentsOfFile: scratch.folder.path + "/out/s.md", encoding: .utf8)) ?? ""
        return (code, report, listener.talk)
    }

    @Test(arguments: [
        ("<earthquake magnitude='8.7' x='155000' y='435000' siteClass='D'/>", "Magnitude 8.7 lies outside the range"),
        ("<earthquake magnitude='6' x='900000' y='435000' siteClass='D'/>", "the ground-motion model is made for 400 km at most"),
        ("<earthquake magnitude='6' x='155000' y='435000' vs30='2400'/>", "Vs30 = 2,400 m/s lies outside the range"),
        ("<earthquake magnitude='6.5' x='155000' y='435000' siteClass='D' model='bommer-2013' depthKm='3'/>", "Magnitude 6.5 lies outside the range"),
    ])
    func `a rupture beyond the model's range is computed, and the report warns`(quake: String, words: String) throws {
        let scratch = try ScratchFolder()
        let outcome = try run(quake, scratch)
        #expect(outcome.code == 0, "\(outcome.talk)")
        let line = outcome.report.split(separator: "\n").first { $0.contains(words) }
        #expect(line?.contains("**Warning:**") == true, "\(words)")
    }

    @Test(arguments: [("ft", 31.0), ("cm", 140.0)])
    func `depths that metres cannot be ask for their unit, with file and line`(unit: String, deepest: Double) throws {
        let scratch = try ScratchFolder()
        let rows = Array(repeating: "\(deepest) 1 0", count: 3).joined(separator: "\n")
        _ = try scratch.file("d.asc", "ncols 3\nnrows 3\nxllcorner 154000\nyllcorner 434000\ncellsize 800\n\(rows)\n")
        let refused = try run("<depthGrid file='d.asc'/>", scratch)
        #expect(refused.code == 3 && refused.talk.hasPrefix(scratch.folder.path + "/s.xml:2:"), "\(refused.talk)")
        #expect(refused.talk.contains("[grid-units]") && refused.talk.contains("units=\"\(unit)\""))
        #expect(try run("<depthGrid file='d.asc' units='\(unit)'/>", scratch).code == 0)
    }

    @Test(arguments: [
        ("<lognormal id='x' title='x' measure='pga' medians='0.9 0.5 0.3 0.2' betas='1 1 1 1'/>", "lies below that of"),
        ("<lognormal id='x' title='x' measure='pga' medians='0.2 0.5' betas='0.4 0'/>", "betas"),
        ("<lognormal id='x' title='x' measure='pga' medians='0.2 0.5' betas='0.4 -0.1'/>", "betas"),
        ("<discrete id='x' title='x' measure='pga' levels='0.1 0.2' slight='0.4 1.2'/>", "slight"),
    ])
    func `fragilities that cannot be are refused with file and line`(entry: String, words: String) throws {
        let scratch = try ScratchFolder()
        let own = try scratch.file(
            "own.xml", "<fragilities xmlns='urn:lifeline:fragilities:1' title='F'>\n<shaking>\n\(entry)\n</shaking></fragilities>")
        let refused = try run("<fragilities file='own.xml'/>", scratch)
        #expect(refused.code == 3 && refused.talk.hasPrefix("\(own):3:"), "\(refused.talk)")
        #expect(refused.talk.contains(words) && refused.talk.contains("what to do:"))
        #expect(refused.report == "")
    }
}
