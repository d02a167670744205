import Geometry

extension CityModelBuilder {
    /// Opens a finished model for editing; `freeze` closes it again. Freezing an unchanged one gives the same model.
    public init(editing model: CityModel) {
        name = model.name
        epsg = model.epsg
        sources = model.sources
        repairs = model.repairs
        strings = model.strings
        files = model.files
        let kinds = model.kinds.map { strings.intern($0.name) }
        let layers = model.layers.map { strings.intern($0.name) }
        let services = model.services.map { strings.intern($0) }
        let total = model.assetCount
        rowClass = (0..<total).map { $0 < model.nodeCount ? .node : $0 < model.links.upperBound ? .link : .facility }
        identifier = model.identifier
        displayName = model.displayName
        kind = model.kind.map { kinds[Int($0)] }
        layer = model.layer.map { $0 == 255 ? -1 : layers[Int($0)] }
        x = model.position.map(\.x)
        y = model.position.map(\.y)
        isSource = model.isSource + Array(repeating: false, count: total - model.nodeCount)
        sourceProvenance = model.sourceProvenance + Array(repeating: .measured, count: total - model.nodeCount)
        from = Array(repeating: -1, count: total)
        to = from
        isDirected = Array(repeating: false, count: total)
        for (i, link) in model.links.enumerated() {
            from[link] = model.identifier[Int(model.from[i])]
            to[link] = model.identifier[Int(model.to[i])]
            isDirected[link] = model.isDirected[i]
        }
        shapeX = model.shapes.x
        shapeY = model.shapes.y
        shapeZ = model.shapes.z
        shapeStart = (0..<total).map { Int32(model.shapes.range(of: $0).lowerBound) }
        shapeCount = (0..<total).map { Int32(model.shapes.range(of: $0).count) }
        fileNumber = model.definedInFile
        line = model.definedAtLine
        for (i, column) in model.numeric.enumerated() {
            guard let column else { continue }
            for asset in 0..<total where !column.values[asset].isNaN {
                numeric[i].rows.append(Int32(asset))
                numeric[i].values.append(column.values[asset])
                numeric[i].provenance.append(column.provenance[asset])
            }
        }
        for (i, column) in model.text.enumerated() {
            guard let column else { continue }
            for asset in 0..<total where column.strings[asset] >= 0 {
                text[i].rows.append(Int32(asset))
                text[i].strings.append(column.strings[asset])
                text[i].provenance.append(column.provenance[asset])
            }
        }
        for asset in 0..<total { floodRisks += model.floodRisks.ofAsset(asset).map { (Int32(asset), $0) } }
        let needs = model.requirements
        for r in 0..<needs.count {
            var requirement = Requirement(
                asset: identifier[Int(needs.asset[r])], service: services[Int(needs.service[r])],
                suppliers: needs.suppliers(r).map { model.identifier[Int($0)] })
            requirement.atLeast = Int(needs.atLeast[r])
            requirement.bufferHours = needs.bufferHours[r]
            requirement.restartDelayHours = needs.restartDelayHours[r]
            requirement.rechargeRate = needs.rechargeRate[r]
            requirement.blackStart = needs.blackStart[r]
            requirement.provenance = needs.provenance[r]
            requirement.distanceMetres = needs.distanceMetres[r]
            requirement.confidence = needs.confidence[r]
            requirement.bufferProvenance = needs.bufferProvenance[r]
            requirements.append(requirement)
        }
    }
}
