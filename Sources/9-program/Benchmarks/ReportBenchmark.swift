import FileReading
import FoundationEssentials
import Geometry
import GridReading
import NetworkImport
import NetworkModel
import ReportWriting
import StudyRunner
import TownGenerator

/// The report of a flood on a generated town: what it takes after the run, and how large its map becomes.
///
/// 30,000 road nodes make about 100,000 assets, 300,000 about a million. Peers: none is known to write such a report; the
/// limits are those of the project.
enum ReportBenchmark {
    static func run(roadNodes: Int, in folder: String) throws {
        let town = TownGenerator.town(try TownOptions(roadNodes: roadNodes))
        try AtomicFile.write(NetworkXML.bytes(of: try town.model()), to: folder + "/town.xml")
        try ESRIASCIIGrid.write(town.terrain, to: folder + "/terrain.asc", decimals: 2)
        let marks = town.landmarks
        try AtomicFile.write(
            Array(
                """
                <scenario xmlns="urn:lifeline:scenario:1" title="A flood" network="town.xml" start="2026-01-15T03:00" horizon="168">
                  <flood terrain="terrain.asc" level="\(marks.overtoppingLevelMetres)" sourceX="\(marks.river.x)" sourceY="\(marks.river.y)" riseHours="12" recession="60"/>
                </scenario>
                """.utf8), to: folder + "/flood.xml")
        let (input, running) = try seconds { try Study(scenarioPath: folder + "/flood.xml").run() }
        let assets = input.model.assetCount
        Measurement(name: "report-assets", value: Double(assets), unit: "1").print()
        Measurement(name: "report-run-before", value: running, unit: "s").print()
        Measurement(name: "report-memory-before", value: peakMemoryBytes() / 1e9, unit: "GB").print()
        let (files, writing) = seconds { ReportWriter.files(for: input) }
        let limit = assets <= 120_000 ? 3.0 : 30
        Measurement(
            name: "report-write", value: writing, unit: "s", comparedWith: "limit at 100,000 and at a million assets", limit: limit
        ).print()
        try AtomicFile.write(files.map { (folder + "/" + $0.path, $0.bytes) })
        for file in files where file.path.hasSuffix("map.svg") {
            Measurement(name: "report-map-size", value: Double(file.bytes.count) / 1e6, unit: "MB", comparedWith: "limit", limit: 2).print()
        }
        Measurement(name: "report-size", value: Double(files.reduce(0) { $0 + $1.bytes.count }) / 1e6, unit: "MB").print()
        Measurement(name: "report-peak-memory", value: peakMemoryBytes() / 1e9, unit: "GB", comparedWith: "limit, run included", limit: 2.15).print()
    }
}
