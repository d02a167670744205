import Diagnostics
import Geometry
import NetworkModel

extension OpenStreetMapCity {
    private static func facilityKind(
        _ element: OpenStreetMapData.Element, _ data: OpenStreetMapData
    ) -> AssetKind? {
        let amenity = data.text(.amenity, of: element)
        if amenity == "hospital" || data.text(.healthcare, of: element) == "hospital" { return .hospital }
        let social = data.text(.socialFacility, of: element)
        if amenity == "nursing_home" || social == "nursing_home" || social == "assisted_living" { return .careHome }
        if amenity == "school" { return .school }
        if amenity == "fire_station" { return .fireStation }
        if data.text(.emergency, of: element) == "ambulance_station" || amenity == "ambulance_station" {
            return .ambulancePost
        }
        return nil
    }

    /// Hospitals, care homes, schools, fire stations and ambulance posts, each once.
    mutating func addFacilities() {
        let data = data
        let all = places { Self.facilityKind($0, data) != nil }
        for kind in [AssetKind.hospital, .careHome, .school, .fireStation, .ambulancePost] {
            let places = all.filter { Self.facilityKind($0.element, data) == kind }
            for (place, merged) in withoutRepetitions(places, sameNameMetres: 300) { addFacility(kind, place, merged) }
        }
    }

    private mutating func addFacility(_ kind: AssetKind, _ grounds: OpenStreetMapArea, _ merged: [OpenStreetMapArea]) {
        let data = data, all = [grounds] + merged
        for way in all.flatMap(\.ways) { isUsedWay[way] = true }
        // Harm comes to the building and not to the lawn: the largest one mapped gives place and outline.
        let building = all.first { data.has(.building, $0.element) && !$0.ring.isEmpty } ?? grounds
        let id = identifier(grounds.id, orWith: kind.name)
        let row = city.addFacility(
            id, kind: city.strings.intern(kind.name), at: building.centre, line: Int(grounds.element.line))
        if !building.ring.isEmpty { city.setShape(building.ring, ofRow: row) }
        func first(_ value: (OpenStreetMapData.Element) -> String?) -> String? {
            for place in all {
                if let found = value(place.element) { return found }
            }
            return nil
        }
        if let name = first({ data.text(.name, of: $0) }) { city.setName(name, ofRow: row) }
        if let function = first({ data.text(.amenity, of: $0) ?? data.text(.socialFacility, of: $0) }) {
            city.set(.function, function, ofRow: row)
        }
        if let beds = first({ data.text(.beds, of: $0) ?? data.text(.capacityBeds, of: $0) })
            .flatMap({ OpenStreetMapValues.count($0) })
        {
            city.set(.beds, beds, ofRow: row)
        }
        if let address = first({ Self.address($0, data) }) { city.set(.address, address, ofRow: row) }
        setStoreys(building.element, row)
        logMerged(grounds, merged)
    }

    private mutating func setStoreys(_ element: OpenStreetMapData.Element, _ row: Int) {
        if let levels = data.text(.levels, of: element).flatMap({ OpenStreetMapValues.count($0) }) {
            city.set(.storeys, levels, ofRow: row)
        }
        if let height = data.text(.height, of: element).flatMap({ OpenStreetMapValues.metres($0) }) {
            city.set(.height, height, ofRow: row)
        }
    }

    private static func address(_ element: OpenStreetMapData.Element, _ data: OpenStreetMapData) -> String? {
        guard let street = data.text(.street, of: element) else { return nil }
        let number = data.text(.houseNumber, of: element).map { " \($0)" } ?? ""
        return street + number + (data.text(.city, of: element).map { ", \($0)" } ?? "")
    }

    // MARK: buildings

    /// Buildings in which people live: tagged so, or tagged only as buildings and standing in a residential area.
    mutating func addBuildings() {
        let data = data, isUsed = isUsedWay
        let candidates = areas { element in
            guard let value = data.text(.building, of: element) else { return false }
            return value == "yes" && !data.has(.amenity, element) || Joiner.residentialWords.contains(value)
        }.filter { area in !area.ways.contains { isUsed[$0] } }
        var isHome = candidates.map { data.text(.building, of: $0.element) != "yes" }
        markHomes(in: areas { data.text(.landuse, of: $0) == "residential" }, candidates, &isHome)
        var others = 0
        for (number, area) in candidates.enumerated() {
            for way in area.ways { isUsedWay[way] = true }
            // Sheds and garages share the tag with houses.
            guard isHome[number], area.squareMetres >= Self.smallestHomeSquareMetres else {
                others += 1
                continue
            }
            let id = identifier(area.id, orWith: "building")
            let row = city.addFacility(
                id, kind: city.strings.intern(AssetKind.building.name), at: area.centre, line: Int(area.element.line))
            city.setShape(area.ring, ofRow: row)
            let value = data.text(.building, of: area.element) ?? "yes"
            city.set(.usage, value == "yes" ? "residential" : value, ofRow: row, value == "yes" ? .derived : .measured)
            if let name = data.text(.name, of: area.element) { city.setName(name, ofRow: row) }
            if let address = Self.address(area.element, data) { city.set(.address, address, ofRow: row) }
            setStoreys(area.element, row)
        }
        if others > 0 { leaveOut("building that is not known to be lived in", others) }
    }

    private func markHomes(in residential: [OpenStreetMapArea], _ candidates: [OpenStreetMapArea], _ isHome: inout [Bool]) {
        let index = PointIndex(candidates.map(\.centre))
        for area in residential {
            let middle = Point(x: (area.box.minX + area.box.maxX) / 2, y: (area.box.minY + area.box.maxY) / 2)
            let reach = middle.distance(to: Point(x: area.box.maxX, y: area.box.maxY))
            for i in index.indices(within: reach, of: middle) where !isHome[i] && area.contains(candidates[i].centre) {
                isHome[i] = true
            }
        }
    }

    private static let smallestHomeSquareMetres = 30.0
}
