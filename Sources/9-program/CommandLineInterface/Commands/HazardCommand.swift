import Diagnostics
import FileReading
import Geometry
import GridReading
import HazardModel
import NetworkImport
import NetworkModel
import ReportWriting
import ScenarioModel
import StudyRunner

/// `lifeline hazard`: what the event of a scenario does to each place, as files for maps.
struct HazardCommand: Command {
    static let name = "hazard"
    static let summary = "write what a scenario's event does to each place, for maps"
    static let explanation =
        "Writes DIR/NAME-hazard.gpkg, the network with the depth or shaking at each asset (units are in the names of "
        + "columns), and the same as NAME-hazard.geojson; a grid for each measure, NAME-depth.asc in metres or NAME-pga.asc "
        + "in g, for water that is followed over time also NAME-arrival.asc in hours and NAME-speed.asc in m/s; and a map, "
        + "NAME-hazard.svg. Shaking is that of the median event."
    static let operands = [Operand("SCENARIO", "scenario file")]
    private static let output = Option(
        "output", letter: "o", .text("PATH"),
        "folder for the files; a name that ends in .gpkg, .geojson, .asc or .svg gives that file only", standard: "reports")
    private static let cells = Option(
        "cells", .whole("N", 1...2000), "cells of a grid of shaking along the town's longer side", standard: "200")
    static let options = [output, cells]
    static var lists: [HelpList] {
        [HelpList(title: "what can happen in a scenario", entries: Hazards.all.map { ("<\($0.element)>", $0.summary) })]
    }
    static let examples = [
        "hazard scenarios/high-water.xml", "hazard scenarios/quake.xml -o shaking.gpkg",
    ]

    private let scenario, output: String
    private let cells: Int
    /// The ending when only one file is wanted.
    private let only: String?

    init(_ arguments: ParsedArguments) throws(UsageError) {
        scenario = arguments.operands.first ?? ""
        output = arguments.text(Self.output) ?? "reports"
        cells = arguments.whole(Self.cells) ?? 200
        let path = output.lowercased()
        only = ["gpkg", "geojson", "asc", "svg"].first { path.hasSuffix(".\($0)") }
    }

    func run(_ surroundings: Surroundings) throws -> ExitCode {
        surroundings.progress("reading \(scenario)")
        let study = try Study(scenarioPath: scenario)
        guard !study.hazards.isEmpty else {
            throw InputError(
                "hazard-missing", at: SourcePosition(file: scenario), "nothing happens in this scenario",
                remedy: "add one of \(Hazards.all.map { "<\($0.element)>" }.joined(separator: ", "))")
        }
        let event = try study.event { surroundings.progress($0) }
        let stem = study.scenario.name
        var files: [(path: String, bytes: [UInt8])] = []
        func wants(_ ending: String) -> Bool { only == nil || only == ending }
        let columns = event.fields.enumerated().flatMap { number, field in
            Self.columns(field, suffix: event.fields.count > 1 ? "_\(number + 1)" : "")
        }
        if wants("gpkg") {
            files.append(("\(stem)-hazard.gpkg", try GeoPackageExport.bytes(of: study.model, columns: columns)))
        }
        if wants("geojson") {
            files.append(("\(stem)-hazard.geojson", GeoJSONExport.bytes(of: study.model, columns: columns)))
            if let warning = GeoJSONExport.warning(for: study.model) { surroundings.say("note: \(warning)") }
        }
        if wants("asc") {
            surroundings.progress("grids")
            files += try grids(study, event.fields).map { ("\(stem)-\($0.name).asc", $0.bytes) }
        }
        if wants("svg") { files.append(("\(stem)-hazard.svg", ReportWriter.map(for: event))) }
        if only != nil {
            guard let file = files.first else {
                throw InputError(
                    "hazard-grid", at: SourcePosition(file: scenario), "the event has no grid to write",
                    remedy: "write the assets instead, to a name that ends in .gpkg")
            }
            files = [(output, file.bytes)]
        } else {
            files = files.map { ("\(output)/\($0.path)", $0.bytes) }
        }
        try AtomicFile.write(files)
        surroundings.endProgress()
        for field in event.fields { surroundings.say(Self.overview(field, study.model)) }
        for file in files { surroundings.print(file.path) }
        return .done
    }

    // MARK: assets

    /// Names with units, as column names and in words.
    private static let measures: [(measure: IntensityMeasure, column: String, name: String, unit: String)] = [
        (.floodDepth, "depth_m", "depth", "m"), (.pga, "pga_g", "pga", "g"), (.pgv, "pgv_cm_per_s", "pgv", "cm/s"),
        (.sa03, "sa03_g", "sa03", "g"), (.sa10, "sa10_g", "sa10", "g"),
    ]

    private static func columns(_ field: HazardField, suffix: String) -> [AssetColumn] {
        var columns: [AssetColumn] = []
        for (measure, column, name, _) in measures {
            guard let median = field.median[measure] else { continue }
            columns.append(AssetColumn(name: column + suffix, values: median))
            guard let within = field.withinEventSigma[measure], let between = field.betweenEventSigma[measure] else { continue }
            // Both parts together: the standard deviation of the natural logarithm.
            columns.append(
                AssetColumn(
                    name: "sigma_ln_\(name)\(suffix)",
                    values: zip(within, between).map { ($0 * $0 + $1 * $1).squareRoot() }))
        }
        if !field.arrivalHours.isEmpty {
            columns.append(AssetColumn(name: "arrival_h\(suffix)", values: field.arrivalHours))
            let wet = field.arrivalHours.map(\.isFinite)
            columns.append(
                AssetColumn(
                    name: "recession_h\(suffix)",
                    values: zip(field.recessionHours, wet).map { $1 ? $0 : .nan }))
        }
        if !field.metresPerSecond.isEmpty {
            columns.append(AssetColumn(name: "speed_m_per_s\(suffix)", values: field.metresPerSecond))
        }
        return columns
    }

    /// One line for each field: its title, how many assets it touches, and how hard at most.
    private static func overview(_ field: HazardField, _ model: CityModel) -> String {
        let parts = measures.compactMap { measure, _, name, unit -> String? in
            guard let median = field.median[measure] else { return nil }
            let touched = median.count { $0 > 0 }, most = median.max() ?? 0
            return "\(name) at \(touched) of \(model.assetCount) assets, up to \((most * 1000).rounded() / 1000) \(unit)"
        }
        return ([field.title.english] + parts + field.warnings.map { "note: \($0.english)" }).joined(separator: "\n  ") + "\n"
    }

    // MARK: grids

    /// One grid for each field and measure: water as it lies on the terrain, shaking on cells over the town.
    private func grids(_ study: Study, _ fields: [HazardField]) throws -> [(name: String, bytes: [UInt8])] {
        var grids: [(String, [UInt8])] = []
        for (number, field) in fields.enumerated() {
            let prefix = fields.count > 1 ? "\(number + 1)-" : ""
            if let footprint = field.footprint {
                grids.append((prefix + "depth", ESRIASCIIGrid.bytes(of: footprint)))
            }
            if let speed = field.speedMap {
                let hours = zip(field.footprintHours?.arrival ?? [], speed.values).map { $0.isFinite && !$1.isNaN ? $0 : .nan }
                if hours.count == speed.values.count {
                    grids.append((prefix + "arrival", ESRIASCIIGrid.bytes(of: Raster(like: speed, values: hours))))
                }
                grids.append((prefix + "speed", ESRIASCIIGrid.bytes(of: speed)))
            }
            guard field.median.keys.contains(where: { $0 != .floodDepth }) else { continue }
            let rasters = try study.hazards[number].rasters(around: study.model, cells: cells)
            for (measure, _, name, _) in Self.measures where measure != .floodDepth {
                guard let raster = rasters[measure] else { continue }
                grids.append((prefix + name, ESRIASCIIGrid.bytes(of: raster, decimals: measure == .pgv ? 3 : 5)))
            }
        }
        return grids
    }
}
