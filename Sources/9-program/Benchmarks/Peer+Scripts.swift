import Diagnostics
import FoundationEssentials
import Glibc

/// Peers that do the same work on the same synthetic city, each one script that prints its figures as JSON.
///
/// `PEER_SCRIPTS` names the folder of the scripts (`../shared/bench` when it is not set), `PEER_FOLDER` the folder in
/// which their `setup.sh` was run (the current one).
extension Peer {
    static var scripts: String {
        let named = getenv("PEER_SCRIPTS").map { String(cString: $0) } ?? "../shared/bench"
        return URL(filePath: named).standardizedFileURL.path
    }
    private static var folder: String { getenv("PEER_FOLDER").map { String(cString: $0) } ?? "." }

    /// The figures of a script; nil when it is not installed or fails.
    /// - Parameter environment: name of the virtual environment.
    static func figures<Figures: Decodable>(
        _ type: Figures.Type, _ script: String, _ arguments: [String], environment: String = "graph"
    ) throws -> Figures? {
        let line = lastLine(
            ["bench-work/venv/\(environment)/bin/python", scripts + "/" + script] + arguments, in: folder)
        guard let line else { return nil }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Figures.self, from: Data(line.utf8))
    }

    /// The folder of the synthetic city of that many road nodes, made when it is missing.
    static func cityFolder(_ roadNodes: Int) throws -> String {
        let place = "\(folder)/bench-work/data/city_\(roadNodes)"
        if !FileManager.default.fileExists(atPath: place + "/hospitals.csv") {
            let python = "bench-work/venv/graph/bin/python"
            guard lastLine([python, scripts + "/make_city.py", "\(roadNodes)", "--no-xml"], in: folder) != nil else {
                throw FailureError("the peers are not installed: run setup.sh of \(scripts) and name its folder in PEER_FOLDER")
            }
        }
        return place
    }

    static func city(_ roadNodes: Int, hospitalBufferHours: Double = .infinity) throws -> PeerCity {
        try PeerCity(folder: try cityFolder(roadNodes), hospitalBufferHours: hospitalBufferHours)
    }
}
