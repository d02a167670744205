public import ReportWriting

extension Study {
    /// The median event and the weak points: what a map plays back. No samples, no measures.
    /// - Parameters:
    ///   - threads: at most this many; 0 for one per core. The result does not depend on it.
    ///   - progress: told the name of each stage as it begins.
    public func view(threads: Int = 0, progress: (String) -> Void = { _ in }) throws -> ReportInput {
        var input = reportInput(try strike(progress), command: "view")
        input.impact = try rank(threads, progress)
        return input
    }
}
