import Geometry
import NetworkModel

/// A network as CityGML 2.0 with the Utility Network ADE 0.9.2 (T. H. Kolbe, Th. Becker and others).
///
/// Every asset is a component with its own feature graph: one node for a station, two nodes and an interior link for
/// a cable or pipe. `InterFeatureLink`s of type `connects` join a line's ends to the stations. The station's node and
/// the line's interior link bear the asset's identifier, since it is they that an import makes assets of; the
/// component bears it with `c.` before it.
enum UtilitySource {
    static func text(_ model: CityModel, _ layer: Layer) -> SourceText {
        var text = SourceText()
        let isPower = layer == .power
        text.line(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- Fictional \(layer.name) network of a town that does not exist. -->
            <core:CityModel xmlns:core="http://www.opengis.net/citygml/2.0" xmlns:gml="http://www.opengis.net/gml" \
            xmlns:utility="http://www.citygml.org/ade/utility/0.9.2" xmlns:xlink="http://www.w3.org/1999/xlink">
            """)
        let number = model.layer(named: layer.name)
        let nodes = model.nodes.filter { Int(model.layer[$0]) == number }
        let links = model.links.filter { Int(model.layer[$0]) == number }
        envelope(nodes.map { model.position[$0] }, model, &text)
        text.line("<core:cityObjectMember><utility:Network gml:id=\"network-\(layer.name)\">")
        text.line("<gml:name>\(SourceText.escaped(model.name)), \(isPower ? "10 kV" : "drinking water")</gml:name>")
        text.line("<utility:function>distribution</utility:function>")
        text.line(
            isPower
                ? "<utility:transportedMedium><utility:ElectricalMedium gml:id=\"medium\"><utility:type>threePhaseAlternatingCurrent</utility:type><utility:voltageRange uom=\"kV\">10 10</utility:voltageRange></utility:ElectricalMedium></utility:transportedMedium>"
                : "<utility:transportedMedium><utility:LiquidMedium gml:id=\"medium\"><utility:type>freshWater</utility:type></utility:LiquidMedium></utility:transportedMedium>")
        text.line("<utility:topoGraph><utility:NetworkGraph gml:id=\"graph-\(layer.name)\">")
        for node in nodes { addGraph(ofNode: node, model, &text) }
        for link in links { addGraph(ofLink: link, model, &text) }
        for link in links { addJoints(ofLink: link, model, &text) }
        text.line("</utility:NetworkGraph></utility:topoGraph>")
        let housed = feeds(model, layer)
        for node in nodes { addComponent(node: node, feeding: housed[Int32(node)], model, &text) }
        for link in links { addComponent(link: link, model, &text) }
        text.line("</utility:Network></core:cityObjectMember>")
        let materials = Set(links.compactMap { model.text(.material, of: $0) }).sorted()
        for material in materials.map(SourceText.escaped) {
            text.line("<core:cityObjectMember><utility:ExteriorMaterial gml:id=\"M_\(material)\"><utility:type>\(material)</utility:type></utility:ExteriorMaterial></core:cityObjectMember>")
        }
        text.line("</core:CityModel>")
        return text
    }

    /// The extent, which also names the coordinate system of the whole file.
    static func envelope(_ places: [Point], _ model: CityModel, _ text: inout SourceText) {
        var box = Box()
        for p in places { box.include(p) }
        text.line(
            "<gml:boundedBy><gml:Envelope srsName=\"urn:ogc:def:crs:EPSG::\(model.epsg)\" srsDimension=\"3\"><gml:lowerCorner>\(SourceText.position(Point(x: box.minX, y: box.minY), -5))</gml:lowerCorner><gml:upperCorner>\(SourceText.position(Point(x: box.maxX, y: box.maxY), 50))</gml:upperCorner></gml:Envelope></gml:boundedBy>")
    }

    // MARK: topology

    private static func id(_ asset: Int, _ model: CityModel) -> String { SourceText.escaped(model.id(asset)) }

    private static func node(_ id: String, _ type: String, _ p: Point, _ z: Double) -> String {
        "<utility:nodeMember><utility:Node gml:id=\"\(id)\"><utility:type>\(type)</utility:type><utility:realization><gml:Point><gml:pos>\(SourceText.position(p, z))</gml:pos></gml:Point></utility:realization></utility:Node></utility:nodeMember>"
    }

    private static func addGraph(ofNode asset: Int, _ model: CityModel, _ text: inout SourceText) {
        let name = id(asset, model), z = model.value(.elevation, of: asset) ?? 0
        text.line(
            "<utility:featureGraphMember><utility:FeatureGraph gml:id=\"g.\(name)\">\(node(name, "exterior", model.position[asset], z))</utility:FeatureGraph></utility:featureGraphMember>")
    }

    private static func addGraph(ofLink asset: Int, _ model: CityModel, _ text: inout SourceText) {
        let name = id(asset, model), course = model.course(ofLink: asset)
        guard let first = course.first, let last = course.last else { return }
        let link = asset - model.nodeCount
        let z = [model.from[link], model.to[link]].map { (model.value(.elevation, of: Int($0)) ?? 0) - 0.9 }
        let direction = model.isDirected[link] ? "<utility:direction>+</utility:direction>" : ""
        let inner = course.dropFirst().dropLast().map { SourceText.position($0, z[0]) + " " }.joined()
        text.line(
            "<utility:featureGraphMember><utility:FeatureGraph gml:id=\"g.\(name)\"><utility:linkMember><utility:InteriorFeatureLink gml:id=\"\(name)\">\(direction)<utility:realization><gml:LineString><gml:posList>\(SourceText.position(first, z[0])) \(inner)\(SourceText.position(last, z[1]))</gml:posList></gml:LineString></utility:realization>"
                + "<utility:start xlink:href=\"#z.\(name).a\"/><utility:end xlink:href=\"#z.\(name).b\"/></utility:InteriorFeatureLink></utility:linkMember>"
                + node("z.\(name).a", "exterior", first, z[0]) + node("z.\(name).b", "exterior", last, z[1])
                + "</utility:FeatureGraph></utility:featureGraphMember>")
    }

    private static func addJoints(ofLink asset: Int, _ model: CityModel, _ text: inout SourceText) {
        let name = id(asset, model), link = asset - model.nodeCount
        for (end, station) in [("a", model.from[link]), ("b", model.to[link])] {
            text.line(
                "<utility:linkMember><utility:InterFeatureLink gml:id=\"j.\(name).\(end)\"><utility:start xlink:href=\"#z.\(name).\(end)\"/><utility:end xlink:href=\"#\(id(Int(station), model))\"/><utility:type>connects</utility:type></utility:InterFeatureLink></utility:linkMember>")
        }
    }

    // MARK: components

    /// The first institution that each node feeds; buildings are left to be found by distance.
    private static func feeds(_ model: CityModel, _ layer: Layer) -> [Int32: Int] {
        guard let service = model.service(named: layer.name) else { return [:] }
        var found: [Int32: Int] = [:]
        for facility in model.facilities where !model.isKind(facility, .building) {
            for need in model.requirements.ofAsset(facility) where Int(model.requirements.service[need]) == service {
                for supplier in model.requirements.suppliers(need) where found[supplier] == nil { found[supplier] = facility }
            }
        }
        return found
    }

    /// What kind of component of the ADE an asset is.
    private static func element(_ kind: String) -> String {
        switch AssetKind(kind) {
        case .waterTower, .reservoir, .tank: "StorageDevice"
        case .pumpingStation, .treatmentPlant: "TechDevice"
        case .well, .gridConnection: "TerminalElement"
        default: "SimpleFunctionalElement"
        }
    }

    private static func addComponent(node asset: Int, feeding facility: Int?, _ model: CityModel, _ text: inout SourceText) {
        let kind = model.kindName(asset), name = element(kind)
        let label = model.displayName[asset] >= 0 ? "<gml:name>\(SourceText.escaped(model.label(asset)))</gml:name>" : ""
        let source = model.isSource[asset] ? "<utility:usage>source</utility:usage>" : ""
        let feeding = facility.map { "<utility:connectedCityObject>\(id($0, model))</utility:connectedCityObject>" } ?? ""
        text.line(
            "<utility:component><utility:\(name) gml:id=\"c.\(id(asset, model))\">\(label)<utility:function>\(kind)</utility:function>\(source)\(feeding)<utility:status>inUse</utility:status><utility:topoGraph xlink:href=\"#g.\(id(asset, model))\"/></utility:\(name)></utility:component>")
    }

    private static func addComponent(link asset: Int, _ model: CityModel, _ text: inout SourceText) {
        let isPipe = model.isKind(asset, .pipe)
        let name = isPipe ? "RoundPipe" : "Cable"
        let label = model.displayName[asset] >= 0 ? "<gml:name>\(SourceText.escaped(model.label(asset)))</gml:name>" : ""
        let material = model.text(.material, of: asset).map { "<utility:hasMaterial xlink:href=\"#M_\(SourceText.escaped($0))\"/>" } ?? ""
        let diameter = model.value(.diameter, of: asset).map { "<utility:interiorDiameter uom=\"mm\">\(SourceText.number($0))</utility:interiorDiameter>" } ?? ""
        text.line(
            "<utility:component><utility:\(name) gml:id=\"c.\(id(asset, model))\">\(label)<utility:function>\(isPipe ? "mainLine" : "mediumVoltage")</utility:function><utility:status>inUse</utility:status>\(material)<utility:topoGraph xlink:href=\"#g.\(id(asset, model))\"/>\(isPipe ? diameter : "")</utility:\(name)></utility:component>")
    }
}
