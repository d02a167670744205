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
        var seconds = 0, longest = 0
        var worst = Int.max
        /// Weighted hours: lost by a facility, begun by a node or link.
        var weighted = ExactSum()

        mutating func add(seconds own: Int, scenario: Int) {
            guard own > 0 else { return }
            count += 1
            seconds += own
            if own > longest || own == longest && scenario < worst { (longest, worst) = (own, scenario) }
        }
    }

    /// Of what a store holds.
    init(_ database: borrowing Database, _ services: [StoreService], detail: StoreDetail) throws {
        self.detail = detail
        let network = try database.prepare("SELECT assets FROM networks ORDER BY fid")
        while try network.step() {
            networks.append(NetworkSummary(places: Array(repeating: PlaceSummary(), count: network.integer(0) ?? 0)))
        }
        var networkOf: [Int: Int] = [:]
        let scenario = try database.prepare("SELECT fid, network FROM scenarios WHERE status = 'done'")
        while try scenario.step() {
            let network = (scenario.integer(1) ?? 0) - 1
            guard networks.indices.contains(network) else { continue }
            networkOf[scenario.integer(0) ?? 0] = network
            networks[network].scenarios += 1
        }
        // As `facility_results` computes them.
        let joined = "FROM scenarios s JOIN facility_losses l ON l.fid BETWEEN s.fid * \(StoreTables.perAsset) AND s.fid * \(StoreTables.perAsset) + \(StoreTables.perAsset - 1) JOIN facilities f ON f.fid = s.network * \(StoreTables.perAsset) + l.fid % \(StoreTables.perAsset)"
        let longest = services.map { "coalesce(l.\"\($0.seconds)\", 0)" }.joined(separator: ", ")
        try read("SELECT l.fid, max(0, 0\(longest.isEmpty ? "" : ", " + longest)), \(StoreViews.weighted(services)) \(joined)", database, networkOf) {
            $0.add(seconds: $1.integer(1) ?? 0, scenario: $2)
            $0.weighted.add($1.real(2) ?? 0)
        }
        try read("SELECT fid, down_s FROM asset_outages", database, networkOf, isFacility: false) {
            $0.add(seconds: $1.integer(1) ?? 0, scenario: $2)
        }
        try read("SELECT fid, weighted_seconds FROM loss_origins", database, networkOf, isFacility: false) { place, row, _ in
            place.weighted.add(Double(row.integer(1) ?? 0) / 3600)
        }
    }

    /// - Parameter isFacility: false leaves facilities out, whose own losses count.
    private mutating func read(
        _ query: String, _ database: borrowing Database, _ networkOf: [Int: Int], isFacility: Bool = true,
        _ add: (inout PlaceSummary, borrowing Statement, Int) -> Void
    ) throws {
        guard !networkOf.isEmpty else { return }
        let select = try database.prepare(query)
        let facilities = try firstFacilities(database)
        while try select.step() {
            let (scenario, asset) = (select.integer(0) ?? 0).quotientAndRemainder(dividingBy: StoreTables.perAsset)
            guard let network = networkOf[scenario], networks[network].places.indices.contains(asset),
                isFacility == (asset >= facilities[network])
            else { continue }
            add(&networks[network].places[asset], select, scenario)
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
        let firstFacility = record.firstFacility
        if detail.keepsPlaces {
            let width = record.services.count
            for (row, own) in record.facilities.enumerated() {
                var longest = 0, all = 0
                for hours in record.outHours[row * width..<(row + 1) * width] where hours > 0 {
                    longest = max(longest, hours.seconds)
                    all += hours.seconds
                }
                networks[network].places[own.asset].add(seconds: longest, scenario: scenario)
                networks[network].places[own.asset].weighted.add(own.weight * (Double(all) / 3600))
            }
            for own in record.assets where own.asset < firstFacility && own.downHours > 0 {
                networks[network].places[own.asset].add(seconds: own.downHours.seconds, scenario: scenario)
            }
        }
        for own in record.origins where own.asset < firstFacility {
            networks[network].places[own.asset].weighted.add(Double(own.weightedHours.seconds) / 3600)
        }
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
                    try row.add(detail.keepsPlaces ? Double(place.seconds) / 3600 / scenarios : nil, update)
                    try row.add(place.count > 0 ? Double(place.longest) / 3600 : nil, update)
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
