/// The classes and properties of CIM that matter to a network (IEC 61970-301; CIM16 and CIM100 names).
enum CIMWord: String, CaseIterable {
    // classes
    case terminal = "Terminal", connectivityNode = "ConnectivityNode", topologicalNode = "TopologicalNode"
    case lineSegment = "ACLineSegment", seriesCompensator = "SeriesCompensator", equivalentBranch = "EquivalentBranch"
    case transformer = "PowerTransformer", transformerEnd = "PowerTransformerEnd"
    case breaker = "Breaker", disconnector = "Disconnector", loadBreakSwitch = "LoadBreakSwitch", switchClass = "Switch"
    case fuse = "Fuse", recloser = "Recloser", sectionaliser = "Sectionaliser", protectedSwitch = "ProtectedSwitch"
    case disconnectingBreaker = "DisconnectingCircuitBreaker", jumper = "Jumper", cut = "Cut"
    case busbar = "BusbarSection", junction = "Junction"
    case consumer = "EnergyConsumer", conformLoad = "ConformLoad", nonConformLoad = "NonConformLoad"
    case stationSupply = "StationSupply"
    case synchronousMachine = "SynchronousMachine", asynchronousMachine = "AsynchronousMachine"
    case externalInjection = "ExternalNetworkInjection", equivalentInjection = "EquivalentInjection"
    case energySource = "EnergySource", electronics = "PowerElectronicsConnection"
    case generatingUnit = "GeneratingUnit", thermalUnit = "ThermalGeneratingUnit", hydroUnit = "HydroGeneratingUnit"
    case windUnit = "WindGeneratingUnit", solarUnit = "SolarGeneratingUnit", nuclearUnit = "NuclearGeneratingUnit"
    case substation = "Substation", voltageLevel = "VoltageLevel", bay = "Bay", line = "Line"
    case baseVoltage = "BaseVoltage", location = "Location", positionPoint = "PositionPoint"
    case coordinateSystem = "CoordinateSystem"
    case diagramObject = "DiagramObject", diagramPoint = "DiagramObjectPoint"
    case currentLimit = "CurrentLimit", limitSet = "OperationalLimitSet"
    case fullModel = "FullModel"
    // properties
    case name = "IdentifiedObject.name"
    case terminalEquipment = "Terminal.ConductingEquipment", terminalConnectivity = "Terminal.ConnectivityNode"
    case terminalTopology = "Terminal.TopologicalNode"
    case sequence = "ACDCTerminal.sequenceNumber", oldSequence = "Terminal.sequenceNumber"
    case connected = "ACDCTerminal.connected", oldConnected = "Terminal.connected"
    case nodeContainer = "ConnectivityNode.ConnectivityNodeContainer"
    case topologyContainer = "TopologicalNode.ConnectivityNodeContainer", topologyVoltage = "TopologicalNode.BaseVoltage"
    case container = "Equipment.EquipmentContainer", inService = "Equipment.inService"
    case equipmentVoltage = "ConductingEquipment.BaseVoltage"
    case bayLevel = "Bay.VoltageLevel", levelStation = "VoltageLevel.Substation", levelVoltage = "VoltageLevel.BaseVoltage"
    case nominalVoltage = "BaseVoltage.nominalVoltage"
    case length = "Conductor.length", lineReactance = "ACLineSegment.x"
    case endTransformer = "PowerTransformerEnd.PowerTransformer", endTerminal = "TransformerEnd.Terminal"
    case endNumber = "TransformerEnd.endNumber", endReactance = "PowerTransformerEnd.x"
    case ratedPower = "PowerTransformerEnd.ratedS", ratedVoltage = "PowerTransformerEnd.ratedU"
    case open = "Switch.open", normalOpen = "Switch.normalOpen"
    case consumerPower = "EnergyConsumer.p", fixedPower = "EnergyConsumer.pfixed"
    case machineUnit = "RotatingMachine.GeneratingUnit", machineKind = "SynchronousMachine.type"
    case maximumPower = "GeneratingUnit.maxOperatingP"
    case locationOf = "Location.PowerSystemResources", locationSystem = "Location.CoordinateSystem"
    case pointLocation = "PositionPoint.Location", pointSequence = "PositionPoint.sequenceNumber"
    case pointX = "PositionPoint.xPosition", pointY = "PositionPoint.yPosition"
    case resourceLocation = "PowerSystemResource.Location", systemName = "CoordinateSystem.crsUrn"
    case drawn = "DiagramObject.IdentifiedObject", drawnPoint = "DiagramObjectPoint.DiagramObject"
    case drawnSequence = "DiagramObjectPoint.sequenceNumber"
    case drawnX = "DiagramObjectPoint.xPosition", drawnY = "DiagramObjectPoint.yPosition"
    case limitValue = "CurrentLimit.value", limitNormal = "CurrentLimit.normalValue"
    case limitIn = "OperationalLimit.OperationalLimitSet"
    case limitTerminal = "OperationalLimitSet.Terminal", limitEquipment = "OperationalLimitSet.Equipment"
    case scenarioTime = "Model.scenarioTime"
    // attributes
    case id = "ID", about, resource

    static let names = allCases.map(\.rawValue)
    var number: Int { Self.numbers[self] ?? -1 }
    private static let numbers = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
    init?(number: Int) {
        guard Self.allCases.indices.contains(number) else { return nil }
        self = Self.allCases[number]
    }

    static let switches: Set<CIMWord> = [
        .breaker, .disconnector, .loadBreakSwitch, .switchClass, .fuse, .recloser, .sectionaliser, .protectedSwitch,
        .disconnectingBreaker, .jumper, .cut,
    ]
    static let lines: Set<CIMWord> = [.lineSegment, .seriesCompensator, .equivalentBranch]
    static let consumers: Set<CIMWord> = [.consumer, .conformLoad, .nonConformLoad, .stationSupply]
    static let connections: Set<CIMWord> = [.externalInjection, .equivalentInjection, .energySource]
    static let machines: Set<CIMWord> = [.synchronousMachine, .asynchronousMachine, .electronics]
}
