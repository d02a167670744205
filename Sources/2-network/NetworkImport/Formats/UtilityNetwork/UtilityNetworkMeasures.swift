import NetworkModel

/// What a component's numbers mean, and what was changed to read them so.
enum UtilityNetworkMeasures {
    struct Reading: Equatable {
        /// The value in the attribute's own unit; nil when it says nothing.
        var value: Double?
        var isAssumed = false
        /// What was assumed, mended or left out, for the repair log.
        var remark: (code: String, message: String)?

        static func == (a: Self, b: Self) -> Bool {
            a.value == b.value && a.isAssumed == b.isAssumed && a.remark?.code == b.remark?.code
        }
    }

    /// A diameter in millimetres. No pipe that a city lays is wider than 3 m in diameter by the hundred: a value above
    /// 300 cm is taken to be millimetres under a wrong label, a common slip of exports.
    static func diameter(_ value: Double, unit: String) -> Reading {
        if value == 0 {
            return Reading(remark: ("value-left-out", "the diameter 0 stands for an unknown one and was left out"))
        }
        guard value > 0, value.isFinite else {
            return Reading(remark: ("value-left-out", "the diameter \(value) is none and was left out"))
        }
        switch name(of: unit) {
        case "mm", "millimetre", "millimeter": return Reading(value: value)
        case "cm", "centimetre", "centimeter":
            if value <= 300 { return Reading(value: value * 10) }
            return Reading(
                value: value, isAssumed: true,
                remark: ("unit-corrected", "the diameter \(value) cm was taken to be \(value) mm: no pipe is that wide"))
        case "dm": return Reading(value: value * 100)
        case "m", "metre", "meter": return Reading(value: value * 1000)
        case "in", "inch", "[in_i]", "\"": return Reading(value: value * 25.4)
        case "":
            return Reading(
                value: value, isAssumed: true,
                remark: ("unit-assumed", "the diameter \(value) has no unit and was taken to be in millimetres"))
        default:
            return Reading(
                remark: ("value-left-out", "the diameter \(value) is in '\(unit)', which is no unit of length known here"))
        }
    }

    /// A voltage in kilovolts.
    static func voltage(_ value: Double, unit: String) -> Reading {
        guard value > 0, value.isFinite else {
            return Reading(remark: ("value-left-out", "the voltage \(value) says nothing and was left out"))
        }
        switch name(of: unit) {
        case "v": return Reading(value: value / 1000)
        case "kv": return Reading(value: value)
        case "mv" where unit.contains("MV"): return Reading(value: value * 1000)
        default:
            return Reading(
                remark: ("value-left-out", "the voltage \(value) has the unit '\(unit)' instead of V or kV and was left out"))
        }
    }

    /// A pressure in bar.
    static func pressure(_ value: Double, unit: String) -> Reading {
        guard value > 0, value.isFinite else {
            return Reading(remark: ("value-left-out", "the pressure \(value) says nothing and was left out"))
        }
        switch name(of: unit) {
        case "bar": return Reading(value: value)
        case "mbar": return Reading(value: value / 1000)
        case "kpa": return Reading(value: value / 100)
        case "pa": return Reading(value: value / 100_000)
        default:
            return Reading(
                remark: ("value-left-out", "the pressure \(value) is in '\(unit)', which is no unit of pressure known here"))
        }
    }

    /// The year of a date such as `1987-01-01`.
    static func year(_ date: String) -> Reading {
        let digits = date.prefix { $0.isASCII && $0.isNumber }
        guard let year = Int(digits), digits.count == 4, year >= 1000 else {
            return Reading(
                remark: ("value-left-out", "the year of construction '\(date)' stands for an unknown one and was left out"))
        }
        return Reading(value: Double(year))
    }

    /// `urn:ogc:def:uom:OGC::cm`, `#cm` and `CM` all mean cm.
    private static func name(of unit: String) -> String {
        (unit.split(whereSeparator: { $0 == ":" || $0 == "#" || $0 == "/" }).last.map(String.init) ?? "").lowercased()
    }
}
