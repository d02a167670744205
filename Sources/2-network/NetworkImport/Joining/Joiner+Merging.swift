import Diagnostics
import Geometry
import NetworkModel

extension Joiner {
    /// Puts all parts into one builder, in one coordinate system, with identifiers that are unique between files.
    mutating func merge(_ parts: [Part]) throws {
        try refuseRepeatedFiles(parts)
        try refuseDrawings(parts)
        let target = try chooseSystem(parts, try parts.map { try declaredSystem(of: $0) })
        let firstName = parts.first { !$0.builder.name.isEmpty }?.builder.name ?? ""
        // From here on the order in which files are named decides nothing.
        let parts = parts.sorted { $0.path < $1.path }
        let systems = try parts.map { try declaredSystem(of: $0) }
        if parts.count == 1, systems[0]?.hasSamePlane(as: target) == true, try isPlausible(parts[0], target) {
            city = parts[0].builder
            city.epsg = target.epsg
            earlier = parts[0].log
            return
        }
        city.epsg = target.epsg
        city.name = firstName
        firstRowOfPart = []
        city.isSchematic = parts.contains { $0.builder.isSchematic }
        let numbers = parts.map { part in internStrings(of: part.builder) }
        let names = distinguishIdentifiers(parts, numbers)
        for (i, part) in parts.enumerated() {
            let system = try systems[i] ?? undeclaredSystem(of: part, target)
            _ = try isPlausible(part, system)
            let projection = try projection(from: system, to: target, part.path)
            firstRowOfPart.append(city.rowCount)
            append(part.builder, projection, numbers[i], names[i])
            append(part.log, projection)
        }
    }

    private func refuseRepeatedFiles(_ parts: [Part]) throws {
        var seen = Set<String>()
        for part in parts where !seen.insert(part.path).inserted {
            throw InputError(
                "file-named-twice", at: SourcePosition(file: part.path), "the file is named twice",
                remedy: "name each file once")
        }
    }

    /// A network that is only drawn can be looked at by itself, but has no place among things that have one.
    private func refuseDrawings(_ parts: [Part]) throws {
        guard parts.count > 1, let part = parts.first(where: \.builder.isSchematic) else { return }
        throw InputError(
            "positions-missing", at: SourcePosition(file: part.path),
            "the file gives no positions, so that it cannot be put on the map with the other files",
            remedy: "add positions to it (for a power case: a table with the columns bus, x, y), or import it alone")
    }

    // MARK: coordinate systems

    private func declaredSystem(of part: Part) throws -> CoordinateSystem? {
        guard let code = options.epsgOfFile[fileName(part.path)] ?? part.builder.epsg else { return nil }
        return try system(code, part.path)
    }

    private func system(_ code: Int, _ path: String?) throws -> CoordinateSystem {
        if let system = CoordinateSystem(epsg: code) { return system }
        throw InputError(
            "crs-unknown", at: path.map { SourcePosition(file: $0) }, "the coordinate system EPSG:\(code) is not supported",
            remedy: "use one of \(CoordinateSystem.supportedList)")
    }

    /// - Throws: `InputError` when the part's coordinates cannot be in the system; otherwise true.
    private func isPlausible(_ part: Part, _ system: CoordinateSystem) throws -> Bool {
        guard let sentence = system.declaredImplausible(part.builder.placesBox) else { return true }
        // Network XML may hold a stray place, which `check` names; a wrong declaration puts all places outside.
        if part.isComplete { return true }
        throw InputError(
            "coordinates-outside-system", at: SourcePosition(file: part.path), sentence,
            remedy: "correct the declaration in the file, or name its EPSG code when importing")
    }

    private func chooseSystem(_ parts: [Part], _ systems: [CoordinateSystem?]) throws -> CoordinateSystem {
        if let wanted = options.epsg {
            let chosen = try system(wanted, nil)
            if chosen.isMetric { return chosen }
            throw InputError(
                "crs-not-metric", at: nil, "\(chosen.name) (EPSG:\(wanted)) cannot be the system of a model: distances are not metres in it",
                remedy: "choose a projected system such as 28992 (RD New) or a UTM zone")
        }
        if let found = systems.compactMap({ $0 }).first(where: { $0.isMetric && !$0.isLocal }) { return found }
        for (part, system) in zip(parts, systems) {
            guard let system, !system.isMetric, !part.builder.placesBox.isEmpty else { continue }
            let box = part.builder.placesBox
            let middle = try Projection(from: system, to: .wgs84)(
                Point(x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2))
            return CoordinateSystem.suggestedPlane(forLongitude: middle.x, latitude: middle.y)
        }
        return .local
    }

    /// What to take for a file that declares no system: that of the model, if its coordinates can be in it.
    private mutating func undeclaredSystem(of part: Part, _ target: CoordinateSystem) throws -> CoordinateSystem {
        let box = part.builder.placesBox
        if box.isEmpty { return target }
        if let sentence = target.declaredImplausible(box) {
            throw InputError(
                "crs-missing", at: SourcePosition(file: part.path), "the file declares no coordinate system, and \(sentence)",
                remedy: "name the file's EPSG code when importing")
        }
        log.add(
            Issue(
                .warning, "crs-missing", at: SourcePosition(file: part.path),
                "the file declares no coordinate system; its coordinates are taken as \(target.name) (EPSG:\(target.epsg))",
                remedy: "name the file's EPSG code when importing if this is wrong"))
        return target
    }

    private func projection(
        from source: CoordinateSystem, to target: CoordinateSystem, _ path: String
    ) throws -> Projection {
        do {
            return try Projection(from: source, to: target)
        } catch var error as InputError {
            error.position = SourcePosition(file: path)
            throw error
        }
    }

    // MARK: identifiers

    /// The number in the joined table of each string of a part.
    private mutating func internStrings(of builder: CityModelBuilder) -> [Int32] {
        (0..<Int32(builder.strings.count)).map { city.strings.intern(builder.strings[$0]) }
    }

    /// For each part, what its strings read as identifiers stand for: those that two files use get the file's stem.
    private mutating func distinguishIdentifiers(_ parts: [Part], _ numbers: [[Int32]]) -> [[Int32]] {
        var owner = [Int32](repeating: -1, count: city.strings.count)
        var clashes = Set<Int32>()
        for (i, part) in parts.enumerated() {
            for row in part.builder.rowClass.indices where part.builder.rowClass[row] != .removed {
                let id = numbers[i][Int(part.builder.identifier[row])]
                if owner[Int(id)] < 0 { owner[Int(id)] = Int32(i) }
                if owner[Int(id)] != Int32(i) { clashes.insert(id) }
            }
        }
        if clashes.isEmpty { return numbers }
        var names = numbers
        let stems = distinctStems(parts)
        for (i, part) in parts.enumerated() {
            var isOwn = Set<Int32>()
            for row in part.builder.rowClass.indices where part.builder.rowClass[row] != .removed {
                let local = part.builder.identifier[row], id = numbers[i][Int(local)]
                guard clashes.contains(id), isOwn.insert(id).inserted else { continue }
                let old = city.strings[id], new = "\(stems[i])-\(old)"
                names[i][Int(local)] = city.strings.intern(new)
                log.add(
                    Issue(
                        .warning, "identifier-prefixed", at: part.builder.position(ofRow: row), asset: new,
                        "'\(old)' is used in more than one file and is called '\(new)' here",
                        remedy: "nothing, unless both mean the same thing: then leave it out of one file"))
            }
            // A reference to something in another file that has been renamed there: the first such file counts.
            for local in numbers[i].indices {
                let id = numbers[i][local]
                guard clashes.contains(id), !isOwn.contains(id) else { continue }
                names[i][local] = city.strings.intern("\(stems[Int(owner[Int(id)])])-\(city.strings[id])")
            }
        }
        return names
    }

    private func distinctStems(_ parts: [Part]) -> [String] {
        var used: [String: Int] = [:]
        return parts.map { part in
            let name = fileName(part.path)
            let stem = String(name.prefix { $0 != "." })
            used[stem, default: 0] += 1
            let count = used[stem] ?? 1
            return count == 1 ? stem : "\(stem)\(count)"
        }
    }

    private func fileName(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    // MARK: rows

    private mutating func append(
        _ part: CityModelBuilder, _ projection: Projection, _ numbers: [Int32], _ names: [Int32]
    ) {
        let firstRow = Int32(city.rowCount), firstPoint = Int32(city.shapeX.count), firstFile = Int16(city.files.count)
        func number(_ local: Int32) -> Int32 { local < 0 ? -1 : numbers[Int(local)] }
        func name(_ local: Int32) -> Int32 { local < 0 ? -1 : names[Int(local)] }
        city.files += part.files
        city.sources += part.sources
        city.rowClass += part.rowClass
        city.identifier += part.identifier.map(name)
        city.displayName += part.displayName.map(number)
        city.kind += part.kind.map(number)
        city.layer += part.layer.map(number)
        city.isSource += part.isSource
        city.sourceProvenance += part.sourceProvenance
        city.repairs += part.repairs
        city.from += part.from.map(name)
        city.to += part.to.map(name)
        city.isDirected += part.isDirected
        city.shapeStart += part.shapeStart.map { $0 + firstPoint }
        city.shapeCount += part.shapeCount
        city.fileNumber += part.fileNumber.map { $0 < 0 ? -1 : $0 + firstFile }
        city.line += part.line
        project(part.x, part.y, projection, \.x, \.y)
        project(part.shapeX, part.shapeY, projection, \.shapeX, \.shapeY)
        city.shapeZ += part.shapeZ
        for i in part.numeric.indices {
            city.numeric[i].rows += part.numeric[i].rows.map { $0 + firstRow }
            city.numeric[i].values += part.numeric[i].values
            city.numeric[i].provenance += part.numeric[i].provenance
        }
        let isReference = TextAttribute.cityObject.rawValue
        for i in part.text.indices {
            city.text[i].rows += part.text[i].rows.map { $0 + firstRow }
            city.text[i].strings += part.text[i].strings.map { i == isReference ? name($0) : number($0) }
            city.text[i].provenance += part.text[i].provenance
        }
        for entry in part.floodRisks { city.floodRisks.append((entry.row + firstRow, renumbered(entry.record, number))) }
        for var surface in part.heightSurfaces {
            for i in surface.x.indices {
                let p = projection(Point(x: surface.x[i], y: surface.y[i]))
                (surface.x[i], surface.y[i]) = (p.x, p.y)
            }
            if case .water(let risk) = surface.meaning { surface.meaning = .water(renumbered(risk, number)) }
            city.heightSurfaces.append(surface)
        }
        for var requirement in part.requirements {
            requirement.asset = name(requirement.asset)
            requirement.service = number(requirement.service)
            requirement.suppliers = requirement.suppliers.map(name)
            city.requirements.append(requirement)
        }
        if let extent = part.extent, !extent.isEmpty {
            let inner = extent.projectedInside(projection)
            city.extent = city.extent.map { $0.union(inner) } ?? inner
        }
    }

    private func renumbered(_ risk: FloodRisk, _ number: (Int32) -> Int32) -> FloodRisk {
        var risk = risk
        risk.kind = number(risk.kind)
        risk.description = number(risk.description)
        risk.scale = number(risk.scale)
        risk.adminType = number(risk.adminType)
        return risk
    }

    /// Takes over what reading a file logged, with its places in the model's plane.
    private mutating func append(_ log: ImportLog, _ projection: Projection) {
        for var repair in log.repairs {
            let p = projection(Point(x: repair.x, y: repair.y))
            (repair.x, repair.y) = (p.x, p.y)
            earlier.repairs.append(repair)
        }
        for var issue in log.issues.issues {
            if let x = issue.x, let y = issue.y {
                let p = projection(Point(x: x, y: y))
                (issue.x, issue.y) = (p.x, p.y)
            }
            earlier.issues.add(issue)
        }
        earlier.skipped.merge(log.skipped) { $0.merging($1, uniquingKeysWith: +) }
    }

    private mutating func project(
        _ x: [Double], _ y: [Double], _ projection: Projection,
        _ toX: WritableKeyPath<CityModelBuilder, [Double]>, _ toY: WritableKeyPath<CityModelBuilder, [Double]>
    ) {
        if projection.isIdentity {
            city[keyPath: toX] += x
            city[keyPath: toY] += y
            return
        }
        let points = x.indices.map { projection(Point(x: x[$0], y: y[$0])) }
        city[keyPath: toX] += points.map(\.x)
        city[keyPath: toY] += points.map(\.y)
    }
}

extension CityModelBuilder {
    /// The box around everything that has a position.
    var placesBox: Box {
        var box = Box()
        for row in rowClass.indices where rowClass[row] != .removed && x[row].isFinite && y[row].isFinite {
            box.include(Point(x: x[row], y: y[row]))
        }
        for i in shapeX.indices where shapeX[i].isFinite && shapeY[i].isFinite {
            box.include(Point(x: shapeX[i], y: shapeY[i]))
        }
        for surface in heightSurfaces {
            for i in surface.x.indices { box.include(Point(x: surface.x[i], y: surface.y[i])) }
        }
        return box
    }
}

extension Box {
    /// An upright box that lies between the projected edges: meridians are not quite upright in the plane.
    fileprivate func projectedInside(_ projection: Projection) -> Box {
        let corners = [
            Point(x: minX, y: minY), Point(x: minX, y: maxY), Point(x: maxX, y: minY), Point(x: maxX, y: maxY),
        ].map { projection($0) }
        return Box(
            minX: max(corners[0].x, corners[1].x), minY: max(corners[0].y, corners[2].y),
            maxX: min(corners[2].x, corners[3].x), maxY: min(corners[1].y, corners[3].y))
    }

    fileprivate func union(_ o: Box) -> Box {
        Box(minX: min(minX, o.minX), minY: min(minY, o.minY), maxX: max(maxX, o.maxX), maxY: max(maxY, o.maxY))
    }
}
