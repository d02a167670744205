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

extension StoreWriter {
    mutating func write(_ record: ScenarioRecord, _ number: Int) throws {
        let first = number * StoreTables.perAsset
        if detail.keepsPlaces {
            try write(facilities: record, first)
            try write(assets: record, first)
        }
        for origin in record.origins {
            try origins.add(first + origin.asset)
            try origins.add(origin.weightedHours.seconds)
            try origins.add(origin.facilities)
        }
        try origins.flush()
        try write(vulnerable: record, number)
        try write(services: record.services, number, measure: 0)
        try write(curves: record.services, first)
        try write(draws: record.draws, number, measure: 0)
        for (place, own) in record.measures.enumerated() {
            var row = Row()
            try row.add(number * StoreTables.perScenario + place + 1, measure)
            try row.add(number, measure)
            try row.add(own.title.english, measure)
            try row.add(own.title.dutch, measure)
            for value in [own.costEuros, own.consequence, own.avoided] { try row.add(value, measure) }
            for value in [own.avoidedDrawn?.mean, own.avoidedDrawn?.lower, own.avoidedDrawn?.upper] { try row.add(value?.storable, measure) }
            try measure.run()
            try write(services: own.services, number, measure: place + 1)
            try write(draws: own.draws, number, measure: place + 1)
        }
    }

    private mutating func write(facilities record: ScenarioRecord, _ first: Int) throws {
        let width = record.services.count
        /// For each column the place of its service among those of the record.
        var places = [Int](repeating: -1, count: services.count)
        for (number, service) in record.services.enumerated() {
            if let column = place[service.service] { places[column] = number }
        }
        for (row, own) in record.facilities.enumerated() {
            try facilities.begin(own.asset, base: first)
            facilities.add(own.origin)
            facilities.add(own.firstOutHours.minutes)
            for number in places { facilities.add(number < 0 ? PackedRows.none : record.outHours[row * width + number].minutes) }
        }
        try facilities.flush()
    }

    private mutating func write(assets record: ScenarioRecord, _ first: Int) throws {
        for own in record.assets {
            try assets.begin(own.asset, base: first)
            assets.add(own.fromHours.minutes)
            assets.add(own.downHours.minutes)
            assets.add(own.repairedHours.minutes)
            assets.add(own.reason.rawValue * 10 + own.damageState)
            assets.add(max(PackedRows.none, own.intensity.thousandths))
        }
        try assets.flush()
    }

    private mutating func write(curves list: [ScenarioRecord.ServiceFigures], _ first: Int) throws {
        var step = first
        for own in list {
            guard let column = place[own.service] else { continue }
            for point in own.curve {
                try curves.add(step)
                try curves.add(services[column].number)
                try curves.add(point.hours.seconds)
                try curves.add(Int((point.shareServed * 1e6).rounded()))
                step += 1
            }
        }
        try curves.flush()
    }

    private func write(vulnerable record: ScenarioRecord, _ number: Int) throws {
        for (place, own) in record.vulnerable.enumerated() {
            var row = Row()
            try row.add(number * StoreTables.perAsset + place, vulnerable)
            try row.add(number, vulnerable)
            try row.add(own.asset, vulnerable)
            try row.add(own.service, vulnerable)
            for hours in [own.firstLossHours, own.firstOutHours, own.onReserveHours, own.outHours, own.restoredHours] {
                try row.add(hours.storable, vulnerable)
            }
            try row.add(own.chain.isEmpty ? nil : own.chain.joined(separator: " > "), vulnerable)
            for value in [own.outDrawn?.mean, own.outDrawn?.lower, own.outDrawn?.upper] { try row.add(value?.storable, vulnerable) }
            try row.add(own.meanOutHours, vulnerable)
            try vulnerable.run()
        }
    }

    private func write(services list: [ScenarioRecord.ServiceFigures], _ number: Int, measure: Int) throws {
        for own in list {
            guard let column = place[own.service] else { continue }
            var row = Row()
            try row.add((number * StoreTables.perScenario + measure) * StoreTables.perScenario + column + 1, totals)
            try row.add(number, totals)
            try row.add(measure, totals)
            try row.add(own.service, totals)
            for value in [
                own.residentsAffected, own.residentsOutPeak, own.residentHoursLost, own.bedHoursLost, own.resilienceLossHours,
            ] { try row.add(value, totals) }
            let kinds = own.outByKind.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            try row.add(kinds.isEmpty ? nil : kinds, totals)
            let drawn = own.residentHoursDrawn
            for value in [drawn?.mean, drawn?.lower, drawn?.upper] { try row.add(value?.storable, totals) }
            try totals.run()
        }
    }

    private func write(draws own: DrawSums?, _ number: Int, measure: Int) throws {
        guard let own else { return }
        var row = Row()
        try row.add(number * StoreTables.perScenario + measure, draws)
        try row.add(number, draws)
        try row.add(measure, draws)
        try row.add(own.count, draws)
        try row.add(own.scheme, draws)
        try row.add(DoubleBytes.bytes(of: own.sums), draws)
        try draws.run()
    }

    func write(inputs: [(path: String, sha256: String)], _ number: Int) throws {
        for (place, own) in inputs.enumerated() {
            var row = Row()
            try row.add(number * StoreTables.perScenario + place, input)
            try row.add(number, input)
            try row.add(own.path, input)
            try row.add(own.sha256, input)
            try input.run()
        }
    }

    /// - Parameter hospitals: numbers of the network's hospitals.
    func finish(_ record: ScenarioRecord, _ number: Int, hospitals: Set<Int>) throws {
        let out = record.vulnerable.filter { hospitals.contains($0.asset) && $0.outHours > 0 }
        // All measures together come last and are no single best one.
        let single = record.measures.count > 1 ? record.measures.dropLast() : record.measures[...]
        let best = single.max { ($0.avoidedDrawn?.mean ?? $0.avoided) < ($1.avoidedDrawn?.mean ?? $1.avoided) }
        var row = Row()
        try row.add(record.consequence, done)
        for value in [record.consequenceDrawn?.mean, record.consequenceDrawn?.lower, record.consequenceDrawn?.upper] {
            try row.add(value?.storable, done)
        }
        try row.add(record.facilities.count { $0.longestOutHours > 0 }, done)
        try row.add(Set(out.map(\.asset)).count, done)
        try row.add(out.map(\.outHours).max(), done)
        try row.add(best?.title.english, done)
        try row.add(best.map { $0.avoidedDrawn?.mean ?? $0.avoided }, done)
        try row.add(number, done)
        try done.run()
    }
}

extension Double {
    /// Nil for what is no number or has no end: NULL.
    fileprivate var storable: Double? { isFinite ? self : nil }

    /// Hours as whole minutes for a packed row; none for what is no number or has no end.
    var minutes: Int { isFinite ? Int(min(max(0, (self * 60).rounded()), Double(PackedRows.largest))) : PackedRows.none }

    /// Hours as whole seconds; NULL for what is no number or has no end.
    var seconds: Int { (self * 3600).whole }
    /// NULL for what is no number or has no end.
    fileprivate var thousandths: Int { (self * 1000).whole }
    private var whole: Int { abs(self) < 9e18 ? Int(rounded()) : RowWriter.null }
}

/// Doubles as the bytes of a column, the low byte first.
enum DoubleBytes {
    static func bytes(of values: [Double]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 * values.count)
        for value in values { withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) } }
        return bytes
    }
    static func values(of bytes: [UInt8]) -> [Double] {
        stride(from: 0, to: bytes.count - 7, by: 8).map { start in
            Double(bitPattern: (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) })
        }
    }
}
