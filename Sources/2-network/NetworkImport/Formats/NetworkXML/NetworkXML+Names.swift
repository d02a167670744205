import MarkupReading
import NetworkModel

extension NetworkXML {
    /// Names of the format, numbered for the reader: first these, then the attributes of assets.
    enum Name: Int, CaseIterable {
        // elements
        case LifelineNetwork, source, node, link, facility, pos, posList, footprint, requires, supplier, repair
        // attributes
        case id, layer, kind, name, from, to, directed, srsName, srsDimension, uom, provenance
        case service, atLeast, buffer, restartDelay, recharge, blackStart, distance, confidence, bufferProvenance, ref, asset
        case file, format, licence, date, sourceProvenance, code, count
        case floodRisk, description, scale, adminType, rank, depth, duration
    }
    static let firstNumeric = Name.allCases.count
    static let firstText = firstNumeric + NumericAttribute.allCases.count
    static let vocabulary = MarkupVocabulary(
        Name.allCases.map { "\($0)" } + NumericAttribute.allCases.map(\.name) + TextAttribute.allCases.map(\.name),
        namespaces: [namespace, gml])
}
