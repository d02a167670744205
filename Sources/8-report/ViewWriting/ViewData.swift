import CascadeModel
import CriticalityRanking
import DamageModel
import Geometry
import HazardModel
import NetworkModel
import ReportWriting
import ScenarioModel

/// Everything the page shows: long columns packed, the rest as JSON (`ViewHead`).
///
/// Places are whole numbers of `quantum` metres east and north of the south-western corner, moments whole numbers of
/// ticks after onset.
struct ViewData {
    let input: ReportInput, options: ViewOptions
    private(set) var columns = PackedColumns()
    private(set) var rasters: [ViewHead.RasterPlace] = []
    let origin: Point
    let quantumMetres: Double
    let ticksPerHour: Double

    init(_ input: ReportInput, _ options: ViewOptions) {
        (self.input, self.options) = (input, options)
        let box = Self.extent(of: input.model)
        origin = Point(x: box.minX, y: box.minY)
        // A decimetre, and coarser only where 22 bits would not hold the area.
        quantumMetres = max(0.1, max(box.width, box.height) / 4_000_000)
        // A second, and coarser only for periods of decades.
        ticksPerHour = min(3600, 1_000_000_000 / max(1, input.outage.horizonHours))
        addAssets()
        addNeeds()
        addEvents()
        addRasters()
    }

    private static func extent(of model: CityModel) -> Box {
        var box = model.bounds
        for i in model.shapes.x.indices { box.include(Point(x: model.shapes.x[i], y: model.shapes.y[i])) }
        if !(box.width.isFinite && box.height.isFinite) || box.isEmpty {
            return Box(minX: 0, minY: 0, maxX: 1000, maxY: 1000)
        }
        return box
    }

    // MARK: units

    func east(_ x: Double) -> Int { whole((x - origin.x) / quantumMetres) }
    func north(_ y: Double) -> Int { whole((y - origin.y) / quantumMetres) }
    /// Moments at or beyond the horizon are the horizon.
    func ticks(_ hours: Double) -> Int { whole(min(max(0, hours), input.outage.horizonHours) * ticksPerHour) }
    func whole(_ value: Double) -> Int { value.isFinite ? Int(max(-2e9, min(2e9, value.rounded()))) : 0 }

    // MARK: columns

    mutating func add(_ name: String, _ values: some Collection<Int>) { columns.add(name, values) }

    private mutating func addAssets() {
        let model = input.model
        add("kind", model.kind.map { Int($0) })
        add("layer", (0..<model.facilities.lowerBound).map { Int(model.layer[$0]) })
        let points = Array(model.nodes) + Array(model.facilities)
        add("east", points.map { east(model.position[$0].x) })
        add("north", points.map { north(model.position[$0].y) })
        add("isSource", model.nodes.map { model.isSource[$0] ? 1 : 0 })
        add("from", model.from.map { Int($0) })
        add("to", model.to.map { Int($0) })
        add("rank", model.links.map { model.drawingRank(ofLink: $0) })
        addCourses()
        addNames()
        for (name, attribute) in [("residents", NumericAttribute.residents), ("beds", .beds)] {
            add(name, model.facilities.map { whole(model.value(attribute, of: $0) ?? 0) })
        }
    }

    /// Courses of links that are not straight; points nearer than a metre to the one before are left out.
    private mutating func addCourses() {
        let model = input.model
        var counts: [Int] = [], xs: [Int] = [], ys: [Int] = []
        for link in model.links {
            let points = model.shapes.points(of: link)
            var kept: [Point] = []
            for (i, p) in points.enumerated() {
                if let last = kept.last, last.distance(to: p) < 1, i + 1 < points.count { continue }
                kept.append(p)
            }
            if kept.count < 3 { kept = [] }
            counts.append(kept.count)
            xs += kept.map { east($0.x) }
            ys += kept.map { north($0.y) }
        }
        add("courseCount", counts)
        add("courseEast", xs)
        add("courseNorth", ys)
    }

    /// Identifiers in the order of the assets, which is theirs; names once each.
    private mutating func addNames() {
        let model = input.model
        columns.add("id", texts: model.identifier.map { Hygiene.oneLine(model.strings[$0], limit: 120) })
        var numberOf: [Int32: Int] = [:]
        let used = Set(model.displayName.filter { $0 >= 0 })
        let names = used.map { (Hygiene.oneLine(model.strings[$0], limit: 120), $0) }.sorted { $0 < $1 }
        for (i, name) in names.enumerated() { numberOf[name.1] = i + 1 }
        columns.add("names", texts: names.map(\.0))
        add("name", model.displayName.map { numberOf[$0] ?? 0 })
    }

    /// What each asset needs, one line for each of its services: the shortest reserve among its requirements.
    private mutating func addNeeds() {
        let needs = input.model.requirements
        var assets: [Int] = [], services: [Int] = [], reserves: [Int] = []
        for r in 0..<needs.count {
            let asset = Int(needs.asset[r]), service = Int(needs.service[r])
            let reserve = min(needs.bufferHours[r] * 60, 1e9)
            if assets.last == asset, services.last == service {
                reserves[reserves.count - 1] = min(reserves[reserves.count - 1], whole(reserve))
            } else {
                assets.append(asset)
                services.append(service)
                reserves.append(whole(reserve))
            }
        }
        add("needAsset", assets)
        add("needService", services)
        add("needReserveMinutes", reserves)
    }

    private mutating func addEvents() {
        let outages = input.outage.assets, services = input.outage.services
        add("outAsset", outages.map { Int($0.asset) })
        add("outFrom", outages.map { ticks($0.fromHours) })
        add("outUntil", outages.map { ticks($0.untilHours) })
        add("outReason", outages.map { Int($0.reason.rawValue) })
        add("outCause", outages.map { Int($0.causedBy) + 1 })
        add("lossFacility", services.map { Int($0.facility) })
        add("lossService", services.map { Int($0.service) })
        add("lossIsOut", services.map { $0.state == .out ? 1 : 0 })
        add("lossFrom", services.map { ticks($0.fromHours) })
        add("lossUntil", services.map { ticks($0.untilHours) })
        add("lossCause", services.map { Int($0.causedBy) + 1 })
        let hits = input.disturbances.filter { $0.fromHours < input.outage.horizonHours }
        add("hitAsset", hits.map { Int($0.asset) })
        add("hitFrom", hits.map { ticks($0.fromHours) })
        add("hitUntil", hits.map { ticks($0.untilHours) })
        add("hitCause", hits.map { Int($0.cause.rawValue) })
        add("hitIntensity", hits.map { whole($0.intensity * 1000) })
        let seen = input.scenario.observations.assets.compactMap { observation in
            input.model.asset(named: observation.asset).map { (asset: $0, observation: observation) }
        }.sorted { ($0.asset, $0.observation.hours) < ($1.asset, $1.observation.hours) }
        add("seenAsset", seen.map(\.asset))
        add("seenAt", seen.map { ticks($0.observation.hours) })
        add("seenState", seen.map { Observations.State.allCases.firstIndex(of: $0.observation.state) ?? 0 })
        add("seenReserveMinutes", seen.map { whole(($0.observation.reserveHours ?? -1) * 60) })
        for (i, service) in input.outcome.services.enumerated() {
            add("curveAt\(i)", service.resilienceCurve.map { ticks($0.hours) })
            add("curveShare\(i)", service.resilienceCurve.map { whole($0.shareServed * 1e6) })
        }
        add("moments", input.outage.eventHours.map { ticks($0) })
    }

    private mutating func addRasters() {
        for field in input.fields {
            guard let footprint = field.footprint else { continue }
            add(ViewRaster(footprint, hours: field.footprintHours, above: 0.05), isWater: true)
        }
        for raster in options.shaking { add(ViewRaster(raster, hours: nil, above: 0.01), isWater: false) }
    }

    private mutating func add(_ raster: ViewRaster, isWater: Bool) {
        let name = "raster\(rasters.count)"
        add("\(name)Start", raster.runStart)
        add("\(name)Length", raster.runLength)
        add("\(name)Value", raster.values)
        add("\(name)From", raster.fromMinutes)
        add("\(name)Until", raster.untilMinutes)
        let corner = raster.corner
        rasters.append(
            ViewHead.RasterPlace(
                isWater: isWater, columns: raster.columns, rows: raster.rows,
                west: (corner.x - origin.x) / quantumMetres, north: (corner.y - origin.y) / quantumMetres,
                cellWidth: raster.cellWidth / quantumMetres, cellHeight: raster.cellHeight / quantumMetres))
    }
}
