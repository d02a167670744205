import MarkupReading

/// The element and attribute names that the CityGML reader listens for; the raw value is the local name.
enum CityGMLWord: String, CaseIterable {
    // members
    case cityObjectMember, featureMember, featureMembers, building = "Building", buildingPart = "BuildingPart"
    case consistsOfBuildingPart, partProperty = "buildingPart"
    // other features, and the properties that hold their parts
    case bridge = "Bridge", bridgePart = "BridgePart", tunnel = "Tunnel", tunnelPart = "TunnelPart"
    case consistsOfBridgePart, bridgePartProperty = "bridgePart", consistsOfTunnelPart, tunnelPartProperty = "tunnelPart"
    case road = "Road", transportationComplex = "TransportationComplex"
    case section, sectionObject = "Section", intersection, intersectionObject = "Intersection"
    case trafficSpace, trafficSpaceObject = "TrafficSpace"
    case auxiliaryTrafficSpace, auxiliaryTrafficSpaceObject = "AuxiliaryTrafficSpace"
    case trafficArea, trafficAreaObject = "TrafficArea"
    case auxiliaryTrafficArea, auxiliaryTrafficAreaObject = "AuxiliaryTrafficArea"
    case waterBody = "WaterBody", waterSurface = "WaterSurface"
    case reliefFeature = "ReliefFeature", reliefComponent, tinRelief = "TINRelief", tin
    case appearance, appearanceMember
    // Japanese domain extension: flood records and buried networks
    case bldgDisasterRiskAttribute, buildingDisasterRiskAttribute, floodingRiskAttribute
    case river = "RiverFloodingRiskAttribute", buildingRiver = "BuildingRiverFloodingRiskAttribute"
    case inland = "InlandFloodingRiskAttribute", buildingInland = "BuildingInlandFloodingRiskAttribute"
    case tsunami = "TsunamiRiskAttribute", buildingTsunami = "BuildingTsunamiRiskAttribute"
    case highTide = "HighTideRiskAttribute", buildingHighTide = "BuildingHighTideRiskAttribute"
    case reservoir = "ReservoirFloodingRiskAttribute", buildingReservoir = "BuildingReservoirFloodingRiskAttribute"
    case rank, depth, adminType, scale, duration
    case sewerPipe = "SewerPipe", waterPipe = "WaterPipe", thermalPipe = "ThermalPipe"
    case gasPipe = "OilGasChemicalsPipe", electricityCable = "ElectricityCable"
    case telecommunicationsCable = "TelecommunicationsCable", manhole = "Manhole", handhole = "Handhole"
    case appurtenance = "Appurtenance", frnDmAttribute, dmGeometricAttribute = "DmGeometricAttribute"
    case boundedBy, envelope = "Envelope", lowerCorner, upperCorner
    // properties of a building
    case name, description, metaDataProperty, identifier
    case buildingClass = "class", function, usage, storeysAboveGround, measuredHeight
    case yearOfConstruction, dateOfConstruction, terminationDate
    case heightProperty = "height", height = "Height", value
    case address
    // generic attributes
    case genericAttribute, genericAttributeSet, genericSet = "GenericAttributeSet"
    case intAttribute, doubleAttribute, stringAttribute, measureAttribute
    case intObject = "IntAttribute", doubleObject = "DoubleAttribute", stringObject = "StringAttribute"
    case measureObject = "MeasureAttribute"
    // geometry
    case boundary, groundSurface = "GroundSurface", wallSurface = "WallSurface", roofSurface = "RoofSurface"
    case closureSurface = "ClosureSurface", outerFloorSurface = "OuterFloorSurface"
    case outerCeilingSurface = "OuterCeilingSurface"
    case lod0FootPrint, lod0RoofEdge, lod0MultiSurface, lod1MultiSurface, lod2MultiSurface, lod3MultiSurface
    case lod4MultiSurface, lod1Solid, lod2Solid, lod3Solid, lod4Solid
    case lod0MultiCurve, lod2MultiCurve, lod3MultiCurve, lod0Network
    case lod0Geometry, lod1Geometry, lod2Geometry, lod3Geometry, lod4Geometry, lod2Surface, lod3Surface, lod4Surface
    case lineString = "LineString", lineStringSegment = "LineStringSegment", point = "Point"
    case polygon = "Polygon", polygonPatch = "PolygonPatch", triangle = "Triangle", rectangle = "Rectangle"
    case exterior, interior, posList, pos, coordinates
    // attributes
    case id, href, srsName, srsDimension, uom
    // addresses, xAL 2.0 and 3.0
    case thoroughfare = "Thoroughfare", locality = "Locality", postCode = "PostCode"
    case thoroughfareName = "ThoroughfareName", thoroughfareNumber = "ThoroughfareNumber"
    case localityName = "LocalityName", postalCodeNumber = "PostalCodeNumber"
    case nameElement = "NameElement", number = "Number", identifierElement = "Identifier"

    private static let all = allCases
    init?(_ number: Int) {
        guard Self.all.indices.contains(number) else { return nil }
        self = Self.all[number]
    }

    private static let numbers = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
    /// Its number in the vocabulary.
    static func number(_ word: Self) -> Int? { numbers[word] }

    /// The level of detail of a geometry property; nil for what is none.
    var levelOfDetail: Int? {
        switch self {
        case .lod0FootPrint, .lod0RoofEdge, .lod0MultiSurface, .lod0MultiCurve, .lod0Network, .lod0Geometry: 0
        case .lod1MultiSurface, .lod1Solid, .lod1Geometry: 1
        case .lod2MultiSurface, .lod2Solid, .lod2MultiCurve, .lod2Geometry, .lod2Surface: 2
        case .lod3MultiSurface, .lod3Solid, .lod3MultiCurve, .lod3Geometry, .lod3Surface: 3
        case .lod4MultiSurface, .lod4Solid, .lod4Geometry, .lod4Surface: 4
        default: nil
        }
    }
}

/// The namespaces of CityGML's modules, by what they are for.
enum CityGMLSpace: CaseIterable {
    case core, building, construction, generics, gml, bridge, tunnel, transportation, waterBody, relief, appearance, cityFurniture
    /// The Japanese domain extension i-UR, its part on cities ("uro").
    case urbanObject

    var uris: [String] {
        let base = "http://www.opengis.net/citygml"
        switch self {
        case .core: return ["1.0", "2.0", "3.0"].map { "\(base)/\($0)" }
        case .building: return ["1.0", "2.0", "3.0"].map { "\(base)/building/\($0)" }
        case .construction: return ["\(base)/construction/3.0"]
        case .generics: return ["1.0", "2.0", "3.0"].map { "\(base)/generics/\($0)" }
        case .bridge: return ["2.0", "3.0"].map { "\(base)/bridge/\($0)" }
        case .tunnel: return ["2.0", "3.0"].map { "\(base)/tunnel/\($0)" }
        case .transportation: return ["1.0", "2.0", "3.0"].map { "\(base)/transportation/\($0)" }
        case .waterBody: return ["1.0", "2.0", "3.0"].map { "\(base)/waterbody/\($0)" }
        case .relief: return ["1.0", "2.0", "3.0"].map { "\(base)/relief/\($0)" }
        case .cityFurniture: return ["1.0", "2.0", "3.0"].map { "\(base)/cityfurniture/\($0)" }
        case .appearance: return ["1.0", "2.0", "3.0"].map { "\(base)/appearance/\($0)" }
        case .urbanObject:
            return ["1.4", "1.5"].map { "http://www.kantei.go.jp/jp/singi/tiiki/toshisaisei/itoshisaisei/iur/uro/\($0)" }
                + ["1.4", "1.5", "2.0", "3.0", "3.1", "3.2", "4.0"].map { "https://www.geospatial.jp/iur/uro/\($0)" }
        case .gml: return ["http://www.opengis.net/gml", "http://www.opengis.net/gml/3.2"]
        }
    }

    private static let ofNumber = allCases.flatMap { space in space.uris.map { _ in space } }
    /// The module with that number in the vocabulary; nil for any other namespace.
    init?(_ number: Int) {
        guard Self.ofNumber.indices.contains(number) else { return nil }
        self = Self.ofNumber[number]
    }

    /// Names of CityGML, then those of the Utility Network extension that it does not have.
    static let vocabulary = MarkupVocabulary(
        CityGMLWord.allCases.map(\.rawValue)
            + UtilityNetworkWord.names.filter { CityGMLWord(rawValue: $0) == nil },
        namespaces: allCases.flatMap(\.uris) + UtilityNetwork.namespaces)
}
