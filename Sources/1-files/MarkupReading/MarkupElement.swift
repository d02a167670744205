public import Diagnostics

/// One element of a small XML document, with its place in the file: what scenarios and catalogues are read into.
public struct MarkupElement: Sendable {
    /// Local name, without prefix.
    public var name: String
    public var namespace: String
    /// Attributes by local name.
    public var attributes: [String: String]
    public var children: [MarkupElement]
    /// Text directly inside, without the white space around it.
    public var text: String
    public var position: SourcePosition

    public init(
        name: String, namespace: String = "", attributes: [String: String] = [:], children: [MarkupElement] = [],
        text: String = "", position: SourcePosition
    ) {
        self.name = name
        self.namespace = namespace
        self.attributes = attributes
        self.children = children
        self.text = text
        self.position = position
    }

    public func children(named name: String) -> [MarkupElement] { children.filter { $0.name == name } }
    public func child(named name: String) -> MarkupElement? { children.first { $0.name == name } }

    /// An attribute that must be there.
    public func required(_ name: String) throws(InputError) -> String {
        if let value = attributes[name] { return value }
        throw InputError(
            "attribute-missing", at: position, "<\(self.name)> has no attribute '\(name)'",
            remedy: "add \(name)=\"…\"")
    }

    /// A finite number in an attribute, or nil when the attribute is absent.
    /// - Throws: `InputError` when it is there but is no finite number or lies outside `range`.
    public func number(
        _ name: String, in range: ClosedRange<Double> = -.greatestFiniteMagnitude ... .greatestFiniteMagnitude,
        unit: String = ""
    ) throws(InputError) -> Double? {
        guard let text = attributes[name] else { return nil }
        guard let value = Double(text), value.isFinite else {
            throw InputError(
                "not-a-number", at: position, "\(name)=\"\(text)\" in <\(self.name)> is not a finite number",
                remedy: "write a number such as 4.2\(unit.isEmpty ? "" : " (\(unit))")")
        }
        guard range.contains(value) else {
            throw InputError(
                "number-out-of-range", at: position,
                "\(name)=\"\(text)\" in <\(self.name)> lies outside \(range.lowerBound) … \(range.upperBound) \(unit)",
                remedy: "correct the value or its unit")
        }
        return value
    }

    /// A finite number in an attribute that must be there.
    public func requiredNumber(
        _ name: String, in range: ClosedRange<Double> = -.greatestFiniteMagnitude ... .greatestFiniteMagnitude,
        unit: String = ""
    ) throws(InputError) -> Double {
        _ = try required(name)
        return try number(name, in: range, unit: unit) ?? 0
    }
}
