import Diagnostics
import MarkupReading

/// `<breach>` in `<inundation>`: a gap in a dike through which water comes from outside.
struct BreachElement: Sendable {
    var place: Place
    var outside: TimeSeries
    var openingHours: Double
    var growth: BreachGrowth
    /// Nil: the ground at the place.
    var bottomMetres: Double?
    /// Nil: the level outside when the dike gives way.
    var crestMetres: Double?
    /// Which of the figures are not the scenario's but defaults.
    var assumed: [Phrase]

    /// - Parameter change: what the scenario does to every level of river and sea.
    init(_ element: MarkupElement, change: (Double) throws -> Double) throws {
        try element.refuseUnknown(
            attributes: ["x", "y", "lon", "lat", "at", "width", "maxWidth", "bottom", "crest", "criticalVelocity", "loweringMinutes"]
                + MarkupElement.levelAttributes, children: ["at"])
        place = try element.requiredPlace()
        outside = try element.levelSeries().mapValues(change)
        openingHours = try element.number("at", in: 0...2000, unit: "h") ?? 0
        bottomMetres = try element.number("bottom", in: -500...9000, unit: "m")
        crestMetres = try element.number("crest", in: -500...9000, unit: "m")
        growth = BreachGrowth(crestMetres: 0, bottomMetres: 0)
        var assumed: [Phrase] = []
        func given(_ name: String, _ range: ClosedRange<Double>, _ unit: String, _ fallback: Double, _ words: Phrase) throws -> Double {
            if let value = try element.number(name, in: range, unit: unit) { return value }
            assumed.append(Phrase("\(words) \(fallback, fallback < 1 ? 1 : 0) \(unit)", nl: "\(words) \(fallback, fallback < 1 ? 1 : 0) \(unit)"))
            return fallback
        }
        growth.firstWidthMetres = try given("width", 0.1...10_000, "m", growth.firstWidthMetres, Phrase("first width", nl: "beginbreedte"))
        growth.greatestWidthMetres = try given("maxWidth", 0.1...10_000, "m", growth.greatestWidthMetres, Phrase("greatest width", nl: "grootste breedte"))
        growth.criticalVelocity = try given("criticalVelocity", 0.01...10, "m/s", growth.criticalVelocity, Phrase("critical speed of the soil", nl: "kritieke stroomsnelheid van de grond"))
        growth.loweringHours = try given("loweringMinutes", 0...1440, "min", growth.loweringHours * 60, Phrase("lowering in", nl: "uitschuren in")) / 60
        self.assumed = assumed
        guard growth.greatestWidthMetres >= growth.firstWidthMetres else {
            throw InputError(
                "breach-width", at: element.position, "the breach begins wider than it can become",
                remedy: "give maxWidth at least the value of width")
        }
    }
}

/// `<level>` in `<inundation>`: cells whose water is held at a level, at a place or along a line.
struct LevelElement: Sendable {
    var from: Place
    var to: Place?
    var level: TimeSeries
    /// How far the level falls from the first place to the second.
    var dropMetres: Double

    /// - Parameter change: what the scenario does to every level of river and sea.
    init(_ element: MarkupElement, change: (Double) throws -> Double) throws {
        try element.refuseUnknown(
            attributes: ["x", "y", "lon", "lat", "toX", "toY", "toLevel"] + MarkupElement.levelAttributes, children: ["at"])
        from = try element.requiredPlace()
        to = try element.placeTo(isDegrees: from.isDegrees)
        let series = try element.levelSeries()
        let end = try element.number("toLevel", in: -500...9000, unit: "m")
        if end != nil, to == nil {
            throw InputError(
                "attribute-missing", at: element.position, "<level> has toLevel but no place toX, toY",
                remedy: "add toX=\"…\" toY=\"…\", or remove toLevel")
        }
        dropMetres = end.map { series.value(at: 0) - $0 } ?? 0
        level = try series.mapValues(change)
    }
}

/// `<inflow>` in `<inundation>`: a discharge that enters at a place or along a line.
struct InflowElement: Sendable {
    var from: Place
    var to: Place?
    var discharge: TimeSeries

    /// - Parameter factor: what every discharge into the area is multiplied by.
    init(_ element: MarkupElement, factor: Double) throws {
        try element.refuseUnknown(attributes: ["x", "y", "lon", "lat", "toX", "toY", "discharge"], children: ["at"])
        from = try element.requiredPlace()
        to = try element.placeTo(isDegrees: from.isDegrees)
        discharge = try element.series("discharge", in: -1e6...1e6, unit: "m³/s").mapValues { $0 > 0 ? $0 * factor : $0 }
    }
}

extension MarkupElement {
    static let levelAttributes = ["level", "tideAmplitude", "tidePeriod", "highWater"]

    func requiredPlace() throws -> Place {
        if let place = try place(x: "x", y: "y") { return place }
        throw InputError(
            "attribute-missing", at: position, "<\(name)> has no place", remedy: "add x=\"…\" y=\"…\"")
    }

    /// The end of a line, in `toX` and `toY`, in the unit of its beginning.
    fileprivate func placeTo(isDegrees: Bool) throws -> Place? {
        guard attributes["toX"] != nil || attributes["toY"] != nil else { return nil }
        guard var end = try place(x: "toX", y: "toY") else { return nil }
        end.isDegrees = isDegrees
        return end
    }

    /// A level over time, with a tide when it has one.
    fileprivate func levelSeries() throws -> TimeSeries {
        var series = try series("level", in: -500...9000, unit: "m")
        series.tideAmplitude = try number("tideAmplitude", in: 0...20, unit: "m") ?? 0
        series.tidePeriodHours = try number("tidePeriod", in: 0.1...1000, unit: "h") ?? TimeSeries.lunarHours
        series.highWaterHours = try number("highWater", in: -1000...1000, unit: "h") ?? 0
        return series
    }

    /// A quantity that is constant (an attribute) or changes over time (`<at hours= …/>`).
    func series(_ name: String, in range: ClosedRange<Double>, unit: String) throws -> TimeSeries {
        let points = children(named: "at")
        let constant = try number(name, in: range, unit: unit)
        guard (constant != nil) != !points.isEmpty else {
            throw InputError(
                "series", at: position,
                "<\(self.name)> must have either \(name) or several <at hours=\"…\" \(name)=\"…\"/>",
                remedy: constant == nil ? "add \(name)=\"…\" (\(unit))" : "keep one of them")
        }
        if let constant { return TimeSeries(constant: constant) }
        var hours: [Double] = [], values: [Double] = []
        for point in points {
            try point.refuseUnknown(attributes: ["hours", name])
            let hour = try point.requiredNumber("hours", in: -10_000...10_000, unit: "h")
            if let last = hours.last, hour <= last {
                throw InputError(
                    "series-order", at: point.position, "hour \(hour) does not come after hour \(last)",
                    remedy: "list every hour once, in rising order")
            }
            hours.append(hour)
            values.append(try point.requiredNumber(name, in: range, unit: unit))
        }
        return TimeSeries(hours: hours, values: values)
    }
}
