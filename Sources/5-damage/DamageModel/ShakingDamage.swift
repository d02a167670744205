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
    /// Discrete curves: the levels of one, then its probabilities of each of the four states, then the next curve's.
    var tables: [Double] = []
    var residuals = ShakingResiduals()
    /// Where the ground can fail; entries with `groundFails` draw from it.
    var groundFailure: GroundFailure?

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
        /// Whether the demand is the PGA at which the ground may fail, and the behaviour one for its displacement.
        var groundFails = false
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
        /// Where a discrete curve lies in `tables`, and its number of levels; 0 for the other forms.
        var tableStart = 0, levelCount = 0
        /// Logarithms of the intensities the relation is made for, and of the one below which nothing happens.
        var lnLowest, lnHighest, lnNoDamage: Double
        var stopsAt: DamageState
        var hours: SIMD4<Double>
        var spreadHours = SIMD4<Double>(repeating: 0)
        var isLognormal = false

        init(
            _ fragility: Fragility, _ restoration: FragilityCatalogue.Restoration?, _ tables: inout [Double]
        ) {
            stopsAt = fragility.stopsAt
            lnLowest = log(fragility.validRange.lowerBound)
            lnHighest = log(fragility.validRange.upperBound)
            lnNoDamage = log(fragility.noDamageBelow)
            hours = SIMD4(repeating: .infinity)
            for (i, value) in (restoration?.hours ?? []).prefix(4).enumerated() { hours[i] = value }
            for (i, value) in (restoration?.spreadHours ?? []).prefix(4).enumerated() { spreadHours[i] = value }
            isLognormal = restoration?.isLognormal ?? false
            switch fragility.form {
            case .lognormal(let curves):
                for (i, curve) in curves.prefix(4).enumerated() {
                    lnMedian[i] = log(curve.median)
                    beta[i] = curve.beta
                }
            case .discrete(let levels, let rows):
                tableStart = tables.count
                levelCount = levels.count
                tables += levels
                for state in 0..<4 { tables += state < rows.count ? rows[state] : levels.map { _ in 0 } }
            case .repairRate(let coefficient, let exponent, let breakShare):
                isPipe = true
                lnBreaksPerKm = log(coefficient * breakShare)
                self.exponent = exponent
            }
        }

        /// Hours of repair of a state, at a standard normal draw; nil takes the mean.
        @inline(__always)
        func hours(_ state: DamageState, draw: Double?) -> Double {
            let i = Int(state.rawValue) - 1, mean = hours[i], spread = spreadHours[i]
            guard let draw, spread > 0, mean > 0 else { return mean }
            guard isLognormal else { return max(0, mean + spread * draw) }
            let variance = log1p(spread * spread / (mean * mean))
            return mean * exp(variance.squareRoot() * draw - variance / 2)
        }
    }

    /// The state at an intensity for a draw `uniform` in (0, 1): the worst state k with uniform < P(k or worse) by
    /// its own curve, which is `Fragility.exceedanceProbability` where curves cross.
    ///
    /// For a lognormal that is ln(intensity / median) / beta > Φ⁻¹(uniform), so that no Φ is evaluated per state.
    /// With uniform = 0.5 this is the deterministic rule.
    @inline(__always)
    private func state(
        _ behaviour: Behaviour, lnDemand: Double, lengthKm: Double, uniform: Double, quantile: Double
    ) -> DamageState {
        if behaviour.isPipe {
            let breaks = exp(behaviour.lnBreaksPerKm + behaviour.exponent * lnDemand) * lengthKm
            return -expm1(-breaks) + Self.tolerance >= uniform ? .complete : .none
        }
        guard lnDemand + Self.tolerance >= behaviour.lnNoDamage else { return .none }
        let lnDemand = min(max(lnDemand, behaviour.lnLowest), behaviour.lnHighest)
        if behaviour.levelCount > 0 { return tabulated(behaviour, exp(lnDemand), uniform) }
        var state: UInt8 = 4
        while state > 0 {
            let i = Int(state) - 1
            if lnDemand - behaviour.lnMedian[i] + Self.tolerance >= quantile * behaviour.beta[i] { break }
            state -= 1
        }
        return DamageState(rawValue: state) ?? .none
    }

    private func tabulated(_ behaviour: Behaviour, _ demand: Double, _ uniform: Double) -> DamageState {
        let start = behaviour.tableStart, count = behaviour.levelCount
        guard demand >= tables[start] else { return .none }
        var i = 1
        while i < count, tables[start + i] <= demand { i += 1 }
        let share = i < count ? (demand - tables[start + i - 1]) / (tables[start + i] - tables[start + i - 1]) : 0
        for state in (1...4).reversed() {
            let row = start + state * count
            let before = tables[row + i - 1], after = i < count ? tables[row + i] : before
            let probability = before + share * (after - before)
            if probability > 0, probability + Self.tolerance >= uniform {
                return DamageState(rawValue: UInt8(state)) ?? .none
            }
        }
        return .none
    }

    /// An intensity equal to the median counts as reached, whatever rounding did to its logarithm.
    static let tolerance = 1e-12

    /// What each random number is for; part of its key.
    enum Purpose: UInt64 { case betweenEvents = 1, withinEvent = 2, damageState = 3, repairTime = 4, groundFailure = 5 }
    private func purpose(_ purpose: Purpose) -> UInt64 { UInt64(number) << 8 | purpose.rawValue }

    /// The median field with every asset at probability one half.
    func deterministic(into disturbances: inout [Disturbance]) {
        for entry in entries {
            if entry.groundFails {
                fail(entry, lnDemand: entry.lnDemand, uniform: 0.5, repair: nil, &disturbances)
            } else {
                append(entry, lnDemand: entry.lnDemand, uniform: 0.5, quantile: 0, repair: nil, &disturbances)
            }
        }
    }

    /// One realisation. The between-event term is keyed by the field alone, the others by the asset or its place.
    func sample(_ sample: UInt64, seed: UInt64, _ draws: DrawScheme, into disturbances: inout [Disturbance]) {
        let event = Normal.quantile(
            draws.uniform(seed: seed, sample: sample, dimension: number, purpose: purpose(.betweenEvents)))
        let residual = purpose(.withinEvent), damage = purpose(.damageState), repair = purpose(.repairTime)
        let ground = purpose(.groundFailure)
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
            if entry.groundFails {
                let uniform = CounterRandom.uniform(seed: seed, sample: sample, key: entry.key, purpose: ground)
                fail(entry, lnDemand: lnDemand, uniform: uniform, repair: (seed, sample, repair), &disturbances)
                continue
            }
            let uniform = CounterRandom.uniform(seed: seed, sample: sample, key: entry.key, purpose: damage)
            append(
                entry, lnDemand: lnDemand, uniform: uniform, quantile: Normal.quantile(uniform),
                repair: (seed, sample, repair), &disturbances)
        }
    }

    /// The ground fails when `uniform` is below the probability of that; given that it fails, their ratio is uniform
    /// too and decides on the damage that the displacement does.
    private func fail(
        _ entry: Entry, lnDemand: Double, uniform: Double,
        repair: (seed: UInt64, sample: UInt64, purpose: UInt64)?, _ disturbances: inout [Disturbance]
    ) {
        guard let groundFailure else { return }
        let ground = groundFailure.susceptibility[Int(entry.asset)], pga = exp(lnDemand + entry.lnFactor)
        let probability = groundFailure.probability(ground, pga: pga)
        guard uniform < probability else { return }
        let displacement = groundFailure.displacementMetres(ground, pga: pga)
        guard displacement > 0 else { return }
        append(
            entry, lnDemand: log(displacement) - entry.lnFactor, uniform: uniform / probability,
            quantile: Normal.quantile(uniform / probability), repair: repair, &disturbances)
    }

    /// - Parameter repair: what the draw of the repair time is keyed by; nil takes the mean.
    @inline(__always)
    private func append(
        _ entry: Entry, lnDemand: Double, uniform: Double, quantile: Double,
        repair: (seed: UInt64, sample: UInt64, purpose: UInt64)?, _ disturbances: inout [Disturbance]
    ) {
        let behaviour = behaviours[Int(entry.behaviour)]
        let state = state(
            behaviour, lnDemand: lnDemand, lengthKm: entry.lengthKm, uniform: uniform, quantile: quantile)
        guard state >= behaviour.stopsAt, state != .none else { return }
        var hours = entry.ownHours
        if hours.isNaN {
            hours = behaviour.hours(
                state,
                draw: repair.map {
                    Normal.quantile(
                        CounterRandom.uniform(seed: $0.seed, sample: $0.sample, key: entry.key, purpose: $0.purpose))
                })
        }
        guard hours > 0 else { return }
        disturbances.append(
            Disturbance(
                asset: entry.asset, fromHours: entry.fromHours, repairFromHours: entry.fromHours, crewHours: hours,
                cause: .damaged, state: state, intensity: exp(lnDemand + entry.lnFactor)))
    }
}
