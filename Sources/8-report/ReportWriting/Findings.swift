import CascadeModel
import CriticalityRanking
import DamageModel
import NetworkModel
import ScenarioModel

/// What several sections need from the results, looked up once. Only selection and sums: nothing is simulated here.
struct Findings: Sendable {
    let input: ReportInput
    let language: any Language
    let words: Wording
    /// Name of the report: of its file, its folder and its companions.
    let reportName: String

    /// Every hospital, and every other place whose loss is named one by one; asset numbers.
    let hospitals: [Int], otherVulnerable: [Int]
    /// The losses of the model's nth facility are `firstLoss[n] ..< firstLoss[n + 1]` in `ServiceOutcome.losses`.
    private let firstLoss: [Int]
    /// The first disturbance of each asset that has one.
    let disturbanceOf: [Int: Disturbance]
    /// Whether each asset was out of service or without supply at some time.
    let assetIsOut: [Bool]
    /// Layers that a city has and this data has not.
    let absentLayers: [String]
    /// The damaged asset at the beginning of each loss, in the order of `ServiceOutcome.losses`; −1 when unknown.
    let rootOfLoss: [Int32]

    /// What happened to a facility at worst.
    enum WorstState: UInt8, Comparable, CaseIterable {
        case served, onReserve
        /// Without one service, or without several, at some time.
        case outOfOne, outOfSeveral
        static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    }

    init(_ input: ReportInput, reportName: String, language: any Language) {
        self.input = input
        self.language = language
        self.reportName = reportName
        words = Wording(
            language: language, clock: input.scenario.start.flatMap { ClockTime($0) },
            horizonHours: input.outage.horizonHours)
        let model = input.model
        let isNamed = model.kinds.map { AssetKind.vulnerable.contains($0) }
        let vulnerable = model.facilities.filter { isNamed[Int(model.kind[$0])] }
        hospitals = vulnerable.filter { model.isKind($0, .hospital) }
        otherVulnerable = vulnerable.filter { !model.isKind($0, .hospital) }
        var first = [Int](repeating: 0, count: model.facilityCount + 1)
        for loss in input.outcome.losses { first[loss.facility - model.facilities.lowerBound + 1] += 1 }
        for n in 0..<model.facilityCount { first[n + 1] += first[n] }
        firstLoss = first
        disturbanceOf = Dictionary(input.disturbances.map { (Int($0.asset), $0) }) { a, b in
            a.fromHours <= b.fromHours ? a : b
        }
        var out = [Bool](repeating: false, count: model.assetCount)
        for outage in input.outage.assets { out[Int(outage.asset)] = true }
        for disturbance in input.disturbances { out[Int(disturbance.asset)] = true }
        assetIsOut = out
        let present = Set(model.layers)
        absentLayers = [Layer.power, .water, .road].filter { !present.contains($0) }.map(\.name)
        let hit = disturbanceOf
        rootOfLoss = CauseRoots(input.outcome.losses, in: input.outage, at: Self.causeHours) { hit[$0] != nil }.ofLoss
    }

    var model: CityModel { input.model }
    var outcome: ServiceOutcome { input.outcome }
    var horizon: Double { input.outage.horizonHours }

    /// One facility's losses, by service.
    func losses(of facility: Int) -> ArraySlice<ServiceOutcome.FacilityLoss> {
        let n = facility - model.facilities.lowerBound
        return outcome.losses[firstLoss[n]..<firstLoss[n + 1]]
    }

    /// The damaged asset at the beginning of a loss; −1 when unknown.
    func rootOfLoss(of loss: ServiceOutcome.FacilityLoss) -> Int32 {
        let n = loss.facility - model.facilities.lowerBound
        let i = (firstLoss[n]..<firstLoss[n + 1]).first { outcome.losses[$0].service == loss.service }
        return i.map { rootOfLoss[$0] } ?? -1
    }

    /// Whether the event takes nothing from anybody, in the single course and in every sample.
    var losesNothing: Bool {
        outcome.losses.isEmpty && !(input.sampled?.services.contains { $0.residentsOutPeak.mean > 0 } ?? false)
    }

    func worstState(of facility: Int) -> WorstState {
        let losses = losses(of: facility)
        guard !losses.isEmpty else { return .served }
        let out = losses.count { $0.outHours > 0 }
        return out == 0 ? .onReserve : out == 1 ? .outOfOne : .outOfSeveral
    }
    /// What each service lost, in the order in which people ask: power, water, road access, then any other.
    var services: [ServiceOutcome.ServiceTotals] {
        func place(_ name: String) -> Int { ["power", "water", "road"].firstIndex(of: name) ?? 3 }
        return outcome.services.sorted { (place($0.service), $0.service) < (place($1.service), $1.service) }
    }
    /// The place of a service in that order.
    func servicePlace(_ name: String) -> Int { services.firstIndex { $0.service == name } ?? services.count }
    func service(_ position: Int) -> String { model.services.indices.contains(position) ? model.services[position] : "?" }

    /// Losses of some facilities, worst first: longest out, then longest on reserve, then by identifier.
    func losses(of facilities: [Int]) -> [ServiceOutcome.FacilityLoss] {
        facilities.flatMap { Array(losses(of: $0)) }.sorted {
            ($1.outHours, $1.onReserveHours, $0.facility, $0.service) < ($0.outHours, $0.onReserveHours, $1.facility, $1.service)
        }
    }

    /// Hours of reserve that the facility states for the service; 0 when none.
    func bufferHours(of facility: Int, service: Int) -> Double {
        model.requirements.ofAsset(facility).filter { Int(model.requirements.service[$0]) == service }
            .map { model.requirements.bufferHours[$0] }.min() ?? 0
    }

    /// Facilities that were out of the service at some time.
    func facilitiesOut(service: Int) -> Int {
        outcome.losses.count { $0.service == service && $0.outHours > 0 }
    }

    /// Requirements by provenance, in the order of `Provenance.allCases`.
    var requirementCounts: [Int] {
        Provenance.allCases.map { p in model.requirements.provenance.count { $0 == p } }
    }

    /// Whether C is more than residents times hours.
    var isWeighted: Bool { input.scenario.bedWeight > 0 || model.numeric[Int(NumericAttribute.weight.rawValue)] != nil }

    /// The scenario's measures one by one; without the last result when that is all of them together.
    var singleMeasures: ArraySlice<MeasureResult> { input.measures.prefix(max(1, input.scenario.measures.count)) }

    /// C avoided by a measure: the mean over samples, or else that of the deterministic run.
    func avoided(by measure: MeasureResult) -> Double {
        measure.consequenceAvoided?.mean ?? (outcome.consequence - measure.outcome.consequence)
    }
    /// C of doing nothing, on the same footing as `avoided`.
    func consequenceWithout(_ measure: MeasureResult) -> Double {
        measure.consequenceAvoided == nil ? outcome.consequence : input.sampled?.consequence.mean ?? outcome.consequence
    }

    /// Assets with the same impact as this one, itself left out.
    func tied(with asset: Int) -> [Int] {
        let all = input.impact.consequence
        return all.indices.filter { $0 != asset && all[$0] == all[asset] }
    }

    /// The share of residents served at a time.
    static func share(_ curve: [ServiceOutcome.CurveStep], at hours: Double) -> Double {
        curve.last { $0.hours <= hours }?.shareServed ?? 1
    }
}
