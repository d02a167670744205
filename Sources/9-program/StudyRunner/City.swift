public import CascadeModel
import Computation
import DamageModel
import Diagnostics
import HazardModel
public import NetworkModel
import ScenarioModel

/// A network with some measures built, ready for events.
public struct City: Sendable {
    public let model: CityModel
    public let cascade: Cascade
    /// When what measures add is not there, in the order of the measures.
    let absent: [Scenario.OutOfService]
    let key: SharedWork.CityKey
    /// The same with those measures only that add places: what decides where a hazard is looked up.
    let places: SharedWork.CityKey

    /// As the network has it.
    init(_ network: LoadedNetwork) {
        model = network.model
        cascade = network.cascade
        absent = []
        key = .init(network: network.path)
        places = key
    }

    /// - Throws: `InputError` when a measure names what is not there.
    init(_ network: LoadedNetwork, _ measures: [PlannedMeasure], _ scenario: Scenario, key: SharedWork.CityKey) throws {
        var builder = CityModelBuilder(editing: network.model), absent: [Scenario.OutOfService] = []
        for planned in measures { absent += try scenario.apply(planned.measure, to: &builder) }
        var log = IssueLog()
        model = try builder.freeze(&log)
        cascade = scenario.cascade(on: model)
        self.absent = absent
        self.key = key
        let adding = measures.filter { type(of: $0.measure).addsAssets }
        places = .init(network: network.path, measures: adding.map(\.digest))
    }
}

extension Study {
    /// The scenario's network with measures, in the order in which they are built.
    static func city(
        of network: LoadedNetwork, with measures: [PlannedMeasure], in scenario: Scenario, sharing shared: SharedWork
    ) throws -> City {
        if measures.isEmpty && scenario.roads == .connectivity { return City(network) }
        let key = SharedWork.CityKey(network: network.path, measures: measures.map(\.digest), roads: scenario.roads)
        return try shared.cities.value(for: key) { try City(network, measures, scenario, key: key) }
    }

    /// What the hazards do to a city.
    func fields(on city: City, progress: (String) -> Void = { _ in }) throws -> [HazardField] {
        try zip(hazards, hazardDigests).map { hazard, digest in
            try shared.fields.value(for: .init(hazard: digest, city: city.places)) {
                try hazard.field(on: city.model, progress: progress)
            }
        }
    }
}

extension Study {
    /// What the event does to a city.
    func damage(on city: City, _ fields: [HazardField], outOfService: [Scenario.OutOfService]) throws -> DamageAssessment {
        try DamageAssessment(
            model: city.model, fields: fields, outOfService: outOfService, observations: scenario.observations, catalogue: catalogue,
            assignment: fragilities(of: city))
    }

    /// By what each asset of a city is judged.
    func fragilities(of city: City) throws -> FragilityAssignment {
        try shared.assignments.value(for: .init(city: city.key, fragilityFiles: scenario.fragilityFiles)) {
            try FragilityAssignment(city.model, catalogue)
        }
    }
}

extension Scenario {
    /// Carries a measure out.
    /// - Returns: when what it adds is not there.
    func apply(_ measure: any Measure, to builder: inout CityModelBuilder) throws -> [OutOfService] {
        let before = builder.rowCount
        try measure.apply(to: &builder)
        return (before..<builder.rowCount).flatMap { row in
            measure.absences.map {
                .init(
                    asset: builder.strings[builder.identifier[row]], fromHours: $0.lowerBound, untilHours: $0.upperBound,
                    position: SourcePosition(file: file))
            }
        }
    }
}
