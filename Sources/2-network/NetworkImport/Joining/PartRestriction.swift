import Diagnostics
import NetworkModel

extension Joiner.Part {
    /// Leaves aside what the file's role does not cover, and says so in one line of the log.
    mutating func restrict(to role: FileRole) {
        var isGone = Set<Int32>(), kinds: [String: Int] = [:]
        for row in builder.rowClass.indices where builder.rowClass[row] != .removed {
            let isWanted =
                role == .buildings
                ? builder.rowClass[row] == .facility
                : builder.rowClass[row] != .facility && builder.strings[builder.layer[row]] == role.rawValue
            if isWanted { continue }
            builder.rowClass[row] = .removed
            isGone.insert(builder.identifier[row])
            kinds[builder.strings[builder.kind[row]], default: 0] += 1
        }
        if isGone.isEmpty { return }
        builder.requirements.removeAll { isGone.contains($0.asset) }
        for r in builder.requirements.indices { builder.requirements[r].suppliers.removeAll { isGone.contains($0) } }
        builder.requirements.removeAll { $0.suppliers.isEmpty }
        let list = kinds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
        let hasRest = builder.rowClass.contains { $0 != .removed }
        var own = IssueLog()
        own.add(
            Issue(
                hasRest ? .note : .warning, "left-aside", at: SourcePosition(file: path),
                "the file is taken for its \(role.rawValue) only; left aside were \(list.joined(separator: ", "))"
                    + (hasRest ? "" : ", and nothing remains"),
                remedy: hasRest ? "" : "check the role given to the file"))
        log.add(own)
    }
}
