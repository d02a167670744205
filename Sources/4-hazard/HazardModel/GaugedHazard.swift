import Diagnostics
public import ScenarioModel

/// A flood whose level can follow what gauges say.
public protocol GaugedHazard: Hazard {
    /// The gauge that its level is read at, when the scenario names one.
    var gauge: String? { get }
    /// The same flood with its levels through the readings, which are in rising hours and at least one.
    func following(_ readings: [Observations.GaugeReading]) -> any Hazard
}

extension GaugedHazard {
    /// What the report says about readings; nothing without any.
    /// - Parameter after: what holds between the readings and after them.
    static func sentences(onReadings readings: [Observations.GaugeReading], after: Phrase) -> [Phrase] {
        guard let last = readings.last else { return [] }
        let list = readings.suffix(6).map {
            Phrase("\($0.levelMetres, 2) m at hour \($0.hours, 1)", nl: "\($0.levelMetres, 2) m op uur \($0.hours, 1)")
        }.joined(", ")
        let lately = readings.count > 6 ? Phrase("lately ", nl: "laatst ") : .nothing
        return [
            Phrase(
                "The level follows gauge \(last.gauge): \(lately)\(list). Before the first reading the level is the scenario's; \(after)",
                nl: "De waterstand volgt peilmeter \(last.gauge): \(lately)\(list). Vóór de eerste aflezing geldt de stand van het scenario; \(after)")
        ]
    }
}

extension Hazards {
    /// Hazards with the readings of gauges put over their levels.
    ///
    /// A gauge belongs to the hazards that name it (`gauge="…"`); one that none names belongs to the only flood with a
    /// level, where there is only one.
    /// - Throws: `InputError` `gauge-unknown` for a gauge that belongs to nothing.
    public static func following(_ observations: Observations, _ hazards: [any Hazard]) throws(InputError) -> [any Hazard] {
        var result = hazards, isFree = true
        for (gauge, readings) in Dictionary(grouping: observations.gauges, by: \.gauge).sorted(by: { $0.key < $1.key }) {
            let able = hazards.indices.filter { hazards[$0] is any GaugedHazard }
            var wanted = able.filter { (hazards[$0] as? any GaugedHazard)?.gauge == gauge }
            if wanted.isEmpty, able.count == 1, isFree, (hazards[able[0]] as? any GaugedHazard)?.gauge == nil { wanted = able }
            guard !wanted.isEmpty else { throw unknown(gauge, readings[0], hazards) }
            isFree = false
            for i in wanted { result[i] = (result[i] as? any GaugedHazard)?.following(readings) ?? result[i] }
        }
        return result
    }

    private static func unknown(
        _ gauge: String, _ reading: Observations.GaugeReading, _ hazards: [any Hazard]
    ) -> InputError {
        let names = hazards.compactMap { ($0 as? any GaugedHazard)?.gauge }
        return InputError(
            "gauge-unknown", at: reading.position, "no flood of the scenario follows a gauge called '\(gauge)'",
            remedy: suggestion(for: gauge, among: names) + "write gauge=\"\(gauge)\" at the <flood> or <inundation> that it belongs to")
    }
}

extension TimeSeries {
    /// The series shifted so that it passes through readings: by nothing before the first, by what lies between two
    /// readings between them, and by the last one's difference ever after. The shape of the forecast, a tide or the
    /// fall of a flood wave, stays.
    func following(_ readings: [Observations.GaugeReading]) -> TimeSeries {
        guard let first = readings.first else { return self }
        // A gauge's first reading takes hold within a second.
        let shifts = readings.map { (hours: $0.hours, metres: $0.levelMetres - value(at: $0.hours)) }
        let shift = TimeSeries(hours: [first.hours - 1 / 3600] + shifts.map(\.hours), values: [0] + shifts.map(\.metres))
        let all = Set(hours + shift.hours).sorted()
        var result = TimeSeries(
            hours: all, values: all.map { value(at: $0) - tide(at: $0) + shift.value(at: $0) })
        (result.tideAmplitude, result.tidePeriodHours, result.highWaterHours) = (tideAmplitude, tidePeriodHours, highWaterHours)
        return result
    }

    /// The first hour from one on at which the series, without its tide, stands at a level or above; nil when never.
    func firstHour(atLeast level: Double, from start: Double, until end: Double) -> Double? {
        if value(at: start) >= level { return start }
        var at = start
        for next in hours.filter({ $0 > start && $0 < end }) + [end] {
            let (a, b) = (value(at: at), value(at: next))
            if b >= level { return at + (next - at) * (level - a) / (b - a) }
            at = next
        }
        return nil
    }

    /// The last hour up to one at which the series, without its tide, stands above a level; nil when never.
    func lastHour(above level: Double, from start: Double, until end: Double) -> Double? {
        if value(at: end) > level { return end }
        var at = end
        for before in hours.filter({ $0 > start && $0 < end }).reversed() + [start] {
            let (a, b) = (value(at: before), value(at: at))
            if a > level { return before + (at - before) * (a - level) / (a - b) }
            at = before
        }
        return nil
    }
}
