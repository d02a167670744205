import Diagnostics
import NetworkModel

/// The report in English: numbers, times and names of things.
struct English: Language {
    let language = ReportLanguage.english
    let groupSeparator = EnglishPhrases.groupSeparator
    let decimalSeparator = EnglishPhrases.decimalSeparator
    let unlimited = "without end"
    let notWithinPeriod = "not within the computed period"
    let atOnset = "at onset"

    func afterOnset(_ duration: String) -> String { "\(duration) after onset" }
    func duration(days: Int, hours: Int, minutes: Int) -> String {
        var parts: [String] = []
        if days > 0 { parts.append(days == 1 ? "1 day" : "\(days) days") }
        if hours > 0 { parts.append("\(hours) h") }
        if minutes > 0 { parts.append("\(minutes) min") }
        return parts.isEmpty ? "0 h" : parts.joined(separator: " ")
    }
    func clock(_ m: ClockTime.Moment) -> String {
        let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return "\(weekdays[m.weekday]) \(m.day) \(months[m.month - 1]) \(m.timeOfDay)"
    }
    func onClock(_ m: ClockTime.Moment) -> String { "on " + clock(m) }
    func atTime(_ m: ClockTime.Moment) -> String { "at " + m.timeOfDay }
    func lessThan(_ text: String) -> String { "less than \(text)" }
    func moreThan(_ text: String) -> String { "more than \(text)" }
    func percent(_ number: String) -> String { "\(number)%" }
    func euros(_ number: String) -> String { "€\(number)" }
    func range(_ low: String, _ high: String) -> String { "\(low) to \(high)" }
    func list(_ items: [Prose]) -> Prose {
        guard items.count > 1, let last = items.last else { return items.first ?? "" }
        return "\(items.dropLast().map { $0 }.joined(", ")) and \(last)"
    }

    func severity(_ severity: Severity) -> Prose {
        switch severity {
        case .note: "note"
        case .warning: "warning"
        case .error: "error"
        }
    }

    func personHours(_ weighted: Bool) -> Prose {
        weighted
            ? "weighted person-hours (one person without one service for one hour counts as 1; some places weigh more)"
            : "person-hours (one person without one service for one hour)"
    }
}
