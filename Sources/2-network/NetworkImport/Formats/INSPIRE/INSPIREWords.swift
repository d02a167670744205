/// The names that the reader of INSPIRE utility networks listens for, in the order of its vocabulary.
///
/// Sources: INSPIRE D2.8.III.6 (Utility and Government Services, English names); IMKL 1.2.1 and 2.0 of Geonovum
/// (Dutch names).
enum INSPIREWord: String, CaseIterable {
    // attributes
    case id, href, srsName, srsDimension, uom
    // what holds features
    case FeatureCollection, SpatialDataSet, SimpleFeatureCollection, featureMember, featureMembers, member
    // networks
    case Utiliteitsnet, UtilityNetwork, ElectricityNetwork, OilGasChemicalsNetwork, SewerNetwork
    case TelecommunicationsNetwork, ThermalNetwork, WaterNetwork, Network
    // cables and pipes
    case Elektriciteitskabel, ElectricityCable, Telecommunicatiekabel, TelecommunicationsCable
    case OlieGasChemicalienPijpleiding, OilGasChemicalsPipe, Rioolleiding, RioolPijpleiding, SewerPipe
    case Waterleiding, WaterPijpleiding, WaterPipe, ThermischePijpleiding, ThermalPipe, Overig, Cable, Pipe
    // what cables and pipes lie in
    case Duct, Mantelbuis, Kabelbed
    // topology
    case UtilityLink, Link, UtilityLinkSequence, LinkSequence, DirectedLink, Appurtenance, UtilityNode, Node
    case DiepteTovMaaiveld
    // properties that refer
    case inNetwork, link, startNode, endNode, diepte, heeftDiepte
    // properties that hold geometry
    case centrelineGeometry, geometry
    // properties that name a code, by reference or as text
    case thema, utilityNetworkType, appurtenanceType, currentStatus, oilGasChemicalsProductType, buismateriaalType
    case pipeMaterialType
    // properties with a value
    case verticalPosition, operatingVoltage, nominalVoltage, pipeDiameter, pressure
    case dieptePeil, Dieptepeil, standaardDieptelegging, label, omschrijving, geographicalName, utilityNetworkName
    // properties about the record and not the asset
    case beginLifespanVersion, endLifespanVersion, inspireId, identificatie, validFrom, validTo, authorityRole
    case warningType, fictitious, element, elements, boundedBy, metaDataProperty, bronhouder
    // geometry
    case Envelope, Point, MultiPoint, pointMember, pos, posList, LineString, Curve, segments, LineStringSegment
    case Arc, ArcString, CompositeCurve, curveMember, MultiCurve, OrientableCurve, baseCurve

    static let names = allCases.map(\.rawValue)
    static let all = allCases

    init?(number: Int) {
        guard number >= 0 else { return nil }
        self = Self.all[number]
    }
    var number: Int { Self.all.firstIndex(of: self) ?? -1 }

    /// What a feature is; nil for anything that is no feature of a network.
    enum Feature { case network, line, conduit, link, sequence, node, depth }
    var feature: Feature? {
        switch self {
        case .Utiliteitsnet, .UtilityNetwork, .ElectricityNetwork, .OilGasChemicalsNetwork, .SewerNetwork,
            .TelecommunicationsNetwork, .ThermalNetwork, .WaterNetwork, .Network:
            .network
        case .Elektriciteitskabel, .ElectricityCable, .Telecommunicatiekabel, .TelecommunicationsCable,
            .OlieGasChemicalienPijpleiding, .OilGasChemicalsPipe, .Rioolleiding, .RioolPijpleiding, .SewerPipe,
            .Waterleiding, .WaterPijpleiding, .WaterPipe, .ThermischePijpleiding, .ThermalPipe, .Overig, .Cable, .Pipe:
            .line
        case .Duct, .Mantelbuis, .Kabelbed: .conduit
        case .UtilityLink, .Link: .link
        case .UtilityLinkSequence, .LinkSequence: .sequence
        case .Appurtenance, .UtilityNode, .Node: .node
        case .DiepteTovMaaiveld: .depth
        default: nil
        }
    }
    var holdsFeatures: Bool {
        switch self {
        case .FeatureCollection, .SpatialDataSet, .SimpleFeatureCollection, .featureMember, .featureMembers, .member: true
        default: false
        }
    }
    var isGeometry: Bool {
        switch self {
        case .Point, .MultiPoint, .pointMember, .pos, .posList, .LineString, .Curve, .segments, .LineStringSegment, .Arc,
            .ArcString, .CompositeCurve, .curveMember, .MultiCurve, .OrientableCurve, .baseCurve:
            true
        default: false
        }
    }
    /// Whether it says something about the record that nothing here needs.
    var isAdministrative: Bool {
        switch self {
        case .beginLifespanVersion, .endLifespanVersion, .inspireId, .identificatie, .validFrom, .validTo,
            .authorityRole, .warningType, .fictitious, .element, .elements, .boundedBy, .metaDataProperty, .bronhouder:
            true
        default: false
        }
    }
}
