import Diagnostics
import Geometry
import MarkupReading
import NetworkModel

/// `<depthGrid>`: depths that another program has computed, on one grid or on one for each of several hours.
public struct DepthGrid: Hazard {
    public static let element = "depthGrid"
    public static let summary =
        "water depths on a grid (ESRI ASCII, GeoTIFF) from another program: file, units, crs, arrival, recession "
        + "(hours after onset), water, returnPeriod; or one <at hour= file=/> for each hour"

    /// Deeper water than this is doubted: the grid may be in feet, centimetres or heights of the surface.
    static let doubtfulDepthMetres: Float = 20

    public let inputFiles: [String]
    let steps: [Step]
    let hours: FloodHours
    let conditions: FloodConditions
    private let isSeries: Bool
    private let negativeCount: Int
    private let units: [(origin: Phrase, warning: Phrase?)]

    /// The depths at an hour after onset.
    struct Step: Sendable {
        var hour: Double
        var grid: NamedGrid
    }

    public init(_ element: MarkupElement, folder: InputFolder) throws {
        let children = element.children(named: "at")
        isSeries = !children.isEmpty
        try element.refuseUnknown(
            attributes: ["crs", "units", "recession"] + FloodConditions.attributes + (isSeries ? [] : ["file", "arrival"]),
            children: ["at"])
        conditions = try FloodConditions(element)
        var steps: [Step] = [], units: [(origin: Phrase, warning: Phrase?)] = []
        for child in isSeries ? children : [element] {
            // What the series states holds for each of its grids, unless one states its own.
            var child = child
            for name in ["crs", "units"] { child.attributes[name] = child.attributes[name] ?? element.attributes[name] }
            if isSeries { try child.refuseUnknown(attributes: ["hour", "file", "crs", "units"]) }
            let hour = isSeries ? try child.requiredNumber("hour", in: 0...8760, unit: "h") : 0
            if let last = steps.last, last.hour >= hour {
                throw InputError(
                    "flood-hours", at: child.position,
                    "hour \(decimal(hour, 2)) does not come after hour \(decimal(last.hour, 2))",
                    remedy: "list the grids in the order of their hours")
            }
            var grid = try NamedGrid("file", of: child, folder: folder, called: "the depth grid")
            units.append(try grid.convertToMetres(child, doubtfulAbove: Self.doubtfulDepthMetres))
            steps.append(Step(hour: hour, grid: grid))
        }
        negativeCount = steps.reduce(0) { $0 + $1.grid.raster.values.count { $0 < 0 } }
        for i in steps.indices where negativeCount > 0 { steps[i].grid.map { $0 < 0 ? 0 : $0 } }
        hours = try isSeries ? element.floodHours(arrival: steps[0].hour, last: steps[steps.count - 1].hour) : element.floodHours()
        inputFiles = steps.map(\.grid.path)
        self.steps = steps
        self.units = units
    }

    public func field(on model: CityModel, progress: (String) -> Void) throws -> HazardField {
        let grids = try steps.map { try $0.grid.placed(on: model) }
        let name = isSeries ? Phrase("\(steps.count) grids", nl: "\(steps.count) rasters") : Phrase(data: steps[0].grid.fileName)
        var field = HazardField(
            title: Phrase("Flood: depths from \(name)", nl: "Overstroming: waterdieptes uit \(name)"), method: [], median: [:])
        let results = grids.map {
            DepthSampling(depths: $0, arrival: nil, isUnknownDry: true).sample(model, hours: hours)
        }
        if isSeries { fill(&field, results) } else { results[0].fill(&field) }
        let footprint = Self.deepest(grids, covering: model.bounds)
        field.footprint = footprint
        field.footprintHours = isSeries ? wetHours(grids, footprint) : FootprintHours(hours, cells: footprint.values.count)
        let deepest = grids.map { $0.raster.range?.upperBound ?? 0 }.max() ?? 0
        let wettest = grids.map(\.wetHectares).max() ?? 0
        field.method = [
            Phrase(
                "Depths were read from \(name) in \(units[0].origin) on cells of \(grids[0].cellSizeMetres, 1) m; cells without data count as dry.",
                nl: "De waterdieptes komen uit \(name), in \(units[0].origin), op cellen van \(grids[0].cellSizeMetres, 1) m; cellen zonder waarde gelden als droog."),
            isSeries
                ? Phrase(
                    "At most \(wettest, 1) ha are under water, \(Double(deepest), 2) m at the deepest.",
                    nl: "Er staat hoogstens \(wettest, 1) ha onder water, op het diepste punt \(Double(deepest), 2) m.")
                : .underWater(hectares: wettest, deepestMetres: Double(deepest)),
            isSeries ? seriesSentence : hours.sentence,
            .bridgesStayDry,
        ]
        conditions.fill(&field)
        field.warnings = results[0].warnings(grid: Phrase("the depth grid", nl: "het raster met waterdieptes")) + units.compactMap(\.warning)
        if deepest > Self.doubtfulDepthMetres {
            field.warnings.append(
                Phrase(
                    "The deepest water in \(name) is \(Double(deepest), 1) m: check that the grid holds depths, not heights of the water surface, and that its unit is right.",
                    nl: "Het diepste water in \(name) is \(Double(deepest), 1) m: controleer of het raster dieptes bevat en geen waterstanden, en of de eenheid klopt."))
        }
        if deepest == 0 {
            field.warnings.append(
                Phrase("No cell of \(name) is under water.", nl: "Geen enkele cel van \(name) staat onder water."))
        }
        if negativeCount > 0 {
            field.warnings.append(
                Phrase(
                    "\(negativeCount) cells of \(name) have depths below 0 and are taken as dry.",
                    nl: "\(negativeCount) cellen van \(name) hebben een diepte onder 0 en gelden als droog."))
        }
        let files = steps.map(\.grid.fileName).joined(separator: ", ")
        field.citations = [Phrase("Water depths: \(files)", nl: "Waterdieptes: \(files)")]
        return field
    }

    /// The deepest water of all hours, for the map.
    private static func deepest(_ grids: [PlacedGrid], covering box: Box) -> Raster {
        var deepest = grids[0].onPlane(covering: box)
        for grid in grids.dropFirst() {
            for i in deepest.values.indices {
                guard let cell = grid.index(of: deepest.centre(of: i)) else { continue }
                let depth = grid.raster.values[cell]
                if !(deepest.values[i] >= depth) && !depth.isNaN { deepest.values[i] = depth }
            }
        }
        return deepest
    }

    /// From the hour of the first grid in which a cell is under water to that of the first after the last such one.
    private func wetHours(_ grids: [PlacedGrid], _ footprint: Raster) -> FootprintHours {
        var hours = FootprintHours(
            arrival: Array(repeating: .infinity, count: footprint.values.count),
            recession: Array(repeating: 0, count: footprint.values.count))
        for (i, grid) in grids.enumerated() {
            let next = i + 1 < steps.count ? steps[i + 1].hour : self.hours.recession
            for cell in footprint.values.indices where footprint.values[cell] > 0 {
                guard let own = grid.index(of: footprint.centre(of: cell)), grid.raster.values[own] > 0 else { continue }
                hours.arrival[cell] = min(hours.arrival[cell], Float(steps[i].hour))
                hours.recession[cell] = Float(next)
            }
        }
        return hours
    }

    /// Greatest depth, arrival and recession of each asset over the hours of a series.
    private func fill(_ field: inout HazardField, _ results: [DepthSampling.Result]) {
        let count = results[0].depthMetres.count
        var depth = [Double](repeating: 0, count: count), recession = depth
        var history = DepthHistory(fromHours: steps.map(\.hour), assetCount: count)
        var arrival = [Double](repeating: .infinity, count: count)
        for asset in 0..<count {
            for (i, result) in results.enumerated() where result.depthMetres[asset] > 0 {
                depth[asset] = max(depth[asset], result.depthMetres[asset])
                arrival[asset] = min(arrival[asset], steps[i].hour)
                recession[asset] = i + 1 < steps.count ? steps[i + 1].hour : hours.recession
            }
            if depth[asset] > 0 { history.set(results.map { Float($0.depthMetres[asset]) }, of: asset) }
        }
        field.median[.floodDepth] = depth
        field.arrivalHours = arrival
        field.recessionHours = recession
        field.depthHistory = history
    }

    private var seriesSentence: Phrase {
        let list = steps.map { Phrase($0.hour, 1) }.joined("; ")
        let assumed = Phrase.assumed(hours.isRecessionAssumed)
        return Phrase(
            "Each asset is under water from the hour of the first grid that has it under water to that of the first grid after the last such one; the depths of a grid hold until the next (hours \(list)); what is under water in the last grid is dry at hour \(hours.recession, 1)\(assumed).",
            nl: "Elk object staat onder water vanaf het uur van het eerste raster waarin het onder water staat, tot het uur van het eerste raster daarna waarin het droog is; de diepten van een raster gelden tot het volgende (uren \(list)); wat in het laatste raster onder water staat, is droog op uur \(hours.recession, 1)\(assumed).")
    }
}
