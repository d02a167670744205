import GeoPackageWriting
import Geometry
import SQLiteAccess

/// What all scenarios that are done add up to, place by place: the last columns of the layers.
///
/// Sums are of whole numbers, so that they do not depend on the order of scenarios.
struct StoreSummary {
    let detail: StoreDetail
    /// The nth network has number n + 1.
    private(set) var networks: [NetworkSummary] = []

    struct NetworkSummary {
        var scenarios = 0
        /// By asset number.
        var places: [PlaceSummary]
        /// Number of the first facility; nodes and links come before it.
        let firstFacility: Int
        /// Minutes out of all services together, by asset number, for each weight that scenarios give a hospital bed.
        var serviceMinutes: [Double: [Int]] = [:]

        /// Weighted hours of a facility over all scenarios.
        func weightedHours(of facility: Int, weight: Double, beds: Double) -> Double {
            serviceMinutes.sorted { $0.key < $1.key }.reduce(0) { sum, own in
                sum + (weight + (own.key == 0 ? 0 : own.key * beds)) * (Double(own.value[facility]) / 60)
            }
        }
    }

    struct PlaceSummary {
        /// Scenarios in which it is out or stands still, minutes in all, the most and in which.
        var count = 0
        var minutes = 0, longest = 0
        var worst = Int.max
        /// Weighted seconds of losses that begin here.
        var secondsBegun = 0

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
        let network = try database.prepare("SELECT assets, (SELECT min(f.fid) FROM facilities f WHERE f.network = n.fid) FROM networks n ORDER BY fid")
        while try network.step() {
            networks.append(
                NetworkSummary(
                    places: Array(repeating: PlaceSummary(), count: network.integer(0) ?? 0),
                    firstFacility: network.integer(1).map { $0 % StoreTables.perAsset } ?? .max))
        }
        let scenario = try database.prepare("SELECT fid, network, bed_weight FROM scenarios WHERE status = 'done'")
        let facilities = try PackedReader("facility_losses", fates: "facility_fates", of: database)
        let assets = try PackedReader("asset_outages", fates: "asset_fates", of: database)
        let origin = try database.prepare("SELECT fid % \(StoreTables.perAsset), weighted_seconds FROM loss_origins WHERE fid BETWEEN ? AND ?")
        while try scenario.step() {
            let number = scenario.integer(0) ?? 0, network = (scenario.integer(1) ?? 0) - 1
            guard networks.indices.contains(network) else { continue }
            networks[network].scenarios += 1
            networks[network].add(
                facilities: try facilities.places(of: number), bedWeight: scenario.real(2) ?? 0, scenario: number)
            networks[network].add(assets: try assets.places(of: number), scenario: number)
            try origin.bind(number * StoreTables.perAsset, at: 1)
            try origin.bind((number + 1) * StoreTables.perAsset - 1, at: 2)
            while try origin.step() { networks[network].add(origin: origin.integer(0) ?? 0, seconds: origin.integer(1) ?? 0) }
            origin.reset()
        }
    }

    mutating func add(_ rows: StoreRows) {
        let network = rows.place.network - 1, number = rows.place.number
        guard networks.indices.contains(network) else { return }
        networks[network].scenarios += 1
        networks[network].add(facilities: rows.facilities, bedWeight: rows.place.bedWeight, scenario: number)
        networks[network].add(assets: rows.assets, scenario: number)
        for own in rows.record.origins { networks[network].add(origin: own.asset, seconds: own.weightedHours.seconds) }
    }
}

extension StoreSummary.NetworkSummary {
    fileprivate mutating func add(facilities own: SharedFates, bedWeight: Double, scenario: Int) {
        let fates = (0..<own.fateCount).map { fate in
            let minutes = own.values[fate * own.width + 2..<(fate + 1) * own.width]
            return minutes.reduce((longest: 0, all: 0)) { (max($0.longest, $1), $0.all + max(0, $1)) }
        }
        var minutes = serviceMinutes.removeValue(forKey: bedWeight) ?? Array(repeating: 0, count: places.count)
        own.forEach { place, fate in
            guard places.indices.contains(place), fates.indices.contains(fate) else { return }
            places[place].add(minutes: fates[fate].longest, scenario: scenario)
            minutes[place] += fates[fate].all
        }
        serviceMinutes[bedWeight] = minutes
    }
    /// Nodes and links; facilities have what they lose.
    fileprivate mutating func add(assets own: SharedFates, scenario: Int) {
        own.forEach { place, fate in
            guard place < firstFacility, places.indices.contains(place), fate < own.fateCount else { return }
            places[place].add(minutes: own.values[fate * own.width + 1], scenario: scenario)
        }
    }
    fileprivate mutating func add(origin asset: Int, seconds: Int) {
        guard places.indices.contains(asset), seconds > 0 else { return }
        places[asset].secondsBegun += seconds
    }
}

extension ResultStore {
    /// Writes the sums over all scenarios into the layers, where these lie, and what keeps spatial indexes right.
    mutating func writeSummary() throws {
        try prepareWriting()
        guard let summary = writer?.summary else { return }
        try file.database.transaction {
            let names = Dictionary(uniqueKeysWithValues: try scenarios().map { ($0.number, $0.name) })
            let columns = [
                ("facilities", "scenarios_out", "mean_out_h", "longest_out_h", "mean_weighted_hours"),
                ("nodes", "scenarios_down", "mean_down_h", "longest_down_h", "mean_weighted_hours_begun"),
                ("links", "scenarios_down", "mean_down_h", "longest_down_h", "mean_weighted_hours_begun"),
            ]
            for (layer, count, mean, longest, weighted) in columns {
                try dropTriggers(of: layer)
                let own = layer == "facilities" ? "weight, beds" : "0, 0"
                let select = try file.database.prepare("SELECT fid, \(own) FROM \(layer) ORDER BY fid")
                let update = try file.database.prepare(
                    "UPDATE \(layer) SET \(count) = ?, \(mean) = ?, \(longest) = ?, worst_scenario = ?, \(weighted) = ? WHERE fid = ?")
                while try select.step() {
                    let fid = select.integer(0) ?? 0
                    let network = fid / StoreTables.perAsset - 1
                    guard summary.networks.indices.contains(network), summary.networks[network].scenarios > 0 else { continue }
                    let place = summary.networks[network].places[fid % StoreTables.perAsset]
                    let scenarios = Double(summary.networks[network].scenarios)
                    var row = Row()
                    try row.add(summary.detail.keepsPlaces ? place.count : nil, update)
                    try row.add(summary.detail.keepsPlaces ? Double(place.minutes) / 60 / scenarios : nil, update)
                    try row.add(place.count > 0 ? Double(place.longest) / 60 : nil, update)
                    try row.add(place.count > 0 ? names[place.worst] : nil, update)
                    let hours = layer == "facilities"
                        ? summary.networks[network].weightedHours(
                            of: fid % StoreTables.perAsset, weight: select.real(1) ?? 0, beds: select.real(2) ?? 0)
                        : Double(place.secondsBegun) / 3600
                    try row.add(hours / scenarios, update)
                    try row.add(fid, update)
                    try update.run()
                }
            }
            try writeExtents()
            for layer in StoreTables.indexed {
                try dropTriggers(of: layer)
                try file.database.execute(GeoPackageTables.indexTriggers(of: layer))
            }
        }
    }

    /// For the time in which this program writes.
    func dropTriggers(of layer: String) throws { try file.dropTriggers(of: layer) }

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
        let shape = try file.database.prepare("SELECT substr(geom, 1, 40) FROM footprints")
        var box = Box()
        while try shape.step() {
            if let own = GeoPackageGeometry.envelope(of: shape.blob(0) ?? []) { box.include(own) }
        }
        guard !box.isEmpty else { return }
        try update("LIKE '%footprints'", from: "SELECT \(box.minX) AS minx, \(box.maxX) AS maxx, \(box.minY) AS miny, \(box.maxY) AS maxy")
    }
}

extension GeoPackageFile {
    /// Triggers of the spatial indexes ask for functions that only map programs have: they are there only while this
    /// program does not write.
    func dropTriggers(of layer: String) throws {
        for name in ["insert", "update1", "update2", "update3", "update4", "delete"] {
            try database.execute("DROP TRIGGER IF EXISTS \"rtree_\(layer)_geom_\(name)\"")
        }
    }
}
