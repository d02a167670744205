import Computation
import MarkupReading

extension Scenario {
    /// What tells its hazards from others: the digest of each element, with the folder in which it looks for files and
    /// what was read at gauges that it may follow.
    public var hazardDigests: [String] {
        let folder = ScenarioReader.folder(ofFile: file)
        let gauges = observations.gauges.map { "\($0.gauge) \($0.hours) \($0.levelMetres)" }.joined(separator: "\n")
        return hazards.map { hazard in
            var element = hazard
            element.attributes["folder of files"] = folder
            if !gauges.isEmpty { element.attributes["readings of gauges"] = gauges }
            return element.digest
        }
    }
    /// What tells its built measures from others; empty without.
    public var builtDigest: String { built.map(\.digest).joined(separator: " ") }
}

extension MarkupElement {
    /// SHA-256 of what an element says, in hexadecimal: neither its place in a file nor the order of attributes counts.
    var digest: String {
        var digest = SHA256()
        digest.update(MarkupWriter.lines(of: self).bytes)
        return digest.hexadecimal()
    }
}
