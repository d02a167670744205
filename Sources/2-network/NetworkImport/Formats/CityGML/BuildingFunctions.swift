import NetworkModel

/// What a building is for, as far as it matters here.
enum BuildingUse: Sendable, Equatable {
    /// A place that the report names, such as a hospital.
    case facility(AssetKind)
    /// People live in it.
    case residential
    /// Known, and nobody lives in it.
    case other
}

/// Codes and words for the function of a building.
///
/// Four-digit codes: the code list `_AbstractBuilding_function` of CityGML 2.0 (OGC 12-019, annex C.1), which
/// `_AbstractBuilding_usage` shares. `31001_…`: the German survey's `BuildingFunctionTypeAdV` (GeoInfoDok, AX_Gebaeude).
/// Three-digit codes: `Building_usage` of the Japanese PLATEAU data. Words: English, Dutch and German.
enum BuildingFunctions {
    /// The use that a code or word stands for; nil when it is not known.
    static func use(_ text: String) -> BuildingUse? {
        let key = text.lowercased()
        if let exact = table[key] { return exact }
        if let code = Int(key) { return use(code: code) }
        if let word = patterns.first(where: { contains(key, $0.bytes) }) { return word.use }
        if key.hasPrefix("31001_"), let code = Int(key.dropFirst(6)) {
            return (1000..<2000).contains(code) ? .residential : (2000..<9998).contains(code) ? .other : nil
        }
        return nil
    }

    private static let patterns = words.map { (bytes: Array($0.word.utf8), use: $0.use) }

    /// Whether the bytes of a word occur in a text; much quicker than a search for characters.
    private static func contains(_ text: String, _ word: [UInt8]) -> Bool {
        var text = text
        return text.withUTF8 { text in
            guard text.count >= word.count else { return false }
            return (0...(text.count - word.count)).contains { start in
                text[start] == word[0] && word.indices.allSatisfy { text[start + $0] == word[$0] }
            }
        }
    }

    /// The first facility that one of the codes names, or else the first use that is known.
    static func use(of codes: [String]) -> BuildingUse? {
        let uses = codes.compactMap { use($0) }
        return uses.first { if case .facility = $0 { true } else { false } } ?? uses.first { $0 == .residential }
            ?? uses.first
    }

    /// The use that a building's `class` stands for: only whether people live there, for its codes are coarse
    /// (`_AbstractBuilding_class` of CityGML 2.0, annex C.1); words as for functions.
    static func use(ofClasses codes: [String]) -> BuildingUse? {
        codes.lazy.compactMap { code in
            guard let number = Int(code) else { return use(code) }
            return number == 1000 ? .residential : (1010...1180).contains(number) ? .other : nil
        }.first
    }

    private static func use(code: Int) -> BuildingUse? {
        switch code {
        case 1000...1060, 1080: .residential
        case 1070, 1090...2700: .other
        case 411...415: .residential
        case 401...404, 421...454: .other
        default: nil
        }
    }

    private static let table: [String: BuildingUse] = [
        // CityGML 2.0
        "2310": .facility(.hospital),
        "2320": .facility(.careHome), "2360": .facility(.careHome), "2590": .other,
        "2080": .facility(.school), "2090": .facility(.school), "2380": .facility(.school),
        "2410": .facility(.fireStation),
        "2370": .facility(.shelter), "2430": .facility(.shelter), "2390": .residential,
        // German survey
        "31001_3051": .facility(.hospital),
        "31001_3052": .facility(.careHome), "31001_1022": .facility(.careHome),
        "31001_3021": .facility(.school), "31001_3022": .facility(.school), "31001_3065": .facility(.school),
        "31001_3072": .facility(.fireStation), "31001_3054": .facility(.ambulancePost),
        "31001_3064": .facility(.shelter), "31001_3074": .facility(.shelter), "31001_3066": .residential,
        // words that are too short to look for inside others
        "home": .residential, "house": .residential, "wonen": .residential, "woning": .residential,
        "kantoor": .other, "office": .other, "shop": .other, "winkel": .other, "garage": .other, "büro": .other,
        "industrie": .other, "industry": .other, "schule": .facility(.school), "klinik": .facility(.hospital),
    ]

    /// Words looked for anywhere in the text; the first that occurs decides, so the special stand before the general.
    private static let words: [(word: String, use: BuildingUse)] = [
        ("nursing home", .facility(.careHome)), ("care home", .facility(.careHome)),
        ("carehome", .facility(.careHome)), ("nursinghome", .facility(.careHome)),
        ("nursing_home", .facility(.careHome)), ("care_home", .facility(.careHome)),
        ("verpleeghuis", .facility(.careHome)), ("verzorgingshuis", .facility(.careHome)),
        ("verpleegtehuis", .facility(.careHome)), ("zorgcentrum", .facility(.careHome)),
        ("pflegeheim", .facility(.careHome)), ("altenheim", .facility(.careHome)),
        ("altersheim", .facility(.careHome)), ("seniorenheim", .facility(.careHome)),
        ("ambulance", .facility(.ambulancePost)), ("rettungswache", .facility(.ambulancePost)),
        ("fire station", .facility(.fireStation)), ("firestation", .facility(.fireStation)),
        ("fire_station", .facility(.fireStation)), ("brandweer", .facility(.fireStation)),
        ("feuerwehr", .facility(.fireStation)), ("feuerwache", .facility(.fireStation)),
        ("hospital", .facility(.hospital)), ("ziekenhuis", .facility(.hospital)),
        ("krankenhaus", .facility(.hospital)), ("klinikum", .facility(.hospital)),
        ("kindergarten", .facility(.school)), ("kinderdagverblijf", .facility(.school)),
        ("kindertagesst", .facility(.school)), ("school", .facility(.school)),
        ("grundschule", .facility(.school)), ("gymnasium", .facility(.school)),
        ("bus shelter", .other), ("shelter", .facility(.shelter)), ("schuilplaats", .facility(.shelter)),
        ("noodopvang", .facility(.shelter)), ("schutzraum", .facility(.shelter)),
        ("schutzbunker", .facility(.shelter)), ("notunterkunft", .facility(.shelter)),
        ("nichtwohn", .other), ("non-residential", .other), ("nonresidential", .other), ("residential", .residential),
        ("apartment", .residential), ("dwelling", .residential), ("housing", .residential),
        ("appartement", .residential), ("woonhuis", .residential), ("woonfunctie", .residential),
        ("woongebouw", .residential), ("wohn", .residential),
        ("kantoorfunctie", .other), ("winkelfunctie", .other), ("industriefunctie", .other),
        ("warehouse", .other), ("factory", .other), ("fabriek", .other), ("fabrik", .other),
    ]
}
