import Diagnostics

extension ImportLog {
    /// Takes findings into the log: each is a line of the repair log, and a warning also an issue of the import.
    mutating func add(_ findings: IssueLog) {
        for finding in findings.issues {
            var repair = Repair(
                finding.code, asset: finding.asset ?? "", x: finding.x ?? .nan, y: finding.y ?? .nan, finding.message)
            repair.metres = finding.metres
            repairs.append(repair)
            if finding.severity > .note { issues.add(finding) }
        }
    }
}
