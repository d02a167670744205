import DamageModel
import Diagnostics
import HazardModel
import MarkupReading
import NetworkModel
import ScenarioModel

/// Everything a run assumes, so that one thing at a time can be changed.
struct Assumptions: Sendable {
    var city: CityModel
    /// The scenario's hazards, to be computed anew when one of them is changed.
    var hazards: [MarkupElement]
    /// A change of fields that were computed already; nil for none.
    var changeOfFields: (@Sendable (inout HazardField) -> Void)?
    var catalogue: FragilityCatalogue
    var crews: [CrewPool]
    var isCityChanged = false, areHazardsChanged = false
}

/// One assumption, and the values that are tried for it.
struct Variation: Sendable {
    struct Change: Sendable {
        var what: Phrase
        var apply: @Sendable (inout Assumptions) -> Void
    }
    /// As in the middle of a sentence, such as "the water level".
    var assumption: Phrase
    /// What is tried and why.
    var range: Phrase
    var changes: [Change]

    private static let ours = Phrase("a choice of ours, to be replaced by what you know", nl: "onze keuze; neem wat u beter weet")
    private static let half = Phrase("half", nl: "de helft"), twice = Phrase("twice", nl: "het dubbele")

    /// Every assumption that plays a part.
    static func all(_ base: Assumptions, fields: [HazardField]) -> [Variation] {
        let isFlood = fields.contains { $0.median[.floodDepth] != nil }
        let isQuake = fields.contains { field in IntensityMeasure.shaking.contains { field.median[$0] != nil } }
        return (isFlood ? floods(base) : []) + (isQuake ? quakes(base) : []) + damage(isFlood: isFlood, isQuake: isQuake)
            + crews(base.crews) + city(base.city)
    }

    // MARK: the event

    /// Metres by which a water level or depth is changed.
    private static let metres = 0.25

    private static func floods(_ base: Assumptions) -> [Variation] {
        let hasLevel = base.hazards.contains { $0.name == "flood" && $0.attributes["level"] != nil }
        let name = hasLevel ? Phrase("the water level", nl: "de waterstand") : Phrase("the depth of the water", nl: "de waterdiepte")
        var list = [
            Variation(
                assumption: name,
                range: Phrase("\(metres, 2) m lower and higher (\(ours)).", nl: "\(metres, 2) m lager en hoger (\(ours))."),
                changes: [-metres, metres].map { change in
                    Change(
                        what: change < 0
                            ? Phrase("\(metres, 2) m lower", nl: "\(metres, 2) m lager") : Phrase("\(metres, 2) m higher", nl: "\(metres, 2) m hoger")
                    ) { hasLevel ? $0.raiseLevels(by: change) : $0.deepen(by: change) }
                })
        ]
        if base.hazards.contains(where: { ["flood", "depthGrid", "depthAreas", "floodRisk"].contains($0.name) && $0.attributes["recession"] == nil }) {
            list.append(
                Variation(
                    assumption: Phrase("how long the water stays", nl: "hoe lang het water blijft staan"),
                    range: Phrase("half and twice as long, as the scenario does not say.", nl: "half en twee keer zo lang, want het scenario zegt het niet."),
                    changes: [(half, 0.5), (twice, 2.0)].map { what, factor in
                        Change(what: what) { $0.changeFields { $0.stretch(recessionTimes: factor) } }
                    }))
        }
        return list
    }

    private static func quakes(_ base: Assumptions) -> [Variation] {
        guard base.hazards.contains(where: { $0.name == "earthquake" && $0.attributes["magnitude"] != nil }) else {
            return [
                Variation(
                    assumption: Phrase("how hard the ground shakes", nl: "hoe hard de grond schudt"),
                    range: Phrase("divided and multiplied by \(shaking, 2) (\(ours)).", nl: "gedeeld door en maal \(shaking, 2) (\(ours))."),
                    changes: [1 / shaking, shaking].map { factor in
                        Change(
                            what: factor < 1
                                ? Phrase("divided by \(shaking, 2)", nl: "gedeeld door \(shaking, 2)") : Phrase("times \(shaking, 2)", nl: "maal \(shaking, 2)")
                        ) { $0.changeFields { $0.shake(times: factor) } }
                    })
            ]
        }
        let magnitude = 0.2
        return [
            Variation(
                assumption: Phrase("the magnitude", nl: "de magnitude"),
                range: Phrase("\(magnitude, 1) lower and higher (\(ours)).", nl: "\(magnitude, 1) lager en hoger (\(ours))."),
                changes: [-magnitude, magnitude].map { change in
                    Change(
                        what: change < 0
                            ? Phrase("\(magnitude, 1) lower", nl: "\(magnitude, 1) lager") : Phrase("\(magnitude, 1) higher", nl: "\(magnitude, 1) hoger")
                    ) { $0.add(change, to: "magnitude", of: "earthquake") }
                }),
            Variation(
                assumption: Phrase("how soft the ground is (Vs30)", nl: "hoe slap de grond is (Vs30)"),
                range: Phrase(
                    "divided and multiplied by \(ground, 1): a NEHRP class spans a factor of two, this much to either side of its middle.",
                    nl: "gedeeld door en maal \(ground, 1): een NEHRP-klasse beslaat een factor twee, dus zo veel aan weerszijden van het midden."),
                changes: [1 / ground, ground].map { factor in
                    Change(what: factor < 1 ? Phrase("softer", nl: "slapper") : Phrase("stiffer", nl: "stijver")) { $0.stiffenGround(times: factor) }
                }),
        ]
    }
    private static let shaking = 1.25, ground = 1.4

    // MARK: damage and repair

    private static func damage(isFlood: Bool, isQuake: Bool) -> [Variation] {
        var list: [Variation] = []
        if isFlood {
            list.append(
                Variation(
                    assumption: Phrase("the depth at which things stop", nl: "de diepte waarbij iets uitvalt"),
                    range: Phrase("half and one and a half times as deep, wherever no source gives it.", nl: "half en anderhalf keer zo diep, overal waar geen bron die geeft."),
                    changes: [(half, 0.5), (Phrase("one and a half times", nl: "anderhalf keer"), 1.5)].map { what, factor in
                        Change(what: what) { $0.catalogue = $0.catalogue.withAssumedThresholds(times: factor) }
                    }))
        }
        if isFlood || isQuake {
            list.append(
                Variation(
                    assumption: Phrase("the time for drying and repair", nl: "de tijd voor drogen en herstel"),
                    range: Phrase("half and twice as long, wherever no source gives it.", nl: "half en twee keer zo lang, overal waar geen bron die geeft."),
                    changes: [(half, 0.5), (twice, 2.0)].map { what, factor in
                        Change(what: what) { $0.catalogue = $0.catalogue.withAssumedRepairs(times: factor) }
                    }))
        }
        return list
    }

    private static func crews(_ pools: [CrewPool]) -> [Variation] {
        guard !pools.isEmpty else { return [] }
        let isOneEach = pools.allSatisfy { $0.count < 2 }
        return [
            Variation(
                assumption: Phrase("how many repair crews there are", nl: "hoeveel herstelploegen er zijn"),
                range: isOneEach
                    ? Phrase("twice as many of each (\(ours)).", nl: "twee keer zo veel van elk (\(ours)).")
                    : Phrase("half and twice as many of each, at least one (\(ours)).", nl: "half en twee keer zo veel van elk, minstens één (\(ours))."),
                changes: (isOneEach ? [] : [Change(what: half) { $0.changeCrews { max(1, $0 / 2) } }])
                    + [Change(what: twice) { $0.changeCrews { $0 > Int.max / 2 ? $0 : 2 * $0 } }])
        ]
    }

    // MARK: the city

    private static func city(_ model: CityModel) -> [Variation] {
        let needs = model.requirements
        var list: [Variation] = []
        if (0..<needs.count).contains(where: { needs.bufferHours[$0] > 0 && needs.bufferProvenance[$0] == .assumed }) {
            list.append(
                Variation(
                    assumption: Phrase("the assumed reserves", nl: "de aangenomen reserves"),
                    range: Phrase("none at all, and twice as long.", nl: "helemaal geen, en twee keer zo lang."),
                    changes: [(Phrase("none", nl: "geen"), 0.0), (twice, 2.0)].map { what, factor in
                        Change(what: what) { $0.change($0.city.withReserves(times: factor, onlyAssumed: true)) }
                    }))
        }
        if needs.bufferHours.contains(where: { $0 > 0 }) {
            list.append(
                Variation(
                    assumption: Phrase("how full all reserves are", nl: "hoe vol alle reserves zijn"),
                    range: Phrase("half full, as tanks often are.", nl: "halfvol, zoals tanks vaak zijn."),
                    changes: [
                        Change(what: Phrase("half full", nl: "halfvol")) { $0.change($0.city.withReserves(times: 0.5, onlyAssumed: false)) }
                    ]))
        }
        if (0..<needs.count).contains(where: { needs.provenance[$0] == .assumed && Int(needs.asset[$0]) >= model.facilities.lowerBound }) {
            list.append(
                Variation(
                    assumption: Phrase("who is supplied by whom", nl: "wie aan wie levert"),
                    range: Phrase("wherever it is assumed, the next nearest supplier instead of the nearest.", nl: "overal waar dat is aangenomen de op één na dichtstbijzijnde leverancier in plaats van de dichtstbijzijnde."),
                    changes: [
                        Change(what: Phrase("the next nearest", nl: "de op één na dichtstbijzijnde")) { $0.change($0.city.withNextSuppliers()) }
                    ]))
        }
        return list
    }
}

extension Assumptions {
    fileprivate mutating func change(_ city: CityModel) {
        self.city = city
        isCityChanged = true
    }
    fileprivate mutating func changeCrews(_ change: (Int) -> Int) {
        for i in crews.indices { crews[i].count = change(crews[i].count) }
    }
    fileprivate mutating func changeFields(_ change: @escaping @Sendable (inout HazardField) -> Void) { changeOfFields = change }
    fileprivate mutating func raiseLevels(by metres: Double) { add(metres, to: "level", of: "flood") }
    fileprivate mutating func deepen(by metres: Double) { changeFields { $0.deepen(by: metres) } }

    /// Adds to a number in the hazards of a name that state it.
    fileprivate mutating func add(_ change: Double, to attribute: String, of name: String) {
        for i in hazards.indices where hazards[i].name == name {
            guard let value = hazards[i].attributes[attribute].flatMap({ Double($0) }) else { continue }
            hazards[i].attributes[attribute] = "\(value + change)"
            areHazardsChanged = true
        }
    }

    /// Multiplies the velocity of the ground where it is stated or assumed as one value.
    fileprivate mutating func stiffenGround(times factor: Double) {
        for i in hazards.indices where hazards[i].name == "earthquake" && hazards[i].attributes["vs30Grid"] == nil {
            guard let vs30 = Earthquake.uniformVs30(hazards[i]) else { continue }
            hazards[i].attributes["siteClass"] = nil
            hazards[i].attributes["vs30"] = "\(min(max(vs30 * factor, 100), 2000))"
            areHazardsChanged = true
        }
    }
}
