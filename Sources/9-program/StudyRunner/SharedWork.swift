import CascadeModel
import Computation
import CriticalityRanking
import DamageModel
import Diagnostics
import HazardModel
import MarkupReading
import ScenarioModel

/// What scenarios have in common, done once: a network is read once for all of them, a hazard computed once for all
/// that contain it on that network, the single failures ranked once.
///
/// Results do not depend on what was shared. Files are taken as they were when first read.
public final class SharedWork: Sendable {
    let digests = OnceTable<String, String>(keeping: 100_000)
    let networks = OnceTable<String, LoadedNetwork>(keeping: 16)
    let catalogues = OnceTable<[String], FragilityCatalogue>(keeping: 16)
    let hazards = OnceTable<ReadingKey, any Hazard>(keeping: 16)
    let fields = OnceTable<FieldKey, HazardField>(keeping: 16)
    let cascades = OnceTable<CascadeKey, Cascade>(keeping: 16)
    let rankings = OnceTable<RankingKey, SingleFailureImpact>(keeping: 16)

    public init() {}

    /// A hazard element at its place, which its messages name.
    struct ReadingKey: Hashable, Sendable {
        var element: MarkupElement.Content
        var position: SourcePosition
    }
    /// A hazard element and the folder against which it names its files.
    struct HazardKey: Hashable, Sendable {
        var element: MarkupElement.Content
        var folder: String
        /// What was read at gauges that it may follow.
        var gauges: [Observations.GaugeReading] = []
    }
    struct FieldKey: Hashable, Sendable {
        var hazard: HazardKey
        var network: String
    }
    struct CascadeKey: Hashable, Sendable {
        var network: String
        var roads: RoadPhysics
    }
    /// What the ranking of single failures depends on.
    struct RankingKey: Hashable, Sendable {
        var cascade: CascadeKey
        var horizonHours, bedWeight: Double
    }

    /// SHA-256 of a file, in hexadecimal.
    /// - Throws: `FailureError` when the file cannot be read.
    public func sha256(ofFile path: String) throws -> String {
        try digests.value(for: path) { try FileDigest.sha256(ofFile: path) }
    }
}
