import Diagnostics
import MarkupReading

/// Puts values into the places that a scenario keeps open for them: `{level}`, `{site.x}`, and `when="site=north"`.
struct Placeholders {
    let parameters: [Parameter]
    /// One value for each parameter, or none to see only whether every placeholder can be filled.
    var choice: [Parameter.Value]
    /// Which parameters something in the scenario depends on.
    private(set) var used: Set<String> = []

    init(_ parameters: [Parameter], choice: [Parameter.Value]) {
        self.parameters = parameters
        self.choice = choice
    }

    /// The element with every placeholder filled, or nil when its `when` does not hold.
    /// - Throws: `InputError` for a placeholder that stands for nothing.
    mutating func filled(_ element: MarkupElement) throws(InputError) -> MarkupElement? {
        var result = element
        // What is left out is looked at all the same, so that a mistake in it shows in every scenario.
        let isWanted = try holds(element)
        result.attributes["when"] = nil
        for (name, text) in element.attributes where name != "when" && text.contains(where: { $0 == "{" || $0 == "}" }) {
            result.attributes[name] = try filled(text, in: element)
        }
        if element.text.contains(where: { $0 == "{" || $0 == "}" }) { result.text = try filled(element.text, in: element) }
        result.children = []
        for child in element.children {
            if let child = try filled(child) { result.children.append(child) }
        }
        return isWanted ? result : nil
    }

    /// `{{` and `}}` stand for single braces.
    private mutating func filled(_ text: String, in element: MarkupElement) throws(InputError) -> String {
        var result = "", rest = text[...]
        while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            result += rest[..<brace]
            let after = rest.index(after: brace)
            if after < rest.endIndex, rest[after] == rest[brace] {
                result.append(rest[brace])
                rest = rest[rest.index(after: after)...]
                continue
            }
            guard rest[brace] == "{", let end = rest[after...].firstIndex(of: "}") else {
                throw InputError(
                    "placeholder-open", at: element.position, "'\(text)' in <\(element.name)> has a single brace",
                    remedy: "write {name} for a parameter, and {{ or }} for a brace itself")
            }
            result += try value(rest[after..<end], in: element)
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private mutating func value(_ word: Substring, in element: MarkupElement) throws(InputError) -> String {
        let parts = word.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let number = try number(of: parts[0], in: element)
        let values = choice.isEmpty ? parameters[number].values : [choice[number]]
        guard parts.count == 2 else { return values[0].name }
        let field = String(parts[1])
        for value in values where value.fields[field] == nil {
            let known = Set(parameters[number].values.flatMap(\.fields.keys)).sorted()
            throw InputError(
                "placeholder-unknown", at: element.position,
                "{\(word)} in <\(element.name)>: the value '\(value.name)' of '\(parts[0])' has no '\(field)'",
                remedy: suggestion(for: field, among: known)
                    + (known.isEmpty ? "write <value name=\"\(value.name)\" \(field)=\"…\"/>" : "it has \(known.joined(separator: ", "))"))
        }
        return values[0].fields[field] ?? ""
    }

    private mutating func number(of name: Substring, in element: MarkupElement) throws(InputError) -> Int {
        guard let number = parameters.firstIndex(where: { $0.name == name }) else {
            throw InputError(
                "placeholder-unknown", at: element.position, "<\(element.name)> names a parameter '\(name)' that is not there",
                remedy: suggestion(for: name, among: parameters.map(\.name))
                    + "the parameters are \(parameters.map(\.name).joined(separator: ", "))")
        }
        used.insert(parameters[number].name)
        return number
    }

    /// `when="site=north,south mound=yes"`: every one of the conditions, each with one of its values.
    private mutating func holds(_ element: MarkupElement) throws(InputError) -> Bool {
        guard let text = element.attributes["when"] else { return true }
        let conditions = text.split(whereSeparator: \.isWhitespace)
        var holds = true
        for condition in conditions {
            let parts = condition.split(separator: "=", omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw Self.noCondition(text, element) }
            let number = try number(of: parts[0], in: element)
            let wanted = parts[1].split(separator: ",").map(String.init), known = parameters[number].values.map(\.name)
            for name in wanted where !known.contains(name) {
                throw InputError(
                    "when-unknown", at: element.position, "when=\"\(text)\": '\(parts[0])' never has the value '\(name)'",
                    remedy: suggestion(for: name, among: known) + "its values are \(known.prefix(20).joined(separator: ", "))")
            }
            guard !wanted.isEmpty else { throw Self.noCondition(text, element) }
            if !choice.isEmpty { holds = holds && wanted.contains(choice[number].name) }
        }
        guard !conditions.isEmpty else { throw Self.noCondition(text, element) }
        return holds
    }

    private static func noCondition(_ text: String, _ element: MarkupElement) -> InputError {
        InputError(
            "when-form", at: element.position, "when=\"\(text)\" in <\(element.name)> is no condition",
            remedy: "write when=\"site=north\", when=\"site=north,south\" for either, or several with blanks between for all of them")
    }
}
