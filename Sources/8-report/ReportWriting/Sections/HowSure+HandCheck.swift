import CascadeModel
import DamageModel
import HazardModel
import NetworkModel

/// Checks that a reader can repeat with a spreadsheet. Each is made here the way the reader would make it, and shown
/// only where it gives the figure of the report.
extension HowSure {
    static func handCheck(_ f: Findings, _ writer: inout MarkdownWriter) {
        let checks = [flooded(f), damaged(f), sum(f)].compactMap { $0 }
        let chain = Self.chain(f)
        guard !checks.isEmpty || chain != nil else { return }
        writer.heading(3, f.language.headingHandCheck)
        writer.paragraph(f.language.handCheckIntroduction)
        writer.bullets(checks)
        if let chain {
            writer.paragraph(chain.introduction)
            writer.table(f.language.columnsOfChain, numeric: [1], chain.rows)
        }
    }

    /// The kind of which the water stops most assets: counted from the table of fragilities.
    private static func flooded(_ f: Findings) -> Prose? {
        let hit = f.input.disturbances.filter { $0.cause == .flooded }
        let assets = Set(hit.map { Int($0.asset) }), places = assets.filter { f.model.facilities.contains($0) }
        let byKind = Dictionary(grouping: places.isEmpty ? assets : places) { f.model.kind[$0] }
        guard let kind = byKind.keys.max(by: { (byKind[$0]?.count ?? 0, $1) < (byKind[$1]?.count ?? 0, $0) }) else { return nil }
        let rows = f.input.assetDamage.filter { f.model.kind[$0.asset] == kind && $0.measure == .floodDepth && $0.intensity >= $0.thresholdMetres }
        guard rows.count == byKind[kind]?.count, f.input.fields.count == 1 else { return nil }
        return f.language.checkFlooded(file: "\(f.reportName)-fragilities.csv", kind: f.model.kinds[Int(kind)].name, f.words.count(rows.count))
    }

    private static func damaged(_ f: Findings) -> Prose? {
        let hit = Set(f.input.disturbances.filter { $0.cause == .damaged && !f.model.isKind(Int($0.asset), .pipe) }.map(\.asset))
        let rows = f.input.assetDamage.filter { $0.probabilities.count > 2 && $0.probabilities[2] >= 0.5 }
        guard !hit.isEmpty, rows.count == hit.count, f.input.fields.count == 1 else { return nil }
        return f.language.checkDamaged(file: "\(f.reportName)-fragilities.csv", f.words.count(rows.count))
    }

    /// Person-hours without the service that costs most of them.
    private static func sum(_ f: Findings) -> Prose? {
        guard let total = f.services.max(by: { $0.residentHoursLost < $1.residentHoursLost }), total.residentHoursLost > 0,
            let service = f.model.service(named: total.service)
        else { return nil }
        let sum = f.outcome.losses.filter { $0.service == service }.reduce(0) {
            $0 + (f.model.value(.residents, of: $1.facility) ?? 0) * $1.outHours
        }
        guard abs(sum - total.residentHoursLost) <= 1e-6 * total.residentHoursLost else { return nil }
        return f.language.checkSum(
            file: "\(f.reportName)-facilities.csv", word: total.service, service: f.language.service(total.service), f.words.fixed(sum, decimals: 0))
    }

    /// The chain of the worst loss of a named place (of any place, where no named one has a chain), with its hours.
    private static func chain(_ f: Findings) -> (introduction: Prose, rows: [[Prose]])? {
        let named = f.losses(of: f.hospitals) + f.losses(of: f.otherVulnerable)
        let loss = named.first { steps(of: $0, f).count > 2 } ?? named.first { steps(of: $0, f).count > 1 }
            ?? f.outcome.losses.first { $0.outHours > 0 && steps(of: $0, f).count > 1 }
        guard let loss else { return nil }
        let chain = steps(of: loss, f)
        var rows = chain.indices.map { row(chain, $0, f) }
        let left = rows.count - 8
        if left > 1 {
            rows.replaceSubrange(4..<(4 + left), with: [[f.language.chainLeftOut(f.words.count(left)), "", ""]])
        }
        return (f.language.checkChain("\(strong: f.label(loss.facility))", f.language.service(f.service(loss.service))), rows)
    }

    private struct Step {
        var asset: Int
        var hours: Double
        var reserveHours: Double
    }

    private static func steps(of loss: ServiceOutcome.FacilityLoss, _ f: Findings) -> [Step] {
        guard loss.outHours > 0, loss.causedBy >= 0, loss.causedBy != loss.facility else { return [] }
        let hours = Findings.causeHours(of: loss)
        var steps = f.input.outage.causeChain(of: Int32(loss.causedBy), at: hours).map { asset in
            Step(
                asset: Int(asset), hours: f.input.outage.outage(of: asset, at: hours)?.fromHours ?? hours,
                reserveHours: reserve(of: Int(asset), f))
        }
        guard !steps.isEmpty else { return [] }
        steps.append(Step(asset: loss.facility, hours: loss.firstOutHours, reserveHours: f.bufferHours(of: loss.facility, service: loss.service)))
        return steps
    }

    /// The shortest reserve of an asset, which is the one that counts first; 0 when it has none.
    private static func reserve(of asset: Int, _ f: Findings) -> Double {
        f.model.requirements.ofAsset(asset).map { f.model.requirements.bufferHours[$0] }.min() ?? 0
    }

    private static func row(_ steps: [Step], _ i: Int, _ f: Findings) -> [Prose] {
        let step = steps[i], hours = { (value: Double) in f.words.exact((value * 100).rounded() / 100) }
        let why: Prose
        if i == 0 {
            why = f.language.chainBegins
        } else if abs(step.hours - steps[i - 1].hours) < 1e-9 {
            why = f.language.chainAtOnce
        } else if abs(step.hours - steps[i - 1].hours - step.reserveHours) < 1e-6 {
            why = f.language.chainAfterReserve(hours(steps[i - 1].hours), hours(step.reserveHours), hours(step.hours))
        } else {
            why = f.language.chainOtherwise
        }
        return [f.label(step.asset), Prose(data: hours(step.hours)), why]
    }
}
