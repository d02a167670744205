import CascadeModel
import Diagnostics
import FileReading
import FoundationEssentials
import Geometry
import NetworkImport
import NetworkModel
import ReportWriting
import StudyRunner
import TownGenerator

/// A whole study of an earthquake on a generated town: samples, weak points, and a portfolio of 10 among some 1,000
/// candidates, each stage timed as the study reports it.
///
/// No peer does this; the limit is the one that is asked for: minutes, not hours.
enum DecisionBenchmark {
    static func run(roadNodes: Int, samples: Int, in folder: String) throws {
        let town = TownGenerator.town(try TownOptions(roadNodes: roadNodes))
        try AtomicFile.write(NetworkXML.bytes(of: try town.model()), to: folder + "/town.xml")
        try AtomicFile.write(Array(scenario(town, samples).utf8), to: folder + "/earthquake.xml")
        let study = try Study(scenarioPath: folder + "/earthquake.xml")
        Measurement(name: "assets", value: Double(study.model.assetCount), unit: "1").print()

        let clock = ContinuousClock(), start = clock.now
        var stages: [(name: String, at: ContinuousClock.Instant)] = []
        let input = try study.run { stages.append(($0, clock.now)) }
        let end = clock.now
        var portfolio = 0.0
        for (i, stage) in stages.enumerated() {
            let duration = ((i + 1 < stages.count ? stages[i + 1].at : end) - stage.at).inSeconds
            Measurement(name: "stage: \(stage.name)", value: duration, unit: "s").print()
            if stage.name.hasPrefix("portfolio") { portfolio += duration }
        }
        Measurement(
            name: "portfolio", value: portfolio, unit: "s",
            comparedWith: "10 of \(input.portfolio?.candidates ?? 0) candidates, \(samples) samples; minutes, not hours",
            limit: roadNodes == 100_000 ? 1800 : .nan
        ).print()
        Measurement(name: "study", value: (end - start).inSeconds, unit: "s").print()
        Measurement(name: "share-avoided", value: (input.portfolio?.steps.last?.avoided.mean ?? 0) / (input.sampled?.consequence.mean ?? .nan), unit: "1").print()
        Measurement(name: "peak-memory", value: peakMemoryBytes() / 1e9, unit: "GB").print()
    }

    /// Shaking from the edge of the town, and what could be strengthened, backed up or fed twice.
    private static func scenario(_ town: Town, _ samples: Int) -> String {
        let river = town.landmarks.river
        return """
            <scenario xmlns="urn:lifeline:scenario:1" title="Earthquake" network="town.xml" horizon="168" seed="1" samples="\(samples)">
              <earthquake magnitude="6.0" x="\(river.x + 10_000)" y="\(river.y)" depthKm="10" mechanism="normal" siteClass="D"/>
              <candidates>
                <harden kind="substation" factor="2"/> <harden kind="gridConnection" factor="2"/>
                <harden kind="pumpingStation" factor="2"/> <harden kind="treatmentPlant" factor="2"/>
                <harden kind="waterTower" factor="2"/> <harden kind="well" factor="2"/> <harden kind="bridge" factor="2"/>
                <harden kind="school" factor="2"/> <harden kind="fireStation" factor="2"/>
                <backup kind="school" service="power" hours="72"/> <backup kind="hospital" service="power" hours="168"/>
                <generator kind="careHome" service="power" arrives="8" sets="5"/>
                <feeder kind="well" service="power"/> <feeder kind="pumpingStation" service="power"/>
              </candidates>
              <portfolio count="10"/>
            </scenario>
            """
    }
}

extension Duration {
    fileprivate var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
