import Glibc

/// A horizontal axis of numbers, with round marks.
struct ValueAxis {
    let left: Double, right: Double
    private let low: Double, high: Double
    let marks: [Double]

    /// Holds all values, and 0 when `fromZero` or when it is near.
    init(_ values: [Double], left: Double, right: Double, fromZero: Bool) {
        self.left = left
        self.right = right
        let finite = values.filter(\.isFinite)
        var low = finite.min() ?? 0, high = finite.max() ?? 1
        if fromZero || (low > 0 && low < 0.5 * high) { low = min(0, low) }
        if high <= low { high = low + max(1, abs(low)) }
        let step = Self.roundStep((high - low) / 5)
        self.low = (low / step).rounded(.down) * step
        self.high = (high / step).rounded(.up) * step
        let count = max(1, Int(((self.high - self.low) / step).rounded()))
        let first = self.low
        marks = (0...min(count, 12)).map { first + Double($0) * step }
    }

    /// 1, 2 or 5 times a power of ten, at least as large.
    static func roundStep(_ value: Double) -> Double {
        guard value > 0, value.isFinite else { return 1 }
        let power = pow(10, log10(value).rounded(.down))
        return [1.0, 2, 5].map { $0 * power }.first { $0 >= value * 0.999 } ?? 10 * power
    }

    func x(_ value: Double) -> Double { left + (right - left) * (min(max(value, low), high) - low) / (high - low) }

    func draw(top: Double, bottom: Double, title: String, _ print: (Double) -> String, _ svg: inout SVGWriter) {
        for mark in marks {
            svg.line(x(mark), top, x(mark), bottom, ["stroke": "#ddd", "stroke-width": "1"])
            svg.text(x(mark), bottom + 16, print(mark), ["text-anchor": "middle"])
        }
        svg.line(left, bottom, right, bottom, ["stroke": "#000"])
        svg.text((left + right) / 2, bottom + 34, title, ["text-anchor": "middle"])
    }
}
