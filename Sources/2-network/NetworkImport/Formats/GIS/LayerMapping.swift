public import Diagnostics
import FileReading
import NetworkModel

/// What the layers of map files are, as a planner writes it down in a table.
///
/// One line per statement, columns `layer`, `property`, `attribute`, `when`, `value`, `unit`:
/// - `layer`: name of the layer in a GeoPackage, or of a GeoJSON file without its ending; `*` for every layer
/// - `property`: what is filled: `is` (node, link, facility or skip), `network`, `kind`, `id`, `name`, `from`, `to`,
///   `source`, `directed`, or any attribute of network XML such as `diameter`
/// - `attribute`: the layer's own column that it is taken from
/// - `when`: only where that column has this value
/// - `value`: what is put in; the column's own value when empty
/// - `unit`: unit of the column's numbers, such as `mm` or `V`; the attribute's own when empty
///
/// Of several lines for one property the first that gives something counts.
public struct LayerMapping: Sendable, Equatable {
    struct Rule: Sendable, Equatable {
        var layer: String
        var property: Property
        var attribute: String, when: String, value: String
        /// Factor from the unit given to the attribute's own.
        var factor: Double
        var line: Int
    }
    /// What a line of the table fills.
    enum Property: Sendable, Hashable {
        case what, network, kind, id, name, from, to, source, directed
        case numeric(NumericAttribute), text(TextAttribute)

        init?(name: String) {
            switch name {
            case "is": self = .what
            case "network": self = .network
            case "kind": self = .kind
            case "id": self = .id
            case "name": self = .name
            case "from": self = .from
            case "to": self = .to
            case "source": self = .source
            case "directed": self = .directed
            default:
                if let attribute = NumericAttribute(name: name) {
                    self = .numeric(attribute)
                } else if let attribute = TextAttribute(name: name) {
                    self = .text(attribute)
                } else {
                    return nil
                }
            }
        }
        static let names =
            ["is", "network", "kind", "id", "name", "from", "to", "source", "directed"]
            + NumericAttribute.allCases.map(\.name) + TextAttribute.allCases.map(\.name)
    }
    /// What the things of a layer are.
    enum Role: String, CaseIterable { case node, link, facility, skip }

    public let path: String
    let rules: [Rule]

    /// - Throws: `InputError` `mapping-…` with the line, and those of `DelimitedTable`.
    public init(path: String) throws(InputError) {
        let table = try DelimitedTable(path: path, maximumRows: 100_000)
        guard let property = table.column("property") else {
            throw InputError(
                "mapping-columns", at: SourcePosition(file: path, line: 1),
                "the table has no column 'property', but: \(table.header.joined(separator: ", "))",
                remedy: "name its columns layer, property, attribute, when, value, unit")
        }
        let known = ["layer", "property", "attribute", "when", "value", "unit", "remark"]
        if let other = table.header.first(where: { !$0.isEmpty && !known.contains($0.lowercased()) }) {
            throw InputError(
                "mapping-columns", at: SourcePosition(file: path, line: 1), "the table has a column '\(other)', which means nothing here",
                remedy: "\(suggestion(for: other, among: known))use layer, property, attribute, when, value, unit; remark for your own words")
        }
        let layer = table.column("layer"), attribute = table.column("attribute"), when = table.column("when")
        let value = table.column("value"), unit = table.column("unit")
        var rules: [Rule] = []
        for row in table.rows {
            guard let filled = Property(name: row[property]) else {
                throw InputError(
                    "mapping-property-unknown", at: table.position(row), "'\(row[property])' is no property",
                    remedy: "\(suggestion(for: row[property], among: Property.names))use one of: \(Property.names.joined(separator: ", "))")
            }
            if row[attribute].isEmpty, row[value].isEmpty || !row[when].isEmpty {
                throw InputError(
                    "mapping-incomplete", at: table.position(row),
                    "the line says neither which attribute '\(row[property])' is taken from nor a value for it",
                    remedy: "fill in 'attribute', or 'value' alone")
            }
            if filled == .what, !row[value].isEmpty, Role(rawValue: row[value]) == nil {
                throw InputError(
                    "mapping-value", at: table.position(row), "'\(row[value])' is not what a layer can be",
                    remedy: "use one of: \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            rules.append(
                Rule(
                    layer: row[layer].isEmpty ? "*" : row[layer], property: filled, attribute: row[attribute],
                    when: row[when], value: row[value], factor: try Self.factor(filled, row[unit], table.position(row)),
                    line: row.line))
        }
        (self.path, self.rules) = (path, rules)
    }

    private static func factor(
        _ property: Property, _ unit: String, _ position: SourcePosition
    ) throws(InputError) -> Double {
        if unit.isEmpty { return 1 }
        guard case .numeric(let attribute) = property else {
            throw InputError(
                "mapping-unit", at: position, "a unit stands where no number is filled", remedy: "leave the unit empty")
        }
        if let factor = AttributeUnits.factor(from: unit, to: attribute) { return factor }
        throw InputError(
            "mapping-unit", at: position, "'\(unit)' is no unit of \(attribute.name)",
            remedy: "use \(AttributeUnits.names(of: attribute).joined(separator: ", "))")
    }

    /// The rules for a layer, in the order of the table.
    func rules(for layer: String) -> [Rule] { rules.filter { $0.layer == "*" || $0.layer == layer } }

    /// - Throws: `InputError` when a line is about a layer that no file has.
    func check(layers: Set<String>) throws(InputError) {
        guard let rule = rules.first(where: { $0.layer != "*" && !layers.contains($0.layer) }) else { return }
        throw InputError(
            "mapping-layer-unknown", at: SourcePosition(file: path, line: rule.line), "no file has a layer '\(rule.layer)'",
            remedy: "\(suggestion(for: rule.layer, among: layers.sorted()))the layers are: \(layers.sorted().joined(separator: ", "))")
    }
}

/// Units in which planners' tables give numbers.
enum AttributeUnits {
    private static let lengths: [(String, Double)] = [("mm", 0.001), ("cm", 0.01), ("dm", 0.1), ("m", 1), ("km", 1000), ("in", 0.0254), ("ft", 0.3048)]

    private static func table(_ attribute: NumericAttribute) -> [(name: String, factor: Double)] {
        switch attribute.unit {
        case "m": lengths.map { ($0.0, $0.1) }
        case "mm": lengths.map { ($0.0, $0.1 * 1000) }
        case "kV": [("V", 0.001), ("kV", 1), ("MV", 1000)]
        case "bar": [("bar", 1), ("mbar", 0.001), ("kPa", 0.01), ("MPa", 10), ("Pa", 1e-5)]
        case "km/h": [("km/h", 1), ("m/s", 3.6), ("mph", 1.609344)]
        case "m2": [("m2", 1), ("m²", 1), ("ha", 10_000)]
        case "h": [("h", 1), ("min", 1.0 / 60), ("d", 24)]
        default: attribute.unit.isEmpty ? [] : [(attribute.unit, 1)]
        }
    }
    static func names(of attribute: NumericAttribute) -> [String] {
        let names = table(attribute).map(\.name)
        return names.isEmpty ? ["none: it is a number without unit"] : names
    }
    /// What a number in the unit is multiplied by; nil when it is no unit of the attribute.
    static func factor(from unit: String, to attribute: NumericAttribute) -> Double? {
        let known = table(attribute)
        return (known.first { $0.name == unit } ?? known.first { $0.name.lowercased() == unit.lowercased() })?.factor
    }
}
