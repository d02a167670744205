import NetworkModel

/// Where each property of a layer's things comes from: the user's mapping first, then well-known names of columns.
struct LayerPlan {
    struct Source {
        /// Number of the column; nil for a fixed value.
        var column: Int?
        var when = "", value = ""
        var factor = 1.0
        /// Whether the user said so; otherwise it was guessed from the column's name.
        var isStated = false
        /// Whether the unit is only supposed.
        var isUnitAssumed = false
    }
    private(set) var sources: [LayerMapping.Property: [Source]] = [:]
    /// What was guessed, for the log: "diameter from 'DIAM' (mm)".
    private(set) var guesses: [String] = []
    /// Columns that nothing was made of.
    private(set) var unused: [String] = []

    /// - Throws: the name of a column that the mapping asks for and the layer lacks, with the rule's line.
    init(columns: [String], rules: [LayerMapping.Rule], layer: String) throws(MissingColumn) {
        var isUsed = [Bool](repeating: false, count: columns.count)
        for rule in rules {
            var column: Int?
            if !rule.attribute.isEmpty {
                column = columns.firstIndex(of: rule.attribute)
                    ?? columns.firstIndex { Self.plain($0) == Self.plain(rule.attribute) }
                // What is said of every layer need not fit each.
                if column == nil, rule.layer == "*" { continue }
                guard let column else { throw MissingColumn(name: rule.attribute, line: rule.line) }
                isUsed[column] = true
            }
            sources[rule.property, default: []].append(
                Source(column: column, when: rule.when, value: rule.value, factor: rule.factor, isStated: true))
        }
        for (property, names) in Self.wellKnown where sources[property] == nil {
            let wanted = names.map(Self.plain)
            // The order of the names is one of preference.
            guard let column = wanted.lazy.compactMap({ name in columns.firstIndex { Self.plain($0) == name } }).first
            else { continue }
            var source = Source(column: column)
            var note = ""
            if case .numeric(let attribute) = property, columns[column] != attribute.name, !attribute.unit.isEmpty {
                source.isUnitAssumed = true
                note = " (taken to be in \(attribute.unit))"
            }
            sources[property] = [source]
            isUsed[column] = true
            if Self.plain(columns[column]) != wanted[0] || !note.isEmpty {
                guesses.append("\(Self.name(property)) from '\(columns[column])'\(note)")
            }
        }
        guesses.sort()
        unused = columns.indices.filter { !isUsed[$0] && !Self.understood.contains(Self.plain(columns[$0])) }.map { columns[$0] }
    }

    struct MissingColumn: Error {
        var name: String, line: Int
    }

    func has(_ property: LayerMapping.Property) -> Bool { sources[property] != nil }

    /// What a feature says of a property, and what of it was said by the user.
    func value(_ property: LayerMapping.Property, of feature: GISFeature) -> (value: GISValue, source: Source)? {
        for source in sources[property] ?? [] {
            let own = source.column.flatMap { $0 < feature.values.count ? feature.values[$0] : nil }
            if source.column != nil, own == nil { continue }
            if !source.when.isEmpty, own?.text != source.when { continue }
            if !source.value.isEmpty { return (.text(source.value), source) }
            if let own, own != .text("") { return (own, source) }
        }
        return nil
    }
    func text(_ property: LayerMapping.Property, of feature: GISFeature) -> String? {
        let text = value(property, of: feature)?.value.text ?? ""
        return text.isEmpty ? nil : text
    }

    // MARK: well-known names

    static func plain(_ name: String) -> String {
        name.lowercased().filter { !$0.isWhitespace && $0 != "_" && $0 != "-" && $0 != ":" && $0 != "." }
    }
    private static func name(_ property: LayerMapping.Property) -> String {
        LayerMapping.Property.names.first { LayerMapping.Property(name: $0) == property } ?? ""
    }

    /// Columns that are read elsewhere or say nothing of the city.
    private static let understood: Set<String> = [
        "assumed", "derived", "requires", "footprintof", "fid", "objectid", "shapelength", "shapearea", "geom", "shapeleng",
    ]

    /// Names of columns as cities and their programs use them: Lifeline's own first, then English, Dutch and German.
    private static let wellKnown: [(LayerMapping.Property, [String])] = {
        let general: [(LayerMapping.Property, [String])] = [
            (.id, ["id", "gml_id", "identifier", "identificatie", "asset_id", "global_id", "lokaalid", "local_id", "osm_id", "full_id"]),
            (.name, ["name", "naam", "bezeichnung", "label", "omschrijving"]),
            (.network, ["layer", "network", "netwerk", "netz", "thema", "theme", "medium", "service"]),
            (.kind, ["kind", "type", "soort", "typ", "art", "amenity", "power", "man_made", "highway"]),
            (.from, ["from", "from_node", "start_node", "node_from", "van", "beginknoop", "von", "startknoten", "source_node", "node1"]),
            (.to, ["to", "to_node", "end_node", "node_to", "naar", "eindknoop", "nach", "endknoten", "target_node", "node2"]),
            (.source, ["is_source", "source"]),
            (.directed, ["directed", "oneway"]),
        ]
        let others: [NumericAttribute: [String]] = [
            .diameter: ["diam", "diameter_mm", "durchmesser", "dn", "nominal_diameter", "buisdiameter"],
            .voltage: ["voltage_kv", "spanning", "spannung", "kv", "nominal_voltage"],
            .pressure: ["druk", "druck"], .capacity: ["capaciteit", "kapazitaet", "leistung"],
            .elevation: ["elev", "ele", "hoogteligging", "maaiveld"], .burialDepth: ["diepte", "tiefe", "cover"],
            .speedLimit: ["maxspeed", "speed", "snelheid"], .lanes: ["rijstroken", "fahrstreifen"],
            .residents: ["population", "inwoners", "bewoners", "einwohner", "pop", "inhabitants"],
            .beds: ["bedden", "betten"], .storeys: ["floors", "levels", "verdiepingen", "bouwlagen", "geschosse", "building_levels"],
            .height: ["hoogte", "hoehe", "building_height"], .footprintArea: ["oppervlakte", "flaeche"],
            .constructionYear: ["year_built", "bouwjaar", "baujahr", "jaaraanleg", "aanlegjaar", "installdate"],
        ]
        let words: [TextAttribute: [String]] = [
            .material: ["materiaal", "werkstoff", "mat"], .address: ["adres", "adresse"],
            .district: ["wijk", "buurt", "stadtteil", "neighbourhood"], .remark: ["opmerking", "bemerkung", "comment"],
            .function: ["functie", "funktion"],
        ]
        return general
            + NumericAttribute.allCases.map { (.numeric($0), [$0.name] + (others[$0] ?? [])) }
            + TextAttribute.allCases.map { (.text($0), [$0.name] + (words[$0] ?? [])) }
    }()
}
