import Geometry
import NetworkModel

/// Buildings as CityGML 2.0: footprints at LoD0, institutions also as blocks at LoD1.
enum BuildingSource {
    static func text(_ model: CityModel) -> SourceText {
        var text = SourceText()
        text.line(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- Fictional buildings of a town that does not exist. Residents and beds are generic attributes. -->
            <core:CityModel xmlns:core="http://www.opengis.net/citygml/2.0" xmlns:bldg="http://www.opengis.net/citygml/building/2.0" \
            xmlns:gen="http://www.opengis.net/citygml/generics/2.0" xmlns:gml="http://www.opengis.net/gml" \
            xmlns:xAL="urn:oasis:names:tc:ciq:xsdschema:xAL:2.0">
            """)
        let places = model.facilities.map { model.position[$0] }
        UtilitySource.envelope(places, model, &text)
        for facility in model.facilities { add(facility, model, &text) }
        text.line("</core:CityModel>")
        return text
    }

    /// Code for the use of a building: `_AbstractBuilding_function` of CityGML 2.0 (OGC 12-019, annex C.1); a word where
    /// the list has no code.
    private static func code(_ kind: AssetKind) -> String {
        switch kind {
        case .building: "1000"
        case .hospital: "2310"
        case .careHome: "2320"
        case .school: "2080"
        case .fireStation: "2410"
        default: kind.name
        }
    }

    private static func add(_ facility: Int, _ model: CityModel, _ text: inout SourceText) {
        func value(_ attribute: NumericAttribute) -> String? {
            model.value(attribute, of: facility).map { SourceText.number($0) }
        }
        text.line("<core:cityObjectMember><bldg:Building gml:id=\"\(SourceText.escaped(model.id(facility)))\">")
        if model.displayName[facility] >= 0 { text.line("<gml:name>\(SourceText.escaped(model.label(facility)))</gml:name>") }
        for (name, attribute) in [("residents", NumericAttribute.residents), ("beds", .beds)] {
            if let number = value(attribute) {
                text.line("<gen:intAttribute name=\"\(name)\"><gen:value>\(number)</gen:value></gen:intAttribute>")
            }
        }
        if let district = model.text(.district, of: facility) {
            text.line("<gen:stringAttribute name=\"district\"><gen:value>\(SourceText.escaped(district))</gen:value></gen:stringAttribute>")
        }
        text.line("<bldg:function>\(SourceText.escaped(code(AssetKind(model.kindName(facility)))))</bldg:function>")
        if let year = value(.constructionYear) { text.line("<bldg:yearOfConstruction>\(year)</bldg:yearOfConstruction>") }
        if let height = value(.height) { text.line("<bldg:measuredHeight uom=\"m\">\(height)</bldg:measuredHeight>") }
        if let storeys = value(.storeys) { text.line("<bldg:storeysAboveGround>\(storeys)</bldg:storeysAboveGround>") }
        addGeometry(facility, model, &text)
        if let address = model.text(.address, of: facility) { addAddress(address, &text) }
        text.line("</bldg:Building></core:cityObjectMember>")
    }

    private static func addGeometry(_ facility: Int, _ model: CityModel, _ text: inout SourceText) {
        let ring = model.shapes.points(of: facility)
        guard let first = ring.first else { return }
        let ground = model.value(.elevation, of: facility) ?? 0
        let closed = ring + [first]
        text.line("<bldg:lod0FootPrint><gml:MultiSurface><gml:surfaceMember>\(polygon(closed, closed.map { _ in ground }))</gml:surfaceMember></gml:MultiSurface></bldg:lod0FootPrint>")
        guard !model.isKind(facility, .building), let height = model.value(.height, of: facility) else { return }
        let roof = ground + height
        text.line("<bldg:lod1Solid><gml:Solid><gml:exterior><gml:CompositeSurface>")
        // Seen from outside every face runs counter-clockwise; the floor is seen from below.
        text.line("<gml:surfaceMember>\(polygon(closed.reversed(), closed.map { _ in ground }))</gml:surfaceMember>")
        for (a, b) in zip(closed, closed.dropFirst()) {
            text.line("<gml:surfaceMember>\(polygon([a, b, b, a, a], [ground, ground, roof, roof, ground]))</gml:surfaceMember>")
        }
        text.line("<gml:surfaceMember>\(polygon(closed, closed.map { _ in roof }))</gml:surfaceMember>")
        text.line("</gml:CompositeSurface></gml:exterior></gml:Solid></bldg:lod1Solid>")
    }

    private static func polygon(_ ring: [Point], _ heights: [Double]) -> String {
        let list = zip(ring, heights).map { SourceText.position($0, $1) }.joined(separator: " ")
        return "<gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>\(list)</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>"
    }

    /// `Street 12, Town`.
    private static func addAddress(_ address: String, _ text: inout SourceText) {
        let parts = address.split(separator: ", ", maxSplits: 1).map(String.init)
        let words = (parts.first ?? "").split(separator: " ")
        guard parts.count == 2, words.count > 1, let number = words.last else { return }
        let street = SourceText.escaped(words.dropLast().joined(separator: " "))
        text.line(
            "<bldg:address><core:Address><core:xalAddress><xAL:AddressDetails><xAL:Locality Type=\"Town\"><xAL:LocalityName>\(SourceText.escaped(parts[1]))</xAL:LocalityName>"
                + "<xAL:Thoroughfare Type=\"Street\"><xAL:ThoroughfareNumber>\(SourceText.escaped(String(number)))</xAL:ThoroughfareNumber><xAL:ThoroughfareName>\(street)</xAL:ThoroughfareName></xAL:Thoroughfare>"
                + "</xAL:Locality></xAL:AddressDetails></core:xalAddress></core:Address></bldg:address>")
    }
}
