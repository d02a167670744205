import Diagnostics
import GeoPackageWriting
import Geometry
import MarkupReading
import NetworkImport
import NetworkModel
import SQLiteAccess
import ScenarioModel
public import StudyRunner

extension ResultStore {
    /// Enters what is to be run: networks with their assets, and the scenarios with their numbers.
    ///
    /// Scenarios that are there already keep their number and results; others are numbered on. Those whose network or
    /// file cannot be used are entered as failed. All of it or, when it fails, nothing.
    /// - Parameter shared: reads networks.
    /// - Throws: `InputError` when the store was begun with another detail.
    public mutating func register(_ plan: [PlannedScenario], detail: StoreDetail, sharing shared: SharedWork) throws {
        writer = nil
        let begun = try property("detail")
        if let begun, begun != detail.rawValue {
            throw InputError(
                "store-detail", at: SourcePosition(file: path), "the store was begun with --detail \(begun), not \(detail.rawValue)",
                remedy: "give --detail \(begun), or write to another file")
        }
        try file.database.execute("BEGIN IMMEDIATE")
        do {
            try set("detail", to: detail.rawValue)
            for layer in StoreTables.layers { try dropTriggers(of: layer.name) }
            var networks: [String: Result<Int, any Error>] = [:]
            for planned in plan {
                guard case .success(let scenario) = planned.scenario, networks[scenario.networkPath] == nil else { continue }
                networks[scenario.networkPath] = Result { try enter(networkAt: scenario.networkPath, shared) }
            }
            try StoreLayout.makeViews(in: file, services: services())
            try enter(plan, networks)
            try file.database.execute("COMMIT")
        } catch {
            try? file.database.execute("ROLLBACK")
            throw error
        }
    }

    // MARK: scenarios

    private func enter(_ plan: [PlannedScenario], _ networks: [String: Result<Int, any Error>]) throws {
        let known = Dictionary(uniqueKeysWithValues: try scenarios().map { ($0.name, $0) })
        var next = (known.values.map(\.number).max() ?? 0) + 1
        for planned in plan {
            if known[planned.name]?.status == .done { continue }
            let number = known[planned.name]?.number ?? next
            if number == next { next += 1 }
            switch planned.scenario {
            case .failure(let error): try enter(failed: planned, number, error)
            case .success(let scenario):
                switch networks[scenario.networkPath] {
                case .success(let network)?: try enter(scenario, number, network: network)
                case .failure(let error)?: try enter(failed: planned, number, error)
                case nil: break
                }
            }
        }
    }

    private func enter(failed planned: PlannedScenario, _ number: Int, _ error: any Error) throws {
        let insert = try file.database.prepare(
            "INSERT OR REPLACE INTO scenarios (fid, name, file, status, reason) VALUES (?, ?, ?, 'failed', ?)")
        var row = Row()
        try row.add(number, insert)
        try row.add(planned.name, insert)
        try row.add(planned.file, insert)
        try row.add("\(error)", insert)
        try insert.run()
    }

    private func enter(_ scenario: Scenario, _ number: Int, network: Int) throws {
        let built = scenario.built.map(\.measure.title.english).joined(separator: "; ")
        let insert = try file.database.prepare(
            """
            INSERT OR REPLACE INTO scenarios (fid, name, title, question, file, network, status, content, definition, start,
              horizon_h, seed, draws, bed_weight, built, ranking) VALUES (?, ?, ?, ?, ?, ?, 'planned', ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        var row = Row()
        try row.add(number, insert)
        for text in [scenario.name, scenario.title, scenario.question, scenario.file] { try row.add(text, insert) }
        try row.add(network, insert)
        try row.add(scenario.content, insert)
        try row.add(scenario.definition, insert)
        try row.add(scenario.start, insert)
        try row.add(scenario.horizonHours, insert)
        try row.add("\(scenario.seed)", insert)  // may be larger than SQLite's numbers
        try row.add(scenario.samples, insert)
        try row.add(scenario.bedWeight, insert)
        try row.add(built.isEmpty ? nil : built, insert)
        try row.add(try rankingSet(of: scenario, network: network), insert)
        try insert.run()

        let first = number * StoreTables.perScenario
        try file.database.execute(
            "DELETE FROM scenario_choices WHERE scenario = \(number); DELETE FROM scenario_hazards WHERE scenario = \(number)")
        let choice = try file.database.prepare("INSERT INTO scenario_choices VALUES (?, ?, ?, ?, ?)")
        for (place, chosen) in scenario.choices.enumerated() {
            var row = Row()
            try row.add(first + place, choice)
            try row.add(number, choice)
            try row.add(chosen.parameter, choice)
            try row.add(chosen.value, choice)
            try row.add(Double(chosen.value).flatMap { $0.isFinite ? $0 : nil }, choice)
            try choice.run()
        }
        let hazard = try file.database.prepare("INSERT INTO scenario_hazards VALUES (?, ?, ?)")
        for (place, digest) in scenario.hazardDigests.enumerated() {
            var row = Row()
            try row.add(first + place, hazard)
            try row.add(number, hazard)
            try row.add(try self.hazard(scenario.hazards[place].name, digest: digest, network: network), hazard)
            try hazard.run()
        }
    }

    /// The row of a hazard, made when it is new.
    private func hazard(_ element: String, digest: String, network: Int) throws -> Int? {
        let insert = try file.database.prepare("INSERT OR IGNORE INTO hazards (network, element, digest) VALUES (?, ?, ?)")
        try insert.bind(network, at: 1)
        try insert.bind(element, at: 2)
        try insert.bind(digest, at: 3)
        try insert.run()
        let select = try file.database.prepare("SELECT fid FROM hazards WHERE network = ? AND digest = ?")
        try select.bind(network, at: 1)
        try select.bind(digest, at: 2)
        return try select.step() ? select.integer(0) : nil
    }

    private func rankingSet(of scenario: Scenario, network: Int) throws -> Int? {
        let built = scenario.builtDigest
        let columns = "(network, built, roads, horizon_h, bed_weight)"
        let insert = try file.database.prepare("INSERT OR IGNORE INTO ranking_sets \(columns) VALUES (?, ?, ?, ?, ?)")
        let select = try file.database.prepare("SELECT fid FROM ranking_sets WHERE \(columns) = (?, ?, ?, ?, ?)")
        func bind(_ statement: borrowing Statement) throws {
            try statement.bind(network, at: 1)
            try statement.bind(built, at: 2)
            try statement.bind(scenario.roads.inWords, at: 3)
            try statement.bind(scenario.horizonHours, at: 4)
            try statement.bind(scenario.bedWeight, at: 5)
        }
        try bind(insert)
        try insert.run()
        try bind(select)
        return try select.step() ? select.integer(0) : nil
    }

    // MARK: networks

    func services() throws -> [StoreService] { try file.database.services() }

    /// The number of a network, which is entered when it is new, and anew when its file has changed.
    private func enter(networkAt path: String, _ shared: SharedWork) throws -> Int {
        let select = try file.database.prepare("SELECT fid, sha256 FROM networks WHERE path = ?")
        try select.bind(path, at: 1)
        guard try select.step(), let number = select.integer(0) else {
            return try enter(shared.network(path), (file.database.integer("SELECT max(fid) FROM networks") ?? 0) + 1)
        }
        if select.text(1) == (try shared.sha256(ofFile: path)) { return number }
        if let old = try file.database.text("SELECT name FROM scenarios WHERE status = 'done' AND network = \(number)") {
            throw InputError(
                "network-changed", at: SourcePosition(file: path),
                "the network has changed since '\(old)' was computed, which is in the store and not in this plan",
                remedy: "name all scenarios of the store with --rerun-changed, or write to another file")
        }
        let network = try shared.network(path)
        let range = "BETWEEN \(number * StoreTables.perAsset) AND \((number + 1) * StoreTables.perAsset - 1)"
        for layer in ["facilities", "nodes", "links"] {
            try file.database.execute("DELETE FROM \(layer) WHERE fid \(range); DELETE FROM rtree_\(layer)_geom WHERE id \(range)")
        }
        try file.database.execute(
            "DELETE FROM data_repairs WHERE network = \(number); DELETE FROM networks WHERE fid = \(number)")
        return try enter(network, number)
    }

    /// Enters a network with its assets; its number.
    private func enter(_ network: LoadedNetwork, _ number: Int) throws -> Int {
        let model = network.model
        guard model.assetCount <= PackedRows.largest else {
            throw InputError(
                "network-too-large", at: SourcePosition(file: network.path),
                "the network has \(model.assetCount) assets, and a store holds networks of at most \(PackedRows.largest)",
                remedy: "divide the network")
        }
        let isFirst = try file.database.integer("SELECT count(*) FROM networks") == 0
        try enter(system: model.epsg, isFirst: isFirst, network.path)
        let insert = try file.database.prepare("INSERT INTO networks VALUES (?, ?, ?, ?, ?, ?, ?)")
        var row = Row()
        try row.add(number, insert)
        try row.add(network.path, insert)
        try row.add(model.name, insert)
        try row.add(network.sha256, insert)
        try row.add(model.epsg, insert)
        try row.add(model.assetCount, insert)
        try row.add(model.facilities.reduce(0) { $0 + (model.value(.residents, of: $1) ?? 0) }, insert)
        try insert.run()
        for service in Set(model.requirements.service).sorted() { try enter(service: model.services[Int(service)]) }
        try enter(assetsOf: model, network: number)
        let repair = try file.database.prepare(
            "INSERT INTO data_repairs (network, code, asset, message, metres) VALUES (?, ?, ?, ?, ?)")
        for change in network.repairs {
            var row = Row()
            try row.add(number, repair)
            for text in [change.code, change.asset, change.message] { try row.add(text, repair) }
            try row.add(change.metres, repair)
            try repair.run()
        }
        return number
    }

    private func enter(system epsg: Int, isFirst: Bool, _ network: String) throws {
        let srs = GeoPackageFile.srs(ofEPSG: epsg)
        if isFirst {
            try file.add(system: CoordinateSystem(epsg: epsg)?.name, epsg: epsg)
            try file.database.execute(
                """
                UPDATE gpkg_contents SET srs_id = \(srs) WHERE data_type = 'features';
                UPDATE gpkg_geometry_columns SET srs_id = \(srs)
                """)
        }
        let own = try file.database.integer("SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'facilities'") ?? -1
        guard own == srs else {
            func name(_ srs: Int) -> String { srs == -1 ? "a plane of its own" : "EPSG:\(srs)" }
            throw InputError(
                "store-system", at: SourcePosition(file: network),
                "the network is in \(name(srs)), and the networks before it in this store in \(name(own))",
                remedy: "run its scenarios into a store of their own, or import it again with --crs \(own)")
        }
    }

    private func enter(service: String) throws {
        if try services().contains(where: { $0.name == service }) { return }
        let taken = try services().map(\.word)
        var word = PlainWord.of(service), attempt = 2
        while taken.contains(word) || ["first", "longest"].contains(word) {
            word = "\(PlainWord.of(service))_\(attempt)"
            attempt += 1
        }
        let insert = try file.database.prepare("INSERT INTO services (name, word) VALUES (?, ?)")
        try insert.bind(service, at: 1)
        try insert.bind(word, at: 2)
        try insert.run()
    }

    private func enter(assetsOf model: CityModel, network: Int) throws {
        let srs = GeoPackageFile.srs(ofEPSG: model.epsg), first = network * StoreTables.perAsset
        let facility = try file.database.prepare("INSERT INTO facilities VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL, NULL, NULL)")
        let facilityIndex = try file.spatialIndexRow(of: "facilities")
        for asset in model.facilities {
            var row = Row()
            try row.add(first + asset, facility)
            try row.add(GeoPackageGeometry.point(model.position[asset], srs: srs), facility)
            try add(asset, of: model, network, to: &row, facility)
            try row.add(model.value(.residents, of: asset), facility)
            try row.add(model.value(.beds, of: asset), facility)
            try row.add(model.weight(of: asset), facility)
            try facility.run()
            var box = Box()
            box.include(model.position[asset])
            try facilityIndex.add(first + asset, box)
        }
        try enter(model.nodes, of: model, network, into: "nodes", ["is_source"], shape: { GeoPackageGeometry.point(model.position[$0], srs: srs) }) {
            try $1.add(model.isSource[$0], $2)
        }
        try enter(model.links, of: model, network, into: "links", ["from", "to"], shape: { GeoPackageGeometry.line(model.course(ofLink: $0), srs: srs) }) {
            try $1.add(model.id(Int(model.from[$0 - model.nodeCount])), $2)
            try $1.add(model.id(Int(model.to[$0 - model.nodeCount])), $2)
        }
    }

    /// Enters nodes or links: what all assets have, then columns of their own.
    private func enter(
        _ assets: Range<Int>, of model: CityModel, _ network: Int, into layer: String, _ own: [String], shape: (Int) -> [UInt8],
        addOwn: (Int, inout Row, borrowing Statement) throws -> Void
    ) throws {
        let columns = ["fid", "geom", "network", "id", "name", "kind", "layer"] + own
        let names = columns.map { "\"\($0)\"" }.joined(separator: ", "), marks = columns.map { _ in "?" }.joined(separator: ", ")
        let insert = try file.database.prepare("INSERT INTO \(layer) (\(names)) VALUES (\(marks))")
        let index = try file.spatialIndexRow(of: layer)
        for asset in assets {
            var row = Row(), box = Box()
            try row.add(network * StoreTables.perAsset + asset, insert)
            try row.add(shape(asset), insert)
            try add(asset, of: model, network, to: &row, insert)
            try row.add(model.layers[Int(model.layer[asset])].name, insert)
            try addOwn(asset, &row, insert)
            try insert.run()
            for point in model.links.contains(asset) ? model.course(ofLink: asset) : [model.position[asset]] { box.include(point) }
            try index.add(network * StoreTables.perAsset + asset, box)
        }
    }

    private func add(
        _ asset: Int, of model: CityModel, _ network: Int, to row: inout Row, _ insert: borrowing Statement
    ) throws {
        try row.add(network, insert)
        try row.add(model.id(asset), insert)
        try row.add(model.displayName[asset] >= 0 ? model.label(asset) : nil, insert)
        try row.add(model.kindName(asset), insert)
    }
}

extension RoadPhysics {
    /// As it tells rankings apart.
    fileprivate var inWords: String {
        switch self {
        case .connectivity: "connectivity"
        case .travelTime(let limitMinutes): "capacity, \(limitMinutes) min"
        }
    }
}
