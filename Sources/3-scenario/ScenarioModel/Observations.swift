public import Diagnostics

/// What people in the field have seen: whether assets work, and how high the water stands at gauges.
///
/// Observations override the model from their hour on (`ObservedAssets`, `GaugeSeries`); before it the model stands.
public struct Observations: Sendable, Hashable {
    /// Of each asset in rising hours; sorted by asset, then hour.
    public private(set) var assets: [AssetObservation] = []
    /// Of each gauge in rising hours; sorted by gauge, then hour.
    public private(set) var gauges: [GaugeReading] = []

    public init() {}

    public var isEmpty: Bool { assets.isEmpty && gauges.isEmpty }

    /// What was seen of an asset.
    public enum State: String, CaseIterable, Sendable, BitwiseCopyable {
        /// It does not work, whatever the reason.
        case out
        /// It works. What the event had done to it by then is over; what the model has coming later still comes.
        case working
        /// It works, and the event can do nothing more to it: it is guarded, or the danger has passed.
        case safe
        /// It works, but lives on its own battery, generator or tank.
        case onReserve
    }

    public struct AssetObservation: Sendable, Hashable {
        /// Identifier.
        public var asset: String
        public var state: State
        /// Hours after onset.
        public var hours: Double
        /// On reserve: hours for which it will last from then on without supply, and the service that it stands in for;
        /// nil where nothing is said of it.
        public var reserveHours: Double?
        public var service: String?
        public var position: SourcePosition

        public init(
            asset: String, state: State, hours: Double, reserveHours: Double? = nil, service: String? = nil,
            position: SourcePosition
        ) {
            (self.asset, self.state, self.hours, self.position) = (asset, state, hours, position)
            (self.reserveHours, self.service) = (reserveHours, service)
        }
    }

    public struct GaugeReading: Sendable, Hashable {
        public var gauge: String
        /// Metres above the vertical datum of the terrain.
        public var levelMetres: Double
        /// Hours after onset.
        public var hours: Double
        public var position: SourcePosition

        public init(gauge: String, levelMetres: Double, hours: Double, position: SourcePosition) {
            (self.gauge, self.levelMetres, self.hours, self.position) = (gauge, levelMetres, hours, position)
        }
    }

    /// Adds those of one more file.
    /// - Throws: `InputError` `observations-contradict` when one asset or gauge is seen in two ways at one time.
    public mutating func add(
        assets moreAssets: [AssetObservation], gauges moreGauges: [GaugeReading]
    ) throws(InputError) {
        assets = (assets + moreAssets).sorted { ($0.asset, $0.hours) < ($1.asset, $1.hours) }
        gauges = (gauges + moreGauges).sorted { ($0.gauge, $0.hours) < ($1.gauge, $1.hours) }
        for (a, b) in zip(assets, assets.dropFirst()) where a.asset == b.asset && a.hours == b.hours && a.state != b.state
            && !([a.state, b.state].contains(.onReserve) && [a.state, b.state].contains(.working)) {
            throw Self.contradiction("'\(a.asset)' is observed \(a.state.rawValue)", "\(b.state.rawValue)", a.position, b.position)
        }
        for (a, b) in zip(gauges, gauges.dropFirst())
        where a.gauge == b.gauge && a.hours == b.hours && a.levelMetres != b.levelMetres {
            throw Self.contradiction(
                "gauge '\(a.gauge)' stands at \(plain(a.levelMetres)) m", "at \(plain(b.levelMetres)) m", a.position, b.position)
        }
        gauges = Self.distinct(gauges)
    }

    /// The same reading twice counts once.
    private static func distinct(_ readings: [GaugeReading]) -> [GaugeReading] {
        readings.enumerated().filter { i, reading in
            i == 0 || readings[i - 1].gauge != reading.gauge || readings[i - 1].hours != reading.hours
        }.map(\.element)
    }

    private static func contradiction(
        _ one: String, _ other: String, _ a: SourcePosition, _ b: SourcePosition
    ) -> InputError {
        let (first, second) = (a.file, a.line) <= (b.file, b.line) ? (a, b) : (b, a)
        let place = first.file == second.file ? "line \(first.line)" : "\(first.file), line \(first.line)"
        return InputError(
            "observations-contradict", at: second, "\(one) and \(other) at the same time (see also \(place))",
            remedy: "keep the one that is right, or correct a time")
    }
}
