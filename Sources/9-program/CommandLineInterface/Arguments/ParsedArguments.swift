import Diagnostics

/// The words of a command line, sorted into options and operands and checked.
struct ParsedArguments: Equatable {
    private var values: [String: [String]] = [:]
    private(set) var operands: [String] = []

    /// - Throws: `UsageError` for an unknown option (with the nearest name), a missing or impossible value, an option
    ///   given twice, too few or too many operands. With `--help` among the words nothing else is checked.
    init(_ words: some Sequence<String>, options: [Option], operands expected: [Operand]) throws(UsageError) {
        var rest = Array(words)[...]
        while let word = rest.popFirst() {
            if word == "--" {
                operands += rest
                break
            }
            guard word.hasPrefix("-"), word != "-" else {
                operands.append(word)
                continue
            }
            try take(word, &rest, options)
        }
        if has(.helpFlag) { return }
        try check(expected)
    }

    private mutating func take(_ word: String, _ rest: inout ArraySlice<String>, _ options: [Option]) throws(UsageError) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let option = options.first { "--\($0.name)" == parts[0] || $0.letter.map { "-\($0)" } == parts[0] }
        guard let option else {
            let hint = suggestion(for: parts[0].drop { $0 == "-" }, among: options.map(\.name))
            throw UsageError("there is no option '\(parts[0])'" + (hint.isEmpty ? "" : "; \(hint.replacingName())"))
        }
        guard option.isRepeating || values[option.name] == nil else { throw UsageError("--\(option.name) is given twice") }
        guard let placeholder = option.placeholder else {
            guard parts.count == 1 else { throw UsageError("--\(option.name) takes no value") }
            values[option.name] = [""]
            return
        }
        let isOption: (String) -> Bool = { next in options.contains { "--\($0.name)" == next } }
        guard let text = parts.count == 2 ? parts[1] : rest.first.flatMap({ isOption($0) ? nil : $0 }) else {
            throw UsageError("--\(option.name) needs a value: --\(option.name) \(placeholder)")
        }
        if parts.count == 1 { rest.removeFirst() }
        if let objection = option.objection(to: text) { throw UsageError(objection) }
        values[option.name, default: []].append(text)
    }

    private func check(_ expected: [Operand]) throws(UsageError) {
        if operands.count < expected.count, !expected[operands.count].isOptional {
            throw UsageError("\(expected[operands.count].name) is missing: \(expected[operands.count].help)")
        }
        if operands.count > expected.count, expected.last?.isRepeating != true {
            throw UsageError("'\(operands[expected.count])' is one argument too many")
        }
    }

    func has(_ option: Option) -> Bool { values[option.name] != nil }
    func text(_ option: Option) -> String? { values[option.name]?.first }
    /// The values of an option that may be given several times, in their order.
    func texts(_ option: Option) -> [String] { values[option.name] ?? [] }
    func whole(_ option: Option) -> Int? { text(option).flatMap { Int($0) } }
    func number(_ option: Option) -> Double? { text(option).flatMap { Double($0) } }

    /// The value of an option that the command cannot do without.
    func required(_ option: Option) throws(UsageError) -> String {
        if let text = text(option) { return text }
        throw UsageError("--\(option.name) is missing: \(option.help)")
    }
}

extension String {
    /// "did you mean 'x'? " as "did you mean '--x'?"
    fileprivate func replacingName() -> String {
        var text = self
        if let quote = text.firstIndex(of: "'") { text.insert(contentsOf: "--", at: text.index(after: quote)) }
        while text.hasSuffix(" ") { text.removeLast() }
        return text
    }
}
