import Computation
public import Diagnostics
import MarkupReading

/// A scenario file: one scenario, or all those that its `<parameters>` combine to.
public struct ScenarioFile: Sendable {
    /// One scenario of the file, or why it is none.
    public struct Member: Sendable {
        /// The file's name and what was chosen: `breach,level=1.25,site=north`.
        public var name: String
        public var scenario: Result<Scenario, InputError>
    }

    public let path: String
    private let root: MarkupElement
    private let list: ParameterList?

    /// - Throws: `InputError` when the file is no scenario, or its parameters or placeholders are wrong for every
    ///   scenario alike.
    public init(path: String) throws(InputError) {
        self.path = path
        root = try MarkupReader.tree(path, maximumElements: ScenarioReader.maximumElements)
        try ScenarioReader.checkRoot(root)
        let lists = root.children(named: "parameters")
        if lists.count > 1 {
            throw InputError(
                "element-twice", at: lists[1].position, "<parameters> is there twice", remedy: "keep one of them")
        }
        list = try lists.first.map { element throws(InputError) in try ParameterList(element, besideFile: path) }
        try checkPlaceholders()
    }

    public var hasParameters: Bool { list != nil }

    /// How many scenarios it stands for; nil when there are more than can be counted.
    public var count: Int? {
        guard let list else { return 1 }
        guard let all = combinations else { return list.sample?.count }
        return list.sample.map { min($0.count, all) } ?? all
    }

    /// "level (13 values) × site (100 values)"; empty for a file without parameters.
    public var parametersInWords: String {
        (list?.parameters ?? []).map { "\($0.name) (\($0.values.count) value\($0.values.count == 1 ? "" : "s"))" }
            .joined(separator: " × ") + (list?.sample.map { ", \($0.count) of them drawn with seed \($0.seed)" } ?? "")
    }

    private var combinations: Int? {
        var product = 1
        for parameter in list?.parameters ?? [] {
            let (more, isTooLarge) = product.multipliedReportingOverflow(by: parameter.values.count)
            if isTooLarge { return nil }
            product = more
        }
        return product
    }

    /// Every scenario of the file, the last parameter varying fastest. Broken ones are among them.
    /// - Complexity: O(scenarios × elements); ask `count` first.
    public func members() -> [Member] {
        guard let list else {
            return [Member(name: ScenarioReader.fileName(path), scenario: Result { () throws(InputError) in try ScenarioReader.read(path) })]
        }
        let all = combinations ?? .max
        let numbers = list.sample.map { Self.draw($0.count, of: all, seed: $0.seed) } ?? Array(0..<all)
        return members(numbers.map { choice(number: $0, list) }, list)
    }

    /// One scenario by what is chosen for each parameter, as its name says: `level=1.25,site=north`.
    func member(_ words: [Substring], at position: SourcePosition) throws(InputError) -> Member {
        guard let list else {
            throw InputError(
                "no-parameters", at: position, "the file has no parameters to choose values for",
                remedy: "name the file alone")
        }
        var chosen: [String: Parameter.Value] = [:]
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let parameter = list.parameters.first(where: { $0.name == parts[0] }) else {
                throw InputError(
                    "parameter-unknown", at: position, "'\(word)' chooses no parameter of this file",
                    remedy: suggestion(for: parts.first ?? "", among: list.parameters.map(\.name))
                        + "write name=value; the parameters are \(list.parameters.map(\.name).joined(separator: ", "))")
            }
            guard let value = parameter.values.first(where: { $0.name == parts[1] }) else {
                throw InputError(
                    "parameter-unknown", at: position, "'\(parts[0])' never has the value '\(parts[1])'",
                    remedy: suggestion(for: parts[1], among: parameter.values.map(\.name))
                        + "its values are \(parameter.values.prefix(20).map(\.name).joined(separator: ", "))")
            }
            chosen[parts[0]] = value
        }
        let choice = list.parameters.compactMap { chosen[$0.name] }
        guard choice.count == list.parameters.count else {
            let open = list.parameters.filter { chosen[$0.name] == nil }.map(\.name)
            throw InputError(
                "parameter-open", at: position, "nothing is chosen for \(open.joined(separator: ", "))",
                remedy: "add ,\(open[0])=\(list.parameters.first { $0.name == open[0] }?.values.first?.name ?? "") and the like to the file's name")
        }
        return members([choice], list)[0]
    }

    /// `,level=1.00,site=north`: the first of its scenarios.
    var firstChoice: String {
        (list?.parameters ?? []).map { ",\($0.name)=\($0.values[0].name)" }.joined()
    }

    // MARK: combinations

    /// The values of a combination, by its number among all.
    private func choice(number: Int, _ list: ParameterList) -> [Parameter.Value] {
        var rest = number
        return list.parameters.reversed().map { parameter in
            defer { rest /= parameter.values.count }
            return parameter.values[rest % parameter.values.count]
        }.reversed()
    }

    /// Distinct numbers below `all`, ascending. More of them, with the same seed, hold the fewer.
    private static func draw(_ count: Int, of all: Int, seed: UInt64) -> [Int] {
        guard count < all else { return Array(0..<all) }
        var drawn: Set<Int> = []
        var attempt: UInt64 = 0
        while drawn.count < count {
            let bits = CounterRandom.bits(seed: seed, sample: attempt, key: 0, purpose: 0x73_77_65_65_70)
            drawn.insert(Int(bits % UInt64(all)))
            attempt += 1
        }
        return drawn.sorted()
    }

    private func members(_ choices: [[Parameter.Value]], _ list: ParameterList) -> [Member] {
        var filled: [(name: String, choice: [Scenario.Choice], root: Result<MarkupElement, InputError>)] = []
        for values in choices {
            let choice = zip(list.parameters, values).map { Scenario.Choice(parameter: $0.name, value: $1.name) }
            let name = ScenarioReader.fileName(path) + choice.map { ",\($0.parameter)=\($0.value)" }.joined()
            filled.append((name, choice, Result { () throws(InputError) in try fill(values, list) }))
        }
        let valid = ScenarioReader.firstFindings(in: filled.compactMap { try? $0.root.get() })
        var next = 0
        let title = title(list)
        return filled.map { name, choice, root in
            Member(
                name: name,
                scenario: Result { () throws(InputError) in
                    let root = try root.get()
                    defer { next += 1 }
                    var scenario = try ScenarioReader.scenario(root, path: path, named: name, finding: valid[next])
                    scenario.choices = choice
                    scenario.fileTitle = title
                    scenario.parameterFiles = list.files
                    return scenario
                })
        }
    }

    /// The title with … for what varies.
    private func title(_ list: ParameterList) -> String {
        var open = root
        open.children = []
        var placeholders = Placeholders(
            list.parameters, choice: list.parameters.map { .init(name: "…", fields: $0.values[0].fields.mapValues { _ in "…" }) })
        return (try? placeholders.filled(open))?.attributes["title"] ?? ""
    }

    private func fill(_ values: [Parameter.Value], _ list: ParameterList) throws(InputError) -> MarkupElement {
        var placeholders = Placeholders(list.parameters, choice: values)
        var open = root
        open.children.removeAll { $0.name == "parameters" }
        return try placeholders.filled(open) ?? open
    }

    /// Looks at every placeholder once, and for parameters that nothing depends on.
    private func checkPlaceholders() throws(InputError) {
        guard let list else { return }
        var open = root
        open.children.removeAll { $0.name == "parameters" }
        if open.attributes["when"] != nil {
            throw InputError(
                "when-form", at: root.position, "<scenario> itself cannot have when", remedy: "put it on elements inside")
        }
        var placeholders = Placeholders(list.parameters, choice: [])
        _ = try placeholders.filled(open)
        for parameter in list.parameters where !placeholders.used.contains(parameter.name) {
            throw InputError(
                "parameter-unused", at: parameter.position, "nothing depends on the parameter '\(parameter.name)'",
                remedy: "write {\(parameter.name)} where its value belongs or when=\"\(parameter.name)=…\" on an element, or remove it")
        }
    }
}
