/// The crews of one run: which jobs wait, who is free.
struct CrewWork {
    let plan: CrewPlan
    private(set) var jobs: [CrewJob] = []
    /// Place of each job in its pool's order of urgency.
    private var rank: [Int32] = []
    /// Job at each rank.
    private var jobAtRank: [Int32] = []
    /// Jobs by the hour from which they may begin.
    private var coming: [Int32] = []
    private var nextComing = 0
    /// Per pool: crews that are free, jobs that may begin by their rank, and jobs that no open road led to when asked.
    private var free: [Int]
    private var ready: [EventHeap]
    private var cutOff: [[Int32]]
    /// Per reach: what can be driven to from its depot.
    private var driven: [[Bool]]
    private let explaining: Bool

    /// - Parameter jobs: all repairs of the run that a pool does.
    init(_ plan: CrewPlan, _ jobs: [CrewJob], explaining: Bool) {
        self.plan = plan
        self.jobs = jobs
        self.explaining = explaining
        free = plan.poolList.map(\.count)
        ready = Array(repeating: EventHeap(), count: free.count)
        cutOff = Array(repeating: [], count: free.count)
        driven = Array(repeating: [], count: plan.reaches.count)
        let urgency = jobs.map { plan.urgency($0, by: plan.poolList[$0.pool].rule) }
        jobAtRank = jobs.indices.map { Int32($0) }.sorted {
            let (a, b) = (jobs[Int($0)], jobs[Int($1)])
            return (urgency[Int($0)].0, urgency[Int($0)].1, a.asset, a.availableHours, a.hours, $0)
                < (urgency[Int($1)].0, urgency[Int($1)].1, b.asset, b.availableHours, b.hours, $1)
        }
        rank = Array(repeating: 0, count: jobs.count)
        for (place, job) in jobAtRank.enumerated() { rank[Int(job)] = Int32(place) }
        coming = jobs.indices.map { Int32($0) }.sorted {
            (jobs[Int($0)].availableHours, $0) < (jobs[Int($1)].availableHours, $1)
        }
    }

    /// When the next job may begin at the earliest.
    var nextHours: Double { nextComing < coming.count ? jobs[Int(coming[nextComing])].availableHours : .infinity }

    /// A job is done, and its crew free.
    mutating func finish(_ job: Int) -> CrewJob {
        free[jobs[job].pool] += 1
        return jobs[job]
    }

    /// Gives work to free crews, after everything else of this time has been settled.
    /// - Returns: the jobs that begin, with the hour at which each will be done.
    mutating func assign(at hours: Double, _ s: CascadeState, _ c: Cascade) -> [(job: Int32, endHours: Double)] {
        var begun: [(job: Int32, endHours: Double)] = []
        while nextComing < coming.count, jobs[Int(coming[nextComing])].availableHours <= hours {
            wait(Int(coming[nextComing]))
            if explaining { note(Int(coming[nextComing]), at: hours, s, c) }
            nextComing += 1
        }
        let roadsChanged = plan.reaches.first?.isTouched(by: s.changedAssets) ?? false
        if roadsChanged { reconsider(at: hours, s, c) }
        for pool in plan.poolList.indices {
            while free[pool] > 0, ready[pool].earliest < .infinity {
                let job = Int(jobAtRank[Int(ready[pool].removeEarliest().index)])
                if !isReached(jobs[job], s, c) {
                    cutOff[pool].append(Int32(job))
                    continue
                }
                free[pool] -= 1
                if jobs[job].isWithoutRoad { note(job, at: hours, s, c) }
                jobs[job].startedHours = hours
                begun.append((Int32(job), hours + jobs[job].hours))
            }
        }
        return begun
    }

    private mutating func wait(_ job: Int) {
        ready[jobs[job].pool].insert(.init(hours: Double(rank[job]), kind: .job, index: rank[job]))
    }

    /// Roads have closed or opened: what was cut off may be reached again.
    private mutating func reconsider(at hours: Double, _ s: CascadeState, _ c: Cascade) {
        for reach in driven.indices { driven[reach] = [] }
        for pool in cutOff.indices {
            for job in cutOff[pool] { wait(Int(job)) }
            cutOff[pool].removeAll(keepingCapacity: true)
        }
        guard explaining else { return }
        for job in coming[..<nextComing] where jobs[Int(job)].startedHours == .infinity { note(Int(job), at: hours, s, c) }
    }

    private mutating func isReached(_ job: CrewJob, _ s: CascadeState, _ c: Cascade) -> Bool {
        let number = plan.poolList[job.pool].reach
        guard number >= 0 else { return true }
        let reach = plan.reaches[number]
        if reach.hasDepot && driven[number].isEmpty { reach.drive(s, c, into: &driven[number]) }
        return reach.isReached(job.asset, s, driven: driven[number])
    }

    // MARK: what the report says of it

    /// Whether a waiting job has a road now.
    private mutating func note(_ job: Int, at hours: Double, _ s: CascadeState, _ c: Cascade) {
        let isReached = isReached(jobs[job], s, c)
        if isReached { jobs[job].wasReachable = true }
        if !isReached && !jobs[job].isWithoutRoad {
            jobs[job].isWithoutRoad = true
            jobs[job].withoutRoadSince = hours
        } else if isReached && jobs[job].isWithoutRoad {
            jobs[job].isWithoutRoad = false
            jobs[job].withoutRoadHours += hours - jobs[job].withoutRoadSince
        }
    }

    /// Every repair that could have begun before the horizon, by asset and then time.
    func repairs(horizonHours: Double) -> [Outage.Repair] {
        coming[..<nextComing].map { number in
            let job = jobs[Int(number)]
            let isStarted = job.startedHours < .infinity
            return Outage.Repair(
                asset: job.asset, pool: job.pool, waitingFromHours: job.availableHours, startedHours: job.startedHours,
                finishedHours: job.startedHours + job.hours,
                withoutRoadHours: job.withoutRoadHours + (job.isWithoutRoad ? horizonHours - job.withoutRoadSince : 0),
                isNeverReached: !isStarted && !job.wasReachable)
        }.sorted { ($0.asset, $0.waitingFromHours, $0.startedHours) < ($1.asset, $1.waitingFromHours, $1.startedHours) }
    }
}
