/// Running text for a report: our own words, and what came from data, kept apart.
///
/// In a literal, the literal part is ours; every interpolated `String` counts as data, which a writer must not let
/// change the layout. Sections and languages make prose; only a writer knows how a format marks it up.
struct Prose: Sendable, Equatable, ExpressibleByStringInterpolation {
    enum Run: Sendable, Equatable {
        case words(String)
        case data(String)
        case strong([Run])
        case code(String)
        /// The title of a section of the same report.
        case section(String)
    }
    var runs: [Run] = []

    init() {}
    init(stringLiteral value: String) { runs = [.words(value)] }
    init(stringInterpolation: Interpolation) { runs = stringInterpolation.runs }
    init(data: String) { runs = [.data(data)] }
    /// Text of ours that is put together at run time, such as a printed number.
    init(ours text: String) { runs = [.words(text)] }
    private init(runs: [Run]) { self.runs = runs }

    struct Interpolation: StringInterpolationProtocol {
        var runs: [Run] = []
        init(literalCapacity: Int, interpolationCount: Int) {}
        mutating func appendLiteral(_ literal: String) { if !literal.isEmpty { runs.append(.words(literal)) } }
        mutating func appendInterpolation(_ data: String) { runs.append(.data(data)) }
        mutating func appendInterpolation(_ number: Int) { runs.append(.data(String(number))) }
        mutating func appendInterpolation(_ prose: Prose) { runs += prose.runs }
        mutating func appendInterpolation(strong prose: Prose) { runs.append(.strong(prose.runs)) }
        mutating func appendInterpolation(code: String) { runs.append(.code(code)) }
        mutating func appendInterpolation(section title: String) { runs.append(.section(title)) }
    }

    /// The text alone.
    var plain: String { Self.plain(runs) }
    var isEmpty: Bool { runs.isEmpty }

    private static func plain(_ runs: [Run]) -> String {
        runs.map { run in
            switch run {
            case .words(let text), .data(let text), .code(let text), .section(let text): text
            case .strong(let inner): plain(inner)
            }
        }.joined()
    }

    /// With its first letter as a capital.
    var capitalised: Prose {
        guard let first = runs.first else { return self }
        func raised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
        var result = self
        switch first {
        case .words(let text): result.runs[0] = .words(raised(text))
        case .data(let text): result.runs[0] = .data(raised(text))
        case .strong(let inner): result.runs[0] = .strong(Prose(runs: inner).capitalised.runs)
        case .code, .section: break
        }
        return result
    }

    static func + (a: Prose, b: Prose) -> Prose {
        var sum = a
        sum.runs += b.runs
        return sum
    }
}

extension [Prose] {
    /// All of them with a separator of ours between each two.
    func joined(_ separator: String) -> Prose {
        var result = Prose()
        for (i, prose) in enumerated() {
            if i > 0 { result.runs.append(.words(separator)) }
            result.runs += prose.runs
        }
        return result
    }
}
