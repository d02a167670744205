/// The moment of onset on a calendar, without time zones: what a scenario's `start` says.
struct ClockTime: Sendable, Equatable {
    /// Minutes since 1970-01-01T00:00 of the same clock.
    let onsetMinutes: Int

    /// Reads `2026-01-15T03:00` (seconds and anything behind them are passed over), or nil when it is no date.
    init?(_ iso: String) {
        let halves = iso.split(separator: "T", maxSplits: 1)
        let date = (halves.first ?? "").split(separator: "-").map { Int($0) ?? -1 }
        guard date.count == 3, (1...9999).contains(date[0]), (1...12).contains(date[1]), (1...31).contains(date[2])
        else { return nil }
        var minutes = 0
        if halves.count == 2 {
            let time = halves[1].split(separator: ":").prefix(2).map { Int($0.prefix(2)) ?? -1 }
            guard time.count == 2, (0...24).contains(time[0]), (0...59).contains(time[1]) else { return nil }
            minutes = time[0] * 60 + time[1]
        }
        onsetMinutes = Self.days(date[0], date[1], date[2]) * 1440 + minutes
    }

    struct Moment: Sendable, Equatable {
        /// 0 for Sunday.
        var weekday: Int
        var year: Int, month: Int, day: Int
        var hour: Int, minute: Int

        /// "03:10".
        var timeOfDay: String { "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)" }
    }

    /// The clock at some hours after onset, to the nearest minute.
    func moment(atHours hours: Double) -> Moment {
        let total = onsetMinutes + Int((hours * 60).rounded())
        let day = Int((Double(total) / 1440).rounded(.down)), minute = total - day * 1440
        let (year, month, date) = Self.date(day)
        return Moment(
            weekday: ((day + 4) % 7 + 7) % 7, year: year, month: month, day: date, hour: minute / 60,
            minute: minute % 60)
    }

    // Days and dates of the Gregorian calendar: years counted from March, so that the leap day comes last; 146,097
    // days make 400 years.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = y / 400, yearOfEra = y - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
    private static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let z = days + 719_468
        let era = z / 146_097, dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let m = (5 * dayOfYear + 2) / 153
        let month = m < 10 ? m + 3 : m - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * m + 2) / 5 + 1)
    }
}
