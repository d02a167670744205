import FoundationEssentials
import CascadeModel
import CriticalityRanking
import Diagnostics
import Geometry
import HazardModel
import NetworkModel
import ReportWriting
import ScenarioModel

/// What the page needs beside the columns, as JSON.
struct ViewHead: Encodable {
    struct RasterPlace: Encodable {
        var isWater: Bool
        var columns, rows: Int
        /// The north-western corner and the sides of a cell, in quanta.
        var west, north, cellWidth, cellHeight: Double
    }
    struct Epicentre: Encodable {
        struct Ring: Encodable { var radius, pga: Double }
        /// In quanta.
        var east, north: Double
        var rings: [Ring]
    }
    struct WeakPoint: Encodable {
        var asset, rank, places: Int
        /// Weighted hours lost.
        var impact: Double
    }
    struct Gauge: Encodable {
        var name: String
        var metres: Double
        var at: Int
    }
    struct Service: Encodable {
        var name: String
        var curve: Int
    }

    var language: String
    var words: [String: String]
    /// The clock at onset without zone, when the scenario states it.
    var start: String?
    var horizonHours, ticksPerHour, quantumMetres: Double
    var nodes, links, facilities: Int
    var width, height: Int
    var kinds, layers, services: [String]
    var vulnerableKinds: [String]
    /// The services that people lose, in the order in which people ask, each with the number of its curve.
    var curves: [Service]
    var residents: Double
    var columns: [String: [Int]]
    var rasters: [RasterPlace]
    var epicentres: [Epicentre]
    var weakPoints: [WeakPoint]
    var events, sources: [String]
    /// Readings of gauges: "gauge", metres, ticks.
    var gauges: [Gauge]
    var canFollow: Bool
    /// Tells two runs apart: the program's version and the digests of what was read.
    var inputs: [String]
}

extension ViewData {
    /// The head as JSON that may stand inside an element: every `<` is written as an escape.
    func head(_ words: ViewWords) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var bytes: [UInt8] = []
        for byte in try encoder.encode(viewHead(words)) {
            if byte == UInt8(ascii: "<") { bytes += "\\u003c".utf8 } else { bytes.append(byte) }
        }
        return bytes
    }

    private func viewHead(_ words: ViewWords) -> ViewHead {
        let model = input.model, impact = input.impact.consequence
        let order = ["power", "water", "road"]
        let curves = input.outcome.services.enumerated().map { ViewHead.Service(name: $1.service, curve: $0) }
            .sorted { (order.firstIndex(of: $0.name) ?? 9, $0.name) < (order.firstIndex(of: $1.name) ?? 9, $1.name) }
        let all = model.position + zip(model.shapes.x, model.shapes.y).map { Point(x: $0, y: $1) }
        return ViewHead(
            language: input.scenario.language.rawValue, words: words.byKey.filter { !$0.key.hasPrefix("page.") },
            start: input.scenario.start, horizonHours: input.outage.horizonHours, ticksPerHour: ticksPerHour,
            quantumMetres: quantumMetres, nodes: model.nodeCount, links: model.linkCount,
            facilities: model.facilityCount, width: all.map { east($0.x) }.max() ?? 0,
            height: all.map { north($0.y) }.max() ?? 0, kinds: model.kinds.map { Hygiene.oneLine($0.name, limit: 60) },
            layers: model.layers.map { Hygiene.oneLine($0.name, limit: 60) },
            services: model.services.map { Hygiene.oneLine($0, limit: 60) },
            vulnerableKinds: AssetKind.vulnerable.map(\.name), curves: curves, residents: input.outcome.residents,
            columns: columns.directory, rasters: rasters, epicentres: epicentres,
            weakPoints: input.impact.worst(10).map { asset in
                ViewHead.WeakPoint(
                    asset: asset, rank: 1 + impact.prefix(input.impact.networkAssetCount).count { $0 > impact[asset] },
                    places: Int(input.impact.facilitiesOut[asset]), impact: impact[asset])
            },
            events: input.fields.map { Hygiene.oneLine($0.title[input.scenario.language], limit: 200) },
            sources: model.sources.map { source in
                [source.file, source.licence, source.date].filter { !$0.isEmpty }.map { Hygiene.oneLine($0, limit: 120) }
                    .joined(separator: ", ")
            },
            gauges: input.scenario.observations.gauges.map {
                .init(name: Hygiene.oneLine($0.gauge, limit: 60), metres: $0.levelMetres, at: ticks($0.hours))
            },
            canFollow: options.canFollow,
            inputs: ["lifeline \(input.manifest.programVersion)"] + input.manifest.inputs.map { "\(Hygiene.oneLine($0.path, limit: 200)) \($0.sha256.prefix(12))" })
    }

    private var epicentres: [ViewHead.Epicentre] {
        input.fields.compactMap { field in
            guard let centre = field.epicentre else { return nil }
            return ViewHead.Epicentre(
                east: (centre.x - origin.x) / quantumMetres, north: (centre.y - origin.y) / quantumMetres,
                rings: field.rings.filter { $0.radiusMetres > 0 && $0.radiusMetres.isFinite }.map {
                    .init(radius: $0.radiusMetres / quantumMetres, pga: $0.pga)
                })
        }
    }
}
