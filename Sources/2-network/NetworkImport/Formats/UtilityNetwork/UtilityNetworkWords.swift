/// The names that the reader of Utility Network files listens for, in the order of its vocabulary.
enum UtilityNetworkWord: String, CaseIterable {
    // attributes
    case id, href, srsName, srsDimension, uom
    // objects
    case Network, NetworkGraph, FeatureGraph, Node, InteriorFeatureLink, InterFeatureLink, NetworkLink
    case LiquidMedium, GaseousMedium, SolidMedium, ElectricalMedium, OpticalMedium
    case ExteriorMaterial, InteriorMaterial, FillingMaterial
    case RoundPipe, OtherShapePipe, RectangularPipe, Cable, Canal, SemiOpen, Closed
    case TerminalElement, SimpleFunctionalElement, ComplexFunctionalElement
    case StorageDevice, ControllerDevice, MeasurementDevice, TechDevice, AnyDevice
    // properties that hold or name objects
    case transportedMedium, topoGraph, featureGraphMember, nodeMember, linkMember, networkLinkMember
    case component, consistsOf, subNetwork, subOrdinateNetwork, superOrdinateNetwork, hasMaterial, start, end
    // properties with a value
    case type, direction, flowDirection, function, functionOfLine, usage, connectedCityObject, yearOfConstruction, status
    case exteriorDiameter, interiorDiameter, voltage, nominalVoltage, voltageRange
    case `class`
    // geometry
    case realization, lod1Geometry, boundedBy, Envelope, name, description
    case Point, pos, posList, LineString, Curve, segments, LineStringSegment, CompositeCurve, curveMember, curveMembers
    case MultiCurve
    // what holds all of it
    case CityModel, cityObjectMember, featureMember, featureMembers

    /// What later versions (0.9.9) call the same things.
    private static let laterNames: [String: Self] = [
        "startNode": .start, "endNode": .end, "StorageComponent": .StorageDevice, "ControllerComponent": .ControllerDevice,
        "MeasurementComponent": .MeasurementDevice, "TerminalComponent": .TerminalElement,
        "ConnectionComponent": .SimpleFunctionalElement, "ComplexFunctionalComponent": .ComplexFunctionalElement,
        "OtherComponent": .AnyDevice, "ClosedCanal": .Closed, "SemiOpenCanal": .SemiOpen, "material": .hasMaterial,
        "Material": .ExteriorMaterial,
    ]
    static let names = allCases.map(\.rawValue) + laterNames.keys.sorted()

    /// The word that a name stands for in any version.
    init?(name: String) {
        guard let word = Self(rawValue: name) ?? Self.laterNames[name] else { return nil }
        self = word
    }

    /// Components: the elements that become nodes and links.
    var isComponent: Bool {
        switch self {
        case .RoundPipe, .OtherShapePipe, .RectangularPipe, .Cable, .Canal, .SemiOpen, .Closed, .TerminalElement,
            .SimpleFunctionalElement, .ComplexFunctionalElement, .StorageDevice, .ControllerDevice,
            .MeasurementDevice, .TechDevice, .AnyDevice:
            true
        default: false
        }
    }
    var isMedium: Bool {
        switch self {
        case .LiquidMedium, .GaseousMedium, .SolidMedium, .ElectricalMedium, .OpticalMedium: true
        default: false
        }
    }
    var isMaterial: Bool { self == .ExteriorMaterial || self == .InteriorMaterial || self == .FillingMaterial }
    /// What `xlink:href` on this property must lead to; nil where it holds no object that is understood.
    var target: UtilityNetworkData.Target? {
        switch self {
        case .start, .end, .nodeMember: .node
        case .featureGraphMember: .graph
        case .component, .consistsOf: .component
        case .transportedMedium: .medium
        case .hasMaterial: .material
        case .subNetwork, .subOrdinateNetwork, .superOrdinateNetwork: .network
        default: nil
        }
    }
}
