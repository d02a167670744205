import Glibc

/// A quantity over time: straight between the stated hours, constant before the first and after the last, with a
/// tide upon it when it has one.
struct TimeSeries: Sendable {
    /// Rising hours after onset, at least one.
    private(set) var hours: [Double]
    private(set) var values: [Double]
    /// Half the tidal range, in the unit of the values.
    var tideAmplitude = 0.0
    var tidePeriodHours = Self.lunarHours
    /// An hour of high water.
    var highWaterHours = 0.0

    /// Period of the principal lunar tide M2 (28.984104° an hour).
    static let lunarHours = 360 / 28.984104

    init(constant value: Double) { (hours, values) = ([0], [value]) }
    /// - Parameter hours: rising strictly, as many as values, at least one.
    init(hours: [Double], values: [Double]) {
        precondition(!hours.isEmpty && hours.count == values.count, "a series has a value for every hour")
        (self.hours, self.values) = (hours, values)
    }

    func value(at hour: Double) -> Double {
        linear(at: hour) + tide(at: hour)
    }

    func tide(at hour: Double) -> Double {
        tideAmplitude == 0 ? 0 : tideAmplitude * cos(2 * .pi * (hour - highWaterHours) / tidePeriodHours)
    }

    private func linear(at hour: Double) -> Double {
        let next = firstIndex(after: hour)
        if next == 0 { return values[0] }
        if next == hours.count { return values[next - 1] }
        let share = (hour - hours[next - 1]) / (hours[next] - hours[next - 1])
        return values[next - 1] + share * (values[next] - values[next - 1])
    }

    /// The integral over time without the tide, in the unit of the values times hours; exact.
    func integral(from start: Double, to end: Double) -> Double {
        var sum = 0.0, at = start
        var next = firstIndex(after: start)
        while at < end {
            let stop = next < hours.count ? min(end, hours[next]) : end
            sum += (stop - at) * (linear(at: at) + linear(at: stop)) / 2
            at = stop
            next += 1
        }
        return sum
    }

    /// The largest value between two hours, tides at their highest.
    func highest(from start: Double, to end: Double) -> Double {
        let inside = zip(hours, values).filter { $0.0 > start && $0.0 < end }.map(\.1)
        return (inside + [linear(at: start), linear(at: end)]).reduce(-.infinity, max) + abs(tideAmplitude)
    }

    /// The same with every stated value changed; the tide stays.
    func mapValues<Failure: Error>(_ change: (Double) throws(Failure) -> Double) throws(Failure) -> TimeSeries {
        var series = self
        for i in values.indices { series.values[i] = try change(values[i]) }
        return series
    }

    /// The same within a span of hours and 0 outside it, with steps of a second at its ends.
    func only(from start: Double, until end: Double) -> TimeSeries {
        guard start > 0 || end < .infinity else { return self }
        let second = 1.0 / 3600
        var points = [(start - second, 0.0), (start, linear(at: start))]
        points += zip(hours, values).filter { $0.0 > start && $0.0 < end }
        if end < .infinity { points += [(end, linear(at: end)), (end + second, 0)] }
        return TimeSeries(hours: points.map(\.0), values: points.map(\.1))
    }

    private func firstIndex(after hour: Double) -> Int {
        var low = 0, high = hours.count
        while low < high {
            let middle = (low + high) / 2
            if hours[middle] <= hour { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
