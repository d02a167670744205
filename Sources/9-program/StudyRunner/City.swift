public import CascadeModel
import Computation
import Diagnostics
import HazardModel
public import NetworkModel
import ScenarioModel

/// A network with some measures built, ready for events.
public struct City: Sendable {
    public let model: CityModel
    public let cascade: Cascade
    let key: SharedWork.CityKey
    /// The same with those measures only that add places: what decides where a hazard is looked up.
    let places: SharedWork.CityKey

    init(_ network: LoadedNetwork) {
        model = network.model
        cascade = network.cascade
        key = .init(network: network.path, measures: [])
        places = key
    }

    /// - Throws: `InputError` when a measure names what is not there.
    init(_ network: LoadedNetwork, _ measures: [PlannedMeasure], key: SharedWork.CityKey) throws {
        var builder = CityModelBuilder(editing: network.model)
        for planned in measures { try planned.measure.apply(to: &builder) }
        var log = IssueLog()
        model = try builder.freeze(&log)
        cascade = Cascade(model)
        self.key = key
        let adding = measures.filter { type(of: $0.measure).addsAssets }
        places = .init(network: network.path, measures: adding.map(\.digest))
    }
}

extension Study {
    /// A network with measures, in the order in which they are built.
    static func city(
        of network: LoadedNetwork, with measures: [PlannedMeasure], sharing shared: SharedWork
    ) throws -> City {
        guard !measures.isEmpty else { return City(network) }
        let key = SharedWork.CityKey(network: network.path, measures: measures.map(\.digest))
        return try shared.cities.value(for: key) { try City(network, measures, key: key) }
    }

    /// What the hazards do to a city.
    func fields(on city: City) throws -> [HazardField] {
        try zip(hazards, hazardDigests).map { hazard, digest in
            try shared.fields.value(for: .init(hazard: digest, city: city.places)) { try hazard.field(on: city.model) }
        }
    }
}
