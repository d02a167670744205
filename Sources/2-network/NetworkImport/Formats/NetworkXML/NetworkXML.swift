import NetworkModel

/// Lifeline's own network format: what it is called and what its elements are.
///
/// Features with `gml:id`, positions as GML positions, the coordinate system by EPSG code; every attribute is an
/// element named after it, with `uom` and `provenance`. `Schemas/lifeline-network.xsd` documents it.
public enum NetworkXML: NetworkFormat {
    public static let name = "Lifeline network XML"
    public static let namespace = "urn:lifeline:network:1"
    static let gml = "http://www.opengis.net/gml/3.2"

    public static func recognises(_ head: FileHead) -> Bool {
        head.rootName == "LifelineNetwork" && head.rootNamespace == namespace
    }
}
