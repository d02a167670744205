import CascadeModel
import Diagnostics
import Glibc

/// Numbers, times and shares in words, rounded to what a reader can use. Locale-free: the language says how.
struct Wording: Sendable {
    let language: any Language
    let clock: ClockTime?
    let horizonHours: Double

    // MARK: numbers

    func count(_ n: Int) -> String { fixed(Double(n), decimals: 0) }

    /// To so many significant digits; whole numbers below 10 to the digits stay as they are. Never a row of zeros.
    func significant(_ value: Double, _ digits: Int = 2) -> String {
        guard value.isFinite else { return language.unlimited }
        let size = abs(value)
        if size == 0 { return "0" }
        if size < 0.001 { return language.lessThan(fixed(0.001, decimals: 3)) }
        if size == size.rounded() && size < 100 { return fixed(value, decimals: 0) }
        let step = pow(10, log10(size).rounded(.down) - Double(digits - 1))
        return rounded(value, toMultipleOf: size == size.rounded() ? max(1, step) : step)
    }

    /// With as many decimals as the value itself has: for class bounds and the like.
    func exact(_ value: Double) -> String {
        fixed(value, decimals: (0..<6).first { (value * pow(10, Double($0))).rounded() == value * pow(10, Double($0)) } ?? 6)
    }

    /// Residents or resident-hours for a summary: two significant digits.
    func rough(_ value: Double) -> String { significant(value > 100 ? value : value.rounded(), 2) }

    /// The same for a mean and its bounds, with as few digits as tell the bounds apart, at most four.
    func rough(_ e: Estimate) -> (mean: String, lower: String, upper: String) {
        let digits = (2...4).first { significant(e.lower.rounded(), $0) != significant(e.upper.rounded(), $0) } ?? 2
        func print(_ value: Double) -> String { significant(abs(value) > 100 ? value : value.rounded(), digits) }
        return (print(e.mean), print(e.lower), print(e.upper))
    }

    /// Mean and bounds with as many digits as half the interval's width supports: one significant digit of it, two
    /// where it starts with 1 or 2.
    func estimate(_ e: Estimate) -> (mean: String, lower: String, upper: String) {
        let half = (e.upper - e.lower) / 2
        guard half > 0, half.isFinite else { return (significant(e.mean, 3), significant(e.lower, 3), significant(e.upper, 3)) }
        let size = pow(10, log10(half).rounded(.down))
        let step = half / size < 3 ? size / 10 : size
        return (rounded(e.mean, toMultipleOf: step), rounded(e.lower, toMultipleOf: step), rounded(e.upper, toMultipleOf: step))
    }

    /// The share in whole per cent; never 0 or 100 when it is not exactly that.
    func percent(_ share: Double) -> String {
        let value = share * 100
        if value > 0 && value < 1 { return language.lessThan(language.percent("1")) }
        if value > 99 && value < 100 { return language.moreThan(language.percent("99")) }
        return language.percent(fixed(value, decimals: 0))
    }

    /// "+12%", "−less than 1%" as "less than −1%".
    func signedPercent(_ share: Double) -> String {
        if share == 0 { return language.percent("0") }
        let value = abs(share) * 100, sign = share < 0 ? "−" : "+"
        return value < 1 ? language.lessThan(sign + language.percent("1")) : sign + language.percent(fixed(value, decimals: 0))
    }

    func rounded(_ value: Double, toMultipleOf step: Double) -> String {
        let decimals = max(0, Int((-log10(step)).rounded(.up)))
        let units = (value / step).rounded(.toNearestOrEven)
        return fixed(units == 0 ? 0 : units * step, decimals: min(decimals, 6))
    }

    /// With so many decimals, in the language's separators.
    func fixed(_ value: Double, decimals: Int) -> String {
        guard value.isFinite else { return language.unlimited }
        return NumberText.fixed(value, decimals, language.groupSeparator, language.decimalSeparator)
    }

    /// For the marks of an axis: millions in words, at most three digits before that.
    func compact(_ value: Double) -> String {
        if abs(value) >= 1e6 { return language.million(exact((value / 1e6 * 1000).rounded() / 1000)) }
        return exact((value * 1e6).rounded() / 1e6)
    }

    func euros(_ value: Double) -> String { language.euros(significant(value, 3)) }

    // MARK: time

    /// "3 h 10 min"; days from 72 hours on.
    func duration(_ hours: Double) -> String {
        guard hours.isFinite else { return language.unlimited }
        let minutes = Int((hours * 60).rounded())
        if minutes == 0 && hours > 0 { return language.lessThan(language.duration(days: 0, hours: 0, minutes: 1)) }
        guard minutes >= 72 * 60 else { return language.duration(days: 0, hours: minutes / 60, minutes: minutes % 60) }
        // Minutes mean nothing any more after some days.
        let whole = Int(hours.rounded())
        return language.duration(days: whole / 24, hours: whole % 24, minutes: 0)
    }

    /// "Thu 15 Jan 04:10" when the scenario has a start time, otherwise "3 h 10 min after onset".
    func moment(_ hours: Double) -> String {
        guard hours.isFinite else { return language.notWithinPeriod }
        guard let clock else { return hours == 0 ? language.atOnset : language.afterOnset(duration(hours)) }
        return language.clock(clock.moment(atHours: hours))
    }

    /// "on Thu 15 Jan 04:10", "at 04:10" where the day stands beside it already, or "3 h 10 min after onset".
    func when(_ hours: Double, besideHours other: Double? = nil) -> String {
        guard let clock, hours.isFinite else { return moment(hours) }
        let here = clock.moment(atHours: hours)
        if let other, other.isFinite {
            let there = clock.moment(atHours: other)
            if (here.year, here.month, here.day) == (there.year, there.month, there.day) { return language.atTime(here) }
        }
        return language.onClock(here)
    }
}
