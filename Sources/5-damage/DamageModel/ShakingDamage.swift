import Computation
import Glibc
import HazardModel
import NetworkModel

/// What one field of shaking can do to each asset, ready to be sampled: one flat entry per asset that it can damage.
struct ShakingDamage: Sendable {
    /// Position among the fields of shaking: later shocks draw their own numbers.
    let number: Int
    var entries: [Entry] = []
    var behaviours: [Behaviour] = []
    var residuals = ShakingResiduals()

    struct Entry: Sendable, BitwiseCopyable {
        var asset: Int32
        /// Position in `behaviours`.
        var behaviour: Int32
        /// What the asset's random numbers are keyed by: a number of its identifier.
        var key: UInt64
        /// Natural logarithm of the median intensity over the asset's `fragilityFactor`.
        var lnDemand: Double
        var lnFactor: Double
        var betweenSigma, withinSigma: Double
        var measure: IntensityMeasure
        /// Where the within-event residual is found in `residuals`; −1 for one of the asset's own.
        var place: Int32 = -1
        var map: UInt8 = 0
        var lengthKm: Double
        /// The asset's own hours of outage; NaN where the catalogue's hold.
        var ownHours: Double
        var fromHours: Double
    }

    /// A fragility with a restoration, in the form that the inner loop wants.
    struct Behaviour: Sendable {
        var lnMedian = SIMD4<Double>(repeating: .infinity)
        var beta = SIMD4<Double>(repeating: 1)
        var isPipe = false
        var lnBreaksPerKm = 0.0, exponent = 0.0
        var stopsAt: DamageState
        var hours: SIMD4<Double>

        init(_ fragility: Fragility, _ restoration: FragilityCatalogue.Restoration?) {
            stopsAt = fragility.stopsAt
            hours = SIMD4(repeating: .infinity)
            for (i, value) in (restoration?.hours ?? []).prefix(4).enumerated() { hours[i] = value }
            switch fragility.form {
            case .lognormal(let curves):
                for (i, curve) in curves.prefix(4).enumerated() {
                    lnMedian[i] = log(curve.median)
                    beta[i] = curve.beta
                }
            case .repairRate(let coefficient, let exponent, let breakShare):
                isPipe = true
                lnBreaksPerKm = log(coefficient * breakShare)
                self.exponent = exponent
            }
        }

        /// The state at an intensity for a draw `uniform` in (0, 1): the worst state k with uniform < P(k or worse).
        ///
        /// For a lognormal that is ln(intensity / median) / beta > Φ⁻¹(uniform), so that no Φ is evaluated per
        /// state; stopping at the first state that is not reached cuts crossing curves off (see
        /// `Fragility.exceedanceProbability`). With uniform = 0.5 this is the deterministic rule.
        @inline(__always)
        func state(lnDemand: Double, lengthKm: Double, uniform: Double, quantile: Double) -> DamageState {
            if isPipe {
                let breaks = exp(lnBreaksPerKm + exponent * lnDemand) * lengthKm
                return -expm1(-breaks) + ShakingDamage.tolerance >= uniform ? .complete : .none
            }
            var reached: UInt8 = 0
            while reached < 4 {
                let i = Int(reached)
                guard lnDemand - lnMedian[i] + ShakingDamage.tolerance >= quantile * beta[i] else { break }
                reached += 1
            }
            return DamageState(rawValue: reached) ?? .none
        }
    }

    /// An intensity equal to the median counts as reached, whatever rounding did to its logarithm.
    static let tolerance = 1e-12

    /// What each random number is for; part of its key.
    enum Purpose: UInt64 { case betweenEvents = 1, withinEvent = 2, damageState = 3 }
    private func purpose(_ purpose: Purpose) -> UInt64 { UInt64(number) << 8 | purpose.rawValue }

    /// The median field with every asset at probability one half.
    func deterministic(into disturbances: inout [Disturbance]) {
        for entry in entries {
            append(entry, lnDemand: entry.lnDemand, uniform: 0.5, quantile: 0, &disturbances)
        }
    }

    /// One realisation. The between-event term is keyed by the field alone, the others by the asset or its place.
    func sample(_ sample: UInt64, seed: UInt64, into disturbances: inout [Disturbance]) {
        let event = Normal.quantile(
            CounterRandom.uniform(seed: seed, sample: sample, key: 0, purpose: purpose(.betweenEvents)))
        let residual = purpose(.withinEvent), damage = purpose(.damageState)
        let correlated = residuals.draw(seed: seed, sample: sample, purpose: residual)
        for entry in entries {
            var lnDemand = entry.lnDemand + entry.betweenSigma * event
            if entry.place >= 0 {
                lnDemand += entry.withinSigma * correlated[Int(entry.map)][Int(entry.place)]
            } else if entry.withinSigma > 0 {
                lnDemand += entry.withinSigma
                    * Normal.quantile(
                        CounterRandom.uniform(seed: seed, sample: sample, key: entry.key, purpose: residual))
            }
            let uniform = CounterRandom.uniform(seed: seed, sample: sample, key: entry.key, purpose: damage)
            append(entry, lnDemand: lnDemand, uniform: uniform, quantile: Normal.quantile(uniform), &disturbances)
        }
    }

    @inline(__always)
    private func append(
        _ entry: Entry, lnDemand: Double, uniform: Double, quantile: Double, _ disturbances: inout [Disturbance]
    ) {
        let behaviour = behaviours[Int(entry.behaviour)]
        let state = behaviour.state(
            lnDemand: lnDemand, lengthKm: entry.lengthKm, uniform: uniform, quantile: quantile)
        guard state >= behaviour.stopsAt, state != .none else { return }
        let hours = entry.ownHours.isNaN ? behaviour.hours[Int(state.rawValue) - 1] : entry.ownHours
        guard hours > 0 else { return }
        disturbances.append(
            Disturbance(
                asset: entry.asset, fromHours: entry.fromHours, untilHours: entry.fromHours + hours, cause: .damaged,
                state: state, intensity: exp(lnDemand + entry.lnFactor)))
    }
}
