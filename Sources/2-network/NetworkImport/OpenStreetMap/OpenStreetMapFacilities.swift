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

    /// Buildings in which people live: tagged so; or tagged as buildings and nothing else, and standing in a
    /// residential area or along a residential street.
    mutating func addBuildings() {
        let data = data, isUsed = isUsed.ways
        let candidates = areas { element in
            guard let value = data.text(.building, of: element) else { return false }
            return value == "yes" && !data.has(.amenity, element) || Joiner.residentialWords.contains(value)
        }.filter { area in !area.ways.contains { isUsed[$0] } }
        var use: [Provenance?] = candidates.map { data.text(.building, of: $0.element) == "yes" ? nil : .measured }
        markHomesAlongStreets(candidates, &use)
        mark(candidates, in: areas { Self.otherUses.contains(data.text(.landuse, of: $0) ?? "") }, as: nil, &use)
        mark(candidates, in: areas { data.text(.landuse, of: $0) == "residential" }, as: .derived, &use)
        var assumed = 0
        for (number, area) in candidates.enumerated() {
            self.use([area])
            let tag = data.text(.building, of: area.element) ?? "yes"
            // Sheds and garages share the tag with houses.
            guard let provenance = use[number], area.squareMetres >= Self.smallestHomeSquareMetres else {
                leaveOut("\(area.id.hasPrefix("way") ? "way" : "relation") building=\(tag) that is not known to be lived in")
                continue
            }
            if provenance == .assumed { assumed += 1 }
            let id = identifier(area.id, orWith: "building")
            let row = city.addFacility(
                id, kind: city.strings.intern(AssetKind.building.name), at: area.centre, line: Int(area.element.line))
            city.setShape(area.ring, ofRow: row)
            city.set(.usage, tag == "yes" ? "residential" : tag, ofRow: row, provenance)
            if let name = data.text(.name, of: area.element) { city.setName(name, ofRow: row) }
            if let address = Self.address(area.element, data) { city.set(.address, address, ofRow: row) }
            setStoreys(area.element, row)
        }
        if assumed > 0 {
            log.add(
                Issue(
                    .warning, "use-assumed", at: SourcePosition(file: file),
                    "\(assumed) buildings of unstated use within \(Int(Self.frontageMetres)) m of a residential street are taken as homes",
                    remedy: "use a file that states the use of buildings, such as the BAG or CityGML"))
        }
    }

    /// Buildings along residential streets whose tags say nothing of their use.
    private mutating func markHomesAlongStreets(_ candidates: [OpenStreetMapArea], _ use: inout [Provenance?]) {
        // In a plane about the town: degrees of longitude are shorter than those of latitude.
        let scale = OpenStreetMapArea.cosine(ofDegrees: candidates.first?.centre.y ?? 0), metresPerDegree = 111_320.0
        func plane(_ p: Point) -> Point { Point(x: p.x * scale * metresPerDegree, y: p.y * metresPerDegree) }
        var streets: [[Point]] = []
        for way in data.ways where ["residential", "living_street"].contains(data.text(.highway, of: way) ?? "") {
            streets.append(nodes(ofWay: way).map { plane(data.point($0)) })
        }
        let index = SegmentIndex(streets)
        for i in candidates.indices where use[i] == nil {
            if index.nearest(to: plane(candidates[i].centre), within: Self.frontageMetres) != nil { use[i] = .assumed }
        }
    }

    /// Sets the use of buildings of unstated use that stand in one of the areas.
    private func mark(
        _ candidates: [OpenStreetMapArea], in areas: [OpenStreetMapArea], as provenance: Provenance?,
        _ use: inout [Provenance?]
    ) {
        let index = PointIndex(candidates.map(\.centre))
        for area in areas {
            let middle = Point(x: (area.box.minX + area.box.maxX) / 2, y: (area.box.minY + area.box.maxY) / 2)
            let reach = middle.distance(to: Point(x: area.box.maxX, y: area.box.maxY))
            for i in index.indices(within: reach, of: middle)
            where use[i] != .measured && area.contains(candidates[i].centre) { use[i] = provenance }
        }
    }

    private static let otherUses = ["industrial", "commercial", "retail", "military", "railway", "farmyard", "port"]
    /// How far the middle of a house lies from the street it stands on, at most: a design default.
    private static let frontageMetres = 40.0
    private static let smallestHomeSquareMetres = 30.0
}
