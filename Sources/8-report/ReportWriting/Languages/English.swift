import Diagnostics

/// The report in English: numbers, times and names of things.
struct English: Language {
    let code = "en"
    let groupSeparator: Character = ","
    let decimalSeparator: Character = "."
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
        return "\(weekdays[m.weekday]) \(m.day) \(months[m.month - 1]) \(timeOfDay(m))"
    }
    func onClock(_ m: ClockTime.Moment) -> String { "on " + clock(m) }
    func atTime(_ m: ClockTime.Moment) -> String { "at " + timeOfDay(m) }
    private func timeOfDay(_ m: ClockTime.Moment) -> String { two(m.hour) + ":" + two(m.minute) }
    private func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    func lessThan(_ text: String) -> String { "less than \(text)" }
    func moreThan(_ text: String) -> String { "more than \(text)" }
    func percent(_ number: String) -> String { "\(number)%" }
    func euros(_ number: String) -> String { "€ \(number)" }
    func range(_ low: String, _ high: String) -> String { "\(low) to \(high)" }
    func list(_ items: [Prose]) -> Prose {
        guard items.count > 1, let last = items.last else { return items.first ?? "" }
        return "\(items.dropLast().map { $0 }.joined(", ")) and \(last)"
    }

    func kind(_ name: String, _ count: Int) -> String {
        let singular = spaced(name)
        guard count != 1 else { return singular }
        for (end, plural) in [("y", "ies"), ("s", "ses"), ("ch", "ches"), ("sh", "shes"), ("x", "xes")]
        where singular.hasSuffix(end) && !["ay", "ey", "oy", "uy"].contains(where: { singular.hasSuffix($0) }) {
            return String(singular.dropLast(end.count)) + plural
        }
        return singular + "s"
    }
    func service(_ name: String) -> String { name == "road" ? "road access" : spaced(name) }
    func names(_ services: [String]) -> Prose { list(services.map { Prose(data: service($0)) }) }
    func layer(_ name: String) -> String { spaced(name) }
    func attribute(_ name: String) -> String { spaced(name) }
    func severity(_ severity: Severity) -> Prose {
        switch severity {
        case .note: "note"
        case .warning: "warning"
        case .error: "error"
        }
    }

    /// `waterTower` → "water tower".
    func spaced(_ name: String) -> String {
        var result = ""
        for c in Hygiene.oneLine(name, limit: 40) {
            if c.isUppercase, let last = result.last, last.isLowercase { result += " " + c.lowercased() } else { result.append(c) }
        }
        return result
    }

    func personHours(_ weighted: Bool) -> Prose {
        weighted
            ? "weighted person-hours (one person without one service for one hour counts as 1; some places weigh more)"
            : "person-hours (one person without one service for one hour)"
    }
}
