import MarkupReading

/// The element and attribute names that the CityGML reader listens for; the raw value is the local name.
enum CityGMLWord: String, CaseIterable {
    // members
    case cityObjectMember, featureMember, featureMembers, building = "Building", buildingPart = "BuildingPart"
    case consistsOfBuildingPart, partProperty = "buildingPart"
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
        case .lod0FootPrint, .lod0RoofEdge, .lod0MultiSurface: 0
        case .lod1MultiSurface, .lod1Solid: 1
        case .lod2MultiSurface, .lod2Solid: 2
        case .lod3MultiSurface, .lod3Solid: 3
        case .lod4MultiSurface, .lod4Solid: 4
        default: nil
        }
    }
}

/// The namespaces of CityGML's modules, by what they are for.
enum CityGMLSpace: CaseIterable {
    case core, building, construction, generics, gml

    var uris: [String] {
        let base = "http://www.opengis.net/citygml"
        switch self {
        case .core: return ["1.0", "2.0", "3.0"].map { "\(base)/\($0)" }
        case .building: return ["1.0", "2.0", "3.0"].map { "\(base)/building/\($0)" }
        case .construction: return ["\(base)/construction/3.0"]
        case .generics: return ["1.0", "2.0", "3.0"].map { "\(base)/generics/\($0)" }
        case .gml: return ["http://www.opengis.net/gml", "http://www.opengis.net/gml/3.2"]
        }
    }

    private static let ofNumber = allCases.flatMap { space in space.uris.map { _ in space } }
    /// The module with that number in the vocabulary; nil for any other namespace.
    init?(_ number: Int) {
        guard Self.ofNumber.indices.contains(number) else { return nil }
        self = Self.ofNumber[number]
    }

    static let vocabulary = MarkupVocabulary(
        CityGMLWord.allCases.map(\.rawValue), namespaces: allCases.flatMap(\.uris))
}
