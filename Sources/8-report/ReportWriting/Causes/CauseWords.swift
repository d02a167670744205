import CascadeModel
import DamageModel
import NetworkModel

/// Why something stopped, in words: "Substation West floods at 03:10 → transformer T12 loses supply → pump P3 stops".
extension Findings {
    /// The explanation of one lost service, ending at the facility; says so when it is not known.
    func cause(of loss: ServiceOutcome.FacilityLoss) -> Prose {
        if loss.causedBy == loss.facility, let disturbance = disturbanceOf[loss.facility] {
            return hit(label(loss.facility), disturbance.cause, words.when(max(0, disturbance.fromHours), besideHours: loss.firstLossHours))
        }
        let steps = causeSteps(of: loss.causedBy, at: Self.causeHours(of: loss), besideHours: loss.firstLossHours)
        return loss.causedBy == loss.facility || loss.causedBy < 0 ? steps : steps + " → " + label(loss.facility)
    }

    /// The moment at which a loss is explained: when the service first went out, or else when the reserve stepped in.
    static func causeHours(of loss: ServiceOutcome.FacilityLoss) -> Double {
        loss.outHours > 0 && loss.firstOutHours.isFinite ? loss.firstOutHours : loss.firstLossHours
    }

    /// Why an asset stopped, in words, itself last.
    /// - Parameter besideHours: a moment whose day stands beside it already.
    func causeSteps(of asset: Int, at hours: Double, besideHours: Double? = nil) -> Prose {
        guard asset >= 0 else { return language.causeUnknown }
        let chain = input.outage.causeChain(of: Int32(asset), at: hours).map { Int($0) }
        return (chain.isEmpty ? [language.stopsDelivering(label(asset))] : words(for: chain, at: hours, besideHours)).joined(" → ")
    }

    /// Each step in words; long runs within one layer in a single step.
    private func words(for chain: [Int], at hours: Double, _ beside: Double?) -> [Prose] {
        var steps: [Prose] = []
        var i = 0
        while i < chain.count {
            let run = chain[i...].prefix { isUnsuppliedStep($0, like: chain[i], at: hours) }
            if run.count > 3, let last = run.last {
                steps.append(language.partsLoseSupply(run.count, layerName(last), label(last)))
                i += run.count
            } else {
                steps.append(step(chain[i], at: hours, beside, isFirst: i == 0))
                i += 1
            }
        }
        return steps
    }

    private func isUnsuppliedStep(_ asset: Int, like first: Int, at hours: Double) -> Bool {
        asset < model.links.upperBound && model.layer[asset] == model.layer[first]
            && input.outage.outage(of: Int32(asset), at: hours, orBefore: true)?.reason == .unsupplied
    }

    private func step(_ asset: Int, at hours: Double, _ beside: Double?, isFirst: Bool) -> Prose {
        let name = label(asset)
        guard let outage = input.outage.outage(of: Int32(asset), at: hours, orBefore: true) else { return language.stopsDelivering(name) }
        let when = words.when(outage.fromHours, besideHours: beside)
        switch outage.reason {
        case .hazard: return hit(name, disturbanceOf[asset]?.cause, when)
        case .cascade: return isFirst ? language.stopsAt(name, when) : language.stops(name)
        case .unsupplied: return language.losesSupply(name, layer: layerName(asset))
        case .deadlock: return language.cannotRestart(name)
        }
    }

    private func hit(_ name: Prose, _ cause: Disturbance.Cause?, _ when: String) -> Prose {
        switch cause {
        case .flooded?: language.floods(name, when)
        case .damaged?: language.isDamaged(name, when)
        case .outOfService?: language.isPutOutOfService(name, when)
        case .observed?: language.isSeenOut(name, when)
        case nil: language.stopsAt(name, when)
        }
    }

    /// The asset's name; with its kind before it when the data gives only an identifier.
    func label(_ asset: Int) -> Prose {
        let name = self.name(asset)
        return model.displayName[asset] >= 0 ? "\(name)" : "\(language.kind(model.kindName(asset), 1)) \(name)"
    }

    /// "**Trafo Perenlaan T45** (transformer)".
    func nameAndKind(_ asset: Int) -> Prose {
        "\(strong: Prose(data: name(asset))) (\(language.kind(model.kindName(asset), 1)))"
    }

    /// What to call an asset, on one line and cut to a length that a table bears.
    func name(_ asset: Int, limit: Int = 80) -> String {
        let name = Hygiene.oneLine(model.label(asset), limit: limit)
        return name.isEmpty ? Hygiene.oneLine(model.id(asset), limit: limit) : name
    }

    func layerName(_ asset: Int) -> String {
        let layer = Int(model.layer[asset])
        return model.layers.indices.contains(layer) ? model.layers[layer].name : ""
    }
}

extension Findings {
    /// The word for a cause in files for programs.
    func causeName(_ cause: Disturbance.Cause) -> String {
        switch cause {
        case .flooded: "flooded"
        case .damaged: "damaged"
        case .outOfService: "outOfService"
        case .observed: "observed"
        }
    }
}
