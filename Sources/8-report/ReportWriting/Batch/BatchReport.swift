import Diagnostics

/// One report on many scenarios: what all have in common first, then a chapter per question.
public enum BatchReport {
    private static let maximumRows = 40

    /// Every file of the report, the Markdown file first. Nothing is written to disk.
    /// - Complexity: O(n log n) in scenarios and weak points.
    public static func files(for input: BatchReportInput) -> [ReportFile] {
        let findings = BatchFindings(input)
        let name = findings.reportName
        var files = [ReportFile(path: "\(name).md", bytes: Array(markdown(findings).utf8))]
        if ExceedancePicture.applies(to: findings) {
            files.append(ReportFile(path: "\(name)/exceedance.svg", bytes: ExceedancePicture.draw(findings)))
        }
        return files + [
            ReportFile(path: "\(name).json", bytes: BatchCompanions.json(findings)),
            ReportFile(path: "\(name)-scenarios.csv", bytes: BatchCompanions.csv(findings)),
        ]
    }

    static func markdown(_ b: BatchFindings) -> String {
        var writer = MarkdownWriter()
        let language = b.language
        writer.heading(1, Prose(data: b.input.title))
        writer.bullets([
            language.factPlace(b.input.places.isEmpty ? language.unnamedPlace : b.input.places.joined(separator: ", ")),
            language.factScenarios(b.words.count(b.done.count + b.failed.count), questions: b.words.count(b.input.questions.count), b.input.questions.count),
        ])
        writer.heading(2, Prose(data: language.titleInShort))
        writer.bullets(BatchHeadline(b).sentences)
        if !b.failed.isEmpty { failures(b, &writer) }
        if !b.done.isEmpty {
            writer.heading(2, Prose(data: language.titleMatrix))
            writer.paragraph(language.matrixIntroduction)
            matrix(b.done, b, &writer, questions: true)
            common(b, &writer)
            BatchHelp.write(b, &writer)
            spread(b, &writer)
        }
        for question in b.input.questions { chapter(question, b, &writer) }
        writer.heading(2, Prose(data: language.titleHowSure))
        writer.paragraph(language.batchCaution)
        writer.bullets(language.leftOut(hasCrews: b.input.hasCrews, hasTravelTimes: b.input.hasTravelTimes))
        repeating(b, &writer)
        return writer.text
    }

    // MARK: parts

    /// Scenarios by what they cost, one row each.
    private static func matrix(
        _ scenarios: [BatchReportInput.ScenarioSummary], _ b: BatchFindings, _ writer: inout MarkdownWriter, questions: Bool
    ) {
        let order = scenarios.indices.sorted {
            (BatchFindings.loss(scenarios[$1]), $0) < (BatchFindings.loss(scenarios[$0]), $1)
        }
        let services = b.input.services.indices.filter { i in scenarios.contains { ($0.residentsOutPeak[safe: i] ?? 0) > 0 } }
        writer.table(
            b.language.columnsOfMatrix(services.map { b.input.services[$0] }), numeric: Set(1..<(4 + services.count)),
            order.prefix(maximumRows).map { i in
                let scenario = scenarios[i]
                return [
                    "\(strong: Prose(data: b.title(scenario)))", loss(scenario, b),
                ] + services.map { Prose(data: number(scenario.residentsOutPeak[safe: $0] ?? .nan, b)) } + [
                    Prose(data: scenario.hospitalsOut == 0 ? "–" : b.words.count(scenario.hospitalsOut)),
                    Prose(data: scenario.longestHospitalHours > 0 ? b.words.duration(scenario.longestHospitalHours) : "–"),
                    BatchFindings.best(scenario).map { "\($0.title) (\(share($0.avoided, of: scenario, b)))" } ?? "–",
                ]
            })
        if order.count > maximumRows { writer.paragraph(b.language.moreScenarios(b.words.count(order.count - maximumRows))) }
    }

    private static func loss(_ scenario: BatchReportInput.ScenarioSummary, _ b: BatchFindings) -> Prose {
        guard let drawn = scenario.consequenceDrawn else { return Prose(data: number(scenario.consequence, b)) }
        let printed = b.words.rough(drawn)
        return "\(printed.mean) (\(b.language.range(printed.lower, printed.upper)))"
    }

    private static func number(_ value: Double, _ b: BatchFindings) -> String { value > 0 ? b.words.significant(value, 2) : "–" }

    private static func share(_ avoided: Double, of scenario: BatchReportInput.ScenarioSummary, _ b: BatchFindings) -> String {
        let loss = BatchFindings.loss(scenario)
        return loss > 0 ? b.words.percent(min(1, avoided / loss)) : "–"
    }

    /// Weak points and places that return from scenario to scenario.
    private static func common(_ b: BatchFindings, _ writer: inout MarkdownWriter) {
        let language = b.language, words = b.words
        writer.heading(2, Prose(data: language.titleCommon))
        let points = b.input.weakPoints.prefix(15)
        if points.isEmpty { writer.paragraph(language.nothingCommon) }
        if !points.isEmpty {
            writer.paragraph(language.commonIntroduction(words.count(b.done.count)))
            writer.table(
                language.columnsOfCommon, numeric: [2, 3, 4],
                points.map { point in
                    [
                        "\(strong: Prose(data: b.label(point.name, point.id)))", Prose(data: language.kind(point.kind, 1)),
                        Prose(data: words.count(point.scenariosDown)), Prose(data: words.significant(point.meanLoss, 3)),
                        Prose(data: point.impactAlone.isFinite ? words.significant(point.impactAlone, 3) : "–"),
                    ]
                })
        }
        let places = b.input.vulnerable.prefix(15)
        guard !places.isEmpty else { return }
        writer.heading(3, language.headingCommonPlaces)
        writer.table(
            language.columnsOfCommonPlaces, numeric: [2, 3],
            places.map { place in
                [
                    "\(strong: Prose(data: b.label(place.name, place.id)))", Prose(data: language.kind(place.kind, 1)),
                    Prose(data: words.count(place.scenariosOut)), Prose(data: words.duration(place.longestHours)),
                    Prose(data: Hygiene.oneLine(place.worstScenario, limit: 80)),
                ]
            })
    }

    private static func spread(_ b: BatchFindings, _ writer: inout MarkdownWriter) {
        guard ExceedancePicture.applies(to: b) else { return }
        writer.heading(2, Prose(data: b.language.titleExceedance))
        let known = ExceedancePicture.hasFrequencies(b)
        writer.figure(
            "\(b.reportName)/exceedance.svg", alternative: b.language.exceedanceTitle.plain, caption: b.language.exceedanceCaption(frequencies: known))
        if !known { writer.paragraph(b.language.noFrequencies) }
    }

    private static func chapter(_ question: BatchReportInput.Question, _ b: BatchFindings, _ writer: inout MarkdownWriter) {
        writer.heading(2, Prose(data: question.title))
        if !question.question.isEmpty { writer.paragraph("\(strong: Prose(data: question.question))") }
        let done = question.scenarios.filter { $0.failure == nil }
        guard !done.isEmpty else {
            writer.paragraph(b.language.noResults)
            return
        }
        writer.bullets(BatchHeadline.sentences(done, b))
        if done.count > 1 && b.input.questions.count > 1 { matrix(done, b, &writer, questions: false) }
        let best = b.bestMeasures(done)
        if !best.isEmpty {
            writer.paragraph(b.language.bestMeasuresIntroduction)
            writer.table(
                b.language.columnsOfBestMeasures, numeric: [1],
                best.map { ["\(strong: Prose(data: $0.title))", "\(b.words.count($0.times)) / \(b.words.count(done.count))"] })
        }
    }

    private static func failures(_ b: BatchFindings, _ writer: inout MarkdownWriter) {
        writer.heading(2, Prose(data: b.language.titleFailed))
        writer.paragraph(b.language.failedIntroduction(b.words.count(b.failed.count), b.failed.count))
        writer.bullets(b.failed.prefix(maximumRows).map { "\(strong: Prose(data: b.title($0))): \(Hygiene.oneLine($0.failure ?? "", limit: 300))" })
    }

    private static func repeating(_ b: BatchFindings, _ writer: inout MarkdownWriter) {
        let language = b.language, manifest = b.input.manifest
        writer.heading(2, Prose(data: language.titleRepeat))
        writer.codeBlock(manifest.command)
        writer.bullets([language.factVersion(manifest.programVersion)])
        HowToRepeat.inputs(of: manifest, language, &writer)
        writer.paragraph(language.companionsIntroduction)
        writer.table(
            language.columnsOfCompanions,
            [
                ["\(code: b.reportName + ".json")", language.companionJSON],
                ["\(code: b.reportName + "-scenarios.csv")", language.companionScenarios],
            ])
    }
}

extension Array {
    subscript(safe position: Int) -> Element? { indices.contains(position) ? self[position] : nil }
}
