import CascadeModel
import DamageModel
import NetworkModel

/// Places that lose something for the same reason, told together: "Eight care homes lose power because substation West
/// floods at 03:10."
struct CauseGroup: Sendable {
    /// What it all begins with.
    enum Beginning: Hashable, Sendable {
        case asset(Int)
        /// Each place is hit itself.
        case themselves(Disturbance.Cause?)
        /// Many assets of a kind, each of which costs few places something.
        case kind(UInt16, Disturbance.Cause?)
        case unknown
    }
    var beginning: Beginning
    /// Positions in `CityModel.services`.
    var services: [Int]
    /// Asset numbers, ascending.
    var facilities: [Int]
    /// How many assets are at the beginning.
    var roots: Int
    var residents: Double
    /// When the first of them lost it, reserves aside.
    var firstHours: Double
    /// A loss that stands for the others.
    var example: ServiceOutcome.FacilityLoss
    /// What the group weighs beside others: residents, with more for hospitals and other vulnerable places.
    var weight: Double
}

extension CauseGroup {
    /// Groups told one by one; the rest is summed up by kind.
    static let told = 6

    /// All losses of a service for good (not those that a reserve bridged), the heaviest group first.
    static func all(_ f: Findings) -> [CauseGroup] {
        var single: [Key: CauseGroup] = [:]
        for (i, loss) in f.outcome.losses.enumerated() where loss.outHours > 0 {
            single[Key(beginning(of: loss, root: Int(f.rootOfLoss[i]), f), loss.service), default: CauseGroup(loss, f)].add(loss, f)
        }
        let sorted = inOrder(single.values.map { $0 })
        // What costs few places something is told by kind.
        var told: [CauseGroup] = [], byKind: [Key: CauseGroup] = [:]
        for group in sorted {
            guard case .asset(let asset) = group.beginning, told.count >= Self.told || group.facilities.count < 3 else {
                told.append(group)
                continue
            }
            let key = Key(.kind(f.model.kind[asset], f.disturbanceOf[asset]?.cause), group.services[0])
            byKind[key] = byKind[key].map { $0.joined(with: group, key.beginning) } ?? group
        }
        return inOrder(withSameFacilities(told + byKind.values))
    }

    private struct Key: Hashable {
        var beginning: Beginning
        var service: Int
        init(_ beginning: Beginning, _ service: Int) { (self.beginning, self.service) = (beginning, service) }
    }

    private init(_ loss: ServiceOutcome.FacilityLoss, _ f: Findings) {
        self.init(
            beginning: .unknown, services: [loss.service], facilities: [], roots: 1, residents: 0, firstHours: .infinity,
            example: loss, weight: 0)
        beginning = Self.beginning(of: loss, root: Int(f.rootOfLoss(of: loss)), f)
    }

    private static func beginning(of loss: ServiceOutcome.FacilityLoss, root: Int, _ f: Findings) -> Beginning {
        if root < 0 { return .unknown }
        return root == loss.facility ? .themselves(f.disturbanceOf[root]?.cause) : .asset(root)
    }

    private mutating func add(_ loss: ServiceOutcome.FacilityLoss, _ f: Findings) {
        facilities.append(loss.facility)
        let people = f.model.value(.residents, of: loss.facility) ?? 0
        residents += people
        weight += ModelGrade.weight(of: loss.facility, in: f.model)
        firstHours = min(firstHours, loss.firstLossHours)
    }

    private func joined(with other: CauseGroup, _ beginning: Beginning) -> CauseGroup {
        var sum = self
        sum.beginning = beginning
        sum.facilities = (facilities + other.facilities).sorted()
        sum.roots += other.roots
        sum.residents += other.residents
        sum.weight += other.weight
        sum.firstHours = min(firstHours, other.firstHours)
        return sum
    }

    /// Services that the same places lose for the same reason, in one group.
    private static func withSameFacilities(_ groups: [CauseGroup]) -> [CauseGroup] {
        var result: [CauseGroup] = []
        for group in groups {
            let same = result.firstIndex { $0.beginning == group.beginning && $0.facilities == group.facilities }
            if let same { result[same].services.append(contentsOf: group.services) } else { result.append(group) }
        }
        return result
    }

    private static func inOrder(_ groups: [CauseGroup]) -> [CauseGroup] {
        groups.sorted {
            ($1.weight, $0.services[0], $0.facilities.first ?? 0) < ($0.weight, $1.services[0], $1.facilities.first ?? 0)
        }
    }
}

extension Findings {
    /// The group in a sentence or two.
    func sentence(_ group: CauseGroup) -> Prose {
        let kinds = Dictionary(grouping: group.facilities) { model.kind[$0] }
        let counts = kinds.keys.sorted { place(of: $0) < place(of: $1) }.map { kind -> Prose in
            let n = kinds[kind]?.count ?? 0
            return "\(words.count(n)) \(language.kind(model.kinds[Int(kind)].name, n))"
        }
        let who = counts.count > 5 ? Array(counts.prefix(4)) + [language.otherPlaces(words.count(rest(kinds, after: 4)))] : counts
        let services = group.services.sorted { servicePlace(service($0)) < servicePlace(service($1)) }.map { service($0) }
        let people: String? = group.residents >= 1 ? words.rough(group.residents) : nil
        let lose = language.placesLose(language.list(who), residents: people, services, isOne: group.facilities.count == 1)
        return lose + " " + because(group, isOne: group.facilities.count == 1) + "." + path(of: group)
    }

    private func because(_ group: CauseGroup, isOne: Bool) -> Prose {
        let moment = words.moment(group.firstHours)
        switch group.beginning {
        case .asset(let asset):
            let hours = disturbanceOf[asset]?.fromHours ?? group.firstHours
            return language.because(label(asset), disturbanceOf[asset]?.cause, words.when(max(0, hours)))
        case .themselves(let cause): return language.becauseHitThemselves(cause, isOne: isOne, from: moment)
        case .kind(let kind, let cause):
            let name = model.kinds[Int(kind)].name
            return language.becauseOfSeveral("\(words.count(group.roots)) \(language.kind(name, group.roots))", cause, from: moment)
        case .unknown: return language.becauseUnknown
        }
    }

    /// The steps between the beginning and the places, by name.
    private func path(of group: CauseGroup) -> Prose {
        guard case .asset = group.beginning else { return "" }
        let chain = input.outage.causeChain(of: Int32(group.example.causedBy), at: Self.causeHours(of: group.example)).map { Int($0) }
        guard chain.count > 1 else { return "" }
        // Networks have long ways: their first and last part, and how many lie between.
        let names = chain.map { label($0) }
        let shown = chain.count <= 6 ? names : Array(names.prefix(4)) + [language.furtherSteps(words.count(chain.count - 5))] + names.suffix(1)
        return " " + language.path(shown.joined(" → "))
    }

    private func rest(_ kinds: [UInt16: [Int]], after count: Int) -> Int {
        let order = kinds.keys.sorted { place(of: $0) < place(of: $1) }
        return order.dropFirst(count).reduce(0) { $0 + (kinds[$1]?.count ?? 0) }
    }

    /// Hospitals first, then other vulnerable places, then the rest.
    private func place(of kind: UInt16) -> Int {
        (AssetKind.vulnerable.firstIndex(of: model.kinds[Int(kind)]) ?? 99) * 100_000 + Int(kind)
    }
}
