import Diagnostics
import Geometry
import MarkupReading
import NetworkModel
public import ScenarioModel

/// `<flood>`: still water of one level that spreads from its sources over a terrain.
///
/// The hydraulically connected "bathtub": dikes and other high ground in the terrain hold the water back until it
/// stands above them or breaks through. Flow, friction and volume are left out, so that the result is what a flood
/// that lasts long enough reaches at most.
public struct Flood: GaugedHazard {
    public static let element = "flood"
    public static let summary =
        "water of one level, spreading from its sources over a terrain grid: terrain, level, sourceX, sourceY "
        + "(or <source x= y=/>), arrival, riseHours, recession, seaLevelRise, windSetUp, waveSetUp, dischargeFactor with ratingZero, "
        + "water, returnPeriod, gauge; <breach x= y= width= depth= or level=/>"

    /// A gap in a dike: a disc in which the ground is lowered before the water comes.
    struct Breach: Sendable {
        var place: Place
        var widthMetres: Double
        /// How the ground changes: to a level, or by a depth.
        var bottom: Bottom

        enum Bottom: Sendable {
            case level(Double)
            case depth(Double)
        }
    }

    public let inputFiles: [String]
    let terrain: NamedGrid
    /// With what the scenario adds to it.
    private(set) var levelMetres: Double
    /// What is added to the stated level, such as a rise of the sea.
    let rises: [(name: Phrase, metres: Double)]
    let rating: RiverRating
    let conditions: FloodConditions
    private let terrainUnit: (origin: Phrase, warning: Phrase?)
    let sources: [Place]
    let breaches: [Breach]
    let hours: FloodHours
    let position: SourcePosition
    public let gauge: String?
    /// What a gauge has said of the level.
    private(set) var readings: [Observations.GaugeReading] = []
    /// The level over time where a gauge is followed.
    private(set) var course: TimeSeries?

    public init(_ element: MarkupElement, folder: InputFolder) throws {
        try element.refuseUnknown(
            attributes: [
                "terrain", "crs", "units", "level", "sourceX", "sourceY", "lon", "lat", "arrival", "riseHours",
                "recession", "gauge",
            ] + Self.riseNames.map(\.attribute) + RiverRating.attributes + FloodConditions.attributes,
            children: ["source", "breach"])
        position = element.position
        gauge = element.attributes["gauge"]
        rises = try Self.riseNames.compactMap { rise in
            try element.number(rise.attribute, in: -20...20, unit: "m").map { (rise.name, $0) }
        }
        rating = try RiverRating(element)
        levelMetres = try rating.level(element.requiredNumber("level", in: -500...9000, unit: "m"))
            + rises.reduce(0) { $0 + $1.metres }
        conditions = try FloodConditions(element)
        hours = try element.floodHours()
        var places: [Place] = []
        if let place = try element.place(x: "sourceX", y: "sourceY") { places.append(place) }
        for child in element.children(named: "source") {
            try child.refuseUnknown(attributes: ["x", "y", "lon", "lat"])
            guard let place = try child.place(x: "x", y: "y") else {
                throw InputError(
                    "attribute-missing", at: child.position, "<source> has no place", remedy: "add x=\"…\" y=\"…\"")
            }
            places.append(place)
        }
        guard !places.isEmpty else {
            throw InputError(
                "flood-without-source", at: element.position, "<flood> does not say where the water comes from",
                remedy: "add sourceX and sourceY, a place in the river or sea, or several <source x=\"…\" y=\"…\"/>")
        }
        sources = places
        breaches = try element.children(named: "breach").map(Self.breach)
        var grid = try NamedGrid("terrain", of: element, folder: folder, called: "the terrain")
        terrainUnit = try grid.convertToMetres(element)
        inputFiles = [grid.path]
        terrain = grid
    }

    /// What may be added to the level, so that a row of scenarios can vary one part of it.
    private static let riseNames: [(attribute: String, name: Phrase)] = [
        ("seaLevelRise", Phrase("sea-level rise", nl: "zeespiegelstijging")), ("windSetUp", Phrase("wind set-up", nl: "windopzet")),
        ("waveSetUp", Phrase("wave set-up", nl: "golfopzet")),
    ]

    private static func breach(_ element: MarkupElement) throws -> Breach {
        try element.refuseUnknown(attributes: ["x", "y", "lon", "lat", "width", "depth", "level"])
        guard let place = try element.place(x: "x", y: "y") else {
            throw InputError(
                "attribute-missing", at: element.position, "<breach> has no place", remedy: "add x=\"…\" y=\"…\"")
        }
        let width = try element.requiredNumber("width", in: 0.1...100_000, unit: "m")
        let level = try element.number("level", in: -500...9000, unit: "m")
        let depth = try element.number("depth", in: 0.01...1000, unit: "m")
        switch (level, depth) {
        case (let level?, nil): return Breach(place: place, widthMetres: width, bottom: .level(level))
        case (nil, let depth?): return Breach(place: place, widthMetres: width, bottom: .depth(depth))
        default:
            throw InputError(
                "breach-bottom", at: element.position, "<breach> must have either depth or level",
                remedy: "give level, the height of its bottom in metres, or depth, how far it is below the crest")
        }
    }

    public func following(_ readings: [Observations.GaugeReading]) -> any Hazard {
        var flood = self
        flood.readings += readings
        return flood
    }

    public func field(on model: CityModel, progress: (String) -> Void) throws -> HazardField {
        try (readings.isEmpty ? self : gauged(on: model)).computedField(on: model)
    }

    /// The same flood with the level's course through the readings, and its peak as the level.
    ///
    /// Before the first reading the level is the scenario's, between two it runs straight, and after the last it stays
    /// there. Only where the water is still to rise does it rise on to the scenario's level: that the rise, which begins
    /// at the bed, ran ahead or behind says nothing of the peak.
    private func gauged(on model: CityModel) throws -> Flood {
        let terrain = try self.terrain.placed(on: model)
        let grounds = try sources.map { try $0.inPlane(ofEPSG: model.epsg) }.compactMap { terrain.index(of: $0) }
            .map { Double(terrain.raster.values[$0]) }.filter(\.isFinite)
        let full = hours.arrival + hours.rise, first = readings[0], last = readings[readings.count - 1]
        let forecast = rise(from: grounds.min() ?? levelMetres)
        // A gauge's first reading takes hold within a second.
        let hold = first.hours - 1 / 3600
        var points = zip(forecast.hours, forecast.values).filter { $0.0 < hold }.map { (hours: $0.0, metres: $0.1) }
        points.append((hold, forecast.value(at: hold)))
        points += readings.map { ($0.hours, $0.levelMetres) }
        if last.hours < full { points.append((full, max(levelMetres, last.levelMetres))) }
        let course = TimeSeries(hours: points.map(\.hours), values: points.map(\.metres))
        var flood = self
        flood.course = course
        flood.levelMetres = course.highest(from: hours.arrival, to: hours.recession)
        return flood
    }

    /// The level as the scenario states it: at its full height from the beginning, or rising to it.
    private func rise(from lowest: Double) -> TimeSeries {
        guard hours.rise > 0 else { return TimeSeries(constant: levelMetres) }
        return TimeSeries(hours: [hours.arrival, hours.arrival + hours.rise], values: [lowest, levelMetres])
    }

    private func computedField(on model: CityModel) throws -> HazardField {
        let terrain = try self.terrain.placed(on: model)
        var ground = terrain
        for breach in breaches { try lower(&ground, breach, model.epsg) }
        let cells = try sources.map { try sourceCell($0, ground, model.epsg) }
        let depths = terrain.with(
            values: FloodFill.depths(over: ground.raster, levelMetres: levelMetres, from: cells))

        var field = HazardField(title: title, method: [], median: [:])
        let isTimed = hours.rise > 0 || course != nil
        let reaching = isTimed ? FloodFill.reachingLevels(over: ground.raster, from: cells, upTo: levelMetres) : []
        let lowest = cells.map { Double(ground.raster.values[$0]) }.min() ?? levelMetres
        let arrival = isTimed ? arrivalHours(reaching, lowest: lowest) : nil
        let recession = course.map { recessionHours(ground.raster, $0) }
        let result = DepthSampling(
            depths: depths, arrival: arrival, recession: recession, isUnknownDry: false, keepsCells: isTimed
        ).sample(model, hours: hours)
        result.fill(&field)
        if isTimed {
            let course = LevelCourse(course ?? rise(from: lowest), hours, reaching, over: ground.raster)
            field.depthHistory = result.history(fromHours: course.fromHours, depth: course.depth)
        }
        let footprint = depths.onPlane(covering: model.bounds)
        field.footprint = footprint
        field.footprintHours = FootprintHours(hours, cells: footprint.values.count)
        if let arrival {
            field.footprintHours?.arrival = footprint.values.indices.map { cell in
                depths.index(of: footprint.centre(of: cell)).map { Float(arrival($0)) } ?? .infinity
            }
        }
        if let recession {
            field.footprintHours?.recession = footprint.values.indices.map { cell in
                depths.index(of: footprint.centre(of: cell)).map { Float(recession($0)) } ?? 0
            }
        }
        field.method = method(depths)
        field.warnings = result.warnings(grid: Phrase("the terrain grid", nl: "het terreinraster")) + [terrainUnit.warning].compactMap { $0 }
        if !breaches.isEmpty { describeBreaches(depths.raster, terrain, model.epsg, &field) }
        conditions.fill(&field)
        field.citations = [
            Phrase(
                "Terrain: \(self.terrain.fileName), heights in \(terrainUnit.origin)",
                nl: "Terrein: \(self.terrain.fileName), hoogtes in \(terrainUnit.origin)")
        ]
        return field
    }

    private var title: Phrase {
        let gaps =
            breaches.isEmpty ? .nothing
            : breaches.count == 1 ? Phrase(", one breach", nl: ", één bres")
            : Phrase(", \(breaches.count) breaches", nl: ", \(breaches.count) bressen")
        return Phrase("Flood: water at \(levelMetres, 2) m\(gaps)", nl: "Overstroming: water op \(levelMetres, 2) m\(gaps)")
    }
}
