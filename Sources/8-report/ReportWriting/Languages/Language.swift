import Diagnostics
import NetworkModel

/// Everything a report says, in one language: another language is another type beside `English`.
///
/// Arguments are finished pieces (numbers already rounded and printed); a language only puts them in order.
protocol Language: Sendable, NumberLanguage, SummaryLanguage, CauseLanguage, SectionLanguage, WeakPointLanguage, AccessLanguage,
    ChecklistLanguage, TrustLanguage, ObservedLanguage, PortfolioLanguage, BatchLanguage, ScreeningLanguage, PictureLanguage
{}

/// Numbers, times and the names of things.
protocol NumberLanguage {
    var language: ReportLanguage { get }
    var groupSeparator: Character { get }
    var decimalSeparator: Character { get }
    var unlimited: String { get }
    var notWithinPeriod: String { get }
    var atOnset: String { get }
    func afterOnset(_ duration: String) -> String
    func duration(days: Int, hours: Int, minutes: Int) -> String
    func clock(_ moment: ClockTime.Moment) -> String
    func onClock(_ moment: ClockTime.Moment) -> String
    func atTime(_ moment: ClockTime.Moment) -> String
    func lessThan(_ text: String) -> String
    func moreThan(_ text: String) -> String
    func percent(_ number: String) -> String
    func euros(_ number: String) -> String
    func range(_ low: String, _ high: String) -> String
    func list(_ items: [Prose]) -> Prose
    func severity(_ severity: Severity) -> Prose
}

extension NumberLanguage {
    /// Two letters of ISO 639-1.
    var code: String { language.rawValue }

    /// What a lower layer has put into words.
    func words(_ phrase: Phrase) -> Prose { Prose(data: phrase[language]) }
    func text(_ phrase: Phrase) -> String { phrase[language] }

    /// The kind of an asset in words, in the number that `count` asks for.
    func kind(_ name: String, _ count: Int) -> String { text(AssetKind(short(name)).words(count)) }
    /// What a place gets from a layer: "power", "road access".
    func service(_ name: String) -> String { text(Layer(short(name)).serviceWords) }
    /// A layer as a network: "power network".
    func network(_ name: String) -> String { text(Layer(short(name)).networkWords) }
    func attribute(_ name: String) -> String { text(AttributeWords.phrase(short(name))) }
    func names(_ services: [String]) -> Prose { list(services.map { Prose(data: service($0)) }) }

    private func short(_ name: String) -> String { Hygiene.oneLine(name, limit: 40) }
}
