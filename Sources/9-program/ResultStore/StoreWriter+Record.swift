import CascadeModel
import Diagnostics
import SQLiteAccess

/// The rows of one scenario.
extension StoreWriter {
    mutating func write(_ rows: StoreRows) throws {
        let record = rows.record, number = rows.place.number
        let first = number * StoreTables.perAsset
        for hazard in rows.hazards where !isWritten(hazard: hazard.number) { try write(hazard) }
        if let ranking = rows.place.ranking, !isWritten(ranking: ranking) { try rankings.add(all: rows.ranking) }
        try Self.write(rows.facilityFates, facilityFates, first)
        try Self.write(rows.packedFacilities, facilities, first)
        try Self.write(rows.assetFates, assetFates, first)
        try Self.write(rows.packedAssets, assets, first)
        try write(record, number, first)
        try access.write(record, number)
        try write(inputs: rows.inputs, number)
        try finish(record, number, hospitals: rows.hospitals)
    }

    private mutating func write(_ own: StoreRows.Hazard) throws {
        var row = Row()
        for text in [own.title, own.method, own.warnings] { try row.add(text, hazard) }
        try row.add(own.number, hazard)
        try hazard.run()
        for (place, part) in own.footprints.enumerated() {
            var row = Row()
            try row.add(own.number * StoreTables.perScenario + place, footprint)
            try row.add(part.shape, footprint)
            try row.add(own.number, footprint)
            try row.add(part.measure, footprint)
            try row.add(part.above, footprint)
            try row.add(part.unit, footprint)
            try footprint.run()
        }
        try intensities.add(all: own.intensities)
    }

    static func write(_ rows: [PackedRows.Packed], _ insert: borrowing Statement, _ base: Int) throws {
        for own in rows {
            var row = Row()
            for value in [base + own.first, own.digits, own.width] { try row.add(value, insert) }
            try row.add(own.entries, insert)
            try insert.run()
        }
    }

    private mutating func write(_ record: ScenarioRecord, _ number: Int, _ first: Int) throws {
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

    private func write(inputs: [(path: String, sha256: String)], _ number: Int) throws {
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
    private func finish(_ record: ScenarioRecord, _ number: Int, hospitals: Set<Int>) throws {
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
        try row.add(record.yearlyFrequency, done)
        try row.add(number, done)
        try done.run()
    }
}
