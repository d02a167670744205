import Computation
import Diagnostics
public import ResultStore
import ScenarioModel
import StudyRunner
import Synchronization

/// Runs the scenarios of a plan into a store, so many at a time as there are processor cores.
///
/// What the store holds already is not run again. Every scenario is computed by one thread; results depend neither on
/// the number of threads, nor on shards, nor on how often the run was broken off and begun again.
public struct Batch: Sendable {
    public let plan: BatchPlan
    public let store: String
    /// Processor cores to use; 0 for all of them.
    public var threads = 0
    /// The part of the plan to run; nil for all of it.
    public var shard: Shard?
    public var options = StoreOptions()
    /// Whether results whose inputs have changed are thrown away and computed anew, and not refused.
    public var rerunsChanged = false
    /// The store does not grow beyond; nil for no limit.
    public var maximumBytes: Int?

    public init(plan: BatchPlan, store: String) {
        self.plan = plan
        self.store = store
    }

    /// How far a run has come.
    public struct Progress: Sendable {
        /// Of this run.
        public var done, failed, total: Int
        /// Seconds since the first scenario began, and how many are left at this pace; nil while it is not known.
        public var seconds: Double
        public var secondsLeft: Double?
        /// Bytes that the store will have in the end, estimated; nil while it is not known.
        public var bytesExpected: Int?
    }

    public struct Outcome: Sendable {
        /// Scenarios of this run's share: done before, done now.
        public var doneBefore = 0, doneNow = 0
        /// Scenarios that failed, in the order of the plan, with the reason.
        public var failed: [(name: String, reason: String)] = []
        /// Scenarios of the share that were not run because the run was stopped.
        public var left = 0
        public var wasInterrupted = false
    }

    private enum End: Sendable {
        case done, skipped
        case failed(String)
    }

    /// - Parameters:
    ///   - isInterrupted: asked before each scenario begins; once true, none begins any more.
    ///   - note: told what a person should know, in sentences.
    ///   - progress: told when a scenario has ended, by whatever thread.
    /// - Throws: `InputError` when inputs have changed since results were stored; `FailureError` when the store cannot
    ///   be written. What was stored before stays.
    public func run(
        isInterrupted: @escaping @Sendable () -> Bool = { false }, note: @Sendable (String) -> Void = { _ in },
        progress: @escaping @Sendable (Progress) -> Void = { _ in }
    ) throws -> Outcome {
        let shared = SharedWork(keepingCities: plan.citiesToKeep)
        var opened = try ResultStore.updating(store, isAlone: shard != nil, maximumBytes: maximumBytes)
        try settleChanges(&opened, shared, note)
        try opened.register(plan.scenarios, options: options, sharing: shared)

        let known = Dictionary(uniqueKeysWithValues: try opened.scenarios().map { ($0.name, $0) })
        let share = plan.share(shard)
        let open = share.filter { known[plan.scenarios[$0].name]?.status == .planned }
        var outcome = Outcome(doneBefore: share.count { known[plan.scenarios[$0].name]?.status == .done })
        let ends = try run(open, into: SharedStore(opened), shared, isInterrupted, progress)

        var reasons: [Int: String] = [:]
        for position in share where known[plan.scenarios[position].name]?.status == .failed {
            reasons[position] = known[plan.scenarios[position].name]?.reason ?? ""
        }
        for (position, end) in zip(open, ends) {
            switch end {
            case .done: outcome.doneNow += 1
            case .skipped: outcome.left += 1
            case .failed(let reason): reasons[position] = reason
            }
        }
        outcome.failed = reasons.sorted { $0.key < $1.key }.map { (plan.scenarios[$0.key].name, $0.value) }
        outcome.wasInterrupted = outcome.left > 0
        return outcome
    }

    // MARK: inputs

    private func settleChanges(_ store: inout ResultStore, _ shared: SharedWork, _ note: @Sendable (String) -> Void) throws {
        let changes = try store.changes(since: plan.scenarios) { try? shared.sha256(ofFile: $0) }
        guard let first = changes.first else { return }
        let what = Set(changes.flatMap(\.what)).sorted()
        let list = what.prefix(8).joined(separator: "; ") + (what.count > 8 ? "; and \(what.count - 8) more" : "")
        let scenarios = changes.count == 1 ? "'\(first.name)' was" : "\(changes.count) scenarios, such as '\(first.name)', were"
        guard rerunsChanged else {
            throw InputError(
                "inputs-changed", at: SourcePosition(file: self.store),
                "\(scenarios) computed from something that has changed since: \(list)",
                remedy: "run again with --rerun-changed to compute them anew, put the old inputs back, or write to another file")
        }
        note("\(scenarios) computed from what has changed since (\(list)) and will be computed anew")
        try store.forget(changes.map(\.scenario))
    }

    // MARK: running

    private func run(
        _ open: [Int], into store: SharedStore, _ shared: SharedWork, _ isInterrupted: @escaping @Sendable () -> Bool,
        _ progress: @escaping @Sendable (Progress) -> Void
    ) throws -> [End] {
        let book = Mutex(Book(total: open.count))
        let ends = parallelMap(count: open.count, threads: threads, scratch: {}) { number, _ -> End in
            guard !isInterrupted(), book.withLock({ $0.failure == nil }) else { return .skipped }
            do {
                let end = try runOne(plan.scenarios[open[number]], into: store, shared)
                progress(book.withLock { $0.note(end) { store.bytes } })
                return end
            } catch {
                // The store itself: nothing more can be kept.
                book.withLock { $0.failure = $0.failure ?? error }
                return .skipped
            }
        }
        let failure = book.withLock { $0.failure }
        do { try store.finish() } catch { throw Self.withAdvice(failure ?? error.cause) }
        if let failure { throw Self.withAdvice(failure) }
        return ends
    }

    private static func withAdvice(_ error: any Error) -> any Error {
        guard let failure = error as? FailureError else { return error }
        return FailureError("\(failure.message)\n  what to do: what was done is kept; the same command goes on when this is mended")
    }

    /// - Throws: only what the store throws.
    private func runOne(_ planned: PlannedScenario, into store: SharedStore, _ shared: SharedWork) throws -> End {
        do {
            let result = try Study(planned.scenario.get(), sharing: shared).result(threads: 1, access: options.access)
            let record = ScenarioRecord(result)
            try store.write(record, of: result)
            return .done
        } catch let error as StoreError {
            throw error.cause
        } catch {
            do { try store.writeFailure(planned.name, "\(error)") } catch { throw error.cause }
            return .failed("\(error)")
        }
    }

    /// What the workers know of each other.
    private struct Book {
        let total: Int
        var done = 0, failed = 0
        var failure: (any Error)?
        private let start = ContinuousClock.now
        /// Of the file, now and then.
        private var firstBytes = 0, bytes = 0
        private var endedAtBytes = 0

        init(total: Int) { self.total = total }

        mutating func note(_ end: End, bytes current: () -> Int) -> Progress {
            if case .failed = end { failed += 1 } else { done += 1 }
            let elapsed = ContinuousClock.now - start
            let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
            let ended = done + failed
            // The first ones read networks and rank: the pace shows after some.
            let isKnown = ended >= min(total, 8)
            if ended == 1 { firstBytes = current() }
            if ended <= 8 || ended % 16 == 0 { (bytes, endedAtBytes) = (current(), ended) }
            return Progress(
                done: done, failed: failed, total: total, seconds: seconds,
                secondsLeft: isKnown ? seconds / Double(ended) * Double(total - ended) : nil,
                bytesExpected: isKnown && endedAtBytes > 1
                    ? bytes + (bytes - firstBytes) / (endedAtBytes - 1) * (total - endedAtBytes) : nil)
        }
    }
}
