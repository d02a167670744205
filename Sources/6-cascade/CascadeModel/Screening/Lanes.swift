/// 512 samples side by side, one bit each: sample 64 i + j is bit j of word i.
typealias Lanes = SIMD8<UInt64>

extension SIMD8<UInt64> {
    @inline(__always) static var all: Lanes { Lanes(repeating: ~0) }
    /// One sample only.
    @inline(__always) static func one(_ sample: Int) -> Lanes {
        var lanes = Lanes.zero
        lanes[sample / 64] = 1 << UInt64(sample % 64)
        return lanes
    }
    /// The first samples only.
    static func first(_ count: Int) -> Lanes {
        var lanes = Lanes.zero
        for i in 0..<8 {
            let bits = Swift.min(64, Swift.max(0, count - 64 * i))
            lanes[i] = bits == 0 ? 0 : ~0 >> UInt64(64 - bits)
        }
        return lanes
    }

    @inline(__always) var isEmpty: Bool {
        let half = lowHalf | highHalf
        let quarter = half.lowHalf | half.highHalf
        return quarter.x | quarter.y == 0
    }
    @inline(__always) func contains(_ sample: Int) -> Bool { self[sample / 64] >> UInt64(sample % 64) & 1 == 1 }
    @inline(__always) mutating func remove(_ sample: Int) { self &= ~.one(sample) }

    /// How many samples are in it: bits added in pairs, fours and bytes in all words at once.
    @inline(__always) var count: Int {
        var x = self &- (self &>> 1 & 0x5555_5555_5555_5555)
        x = (x & 0x3333_3333_3333_3333) &+ (x &>> 2 & 0x3333_3333_3333_3333)
        x = (x &+ x &>> 4) & 0x0f0f_0f0f_0f0f_0f0f
        let half = x.lowHalf &+ x.highHalf
        let quarter = half.lowHalf &+ half.highHalf
        let bytes = quarter.x &+ quarter.y
        let pairs = (bytes & 0x00ff_00ff_00ff_00ff) &+ (bytes &>> 8 & 0x00ff_00ff_00ff_00ff)
        return Int((pairs &* 0x0001_0001_0001_0001) &>> 48)
    }

    /// Adds a figure to the sum of each sample that is in it; the sums of sample 0 begin at `start`.
    @inline(__always) func add(_ figure: Double, to sums: inout MutableSpan<Double>, at start: Int) {
        for i in 0..<8 {
            var word = self[i]
            while word != 0 {
                sums[start + 64 * i + word.trailingZeroBitCount] += figure
                word &= word &- 1
            }
        }
    }
}
