import Diagnostics
import Geometry
import NetworkModel

extension CityGMLReader {
    // MARK: roads, bridges, tunnels

    /// Keeps a road, bridge or tunnel until the whole file has been read.
    func endRoad(_ record: CityObjectRecord) throws {
        let surfaces = record.surfaces + record.parts.flatMap(\.surfaces)
        guard record.object == .road else {
            if surfaces.isEmpty { return leaveOut(record, "has no surfaces") }
            countFeature()
            var whole = record
            whole.id = identifier(of: record)
            whole.surfaces = surfaces
            structures.append(whole)
            return
        }
        countFeature()
        let id = identifier(of: record)
        var pieces: [RoadAssembly.Piece] = []
        let stretches = record.parts.filter { $0.object == .section || $0.object == .intersection }
        for (number, stretch) in stretches.enumerated() {
            pieces.append(
                piece(stretch, id: stretch.id ?? "\(id)-\(number + 1)", name: stretch.name ?? record.name, of: record))
        }
        // A road that is not divided is one piece, and so are lanes that stand beside the pieces of a divided one.
        var rest = record
        rest.parts = record.parts.filter { $0.object == .trafficArea }
        if stretches.isEmpty { pieces.append(piece(rest, id: id, name: record.name, of: record)) }
        for piece in pieces {
            if piece.surfaces.isEmpty, piece.curves.isEmpty { leaveOut(record, "has a part '\(piece.id)' without geometry") }
            else { roadPieces.append(piece) }
        }
    }

    private func leaveOut(_ record: CityObjectRecord, _ why: String) {
        let id = record.id ?? "\(record.object)"
        notes.count(.featureWithoutGeometry, id, line: record.line)
        log.repairs.append(Repair("feature-left-out", asset: id, "the \(record.object) \(why) and was left out"))
    }

    private func piece(_ record: CityObjectRecord, id: String, name: String?, of road: CityObjectRecord) -> RoadAssembly.Piece {
        func all<T>(_ values: (CityObjectRecord) -> [T], _ record: CityObjectRecord) -> [T] {
            values(record) + record.parts.flatMap { all(values, $0) }
        }
        let surfaces = all({ $0.surfaces }, record).filter { $0.ring.count >= 3 }
        // Lines of the road itself are its centre line; those of lanes count only where there is nothing else.
        var curves = record.curves
        if curves.isEmpty, surfaces.isEmpty { curves = all({ $0.curves }, record) }
        let level = surfaces.map(\.levelOfDetail).min()
        return .init(
            id: id, name: name, line: record.line, isCrossing: record.object == .intersection,
            surfaces: surfaces.filter { $0.levelOfDetail == level }, curves: curves,
            function: (record.functions.isEmpty ? road.functions : record.functions).joined(separator: ", "))
    }

    /// Turns the roads, bridges and tunnels of the file into nodes and links.
    func assembleRoads() throws {
        if roadPieces.isEmpty && structures.isEmpty { return }
        let first = roadPieces.lazy.compactMap { $0.surfaces.first?.ring.first ?? $0.curves.first?.points.first }.first
            ?? structures.lazy.compactMap(\.surfaces.first?.ring.first).first
        let projection = try first.flatMap { try system.metres(around: $0) }
        let plane: (Point) -> Point = { projection?($0) ?? $0 }
        var assembly = RoadAssembly(
            roadPieces, structures.compactMap { Self.structure($0, plane) }, plane: plane, path, into: builder)
        builder = CityModelBuilder()
        assembly.assemble()
        builder = assembly.city
        log.issues.add(contentsOf: assembly.log)
        roadPieces = []
        structures = []
    }

    private static func structure(_ record: CityObjectRecord, _ plane: (Point) -> Point) -> RoadStructure? {
        let corners = record.surfaces.flatMap(\.ring), heights = record.surfaces.flatMap(\.heights).filter(\.isFinite)
        let inPlane = corners.map(plane)
        var cornerOf: [Point: Point] = [:]
        for (p, corner) in zip(inPlane, corners) { cornerOf[p] = corner }
        let hull = Footprint.hull(of: inPlane)
        guard hull.count >= 3, let id = record.id else { return nil }
        return RoadStructure(
            id: id, name: record.name, line: record.line, isTunnel: record.object == .tunnel,
            year: record.constructionYear, hull: hull, corners: hull.map { cornerOf[$0] ?? $0 },
            lowest: heights.min() ?? .nan, highest: heights.max() ?? .nan, axis: LongAxis(of: hull))
    }

    // MARK: pipes without topology

    /// A pipe or cable becomes a link for each of its lines, whose ends the joiner finds; a manhole only counts, for
    /// the pipes meet in it without it. A pipe that is only drawn as a solid body runs along its longest direction.
    func endConduit(_ record: CityObjectRecord) throws {
        guard case .conduit(let layer, let kind) = record.object else {
            log.skip("Manhole or the like (pipes are joined where their ends meet)", in: path)
            return
        }
        countFeature()
        let id = identifier(of: record)
        var lines = record.curves.filter { $0.points.count >= 2 }
        if lines.isEmpty, let axis = try bodyAxis(record) {
            lines = [axis]
            notes.count(.drawnAsBody, id, line: record.line)
        }
        if lines.isEmpty { return leaveOut(record, "has no line") }
        for (number, line) in lines.enumerated() {
            let row = builder.addLink(
                lines.count == 1 ? id : "\(id)-\(number + 1)", layer: Layer(layer), kind: AssetKind(kind), from: nil,
                to: nil, line: record.line)
            builder.setShape(line.points, z: line.heights, ofRow: row)
            if let name = record.name { builder.setName(name, ofRow: row) }
            if let year = record.constructionYear { builder.set(.constructionYear, year, ofRow: row) }
        }
    }

    /// The middle line of a body: between the averages of the corners at its two ends.
    private func bodyAxis(_ record: CityObjectRecord) throws -> CityObjectCurve? {
        let corners = record.surfaces.flatMap(\.ring), heights = record.surfaces.flatMap(\.heights)
        guard let first = corners.first else { return nil }
        let projection = try system.metres(around: first)
        let inPlane = corners.map { projection?($0) ?? $0 }
        let axis = LongAxis(of: Footprint.hull(of: inPlane))
        guard axis.length > 0 else { return nil }
        var line = CityObjectCurve()
        for end in [axis.along.lowerBound, axis.along.upperBound] {
            let near = inPlane.indices.filter { abs(axis.position(of: inPlane[$0]) - end) <= max(axis.length * 0.1, 0.05) }
            let n = Double(near.count)
            line.points.append(
                Point(x: near.map { corners[$0].x }.reduce(0, +) / n, y: near.map { corners[$0].y }.reduce(0, +) / n))
            line.heights.append(near.map { heights[$0] }.reduce(0, +) / n)
        }
        return line
    }

    // MARK: surfaces with heights

    /// Terrain and water surfaces are kept for the joiner, which reads heights and depths off them.
    func endHeightSurface(_ record: CityObjectRecord) {
        guard var surface = surfaceBeingRead else { return }
        surfaceBeingRead = nil
        let risks = record.floodRisks + record.parts.flatMap(\.floodRisks)
        if case .water(let river) = surface.meaning {
            if surface.triangleCount == 0 { return log.skip("WaterBody without a surface with heights", in: path) }
            surface.meaning = .water(risks.first ?? river)
        }
        if surface.triangleCount == 0 { return log.skip("ReliefFeature without triangles (mass points, break lines, raster)", in: path) }
        countFeature()
        builder.heightSurfaces.append(surface)
    }
}
