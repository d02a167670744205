import CascadeModel
import CriticalityRanking
import HazardModel
import NetworkModel

/// A figure that the summary prints, with the unrounded value it was made from.
struct Figure: Sendable, Equatable {
    var key: String
    var value: Double
    var unit: String
    var printed: String
}

/// The summary: at most six sentences, and every figure they hold.
///
/// The JSON companion lists the figures, so that each number of the summary is found again unrounded.
struct Headline: Sendable {
    private(set) var sentences: [Prose] = []
    private(set) var figures: [Figure] = []

    init(_ findings: Findings) {
        add(people(findings))
        add(hospital(findings))
        add(help(findings))
        add(certainty(findings))
        if !findings.absentLayers.isEmpty {
            add(findings.language.layersAbsent(findings.absentLayers))
        }
        if let first = findings.input.outage.deadlocks.first {
            add(findings.language.deadlocked(first.prefix(4).map { findings.label(Int($0)) }, first.count, cite("deadlocks", Double(findings.input.outage.deadlocks.count), "groups", findings.words.count(findings.input.outage.deadlocks.count))))
        }
        if !findings.input.baselineFaults.isEmpty && sentences.count < 6 {
            let n = findings.input.baselineFaults.count
            add(findings.language.faultsBefore(cite("faults of the data before the event", Double(n), "", findings.words.count(n)), n))
        }
    }

    private mutating func add(_ sentence: Prose) { sentences.append(sentence) }

    /// Notes a figure and hands back how it is printed.
    private mutating func cite(_ key: String, _ value: Double, _ unit: String, _ printed: String) -> String {
        figures.append(Figure(key: key, value: value, unit: unit, printed: printed))
        return printed
    }

    private mutating func people(_ f: Findings) -> Prose {
        let language = f.language, words = f.words
        let lost = f.services
        guard !lost.isEmpty else { return language.noServices }
        if f.outcome.losses.isEmpty && !(f.input.sampled?.services.contains { $0.residentsOutPeak.mean > 0 } ?? false) {
            return language.nobodyLosesAnything(event(f))
        }
        guard f.outcome.residents > 0 else {
            let places = lost.map { total -> (String, String) in
                let service = f.model.service(named: total.service) ?? -1
                let n = f.facilitiesOut(service: service)
                return (total.service, cite("places out, \(total.service)", Double(n), "places", words.count(n)))
            }
            return language.placesOut(event(f), places)
        }
        let parts = lost.map { total -> (String, String?, String?) in
            let estimate = f.input.sampled?.services.first { $0.service == total.service }?.residentsOutPeak
            let value = estimate?.mean ?? total.residentsOutPeak
            guard value > 0 else { return (total.service, nil, nil) }
            let key = "residents out at the worst moment, \(total.service)"
            guard let estimate else { return (total.service, cite(key, value, "residents", words.rough(value)), nil) }
            let printed = words.rough(estimate)
            let mean = cite(key + ", mean", value, "residents", printed.mean)
            let low = cite(key + ", lower bound", estimate.lower, "residents", printed.lower)
            let high = cite(key + ", upper bound", estimate.upper, "residents", printed.upper)
            return (total.service, mean, language.range(low, high))
        }
        let all = cite("residents", f.outcome.residents, "residents", words.rough(f.outcome.residents))
        return language.peopleOut(event(f), of: all, parts)
    }

    private func event(_ f: Findings) -> Prose {
        return f.language.event(f.input.fields.map { f.language.text($0.title) })
    }

    private mutating func hospital(_ f: Findings) -> Prose {
        let language = f.language, words = f.words
        guard !f.hospitals.isEmpty else { return language.noHospital }
        let total = cite("hospitals", Double(f.hospitals.count), "hospitals", words.count(f.hospitals.count))
        let sampledWorst = f.input.sampled?.facilityOut.filter { f.model.isKind($0.facility, .hospital) }
        let losses = f.losses(of: f.hospitals)
        guard let worst = losses.first else {
            if let risk = sampledWorst?.max(by: { ($0.probability.mean, $1.facility) < ($1.probability.mean, $0.facility) }), risk.probability.mean > 0 {
                return language.hospitalAtRisk(
                    f.label(risk.facility), f.service(risk.service), probability(risk.probability, f),
                    cite("hospital mean hours out", risk.meanOutHours, "h", words.duration(risk.meanOutHours)))
            }
            return language.hospitalsKeep(total, f.hospitals.count)
        }
        guard worst.outHours > 0 else {
            let reserve = cite("hospital longest on reserve", worst.onReserveHours, "h", words.duration(worst.onReserveHours))
            return language.hospitalsOnReserve(f.label(worst.facility), f.service(worst.service), reserve)
        }
        let hit = Set(losses.filter { $0.outHours > 0 }.map(\.facility)).count
        var sentence = language.hospitalOut(
            f.label(worst.facility),
            losses.filter { $0.facility == worst.facility && $0.outHours == worst.outHours && $0.firstOutHours == worst.firstOutHours && $0.onReserveHours == worst.onReserveHours }.map { f.service($0.service) },
            for: cite("longest outage of a hospital", worst.outHours, "h", words.duration(worst.outHours)),
            from: cite("longest outage of a hospital begins", worst.firstOutHours, "h after onset", words.when(worst.firstOutHours)),
            reserve: worst.onReserveHours > 0 ? cite("hospital on reserve before", worst.onReserveHours, "h", words.duration(worst.onReserveHours)) : nil,
            lastsBeyond: worst.restoredHours.isInfinite,
            hit: cite("hospitals out", Double(hit), "hospitals", words.count(hit)), of: total)
        if let risk = sampledWorst?.first(where: { $0.facility == worst.facility && $0.service == worst.service }) {
            sentence = sentence + language.hospitalProbability(
                probability(risk.probability, f),
                cite("hospital mean hours out", risk.meanOutHours, "h", words.duration(risk.meanOutHours)))
        }
        return sentence + "."
    }

    private mutating func probability(_ e: Estimate, _ f: Findings) -> Prose {
        let key = "hospital probability of going without"
        let mean = cite(key, e.mean, "", f.words.percent(e.mean))
        let low = cite(key + ", lower bound", e.lower, "", f.words.percent(e.lower))
        let high = cite(key + ", upper bound", e.upper, "", f.words.percent(e.upper))
        return f.language.probability(mean, f.language.range(low, high))
    }

    private mutating func help(_ f: Findings) -> Prose {
        let language = f.language, words = f.words
        guard !f.input.measures.isEmpty else { return weakest(f) }
        let best = f.singleMeasures.max { f.avoided(by: $0) < f.avoided(by: $1) }
        guard let best, f.avoided(by: best) > 0 else {
            return language.noMeasureHelps(cite("measures", Double(f.singleMeasures.count), "", words.count(f.singleMeasures.count)))
        }
        let avoided = f.avoided(by: best), base = f.consequenceWithout(best)
        var range: String?, printed = words.rough(avoided)
        if let e = best.consequenceAvoided {
            let rounded = words.rough(e)
            printed = rounded.mean
            range = language.range(
                cite("avoided by the best measure, lower bound", e.lower, "weighted person-hours", rounded.lower),
                cite("avoided by the best measure, upper bound", e.upper, "weighted person-hours", rounded.upper))
        }
        return language.bestMeasure(
            f.language.text(best.title), avoids: cite("avoided by the best measure", avoided, "weighted person-hours", printed), range,
            share: base > 0 ? cite("share avoided by the best measure", avoided / base, "", words.percent(avoided / base)) : nil,
            cost: best.costEuros.map { cite("cost of the best measure", $0, "EUR", words.euros($0)) }, weighted: f.isWeighted)
    }

    private mutating func weakest(_ f: Findings) -> Prose {
        guard let worst = f.input.impact.worst(1).first else { return f.language.noWeakPoint }
        let places = Int(f.input.impact.facilitiesOut[worst]), c = f.input.impact.consequence[worst]
        let ties = f.tied(with: worst).count
        return f.language.weakestPoint(
            f.label(worst), places: cite("places hit by the weakest point", Double(places), "places", f.words.count(places)), places,
            loss: cite("impact of the weakest point", c, "weighted person-hours", f.words.rough(c)),
            within: cite("horizon", f.input.impact.horizonHours, "h", f.words.duration(f.input.impact.horizonHours)),
            ties: ties == 0 ? nil : cite("assets with the same impact", Double(ties), "assets", f.words.count(ties)),
            weighted: f.isWeighted)
    }

    private mutating func certainty(_ f: Findings) -> Prose {
        let counts = f.requirementCounts
        let assumed = cite("assumed supply relations", Double(counts[2]), "", f.words.count(counts[2]))
        let all = counts.reduce(0, +)
        let total = cite("supply relations", Double(all), "", f.words.count(all))
        if let n = f.input.sampled?.consequence.samples {
            return f.language.sampledCertainty(cite("samples", Double(n), "", f.words.count(n)), assumed: assumed, of: total)
        }
        return f.language.deterministicCertainty(assumed: assumed, of: total)
    }
}
