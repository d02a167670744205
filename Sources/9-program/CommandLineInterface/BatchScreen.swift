import BatchRunner
import FileReading
import Synchronization

/// Shows how far a batch has come: one line that is written over on a screen, a line now and then elsewhere.
final class BatchScreen: Sendable {
    private let surroundings: Surroundings
    private let output: String
    private let last = Mutex(Last())

    private struct Last {
        var line = ContinuousClock.now - .seconds(1)
        var hasEstimated = false
        var isStopping = false
        /// Whole twentieths that were told.
        var part = 0
    }

    init(_ surroundings: Surroundings, output: String) {
        (self.surroundings, self.output) = (surroundings, output)
    }

    func tellStopping() {
        last.withLock { $0.isStopping = true }
        surroundings.say("stopping: the scenarios that are running are finished; press Ctrl-C again to abandon them")
    }

    func show(_ progress: Batch.Progress) {
        let (estimates, tellsLine) = last.withLock { last -> (Bool, Bool) in
            let estimates = !last.hasEstimated && progress.secondsLeft != nil
            last.hasEstimated = last.hasEstimated || estimates
            let now = ContinuousClock.now
            let part = 20 * (progress.done + progress.failed) / max(1, progress.total)
            let isDue = surroundings.isInteractive
                ? now - last.line > .milliseconds(100)
                : now - last.line > .seconds(60) || part > last.part && now - last.line > .seconds(5)
            guard isDue, !last.isStopping else { return (estimates, false) }
            (last.line, last.part) = (now, part)
            return (estimates, true)
        }
        if estimates { surroundings.say(estimate(progress)) }
        guard tellsLine else { return }
        let line = BatchWords.progress(progress)
        if surroundings.isInteractive { surroundings.progress(line) } else { surroundings.say(line) }
    }

    private func estimate(_ progress: Batch.Progress) -> String {
        var text = "estimate after \(progress.done + progress.failed): "
        text += BatchWords.duration(progress.seconds + (progress.secondsLeft ?? 0)) + " in all"
        guard let bytes = progress.bytesExpected else { return text }
        text += ", and a file of \(BatchWords.size(bytes))"
        if let free = FileSize.bytesFree(besideFile: output), free < bytes {
            text += "; warning: the disk has only \(BatchWords.size(free)) left"
        }
        return text
    }
}

/// What a batch says of itself.
enum BatchWords {
    static func plan(_ plan: BatchPlan, _ shard: Shard?) -> String {
        var lines = plan.files.map { file in
            "\(file.path): \(scenarios(file.scenarios))" + (file.parameters.isEmpty ? "" : ": \(file.parameters)")
        }
        if lines.count > 20 { lines = lines.prefix(19) + ["… and \(lines.count - 19) more files"] }
        if !plan.leftOut.isEmpty { lines.append("left out, as they are no scenarios: \(plan.leftOut.joined(separator: ", "))") }
        lines.append(
            "\(scenarios(plan.scenarios.count)) in all"
                + (shard.map { "; part \($0.number) of \($0.count) has \(plan.share($0).count)" } ?? ""))
        return lines.joined(separator: "\n")
    }

    static func progress(_ progress: Batch.Progress) -> String {
        let failed = progress.failed > 0 ? ", \(progress.failed) failed" : ""
        let left = progress.secondsLeft.map { ", \(duration($0)) left" } ?? ""
        return "\(progress.done + progress.failed) of \(progress.total)\(failed)\(left)"
    }

    static func end(_ outcome: Batch.Outcome, _ output: String, resume: String) -> String {
        var lines: [String] = []
        for failed in outcome.failed.prefix(20) { lines.append("failed: \(failed.name)\n  \(failed.reason.replacing("\n", with: "\n  "))") }
        if outcome.failed.count > 20 { lines.append("… and \(outcome.failed.count - 20) more; 'lifeline query \(output) scenarios' lists them") }
        var text = "\(scenarios(outcome.doneNow)) done"
        if outcome.doneBefore > 0 { text += ", \(outcome.doneBefore) were there before" }
        if !outcome.failed.isEmpty { text += ", \(outcome.failed.count) failed" }
        if outcome.left > 0 { text += ", \(outcome.left) left: go on with '\(resume)'" }
        return (lines + [text]).joined(separator: "\n")
    }

    private static func scenarios(_ count: Int) -> String { count == 1 ? "1 scenario" : "\(count) scenarios" }

    /// "40 s", "12 min", "3 h 20 min".
    static func duration(_ seconds: Double) -> String {
        let whole = Int(min(max(0, seconds), 1e9).rounded(.up))
        if whole < 90 { return "\(whole) s" }
        let minutes = (whole + 30) / 60
        return minutes < 120 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
    }

    /// "12 MB".
    static func size(_ bytes: Int) -> String {
        let megabytes = Double(bytes) / 1e6
        return megabytes < 10 ? "\((megabytes * 10).rounded() / 10) MB"
            : megabytes < 10_000 ? "\(Int(megabytes.rounded())) MB" : "\(Int((megabytes / 1000).rounded())) GB"
    }
}
