import Diagnostics
import NetworkImport
import NetworkModel

/// Reading networks, the same for every command.
enum NetworkLoading {
    /// Reads and joins files into one model.
    static func load(
        _ paths: [String], options: JoinOptions = JoinOptions(), _ surroundings: Surroundings
    ) throws -> (model: CityModel, log: ImportLog) {
        try load(paths.map { ImportFile(path: $0) }, options: options, surroundings)
    }

    static func load(
        _ files: [ImportFile], options: JoinOptions, _ surroundings: Surroundings
    ) throws -> (model: CityModel, log: ImportLog) {
        surroundings.progress("reading \(files.map(\.path).joined(separator: ", "))")
        var log = ImportLog()
        let model = try NetworkImporter.load(files, options: options, log: &log)
        surroundings.endProgress()
        return (model, log)
    }

    /// "12,345 nodes, 67 links and 8 facilities in 3 layers (power, road, water)".
    static func size(of model: CityModel) -> String {
        let layers = model.layers.map(\.name).joined(separator: ", ")
        return "\(model.nodeCount) nodes, \(model.linkCount) links and \(model.facilityCount) facilities; layers: \(layers)"
    }
}
