import Diagnostics
import FileReading
import MarkupReading

/// `<parameters>` of a scenario: what varies, and which combinations are wanted.
struct ParameterList: Sendable {
    var parameters: [Parameter]
    /// How many combinations to draw of all that there are, and the seed; nil for every one.
    var sample: (count: Int, seed: UInt64)?
    /// Tables that values came from.
    var files: [String]
    var position: SourcePosition

    /// - Throws: `InputError` for parameters that have no name, no value, or two equal ones.
    init(_ element: MarkupElement, besideFile file: String) throws(InputError) {
        position = element.position
        try element.refuseOthers(than: ["combine", "samples", "seed"])
        (parameters, files) = ([], [])
        for child in element.children {
            guard child.name == "parameter" else {
                throw InputError(
                    "element-unknown", at: child.position, "<\(child.name)> cannot stand in <parameters>",
                    remedy: "write <parameter name=\"…\" values=\"…\"/>")
            }
            let parameter = try Self.parameter(child, besideFile: file, &files)
            guard !parameters.contains(where: { $0.name == parameter.name }) else {
                throw InputError(
                    "parameter-twice", at: child.position, "the parameter '\(parameter.name)' is there twice",
                    remedy: "put all its values into one of them")
            }
            parameters.append(parameter)
        }
        guard !parameters.isEmpty else {
            throw InputError(
                "parameters-empty", at: position, "<parameters> holds no parameter",
                remedy: "add <parameter name=\"level\" values=\"1.0..4.0 step 0.25\"/>, or remove it")
        }
        sample = try Self.sample(element)
    }

    private static func sample(_ element: MarkupElement) throws(InputError) -> (count: Int, seed: UInt64)? {
        switch element.attributes["combine"] ?? "full" {
        case "full":
            guard element.attributes["samples"] == nil, element.attributes["seed"] == nil else {
                throw InputError(
                    "parameters-combine", at: element.position, "samples and seed say nothing when every combination is taken",
                    remedy: "add combine=\"sampled\", or remove them")
            }
            return nil
        case "sampled":
            guard let count = Int(try element.required("samples")), count > 0 else {
                throw InputError(
                    "parameters-combine", at: element.position,
                    "samples=\"\(element.attributes["samples"] ?? "")\" is no number of combinations",
                    remedy: "write a whole number of 1 or more")
            }
            guard let seed = UInt64(element.attributes["seed"] ?? "1") else {
                throw InputError(
                    "parameters-combine", at: element.position, "seed=\"\(element.attributes["seed"] ?? "")\" is no whole number",
                    remedy: "write a number such as 1")
            }
            return (count, seed)
        case let word:
            throw InputError(
                "parameters-combine", at: element.position, "combine=\"\(word)\" is neither full nor sampled",
                remedy: "write full for every combination, or sampled with samples=\"…\" for some of them")
        }
    }

    private static func parameter(
        _ element: MarkupElement, besideFile file: String, _ files: inout [String]
    ) throws(InputError) -> Parameter {
        try element.refuseOthers(than: ["name", "values", "file"])
        let name = try element.required("name")
        guard Parameter.isName(name) else {
            throw InputError(
                "parameter-name", at: element.position, "'\(name)' cannot be the name of a parameter",
                remedy: "use letters, digits, _ and -, with a letter first")
        }
        let ways = [element.attributes["values"] != nil, element.attributes["file"] != nil, !element.children.isEmpty]
        guard ways.count(where: { $0 }) == 1 else {
            throw InputError(
                "parameter-values", at: element.position,
                "the parameter '\(name)' has " + (ways.contains(true) ? "its values given in several ways" : "no values"),
                remedy: "give either values=\"…\", or <value name=\"…\"/> elements, or file=\"…\" with a table")
        }
        var values: [Parameter.Value] = []
        if let words = element.attributes["values"] {
            values = try ParameterRange.names(words, of: name, at: element.position).map { Parameter.Value(name: $0) }
        } else if let table = element.attributes["file"] {
            files.append(ScenarioReader.resolve(table, besideFile: file))
            values = try Self.values(inTable: files[files.count - 1])
        } else {
            for child in element.children { values.append(try value(child)) }
        }
        guard !values.isEmpty else {
            throw InputError(
                "parameter-empty", at: element.position, "the parameter '\(name)' has no value",
                remedy: "write at least one, such as values=\"1.0..4.0 step 0.25\" or values=\"north south\"")
        }
        var seen: Set<String> = []
        for value in values {
            guard Parameter.isValueName(value.name) else {
                throw InputError(
                    "parameter-value-name", at: element.position, "'\(value.name)' cannot be the name of a value of '\(name)'",
                    remedy: "use letters, digits and _ - + . : without blanks; put anything else into a field of <value>")
            }
            guard seen.insert(value.name).inserted else {
                throw InputError(
                    "parameter-value-twice", at: element.position, "the value '\(value.name)' of '\(name)' is there twice",
                    remedy: "remove one of the two")
            }
        }
        return Parameter(name: name, values: values, position: element.position)
    }

    private static func value(_ element: MarkupElement) throws(InputError) -> Parameter.Value {
        guard element.name == "value" else {
            throw InputError(
                "element-unknown", at: element.position, "<\(element.name)> cannot stand in <parameter>",
                remedy: "write <value name=\"…\"/>")
        }
        let name = try element.required("name")
        for field in element.attributes.keys.sorted() where !Parameter.isName(field) {
            throw InputError(
                "parameter-name", at: element.position, "'\(field)' cannot be the name of a field",
                remedy: "use letters, digits, _ and -, with a letter first")
        }
        return Parameter.Value(name: name, fields: element.attributes.filter { $0.key != "name" })
    }

    /// The first column names the values, or the one called `name`; the others are fields by their headings.
    private static func values(inTable path: String) throws(InputError) -> [Parameter.Value] {
        let table = try DelimitedTable(path: path, maximumRows: ParameterRange.maximumValues)
        let names = table.column("name") ?? 0
        var values: [Parameter.Value] = []
        for row in table.rows {
            guard Parameter.isValueName(row[names]) else {
                throw InputError(
                    "parameter-value-name", at: table.position(row), "'\(row[names])' cannot be the name of a value",
                    remedy: "use letters, digits and _ - + . : without blanks; what else it is called can have a column of its own")
            }
            var value = Parameter.Value(name: row[names])
            for (column, heading) in table.header.enumerated() where column != names && Parameter.isName(heading) {
                value.fields[heading] = row[column]
            }
            values.append(value)
        }
        return values
    }
}

extension MarkupElement {
    /// - Throws: `InputError` for an attribute that is not one of these, with the nearest.
    func refuseOthers(than known: [String]) throws(InputError) {
        for name in attributes.keys.sorted() where !known.contains(name) {
            throw InputError(
                "attribute-unknown", at: position, "<\(self.name)> has no attribute '\(name)'",
                remedy: suggestion(for: name, among: known) + "it has \(known.joined(separator: ", "))")
        }
    }
}
