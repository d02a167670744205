import Diagnostics
import GeoPackageWriting
import SQLiteAccess
import TableWriting

/// One facility or asset in every scenario.
extension ResultStore {
    func placeTable(_ id: String) throws -> Table {
        for (layer, results, fates) in [
            ("facilities", "facility_losses", "facility_fates"), ("nodes", "asset_outages", "asset_fates"), ("links", "asset_outages", "asset_fates"),
        ] {
            let places = try file.database.prepare("SELECT fid, network, name, kind FROM \(layer) WHERE id = ? ORDER BY fid")
            try places.bind(id, at: 1)
            let services = layer == "facilities" ? try services() : []
            var table = Table(
                id,
                columns: ["scenario", "name", "kind"]
                    + (layer == "facilities"
                        ? services.map(\.hours) + ["first_out_h"] : ["reason", "from_h", "down_h", "repaired_h", "damage_state", "intensity"]))
            var isThere = false
            while try places.step() {
                isThere = true
                let names = [places.text(2), places.text(3)].map { Table.Cell.text($0 ?? "") }
                for (scenario, row) in try self.fates(
                    of: (places.integer(0) ?? 0) % StoreTables.perAsset, results, fates, network: places.integer(1) ?? 0)
                {
                    table.add([.text(scenario)] + names + (layer == "facilities" ? losses(row, services) : try outage(row)))
                }
            }
            if isThere { return table }
        }
        var names: [String] = []
        for layer in ["facilities", "nodes", "links"] {
            let select = try file.database.prepare("SELECT id FROM \(layer)")
            while try select.step() { names.append(select.text(0) ?? "") }
        }
        throw InputError(
            "place-unknown", at: SourcePosition(file: path), "no facility, node or link of the store is called '\(id)'",
            remedy: suggestion(for: id, among: names) + "write the identifier as the network file has it")
    }

    /// The fate of one asset in every scenario in which it has one: the packed rows are in order of their first place.
    private func fates(of asset: Int, _ table: String, _ fates: String, network: Int) throws -> [(scenario: String, fate: [Int])] {
        let scenario = try file.database.prepare("SELECT fid, name FROM scenarios WHERE network = ? ORDER BY fid")
        try scenario.bind(network, at: 1)
        let nearest = "WHERE fid BETWEEN ? AND ? ORDER BY fid DESC LIMIT 1"
        let place = try file.database.prepare("SELECT digits, width, entries FROM \(table) \(nearest)")
        let fate = try file.database.prepare("SELECT digits, width, entries FROM \(fates) \(nearest)")
        /// The values of the row that holds this place or fate.
        func values(_ select: borrowing Statement, _ first: Int, _ number: Int) throws -> (values: [Int], count: Int) {
            defer { select.reset() }
            try select.bind(first, at: 1)
            try select.bind(first + number, at: 2)
            var values: [Int] = []
            guard try select.step() else { return (values, 1) }
            let digits = max(1, select.integer(0) ?? 1)
            PackedRows.append(select.blob(2) ?? [], digits: digits, to: &values)
            return (values, max(1, (select.integer(1) ?? 0) / digits))
        }
        var found: [(String, [Int])] = []
        while try scenario.step() {
            let first = (scenario.integer(0) ?? 0) * StoreTables.perAsset
            let places = try values(place, first, asset).values
            guard let own = stride(from: 0, to: places.count - 1, by: 2).first(where: { places[$0] == asset }) else { continue }
            let (list, count) = try values(fate, first, places[own + 1])
            let start = places[own + 1] % PackedRows.fatesToARow * count
            if start >= 0, start + count <= list.count { found.append((scenario.text(1) ?? "", Array(list[start..<start + count]))) }
        }
        return found
    }

    private func losses(_ row: [Int], _ services: [StoreService]) -> [Table.Cell] {
        (services.map(\.column) + [1]).map { $0 < row.count ? Self.hours(row[$0]) : .empty }
    }
    private func outage(_ row: [Int]) throws -> [Table.Cell] {
        guard row.count >= 5 else { return Array(repeating: .empty, count: 6) }
        let reason = try file.database.text("SELECT words FROM reasons WHERE fid = \(row[3] / 10)") ?? ""
        return [
            .text(reason), Self.hours(row[0]), Self.hours(row[1]), Self.hours(row[2]), row[3] % 10 == 0 ? .empty : .integer(row[3] % 10),
            row[4] < 0 ? .empty : .number(Double(row[4]) / 1000),
        ]
    }
    private static func hours(_ minutes: Int) -> Table.Cell { minutes < 0 ? .empty : .number(Double(minutes) / 60) }
}
