public import Computation
public import Diagnostics
import Glibc
public import HazardModel
public import NetworkModel
public import ScenarioModel

/// From intensity to damage: which assets an event keeps from working, from when, until when.
///
/// Floods stop an asset by a threshold of depth and are the same in every sample; shaking damages by fragility.
/// A deterministic run takes, on the median field, the worst damage state whose exceedance probability is at least
/// one half; a sampled run draws. Repair takes the mean time of its state, or in samples a drawn
/// one where the source gives its scatter.
public struct DamageAssessment: Sendable {
    /// What was assumed, counted by kind: "14 transformers: flood threshold 0.5 m (assumed)".
    public let assumptions: [Phrase]
    /// Sources of the figures that were used.
    public let citations: [String]
    /// How damage is found and what is left out, in sentences for the report.
    public let method: [Phrase]

    /// Flooded and out of service: the same in every sample; sorted.
    private let fixed: [Disturbance]
    private let shaking: [ShakingDamage]
    private let observed: ObservedAssets

    /// Assigns the catalogue's figures to every asset that the fields touch.
    /// - Parameter known: that of this model and catalogue, when it was made before.
    /// - Throws: `InputError` for an unknown `fragilityClass` or an asset out of service, or observed, that does not exist.
    /// - Complexity: O(assets × (fields + rules of their kind)).
    public init(
        model: CityModel, fields: [HazardField], outOfService: [Scenario.OutOfService] = [],
        observations: Observations = Observations(), catalogue: FragilityCatalogue, assignment known: FragilityAssignment? = nil
    ) throws(InputError) {
        observed = try ObservedAssets(observations, in: model)
        let assignment = if let known { known } else { try FragilityAssignment(model, catalogue) }
        var tally = DamageAssumptions()
        var fixed = try Self.outOfService(outOfService, in: model)
        var shaking: [ShakingDamage] = []
        for field in fields {
            Self.flood(model, field, assignment, catalogue, &tally, &fixed)
            if field.median.keys.contains(where: { $0 != .floodDepth }) {
                shaking.append(
                    ShakenAssets(model, field, number: shaking.count, assignment, catalogue, &tally).damage)
            }
        }
        if !fields.isEmpty, !catalogue.values.isEmpty {
            for asset in 0..<model.assetCount where assignment.value[asset] >= 0 && model.value(.replacementValue, of: asset) == nil {
                tally.use(source: catalogue.values[Int(assignment.value[asset])].source)
            }
        }
        self.fixed = fixed.sorted(by: Self.precedes)
        self.shaking = shaking
        assumptions = tally.sentences(model, catalogue, assignment)
        citations = tally.usedSources.sorted().map { catalogue.sources[$0].citation }
        method =
            Self.floodMethod(fields.filter { $0.median[.floodDepth] != nil }, catalogue) + (shaking.isEmpty ? [] : Self.shakingMethod)
            + (fields.isEmpty ? [] : catalogue.notes.map { Phrase(data: $0) })
    }

    /// Disturbances of the median event, sorted by asset, then time.
    public func deterministic() -> [Disturbance] {
        var disturbances = fixed
        for field in shaking { field.deterministic(into: &disturbances) }
        return ordered(disturbances)
    }

    /// Disturbances of one random sample, sorted by asset, then time.
    ///
    /// Every draw is keyed by (seed, number, identifier of the asset, purpose): it depends neither on the order of
    /// samples nor on the other assets, and two models that share an asset share its draws. Only where a field's
    /// shaking is correlated does an asset's shaking follow from its neighbours' draws too; links more or less change
    /// no other asset's (see `ResidualPlaces`).
    /// - Parameter draws: how the term of the whole event is drawn; it depends on the number of the sample alone.
    /// - Complexity: O(assets touched by shaking + nodes + facilities).
    public func sample(_ number: Int, seed: UInt64, draws: DrawScheme = .plain) -> [Disturbance] {
        var disturbances = fixed
        for field in shaking {
            field.sample(UInt64(bitPattern: Int64(number)), seed: seed, draws, into: &disturbances)
        }
        return ordered(disturbances)
    }

    /// Whether samples differ from one another at all.
    public var isRandom: Bool { shaking.contains { !$0.entries.isEmpty } }

    private func ordered(_ disturbances: [Disturbance]) -> [Disturbance] {
        let isOrdered = shaking.isEmpty || (fixed.isEmpty && shaking.count == 1 && shaking[0].groundFailure == nil)
        return observed.applied(to: isOrdered ? disturbances : disturbances.sorted(by: Self.precedes))
    }

    static func precedes(_ a: Disturbance, _ b: Disturbance) -> Bool {
        (a.asset, a.fromHours, a.untilHours, a.cause.rawValue) < (b.asset, b.fromHours, b.untilHours, b.cause.rawValue)
    }

    private static func outOfService(
        _ list: [Scenario.OutOfService], in model: CityModel
    ) throws(InputError) -> [Disturbance] {
        var disturbances: [Disturbance] = []
        for entry in list {
            guard let asset = model.asset(named: entry.asset) else {
                let names = model.identifier.lazy.map { model.strings[$0] }
                throw InputError(
                    "unknown-asset", at: entry.position, "no asset of the network is called '\(entry.asset)'",
                    remedy: suggestion(for: entry.asset, among: names)
                        + "write the identifier as the network file has it")
            }
            disturbances.append(
                Disturbance(
                    asset: Int32(asset), fromHours: max(0, entry.fromHours), untilHours: entry.untilHours,
                    cause: .outOfService))
        }
        return disturbances
    }

    /// What holds for the floods among the fields.
    private static func floodMethod(_ floods: [HazardField], _ catalogue: FragilityCatalogue) -> [Phrase] {
        if floods.isEmpty { return [] }
        let start =
            floods.contains { $0.depthHistory != nil }
            ? Phrase("the hour at which it stands so high", nl: "het uur waarop het zo hoog staat")
            : Phrase("the water's arrival", nl: "het moment dat het water komt")
        var sentences = [
            Phrase(
                "Flood: an asset stops when the water stands above its vulnerable parts by its threshold or more, from \(start) until it has gone and the asset is dried and inspected.",
                nl: "Overstroming: een object valt uit als het water zijn drempel of meer boven de kwetsbare delen staat, vanaf \(start) tot het weg is en het object is gedroogd en gecontroleerd."),
            floods.contains { !$0.metresPerSecond.isEmpty }
                ? Phrase(
                    "A building collapses where its water is both deep and fast enough by the catalogue, the greatest depth and the greatest speed taken together even where they do not come at one time; it is then repaired as after complete damage. Debris is left out.",
                    nl: "Een gebouw stort in waar het water volgens de catalogus zowel diep als snel genoeg is, de grootste diepte en de grootste snelheid samengenomen, ook als ze niet tegelijk komen; het wordt dan hersteld als een geheel verwoest gebouw. Drijvend puin is niet meegerekend.")
                : Phrase(
                    "The hazard gives no speed of the water, so the force of the current is left out; so is debris.",
                    nl: "Van het water is geen snelheid bekend; de kracht van de stroming is daarom niet meegerekend, en drijvend puin ook niet."),
        ]
        if floods.contains(where: { $0.water == .salt }), !catalogue.rules.contains(where: { $0.saltFlooding != nil }) {
            sentences.append(
                Phrase(
                    "The catalogue has no figures of its own for salt water, which ruins equipment that fresh water only stops: outages and costs are those of fresh water.",
                    nl: "De catalogus heeft geen eigen cijfers voor zout water, dat installaties vernielt die zoet water alleen stillegt: uitval en kosten zijn die van zoet water."))
        }
        sentences.append(
            floods.contains { $0.returnPeriodYears != nil }
                ? Phrase(
                    "Scour: bridges over the water lose a share of their value by the flood's return period; whether one closes, the source does not tell, and none does.",
                    nl: "Uitspoeling: bruggen over het water verliezen een deel van hun waarde naar de herhalingstijd van de overstroming; of er een dichtgaat, zegt de bron niet, en dat gebeurt hier dan ook niet.")
                : Phrase(
                    "Scour at bridges is left out: no return period of the flood is stated.",
                    nl: "Uitspoeling bij bruggen is niet meegerekend: er is geen herhalingstijd van de overstroming opgegeven."))
        return sentences
    }
    static let shakingMethod = [
        Phrase(
            "Shaking: without samples, every asset is given the worst damage state that it reaches or exceeds with a probability of at least one half under the median shaking; a pipe breaks when a break is as likely as not. In samples the state is drawn.",
            nl: "Schudden: zonder trekkingen krijgt elk object de zwaarste schadetoestand die het bij de mediaan van het schudden met een kans van minstens de helft bereikt of overschrijdt; een leiding breekt als de kans daarop minstens de helft is. In een trekking bepaalt het toeval de toestand."),
        Phrase(
            "An asset works in slight and moderate damage and stops in extensive and complete damage, unless the catalogue says otherwise.",
            nl: "Bij lichte en matige schade werkt een object door; bij zware schade of verwoesting valt het uit, tenzij de catalogus anders zegt."),
        Phrase(
            "Each sample has one normal draw for the whole event and one for each place, used for all measures of shaking alike. How alike neighbouring places are shaken beyond the event's own term is said with the event.",
            nl: "Elke trekking heeft één normaal verdeeld getal voor de hele gebeurtenis en één voor elke plaats, gelijk voor alle maten van het schudden. Hoezeer buren daarnaast gelijk schudden, staat bij de gebeurtenis."),
        Phrase(
            "A worse damage state includes the lighter ones: where curves of different spread cross, a state is taken as at least as probable as each worse one.",
            nl: "Een zwaardere schadetoestand omvat de lichtere: waar krommen met verschillende spreiding elkaar snijden, geldt een toestand als minstens zo waarschijnlijk als elke zwaardere."),
        Phrase(
            "A pipe that breaks is closed; a leaking pipe counts as working, its loss of water is left out.",
            nl: "Een gebroken leiding wordt afgesloten; een lekkende leiding telt als werkend, het waterverlies blijft buiten beschouwing."),
        Phrase(
            "Repair takes the mean time of the damage state, in samples a drawn time where the source gives its scatter (normal, unless the catalogue says lognormal; draws below 0 count as working at once, as in Hazus). It starts at once where the scenario sets no crews.",
            nl: "Het herstel duurt de gemiddelde tijd van de schadetoestand; in een trekking bepaalt het toeval de tijd waar de bron de spreiding geeft (normaal verdeeld, tenzij de catalogus lognormaal zegt; waarden onder 0 tellen als meteen werkend, zoals in Hazus). Het begint meteen waar het scenario geen herstelploegen noemt."),
        Phrase(
            "Where the scenario states how readily the ground liquefies, its displacement damages pipes, roads, bridges, tunnels, plants, substations, wells and tanks too; buildings and transformer kiosks it leaves whole.",
            nl: "Als het scenario zegt hoe makkelijk de grond verweekt, beschadigt de verschuiving ook leidingen, wegen, bruggen, tunnels, centrales, onderstations, putten en tanks; gebouwen en transformatorhuisjes niet."),
        Phrase(
            "Landslides, aftershocks and fire are left out; so are skew, number of spans and spectrum shape of bridges.",
            nl: "Aardverschuivingen, naschokken en brand zijn niet meegerekend; bij bruggen ook niet de scheefheid, het aantal overspanningen en de vorm van het spectrum."),
    ]
}
