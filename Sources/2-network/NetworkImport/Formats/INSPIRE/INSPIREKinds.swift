import NetworkModel

/// What the elements and code lists of INSPIRE and IMKL mean in the model.
///
/// A code is written as the address of an entry in a register, such as
/// `http://definities.geostandaarden.nl/imkl2015/id/waarde/Thema/middenspanning`; its last part counts.
enum INSPIREKinds {
    typealias Word = INSPIREWord

    /// The last part of a code's address.
    static func code(_ address: String) -> String {
        String(address.split { $0 == "/" || $0 == "#" || $0 == ":" }.last ?? "")
    }

    /// The layer of an IMKL theme (register Thema) or an INSPIRE `UtilityNetworkTypeValue`; nil for one that names none.
    static func layer(ofTheme theme: String) -> Layer? {
        switch theme {
        case "laagspanning", "middenspanning", "hoogspanning", "landelijkHoogspanningsnet", "electricity": .power
        case "water": .water
        case "gasLageDruk", "gasHogeDruk", "gas": Layer("gas")
        case "buisleidingGevaarlijkeInhoud", "petrochemie": Layer("chemicals")
        case "rioolVrijverval", "rioolOnderOverOfOnderdruk", "riool", "sewer": Layer("sewer")
        case "warmte", "thermal": Layer("heat")
        case "datatransport", "telecommunications": Layer("telecom")
        default: nil
        }
    }

    /// The layer of a cable, pipe or network by its element; nil where the element leaves it open.
    static func layer(of element: Word) -> Layer? {
        switch element {
        case .Elektriciteitskabel, .ElectricityCable, .ElectricityNetwork: .power
        case .Telecommunicatiekabel, .TelecommunicationsCable, .TelecommunicationsNetwork: Layer("telecom")
        case .Rioolleiding, .RioolPijpleiding, .SewerPipe, .SewerNetwork: Layer("sewer")
        case .Waterleiding, .WaterPijpleiding, .WaterPipe, .WaterNetwork: .water
        case .ThermischePijpleiding, .ThermalPipe, .ThermalNetwork: Layer("heat")
        default: nil
        }
    }

    /// The layer of a pipe for oil, gas and chemicals whose network has no telling theme, by what flows in it.
    static func layer(ofProduct product: String) -> Layer {
        product.isEmpty || product.lowercased().contains("gas") ? Layer("gas") : Layer("chemicals")
    }

    /// The layer of an appurtenance by the register that its type stands in, such as `WaterAppurtenanceTypeValue`.
    static func layer(ofAppurtenance address: String) -> Layer? {
        let known: [(String, Layer)] = [
            ("ElectricityAppurtenance", .power), ("WaterAppurtenance", .water), ("SewerAppurtenance", Layer("sewer")),
            ("OilGasChemicalsAppurtenance", Layer("gas")), ("ThermalAppurtenance", Layer("heat")),
            ("TelecommunicationsAppurtenance", Layer("telecom")),
        ]
        return known.first { address.contains($0.0) }?.1
    }

    static func linkKind(of element: Word, isElevated: Bool, _ layer: Layer) -> AssetKind {
        switch element {
        case .Waterleiding, .WaterPijpleiding, .WaterPipe, .Rioolleiding, .RioolPijpleiding, .SewerPipe, .Pipe,
            .ThermischePijpleiding, .ThermalPipe, .OlieGasChemicalienPijpleiding, .OilGasChemicalsPipe:
            .pipe
        default: layer == .power && isElevated ? .powerLine : ComponentKinds.defaultLinkKind(layer)
        }
    }

    /// What an appurtenance is by its type's code, after those that `ComponentKinds` knows by their words.
    ///
    /// A `netStation` or middle-voltage station (msStation) turns the district's 10 kV into 400 V; a `mainStation`
    /// feeds it.
    static func device(_ code: String, _ layer: Layer) -> (kind: AssetKind, isSource: Bool)? {
        switch (code, layer.name) {
        case ("mainStation", "power"), ("hsStation", "power"), ("onderstation", "power"): (.substation, false)
        case ("netStation", "power"), ("msStation", "power"), ("lsStation", "power"): (.transformer, false)
        case ("generator", "power"): (.powerPlant, true)
        case ("deliveryPoint", _), ("waterServicePoint", _): (AssetKind("deliveryPoint"), false)
        case ("streetLight", _): (AssetKind("streetLight"), false)
        case ("connectionBox", _), ("openPoint", "power"), ("switch", "power"): (AssetKind("switchgear"), false)
        case ("storageFacility", "water"), ("storageBasin", "water"): (.tank, false)
        case ("fireHydrant", _), ("brandkraan", _): (AssetKind("hydrant"), false)
        case ("afsluiter", _): (.valve, false)
        case ("clearWell", _): (.tank, false)
        default: ComponentKinds.device(ofElement: "", words: [code], layer: layer)
        }
    }

    static func nodeKind(_ layer: Layer) -> AssetKind { Joiner.junctionKind(ofLayer: layer.name) }

    /// Codes of `ConditionOfFacilityValue` of what delivers nothing today.
    static let outOfService: Set<String> = ["disused", "decommissioned", "projected", "underConstruction"]
}
