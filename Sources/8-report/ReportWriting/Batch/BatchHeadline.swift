/// The summary of a batch: at most six sentences, and every figure they hold.
struct BatchHeadline: Sendable {
    private(set) var sentences: [Prose] = []
    private(set) var figures: [Figure] = []
    private let b: BatchFindings

    init(_ b: BatchFindings) {
        self.b = b
        guard !b.done.isEmpty else {
            sentences = [b.language.noResults]
            return
        }
        let harmless = b.done.count { BatchFindings.loss($0) == 0 }
        sentences.append(
            b.language.scenariosWithLoss(
                cite("scenarios with losses", Double(b.done.count - harmless), "", b.words.count(b.done.count - harmless)),
                of: cite("scenarios", Double(b.done.count), "", b.words.count(b.done.count)), all: harmless == 0, none: harmless == b.done.count))
        if let worst = b.worst { sentences += worstCase(worst) }
        if let first = b.input.weakPoints.first, first.meanLoss > 0 {
            sentences.append(
                b.language.weakestOfAll(
                    "\(strong: Prose(data: b.label(first.name, first.id)))",
                    cite("scenarios in which the weakest point stands still", Double(first.scenariosDown), "", b.words.count(first.scenariosDown)),
                    of: cite("scenarios", Double(b.done.count), "", b.words.count(b.done.count))))
        }
        if let best = b.bestMeasures(b.done).first {
            let compared = b.done.count { !$0.measures.isEmpty }
            sentences.append(
                b.language.bestOfAll(
                    "\(strong: Prose(data: best.title))", cite("scenarios in which the measure is the best", Double(best.times), "", b.words.count(best.times)),
                    of: cite("scenarios that compare measures", Double(compared), "", b.words.count(compared))))
        }
        if !b.failed.isEmpty {
            sentences.append(b.language.someFailed(cite("failed scenarios", Double(b.failed.count), "", b.words.count(b.failed.count)), b.failed.count))
        }
    }

    private mutating func cite(_ key: String, _ value: Double, _ unit: String, _ printed: String) -> String {
        figures.append(Figure(key: key, value: value, unit: unit, printed: printed))
        return printed
    }

    private mutating func worstCase(_ worst: BatchReportInput.ScenarioSummary) -> [Prose] {
        let parts = b.input.services.enumerated().compactMap { i, service -> PeopleOut? in
            guard let value = worst.residentsOutPeak[safe: i], value > 0 else { return nil }
            let printed = cite("residents out at the worst moment in the worst scenario, \(service)", value, "residents", b.words.rough(value))
            return PeopleOut(service: service, number: printed, extent: value == b.input.residents ? .all : .some)
        }
        var sentences = [b.language.worstScenario("\(strong: Prose(data: b.title(worst)))", parts)]
        if worst.longestHospitalHours > 0 {
            sentences.append(
                b.language.worstHospitals(
                    cite("hospitals out in the worst scenario", Double(worst.hospitalsOut), "hospitals", b.words.count(worst.hospitalsOut)), worst.hospitalsOut,
                    cite("longest outage of a hospital in the worst scenario", worst.longestHospitalHours, "h", b.words.duration(worst.longestHospitalHours))))
        }
        return sentences
    }

    /// What a chapter begins with: how far its scenarios lie apart.
    static func sentences(_ scenarios: [BatchReportInput.ScenarioSummary], _ b: BatchFindings) -> [Prose] {
        let sorted = scenarios.sorted { (BatchFindings.loss($0), $0.name) < (BatchFindings.loss($1), $1.name) }
        guard let least = sorted.first, let most = sorted.last else { return [] }
        let words = b.words
        guard scenarios.count > 1 else { return [b.language.oneScenario(words.rough(BatchFindings.loss(most)))] }
        return [
            b.language.lossesRange(
                from: words.rough(BatchFindings.loss(least)), Prose(data: b.title(least)), to: words.rough(BatchFindings.loss(most)), Prose(data: b.title(most)))
        ]
    }
}
