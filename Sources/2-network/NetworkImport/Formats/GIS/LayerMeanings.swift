import NetworkModel

/// What the words of planners' layers mean where no mapping says it.
enum LayerMeanings {
    /// The network of a layer by a word such as `laagspanning`, `water` or `Waterleidingen 2024`; nil when none fits.
    static func network(of word: String) -> Layer? {
        if let layer = INSPIREKinds.layer(ofTheme: INSPIREKinds.code(word)) { return layer }
        let word = word.lowercased()
        return networks.first { word.contains($0.0) }?.1
    }
    private static let networks: [(String, Layer)] = [
        ("waste", Layer("sewer")), ("sewer", Layer("sewer")), ("sewage", Layer("sewer")), ("riool", Layer("sewer")),
        ("abwasser", Layer("sewer")), ("kanal", Layer("sewer")),
        ("power", .power), ("electr", .power), ("elektr", .power), ("stroom", .power), ("strom", .power),
        ("spanning", .power), ("spannung", .power), ("substation", .power), ("transformer", .power),
        ("gas", Layer("gas")), ("warmte", Layer("heat")), ("heat", Layer("heat")), ("waerme", Layer("heat")),
        ("wärme", Layer("heat")), ("telecom", Layer("telecom")), ("glasvezel", Layer("telecom")), ("fibre", Layer("telecom")),
        ("fiber", Layer("telecom")), ("water", .water), ("wasser", .water), ("hydrant", .water),
        ("road", .road), ("street", .road), ("wegen", .road), ("wegvak", .road), ("straat", .road), ("straten", .road),
        ("strasse", .road), ("straße", .road), ("highway", .road),
    ]

    static func linkKind(_ word: String, _ layer: Layer) -> AssetKind {
        let word = word.lowercased()
        if layer == .road {
            return word.contains("bridge") || word.contains("brug") || word.contains("brücke") || word.contains("viaduct")
                ? .bridge : word.contains("tunnel") ? .tunnel : .road
        }
        if layer == .power, ["overhead", "line", "lijn", "bovengronds", "freileitung"].contains(where: word.contains) {
            return .powerLine
        }
        return ComponentKinds.defaultLinkKind(layer)
    }

    static func nodeKind(_ word: String, _ layer: Layer) -> (kind: AssetKind, isSource: Bool) {
        if layer == .road { return (.roadJunction, false) }
        if let device = INSPIREKinds.device(word, layer) { return device }
        let word = word.lowercased()
        if let known = devices.first(where: { $0.0.contains(where: word.contains) }) { return (known.1, known.1 == .well) }
        return (Joiner.junctionKind(ofLayer: layer.name), false)
    }
    /// Dutch and German words; the English ones are those of the utility formats.
    private static let devices: [([String], AssetKind)] = [
        (["onderstation", "hoofdstation", "umspannwerk"], .substation),
        (["trafo", "middenspanningsruimte", "ortsnetzstation"], .transformer),
        (["pomp", "gemaal", "pumpwerk"], .pumpingStation),
        (["zuivering", "waterwerk", "wasserwerk", "klaerwerk", "klärwerk"], .treatmentPlant),
        (["watertoren", "wasserturm"], .waterTower),
        (["hochbehälter", "hochbehaelter", "reinwater"], .tank),
        (["brunnen", "waterbron", "winput"], .well),
        (["afsluiter", "klep", "schieber"], .valve),
        (["brandkraan"], AssetKind("hydrant")),
    ]

    /// What a building is by a word in English, Dutch or German.
    static func facilityKind(_ word: String) -> AssetKind? {
        let word = word.lowercased()
        return facilities.first { $0.0.contains(where: word.contains) }?.1
    }
    private static let facilities: [([String], AssetKind)] = [
        (["hospital", "ziekenhuis", "krankenhaus", "klinik"], .hospital),
        (["carehome", "care home", "care_home", "nursing", "verpleeg", "verzorging", "pflegeheim", "altenheim"], .careHome),
        (["school", "schule"], .school),
        (["fire_station", "fire station", "firestation", "brandweer", "feuerwehr"], .fireStation),
        (["ambulance", "rettungswache"], .ambulancePost),
        (["shelter", "opvang", "notunterkunft"], .shelter),
    ]
}
