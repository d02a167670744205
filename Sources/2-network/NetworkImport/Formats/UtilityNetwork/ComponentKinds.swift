import NetworkModel

/// What the words of the Utility Network ADE mean in the model: media as layers, components as kinds.
///
/// The ADE leaves its code lists to the cities, so that words are matched by what they contain: a pattern fits where
/// a word of a camel-case name begins (`mainPumpingStation`, `pump_station`), the first line of the table that fits
/// wins.
enum ComponentKinds {
    struct Meaning {
        var pattern: String
        var kind: AssetKind
        /// Whether such a device feeds its layer by itself.
        var isSource = false
    }

    static let devices: [Meaning] = [
        Meaning(pattern: "inspection", kind: AssetKind("manhole")),
        Meaning(pattern: "manhole", kind: AssetKind("manhole")),
        Meaning(pattern: "gridconnection", kind: .gridConnection, isSource: true),
        Meaning(pattern: "powerplant", kind: .powerPlant, isSource: true),
        Meaning(pattern: "powerstation", kind: .powerPlant, isSource: true),
        Meaning(pattern: "substation", kind: .substation),
        Meaning(pattern: "transformer", kind: .transformer),
        Meaning(pattern: "treatment", kind: .treatmentPlant),
        Meaning(pattern: "waterworks", kind: .treatmentPlant),
        Meaning(pattern: "purification", kind: .treatmentPlant),
        Meaning(pattern: "pump", kind: .pumpingStation),
        Meaning(pattern: "booster", kind: .pumpingStation),
        Meaning(pattern: "well", kind: .well, isSource: true),
        Meaning(pattern: "borehole", kind: .well, isSource: true),
        Meaning(pattern: "watertower", kind: .waterTower),
        Meaning(pattern: "tower", kind: .waterTower),
        Meaning(pattern: "reservoir", kind: .reservoir, isSource: true),
        Meaning(pattern: "tank", kind: .tank),
        Meaning(pattern: "valve", kind: .valve),
        Meaning(pattern: "meter", kind: AssetKind("meter")),
        Meaning(pattern: "hydrant", kind: AssetKind("hydrant")),
    ]

    /// Elements that lie between places: they lend their kind to links.
    static func linkKind(ofElement element: String, words: [String], layer: Layer) -> AssetKind? {
        switch element {
        case "RoundPipe", "OtherShapePipe", "RectangularPipe": .pipe
        case "Canal", "SemiOpen", "Closed": AssetKind("canal")
        case "Cable" where words.contains { has("overhead", in: $0) || has("aerial", in: $0) }: .powerLine
        case "Cable" where layer != .power: AssetKind("cable")
        case "Cable": .powerCable
        default: nil
        }
    }

    /// What a device is by its own words, or else by its element; nil for a plain end or joint.
    static func device(ofElement element: String, words: [String], layer: Layer) -> (kind: AssetKind, isSource: Bool)? {
        let isMarkedSource = words.contains { has("source", in: $0) }
        for meaning in devices where words.contains(where: { has(meaning.pattern, in: $0) }) {
            // What is stored in a sewer feeds nobody.
            return (meaning.kind, isMarkedSource || meaning.isSource && layer.name != "sewer")
        }
        switch element {
        case "StorageDevice": return (.tank, isMarkedSource)
        case "ControllerDevice" where layer == .water: return (.valve, isMarkedSource)
        case "MeasurementDevice": return (AssetKind("meter"), isMarkedSource)
        default: return isMarkedSource ? (defaultNodeKind(layer), true) : nil
        }
    }

    static func defaultNodeKind(_ layer: Layer) -> AssetKind {
        layer == .power ? .powerNode : layer == .water ? .waterJunction : AssetKind("junction")
    }
    static func defaultLinkKind(_ layer: Layer) -> AssetKind {
        layer == .power ? .powerCable : layer.name == "telecom" ? AssetKind("cable") : .pipe
    }

    /// The layer that carries a medium: known words by their meaning, any other medium under its own name.
    static func layer(ofMedium element: String, type: String) -> Layer? {
        let known: [(pattern: String, layer: Layer)] = [
            ("waste", Layer("sewer")), ("sew", Layer("sewer")), ("storm", Layer("sewer")), ("rain", Layer("sewer")),
            ("gas", Layer("gas")), ("telephone", Layer("telecom")), ("hotwater", Layer("heat")),
            ("heat", Layer("heat")), ("steam", Layer("heat")), ("water", .water), ("electric", .power),
        ]
        if let found = known.first(where: { has($0.pattern, in: type) }) { return found.layer }
        switch element {
        case "ElectricalMedium": return .power
        case "OpticalMedium": return Layer("telecom")
        case "GaseousMedium" where type.isEmpty: return Layer("gas")
        default: return type.isEmpty ? nil : Layer(type)
        }
    }

    /// Whether a camel-case or separated name has the pattern at the beginning of one of its words.
    static func has(_ pattern: String, in name: String) -> Bool {
        var folded: [UInt8] = [], starts: [Int] = []
        var previousIsLower = false, previousIsLetter = false
        for byte in name.utf8 {
            let isUpper = byte >= 0x41 && byte <= 0x5a, isLower = byte >= 0x61 && byte <= 0x7a
            if isUpper || isLower {
                if !previousIsLetter || isUpper && previousIsLower { starts.append(folded.count) }
                folded.append(byte | 0x20)
            }
            (previousIsLower, previousIsLetter) = (isLower, isUpper || isLower)
        }
        let wanted = Array(pattern.utf8)
        return starts.contains { folded[$0...].starts(with: wanted) }
    }
}
