import BatchRunner
import Diagnostics
import FileReading
import ResultStore
import Synchronization

/// `lifeline batch`: runs many scenarios into one file of results.
struct BatchCommand: Command {
    static let name = "batch"
    static let summary = "run many scenarios into one file of results"
    static let explanation =
        "Runs every scenario of the files and folders named; a file with <parameters> stands for one scenario for each "
        + "combination of their values. The results go into one GeoPackage, which QGIS opens. Stop it when you like "
        + "(Ctrl-C): the same command goes on where it stopped. A scenario that fails is listed with its reason and tried "
        + "again the next time; the others are not touched by it."
    static let operands = [Operand("PATH", "scenario file, or a folder of them", isRepeating: true)]
    private static let output = Option(
        "output", letter: "o", .text("FILE"), "file of results, made when missing", standard: "results.gpkg")
    private static let dryRun = Option("dry-run", .flag, "show what would be run, and run nothing")
    private static let atMost = Option(
        "at-most", .whole("N", 1...100_000_000), "refuse plans of more scenarios",
        standard: "\(BatchPlan.standardLimit)")
    private static let shard = Option("shard", .text("I/N"), "run only the Ith of N equal parts, on one of N machines")
    private static let detail = Option(
        "detail", .choice(StoreDetail.allCases.map(\.rawValue)),
        "what to keep: sums and hospitals; every place that fails, too; what the event does to every asset, too",
        standard: StoreDetail.places.rawValue)
    private static let skipAccess = Option(
        "skip-access", .flag, "leave out how fast ambulances come, which may take longer than all else")
    private static let rerunChanged = Option(
        "rerun-changed", .flag, "compute anew what was computed from inputs that have changed since")
    private static let maximumSize = Option(
        "max-size", .whole("MB", 1...100_000_000), "stop before the file of results grows beyond")
    private static let emit = Option(
        "emit", .choice(ClusterKind.allCases.map(\.rawValue)),
        "run nothing, but write the files of a job for a cluster into a folder beside the results")
    private static let shards = Option("shards", .whole("N", 1...10_000), "parts of such a job", standard: "8")
    static let options = [
        output, dryRun, RunCommand.threads, detail, skipAccess, atMost, rerunChanged, maximumSize, shard, emit, shards,
    ]
    static let exitCodes: [ExitCode] = ExitCode.allCases
    static let examples = [
        "batch scenarios/ -o results.gpkg", "batch scenarios/breach.xml --dry-run",
        "batch scenarios/ -o part-3.gpkg --shard 3/8", "batch scenarios/ -o results.gpkg --emit slurm --shards 40",
    ]

    private let paths: [String]
    private let output: String
    private let threads, atMost, shards: Int
    private let isDryRun, rerunsChanged: Bool
    private let kept: StoreOptions
    private let shard: Shard?
    private let maximumBytes: Int?
    private let emit: ClusterKind?

    init(_ arguments: ParsedArguments) throws(UsageError) {
        paths = arguments.operands
        output = arguments.text(Self.output) ?? "results.gpkg"
        threads = arguments.whole(RunCommand.threads) ?? 0
        atMost = arguments.whole(Self.atMost) ?? BatchPlan.standardLimit
        isDryRun = arguments.has(Self.dryRun)
        rerunsChanged = arguments.has(Self.rerunChanged)
        kept = StoreOptions(
            detail: arguments.text(Self.detail).flatMap { StoreDetail(rawValue: $0) } ?? .places, access: !arguments.has(Self.skipAccess))
        maximumBytes = arguments.whole(Self.maximumSize).map { $0 * 1_000_000 }
        emit = arguments.text(Self.emit).flatMap { ClusterKind(rawValue: $0) }
        shards = arguments.whole(Self.shards) ?? 8
        if arguments.has(Self.shards), emit == nil { throw UsageError("--shards is for --emit; a single part is run with --shard") }
        guard let text = arguments.text(Self.shard) else {
            shard = nil
            return
        }
        shard = Shard(text)
        if shard == nil { throw UsageError("--shard takes a part such as 3/8, not '\(text)'") }
        if emit != nil { throw UsageError("--emit divides the plan itself: give --shards and not --shard") }
    }

    func run(_ surroundings: Surroundings) throws -> ExitCode {
        surroundings.progress("reading the scenarios")
        let plan = try BatchPlan(paths: paths, atMost: atMost)
        surroundings.endProgress()
        surroundings.say(BatchWords.plan(plan, shard))
        if let emit { return try write(ClusterJob(kind: emit, paths: paths, output: output, shards: shards, options: jobOptions), surroundings) }
        if isDryRun {
            for position in plan.share(shard).sorted() { surroundings.print(plan.scenarios[position].name) }
            return plan.scenarios.contains { if case .failure = $0.scenario { true } else { false } } ? .someFailed : .done
        }
        var batch = Batch(plan: plan, store: output)
        batch.threads = threads
        batch.shard = shard
        batch.options = kept
        batch.rerunsChanged = rerunsChanged
        batch.maximumBytes = maximumBytes
        let screen = BatchScreen(surroundings, output: output)
        let stop = StopWish { screen.tellStopping() }
        let outcome = try batch.run(
            isInterrupted: { stop.isWished }, note: { surroundings.say($0) }, progress: { screen.show($0) })
        surroundings.endProgress()
        surroundings.say(BatchWords.end(outcome, output, resume: "lifeline batch \(paths.joined(separator: " ")) -o \(output)"))
        surroundings.print(output)
        return outcome.wasInterrupted ? .interrupted : outcome.failed.isEmpty ? .done : .someFailed
    }

    // MARK: clusters

    /// Options that every part of a job is run with.
    private var jobOptions: [String] {
        var options = kept.detail == .places ? [] : ["--detail", kept.detail.rawValue]
        if !kept.access { options.append("--skip-access") }
        if atMost != BatchPlan.standardLimit { options += ["--at-most", "\(atMost)"] }
        if let maximumBytes { options += ["--max-size", "\(maximumBytes / 1_000_000)"] }
        return options
    }

    private func write(_ job: ClusterJob, _ surroundings: Surroundings) throws -> ExitCode {
        try AtomicFile.write(job.files.map { ($0.path, Array($0.text.utf8)) })
        for file in job.files { surroundings.print(file.path) }
        surroundings.say(job.whatToDo)
        return .done
    }
}
