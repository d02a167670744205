import CascadeModel
import CriticalityRanking
import Foundation
import ReportWriting
import ScenarioModel
import StudyRunner
import Testing
import TestSupport

/// A measure that is built already does what the same measure is said to do when it is compared.
@Suite final class BuiltMeasureTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lifeline-\(UUID().uuidString)")
    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: folder) }

    private static let measures = [
        #"<raise asset="transformer-east" by="1" />"#,
        #"<backup asset="hospital" service="power" hours="48" />"#,
        #"<generator asset="hospital" service="power" arrives="6" />"#,
        #"<generator asset="care-home" service="power" arrives="2" lasts="9" />"#,
        #"<link id="new" layer="power" kind="powerCable" from="transformer-west" to="transformer-east" />"#,
        #"<feeder asset="care-home" service="power" from="transformer-west" />"#,
        #"<crews layer="power" more="2" />"#,
    ]

    private func scenario(_ measures: String, _ event: String, samples: Int) throws -> Scenario {
        let file = folder.appendingPathComponent("s.xml")
        try Data(
            """
            <scenario xmlns="urn:lifeline:scenario:1" title="Built" network="\(repositoryFolder.path)/networks/tutorial.xml" horizon="96"
              samples="\(samples)" seed="3">
              <crews layer="power" count="1"/>
              \(event)
              <measures>\(measures)</measures>
            </scenario>
            """.utf8
        ).write(to: file)
        return try ScenarioReader.read(file.path)
    }

    @Test(arguments: [
        ("<flood terrain=\"\(repositoryFolder.path)/networks/tutorial-terrain.asc\" level=\"2.0\" sourceX=\"155375\" sourceY=\"435225\" recession=\"24\"/>", 0),
        ("<earthquake magnitude=\"6.5\" x=\"155000\" y=\"435000\" depthKm=\"8\" siteClass=\"D\"/>", 64),
    ])
    func `built and compared are the same, bit for bit`(event: String, samples: Int) throws {
        for measure in Self.measures {
            let planned = try Study(scenario(measure, event, samples: samples)).result(threads: 1)
            let built = try Study(scenario(measure.replacingOccurrences(of: " />", with: #" built="true"/>"#), event, samples: samples)).result(threads: 1)
            let compared = try #require(planned.measures.first), comment = Comment(rawValue: measure)
            #expect(built.measures.isEmpty, comment)
            #expect(built.event.outcome.consequence == compared.result.outcome.consequence, comment)
            #expect(built.samples.consequence == compared.samples.consequence, comment)
            #expect(built.samples.count == samples, comment)
        }
    }

    @Test func `a measure is built before others are compared with it`() throws {
        let event = "<outOfService asset=\"transformer-east\" until=\"24\"/>"
        let both = try Study(scenario(Self.measures[1] + Self.measures[2], event, samples: 0)).result(threads: 1)
        let one = Self.measures[1].replacingOccurrences(of: " />", with: #" built="true"/>"#)
        let after = try Study(scenario(one + Self.measures[2], event, samples: 0)).result(threads: 1)
        #expect(after.event.outcome.consequence == both.measures[0].result.outcome.consequence)
        #expect(after.measures[0].result.outcome.consequence == both.measures[2].result.outcome.consequence)
    }
}
