import Diagnostics

extension ImportLog {
    /// Takes findings into the log: each is a line of the repair log, and a warning also an issue of the import.
    mutating func add(_ findings: IssueLog) {
        for finding in findings.issues {
            repairs.append(
                Repair(
                    finding.code, asset: finding.asset ?? "", x: finding.x ?? .nan, y: finding.y ?? .nan,
                    finding.message))
            if finding.severity > .note { issues.add(finding) }
        }
    }
}
