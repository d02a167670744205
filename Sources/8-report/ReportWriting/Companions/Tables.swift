import CascadeModel
import CriticalityRanking
import DamageModel
import Diagnostics
import Geometry
import HazardModel
import NetworkModel
import TableWriting

/// The tables beside the report, for spreadsheets and QGIS: identifiers, plain numbers, map coordinates.
enum Tables {
    static func facilities(_ f: Findings) -> [UInt8] {
        var csv = CSV([
            "facility", "name", "kind", "x", "y", "residents", "beds", "service", "state", "first_loss_hours",
            "first_out_hours", "on_reserve_hours", "out_hours", "restored_hours", "reserve_hours", "caused_by", "cause",
        ])
        // Many places lose a service for the same reason at the same time.
        var causes: [Cause: String] = [:]
        for loss in f.outcome.losses {
            let key = Cause(asset: loss.causedBy, hours: Findings.causeHours(of: loss))
            let cause = causes[key] ?? f.causeSteps(of: key.asset, at: key.hours).plain
            causes[key] = cause
            csv.add(place(loss.facility, f) + [
                .number(f.model.value(.residents, of: loss.facility) ?? .nan), .number(f.model.value(.beds, of: loss.facility) ?? .nan),
                .text(f.service(loss.service)), .text(loss.outHours > 0 ? "out" : "on reserve"), .number(loss.firstLossHours),
                .number(loss.firstOutHours), .number(loss.onReserveHours), .number(loss.outHours), .number(loss.restoredHours),
                .number(f.bufferHours(of: loss.facility, service: loss.service)),
                .text(loss.causedBy >= 0 ? f.model.id(loss.causedBy) : ""), .text(cause),
            ])
        }
        return csv.bytes
    }

    private struct Cause: Hashable {
        var asset: Int
        var hours: Double
    }

    static func assets(_ f: Findings) -> [UInt8] {
        var csv = CSV([
            "asset", "name", "kind", "layer", "x", "y", "from_hours", "until_hours", "reason", "hazard", "damage_state",
            "intensity", "caused_by",
        ])
        for outage in f.input.outage.assets {
            let asset = Int(outage.asset)
            let disturbance = outage.reason == .hazard ? f.disturbanceOf[asset] : nil
            csv.add(describe(asset, f) + [
                .number(outage.fromHours), .number(outage.untilHours), .text(reason(outage.reason)),
                .text(disturbance.map { f.causeName($0.cause) } ?? ""), .text(disturbance?.state.name ?? ""),
                .ofGrid(disturbance?.intensity ?? .nan), .text(outage.causedBy >= 0 ? f.model.id(Int(outage.causedBy)) : ""),
            ])
        }
        return csv.bytes
    }

    /// Which fragility each asset has, why, and what it means at the median intensity.
    static func fragilities(_ f: Findings) -> [UInt8] {
        var csv = CSV([
            "asset", "name", "kind", "layer", "x", "y", "event", "measure", "intensity", "entry", "title", "chosen_by",
            "not_in_data", "assumption", "source", "flood_threshold_m", "p_slight_or_worse", "p_moderate_or_worse",
            "p_extensive_or_worse", "p_complete", "expected_repairs", "p_break", "cost_share_of_value",
            "speed_m_per_s", "value_eur", "cost_eur",
        ])
        for row in f.input.assetDamage {
            let states: [CSV.Cell] = (0..<4).map { .number($0 < row.probabilities.count ? row.probabilities[$0] : .nan) }
            csv.add(
                describe(row.asset, f) + [
                    .integer(row.field + 1), .text(row.measure.rawValue), .ofGrid(row.intensity), .text(row.entry),
                    .text(row.judgedAs.english), .text(row.reason), .text(row.notGiven), .text(row.assumption), .text(row.source),
                    .number(row.thresholdMetres),
                ] + states + [
                    .number(row.expectedRepairs), .number(row.breakProbability), .number(row.costRatio),
                    .ofGrid(row.metresPerSecond), .number(row.valueEuros), .number(row.costEuros),
                ])
        }
        return csv.bytes
    }

    static func reason(_ reason: Outage.Reason) -> String {
        switch reason {
        case .hazard: "hazard"
        case .cascade: "cascade"
        case .unsupplied: "unsupplied"
        case .deadlock: "deadlock"
        }
    }

    static func place(_ asset: Int, _ f: Findings) -> [CSV.Cell] {
        let p = f.model.position[asset]
        return [.text(f.model.id(asset)), .text(givenName(asset, f)), .text(f.model.kindName(asset)), .number(p.x), .number(p.y)]
    }
    static func describe(_ asset: Int, _ f: Findings) -> [CSV.Cell] {
        let cells = place(asset, f)
        return cells.prefix(3) + [.text(f.layerName(asset))] + cells.suffix(2)
    }
    private static func givenName(_ asset: Int, _ f: Findings) -> String {
        f.model.displayName[asset] >= 0 ? f.model.label(asset) : ""
    }
}
