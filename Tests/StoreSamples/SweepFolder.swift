public import Foundation
import TestSupport

/// A folder with the tutorial town and scenarios about it, removed afterwards.
public final class SweepFolder: Sendable {
    public let url: URL
    public init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("lifeline-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url.appendingPathComponent("scenarios"), withIntermediateDirectories: true)
        for name in ["tutorial.xml", "tutorial-terrain.asc"] {
            try FileManager.default.copyItem(
                at: repositoryFolder.appendingPathComponent("networks/\(name)"), to: url.appendingPathComponent(name))
        }
    }
    deinit { try? FileManager.default.removeItem(at: url) }

    public func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    /// Writes a scenario file into `scenarios`; its path.
    @discardableResult public func scenario(_ name: String, _ content: String, attributes: String = "") throws -> String {
        let text = """
            <scenario xmlns="urn:lifeline:scenario:1" title="High water" network="../tutorial.xml" horizon="48" \(attributes)>
            \(content)
            </scenario>
            """
        let file = url.appendingPathComponent("scenarios/\(name).xml")
        try Data(text.utf8).write(to: file)
        return file.path
    }

    /// The river at many levels, with a transformer raised or not, and measures compared; `levels` as in a range.
    @discardableResult public func sweep(_ levels: String = "0.8..2.8 step 0.4", samples: Int = 0) throws -> String {
        try scenario(
            "sweep",
            """
            <parameters>
              <parameter name="level" values="\(levels)"/>
              <parameter name="raised" values="false true"/>
            </parameters>
            <flood terrain="../tutorial-terrain.asc" level="{level}" sourceX="155375" sourceY="435225" recession="24"/>
            <measures>
              <raise asset="transformer-east" by="1" cost="40000" built="{raised}"/>
              <backup asset="hospital" service="power" hours="48" cost="150000"/>
            </measures>
            """, attributes: "samples=\"\(samples)\"")
    }

    /// Earthquakes of several sizes, with draws.
    @discardableResult public func quakes(samples: Int = 12, magnitudes: String = "5.5 6.0 6.5") throws -> String {
        try scenario(
            "quake",
            """
            <parameters><parameter name="m" values="\(magnitudes)"/></parameters>
            <earthquake magnitude="{m}" x="155000" y="435000" depthKm="8" siteClass="D"/>
            <measures><harden kind="transformer" factor="2"/></measures>
            """, attributes: "samples=\"\(samples)\" seed=\"7\"")
    }
}
