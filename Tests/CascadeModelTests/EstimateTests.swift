import CascadeModel
import Computation
import Testing

@Suite struct EstimateTests {
    @Test func `groups of one sample give the interval of plain samples, with Student's t`() {
        let values = [3.0, 8, 1, 4, 9, 2]
        let groups = Estimate(sums: values + [0, 0], sizes: [1, 1, 1, 1, 1, 1, 0, 0]), plain = Estimate(values)
        #expect(groups.mean == plain.mean && groups.samples == 6)
        // 2.570581836 for 5 degrees of freedom beside 1.959963985.
        let ratio = (groups.upper - groups.mean) / (plain.upper - plain.mean)
        #expect(abs(ratio - 2.570581836 / 1.959963984540054) < 1e-9)
    }

    @Test func `by hand: two groups of unequal size`() {
        // Sums 6 of 2 and 3 of 2 … mean 9/4; deviations 6 − 4.5 and 3 − 4.5; √(4.5 · 2) / 4 = 0.75; t = 12.706.
        let e = Estimate(sums: [6, 3], sizes: [2, 2])
        #expect(e.mean == 2.25)
        #expect(abs((e.upper - e.mean) - 12.706204736 * 0.75) < 1e-9)
        #expect(Estimate(sums: [6], sizes: [2]).upper == .infinity)
        #expect(Estimate(sums: [1, 1, 1], sizes: [1, 1, 1]).relativeHalfWidth == 0)
        #expect(Estimate(sums: [0, 0], sizes: [1, 1]).relativeHalfWidth == .infinity)
    }

    @Test func `a ratio of means has the interval of its linear part`() {
        // 4/2 and 8/4: every group has the ratio 2, so nothing is uncertain.
        let same = Estimate(ratioOf: [4, 8, 6], to: [2, 4, 3], sizes: [1, 1, 1])
        #expect(same.mean == 2 && same.lower == 2 && same.upper == 2)
        let varied = Estimate(ratioOf: [3, 5], to: [2, 2], sizes: [1, 1])
        #expect(varied.mean == 2)
        // Residuals −1 and 1: √(2 · 2) / 4 = 0.5.
        #expect(abs(varied.upper - 2 - 0.5 * 12.706204736) < 1e-9)
    }

    @Test func `Student's t joins its table smoothly`() {
        #expect(abs(StudentT.twoSided95(degreesOfFreedom: 32) - 2.036933343) < 2e-6)
        #expect(abs(StudentT.twoSided95(degreesOfFreedom: 1000) - 1.962339081) < 1e-6)
        #expect(StudentT.twoSided95(degreesOfFreedom: 0) == .infinity)
    }
}
