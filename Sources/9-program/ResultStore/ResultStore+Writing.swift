import CascadeModel
import CriticalityRanking
import Diagnostics
import GeoPackageWriting
import Geometry
import HazardModel
import NetworkModel
import SQLiteAccess
import ScenarioModel
public import StudyRunner

extension ResultStore {
    /// Stores what came out of a scenario that is registered: all of it or, when that fails, nothing.
    /// - Parameter record: made from the result, best before and by another thread.
    /// - Throws: `FailureError` when the disk is full or another program holds the file.
    public mutating func write(_ record: ScenarioRecord, of result: ScenarioResult) throws {
        try prepareWriting()
        guard let place = writer?.places[result.scenario.name] else {
            throw FailureError("the scenario \(result.scenario.name) is not registered in \(path)")
        }
        try file.database.execute("BEGIN IMMEDIATE")
        do {
            try write(place, record, result)
            try file.database.execute("COMMIT")
        } catch {
            try? file.database.execute("ROLLBACK")
            // What waits in the statements belongs to the scenario that failed.
            writer = nil
            throw error
        }
        writer?.summary.add(record, scenario: place.number, network: place.network)
    }

    /// Notes why a registered scenario failed.
    public mutating func writeFailure(_ name: String, _ reason: String) throws {
        try prepareWriting()
        guard let number = writer?.places[name]?.number else { return }
        try writer?.failed.bind(reason, at: 1)
        try writer?.failed.bind(number, at: 2)
        try writer?.failed.run()
    }

    mutating func prepareWriting() throws {
        guard writer == nil else { return }
        let detail = try property("detail").flatMap { StoreDetail(rawValue: $0) } ?? .places
        writer = try StoreWriter.made(on: file.database, services: services(), detail: detail)
    }

    private mutating func write(_ place: StoreWriter.Place, _ record: ScenarioRecord, _ result: ScenarioResult) throws {
        for (hazard, field) in zip(place.hazards, result.event.fields) { try write(hazard, field, result) }
        try write(ranking: place.ranking, result)
        try writer?.write(record, place.number)
        try writer?.write(inputs: result.inputs, place.number)
        try writer?.finish(record, place.number, hospitals: result.network.hospitals)
    }

    // MARK: what scenarios share

    private mutating func write(_ number: Int, _ field: HazardField, _ result: ScenarioResult) throws {
        guard writer?.writtenHazards.contains(number) == false else { return }
        let update = try file.database.prepare("UPDATE hazards SET title = ?, method = ?, warnings = ? WHERE fid = ?")
        var row = Row()
        try row.add(field.title.english, update)
        try row.add(field.method.map(\.english).joined(separator: "\n"), update)
        try row.add(field.warnings.isEmpty ? nil : field.warnings.map(\.english).joined(separator: "\n"), update)
        try row.add(number, update)
        try update.run()
        try write(Footprint.parts(of: field), hazard: number, epsg: result.network.model.epsg)
        if writer?.detail == .intensities { try write(intensities: field, hazard: number, result) }
        writer?.writtenHazards.insert(number)
    }

    private func write(_ parts: [Footprint], hazard: Int, epsg: Int) throws {
        guard !parts.isEmpty else { return }
        let insert = try file.database.prepare("INSERT INTO footprints VALUES (?, ?, ?, ?, ?, ?)")
        let index = try file.spatialIndexRow(of: "footprints")
        for (place, part) in parts.enumerated() {
            let fid = hazard * StoreTables.perScenario + place
            var row = Row()
            try row.add(fid, insert)
            try row.add(part.shape(epsg: epsg), insert)
            try row.add(hazard, insert)
            try row.add(part.measure, insert)
            try row.add(part.above, insert)
            try row.add(part.unit, insert)
            try insert.run()
            try index.add(fid, part.box)
        }
    }

    private func write(intensities field: HazardField, hazard: Int, _ result: ScenarioResult) throws {
        let measures: [IntensityMeasure] = [.floodDepth, .pga, .pgv, .sa03, .sa10]
        let number = Renumbering(from: result.event.model, to: result.network.model)
        var rows = try RowWriter(
            into: "hazard_intensities",
            columns: ["fid", "depth_mm", "pga_mg", "pgv_thousandths", "sa03_mg", "sa10_mg", "arrival_s", "recession_s"], of: file.database)
        for asset in 0..<result.event.model.assetCount {
            let values = measures.map { field.median[$0].flatMap { asset < $0.count ? $0[asset] : nil } ?? 0 }
            guard number[asset] >= 0, values.contains(where: { $0 > 0 }) else { continue }
            try rows.add(hazard * StoreTables.perAsset + number[asset])
            for value in values { try rows.add(value > 0 ? value.thousandths : RowWriter.null) }
            let isTimed = asset < field.arrivalHours.count && field.arrivalHours[asset].isFinite
            try rows.add(isTimed ? field.arrivalHours[asset].seconds : RowWriter.null)
            try rows.add(isTimed ? field.recessionHours[asset].seconds : RowWriter.null)
        }
        try rows.flush()
    }

    private mutating func write(ranking set: Int?, _ result: ScenarioResult) throws {
        guard let set, writer?.writtenRankings.contains(set) == false else { return }
        let number = Renumbering(from: result.event.model, to: result.network.model)
        for (asset, hours) in result.impact.consequence.enumerated() where hours > 0 && number[asset] >= 0 {
            try writer?.rankings.add(set * StoreTables.perAsset + number[asset])
            try writer?.rankings.add(Int(min(hours, 9e18).rounded()))
            try writer?.rankings.add(Int(result.impact.facilitiesOut[asset]))
        }
        try writer?.rankings.flush()
        writer?.writtenRankings.insert(set)
    }
}
