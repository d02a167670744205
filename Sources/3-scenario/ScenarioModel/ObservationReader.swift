import Diagnostics
import FileReading

/// Reads observations from a table (CSV) or a list (JSON).
///
/// One line for each observation: of an asset with `asset`, `state` and `time` (on reserve also `hours left` and `service`), or of a gauge with `gauge`, `level`
/// (metres, or as `unit` says) and `time`. Times are hours after onset, or a date and a time where the scenario has a
/// start. Dutch column names and states are understood.
public enum ObservationReader {
    /// Adds the observations of a file to those of a scenario.
    /// - Throws: `InputError` with file and line for what cannot be used.
    public static func read(_ path: String, into scenario: inout Scenario) throws(InputError) {
        let table = try DelimitedTable(csvOrJSON: path, list: "observations")
        let columns = try Columns(table)
        var assets: [Observations.AssetObservation] = [], gauges: [Observations.GaugeReading] = []
        var last: [String: Double] = [:]
        for row in table.rows {
            let position = table.position(row)
            let asset = row[columns.asset], gauge = row[columns.gauge]
            let hours = try hours(row[columns.time], scenario, position)
            switch (asset.isEmpty, gauge.isEmpty) {
            case (false, true):
                let state = try state(row[columns.state], position)
                let left = try reserve(row[columns.reserve], of: state, position)
                assets.append(
                    .init(
                        asset: asset, state: state, hours: hours, reserveHours: left,
                        service: row[columns.service].isEmpty ? nil : row[columns.service], position: position))
            case (true, false):
                let level = try level(row[columns.level], unit: row[columns.unit], columns.unitsPerMetre, position)
                gauges.append(.init(gauge: gauge, levelMetres: level, hours: hours, position: position))
            default:
                throw InputError(
                    "observation-of-what", at: position,
                    asset.isEmpty ? "the line names neither an asset nor a gauge" : "the line names both an asset and a gauge",
                    remedy: "write one observation on each line: an asset with its state, or a gauge with its level")
            }
            let name = asset.isEmpty ? "gauge " + gauge : asset
            if let before = last[name], before > hours {
                throw InputError(
                    "observations-order", at: position,
                    "the observation of '\(asset.isEmpty ? gauge : asset)' at \(plain(hours)) h stands below one at \(plain(before)) h",
                    remedy: "list what was seen of one asset or gauge in the order of time, or correct the time")
            }
            last[name] = hours
        }
        try scenario.observations.add(assets: assets, gauges: gauges)
        scenario.observationFiles.append(path)
    }

    private struct Columns {
        let asset, state, time, reserve, service, gauge, level, unit: Int?
        /// How many of the level's units make a metre, as the name of its column says.
        let unitsPerMetre: Double

        init(_ table: DelimitedTable) throws(InputError) {
            asset = table.column("asset", "id", "identifier", "onderdeel", "object", "kenmerk")
            state = table.column("state", "status", "toestand", "staat")
            time = table.column("time", "at", "hours", "hour", "tijd", "tijdstip", "uur")
            reserve = table.column("hours left", "reserve", "reserve hours", "uren over", "reserve uren")
            service = table.column("service", "voorziening")
            gauge = table.column("gauge", "gauge id", "peilmeter", "meetpunt")
            unit = table.column("unit", "eenheid")
            let inCentimetres = table.column("level cm", "waterstand cm", "peil cm")
            level = table.column("level", "level m", "waterstand", "waterstand m", "peil", "peil m") ?? inCentimetres
            unitsPerMetre = level != nil && level == inCentimetres ? 100 : 1
            guard time != nil, (asset != nil && state != nil) || (gauge != nil && level != nil) else {
                throw InputError(
                    "observation-columns", at: SourcePosition(file: table.path, line: 1),
                    "the columns are \(table.header.map { "'\($0)'" }.joined(separator: ", "))",
                    remedy: "observations need asset, state and time; gauges need gauge, level and time")
            }
        }
    }

    private static let words: [String: Observations.State] = [
        "out": .out, "failed": .out, "down": .out, "off": .out, "broken": .out, "uit": .out, "uitgevallen": .out, "defect": .out,
        "storing": .out, "kapot": .out,
        "working": .working, "works": .working, "on": .working, "ok": .working, "aan": .working, "werkt": .working,
        "safe": .safe, "veilig": .safe,
        "on reserve": .onReserve, "onreserve": .onReserve, "reserve": .onReserve, "generator": .onReserve, "op reserve": .onReserve,
        "noodstroom": .onReserve,
    ]

    private static func state(_ text: String, _ position: SourcePosition) throws(InputError) -> Observations.State {
        if let state = words[text.lowercased()] { return state }
        throw InputError(
            "observation-state", at: position, text.isEmpty ? "the state is missing" : "the state '\(text)' is not known",
            remedy: suggestion(for: text, among: words.keys.sorted()) + "write out, working, safe (working, and out of danger) or on reserve")
    }

    /// Hours of reserve that are left; nil when nothing is said of them.
    private static func reserve(
        _ text: String, of state: Observations.State, _ position: SourcePosition
    ) throws(InputError) -> Double? {
        if text.isEmpty { return nil }
        guard let hours = number(text), (0...100_000).contains(hours), state == .onReserve else {
            throw InputError(
                "observation-reserve", at: position,
                state == .onReserve ? "'\(text)' is no number of hours" : "hours of reserve are left, but the state is not 'on reserve'",
                remedy: "write the state on reserve and the hours that its reserve will last, such as 6")
        }
        return hours
    }

    private static func level(
        _ text: String, unit: String, _ columnUnits: Double, _ position: SourcePosition
    ) throws(InputError) -> Double {
        let unitsPerMetre: Double
        switch unit.lowercased() {
        case "": unitsPerMetre = columnUnits
        case "m": unitsPerMetre = 1
        case "cm": unitsPerMetre = 100
        case "ft": unitsPerMetre = 1 / 0.3048
        default:
            throw InputError(
                "observation-unit", at: position, "the unit '\(unit)' of a level is not known", remedy: "write m, cm or ft")
        }
        guard let value = number(text).map({ $0 / unitsPerMetre }), (-500...9000).contains(value) else {
            throw InputError(
                "observation-level", at: position, "the level '\(text)' is no height between -500 and 9000 m",
                remedy: "write metres above the vertical datum of the terrain, such as 4.35, or another unit in the column 'unit'")
        }
        return value
    }

    // MARK: time

    private static func hours(
        _ text: String, _ scenario: Scenario, _ position: SourcePosition
    ) throws(InputError) -> Double {
        let hours: Double
        if let number = number(text) { hours = number } else { hours = try clockHours(text, scenario, position) }
        guard hours >= 0 else {
            throw InputError(
                "observation-before-onset", at: position, "'\(text)' lies before onset" + onset(scenario),
                remedy: "observations count from onset on: correct the time, or begin the scenario earlier")
        }
        guard hours <= scenario.horizonHours else {
            throw InputError(
                "observation-after-horizon", at: position,
                "'\(text)' lies beyond the computed period of \(plain(scenario.horizonHours)) h" + onset(scenario),
                remedy: "give the scenario a later horizon, or correct the time")
        }
        return hours
    }

    private static func onset(_ scenario: Scenario) -> String { scenario.start.map { " (\($0))" } ?? "" }

    private static func clockHours(
        _ text: String, _ scenario: Scenario, _ position: SourcePosition
    ) throws(InputError) -> Double {
        guard let minutes = ClockMinutes.read(text) else {
            throw InputError(
                "observation-time", at: position, text.isEmpty ? "the time is missing" : "'\(text)' is no time",
                remedy: "write hours after onset, such as 6.5, or a date and a time, such as "
                    + (scenario.start.map { String($0.prefix(16)) } ?? "2026-01-15T09:30"))
        }
        guard let start = scenario.start.flatMap({ ClockMinutes.read($0) }) else {
            throw InputError(
                "observation-clock", at: position, "'\(text)' is a clock time, but the scenario does not say when it begins",
                remedy: "add start=\"2026-01-15T03:00\" to the scenario, or write hours after onset")
        }
        return (minutes - start) / 60
    }

    /// With a decimal point or comma; nil when it is none, or not finite.
    private static func number(_ text: String) -> Double? {
        let value = Double(text) ?? Double(String(text.map { $0 == "," ? "." : $0 }))
        return value.flatMap { $0.isFinite ? $0 : nil }
    }
}

/// Minutes since the first day of year 0 of the Gregorian calendar on a clock without zone, as `2026-01-15T03:00`
/// (also with a blank, and with seconds) tells them.
enum ClockMinutes {
    static func read(_ text: String) -> Double? {
        let halves = text.split(whereSeparator: { $0 == "T" || $0 == " " })
        guard halves.count == 2 else { return nil }
        let date = halves[0].split(separator: "-", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
        let time = halves[1].split(separator: ":", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
        guard date.count == 3, (2...3).contains(time.count), (1...9999).contains(date[0]), (1...12).contains(date[1]),
            (1...daysInMonth(date[1], year: date[0])).contains(date[2]), (0...23).contains(time[0]),
            time[1...].allSatisfy({ (0...59).contains($0) })
        else { return nil }
        let y = date[0] - 1
        var days = y * 365 + y / 4 - y / 100 + y / 400 + date[2]
        for month in 1..<date[1] { days += daysInMonth(month, year: date[0]) }
        return Double(days * 1440 + time[0] * 60 + time[1]) + Double(time.count == 3 ? time[2] : 0) / 60
    }

    static func daysInMonth(_ month: Int, year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }
}
