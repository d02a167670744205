import Geometry
import MarkupReading
public import NetworkModel

extension NetworkXML {
    /// The network as XML: sorted, every value with its provenance where that is not `measured`.
    ///
    /// Reading it gives the same model, to the last bit.
    public static func bytes(of model: CityModel) -> [UInt8] {
        var xml = MarkupWriter()
        xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<LifelineNetwork xmlns=\"urn:lifeline:network:1\" xmlns:gml=\"http://www.opengis.net/gml/3.2\"")
        xml.attribute("srsName", model.epsg == 0 ? "local" : "urn:ogc:def:crs:EPSG::\(model.epsg)")
        if !model.name.isEmpty { xml.attribute("name", model.name) }
        xml.raw(">\n")
        for source in model.sources {
            xml.raw("<source")
            xml.attribute("file", source.file)
            xml.attribute("format", source.format)
            if !source.licence.isEmpty { xml.attribute("licence", source.licence) }
            if !source.date.isEmpty { xml.attribute("date", source.date) }
            xml.raw("/>\n")
        }
        for repair in model.repairs {
            xml.raw("<repair")
            xml.attribute("code", repair.code)
            xml.attribute("count", String(repair.count))
            xml.raw(">")
            xml.text(repair.worst)
            xml.raw("</repair>\n")
        }
        var writer = FeatureWriter(model: model, xml: xml)
        for asset in 0..<model.assetCount { writer.feature(asset) }
        writer.xml.raw("</LifelineNetwork>\n")
        return writer.xml.bytes
    }
}

private struct FeatureWriter {
    let model: CityModel
    var xml: MarkupWriter
    /// Whether the file's axes run north first.
    let isNorthFirst: Bool
    let numericUsed: [NumericAttribute]
    let textUsed: [TextAttribute]

    init(model: CityModel, xml: MarkupWriter) {
        self.model = model
        self.xml = xml
        isNorthFirst = CoordinateSystem(epsg: model.epsg)?.axisOrder == .northEast
        numericUsed = NumericAttribute.allCases.filter { model.numeric[Int($0.rawValue)] != nil }
        textUsed = TextAttribute.allCases.filter { model.text[Int($0.rawValue)] != nil }
    }

    mutating func feature(_ asset: Int) {
        let isNode = asset < model.nodeCount, isFacility = asset >= model.facilities.lowerBound
        xml.raw(isNode ? "<node" : isFacility ? "<facility" : "<link")
        xml.attribute("gml:id", model.id(asset))
        if !isFacility { xml.attribute("layer", model.layers[Int(model.layer[asset])].name) }
        xml.attribute("kind", model.kindName(asset))
        if model.displayName[asset] >= 0 { xml.attribute("name", model.strings[model.displayName[asset]]) }
        if isNode && model.isSource[asset] {
            xml.attribute("source", "true")
            let provenance = model.sourceProvenance[asset]
            if provenance != .measured { xml.attribute("sourceProvenance", provenance.name) }
        }
        if !isNode && !isFacility {
            let link = asset - model.nodeCount
            xml.attribute("from", model.id(Int(model.from[link])))
            xml.attribute("to", model.id(Int(model.to[link])))
            if model.isDirected[link] { xml.attribute("directed", "true") }
        }
        let start = xml.bytes.count
        xml.raw(">")
        let opened = xml.bytes.count
        if isNode || isFacility {
            xml.raw("<gml:pos>")
            point(model.position[asset].x, model.position[asset].y, .nan)
            xml.raw("</gml:pos>")
        }
        shape(asset, isFacility)
        attributes(asset)
        for risk in model.floodRisks.ofAsset(asset) { floodRisk(risk) }
        for r in model.requirements.ofAsset(asset) { requirement(r) }
        if xml.bytes.count == opened {
            xml.truncate(to: start)
            xml.raw("/>\n")
        } else {
            xml.raw(isNode ? "</node>\n" : isFacility ? "</facility>\n" : "</link>\n")
        }
    }

    private mutating func point(_ x: Double, _ y: Double, _ z: Double) {
        xml.number(isNorthFirst ? y : x)
        xml.raw(" ")
        xml.number(isNorthFirst ? x : y)
        if !z.isNaN {
            xml.raw(" ")
            xml.number(z)
        }
    }

    private mutating func shape(_ asset: Int, _ isFacility: Bool) {
        let range = model.shapes.range(of: asset)
        guard !range.isEmpty else { return }
        let hasHeights = range.allSatisfy { !model.shapes.z[$0].isNaN }
        if isFacility { xml.raw("<footprint>") }
        xml.raw("<gml:posList")
        if hasHeights { xml.attribute("srsDimension", "3") }
        xml.raw(">")
        for i in range {
            if i > range.lowerBound { xml.raw(" ") }
            point(model.shapes.x[i], model.shapes.y[i], hasHeights ? model.shapes.z[i] : .nan)
        }
        xml.raw("</gml:posList>")
        if isFacility { xml.raw("</footprint>") }
    }

    private mutating func attributes(_ asset: Int) {
        for attribute in numericUsed {
            guard let column = model.numeric[Int(attribute.rawValue)], !column.values[asset].isNaN else { continue }
            open(attribute.name, attribute.unit, column.provenance[asset])
            xml.number(column.values[asset])
            close(attribute.name)
        }
        for attribute in textUsed {
            guard let column = model.text[Int(attribute.rawValue)], column.strings[asset] >= 0 else { continue }
            open(attribute.name, "", column.provenance[asset])
            xml.text(model.strings[column.strings[asset]])
            close(attribute.name)
        }
    }

    private mutating func open(_ name: String, _ unit: String, _ provenance: Provenance) {
        xml.raw("\n  <")
        xml.markup(name)
        if !unit.isEmpty { xml.attribute("uom", unit) }
        if provenance != .measured { xml.attribute("provenance", provenance.name) }
        xml.raw(">")
    }
    private mutating func close(_ name: String) {
        xml.raw("</")
        xml.markup(name)
        xml.raw(">")
    }

    private mutating func floodRisk(_ risk: FloodRisk) {
        xml.raw("\n  <floodRisk")
        xml.attribute("kind", model.strings[risk.kind])
        if risk.description >= 0 { xml.attribute("description", model.strings[risk.description]) }
        if risk.scale >= 0 { xml.attribute("scale", model.strings[risk.scale]) }
        if risk.adminType >= 0 { xml.attribute("adminType", model.strings[risk.adminType]) }
        if risk.rank > 0 { xml.attribute("rank", String(risk.rank)) }
        if !risk.depthMetres.isNaN { xml.attribute("depth", risk.depthMetres) }
        if !risk.durationHours.isNaN { xml.attribute("duration", risk.durationHours) }
        if risk.provenance != .measured { xml.attribute("provenance", risk.provenance.name) }
        xml.raw("/>")
    }

    private mutating func requirement(_ r: Int) {
        let needs = model.requirements
        xml.raw("\n  <requires")
        xml.attribute("service", model.services[Int(needs.service[r])])
        if needs.atLeast[r] != 1 { xml.attribute("atLeast", String(needs.atLeast[r])) }
        if needs.bufferHours[r] != 0 { xml.attribute("buffer", needs.bufferHours[r]) }
        if needs.restartDelayHours[r] != 0 { xml.attribute("restartDelay", needs.restartDelayHours[r]) }
        if needs.rechargeRate[r] != .infinity { xml.attribute("recharge", needs.rechargeRate[r]) }
        if needs.blackStart[r] { xml.attribute("blackStart", "true") }
        if needs.provenance[r] != .measured { xml.attribute("provenance", needs.provenance[r].name) }
        if needs.bufferProvenance[r] != needs.provenance[r] {
            xml.attribute("bufferProvenance", needs.bufferProvenance[r].name)
        }
        if !needs.distanceMetres[r].isNaN { xml.attribute("distance", needs.distanceMetres[r]) }
        if !needs.confidence[r].isNaN { xml.attribute("confidence", needs.confidence[r]) }
        xml.raw(">")
        for supplier in needs.suppliers(r) {
            xml.raw("<supplier")
            xml.attribute("ref", model.id(Int(supplier)))
            xml.raw("/>")
        }
        xml.raw("</requires>")
    }
}
