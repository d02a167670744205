import CascadeModel
import Computation
import CriticalityRanking
import DamageModel
import Diagnostics
import HazardModel
import ScenarioModel

/// What scenarios have in common, done once: a network or a terrain is read once for all of them, a hazard computed once for all
/// that contain it on that network, the single failures ranked once.
///
/// Results do not depend on what was shared. Files are taken as they were when first read.
public final class SharedWork: Sendable {
    let digests = OnceTable<String, String>(keeping: 100_000)
    let networks = OnceTable<String, LoadedNetwork>(keeping: 16)
    let grids = GridLibrary()
    let catalogues = OnceTable<[String], FragilityCatalogue>(keeping: 16)
    let hazards = OnceTable<HazardKey, any Hazard>(keeping: 16)
    let fields = OnceTable<FieldKey, HazardField>(keeping: 16)
    let cities: OnceTable<CityKey, City>
    let assignments: OnceTable<AssignmentKey, FragilityAssignment>
    let rankings = OnceTable<RankingKey, SingleFailureImpact>(keeping: 16)

    /// - Parameter cities: how many cities changed by measures are kept; 1 where they will not be asked for again.
    public init(keepingCities cities: Int = 1) {
        self.cities = OnceTable(keeping: cities)
        assignments = OnceTable(keeping: cities + 1)
    }

    /// A hazard element at its place, which its messages name.
    struct HazardKey: Hashable, Sendable {
        var digest: String
        var position: SourcePosition
    }
    struct FieldKey: Hashable, Sendable {
        var hazard: String
        /// With the measures that add places only, whatever its rules of outages.
        var city: CityKey
    }
    /// A network with some measures built.
    struct CityKey: Hashable, Sendable {
        var network: String
        /// Digests, in the order in which they are built.
        var measures: [String] = []
        var roads = RoadPhysics.connectivity
    }
    /// A city, and the fragilities that its assets are judged by.
    struct AssignmentKey: Hashable, Sendable {
        var city: CityKey
        var fragilityFiles: [String]
    }
    /// What the ranking of single failures depends on.
    struct RankingKey: Hashable, Sendable {
        var city: CityKey
        var horizonHours, bedWeight: Double
    }

    /// Where the files that a scenario names are found.
    func folder(of scenario: Scenario) -> InputFolder {
        InputFolder(ScenarioReader.folder(ofFile: scenario.file), grids: grids)
    }

    /// The network in a file, read once.
    /// - Throws: `InputError` for a file that cannot be used.
    public func network(_ path: String) throws -> LoadedNetwork {
        try networks.value(for: path) { try LoadedNetwork(path: path, sha256: sha256(ofFile: path)) }
    }

    /// SHA-256 of a file, in hexadecimal.
    /// - Throws: `FailureError` when the file cannot be read.
    public func sha256(ofFile path: String) throws -> String {
        try digests.value(for: path) { try FileDigest.sha256(ofFile: path) }
    }
}
