import Diagnostics
import FileReading
import HazardModel
public import MarkupReading
import NetworkModel

extension FragilityCatalogue {
    /// The catalogue that comes with the program.
    public static func standard() throws -> FragilityCatalogue {
        try FragilityCatalogue(
            MarkupReader.tree(
                bytes: PackageResources.fragilities_xml, named: "fragilities.xml", maximumElements: maximumElements))
    }
    /// The standard catalogue with files of the user's own on top of it, in their order.
    /// - Throws: `InputError` with file and line; see `add(file:)`.
    public static func standard(with files: [String]) throws -> FragilityCatalogue {
        var catalogue = try standard()
        for file in files { try catalogue.add(file: file) }
        return catalogue
    }
    /// Reads a catalogue that stands by itself.
    /// - Throws: `InputError` with file and line; see `add(file:)`.
    public static func read(_ path: String) throws -> FragilityCatalogue {
        var catalogue = FragilityCatalogue(title: path)
        try catalogue.add(file: path)
        return catalogue
    }
    /// The schema of catalogues, as text.
    public static var schema: String { String(decoding: PackageResources.fragilities_xsd, as: UTF8.self) }

    /// Far more entries than any catalogue has.
    private static let maximumElements = 100_000

    /// Takes a catalogue from its XML, which has passed `Catalogue/fragilities.xsd`.
    /// - Throws: `InputError` for what a schema cannot see: names that refer to nothing, lists of unequal length.
    public init(_ root: MarkupElement) throws(InputError) {
        self.init(title: try root.required("title"))
        try add(root)
    }

    /// Adds a file: a catalogue in XML, an NRML 0.5 fragility model or a JSON of IN-CORE's fragility sets as it is.
    ///
    /// An entry whose id is known already replaces the other, for every rule that names it; rules come before those
    /// that are there.
    /// - Throws: `InputError` with file and line for a file that is neither, or whose figures cannot be.
    public mutating func add(file path: String) throws {
        let first = try InputFile.head(of: path, 64).first { ![0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0A, 0x0D].contains($0) }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return try add(inCore: path) }
        let root = try MarkupReader.tree(path, maximumElements: Self.maximumElements)
        switch root.name {
        case "nrml": try add(nrml: root)
        case "fragilities":
            try SchemaValidator(schema: Self.schema, name: "fragilities.xsd").validate(path)
            try add(root)
        default:
            throw InputError(
                "not-a-catalogue", at: root.position, "the file begins with <\(root.name)>, which is no catalogue of fragilities",
                remedy: "give a file that begins with <fragilities xmlns=\"urn:lifeline:fragilities:1\" …>, an NRML 0.5 fragility model or a JSON of IN-CORE")
        }
    }

    /// Adds the entries of a `<fragilities>` element; see `add(file:)`.
    mutating func add(_ root: MarkupElement) throws(InputError) {
        var names = CatalogueNames(self)
        for element in root.child(named: "sources")?.children ?? [] {
            let source = Source(id: try element.required("id"), citation: try element.required("citation"))
            try names.sources.place(source, source.id, element, in: &sources)
        }
        for element in root.child(named: "depthDamages")?.children ?? [] {
            let entry = try element.depthDamage(names)
            try names.depthDamages.place(entry, entry.id, element, in: &depthDamages)
        }
        for element in root.child(named: "shaking")?.children ?? [] {
            let entry = try element.fragility(names)
            try names.fragilities.place(entry, entry.id, element, in: &fragilities)
        }
        for element in root.child(named: "floodings")?.children ?? [] {
            let entry = try element.flooding(names)
            try names.floodings.place(entry, entry.id, element, in: &floodings)
        }
        for element in root.child(named: "restorations")?.children ?? [] {
            let entry = try element.restoration(names)
            try names.restorations.place(entry, entry.id, element, in: &restorations)
        }
        collapses = try root.own("collapses", \.id, before: collapses) { element throws(InputError) in try element.collapse(names) }
        scours = try root.own("scours", \.id, before: scours) { element throws(InputError) in try element.scour(names) }
        values = try root.own("values", \.id, before: values) { element throws(InputError) in try element.unitValue(names) }
        vehicles = try root.own("vehicles", \.id, before: vehicles) { element throws(InputError) in
            try element.vehicle(names, sources)
        }
        var own: [Rule] = []
        for element in root.child(named: "rules")?.children ?? [] {
            let rule = try element.rule(names)
            if let number = rule.groundFailure, fragilities[number].measure != .pgd {
                throw InputError(
                    "catalogue-measure", at: element.position,
                    "groundFailure=\"\(fragilities[number].id)\" is no entry for displaced ground",
                    remedy: "name an entry with measure=\"pgd\"")
            }
            own.append(rule)
        }
        noteUnknownKinds(in: root)
        rules = own + rules
    }

    /// A kind that no rule is for yet may be the user's own, or misspelt: then what is written for it acts on nothing.
    private mutating func noteUnknownKinds(in root: MarkupElement) {
        let known = Set(rules.compactMap(\.selector.kind?.name))
        guard !known.isEmpty else { return }
        for element in root.children.flatMap(\.children) {
            guard let kind = element.attributes["kind"], !known.contains(kind) else { continue }
            let place = "\(element.position.file.split(separator: "/").last ?? ""):\(element.position.line)"
            notes.append(
                "\(place): <\(element.name)> is for the kind '\(kind)', which the standard catalogue does not have: it acts on assets of exactly that kind. "
                    + suggestion(for: kind, among: known))
        }
    }

    /// Puts an entry of another format where one of that name is, or at the end.
    mutating func place(_ entry: Fragility) {
        if let number = fragility(named: entry.id) { fragilities[number] = entry } else { fragilities.append(entry) }
    }
}

/// Where each named entry lies.
struct CatalogueNames {
    var sources, depthDamages, fragilities, floodings, restorations: Numbers

    init(_ catalogue: FragilityCatalogue) {
        sources = Numbers(catalogue.sources.map(\.id))
        depthDamages = Numbers(catalogue.depthDamages.map(\.id))
        fragilities = Numbers(catalogue.fragilities.map(\.id))
        floodings = Numbers(catalogue.floodings.map(\.id))
        restorations = Numbers(catalogue.restorations.map(\.id))
    }

    struct Numbers {
        private var number: [String: Int] = [:]
        /// Lines of the file being read that use an id.
        private var line: [String: Int] = [:]

        init(_ ids: [String]) { for (i, id) in ids.enumerated() { number[id] = i } }

        mutating func place<Entry>(
            _ entry: Entry, _ id: String, _ element: MarkupElement, in list: inout [Entry]
        ) throws(InputError) {
            if let line = line.updateValue(element.position.line, forKey: id) {
                throw .usedTwice(id, at: element.position, first: line)
            }
            if let known = number[id] {
                list[known] = entry
            } else {
                number[id] = list.count
                list.append(entry)
            }
        }

        /// Position of the entry that an attribute names; nil when the attribute is absent.
        func find(_ attribute: String, of element: MarkupElement) throws(InputError) -> Int? {
            guard let name = element.attributes[attribute] else { return nil }
            if let found = number[name] { return found }
            throw InputError(
                "unknown-reference", at: element.position,
                "\(attribute)=\"\(name)\" names nothing in this catalogue",
                remedy: suggestion(for: name, among: number.keys.sorted()) + "name an entry of the catalogue, or add one")
        }
    }
}
