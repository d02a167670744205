import CriticalityRanking
import Diagnostics
import GeoPackageWriting
import HazardModel
import NetworkModel
import SQLiteAccess
import ScenarioModel
import StudyRunner

/// What is written of one scenario, made ready by the thread that computed it: the store is held only for writing.
struct StoreRows: Sendable {
    let place: StoreWriter.Place
    let record: ScenarioRecord
    let inputs: [(path: String, sha256: String)]
    /// Numbers of the network's hospitals.
    let hospitals: Set<Int>
    /// Facilities: where the longest outage begins, first out, then each service out, in minutes.
    let facilities: SharedFates
    /// Nodes, links and facilities: from, standing still, repaired in minutes, reason × 10 + damage state, intensity in
    /// thousandths.
    let assets: SharedFates
    let packedFacilities, facilityFates, packedAssets, assetFates: [PackedRows.Packed]
    /// The events that the store did not have when these rows were made.
    let hazards: [Hazard]
    /// Rows of `rankings`, where the store did not have them.
    let ranking: [Int]

    struct Hazard: Sendable {
        var number: Int
        var title: String
        var method: String
        var warnings: String?
        var footprints: [Footprint.Stored]
        /// Rows of `hazard_intensities`.
        var intensities: [Int] = []
    }

    /// What the store must say before rows are made.
    struct Frame: Sendable {
        var place: StoreWriter.Place
        var services: [StoreService]
        var detail: StoreDetail
        /// Of the scenario's events and its ranking those that are not in the store.
        var lackingHazards: Set<Int>
        var lacksRanking: Bool
    }

    /// - Throws: `InputError` when there is more of something than a store has numbers for.
    init(_ record: ScenarioRecord, of result: ScenarioResult, for frame: Frame) throws(InputError) {
        place = frame.place
        self.record = record
        inputs = result.inputs
        hospitals = result.network.hospitals
        facilities = Self.facilities(record, frame)
        assets = Self.assets(record, frame)
        packedFacilities = facilities.packedPlaces()
        facilityFates = facilities.packedFates()
        packedAssets = assets.packedPlaces()
        assetFates = assets.packedFates()
        let number = Renumbering(from: result.event.model, to: result.network.model)
        var hazards: [Hazard] = []
        for (own, field) in zip(frame.place.hazards, result.event.fields)
        where frame.lackingHazards.contains(own) && !hazards.contains(where: { $0.number == own }) {
            hazards.append(
                Hazard(
                    number: own, title: field.title.english, method: field.method.map(\.english).joined(separator: "\n"),
                    warnings: field.warnings.isEmpty ? nil : field.warnings.map(\.english).joined(separator: "\n"),
                    footprints: Footprint.parts(of: field).map { $0.stored(epsg: result.network.model.epsg) },
                    intensities: frame.detail == .intensities
                        ? Self.intensities(of: field, hazard: own, result.event.model.assetCount, number) : []))
        }
        self.hazards = hazards
        try StoreRoom.check(
            result.scenario,
            [
                ("measures, all together counted as one more,", record.measures.count, besides: 1), ("input files", inputs.count, besides: 0),
                ("services", record.services.count, besides: 1),
                ("hospitals and ambulance posts", record.access.reduce(0) { $0 + $1.affectedOrigins.count }, besides: 0),
                ("measures in the best combination", record.portfolio.count, besides: 0),
                ("areas of one event", hazards.map(\.footprints.count).max() ?? 0, besides: 0),
            ])
        ranking = frame.lacksRanking ? Self.ranking(frame.place.ranking ?? 0, result, number) : []
    }

    private static func facilities(_ record: ScenarioRecord, _ frame: Frame) -> SharedFates {
        var fates = SharedFates(width: 2 + frame.services.count)
        guard frame.detail.keepsPlaces else { return fates }
        let width = record.services.count
        // For each column the place of its service among those of the record.
        let places = frame.services.map { own in record.services.firstIndex { $0.service == own.name } ?? -1 }
        var fate = [Int](repeating: PackedRows.none, count: fates.width)
        for (row, own) in record.facilities.enumerated() {
            fate[0] = own.origin
            fate[1] = own.firstOutHours.minutes
            for (column, number) in places.enumerated() where number >= 0 { fate[2 + column] = record.outHours[row * width + number].minutes }
            fates.add(own.asset, fate)
        }
        return fates
    }

    private static func assets(_ record: ScenarioRecord, _ frame: Frame) -> SharedFates {
        var fates = SharedFates(width: 5)
        guard frame.detail.keepsPlaces else { return fates }
        var fate = [Int](repeating: 0, count: fates.width)
        for own in record.assets {
            fate[0] = own.fromHours.minutes
            fate[1] = own.downHours.minutes
            fate[2] = own.repairedHours.minutes
            fate[3] = own.reason.rawValue * 10 + own.damageState
            fate[4] = min(max(PackedRows.none, own.intensity.thousandths), PackedRows.largest)
            fates.add(own.asset, fate)
        }
        return fates
    }

    private static func intensities(of field: HazardField, hazard: Int, _ assets: Int, _ number: Renumbering) -> [Int] {
        let measures: [IntensityMeasure] = [.floodDepth, .pga, .pgv, .sa03, .sa10]
        let medians = measures.map { field.median[$0] ?? [] }
        var rows: [Int] = []
        for asset in 0..<assets {
            let values = medians.map { asset < $0.count ? $0[asset] : 0 }
            guard number[asset] >= 0, values.contains(where: { $0 > 0 }) else { continue }
            rows.append(hazard * StoreTables.perAsset + number[asset])
            for value in values { rows.append(value > 0 ? value.thousandths : RowWriter.null) }
            let isTimed = asset < field.arrivalHours.count && field.arrivalHours[asset].isFinite
            rows.append(isTimed ? field.arrivalHours[asset].seconds : RowWriter.null)
            rows.append(isTimed ? field.recessionHours[asset].seconds : RowWriter.null)
        }
        return rows
    }

    private static func ranking(_ set: Int, _ result: ScenarioResult, _ number: Renumbering) -> [Int] {
        var rows: [Int] = []
        for (asset, hours) in result.impact.consequence.enumerated() where hours > 0 && number[asset] >= 0 {
            rows.append(set * StoreTables.perAsset + number[asset])
            rows.append(Int(min(hours, 9e18).rounded()))
            rows.append(Int(result.impact.facilitiesOut[asset]))
        }
        return rows
    }
}

/// Rows are numbered within their scenario, which leaves room for so many.
enum StoreRoom {
    /// - Parameter counts: with the numbers that are taken besides.
    static func check(_ scenario: Scenario, _ counts: [(of: String, count: Int, besides: Int)]) throws(InputError) {
        for (what, count, besides) in counts where count + besides > StoreTables.perScenario {
            throw InputError(
                "store-room", at: SourcePosition(file: scenario.file),
                "the scenario has \(count) \(what), and a store has room for \(StoreTables.perScenario - besides)",
                remedy: "divide it into several scenarios")
        }
    }
}

extension Double {
    /// Nil for what is no number or has no end: NULL.
    var storable: Double? { isFinite ? self : nil }

    /// Hours as whole minutes for a packed row; none for what is no number or has no end.
    var minutes: Int { isFinite ? Int(min(max(0, (self * 60).rounded()), Double(PackedRows.largest))) : PackedRows.none }

    /// Hours as whole seconds; NULL for what is no number or has no end.
    var seconds: Int { (self * 3600).whole }
    /// NULL for what is no number or has no end.
    var thousandths: Int { (self * 1000).whole }
    private var whole: Int { abs(self) < 9e18 ? Int(rounded()) : RowWriter.null }
}
