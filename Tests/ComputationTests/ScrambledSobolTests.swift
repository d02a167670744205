import TestSupport
import Testing

@testable import Computation

@Suite struct ScrambledSobolTests {
    @Test(.enabled(if: sharedFolder != nil, "\(sharedFolderMissing)"))
    func `points are those of another program, which lists them in Gray's order`() throws {
        let rows = try referenceRows("domain/reference/sobol_unscrambled.csv")
        var compared = 0
        for row in rows {
            let dimensions = Int(row["dim"] ?? "") ?? 0, number = UInt64(row["index"] ?? "") ?? 0
            for d in 0..<dimensions {
                let expected = try #require(Double(row["x\(d + 1)"] ?? ""))
                let point = ScrambledSobol.point(index: number ^ (number >> 1), dimension: d)
                #expect(Double(point) * 0x1p-32 == expected, "dimension \(d), index \(number)")
                compared += 1
            }
        }
        #expect(compared > 100)
    }

    @Test(arguments: 0..<ScrambledSobol.dimensions)
    func `any 64 in a row from a multiple of 64 lie one in each 64th, and replicates differ`(dimension: Int) {
        func point(_ replicate: UInt64, _ index: UInt64) -> Double {
            ScrambledSobol.uniform(seed: 3, replicate: replicate, index: index, dimension: dimension, purpose: 9)
        }
        for replicate in 0..<4 as Range<UInt64> {
            for block in 0..<3 as Range<UInt64> {
                let cells = (0..<64 as Range<UInt64>).map { Int(point(replicate, block * 64 + $0) * 64) }
                #expect(Set(cells) == Set(0..<64))
            }
        }
        #expect((0..<64 as Range<UInt64>).allSatisfy { point(0, $0) != point(1, $0) })
    }

    /// The first point of a sequence is 0 for all; scrambled, it has to be anywhere with the same chance.
    @Test func `each point is uniform over replicates, in pairs of dimensions too`() {
        var cells = Array(repeating: 0, count: 16)
        let n = 4000
        for replicate in 0..<UInt64(n) {
            let u = (0..<2).map {
                ScrambledSobol.uniform(seed: 1, replicate: replicate, index: 5, dimension: $0, purpose: UInt64($0))
            }
            cells[Int(u[0] * 4) * 4 + Int(u[1] * 4)] += 1
        }
        let expected = Double(n) / 16
        // Chi-square with 15 degrees of freedom: 37.7 is passed once in a thousand.
        #expect(cells.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected } < 37.7)
    }

    @Test func `the sizes of replicates add up over ranges`() {
        #expect(Replicates.sizes(of: 0..<64) == Array(repeating: 2, count: 32))
        let parts = [0..<5, 5..<40, 40..<41, 41..<41, 41..<1000].map(Replicates.sizes(of:))
        let sums = (0..<32).map { i in parts.reduce(0) { $0 + $1[i] } }
        #expect(sums == Replicates.sizes(of: 0..<1000))
        #expect((0..<1000).reduce(into: Array(repeating: 0, count: 32)) { $0[Replicates.group(ofSample: $1)] += 1 } == sums)
    }

    @Test(arguments: [1, 2, 5]) func `a parallel sum is the serial one on any number of threads`(threads: Int) {
        let sum = parallelSum(over: 3..<1000, threads: threads, chunk: 7, scratch: { 0 }, from: ExactSum()) { i, _, total in
            total.add(0.1 * Double(i))
        } merging: { $0.add($1) }
        var expected = ExactSum()
        for i in 3..<1000 { expected.add(0.1 * Double(i)) }
        #expect(sum == expected)
        #expect(parallelSum(over: 5..<5, threads: threads, scratch: { 0 }, from: 7) { _, _, _ in } merging: { $0 += $1 - 7 } == 7)
    }
}
