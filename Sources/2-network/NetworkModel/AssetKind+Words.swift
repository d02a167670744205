public import Diagnostics

/// Kinds of assets, services and networks as people call them, in every language of the reports.
///
/// Names that are not in the lists (a city may have layers and kinds of its own) stand as the data has them, with
/// `aWordLikeThis` taken apart.
extension AssetKind {
    /// In the number that `count` asks for: "care home", "care homes".
    public func words(_ count: Int) -> Phrase {
        let own = Self.known[name]
        return Phrase(
            "\(count == 1 ? own?.english ?? name.spacedWords : (own?.english ?? name.spacedWords).englishPlural)",
            nl: "\(count == 1 ? own?.dutch ?? name.spacedWords : own?.dutchPlural ?? name.spacedWords)")
    }

    /// "14 pumping stations", "1 pipe".
    public func counted(_ count: Int) -> Phrase { Phrase("\(count) \(words(count))", nl: "\(count) \(words(count))") }

    private typealias Words = (english: String, dutch: String, dutchPlural: String)
    private static let known: [String: Words] = [
        "gridConnection": ("grid connection", "netaansluiting", "netaansluitingen"),
        "powerPlant": ("power plant", "elektriciteitscentrale", "elektriciteitscentrales"),
        "substation": ("substation", "onderstation", "onderstations"),
        "transformer": ("transformer", "transformatorhuisje", "transformatorhuisjes"),
        "powerNode": ("power node", "knooppunt in het elektriciteitsnet", "knooppunten in het elektriciteitsnet"),
        "powerLine": ("power line", "hoogspanningslijn", "hoogspanningslijnen"),
        "powerCable": ("power cable", "elektriciteitskabel", "elektriciteitskabels"),
        "mobileGenerator": ("mobile generator", "mobiel aggregaat", "mobiele aggregaten"),
        "well": ("well", "waterput", "waterputten"),
        "treatmentPlant": ("treatment plant", "waterzuivering", "waterzuiveringen"),
        "pumpingStation": ("pumping station", "pompstation", "pompstations"),
        "waterTower": ("water tower", "watertoren", "watertorens"),
        "reservoir": ("reservoir", "reservoir", "reservoirs"),
        "tank": ("tank", "tank", "tanks"),
        "valve": ("valve", "afsluiter", "afsluiters"),
        "waterJunction": ("water junction", "leidingknoop", "leidingknopen"),
        "pipe": ("pipe", "waterleiding", "waterleidingen"),
        "roadJunction": ("road junction", "kruispunt", "kruispunten"),
        "gateway": ("gateway", "weg het gebied uit", "wegen het gebied uit"),
        "road": ("road", "wegvak", "wegvakken"),
        "bridge": ("bridge", "brug", "bruggen"),
        "tunnel": ("tunnel", "tunnel", "tunnels"),
        "hospital": ("hospital", "ziekenhuis", "ziekenhuizen"),
        "careHome": ("care home", "verpleeghuis", "verpleeghuizen"),
        "school": ("school", "school", "scholen"),
        "fireStation": ("fire station", "brandweerkazerne", "brandweerkazernes"),
        "ambulancePost": ("ambulance post", "ambulancepost", "ambulanceposten"),
        "shelter": ("shelter", "opvanglocatie", "opvanglocaties"),
        "building": ("building", "gebouw", "gebouwen"),
        // Vehicles are named like kinds.
        "ambulance": ("ambulance", "ambulance", "ambulances"),
        "car": ("car", "personenauto", "personenauto's"),
        "fireAppliance": ("fire appliance", "brandweerauto", "brandweerauto's"),
        "lorry": ("lorry", "vrachtwagen", "vrachtwagens"),
    ]
}

extension Layer {
    /// What a place gets from the layer: "power", "road access".
    public var serviceWords: Phrase {
        switch self {
        case .power: Phrase("power", nl: "stroom")
        case .water: Phrase("water", nl: "water")
        case .road: Phrase("road access", nl: "toegang over de weg")
        default:
            switch name {
            case "heat": Phrase("heat", nl: "warmte")
            case "sewer", "sewage": Phrase("sewage", nl: "riolering")
            default: Phrase(data: name.spacedWords)
            }
        }
    }

    /// The layer as a network: "power network".
    public var networkWords: Phrase {
        switch self {
        case .power: Phrase("power network", nl: "elektriciteitsnet")
        case .water: Phrase("water network", nl: "waterleidingnet")
        case .road: Phrase("road network", nl: "wegennet")
        default: Phrase("\(name.spacedWords) network", nl: "\(serviceWords)net")
        }
    }
}

extension String {
    /// `waterTower` → "water tower".
    public var spacedWords: String {
        var result = ""
        for c in self {
            if c.isUppercase, let last = result.last, last.isLowercase { result += " " + c.lowercased() } else { result.append(c) }
        }
        return result
    }

    /// Many of what an English noun names: "batteries", "buses", "railways".
    fileprivate var englishPlural: String {
        for (end, plural) in [("y", "ies"), ("s", "ses"), ("ch", "ches"), ("sh", "shes"), ("x", "xes")]
        where hasSuffix(end) && !["ay", "ey", "oy", "uy"].contains(where: { hasSuffix($0) }) {
            return dropLast(end.count) + plural
        }
        return self + "s"
    }
}
