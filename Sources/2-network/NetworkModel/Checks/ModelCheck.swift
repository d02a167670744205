public import Diagnostics
import Geometry

extension CityModel {
    /// What is wrong with the model, in words a planner understands; empty when nothing was found.
    ///
    /// Errors make a run meaningless, warnings change its results, notes are worth knowing. Findings come in the
    /// order of the checks below and, within one, of the assets; equal models give equal findings.
    /// - Complexity: O(assets + links + requirements) for every check, but for the state before the event, which
    ///   takes one such sweep per link in the longest chain of faults. Tried with 1,000,000 assets.
    public func check() -> IssueLog {
        var log = IssueLog()
        let baseline = Baseline(of: self)
        let components = LayerComponents(of: self)
        checkLayers(&log)
        checkIslands(components, baseline, &log)
        checkRequirements(&log)
        checkRequirementCycles(&log)
        checkFacilities(&log)
        checkBaseline(baseline, components, &log)
        checkLengths(&log)
        checkValues(&log)
        checkCoordinates(&log)
        checkPlaces(&log)
        return log
    }

    /// An issue about an asset, with its place in the file and on the map.
    func issue(_ severity: Severity, _ code: String, about asset: Int, _ message: String, remedy: String) -> Issue {
        let p = position[asset]
        return Issue(
            severity, code, at: definition(of: asset), asset: id(asset), x: p.x, y: p.y, message, remedy: remedy)
    }

    /// `hospital 'H1'`, with the name where there is one: `hospital 'H1' (St. Elisabeth)`.
    func described(_ asset: Int) -> String {
        let name = displayName[asset]
        return "\(kindName(asset)) '\(id(asset))'" + (name >= 0 ? " (\(strings[name]))" : "")
    }

    /// `3 pumps`, `1 pump`.
    func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        count == 1 ? "1 \(one)" : "\(count) \(many ?? one + "s")"
    }
}
