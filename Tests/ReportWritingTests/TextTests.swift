import CascadeModel
import Testing

@testable import ReportWriting

@Suite struct TextTests {
    private let words = Wording(language: English(), clock: ClockTime("2026-01-15T03:00"), horizonHours: 72)

    @Test(arguments: [
        (0.0, "0"), (4213.0, "4,200"), (4250.0, "4,200"), (99.0, "99"), (7.0, "7"), (0.034567, "0.035"), (1e-9, "less than 0.001"),
        (1_234_567.0, "1,200,000"), (0.5, "0.50"), (12.34, "12"), (-4213.0, "−4,200"), (Double.infinity, "without end"),
    ])
    func `numbers are rounded to two significant digits and never end as zeros`(value: Double, expected: String) {
        #expect(words.significant(value, 2) == expected)
    }

    @Test(arguments: [
        (Estimate(mean: 4213, lower: 4030, upper: 4396, samples: 9), ["4,210", "4,030", "4,400"]),
        (Estimate(mean: 4213, lower: 4212.95, upper: 4213.05, samples: 9), ["4,213.00", "4,212.95", "4,213.05"]),
        (Estimate(mean: 0.8312, lower: 0.78, upper: 0.88, samples: 9), ["0.83", "0.78", "0.88"]),
        (Estimate(mean: 12, lower: -4, upper: 28, samples: 9), ["12", "−4", "28"]),
        (Estimate(mean: 5, lower: 5, upper: 5, samples: 9), ["5", "5", "5"]),
    ])
    func `an estimate shows the digits that its interval supports`(estimate: Estimate, expected: [String]) {
        let printed = words.estimate(estimate)
        #expect([printed.mean, printed.lower, printed.upper] == expected)
    }

    @Test(arguments: [
        (0.0, "0 h"), (19.0 / 6, "3 h 10 min"), (0.001, "less than 1 min"), (1.0, "1 h"), (0.75, "45 min"), (71.99, "71 h 59 min"),
        (72.0, "3 days"), (95.7, "4 days"), (100.2, "4 days 4 h"), (71.9999, "3 days"), (Double.infinity, "without end"),
    ])
    func `hours are written as people say them`(hours: Double, expected: String) {
        #expect(words.duration(hours) == expected)
    }

    @Test(arguments: [
        ("2026-01-15T03:00", 7.0 / 6, "Thu 15 Jan 04:10"), ("2026-01-15", 0.0, "Thu 15 Jan 00:00"), ("2024-02-28T23:30", 1.0, "Thu 29 Feb 00:30"),
        ("2025-12-31T23:59", 0.05, "Thu 1 Jan 00:02"), ("1970-01-01T00:00", 0.0, "Thu 1 Jan 00:00"), ("2000-03-01T12:00:30", -24.0, "Tue 29 Feb 12:00"),
    ])
    func `clock times follow the calendar`(start: String, hours: Double, expected: String) {
        let words = Wording(language: English(), clock: ClockTime(start), horizonHours: 72)
        #expect(words.moment(hours) == expected)
    }

    @Test(arguments: ["", "soon", "2026-13-01", "2026-01-15T25:00", "15-01-2026x"])
    func `what is no date gives no clock`(text: String) {
        #expect(ClockTime(text) == nil)
    }

    @Test(arguments: [(0.0, "0%"), (0.004, "less than 1%"), (0.625, "62%"), (0.997, "more than 99%"), (1.0, "100%")])
    func `a share is nought or full only when it is exactly that`(share: Double, expected: String) {
        #expect(words.percent(share) == expected)
    }

    @Test(arguments: [
        ("plain name", "plain name"), ("a|b", "a\\|b"), ("<b>&", "&lt;b&gt;&amp;"), ("#1", "\\#1"), ("1. x", "1\\. x"), ("No. 5", "No\\. 5"),
        ("St. Elisabeth", "St\\. Elisabeth"), ("Sint Jan (noord)", "Sint Jan (noord)"), ("3.5 m", "3.5 m"), ("a\nb", "a b"), ("Thu 04:10", "Thu 04:10"),
    ])
    func `names are escaped only as far as they need it`(name: String, expected: String) {
        #expect(MarkdownWriter.escape(name) == expected)
    }

    @Test(arguments: [("waterTower", 1, "water tower"), ("waterTower", 2, "water towers"), ("careHome", 3, "care homes"), ("battery", 2, "batteries"), ("bus", 2, "buses"), ("railway", 2, "railways")])
    func `kinds are written in words`(kind: String, count: Int, expected: String) {
        #expect(English().kind(kind, count) == expected)
    }

    @Test func `prose keeps data apart from words`() {
        let name = "*x*"
        let prose: Prose = "see \(name), \(strong: "\(name)")"
        #expect(prose.plain == "see *x*, *x*")
        var writer = MarkdownWriter()
        writer.paragraph(prose)
        #expect(writer.text == "see \\*x\\*, **\\*x\\***\n")
    }

    @Test func `JSON is written with sorted keys, exact numbers and null for what is not finite`() {
        let json: JSON = ["b": [.number(0.1), .finite(.infinity), .integer(3)], "a": .string("\"\n\u{1}")]
        #expect(String(decoding: json.written(), as: UTF8.self) == "{\n  \"a\": \"\\\"\\u000a\\u0001\",\n  \"b\": [0.1, null, 3]\n}\n")
    }
}
