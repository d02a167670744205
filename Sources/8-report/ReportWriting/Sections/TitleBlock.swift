import HazardModel
import NetworkModel
import ScenarioModel

/// What stands above the first section: what was asked, of which place, of which data.
enum TitleBlock {
    static func write(_ findings: Findings, to writer: inout MarkdownWriter) {
        let language = findings.language, scenario = findings.input.scenario
        writer.heading(1, Prose(data: scenario.title.isEmpty ? scenario.name : scenario.title))
        if !scenario.question.isEmpty { writer.paragraph("\(strong: Prose(data: scenario.question))") }
        var facts: [Prose] = [language.factPlace(findings.model.name.isEmpty ? language.unnamedPlace : findings.model.name)]
        for field in findings.input.fields { facts.append(language.factEvent(language.text(field.title))) }
        if !scenario.outOfService.isEmpty { facts.append(language.factOutOfService(scenario.outOfService.map(\.asset))) }
        facts.append(language.factPeriod(from: findings.words.moment(0), findings.words.duration(findings.horizon)))
        let dates = findings.model.sources.map(\.date)
        facts.append(
            language.factDataDate(Set(dates.filter { !$0.isEmpty }).sorted(), undated: dates.count { $0.isEmpty }, of: dates.count))
        writer.bullets(facts)
    }
}
