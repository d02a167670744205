import Geometry
import NetworkModel

extension TownAssembly {
    /// Transformers and junctions by place, one index for each bank: nobody is supplied across the river.
    private struct Suppliers {
        var transformers: [[Int]], junctions: [[Int]]
        var transformerIndex: [PointIndex], junctionIndex: [PointIndex]
        /// The ring of each power node; −1 for none.
        var ring: [Int32]

        init(_ power: PowerPlan, _ water: WaterPlan) {
            transformers = [false, true].map { isNorth in
                power.nodes.indices.filter { power.nodes[$0].role == .transformer && power.nodes[$0].isNorth == isNorth }
            }
            junctions = [false, true].map { isNorth in
                water.nodes.indices.filter { water.nodes[$0].role == .junction && water.nodes[$0].isNorth == isNorth }
            }
            transformerIndex = transformers.map { PointIndex($0.map { power.nodes[$0].place }) }
            junctionIndex = junctions.map { PointIndex($0.map { water.nodes[$0].place }) }
            ring = Array(repeating: -1, count: power.nodes.count)
            for (number, members) in power.rings.enumerated() {
                for member in members.dropFirst() { ring[Int(member)] = Int32(number) }
            }
        }

        func transformer(near p: Point, isNorth: Bool) -> Int? {
            let side = isNorth ? 1 : 0
            return transformerIndex[side].nearest(to: p, within: .infinity).map { transformers[side][$0.index] }
        }
        /// The nearest one on another ring than `first`.
        func transformer(near p: Point, isNorth: Bool, besides first: Int) -> Int? {
            let side = isNorth ? 1 : 0
            return transformerIndex[side].nearest(to: p, within: .infinity) {
                let other = transformers[side][$0]
                return other != first && ring[other] >= 0 && ring[other] != ring[first]
            }.map { transformers[side][$0.index] }
        }
        func junction(near p: Point, isNorth: Bool) -> Int? {
            let side = isNorth ? 1 : 0
            return junctionIndex[side].nearest(to: p, within: .infinity).map { junctions[side][$0.index] }
        }
    }

    // MARK: facilities

    mutating func addFacilities() {
        let suppliers = Suppliers(power, water)
        var byKind: [AssetKind: [FacilityPlan.Institution]] = [:]
        for institution in facilities.institutions { byKind[institution.kind, default: []].append(institution) }
        for kind in [AssetKind.ambulancePost, .building, .careHome, .fireStation, .hospital, .school] {
            if kind == .building { addBlocks(suppliers) }
            let group = byKind[kind] ?? []
            for (n, institution) in group.enumerated() { add(institution, n, of: group.count, suppliers) }
        }
    }

    private mutating func add(
        _ institution: FacilityPlan.Institution, _ number: Int, of count: Int, _ suppliers: Suppliers
    ) {
        let word = institution.id.prefix { !$0.isNumber }
        let id = identifier(String(word), number, of: count)
        let plot = institution.plot, isNorth = streets.grid.isNorth(plot.corner)
        let row = builder.addFacility(id, kind: builder.strings.intern(institution.kind.name), at: plot.centre)
        builder.setName(institution.name, ofRow: row)
        let next = streets.grid.corner(plot.corner).column + 1 < streets.grid.columns ? plot.corner + 1 : plot.corner - 1
        let a = streets.nodes[plot.corner], b = streets.nodes[next]
        let length = a.distance(to: b)
        describe(
            row, centre: plot.centre,
            BlockPlan.footprint(
                plot.centre, along: Point(x: (b.x - a.x) / length, y: (b.y - a.y) / length),
                halfLength: institution.halfLength, halfDepth: institution.halfDepth),
            storeys: institution.storeys, year: 1965 + number * 7 % 50, residents: institution.residents,
            corner: plot.corner, function: institution.kind.name,
            address: streets.name(
                StreetPlan.Street(from: Int32(plot.corner), to: Int32(next), roadClass: .residential, isAlong: true))
                + " 100")
        if let beds = institution.beds { builder.set(.beds, Double(beds), ofRow: row) }

        if let first = suppliers.transformer(near: plot.centre, isNorth: isNorth) {
            var feeders = [powerID[first]]
            if institution.hasTwoFeeders,
                let second = suppliers.transformer(near: plot.centre, isNorth: isNorth, besides: first)
            {
                feeders.append(powerID[second])
            }
            require(id, .power, from: feeders, bufferHours: institution.powerReserveHours)
        }
        requireWaterAndRoad(id, at: plot.centre, corner: Int32(plot.corner), suppliers)
    }

    private mutating func addBlocks(_ suppliers: Suppliers) {
        let kind = builder.strings.intern(AssetKind.building.name)
        for (number, block) in blocks.blocks.enumerated() {
            let id = identifier("block-", number, of: blocks.blocks.count)
            let row = builder.addFacility(id, kind: kind, at: block.centre)
            let street = streets.streets[Int(block.street)]
            let a = streets.nodes[Int(street.from)], b = streets.nodes[Int(street.to)]
            let corner = block.centre.distance(to: a) <= block.centre.distance(to: b) ? street.from : street.to
            let house = streets.placeInRun(street) * 8 + Int(block.ordinal) * 2 + (block.isLeft ? 1 : 2)
            describe(
                row, centre: block.centre, blocks.footprint(block), storeys: Int(block.storeys), year: Int(block.year),
                residents: Int(block.residents), corner: Int(corner), function: "residential",
                address: "\(streets.name(street)) \(house)")
            if let transformer = suppliers.transformer(near: block.centre, isNorth: streets.grid.isNorth(Int(corner))) {
                require(id, .power, from: [powerID[transformer]])
            }
            requireWaterAndRoad(id, at: block.centre, corner: corner, suppliers)
        }
    }

    private mutating func describe(
        _ row: Int, centre: Point, _ footprint: [Point], storeys: Int, year: Int, residents: Int, corner: Int,
        function: String, address: String
    ) {
        builder.setShape(footprint, ofRow: row)
        builder.set(.residents, Double(residents), ofRow: row)
        builder.set(.storeys, Double(storeys), ofRow: row)
        builder.set(.height, Double(storeys) * 3 + 1.5, ofRow: row)
        builder.set(.footprintArea, Planar.area(ofRing: footprint).centimetres, ofRow: row)
        builder.set(.constructionYear, Double(year), ofRow: row)
        builder.set(.function, function, ofRow: row)
        builder.set(.address, "\(address), \(options.name)", ofRow: row)
        builder.set(.district, TownNames.district(streets.grid.corner(corner), in: streets.grid), ofRow: row)
        setElevation(at: centre, ofRow: row)
    }

    // MARK: requirements

    private mutating func require(
        _ asset: Int32, _ layer: Layer, from suppliers: [Int32], bufferHours: Double = 0, restartDelayHours: Double = 0
    ) {
        var requirement = CityModelBuilder.Requirement(
            asset: asset, service: builder.strings.intern(layer.name), suppliers: suppliers)
        requirement.bufferHours = bufferHours
        requirement.restartDelayHours = restartDelayHours
        builder.requirements.append(requirement)
    }

    private mutating func requireWaterAndRoad(_ id: Int32, at p: Point, corner: Int32, _ suppliers: Suppliers) {
        require(id, .road, from: [cornerID[Int(corner)]])
        if let junction = suppliers.junction(near: p, isNorth: streets.grid.isNorth(Int(corner))) {
            require(id, .water, from: [waterID[junction]])
        }
    }

    /// Waterworks need power; a tower needs the pumps of its zone, and lasts eight hours without.
    mutating func addUtilityRequirements() {
        let suppliers = Suppliers(power, water)
        var pumpOfZone: [Int32: Int32] = [:]
        for (number, node) in water.nodes.enumerated() where node.role == .pumpingStation {
            pumpOfZone[node.zone] = waterID[number]
        }
        for (number, node) in water.nodes.enumerated() {
            let transformer = node.role == .junction
                ? nil : suppliers.transformer(near: node.place, isNorth: node.isNorth).map { powerID[$0] }
            switch (node.role, transformer) {
            case (.well, let transformer?): require(waterID[number], .power, from: [transformer])
            case (.treatmentPlant, let transformer?):
                require(waterID[number], .power, from: [transformer], bufferHours: 2, restartDelayHours: 4)
            case (.pumpingStation, let transformer?):
                require(waterID[number], .power, from: [transformer], bufferHours: 1, restartDelayHours: 0.5)
            case (.waterTower, _):
                if let pump = pumpOfZone[node.zone] {
                    require(waterID[number], .water, from: [pump], bufferHours: 8)
                }
            default: break
            }
        }
    }
}
