import Diagnostics
import Geometry
import NetworkModel

extension CityGMLReader {
    /// At the end of a feature or part: a part joins its feature, a feature becomes what it is.
    func endObject() throws {
        guard var record = open.popLast() else { return }
        if !open.isEmpty {
            // Parts of parts are parts of the whole; a road keeps its levels.
            if record.object == .building || record.object == .bridge || record.object == .tunnel {
                open[open.count - 1].parts += record.parts
                record.parts = []
            }
            open[open.count - 1].parts.append(record)
            return
        }
        references.settle()
        switch record.object {
        case .building: try endBuilding(record)
        case .waterBody, .relief: endHeightSurface(record)
        case .bridge, .tunnel, .road, .section, .intersection, .trafficArea: try endRoad(record)
        case .conduit, .conduitNode: try endConduit(record)
        }
    }

    /// Counts a feature that becomes something.
    func countFeature() {
        if featureCount == 0 { builder.beginFile(path) }
        featureCount += 1
    }

    private func endBuilding(_ building: CityObjectRecord) throws {
        var record = building
        countFeature()
        let id = identifier(of: record)
        let points = record.surfaces + record.parts.flatMap(\.surfaces)
        let first = points.lazy.compactMap(\.ring.first).first ?? record.envelope.first
        let projection = try first.flatMap { try system.metres(around: $0) }
        record.mergeParts { projection?($0) ?? $0 }
        let position = record.footprint?.centroid ?? middle(record.envelope)
        guard let position else {
            notes.count(.noGeometry, id, line: record.line)
            log.repairs.append(Repair("building-left-out", asset: id, "the building has no geometry and was left out"))
            return
        }
        let use = BuildingFunctions.use(of: record.functions) ?? BuildingFunctions.use(of: record.usages)
            ?? BuildingFunctions.use(ofClasses: record.classCodes)
        var kind = AssetKind.building
        if case .facility(let named) = use { kind = named }
        let row = builder.addFacility(id, kind: kind, at: position, line: record.line)
        write(record, use, row)
    }

    private func write(_ record: CityObjectRecord, _ use: BuildingUse?, _ row: Int) {
        if let name = record.name { builder.setName(name, ofRow: row) }
        if let print = record.footprint {
            builder.setShape(print.ring, ofRow: row)
            builder.set(.footprintArea, print.areaSquareMetres, ofRow: row, .derived)
            if let ground = print.groundHeightMetres { builder.set(.elevation, ground, ofRow: row, .derived) }
        }
        let numbers: [(NumericAttribute, Double?)] = [
            (.storeys, record.storeys), (.height, record.heightMetres), (.constructionYear, record.constructionYear),
            (.residents, record.residents), (.beds, record.beds),
        ]
        for case (let attribute, let value?) in numbers { builder.set(attribute, value, ofRow: row) }
        let functions = record.functions.isEmpty ? record.classCodes : record.functions
        let texts: [(TextAttribute, String?)] = [
            (.function, functions.isEmpty ? nil : functions.joined(separator: ", ")),
            (.usage, record.usages.isEmpty ? nil : record.usages.joined(separator: ", ")),
            (.address, record.address?.text), (.district, record.district),
        ]
        for case (let attribute, let value?) in texts where !value.isEmpty { builder.set(attribute, value, ofRow: row) }
        for risk in record.floodRisks + record.parts.flatMap(\.floodRisks) { builder.floodRisks.append((Int32(row), risk)) }
        if use == nil, let code = record.functions.first ?? record.usages.first {
            notes.count(.unknownFunction, code, line: record.line)
        }
        if record.residents == nil, use == nil || use == .residential, record.floorAreaSquareMetres > 0 {
            let residents = record.floorAreaSquareMetres / BuildingDefaults.squareMetresPerResident
            builder.set(.residents, residents, ofRow: row, .assumed)
            notes.count(.assumedResidents, "", line: record.line)
        }
    }

    /// The building's `gml:id`, or one made from the file's name and the building's number in it.
    func identifier(of record: CityObjectRecord) -> String {
        if let id = record.id, !id.isEmpty { return id }
        let file = path.split(separator: "/").last.map(String.init) ?? path
        let stem = file.split(separator: ".").first.map(String.init) ?? file
        let id = "\(stem)-\(featureCount)"
        notes.count(.missingID, id, line: record.line)
        log.repairs.append(Repair("id-made", asset: id, "the feature has no gml:id; it was given this one"))
        return id
    }

    private func middle(_ corners: [Point]) -> Point? {
        guard let first = corners.first, let last = corners.last else { return nil }
        return Point(x: (first.x + last.x) / 2, y: (first.y + last.y) / 2)
    }
}
