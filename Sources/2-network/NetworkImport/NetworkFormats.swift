/// The formats that Lifeline reads, in the order in which a file is offered to them.
public enum NetworkFormats {
    public static let all: [any NetworkFormat.Type] = [
        NetworkXML.self,
        CityGML.self,
        OpenStreetMapFormat.self,
        EPANET.self,
        CIM.self,
        INSPIREUtilityNetworks.self,
        MATPOWER.self,
        TNTP.self,
    ]
}
