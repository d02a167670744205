/// Random numbers by key, not by order: the same (seed, sample, asset, purpose) gives the same number on any
/// thread, in any shard, in any order.
///
/// The key is mixed by SplitMix64's finaliser (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number
/// generators", OOPSLA, doi:10.1145/2660193.2660195), once per part.
public enum CounterRandom {
    @inlinable public static func bits(seed: UInt64, sample: UInt64, key: UInt64, purpose: UInt64) -> UInt64 {
        var z = mix(seed &+ 0x9e37_79b9_7f4a_7c15)
        z = mix(z ^ (sample &+ 0x9e37_79b9_7f4a_7c15))
        z = mix(z ^ (key &+ 0x3c6e_f372_fe94_f82a))
        return mix(z ^ (purpose &+ 0xdaa6_6d2c_7ddf_743f))
    }
    /// Uniform in the open interval (0, 1): 52 bits and a half step, never 0 and never 1.
    @inlinable public static func uniform(seed: UInt64, sample: UInt64, key: UInt64, purpose: UInt64) -> Double {
        (Double(bits(seed: seed, sample: sample, key: key, purpose: purpose) >> 12) + 0.5) * 0x1p-52
    }
    @inlinable static func mix(_ input: UInt64) -> UInt64 {
        var z = input
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
