public import Diagnostics

/// How far a model's results rest on knowledge: what share of what matters is measured or derived, a grade from A to E
/// for it, and the gaps that matter most.
///
/// **What matters** are the facts on which the services of facilities hang. For each facility and each service that the
/// city has a network for: who supplies it, and where that network's supply comes from. For each vulnerable place also how
/// long its reserve lasts. For each facility how many people there are. A missing fact counts like an assumed one.
///
/// **How much** each fact matters is the facility's weight: its people (residents or beds, whichever is more, at least 1),
/// and on top 500 for a hospital and 100 for any other vulnerable place. These weights are a convention of ours: they make
/// one hospital count like a neighbourhood.
///
/// **The grade** is by the share of weighted facts that are measured or derived: A from 90 %, B from 75 %, C from 50 %,
/// D from 25 %, else E.
public struct ModelGrade: Sendable, Equatable {
    public enum Letter: String, Sendable, CaseIterable, Codable {
        case A, B, C, D, E
        /// The smallest share that earns it.
        public var leastShare: Double {
            switch self {
            case .A: 0.9
            case .B: 0.75
            case .C: 0.5
            case .D: 0.25
            case .E: 0
            }
        }
    }
    /// What a fact is about.
    public enum Topic: String, Sendable, CaseIterable, Codable {
        case suppliers, sources, reserves, people
    }

    /// Facts of one topic, service and kind of facility that nobody has stated.
    public struct Gap: Sendable, Equatable {
        public var topic: Topic
        /// The service; empty for people.
        public var service: String
        /// Kind of the facilities; nil for all of them together (sources).
        public var kind: String?
        public var facilities: Int
        public var vulnerable: Int
        public var residents: Double
        /// Of them: facilities for which nothing is even assumed.
        public var missing: Int
        /// The weight that hangs on it; for suppliers less the confidence of the guess.
        public var effect: Double
        /// What is not known and for whom, and whom to ask, in a sentence.
        public var sentence: Phrase
    }

    public var letter: Letter
    /// Shares of what matters, 0 to 1; they add up to 1 unless there is nothing.
    public var measured, derived, assumed, missing: Double
    /// The worst first.
    public var gaps: [Gap]
    public var known: Double { measured + derived }
    /// The rule, in a sentence for people.
    public static let rule = Phrase(
        "The grade is the share of what matters that is measured or derived: A from 90%, B from 75%, C from 50%, D from 25%, else E. What matters are the suppliers of every facility, the sources of the networks they hang on, the reserves of vulnerable places and the number of people; each counts by the people of the facility, with 500 more for a hospital and 100 more for another vulnerable place.",
        nl: "De beoordeling hangt af van het deel van wat telt dat gemeten of afgeleid is: A vanaf 90%, B vanaf 75%, C vanaf 50%, D vanaf 25%, anders E. Wat telt, is wie aan elk gebouw levert, waar de netten gevoed worden, de reserves van kwetsbare plekken en het aantal mensen. Elk gegeven weegt naar het aantal mensen in het gebouw, met 500 extra voor een ziekenhuis en 100 extra voor een andere kwetsbare plek.")

    /// - Complexity: O(assets + requirements).
    public init(of model: CityModel) {
        var survey = GradeSurvey(model)
        survey.visitFacilities()
        let total = survey.weights.reduce(0, +)
        func share(_ i: Int) -> Double { total > 0 ? survey.weights[i] / total : 0 }
        (measured, derived, assumed, missing) = (share(0), share(1), share(2), share(3))
        let known = total > 0 ? (survey.weights[0] + survey.weights[1]) / total : 0
        letter = Letter.allCases.first { known >= $0.leastShare - 1e-12 } ?? .E
        gaps = survey.gaps()
    }

    /// The grade in a few plain lines, for a terminal.
    public var summary: String {
        func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
        var text = "grade \(letter.rawValue): of what matters, \(percent(measured)) is measured, \(percent(derived)) derived, \(percent(assumed)) assumed"
        if missing > 0 { text += ", \(percent(missing)) missing" }
        text += "\n"
        for (i, gap) in gaps.prefix(3).enumerated() {
            text += (i == 0 ? "what would help most: " : "  then: ") + gap.sentence.english.onOneLine + "\n"
        }
        return text
    }

    /// What a facility counts for.
    public static func weight(of facility: Int, in model: CityModel) -> Double {
        let people = max(1, model.value(.residents, of: facility) ?? 0, model.value(.beds, of: facility) ?? 0)
        if model.isKind(facility, .hospital) { return people + 500 }
        return AssetKind.vulnerable.contains(AssetKind(model.kindName(facility))) ? people + 100 : people
    }
}

/// Goes through the facilities and sums up what is known of them.
private struct GradeSurvey {
    let model: CityModel
    /// Weight of facts that are measured, derived, assumed, missing.
    var weights = [0.0, 0, 0, 0]
    private let components: LayerComponents
    /// For each part of a network: how well its sources are known; nil without a source.
    private let sourceOfPart: [Provenance?]
    private struct Key: Hashable {
        var topic: ModelGrade.Topic
        var service: String
        var kind: String?
    }
    private var open: [Key: ModelGrade.Gap] = [:]

    init(_ model: CityModel) {
        self.model = model
        components = LayerComponents(of: model)
        var best = [Provenance?](repeating: nil, count: components.count)
        for node in model.nodes where model.isSource[node] {
            let part = Int(components.ofNode[node]), provenance = model.sourceProvenance[node]
            best[part] = best[part].map { $0.rawValue < provenance.rawValue ? $0 : provenance } ?? provenance
        }
        sourceOfPart = best
    }

    mutating func visitFacilities() {
        let needs = model.requirements
        let networks = model.layers.compactMap { model.service(named: $0.name) }
        for facility in model.facilities {
            let weight = ModelGrade.weight(of: facility, in: model)
            let isVulnerable = AssetKind.vulnerable.contains(AssetKind(model.kindName(facility)))
            var served = Set<Int>()
            for r in needs.ofAsset(facility) {
                let service = Int(needs.service[r]), name = model.services[service]
                served.insert(service)
                let doubt = needs.confidence[r].isNaN ? 1 : 1 - needs.confidence[r]
                add(.suppliers, name, facility, weight, needs.provenance[r], effect: weight * doubt)
                if let source = source(ofRequirement: r) { add(.sources, name, facility, weight, source) }
                if isVulnerable, name != Layer.road.name { add(.reserves, name, facility, weight, needs.bufferProvenance[r]) }
            }
            for service in networks where !served.contains(service) {
                add(.suppliers, model.services[service], facility, weight, nil)
            }
            if let people = provenanceOfPeople(facility) {
                add(.people, "", facility, weight, people)
            } else if isVulnerable {
                add(.people, "", facility, weight, nil)
            }
        }
    }

    /// Where it comes from how many people there are; nil where nobody says.
    private func provenanceOfPeople(_ facility: Int) -> Provenance? {
        for attribute in [NumericAttribute.residents, .beds, .weight] where model.value(attribute, of: facility) != nil {
            return model.numeric[Int(attribute.rawValue)]?.provenance[facility]
        }
        return nil
    }

    /// How well it is known where the supply of a requirement's suppliers comes from: the best of them; nil when they
    /// belong to no network.
    private func source(ofRequirement r: Int) -> Provenance? {
        var best: Provenance?, hangsOnNetwork = false
        for supplier in model.requirements.suppliers(r) {
            guard let part = components.part(ofAsset: Int(supplier), in: model) else { continue }
            hangsOnNetwork = true
            guard let provenance = sourceOfPart[part] else { continue }
            best = best.map { $0.rawValue < provenance.rawValue ? $0 : provenance } ?? provenance
        }
        return hangsOnNetwork ? best ?? .assumed : nil
    }

    /// - Parameter provenance: nil when the fact is missing.
    private mutating func add(
        _ topic: ModelGrade.Topic, _ service: String, _ facility: Int, _ weight: Double, _ provenance: Provenance?,
        effect: Double? = nil
    ) {
        weights[provenance.map { Int($0.rawValue) } ?? 3] += weight
        if let provenance, provenance != .assumed { return }
        let kind = topic == .sources ? nil : model.kindName(facility)
        let key = Key(topic: topic, service: service, kind: kind)
        var gap = open[key] ?? ModelGrade.Gap(
            topic: topic, service: service, kind: kind, facilities: 0, vulnerable: 0, residents: 0, missing: 0, effect: 0,
            sentence: .nothing)
        gap.facilities += 1
        if AssetKind.vulnerable.contains(AssetKind(model.kindName(facility))) { gap.vulnerable += 1 }
        gap.residents += model.value(.residents, of: facility) ?? 0
        if provenance == nil { gap.missing += 1 }
        gap.effect += effect ?? weight
        open[key] = gap
    }

    /// The gaps with their sentences, the largest effect first.
    func gaps() -> [ModelGrade.Gap] {
        open.values.map { gap in
            var gap = gap
            gap.sentence = sentence(gap)
            return gap
        }.sorted {
            ($1.effect, $0.topic.rawValue, $0.service, $0.kind ?? "") < ($0.effect, $1.topic.rawValue, $1.service, $1.kind ?? "")
        }
    }

    // MARK: words

    private func sentence(_ gap: ModelGrade.Gap) -> Phrase {
        let residents =
            gap.topic != .people && gap.residents >= 1
            ? Phrase(" (\(gap.residents, 0) residents)", nl: " (\(gap.residents, 0) inwoners)") : .nothing
        let whom = counted(gap) + residents
        let state =
            gap.missing == 0 ? Phrase("assumed", nl: "aangenomen")
            : gap.missing == gap.facilities ? Phrase("not known", nl: "niet bekend")
            : Phrase("assumed or not known", nl: "aangenomen of niet bekend")
        let layer = Layer(gap.service), service = layer.serviceWords
        switch gap.topic {
        case .suppliers:
            let asked =
                switch layer {
                case .power:
                    Phrase("ask the grid operator which station feeds them", nl: "vraag de netbeheerder welk station hen voedt")
                case .water:
                    Phrase("ask the water company which main serves them", nl: "vraag het waterbedrijf aan welke leiding ze liggen")
                case .road: Phrase("check on the map where their entrance is", nl: "kijk op de kaart waar de ingang is")
                default: Phrase("ask the operator who supplies them", nl: "vraag de beheerder wie hun levert")
                }
            if layer == .road {
                return Phrase("the road access of \(whom) is \(state): \(asked)", nl: "de toegang over de weg van \(whom) is \(state): \(asked)")
            }
            return Phrase(
                "the suppliers of \(service) of \(whom) are \(state): \(asked)",
                nl: "wie \(service) levert aan \(whom) is \(state): \(asked)")
        case .sources:
            switch layer {
            case .power:
                return Phrase(
                    "where power enters the network that feeds \(whom) is \(state): ask the grid operator for its feeding points",
                    nl: "waar het elektriciteitsnet van \(whom) wordt gevoed is \(state): vraag de netbeheerder naar de voedingspunten")
            case .water:
                return Phrase(
                    "where water enters the network that serves \(whom) is \(state): ask the water company for its works and reservoirs",
                    nl: "waar het water voor \(whom) vandaan komt is \(state): vraag het waterbedrijf naar zijn pompstations en reservoirs")
            case .road:
                return Phrase(
                    "the ways out of the area on which \(whom) depend are \(state): check which roads go on outside, and where help comes from",
                    nl: "via welke wegen \(whom) het gebied uit kunnen is \(state): ga na welke wegen buiten het gebied verder lopen, en waar hulp vandaan komt")
            default:
                return Phrase(
                    "where \(service) comes from for \(whom) is \(state): ask the operator",
                    nl: "waar \(service) voor \(whom) vandaan komt is \(state): vraag de beheerder")
            }
        case .reserves:
            return Phrase(
                "how long \(whom) can do without \(service) is \(state): ask each for the hours of its generator, battery or tank",
                nl: "hoe lang \(whom) zonder \(service) kunnen is \(state): vraag elk hoeveel uur zijn aggregaat, accu of tank meegaat")
        case .people:
            return Phrase(
                "the number of people in \(whom) is \(state): take it from the population register or ask them",
                nl: "hoeveel mensen er zijn in \(whom) is \(state): haal het uit de bevolkingsadministratie of vraag het na")
        }
    }

    /// `14 care homes`, or `120 facilities, 3 of them vulnerable`.
    private func counted(_ gap: ModelGrade.Gap) -> Phrase {
        if let kind = gap.kind { return AssetKind(kind).counted(gap.facilities) }
        let all = gap.facilities == 1
            ? Phrase("1 facility", nl: "1 gebouw") : Phrase("\(gap.facilities) facilities", nl: "\(gap.facilities) gebouwen")
        return gap.vulnerable == 0
            ? all : all + Phrase(", \(gap.vulnerable) of them vulnerable,", nl: ", waarvan \(gap.vulnerable) kwetsbaar,")
    }
}
