import AccessModel
import CascadeModel
import Diagnostics
import SQLiteAccess

/// What is written of help and of the best combination of measures.
struct AccessWriter: ~Copyable {
    private let totals, origin, place, step: Statement

    static func made(on database: borrowing Database) throws -> AccessWriter {
        let totals = try database.prepareInsert(into: "access_totals"), origin = try database.prepareInsert(into: "access_origins")
        let place = try database.prepareInsert(into: "access_places"), step = try database.prepareInsert(into: "portfolio_steps")
        return AccessWriter(totals: totals, origin: origin, place: place, step: step)
    }

    func write(_ record: ScenarioRecord, _ number: Int) throws {
        let first = number * StoreTables.perScenario
        var origins = 0, places = 0
        for (way, own) in record.access.enumerated() {
            var row = Row()
            for value in [first + way, number] { try row.add(value, totals) }
            try row.add(own.way.word, totals)
            for value in [
                own.limitMinutes, own.residents, own.beyondBefore, own.beyondMost, own.beyondMostFromHours, own.late, own.noHelp,
                own.isolated, own.hit, own.beyondResidentHours,
            ] { try row.add(value.storable, totals) }
            for value in [own.origins, own.originsOut] { try row.add(value, totals) }
            try totals.run()
            for affected in own.affectedOrigins {
                var row = Row()
                for value in [first + origins, number, affected.asset] { try row.add(value, origin) }
                try row.add(own.way.word, origin)
                try row.add(affected.isOut, origin)
                for value in [affected.residents, affected.worstFactor, affected.residentsCutOff] { try row.add(value.storable, origin) }
                try origin.run()
                origins += 1
            }
            for affected in own.places {
                var row = Row()
                for value in [number * StoreTables.perAsset + places, number, affected.asset] { try row.add(value, place) }
                for text in [own.way.word, affected.before.word, affected.worst.word] { try row.add(text, place) }
                for value in [
                    affected.driveBeforeMinutes, affected.longestDriveMinutes, affected.worseFromHours, affected.backHours,
                    affected.beyondHours,
                ] { try row.add(value.storable, place) }
                try place.run()
                places += 1
            }
        }
        for (position, own) in record.portfolio.enumerated() {
            var row = Row()
            for value in [first + position, number, position + 1] { try row.add(value, step) }
            for text in [own.title.english, own.title.dutch] { try row.add(text, step) }
            for value in [own.costEuros, own.costSoFarEuros] { try row.add(value, step) }
            for estimate in [own.gain, own.avoided] {
                for value in [estimate.mean, estimate.lower, estimate.upper] { try row.add(value.storable, step) }
            }
            try step.run()
        }
    }
}

extension EmergencyAccess.Way {
    /// As the store has it.
    var word: String {
        switch self {
        case .ambulance: "ambulance"
        case .emergencyDepartment: "emergency department"
        }
    }
    init?(word: String?) {
        guard let way = [Self.ambulance, .emergencyDepartment].first(where: { $0.word == word }) else { return nil }
        self = way
    }
}

extension EmergencyAccess.Standing {
    /// As the store has it.
    var word: String {
        switch self {
        case .inTime: "in time"
        case .late: "late"
        case .noHelp: "no help"
        case .isolated: "isolated"
        case .hit: "hit"
        }
    }
}
