import Diagnostics
import Geometry
import NetworkModel

extension INSPIREAssembly {
    /// A row for every cable or pipe and each link that it names, then for each link that nothing names.
    mutating func addLinks() {
        let linksOfLine = grouped(data.linksOfLine, count: data.lines.count)
        let linksOfSequence = grouped(data.linksOfSequence, count: data.sequences.count)
        let depthsOfLine = grouped(data.depthsOfLine, count: data.lines.count)
        var isNamed = [Bool](repeating: false, count: data.links.count)
        var conduits: [String: Int] = [:]
        for (number, line) in data.lines.enumerated() {
            var courses: [Int] = []
            var missing: Int32 = -1
            for target in linksOfLine[number] {
                if let link = position(target, in: linkOf) {
                    courses.append(link)
                } else if let sequence = position(target, in: sequenceOf) {
                    let found = linksOfSequence[sequence].compactMap { position($0, in: linkOf) }
                    if found.count < linksOfSequence[sequence].count { missing = target }
                    courses += found
                } else {
                    missing = target
                }
            }
            for link in courses { isNamed[link] = true }
            if line.element.feature == .conduit {
                conduits[line.element.rawValue, default: 0] += 1
                continue
            }
            if leftOut(line.status) { continue }
            if missing >= 0 { unresolved(line, missing) }
            guard let layer = layer(of: line) else {
                layerUnknown(line.id, line.line)
                continue
            }
            let depth = depth(of: line, depthsOfLine[number])
            if courses.isEmpty {
                guard line.course.count >= 2 else {
                    withoutCourse(line.id, line.line)
                    continue
                }
                let row = addRow(identifier(of: line), layer, line, link: nil)
                describe(row, line, depth)
            }
            for (part, link) in courses.enumerated() {
                guard data.links[link].course.count >= 2 else {
                    withoutCourse(data.links[link].id, data.links[link].line)
                    continue
                }
                let id = identifier(of: line)
                let row = addRow(courses.count == 1 ? id : "\(id)-\(part + 1)", layer, line, link: data.links[link])
                describe(row, line, depth)
            }
        }
        for (number, link) in data.links.enumerated() where !isNamed[number] { addBareLink(link) }
        for (element, count) in conduits.sorted(by: { $0.key < $1.key }) {
            repairs.append(
                Repair(
                    "conduit-left-out",
                    "\(count) × \(element): it holds cables or pipes and carries nothing itself, so it is no part of a network"))
        }
    }

    private func identifier(of line: Data.Line) -> String {
        line.id >= 0 ? name(line.id) : "\(line.element.rawValue)-\(line.line)"
    }

    /// A link that no cable or pipe names, when its network tells what it carries.
    private mutating func addBareLink(_ link: Data.Link) {
        if leftOut(link.status) { return }
        guard link.course.count >= 2 else { return withoutCourse(link.id, link.line) }
        guard let layer = position(link.network, in: networkOf).flatMap({ layerOfNetwork[$0] }) ?? layerByName(link.network)
        else { return layerUnknown(link.id, link.line) }
        let line = Data.Line(id: link.id, line: link.line, element: .Overig)
        addRow(link.id >= 0 ? name(link.id) : "UtilityLink-\(link.line)", layer, line, link: link)
    }

    @discardableResult
    private mutating func addRow(_ id: String, _ layer: Layer, _ line: Data.Line, link: Data.Link?) -> Int {
        let isElevated = name(line.verticalPosition) == "suspendedOrElevated"
        let kind = INSPIREKinds.linkKind(of: line.element, isElevated: isElevated, layer)
        let row = city.addLink(
            city.strings.intern(id), layer: city.strings.intern(layer.name), kind: city.strings.intern(kind.name),
            from: end(link?.start ?? -1, layer, link), to: end(link?.end ?? -1, layer, link), line: line.line)
        let course = link?.course ?? line.course
        city.setShape(
            course.map { system.normalise(data.first[$0], data.second[$0]) }, z: course.map { data.z[$0] }, ofRow: row)
        return row
    }

    /// The node that a link names as its end; −1, so that joining finds it, when it names none of its layer.
    private mutating func end(_ id: Int32, _ layer: Layer, _ link: Data.Link?) -> Int32 {
        guard id >= 0, let link else { return -1 }
        guard let node = position(id, in: nodeOf), let found = layerOfNode[node] else {
            issues.add(
                Issue(
                    .warning, "reference-unresolved", at: at(link.line), asset: name(link.id),
                    "'\(name(link.id))' names '\(name(id))' as its end, which is in no network of the file",
                    remedy: "nothing, if its end lies on another one: it is joined by place"))
            return -1
        }
        return found == layer ? id : -1
    }

    /// The element tells, or else the network's theme, then its type and what flows in it.
    private mutating func layer(of line: Data.Line) -> Layer? {
        if let layer = INSPIREKinds.layer(of: line.element) { return layer }
        if let network = position(line.network, in: networkOf), let layer = layerOfNetwork[network] { return layer }
        if line.element == .OlieGasChemicalienPijpleiding || line.element == .OilGasChemicalsPipe {
            return INSPIREKinds.layer(ofProduct: code(line.product))
        }
        return layerByName(line.network)
    }

    // MARK: values

    private mutating func describe(_ row: Int, _ line: Data.Line, _ depth: (metres: Double, Provenance)?) {
        let asset = city.strings[city.identifier[row]]
        if line.label >= 0 { city.setName(name(line.label), ofRow: row) }
        if line.remark >= 0 { city.set(.remark, line.remark, ofRow: row) }
        let material = code(line.material)
        if !material.isEmpty { city.set(.material, material, ofRow: row) }
        if let voltage = line.nominalVoltage ?? line.operatingVoltage {
            note(.voltage, UtilityNetworkMeasures.voltage(voltage.value, unit: name(voltage.unit)), row, asset)
        }
        if let diameter = line.diameter {
            note(.diameter, UtilityNetworkMeasures.diameter(diameter.value, unit: name(diameter.unit)), row, asset)
        }
        if let pressure = line.pressure {
            note(.pressure, UtilityNetworkMeasures.pressure(pressure.value, unit: name(pressure.unit)), row, asset)
        }
        if let depth { city.set(.burialDepth, depth.metres, ofRow: row, depth.1) }
    }

    private mutating func note(
        _ attribute: NumericAttribute, _ reading: UtilityNetworkMeasures.Reading, _ row: Int, _ asset: String
    ) {
        if let value = reading.value {
            city.set(attribute, value, ofRow: row, reading.isAssumed ? .assumed : .measured)
        }
        if let remark = reading.remark { repairs.append(Repair(remark.code, asset: asset, "'\(asset)': \(remark.message)")) }
    }

    /// The mean of the depths measured along a cable or pipe, or else the usual one of its network.
    private func depth(of line: Data.Line, _ references: ArraySlice<Int32>) -> (metres: Double, Provenance)? {
        let measured = references.compactMap { position($0, in: depthOf).flatMap { metres(data.depths[$0].value) } }
        if !measured.isEmpty {
            return (measured.reduce(0, +) / Double(measured.count), measured.count == 1 ? .measured : .derived)
        }
        guard let network = position(line.network, in: networkOf), let usual = metres(data.networks[network].depth)
        else { return nil }
        return (usual, .derived)
    }

    private func metres(_ depth: Data.Measure?) -> Double? {
        guard let depth, let factor = LengthUnit.metres(name(depth.unit)) else { return nil }
        let metres = depth.value * factor
        return NumericAttribute.burialDepth.plausible.contains(metres) ? metres : nil
    }

    // MARK: findings

    private mutating func unresolved(_ line: Data.Line, _ target: Int32) {
        issues.add(
            Issue(
                .warning, "reference-unresolved", at: at(line.line), asset: name(line.id),
                "'\(identifier(of: line))' takes its course from '\(name(target))', which is not in the file",
                remedy: "ask for the delivery whole"))
    }

    private mutating func withoutCourse(_ id: Int32, _ line: Int) {
        issues.add(
            Issue(
                .warning, "link-without-course", at: at(line), asset: name(id),
                "'\(name(id))' has no course of two points or more and was left out",
                remedy: "ask for the delivery whole, or draw it"))
    }

    /// Targets by owner, in the order of arrival.
    private func grouped(_ pairs: [(owner: Int, target: Int32)], count: Int) -> [ArraySlice<Int32>] {
        var first = [Int](repeating: 0, count: count + 1)
        for pair in pairs { first[pair.owner + 1] += 1 }
        for i in 0..<count { first[i + 1] += first[i] }
        var next = first, targets = [Int32](repeating: -1, count: pairs.count)
        for pair in pairs {
            targets[next[pair.owner]] = pair.target
            next[pair.owner] += 1
        }
        return (0..<count).map { targets[first[$0]..<first[$0 + 1]] }
    }
}
