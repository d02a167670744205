import Diagnostics

/// The report in Dutch: numbers, times and names of things.
struct Dutch: Language {
    let language = ReportLanguage.dutch
    let groupSeparator = DutchPhrases.groupSeparator
    let decimalSeparator = DutchPhrases.decimalSeparator
    let unlimited = "zonder einde"
    let notWithinPeriod = "niet binnen de berekende periode"
    let atOnset = "aan het begin"

    func afterOnset(_ duration: String) -> String { "\(duration) na het begin" }
    func duration(days: Int, hours: Int, minutes: Int) -> String {
        var parts: [String] = []
        if days > 0 { parts.append(days == 1 ? "1 dag" : "\(days) dagen") }
        if hours > 0 { parts.append("\(hours) uur") }
        if minutes > 0 { parts.append("\(minutes) min") }
        return parts.isEmpty ? "0 uur" : parts.joined(separator: " ")
    }
    func clock(_ m: ClockTime.Moment) -> String { "\(day(m)) \(m.timeOfDay)" }
    func onClock(_ m: ClockTime.Moment) -> String { "op \(day(m)) om \(m.timeOfDay) uur" }
    func atTime(_ m: ClockTime.Moment) -> String { "om \(m.timeOfDay) uur" }
    private func day(_ m: ClockTime.Moment) -> String {
        let weekdays = ["zo", "ma", "di", "wo", "do", "vr", "za"]
        let months = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
        return "\(weekdays[m.weekday]) \(m.day) \(months[m.month - 1])"
    }
    func lessThan(_ text: String) -> String { "minder dan \(text)" }
    func moreThan(_ text: String) -> String { "meer dan \(text)" }
    func percent(_ number: String) -> String { "\(number)%" }
    func euros(_ number: String) -> String { "€\u{a0}\(number)" }
    func range(_ low: String, _ high: String) -> String { "\(low) tot \(high)" }
    func list(_ items: [Prose]) -> Prose {
        guard items.count > 1, let last = items.last else { return items.first ?? "" }
        return "\(items.dropLast().map { $0 }.joined(", ")) en \(last)"
    }

    func severity(_ severity: Severity) -> Prose {
        switch severity {
        case .note: "opmerking"
        case .warning: "waarschuwing"
        case .error: "fout"
        }
    }

    func personHours(_ weighted: Bool) -> Prose {
        weighted
            ? "gewogen persoonsuren (één inwoner die één uur lang één voorziening mist telt als 1; sommige plekken wegen zwaarder)"
            : "persoonsuren (één inwoner die één uur lang één voorziening mist)"
    }
}
