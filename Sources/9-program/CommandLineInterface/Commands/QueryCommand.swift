import Diagnostics
import ResultStore
import TableWriting

/// `lifeline query`: answers the common questions from a file of results.
struct QueryCommand: Command {
    static let name = "query"
    static let summary = "ask a file of results the common questions"
    static let explanation =
        "The same answers are views of the file: QGIS shows them, and any program that knows SQLite can ask more."
    static let operands = [
        Operand("FILE", "file of results, as 'lifeline batch' makes it"), Operand("QUESTION", "one of those below"),
        Operand("NAME", "what it is about, where the question needs it", isOptional: true),
    ]
    private static let format = Option(
        "format", .choice(TableFormat.allCases.map(\.rawValue)), "how to write the answer", standard: "table")
    private static let top = Option("top", .whole("N", 1...100_000_000), "rows to show of a table", standard: "40")
    static let options = [format, top]
    static var lists: [HelpList] { [HelpList(title: "questions", entries: questions.map { ($0.name, $0.summary) })] }
    static let examples = [
        "query results.gpkg summary", "query results.gpkg worst-hospitals --format csv",
        "query results.gpkg facility hospital-1",
    ]

    private struct Question {
        var name, summary: String
        /// Whether a name belongs to it.
        var isAboutOne = false
        var make: @Sendable (String) -> StoreQuestion
    }
    private static var questions: [Question] {
        [
            Question(name: "summary", summary: "every scenario with its main figures") { _ in .summary },
            Question(name: "scenarios", summary: "every scenario with its choices, its state, and why it failed") { _ in .scenarios },
            Question(name: "worst-hospitals", summary: "hospitals that lose a service, the longest outage first") { _ in .worstHospitals },
            Question(name: "weak-nodes", summary: "where the outages begin that cost people most") { _ in .weakNodes },
            Question(name: "measures", summary: "what measures avoid in each scenario") { _ in .measures },
            Question(name: "access", summary: "how many residents help does not reach in time, in each scenario") { _ in .access },
            Question(name: "unreachable", summary: "hospitals and the like that help reaches too late or not at all") { _ in .unreachable },
            Question(name: "posts", summary: "ambulance posts and hospitals out of work or cut off") { _ in .postsAndHospitals },
            Question(name: "portfolios", summary: "the best combination of measures, where a scenario asks for one") { _ in .portfolios },
            Question(name: "facility", summary: "one facility, or another asset, in every scenario: its identifier", isAboutOne: true) { .place($0) },
            Question(name: "losses", summary: "who loses what in one scenario: its name", isAboutOne: true) { .facilities(scenario: $0) },
            Question(name: "causes", summary: "hospitals and the like in one scenario, with the chain of causes", isAboutOne: true) { .vulnerable(scenario: $0) },
            Question(name: "failures", summary: "which nodes and links stand still in one scenario", isAboutOne: true) { .assets(scenario: $0) },
        ]
    }

    private let file: String
    private let question: StoreQuestion
    private let format: TableFormat
    private let top: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        file = arguments.operands.first ?? ""
        let words = arguments.operands.dropFirst()
        guard let word = words.first else { throw UsageError("QUESTION is missing: one of \(Self.questions.map(\.name).joined(separator: ", "))") }
        guard let own = Self.questions.first(where: { $0.name == word }) else {
            throw UsageError(
                "there is no question '\(word)'; \(suggestion(for: word, among: Self.questions.map(\.name)))questions are \(Self.questions.map(\.name).joined(separator: ", "))")
        }
        guard words.count == (own.isAboutOne ? 2 : 1) else {
            throw UsageError(own.isAboutOne ? "'\(word)' needs one name: \(own.summary)" : "'\(word)' takes no name")
        }
        question = own.make(words.last ?? "")
        format = arguments.text(Self.format).flatMap { TableFormat(rawValue: $0) } ?? .table
        top = arguments.whole(Self.top) ?? 40
    }

    func run(_ surroundings: Surroundings) throws -> ExitCode {
        let table = try ResultStore.reading(file).answer(question)
        surroundings.print(try format.text(of: [table], top: top))
        return .done
    }
}
