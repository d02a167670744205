import Diagnostics
import Geometry
public import MarkupReading
public import NetworkModel
public import ScenarioModel

/// `<inundation>`: water that runs over a terrain in the course of hours.
///
/// Computed in two dimensions by the local inertial equations (`LocalInertialSolver`): water comes through breaches
/// that grow, from levels, discharges and rain, and reaches every asset at an hour, a greatest depth and a greatest
/// speed of its own.
public struct Inundation: GaugedHazard {
    public static let element = "inundation"
    public static let summary =
        "water running over a terrain grid hour by hour: terrain, units, hours, cell, manning or roughness, theta, edges, "
        + "seaLevelRise, windSetUp, dischargeFactor with ratingZero, recession, water, returnPeriod, gauge; <breach x= y= level=/>, <level x= y= level=/>, "
        + "<inflow x= y= discharge=/>, <rain mmPerHour=/>, each with <at hours= …/> when it changes over time"

    public let inputFiles: [String]
    private let terrain: NamedGrid
    let terrainUnit: (origin: Phrase, warning: Phrase?)
    let ground: CoarseGrid
    let hours: Double
    let roughness: Roughness
    let manningIsAssumed: Bool
    let theta: Double
    let isEdgeOpen: Bool
    private enum Edges: String, CaseIterable { case closed, open }
    let rating: RiverRating
    let conditions: FloodConditions
    /// Metres added to every level outside.
    let seaLevelRiseMetres, windSetUpMetres: Double
    /// Hours after onset at which all water is gone, when stated.
    let recessionHours: Double?
    public let gauge: String?
    private(set) var breaches: [BreachElement]
    private(set) var levels: [LevelElement]
    let inflows: [InflowElement]
    let rain: TimeSeries?
    let position: SourcePosition
    /// What a gauge has said of its levels.
    private(set) var readings: [Observations.GaugeReading] = []
    /// Measures ask for the same flood again, on a changed city.
    private(set) var runs = InundationRuns()

    /// Far more cells than a run can finish, and 1.2 GB of columns.
    private static let maximumCells = 25_000_000

    public init(_ element: MarkupElement, folder: InputFolder) throws {
        try element.refuseUnknown(
            attributes: [
                "terrain", "crs", "units", "hours", "cell", "manning", "roughness", "theta", "edges", "seaLevelRise", "windSetUp",
                "recession", "gauge",
            ] + RiverRating.attributes + FloodConditions.attributes, children: ["breach", "level", "inflow", "rain"])
        position = element.position
        gauge = element.attributes["gauge"]
        hours = try element.requiredNumber("hours", in: 0.01...2000, unit: "h")
        theta = try element.number("theta", in: 0.5...1) ?? 1
        seaLevelRiseMetres = try element.number("seaLevelRise", in: -10...100, unit: "m") ?? 0
        windSetUpMetres = try element.number("windSetUp", in: -10...20, unit: "m") ?? 0
        recessionHours = try element.number("recession", in: 0...87_600, unit: "h")
        isEdgeOpen = try element.word("edges", Edges.self) == .open
        let rating = try RiverRating(element), offset = seaLevelRiseMetres + windSetUpMetres
        let change: (Double) throws -> Double = { try rating.level($0) + offset }
        breaches = try element.children(named: "breach").map { try BreachElement($0, change: change) }
        levels = try element.children(named: "level").map { try LevelElement($0, change: change) }
        inflows = try element.children(named: "inflow").map { try InflowElement($0, factor: rating.factor) }
        self.rating = rating
        conditions = try FloodConditions(element)
        rain = try Self.rain(element.children(named: "rain"))
        guard !breaches.isEmpty || !levels.isEmpty || !inflows.isEmpty || rain != nil else {
            throw InputError(
                "flood-without-source", at: element.position, "<inundation> does not say where the water comes from",
                remedy: "add a <breach>, a <level>, an <inflow> or <rain>")
        }
        var named = try NamedGrid("terrain", of: element, folder: folder, called: "the terrain")
        terrainUnit = try named.convertToMetres(element)
        let terrain = named.raster
        guard terrain.cellWidth == terrain.cellHeight else {
            throw InputError(
                "grid-not-square", at: element.position,
                "the cells of \(named.fileName) are \(terrain.cellWidth) by \(terrain.cellHeight): water can only be computed on square cells",
                remedy: "resample the terrain to square cells in the town's own system, in metres")
        }
        self.terrain = named
        let cell = try element.number("cell", in: 0.01...100_000, unit: "m")
        ground = try CoarseGrid(terrain, cellMetres: cell, at: element.position)
        guard ground.raster.values.count <= Self.maximumCells else {
            throw InputError(
                "grid-too-large", at: element.position,
                "the flood would be computed on \(ground.raster.values.count) cells; at most \(Self.maximumCells) are possible",
                remedy: "join cells by cell=\"…\", a multiple of \(decimal(terrain.cellSizeMetres, 2)) m, or cut the terrain")
        }
        var files = [named.path]
        manningIsAssumed = element.attributes["manning"] == nil
        let manning = try element.number("manning", in: 0.005...1, unit: "s/m^(1/3)") ?? Self.assumedManning
        if element.attributes["roughness"] != nil {
            let grid = try NamedGrid("roughness", of: element, folder: folder, called: "the grid of roughness")
            roughness = try ground.roughness(
                from: grid.raster, terrain: terrain, elsewhere: Float(manning), at: element.position)
            files.append(grid.path)
        } else {
            roughness = .uniform(manning)
        }
        inputFiles = files
    }

    /// Manning's n of LISFLOOD-FP for floodplains where nothing else is stated.
    static let assumedManning = 0.06

    private static func rain(_ elements: [MarkupElement]) throws -> TimeSeries? {
        guard let first = elements.first else { return nil }
        guard elements.count == 1 else {
            throw InputError(
                "element-twice", at: elements[1].position, "<rain> is there twice",
                remedy: "join both in one, with <at hours=\"…\" mmPerHour=\"…\"/> for every change")
        }
        try first.refuseUnknown(attributes: ["mmPerHour", "from", "until"], children: ["at"])
        let from = try first.number("from", in: 0...2000, unit: "h") ?? 0
        let until = try first.number("until", in: 0...2000, unit: "h") ?? .infinity
        guard until > from else {
            throw InputError(
                "rain-hours", at: first.position, "the rain ends at \(until) h, before it begins at \(from) h",
                remedy: "give until a later hour than from")
        }
        let series = try first.series("mmPerHour", in: 0...1000, unit: "mm/h")
        return series.only(from: from, until: until)
    }

    public func following(_ readings: [Observations.GaugeReading]) -> any Hazard {
        var flood = self
        for i in breaches.indices { flood.breaches[i].outside = breaches[i].outside.following(readings) }
        for i in levels.indices { flood.levels[i].level = levels[i].level.following(readings) }
        flood.readings += readings
        flood.runs = InundationRuns()
        return flood
    }

    public func field(on model: CityModel, progress: (String) -> Void) throws -> HazardField {
        guard try terrain.placed(on: model).isOnPlane else {
            throw InputError(
                "grid-crs-contradicts", at: position, "\(terrain.fileName) is not in the town's own system EPSG:\(model.epsg)",
                remedy: "bring it there before water is computed on it, for instance with gdalwarp -t_srs EPSG:\(model.epsg) in.tif out.tif")
        }
        let run = try runs.run(of: self, epsg: model.epsg, progress: progress)
        let sampling = DepthSampling(
            depths: PlacedGrid(run.deepest), arrival: { Double(run.arrivalHours[$0]) },
            recession: { min(Double(run.recessionHours[$0]), recessionHours ?? .infinity) },
            speed: { run.fastest[$0] }, isUnknownDry: false, keepsCells: true)
        let hours = FloodHours(arrival: 0, rise: 0, recession: .infinity, isRecessionAssumed: recessionHours == nil)
        let result = sampling.sample(model, hours: hours)
        var field = HazardField(title: title, method: method(run), median: [:])
        result.fill(&field)
        field.depthHistory = result.history(fromHours: run.snapshots.hours, depth: run.snapshots.depth)
        conditions.fill(&field)
        field.footprint = run.deepest
        field.footprintHours = FootprintHours(
            arrival: run.arrivalHours,
            recession: run.recessionHours.map { min($0, recessionHours.map { Float($0) } ?? .infinity) })
        field.speedMap = Raster(like: run.deepest, values: zip(run.fastest, run.deepest.values).map { $1.isNaN ? .nan : $0 })
        field.warnings = result.warnings(grid: Phrase("the terrain grid", nl: "het terreinraster")) + warnings(run, result)
            + [terrainUnit.warning].compactMap { $0 }
        field.citations = citations
        return field
    }
}
