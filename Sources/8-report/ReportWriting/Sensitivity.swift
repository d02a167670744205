public import CascadeModel
public import Diagnostics

/// How far the results move when one assumption at a time is changed over a plausible range, everything else staying as
/// it is, on the same draws.
public struct Sensitivity: Sendable {
    /// What comes out under one set of assumptions.
    public struct Results: Sendable, Equatable {
        /// C: the mean over `draws`, or that of the single course without draws.
        public var consequence: Double
        /// Most residents out at one time, in the order of `ServiceOutcome.services`; as for `consequence`.
        public var residentsOutPeak: [Double]
        /// Longest stretch for which a hospital is without one service, in the single course.
        public var longestHospitalHours: Double
        /// What each measure of the scenario avoids of C in the single course, in their order.
        public var avoided: [Double]
        /// The loss that the failure of each of the weakest points would cost, in the order of `weakestPoints`.
        public var impacts: [Double]

        public init(
            consequence: Double, residentsOutPeak: [Double], longestHospitalHours: Double, avoided: [Double], impacts: [Double]
        ) {
            self.consequence = consequence
            self.residentsOutPeak = residentsOutPeak
            self.longestHospitalHours = longestHospitalHours
            self.avoided = avoided
            self.impacts = impacts
        }
    }

    /// One changed value of an assumption.
    public struct Change: Sendable {
        /// Such as "0.25 m higher" or "half".
        public var what: Phrase
        public var results: Results
        /// Mean of C with the change less C without it, on the same draws; nil without draws.
        public var difference: Estimate?
        public init(what: Phrase, results: Results, difference: Estimate?) {
            self.what = what
            self.results = results
            self.difference = difference
        }
    }

    /// One assumption and what was tried.
    public struct Variation: Sendable {
        /// As in the middle of a sentence, such as "the water level".
        public var assumption: Phrase
        /// Why this range, and how many values it concerns.
        public var range: Phrase
        public var changes: [Change]
        public init(assumption: Phrase, range: Phrase, changes: [Change]) {
            self.assumption = assumption
            self.range = range
            self.changes = changes
        }
    }

    /// Draws behind every mean; 0 when the scenario asks for none.
    public var draws: Int
    public var base: Results
    /// Asset numbers of the weakest points, the weakest first.
    public var weakestPoints: [Int]
    public var variations: [Variation]
    public init(draws: Int, base: Results, weakestPoints: [Int], variations: [Variation]) {
        self.draws = draws
        self.base = base
        self.weakestPoints = weakestPoints
        self.variations = variations
    }
}

extension Sensitivity.Results {
    /// The measure that avoids most, when it avoids anything; the first of equals.
    var bestMeasure: Int? { Self.greatest(avoided) }
    /// Position of the point whose failure costs most.
    var weakestPoint: Int? { Self.greatest(impacts) }

    private static func greatest(_ values: [Double]) -> Int? {
        values.indices.reduce(nil as Int?) { best, i in values[i] > max(0, best.map { values[$0] } ?? 0) ? i : best }
    }
}

extension Sensitivity {
    /// The variations that move C, the one that moves it most first.
    var sorted: [Variation] {
        variations.filter { swing($0) > 0 }.sorted { (swing($1), $0.assumption.english) < (swing($0), $1.assumption.english) }
    }
    /// From the least to the greatest C that a variation and the base have.
    func range(_ variation: Variation) -> ClosedRange<Double> {
        let all = variation.changes.map(\.results.consequence) + [base.consequence]
        return (all.min() ?? base.consequence)...(all.max() ?? base.consequence)
    }
    private func swing(_ variation: Variation) -> Double { range(variation).upperBound - range(variation).lowerBound }

    /// Least and greatest of a figure over everything tried.
    func range(_ figure: (Results) -> Double?) -> ClosedRange<Double>? {
        let values = ([base] + variations.flatMap { $0.changes.map(\.results) }).compactMap(figure)
        guard let low = values.min(), let high = values.max() else { return nil }
        return low...high
    }
}
