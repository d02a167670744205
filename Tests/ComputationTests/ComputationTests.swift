import Computation
import Testing

@Suite struct ComputationTests {
    /// NIST examples for FIPS 180-4.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            String(repeating: "a", count: 1_000_000),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        ),
    ])
    func `SHA-256 gives the published digests`(text: String, expected: String) {
        var digest = SHA256()
        digest.update(text.utf8)
        #expect(digest.hexadecimal() == expected)
    }

    @Test func `an exact sum does not depend on the order of its terms`() {
        let terms = (1...1000).map { 0.1 * Double($0) * ($0 % 3 == 0 ? 1e9 : 1e-3) }
        var forward = ExactSum(), backward = ExactSum()
        for term in terms { forward.add(term) }
        for term in terms.reversed() { backward.add(term) }
        #expect(forward == backward)
        let plain = terms.reduce(0, +)
        #expect(abs(forward.value - plain) <= 1e-12 * plain)
    }

    @Test func `an exact sum converts as the library does, however large it is`() {
        var state: UInt64 = 1
        func random() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 31)
        }
        for i in 0..<20_000 {
            // Of every magnitude, some of them where two doubles are equally near.
            let magnitude = Double(random() >> 11) * Double(sign: .plus, exponent: i % 100 - 83, significand: 1)
            let first = i % 2 == 0 ? magnitude : -magnitude, second = Double(Int64(bitPattern: random()) >> (i % 63)) * 0x1p-32
            var sum = ExactSum()
            var plain: Int128 = 0
            for term in [first, second] {
                sum.add(term)
                plain += Int128((term * 0x1p32).rounded())
            }
            #expect(sum.value == Double(plain) * 0x1p-32)
            sum.subtract(first)
            #expect(sum.value == Double(Int128((second * 0x1p32).rounded())) * 0x1p-32)
        }
        for n in [0x1p31, -0x1p31, 0x1p32, 0x1p70, -0x1p70, 0x1p31 - 0x1p-32, 0] {
            var sum = ExactSum()
            sum.add(n)
            #expect(sum.value == n)
            sum.add(0x1p-32)
            #expect(sum.value == Double(Int128(n * 0x1p32) + 1) * 0x1p-32)
        }
    }

    @Test(arguments: [1, 2, 3, 7]) func `a parallel map gives the serial result on any number of threads`(threads: Int) {
        let result = parallelMap(count: 1000, threads: threads, chunk: 3, scratch: { 0 }) { i, seen in
            seen += 1
            return i * i
        }
        #expect(result == (0..<1000).map { $0 * $0 })
    }

    @Test func `draws depend on their key alone and are uniform`() {
        let draws = (0..<20_000).map { CounterRandom.uniform(seed: 7, sample: UInt64($0), key: 11, purpose: 1) }
        #expect(draws[5] == CounterRandom.uniform(seed: 7, sample: 5, key: 11, purpose: 1))
        #expect(draws.allSatisfy { $0 > 0 && $0 < 1 })
        // Mean 1/2 with standard error 1/√(12 n) = 0.00204; five of them.
        #expect(abs(draws.reduce(0, +) / 20_000 - 0.5) < 0.0102)
        let tenths = Dictionary(grouping: draws) { Int($0 * 10) }.mapValues(\.count)
        // Chi-square with 9 degrees of freedom: 27.9 is passed once in a thousand.
        let chiSquare = (0..<10).reduce(0.0) { $0 + (Double(tenths[$1] ?? 0) - 2000) * (Double(tenths[$1] ?? 0) - 2000) / 2000 }
        #expect(chiSquare < 27.9)
    }
}

@Suite struct CompressedRowsTests {
    @Test func `numbers lie in their rows in the order given, and negative rows leave them out`() {
        let rows = CompressedRows(rowCount: 3, rowOf: [2, 0, -1, 2, 0])
        #expect((0..<rows.rowCount).map { Array(rows[$0]) } == [[1, 4], [], [0, 3]])
        #expect(CompressedRows(rowCount: 0, rowOf: []).rowCount == 0)
    }
}
