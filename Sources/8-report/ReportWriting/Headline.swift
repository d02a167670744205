import CascadeModel
import CriticalityRanking
import Diagnostics
import NetworkModel

/// A figure that the summary prints, with the unrounded value it was made from.
struct Figure: Sendable, Equatable {
    var key: String
    var value: Double
    var unit: String
    var printed: String
}

/// The summary: at most six sentences in plain language, and every figure they hold.
///
/// The JSON companion lists the figures, so that each number of the summary is found again unrounded.
struct Headline: Sendable {
    private(set) var sentences: [Prose] = []
    private(set) var figures: [Figure] = []
    private let findings: Findings
    private static let most = 6

    init(_ findings: Findings) {
        self.findings = findings
        let f = findings
        sentences.append(people())
        sentences += hospitals()
        sentences.append(help())
        if let certainty = certainty() { sentences.append(certainty) }
        // What a reader must know besides, the most pressing first, as far as six sentences reach.
        if let first = f.input.outage.deadlocks.first {
            let n = f.input.outage.deadlocks.count
            add(f.language.deadlocked(first.prefix(4).map { f.label(Int($0)) }, first.count, cite("deadlocks", Double(n), "groups", f.words.count(n))))
        }
        if !f.absentLayers.isEmpty { add(f.language.layersAbsent(f.absentLayers)) }
        if !f.losesNothing { add(relations()) }
        if !f.input.baselineFaults.isEmpty {
            let n = f.input.baselineFaults.count
            add(f.language.faultsBefore(cite("faults of the data before the event", Double(n), "", f.words.count(n)), n))
        }
    }

    private mutating func add(_ sentence: Prose) {
        if sentences.count < Self.most { sentences.append(sentence) }
    }

    /// Notes a figure and hands back how it is printed.
    private mutating func cite(_ key: String, _ value: Double, _ unit: String, _ printed: String) -> String {
        figures.append(Figure(key: key, value: value, unit: unit, printed: printed))
        return printed
    }

    /// A range of a figure, printed; nil when it is none.
    private mutating func cite(_ key: String, _ range: ClosedRange<Double>?, _ unit: String, _ print: (Double) -> String) -> String? {
        guard let range, print(range.lowerBound) != print(range.upperBound) else { return nil }
        return findings.language.range(
            cite(key + ", lower bound", range.lowerBound, unit, print(range.lowerBound)),
            cite(key + ", upper bound", range.upperBound, unit, print(range.upperBound)))
    }

    // MARK: people

    private mutating func people() -> Prose {
        let f = findings, language = f.language, words = f.words
        guard !f.services.isEmpty else { return language.noServices }
        if f.losesNothing { return language.nobodyLosesAnything }
        guard f.outcome.residents > 0 else {
            return language.placesOut(
                f.services.map { total in
                    let n = f.facilitiesOut(service: f.model.service(named: total.service) ?? -1)
                    return (total.service, cite("places out, \(total.service)", Double(n), "places", words.count(n)))
                })
        }
        let all = cite("residents", f.outcome.residents, "residents", words.rough(f.outcome.residents))
        return language.peopleOut(of: all, f.services.map { out(of: $0, all) })
    }

    private mutating func out(of total: ServiceOutcome.ServiceTotals, _ all: String) -> PeopleOut {
        let f = findings, words = f.words, key = "residents out at the worst moment, \(total.service)"
        var part = PeopleOut(service: total.service)
        guard let estimate = f.input.sampled?.services.first(where: { $0.service == total.service })?.residentsOutPeak else {
            guard total.residentsOutPeak > 0 else { return part }
            part.number = cite(key, total.residentsOutPeak, "residents", words.rough(total.residentsOutPeak))
            part.extent = total.residentsOutPeak == f.outcome.residents ? .all : part.number == all ? .nearlyAll : .some
            let service = f.outcome.services.firstIndex { $0.service == total.service }
            part.range = cite(key, service.flatMap { i in f.input.sensitivity?.range { i < $0.residentsOutPeak.count ? $0.residentsOutPeak[i] : nil } }, "residents", words.rough)
            return part
        }
        guard estimate.mean > 0 else { return part }
        let printed = words.rough(estimate)
        part.number = cite(key + ", mean", estimate.mean, "residents", printed.mean)
        part.range = f.language.range(
            cite(key + ", lower bound", estimate.lower, "residents", printed.lower),
            cite(key + ", upper bound", estimate.upper, "residents", printed.upper))
        return part
    }

    // MARK: hospitals and care

    private mutating func hospitals() -> [Prose] {
        let f = findings, language = f.language, words = f.words
        guard !f.hospitals.isEmpty else { return [language.noHospital] }
        let sampled = f.input.sampled?.facilityOut.filter { f.model.isKind($0.facility, .hospital) }
        let losses = f.losses(of: f.hospitals)
        guard let worst = losses.first else {
            if let risk = sampled?.max(by: { ($0.probability.mean, $1.facility) < ($1.probability.mean, $0.facility) }), risk.probability.mean > 0 {
                return [
                    language.hospitalAtRisk(
                        f.label(risk.facility), f.service(risk.service), probability(risk.probability),
                        cite("hospital mean hours out", risk.meanOutHours, "h", words.duration(risk.meanOutHours)))
                ]
            }
            return [language.hospitalsKeep(cite("hospitals", Double(f.hospitals.count), "hospitals", words.count(f.hospitals.count)), f.hospitals.count)]
        }
        guard worst.outHours > 0 else {
            let reserve = cite("hospital longest on reserve", worst.onReserveHours, "h", words.duration(worst.onReserveHours))
            return [language.hospitalsOnReserve(f.label(worst.facility), f.service(worst.service), reserve)]
        }
        let risk = sampled?.first { $0.facility == worst.facility && $0.service == worst.service }
        let range = f.input.sampled == nil ? f.input.sensitivity?.range { $0.longestHospitalHours } : nil
        let sentence = language.hospitalOut(
            f.label(worst.facility),
            losses.filter { $0.facility == worst.facility && $0.outHours == worst.outHours && $0.firstOutHours == worst.firstOutHours && $0.onReserveHours == worst.onReserveHours }.map { f.service($0.service) },
            for: cite("longest outage of a hospital", worst.outHours, "h", words.duration(worst.outHours)),
            range: cite("longest outage of a hospital", range, "h", words.duration),
            from: cite("longest outage of a hospital begins", worst.firstOutHours, "h after onset", words.moment(worst.firstOutHours)),
            reserve: worst.onReserveHours > 0 ? cite("hospital on reserve before", worst.onReserveHours, "h", words.duration(worst.onReserveHours)) : nil,
            lastsBeyond: worst.restoredHours.isInfinite, probability: risk.map { probability($0.probability) })
        return [sentence, care()]
    }

    /// How many hospitals and care homes go without something.
    private mutating func care() -> Prose {
        let f = findings
        var groups: [CareCount] = []
        for kind in [AssetKind.hospital, .careHome] {
            let places = (f.hospitals + f.otherVulnerable).filter { f.model.isKind($0, kind) }
            guard !places.isEmpty else { continue }
            let out = places.count { f.worstState(of: $0) >= .outOfOne }
            let name = f.language.kind(kind.name, 2)
            groups.append(
                CareCount(
                    kind: kind.name, out: out, total: places.count,
                    outText: cite("\(kind.name), out", Double(out), name, f.words.count(out)),
                    totalText: cite("\(kind.name), all", Double(places.count), name, f.words.count(places.count))))
        }
        return f.language.careOut(groups)
    }

    private mutating func probability(_ e: Estimate) -> Prose {
        let words = findings.words, key = "hospital probability of going without"
        let mean = cite(key, e.mean, "", words.percent(e.mean))
        let low = cite(key + ", lower bound", e.lower, "", words.percent(e.lower))
        let high = cite(key + ", upper bound", e.upper, "", words.percent(e.upper))
        return findings.language.probability(mean, findings.language.range(low, high))
    }

    // MARK: what helps

    private mutating func help() -> Prose {
        let f = findings, language = f.language, words = f.words
        guard !f.input.measures.isEmpty, !f.losesNothing else { return weakest() }
        let best = f.singleMeasures.max { f.avoided(by: $0) < f.avoided(by: $1) }
        guard let best, f.avoided(by: best) > 0 else {
            return language.noMeasureHelps(cite("measures", Double(f.singleMeasures.count), "", words.count(f.singleMeasures.count)))
        }
        let avoided = f.avoided(by: best), base = f.consequenceWithout(best)
        let key = "avoided by the best measure", unit = "weighted person-hours"
        var range: String?, printed = words.rough(avoided)
        if let e = best.consequenceAvoided {
            let rounded = words.rough(e)
            printed = rounded.mean
            range = language.range(
                cite(key + ", lower bound", e.lower, unit, rounded.lower), cite(key + ", upper bound", e.upper, unit, rounded.upper))
        } else if let i = f.input.measures.firstIndex(where: { $0.title == best.title }) {
            range = cite(key, f.input.sensitivity?.range { i < $0.avoided.count ? $0.avoided[i] : nil }, unit, words.rough)
        }
        return language.bestMeasure(
            language.text(best.title), avoids: cite(key, avoided, unit, printed), range,
            of: cite("loss without measures", base, unit, words.rough(base)),
            share: base > 0 ? cite("share avoided by the best measure", avoided / base, "", words.percent(avoided / base)) : nil,
            cost: best.costEuros.map { cite("cost of the best measure", $0, "EUR", words.euros($0)) }, weighted: f.isWeighted)
    }

    private mutating func weakest() -> Prose {
        let f = findings
        guard let worst = f.input.impact.worst(1).first else { return f.language.noWeakPoint }
        let places = Int(f.input.impact.facilitiesOut[worst]), ties = f.tied(with: worst).count
        return f.language.weakestPoint(
            f.label(worst), places: cite("places hit by the weakest point", Double(places), "places", f.words.count(places)), places,
            within: cite("horizon", f.input.impact.horizonHours, "h", f.words.duration(f.input.impact.horizonHours)),
            ties: ties == 0 ? nil : cite("assets with the same impact", Double(ties), "assets", f.words.count(ties)))
    }

    // MARK: how sure

    private mutating func certainty() -> Prose? {
        let f = findings
        guard !f.services.isEmpty, !f.losesNothing else { return nil }
        if let n = f.input.sampled?.consequence.samples { return f.language.sampledCertainty(cite("samples", Double(n), "", f.words.count(n))) }
        guard let sensitivity = f.input.sensitivity, let first = sensitivity.sorted.first else { return f.language.singleCertainty }
        return f.language.variedCertainty(most: f.language.text(first.assumption))
    }

    private mutating func relations() -> Prose {
        let counts = findings.requirementCounts, all = counts.reduce(0, +)
        let assumed = cite("assumed supply relations", Double(counts[2]), "", findings.words.count(counts[2]))
        return findings.language.assumedRelations(assumed, of: cite("supply relations", Double(all), "", findings.words.count(all)))
    }
}
