import Diagnostics
import GeoPackageWriting
import Geometry
import NetworkImport
import NetworkModel
import SQLiteAccess
import StudyRunner

/// Networks and their assets: the layers of a store.
extension ResultStore {
    func services() throws -> [StoreService] { try file.database.services() }

    /// The number of a network, which is entered when it is new, and anew when its file has changed.
    func enter(networkAt path: String, _ shared: SharedWork) throws -> Int {
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
