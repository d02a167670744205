import Computation
import GeoPackageWriting
import SQLiteAccess

/// What all scenarios that are done add up to, place by place: the last columns of the layers.
///
/// Sums are exact, so that they do not depend on the order of scenarios.
struct StoreSummary {
    private let detail: StoreDetail
    /// The nth network has number n + 1.
    private(set) var networks: [NetworkSummary] = []

    struct NetworkSummary {
        var scenarios = 0
        /// By asset number.
        var places: [PlaceSummary]
    }

    struct PlaceSummary {
        /// Scenarios in which it is out or stands still, hours in all, the most and in which.
        var count = 0
        var minutes = 0, longest = 0
        var worst = Int.max
        /// Weighted hours: lost by a facility, begun by a node or link.
        var weighted = ExactSum()

        mutating func add(minutes own: Int, scenario: Int) {
            guard own > 0 else { return }
            count += 1
            minutes += own
            if own > longest || own == longest && scenario < worst { (longest, worst) = (own, scenario) }
        }
    }

    /// Of what a store holds.
    init(_ database: borrowing Database, detail: StoreDetail) throws {
        self.detail = detail
        let network = try database.prepare("SELECT assets FROM networks ORDER BY fid")
        while try network.step() {
            networks.append(NetworkSummary(places: Array(repeating: PlaceSummary(), count: network.integer(0) ?? 0)))
        }
        var scenarios: [Int: (network: Int, bedWeight: Double)] = [:]
        let scenario = try database.prepare("SELECT fid, network, bed_weight FROM scenarios WHERE status = 'done'")
        while try scenario.step() {
            let network = (scenario.integer(1) ?? 0) - 1
            guard networks.indices.contains(network) else { continue }
            scenarios[scenario.integer(0) ?? 0] = (network, scenario.real(2) ?? 0)
            networks[network].scenarios += 1
        }
        if scenarios.isEmpty { return }
        let weights = try Weights(database, networks: networks.count)
        let firstFacility = try firstFacilities(database)
        try Self.read("facility_losses", database) { number, row in
            guard let own = scenarios[number], row.count >= 3 else { return }
            let minutes = row[3...].map { max(0, $0) }
            networks[own.network].add(
                facility: row[0], minutes, weight: weights.weight(of: row[0], own.network, bedWeight: own.bedWeight), scenario: number)
        }
        try Self.read("asset_outages", database) { number, row in
            guard let own = scenarios[number], row.count >= 3, row[0] < firstFacility[own.network] else { return }
            networks[own.network].add(asset: row[0], minutes: row[2], scenario: number)
        }
        let origin = try database.prepare("SELECT fid, weighted_seconds FROM loss_origins")
        while try origin.step() {
            let (number, asset) = (origin.integer(0) ?? 0).quotientAndRemainder(dividingBy: StoreTables.perAsset)
            guard let own = scenarios[number] else { continue }
            networks[own.network].add(origin: asset, seconds: origin.integer(1) ?? 0)
        }
    }

    private static func read(
        _ table: String, _ database: borrowing Database, _ add: (Int, [Int]) -> Void
    ) throws {
        let select = try database.prepare("SELECT fid, width, entries FROM \(table)")
        while try select.step() {
            let scenario = (select.integer(0) ?? 0) / StoreTables.perAsset
            for row in PackedRows.rows(select.blob(2) ?? [], width: select.integer(1) ?? 0) { add(scenario, row) }
        }
    }

    /// What an hour out of each facility counts for, as the run counted it.
    private struct Weights {
        private var own: [[Int: (weight: Double, beds: Double)]]

        init(_ database: borrowing Database, networks: Int) throws {
            own = Array(repeating: [:], count: networks)
            let select = try database.prepare("SELECT fid, network, weight, beds FROM facilities")
            while try select.step() {
                let network = (select.integer(1) ?? 0) - 1
                guard own.indices.contains(network) else { continue }
                own[network][(select.integer(0) ?? 0) % StoreTables.perAsset] = (select.real(2) ?? 0, select.real(3) ?? 0)
            }
        }
        func weight(of facility: Int, _ network: Int, bedWeight: Double) -> Double {
            guard let own = own[network][facility] else { return 0 }
            return own.weight + (bedWeight == 0 ? 0 : bedWeight * own.beds)
        }
    }

    /// The number of each network's first facility.
    private func firstFacilities(_ database: borrowing Database) throws -> [Int] {
        let select = try database.prepare("SELECT min(fid) FROM facilities WHERE network = ?")
        return try networks.indices.map { network in
            try select.bind(network + 1, at: 1)
            defer { select.reset() }
            return try select.step() ? select.integer(0).map { $0 % StoreTables.perAsset } ?? .max : .max
        }
    }

    mutating func add(_ record: ScenarioRecord, scenario: Int, network number: Int) {
        let network = number - 1
        guard networks.indices.contains(network) else { return }
        networks[network].scenarios += 1
        if detail.keepsPlaces {
            let width = record.services.count
            for (row, own) in record.facilities.enumerated() {
                networks[network].add(
                    facility: own.asset, record.outHours[row * width..<(row + 1) * width].map { max(0, $0.minutes) },
                    weight: own.weight, scenario: scenario)
            }
            for own in record.assets where own.asset < record.firstFacility {
                networks[network].add(asset: own.asset, minutes: own.downHours.minutes, scenario: scenario)
            }
        }
        for own in record.origins { networks[network].add(origin: own.asset, seconds: own.weightedHours.seconds) }
    }
}

extension StoreSummary.NetworkSummary {
    fileprivate mutating func add(facility: Int, _ minutes: [Int], weight: Double, scenario: Int) {
        guard places.indices.contains(facility) else { return }
        places[facility].add(minutes: minutes.max() ?? 0, scenario: scenario)
        places[facility].weighted.add(weight * (Double(minutes.reduce(0, +)) / 60))
    }
    fileprivate mutating func add(asset: Int, minutes: Int, scenario: Int) {
        guard places.indices.contains(asset) else { return }
        places[asset].add(minutes: minutes, scenario: scenario)
    }
    fileprivate mutating func add(origin asset: Int, seconds: Int) {
        guard places.indices.contains(asset) else { return }
        places[asset].weighted.add(Double(seconds) / 3600)
    }
}

extension ResultStore {
    /// Writes the sums over all scenarios into the layers, where these lie, and what keeps spatial indexes right.
    mutating func writeSummary() throws {
        try prepareWriting()
        guard let summary = writer?.summary, let detail = writer?.detail else { return }
        try file.database.transaction {
            let names = Dictionary(uniqueKeysWithValues: try scenarios().map { ($0.number, $0.name) })
            let columns = [
                ("facilities", "scenarios_out", "mean_out_h", "longest_out_h", "mean_weighted_hours"),
                ("nodes", "scenarios_down", "mean_down_h", "longest_down_h", "mean_weighted_hours_begun"),
                ("links", "scenarios_down", "mean_down_h", "longest_down_h", "mean_weighted_hours_begun"),
            ]
            for (layer, count, mean, longest, weighted) in columns {
                try dropTriggers(of: layer)
                let select = try file.database.prepare("SELECT fid FROM \(layer) ORDER BY fid")
                let update = try file.database.prepare(
                    "UPDATE \(layer) SET \(count) = ?, \(mean) = ?, \(longest) = ?, worst_scenario = ?, \(weighted) = ? WHERE fid = ?")
                while try select.step() {
                    let fid = select.integer(0) ?? 0
                    let network = fid / StoreTables.perAsset - 1
                    guard summary.networks.indices.contains(network), summary.networks[network].scenarios > 0 else { continue }
                    let place = summary.networks[network].places[fid % StoreTables.perAsset]
                    let scenarios = Double(summary.networks[network].scenarios)
                    var row = Row()
                    try row.add(detail.keepsPlaces ? place.count : nil, update)
                    try row.add(detail.keepsPlaces ? Double(place.minutes) / 60 / scenarios : nil, update)
                    try row.add(place.count > 0 ? Double(place.longest) / 60 : nil, update)
                    try row.add(place.count > 0 ? names[place.worst] : nil, update)
                    try row.add(place.weighted.value / scenarios, update)
                    try row.add(fid, update)
                    try update.run()
                }
            }
            try writeExtents()
            for layer in StoreTables.layers {
                try dropTriggers(of: layer.name)
                try file.database.execute(GeoPackageTables.indexTriggers(of: layer.name))
            }
        }
    }

    /// Triggers of the spatial indexes ask for functions that only map programs have: they are there only while this
    /// program does not write.
    func dropTriggers(of layer: String) throws {
        for name in ["insert", "update1", "update2", "update3", "update4", "delete"] {
            try file.database.execute("DROP TRIGGER IF EXISTS \"rtree_\(layer)_geom_\(name)\"")
        }
    }

    /// The extents of layers, and of the views over them, in the list of contents.
    private func writeExtents() throws {
        let places = ["facilities", "nodes", "links"].map { "SELECT * FROM rtree_\($0)_geom" }.joined(separator: " UNION ALL ")
        func update(_ tables: String, from source: String) throws {
            try file.database.execute(
                """
                UPDATE gpkg_contents SET (min_x, min_y, max_x, max_y) =
                  (SELECT min(minx), min(miny), max(maxx), max(maxy) FROM (\(source)))
                WHERE data_type = 'features' AND table_name \(tables)
                """)
        }
        try update("NOT LIKE '%footprints'", from: places)
        try update("LIKE '%footprints'", from: "SELECT * FROM rtree_footprints_geom")
    }
}
