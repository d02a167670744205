import CascadeModel
import CriticalityRanking
import DamageModel
import Diagnostics
import FileReading
import Foundation
import Geometry
import GridReading
import HazardModel
import MarkupReading
import NetworkImport
import NetworkModel
import TownGenerator

/// Measures the real paths: reading network XML and one flood with its ranking on a generated town, or a workload
/// that is named.
///
/// On generated towns: `Benchmarks [ROAD-NODES]` (100,000 by default), `citygml [MEGABYTES]` (200), `flow`,
/// `repair [ROAD-NODES] [SAMPLES]`, `shaking`, `decisions [ROAD-NODES] [SAMPLES]` (100,000 and 1,000), `store [SCENARIOS]` (1,000),
/// `report [ROAD-NODES]` (30,000). On the peers' city, where they compute the same (see `Peer`): `single [ROAD-NODES]`
/// (100,000), `betweenness [ROAD-NODES] [SOURCES]` (10,000, all), `cascade [ROAD-NODES] [SAMPLES]` (100,000 and 1,000),
/// `screening [ROAD-NODES] [SAMPLES]` (likewise), `nearest [ROAD-NODES] [SCENARIOS]` (1,000,000 and 100), `growth`.
/// Peers and limits are printed with the figures; a peer that is not installed is left out and said to be.
@main struct Benchmarks {
    static func main() {
        do {
            try run()
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(1)
        }
    }

    private static func run() throws {
        let arguments = CommandLine.arguments.dropFirst()
        func number(after count: Int, or standard: Int) -> Int {
            arguments.dropFirst(count).first.flatMap { Int($0) } ?? standard
        }
        switch arguments.first {
        case "citygml":
            try inFolder("citygml") { try CityGMLWorkload.run(megabytes: number(after: 1, or: 200), in: $0) }
        case "flow": FlowBenchmark.run()
        case "single": try SingleFailureBenchmark.run(roadNodes: number(after: 1, or: 100_000))
        case "betweenness":
            try BetweennessBenchmark.run(roadNodes: number(after: 1, or: 10_000), sources: arguments.dropFirst(2).first.flatMap { Int($0) })
        case "cascade": try CascadeBenchmark.run(roadNodes: number(after: 1, or: 100_000), samples: number(after: 2, or: 1000))
        case "growth": try GrowthBenchmark.run()
        case "screening": try ScreeningBenchmark.run(roadNodes: number(after: 1, or: 100_000), samples: number(after: 2, or: 1000))
        case "store": try inFolder("store") { try StoreBenchmark.run(scenarios: number(after: 1, or: 1000), in: $0) }
        case "nearest": try NearestBenchmark.run(roadNodes: number(after: 1, or: 1_000_000), scenarios: number(after: 2, or: 100))
        case "report": try inFolder("report") { try ReportBenchmark.run(roadNodes: number(after: 1, or: 30_000), in: $0) }
        case "repair": try RepairBenchmark.run(roadNodes: number(after: 1, or: 100_000), samples: number(after: 2, or: 20))
        case "shaking": try Shaking.run()
        case "decisions":
            try inFolder("decisions") {
                try DecisionBenchmark.run(roadNodes: number(after: 1, or: 100_000), samples: number(after: 2, or: 1000), in: $0)
            }
        default: try inFolder("town") { try town(number(after: 0, or: 100_000), in: $0) }
        }
    }

    /// Works in a folder that is removed afterwards.
    private static func inFolder(_ name: String, _ work: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lifeline-benchmark-\(name)")
        // One that was broken off may have left its files.
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try work(folder.path)
    }

    private static func town(_ roadNodes: Int, in folder: String) throws {
        let landmarks = try makeTown(roadNodes, in: folder)
        let model = try readNetwork(at: folder + "/town.xml")
        try runFlood(on: model, landmarks, folder, roadNodes)
    }

    private static func makeTown(_ roadNodes: Int, in folder: String) throws -> Town.Landmarks {
        let (town, making) = try seconds { TownGenerator.town(try TownOptions(roadNodes: roadNodes)) }
        Measurement(name: "generate", value: making, unit: "s").print()
        let bytes = NetworkXML.bytes(of: try town.model())
        Measurement(name: "network-xml-size", value: Double(bytes.count) / 1e6, unit: "MB").print()
        try AtomicFile.write(bytes, to: folder + "/town.xml")
        try ESRIASCIIGrid.write(town.terrain, to: folder + "/terrain.asc", decimals: 2)
        return town.landmarks
    }

    // MARK: reading

    /// Reading against libxml2's own reader on the same file, side by side; best of three each.
    private static func readNetwork(at path: String) throws -> CityModel {
        let size = Double(try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe).count)
        var model: CityModel?
        var reading = Double.infinity, freezing = Double.infinity, peer = Double.infinity
        let before = residentMemoryBytes()
        for _ in 0..<3 {
            model = nil
            var builder = CityModelBuilder(), log = ImportLog(), issues = IssueLog()
            reading = min(reading, try seconds { try NetworkXML.read(path, into: &builder, &log) }.1)
            let (frozen, time) = try seconds { try builder.freeze(&issues) }
            freezing = min(freezing, time)
            model = frozen
            peer = min(peer, try Peer.xmllintStream(path))
        }
        guard let model else { throw FailureError("nothing was read") }
        Measurement(name: "read-network-xml", value: size / reading / 1e6, unit: "MB/s").print()
        Measurement(name: "read-and-freeze", value: size / (reading + freezing) / 1e6, unit: "MB/s").print()
        if peer.isFinite {
            Measurement(name: "xmllint-stream", value: size / peer / 1e6, unit: "MB/s").print()
            Measurement(
                name: "read-rate-relative", value: peer / reading, unit: "1",
                comparedWith: "xmllint --stream --noout on the same file", limit: 0.6, smallerIsBetter: false
            ).print()
            Measurement(
                name: "read-and-freeze-relative", value: peer / (reading + freezing), unit: "1",
                comparedWith: "xmllint --stream --noout on the same file", limit: 0.6, smallerIsBetter: false
            ).print()
        } else {
            Measurement(name: "xmllint-stream", value: .nan, unit: "MB/s", comparedWith: "not installed").print()
        }
        Measurement(name: "assets", value: Double(model.assetCount), unit: "1").print()
        Measurement(
            name: "model-memory-per-asset", value: (residentMemoryBytes() - before) / Double(model.assetCount),
            unit: "byte", comparedWith: "limit", limit: 1000
        ).print()
        return model
    }

    // MARK: a run

    private static func runFlood(
        on model: CityModel, _ landmarks: Town.Landmarks, _ folder: String, _ roadNodes: Int
    ) throws {
        let flood = try Flood(
            MarkupElement(
                name: "flood",
                attributes: [
                    "terrain": "terrain.asc", "level": "\(landmarks.overtoppingLevelMetres)",
                    "sourceX": "\(landmarks.river.x)", "sourceY": "\(landmarks.river.y)",
                ], position: SourcePosition(file: "benchmark")), folder: folder)
        var total = 0.0
        func timed<T>(_ name: String, _ work: () throws -> T) rethrows -> T {
            let (result, time) = try seconds(work)
            total += time
            Measurement(name: name, value: time, unit: "s").print()
            return result
        }
        let field = try timed("hazard-flood") { try flood.field(on: model) }
        let disturbances = try timed("damage") {
            try DamageAssessment(model: model, fields: [field], catalogue: try FragilityCatalogue.standard())
                .deterministic()
        }
        let cascade = timed("cascade-prepare") { Cascade(model) }
        let base = ServiceBase(model)
        let outcome = timed("cascade-run") {
            var state = CascadeState(for: cascade)
            let outage = cascade.run(disturbances, horizonHours: 72, state: &state)
            return ServiceOutcome(outage, on: model, base: base)
        }
        let impact = timed("ranking") { SingleFailureImpact(model, cascade, base: base, horizonHours: 72) }
        Measurement(
            name: "flood-run-with-ranking", value: total, unit: "s", comparedWith: "limit of 2 s at 100,000 road nodes",
            limit: roadNodes == 100_000 ? 2 : .nan
        ).print()
        Measurement(name: "assets-disturbed", value: Double(disturbances.count), unit: "1").print()
        Measurement(name: "resident-hours-lost", value: outcome.consequence, unit: "h").print()
        Measurement(name: "assets-with-impact", value: Double(impact.consequence.count { $0 > 0 }), unit: "1").print()
        Measurement(
            name: "peak-memory", value: peakMemoryBytes() / 1e9, unit: "GB",
            comparedWith: "limit at 1,000,000 road nodes, generator included", limit: 4.29
        ).print()
        Measurement(
            name: "peak-memory-per-asset", value: peakMemoryBytes() / Double(model.assetCount), unit: "byte",
            comparedWith: "generator included"
        ).print()
    }
}
