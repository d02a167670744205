public import CascadeModel
import GeoPackageWriting
import SQLiteAccess

/// What a store holds of one scenario, as far as a comparison needs it.
public struct StoredResult: Sendable {
    public var name: String
    /// What the scenario was computed with, by name: title, network, seed, choices of parameters and so on.
    public var settings: [(name: String, value: String)]
    /// What the scenario says: XML.
    public var content: String
    /// Every file it was computed from.
    public var inputs: [(path: String, sha256: String)]
    /// Weighted hours of the median event.
    public var consequence: Double
    /// Weighted hours over the draws; nil without.
    public var draws: DrawSums?
    public var seed: String
    public var services: [Service]
    public var measures: [Measure]
    /// By identifier: those that were on reserve or out.
    public var facilities: [String: Facility]
    /// Identifiers of nodes and links that stood still.
    public var assets: [String: Asset]

    public struct Service: Sendable {
        public var name: String
        public var residentsAffected, residentsOutPeak, residentHoursLost: Double
    }
    public struct Measure: Sendable {
        public var title: String
        public var avoided: Double
        public var avoidedDrawn: Estimate?
    }
    public struct Facility: Sendable {
        public var name, kind: String
        public var residents, longestOutHours, weightedHours: Double
    }
    public struct Asset: Sendable {
        public var name, kind: String
        public var downHours: Double
    }
}

extension ResultStore {
    /// - Throws: `InputError` when there is none of that name, or it is not done.
    public func result(ofScenario name: String) throws -> StoredResult {
        let number = try number(ofScenario: name)
        let main = try file.database.prepare("SELECT consequence, seed, content FROM scenarios WHERE fid = \(number)")
        _ = try main.step()
        return StoredResult(
            name: name, settings: try settings(number), content: main.text(2) ?? "", inputs: try inputs(number), consequence: main.real(0) ?? 0,
            draws: try draws(number), seed: main.text(1) ?? "",
            services: try serviceTotals(number), measures: try measures(number), facilities: try facilities(name),
            assets: try assets(name))
    }

    private func settings(_ number: Int) throws -> [(name: String, value: String)] {
        let names = ["title", "question", "network", "start", "horizon_h", "seed", "draws", "bed_weight", "built"]
        let select = try file.database.prepare(
            """
            SELECT s.title, s.question, n.path, s.start, s.horizon_h, s.seed, s.draws, s.bed_weight, s.built
            FROM scenarios s LEFT JOIN networks n ON n.fid = s.network WHERE s.fid = \(number)
            """)
        var settings: [(String, String)] = []
        if try select.step() {
            for (column, name) in names.enumerated() { settings.append((name, select.text(column) ?? "")) }
        }
        let choice = try file.database.prepare("SELECT parameter, value FROM scenario_choices WHERE scenario = \(number) ORDER BY fid")
        while try choice.step() { settings.append(("{\(choice.text(0) ?? "")}", choice.text(1) ?? "")) }
        let hazard = try file.database.prepare(
            "SELECT h.element, h.title FROM scenario_hazards s JOIN hazards h ON h.fid = s.hazard WHERE s.scenario = \(number) ORDER BY s.fid")
        var place = 0
        while try hazard.step() {
            place += 1
            settings.append(("event \(place)", "\(hazard.text(0) ?? ""): \(hazard.text(1) ?? "")"))
        }
        return settings
    }

    private func inputs(_ number: Int) throws -> [(path: String, sha256: String)] {
        let select = try file.database.prepare("SELECT path, sha256 FROM scenario_inputs WHERE scenario = \(number) ORDER BY fid")
        var list: [(String, String)] = []
        while try select.step() { list.append((select.text(0) ?? "", select.text(1) ?? "")) }
        return list
    }

    private func draws(_ number: Int) throws -> DrawSums? {
        let select = try file.database.prepare("SELECT draws, scheme, sums FROM draws WHERE fid = \(number * StoreTables.perScenario)")
        guard try select.step() else { return nil }
        return DrawSums(
            count: select.integer(0) ?? 0, scheme: select.text(1) ?? "", sums: DoubleBytes.values(of: select.blob(2) ?? []))
    }

    private func serviceTotals(_ number: Int) throws -> [StoredResult.Service] {
        let first = number * StoreTables.perScenario * StoreTables.perScenario
        let select = try file.database.prepare(
            """
            SELECT service, residents_affected, residents_out_peak, resident_hours_lost FROM service_totals
            WHERE fid BETWEEN \(first) AND \(first + StoreTables.perScenario - 1) ORDER BY fid
            """)
        var list: [StoredResult.Service] = []
        while try select.step() {
            list.append(
                .init(
                    name: select.text(0) ?? "", residentsAffected: select.real(1) ?? 0, residentsOutPeak: select.real(2) ?? 0,
                    residentHoursLost: select.real(3) ?? 0))
        }
        return list
    }

    private func measures(_ number: Int) throws -> [StoredResult.Measure] {
        let select = try file.database.prepare(
            """
            SELECT m.title, m.avoided, m.avoided_mean, m.avoided_lower, m.avoided_upper, s.draws
            FROM measures m JOIN scenarios s ON s.fid = m.scenario WHERE m.scenario = \(number) ORDER BY m.fid
            """)
        var list: [StoredResult.Measure] = []
        while try select.step() {
            var drawn: Estimate?
            if let mean = select.real(2) {
                drawn = Estimate(
                    mean: mean, lower: select.real(3) ?? -.infinity, upper: select.real(4) ?? .infinity, samples: select.integer(5) ?? 0)
            }
            list.append(.init(title: select.text(0) ?? "", avoided: select.real(1) ?? 0, avoidedDrawn: drawn))
        }
        return list
    }

    private func facilities(_ scenario: String) throws -> [String: StoredResult.Facility] {
        let select = try file.database.prepare(
            "SELECT id, name, kind, residents, longest_out_h, weighted_hours FROM facility_results WHERE scenario = ?")
        try select.bind(scenario, at: 1)
        var list: [String: StoredResult.Facility] = [:]
        while try select.step() {
            list[select.text(0) ?? ""] = .init(
                name: select.text(1) ?? "", kind: select.text(2) ?? "", residents: select.real(3) ?? 0,
                longestOutHours: select.real(4) ?? 0, weightedHours: select.real(5) ?? 0)
        }
        return list
    }

    private func assets(_ scenario: String) throws -> [String: StoredResult.Asset] {
        var list: [String: StoredResult.Asset] = [:]
        for view in ["node_results", "link_results"] {
            let select = try file.database.prepare("SELECT id, name, kind, down_h FROM \(view) WHERE down_h > 0 AND scenario = ?")
            try select.bind(scenario, at: 1)
            while try select.step() {
                list[select.text(0) ?? ""] = .init(
                    name: select.text(1) ?? "", kind: select.text(2) ?? "", downHours: select.real(3) ?? 0)
            }
        }
        return list
    }
}
