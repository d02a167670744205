public import CascadeModel
import Diagnostics
public import TableWriting

/// What changed from one scenario to another, for whom, and what they were computed with that differs.
public struct Comparison: Sendable {
    public let before, after: StoredResult
    /// Change of the weighted hours in the mean of the draws, pair by pair; nil where the two have no draws in common.
    public let changeDrawn: Estimate?

    public init(_ before: StoredResult, _ after: StoredResult) {
        self.before = before
        self.after = after
        changeDrawn = before.seed == after.seed ? before.draws.flatMap { after.draws?.estimate(less: $0) } : nil
    }

    /// Whether nothing differs at all.
    public var isSame: Bool {
        before.consequence == after.consequence && before.draws == after.draws && facilities.rows.isEmpty && assets.rows.isEmpty
    }

    /// Everything, one table after the other.
    public var tables: [Table] { [inputs, figures, facilities, assets, measures].filter { !$0.rows.isEmpty } }

    /// What the scenarios say and the files they name, where these differ.
    public var inputs: Table {
        var table = Table("What differs in the inputs", columns: ["what", "before", "after"])
        for difference in ContentDifference.all(before.content, after.content) {
            table.add([.text(difference.what), .text(difference.before), .text(difference.after)])
        }
        let old = Dictionary(before.inputs.map { ($0.path, $0.sha256) }) { a, _ in a }
        let new = Dictionary(after.inputs.map { ($0.path, $0.sha256) }) { a, _ in a }
        for path in Set(old.keys).union(new.keys).sorted() where old[path] != new[path] {
            table.add([.text(path), .text(old[path].map(Self.short) ?? "not used"), .text(new[path].map(Self.short) ?? "not used")])
        }
        return table
    }

    private static func short(_ sha256: String) -> String { "SHA-256 \(sha256.prefix(12))…" }

    /// Sums over the whole city.
    public var figures: Table {
        var table = Table("What changes", columns: ["figure", "before", "after", "change", "change_lower", "change_upper"])
        func add(_ name: String, _ a: Double, _ b: Double, _ drawn: Estimate? = nil) {
            table.add([
                .text(name), .number(a), .number(b), .number(drawn?.mean ?? b - a), .number(drawn?.lower ?? .nan),
                .number(drawn?.upper ?? .nan),
            ])
        }
        add("weighted hours", before.consequence, after.consequence)
        if let changeDrawn, let old = before.draws, let new = after.draws {
            add("weighted hours, mean of \(old.count) common draws", old.mean, new.mean, changeDrawn)
        }
        add("facilities out", Double(before.facilitiesOut), Double(after.facilitiesOut))
        add("assets down", Double(before.assets.count), Double(after.assets.count))
        var names = before.services.map(\.name)
        names += after.services.map(\.name).filter { !names.contains($0) }
        for name in names {
            let a = before.services.first { $0.name == name }, b = after.services.first { $0.name == name }
            add("\(name): residents affected", a?.residentsAffected ?? 0, b?.residentsAffected ?? 0)
            add("\(name): residents out at most", a?.residentsOutPeak ?? 0, b?.residentsOutPeak ?? 0)
            add("\(name): resident-hours lost", a?.residentHoursLost ?? 0, b?.residentHoursLost ?? 0)
        }
        return table
    }

    /// Facilities for which something changes: the largest change for people first.
    public var facilities: Table {
        var table = Table(
            "For whom",
            columns: [
                "id", "name", "kind", "residents", "longest_out_before_h", "longest_out_after_h", "weighted_hours_before",
                "weighted_hours_after", "change",
            ])
        let changed = Set(before.facilities.keys).union(after.facilities.keys).compactMap { id -> (String, Double)? in
            let a = before.facilities[id], b = after.facilities[id]
            let change = (b?.weightedHours ?? 0) - (a?.weightedHours ?? 0)
            let isSame = change == 0 && (a?.longestOutHours ?? 0) == (b?.longestOutHours ?? 0)
            return isSame ? nil : (id, change)
        }
        for (id, change) in changed.sorted(by: { (abs($1.1), $0.0) < (abs($0.1), $1.0) }) {
            let a = before.facilities[id], b = after.facilities[id]
            table.add([
                .text(id), .text(a?.name ?? b?.name ?? ""), .text(a?.kind ?? b?.kind ?? ""),
                .number(a?.residents ?? b?.residents ?? 0), .number(a?.longestOutHours ?? 0), .number(b?.longestOutHours ?? 0),
                .number(a?.weightedHours ?? 0), .number(b?.weightedHours ?? 0), .number(change),
            ])
        }
        return table
    }

    /// Nodes and links that stand still longer or shorter: the largest change first.
    public var assets: Table {
        var table = Table("In the networks", columns: ["id", "name", "kind", "down_before_h", "down_after_h", "change_h"])
        let changed = Set(before.assets.keys).union(after.assets.keys).compactMap { id -> (String, Double)? in
            let change = (after.assets[id]?.downHours ?? 0) - (before.assets[id]?.downHours ?? 0)
            return change == 0 ? nil : (id, change)
        }
        for (id, change) in changed.sorted(by: { (abs($1.1), $0.0) < (abs($0.1), $1.0) }) {
            let a = before.assets[id], b = after.assets[id]
            table.add([
                .text(id), .text(a?.name ?? b?.name ?? ""), .text(a?.kind ?? b?.kind ?? ""), .number(a?.downHours ?? 0),
                .number(b?.downHours ?? 0), .number(change),
            ])
        }
        return table
    }

    /// What each measure avoids, where one of the two has measures.
    public var measures: Table {
        var table = Table("What measures avoid", columns: ["measure", "before", "after", "change"])
        var titles = before.measures.map(\.title)
        titles += after.measures.map(\.title).filter { !titles.contains($0) }
        for title in titles {
            func avoided(_ result: StoredResult) -> Double {
                result.measures.first { $0.title == title }.map { $0.avoidedDrawn?.mean ?? $0.avoided } ?? .nan
            }
            table.add([
                .text(title), .number(avoided(before)), .number(avoided(after)), .number(avoided(after) - avoided(before)),
            ])
        }
        return table
    }
}

extension StoredResult {
    fileprivate var facilitiesOut: Int { facilities.values.count { $0.longestOutHours > 0 } }
}

/// What changed from one store to another, scenario by scenario of the same name.
public struct StoreComparison: Sendable {
    public let tables: [Table]

    /// - Throws: `InputError` when the two have no scenario in common.
    public init(_ before: borrowing ResultStore, _ after: borrowing ResultStore) throws {
        let old = try before.scenarios().filter { $0.status == .done }.map(\.name)
        let new = try after.scenarios().filter { $0.status == .done }.map(\.name)
        let isOld = Set(old), isNew = Set(new)
        let common = old.filter { isNew.contains($0) }
        guard !common.isEmpty else {
            throw InputError(
                "nothing-in-common", at: SourcePosition(file: after.path),
                "no scenario is done in both \(before.path) and \(after.path) under the same name",
                remedy: "name two scenarios of one store: lifeline compare \(before.path) A B")
        }
        var changes = Table(
            "What changes", columns: [
                "scenario", "weighted_hours_before", "weighted_hours_after", "change", "change_lower", "change_upper",
                "facilities_changed", "assets_changed",
            ])
        var inputs = Table("What differs in the inputs", columns: ["scenario", "what", "before", "after"])
        for name in common {
            let comparison = Comparison(try before.result(ofScenario: name), try after.result(ofScenario: name))
            let drawn = comparison.changeDrawn
            changes.add([
                .text(name), .number(comparison.before.consequence), .number(comparison.after.consequence),
                .number(drawn?.mean ?? comparison.after.consequence - comparison.before.consequence), .number(drawn?.lower ?? .nan),
                .number(drawn?.upper ?? .nan), .integer(comparison.facilities.rows.count), .integer(comparison.assets.rows.count),
            ])
            for row in comparison.inputs.rows { inputs.add([.text(name)] + row) }
        }
        var alone = Table("In one of the two only", columns: ["scenario", "store"])
        for name in old where !isNew.contains(name) { alone.add([.text(name), .text(before.path)]) }
        for name in new where !isOld.contains(name) { alone.add([.text(name), .text(after.path)]) }
        tables = [changes, inputs, alone].filter { !$0.rows.isEmpty }
    }
}
