public import Diagnostics
import HazardModel
public import MarkupReading
import NetworkModel

extension FragilityCatalogue {
    /// Takes a catalogue from its XML, which has passed `Catalogue/fragilities.xsd`.
    /// - Throws: `InputError` for what a schema cannot see: names that refer to nothing, lists of unequal length.
    public init(_ root: MarkupElement) throws(InputError) {
        title = try root.required("title")
        var sourceNumber: [String: Int] = [:]
        for element in root.child(named: "sources")?.children ?? [] {
            sourceNumber[try element.required("id")] = sources.count
            sources.append(try element.required("citation"))
        }
        for element in root.child(named: "shaking")?.children ?? [] {
            fragilities.append(try Self.fragility(element, sourceNumber))
        }
        for element in root.child(named: "floodings")?.children ?? [] {
            floodings.append(
                Flooding(
                    id: try element.required("id"),
                    thresholdMetres: try element.requiredNumber("threshold", in: 0...1000, unit: "m"),
                    dryingHours: try element.requiredNumber("dryingHours", in: 0...1e6, unit: "h"),
                    source: try Self.look("source", of: element, in: sourceNumber)))
        }
        for element in root.child(named: "restorations")?.children ?? [] {
            let hours = try Self.numbers("hours", of: element)
            guard hours.count == 4, hours.allSatisfy({ $0 >= 0 }) else {
                throw InputError(
                    "catalogue-list", at: element.position, "hours=\"…\" holds \(hours.count) numbers",
                    remedy: "give four numbers of 0 or more: slight, moderate, extensive and complete damage")
            }
            restorations.append(
                Restoration(
                    id: try element.required("id"), hours: hours,
                    source: try Self.look("source", of: element, in: sourceNumber)))
        }
        let fragilityNumber = try Self.numbered(fragilities.map(\.id), root)
        let floodingNumber = try Self.numbered(floodings.map(\.id), root)
        let restorationNumber = try Self.numbered(restorations.map(\.id), root)
        for element in root.child(named: "rules")?.children ?? [] {
            rules.append(
                Rule(
                    kind: element.attributes["kind"].map { AssetKind($0) },
                    rowClass: Self.rowClass(element.attributes["of"]),
                    conditions: try Self.conditions(element),
                    fragility: try Self.look("fragility", of: element, in: fragilityNumber),
                    flooding: try Self.look("flooding", of: element, in: floodingNumber),
                    restoration: try Self.look("restoration", of: element, in: restorationNumber),
                    assumption: element.attributes["assumption"]))
        }
    }

    private static func fragility(_ element: MarkupElement, _ sources: [String: Int]) throws(InputError) -> Fragility {
        let name = try element.required("measure")
        guard let measure = IntensityMeasure(rawValue: name), measure != .floodDepth else {
            throw InputError(
                "catalogue-measure", at: element.position, "measure=\"\(name)\" is no measure of shaking",
                remedy: "write pga, pgv, sa03 or sa10")
        }
        let form: Fragility.Form
        if element.name == "repairRate" {
            form = .repairRate(
                coefficient: try element.requiredNumber("coefficient", in: 0...1e6),
                exponent: try element.requiredNumber("exponent", in: 0...100),
                breakShare: try element.requiredNumber("breakShare", in: 0...1))
        } else {
            let medians = try numbers("medians", of: element), betas = try numbers("betas", of: element)
            guard (1...4).contains(medians.count), medians.count == betas.count, (medians + betas).allSatisfy({ $0 > 0 })
            else {
                throw InputError(
                    "catalogue-list", at: element.position,
                    "<\(element.name)> has \(medians.count) medians and \(betas.count) betas",
                    remedy: "give one to four of each, as many betas as medians, all above 0")
            }
            form = .lognormal(zip(medians, betas).map { Fragility.Curve(median: $0, beta: $1) })
        }
        let stopsAt = DamageState.allCases.first { $0.name == element.attributes["stopsAt"] } ?? .extensive
        return Fragility(
            id: try element.required("id"), title: try element.required("title"), measure: measure,
            source: try look("source", of: element, in: sources), form: form, stopsAt: stopsAt)
    }

    private static func conditions(_ rule: MarkupElement) throws(InputError) -> [Condition] {
        var conditions: [Condition] = []
        for element in rule.children(named: "when") {
            let name = try element.required("attribute")
            if let attribute = NumericAttribute(name: name) {
                conditions.append(
                    .number(
                        attribute, from: try element.number("from") ?? -.infinity,
                        below: try element.number("below") ?? .infinity, absent: try element.number("absent")))
            } else if let attribute = TextAttribute(name: name) {
                let words = try element.required("is").split(separator: " ").map { plainWord(String($0)) }
                conditions.append(.text(attribute, Set(words)))
            } else {
                throw InputError(
                    "catalogue-attribute", at: element.position, "an asset has no attribute '\(name)'",
                    remedy: "name an attribute of the network format, such as voltage or material")
            }
        }
        return conditions
    }

    private static func rowClass(_ name: String?) -> CityModelBuilder.RowClass? {
        switch name {
        case "node": .node
        case "link": .link
        case "facility": .facility
        default: nil
        }
    }

    private static func numbers(_ name: String, of element: MarkupElement) throws(InputError) -> [Double] {
        var numbers: [Double] = []
        for word in try element.required(name).split(whereSeparator: \.isWhitespace) {
            guard let number = Double(word), number.isFinite else {
                throw InputError(
                    "not-a-number", at: element.position, "'\(word)' in \(name)=\"…\" is not a finite number",
                    remedy: "write numbers with spaces between them, such as 0.15 0.29 0.45 0.9")
            }
            numbers.append(number)
        }
        return numbers
    }

    private static func numbered(_ ids: [String], _ root: MarkupElement) throws(InputError) -> [String: Int] {
        var number: [String: Int] = [:]
        for (i, id) in ids.enumerated() where number.updateValue(i, forKey: id) != nil {
            throw InputError(
                "duplicate-identifier", at: root.position, "the catalogue uses the id '\(id)' twice",
                remedy: "give one of the two another id")
        }
        return number
    }

    private static func look(
        _ attribute: String, of element: MarkupElement, in table: [String: Int]
    ) throws(InputError) -> Int? {
        guard let name = element.attributes[attribute] else { return nil }
        if let number = table[name] { return number }
        throw InputError(
            "unknown-reference", at: element.position,
            "\(attribute)=\"\(name)\" names nothing in this catalogue",
            remedy: suggestion(for: name, among: table.keys.sorted()) + "name an entry of the catalogue, or add one")
    }
}

extension FragilityCatalogue {
    /// The catalogue that comes with the program.
    public static func standard() throws -> FragilityCatalogue {
        try FragilityCatalogue(
            MarkupReader.tree(
                bytes: PackageResources.fragilities_xml, named: "fragilities.xml", maximumElements: maximumElements))
    }
    /// Reads a catalogue of the user's own.
    /// - Throws: `InputError` with file and line when it is not as `schema` says.
    public static func read(_ path: String) throws -> FragilityCatalogue {
        try SchemaValidator(schema: schema, name: "fragilities.xsd").validate(path)
        return try FragilityCatalogue(MarkupReader.tree(path, maximumElements: maximumElements))
    }
    /// The schema of catalogues, as text.
    public static var schema: String { String(decoding: PackageResources.fragilities_xsd, as: UTF8.self) }

    /// Far more entries than any catalogue has.
    private static let maximumElements = 100_000
}
