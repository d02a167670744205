/// A network that carries one service: power, water, road, or any other a city brings.
///
/// A layer delivers the service of its own name. The three that Lifeline knows by default are only values;
/// telecom, gas or drainage are made the same way.
public struct Layer: Sendable, Hashable {
    public var name: String
    public init(_ name: String) { self.name = name }

    public static let power = Layer("power")
    public static let water = Layer("water")
    public static let road = Layer("road")
}

/// What an asset is. An open set: a kind that is not listed here is kept and treated as a plain node, link
/// or building.
public struct AssetKind: Sendable, Hashable {
    public var name: String
    public init(_ name: String) { self.name = name }

    // power
    public static let gridConnection = AssetKind("gridConnection")
    public static let powerPlant = AssetKind("powerPlant")
    public static let substation = AssetKind("substation")
    public static let transformer = AssetKind("transformer")
    public static let powerNode = AssetKind("powerNode")
    public static let powerLine = AssetKind("powerLine")
    public static let powerCable = AssetKind("powerCable")
    /// A generator, pump or tanker that is brought to an asset after the event.
    public static let mobileGenerator = AssetKind("mobileGenerator")
    // water
    public static let well = AssetKind("well")
    public static let treatmentPlant = AssetKind("treatmentPlant")
    public static let pumpingStation = AssetKind("pumpingStation")
    public static let waterTower = AssetKind("waterTower")
    public static let reservoir = AssetKind("reservoir")
    public static let tank = AssetKind("tank")
    public static let valve = AssetKind("valve")
    public static let waterJunction = AssetKind("waterJunction")
    public static let pipe = AssetKind("pipe")
    // road
    public static let roadJunction = AssetKind("roadJunction")
    public static let gateway = AssetKind("gateway")
    public static let road = AssetKind("road")
    public static let bridge = AssetKind("bridge")
    public static let tunnel = AssetKind("tunnel")
    // facilities
    public static let hospital = AssetKind("hospital")
    public static let careHome = AssetKind("careHome")
    public static let school = AssetKind("school")
    public static let fireStation = AssetKind("fireStation")
    public static let ambulancePost = AssetKind("ambulancePost")
    public static let shelter = AssetKind("shelter")
    public static let building = AssetKind("building")

    /// Kinds whose loss the report names one by one: places with people who cannot help themselves.
    public static let vulnerable: [AssetKind] = [.hospital, .careHome, .school, .fireStation, .ambulancePost, .shelter]
}
