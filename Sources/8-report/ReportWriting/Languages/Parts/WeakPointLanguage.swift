import CriticalityRanking

import Computation

/// What a part means in the event, pairs, and how far random variations lie apart.
protocol WeakPointLanguage {
    var headingInEvent: Prose { get }
    func inEventIntroduction(within: String, isRandom: Bool) -> Prose
    /// Rank, asset with its kind, criticality, how likely it is hit, what its being unharmed spares, how it is weak; over
    /// random variations also how often it is in the first ten.
    func columnsInEvent(isRandom: Bool) -> [Prose]
    func isHit(_ isHit: Bool) -> Prose
    func weakness(_ weakness: WeakNodes.Weakness) -> Prose
    /// `draws`: of the random variations, on which the exact figures were run; nil for a single course.
    func inEventCertainty(exact: String, of total: String, draws: String?, moments: String) -> Prose
    func unseenByStructure(_ assets: [Prose]) -> Prose
    func disagreeing(_ assets: [Prose]) -> Prose
    var headingPairs: Prose { get }
    var pairsIntroduction: Prose { get }
    /// First, second, both together, more than one by one.
    var columnsOfPairs: [Prose] { get }
    func pairsAlike(_ count: String) -> Prose

    func lossesOfSingleVariations(_ low: String, _ high: String) -> Prose
    /// `stoppedAt`: the precision at which drawing was to stop, when one was asked for.
    func howDrawn(_ draws: DrawScheme, stoppedAt: String?, reached: String) -> Prose
    var bandPlotTitle: Prose { get }
    var bandPlotCaption: Prose { get }
    var bandPlotDescription: String { get }
}
