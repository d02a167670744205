import Computation

/// Who stands how, moment after moment.
struct AccessLedger {
    typealias Standing = EmergencyAccess.Standing

    let secondsBefore: [Double]
    private let residents: [Double]
    private let limitSeconds: Double
    private let standingBefore: [Standing]
    let before: EmergencyAccess.Census
    private(set) var steps: [EmergencyAccess.Step] = []

    // Per facility.
    private var worstSeconds: [Double]
    private var worst: [Standing]
    private var worseFrom, backAt: [Double]
    private var hours: [[Double]]

    // Of the moment under way.
    private var now = 0.0, length = 0.0
    private var sums: [ExactSum] = []

    init(seconds: [Double], residents: [Double], limitSeconds: Double) {
        secondsBefore = seconds
        self.residents = residents
        self.limitSeconds = limitSeconds
        let standing = seconds.map { $0 <= limitSeconds ? Standing.inTime : $0 < .infinity ? .late : .isolated }
        standingBefore = standing
        before = Self.census(of: standing, residents)
        worstSeconds = seconds.map { $0 < .infinity ? $0 : 0 }
        worst = standing
        worseFrom = Array(repeating: .infinity, count: seconds.count)
        backAt = worseFrom
        hours = Array(repeating: Array(repeating: 0, count: seconds.count), count: Standing.allCases.count)
    }

    private static func census(of standing: [Standing], _ residents: [Double]) -> EmergencyAccess.Census {
        var sums = Array(repeating: ExactSum(), count: Standing.allCases.count)
        for (facility, standing) in standing.enumerated() { sums[standing.rawValue].add(residents[facility]) }
        return .init(residents: sums.map(\.value))
    }

    func standing(_ seconds: Double) -> Standing { seconds <= limitSeconds ? .inTime : .late }

    mutating func begin(at hours: Double, until end: Double) {
        now = hours
        length = end - hours
        sums = Array(repeating: ExactSum(), count: Standing.allCases.count)
    }

    mutating func note(_ facility: Int, _ seconds: Double, _ standing: Standing) {
        sums[standing.rawValue].add(residents[facility])
        hours[standing.rawValue][facility] += length
        if seconds < .infinity, standing != .hit { worstSeconds[facility] = max(worstSeconds[facility], seconds) }
        worst[facility] = max(worst[facility], standing)
        if standing > standingBefore[facility] {
            if worseFrom[facility] == .infinity { worseFrom[facility] = now }
            backAt[facility] = .infinity
        } else if worseFrom[facility] < .infinity, backAt[facility] == .infinity {
            backAt[facility] = now
        }
    }

    mutating func end() {
        let census = EmergencyAccess.Census(residents: sums.map(\.value))
        if steps.last?.census != census { steps.append(.init(hours: now, census: census)) }
    }

    func places(firstFacility: Int) -> [EmergencyAccess.Place] {
        secondsBefore.indices.compactMap { facility in
            guard worst[facility] > standingBefore[facility]
                || worstSeconds[facility] > secondsBefore[facility] && secondsBefore[facility] < .infinity
            else { return nil }
            return .init(
                facility: firstFacility + facility, secondsBefore: secondsBefore[facility],
                standingBefore: standingBefore[facility], worstSeconds: worstSeconds[facility],
                worstStanding: worst[facility], worseFromHours: worseFrom[facility], backHours: backAt[facility],
                hours: hours.map { $0[facility] })
        }
    }
}

/// The drive of the people around each hospital, moment after moment.
struct CatchmentLedger {
    /// Nearest origin of each facility before the event; −1 for none.
    private let origin: [Int32]
    private let secondsBefore: [Double]
    private let residents: [Double]
    private var all: [ExactSum], allSeconds: [ExactSum]
    private var now: [Sums]
    private var worst: [(factor: Double, hours: Double, cutOff: Double)]

    private struct Sums {
        var seconds = ExactSum(), secondsBefore = ExactSum(), cutOff = ExactSum()
    }

    /// - Parameter originCount: 0 to keep nothing.
    init(origin: [Int32], _ secondsBefore: [Double], _ residents: [Double], originCount: Int) {
        self.origin = originCount == 0 ? origin.map { _ in -1 } : origin
        self.secondsBefore = secondsBefore
        self.residents = residents
        all = Array(repeating: ExactSum(), count: originCount)
        allSeconds = all
        now = Array(repeating: Sums(), count: originCount)
        worst = Array(repeating: (1, 0, 0), count: originCount)
        for (facility, origin) in self.origin.enumerated() where origin >= 0 {
            all[Int(origin)].add(residents[facility])
            allSeconds[Int(origin)].add(residents[facility] * secondsBefore[facility])
        }
    }

    mutating func note(_ facility: Int, _ seconds: Double, isHit: Bool) {
        let number = Int(origin[facility])
        guard number >= 0, !isHit else { return }
        if seconds < .infinity {
            now[number].seconds.add(residents[facility] * seconds)
            now[number].secondsBefore.add(residents[facility] * secondsBefore[facility])
        } else {
            now[number].cutOff.add(residents[facility])
        }
    }

    mutating func end(at hours: Double) {
        for number in now.indices {
            let before = now[number].secondsBefore.value
            if before > 0, now[number].seconds.value / before > worst[number].factor {
                worst[number] = (now[number].seconds.value / before, hours, now[number].cutOff.value)
            }
            now[number] = Sums()
        }
    }

    func results(_ origins: [Int]) -> [EmergencyAccess.Catchment] {
        all.indices.filter { all[$0].value > 0 }.map { number in
            .init(
                hospital: origins[number], residents: all[number].value,
                secondsBefore: allSeconds[number].value / all[number].value, worstFactor: worst[number].factor,
                worstHours: worst[number].hours, residentsCutOff: worst[number].cutOff)
        }
    }
}
