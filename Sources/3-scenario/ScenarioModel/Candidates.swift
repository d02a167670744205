public import Diagnostics
import MarkupReading
public import NetworkModel

/// A family of candidates for a portfolio: one measure for each asset that it fits.
public struct CandidateFamily: Sendable {
    let element: MarkupElement
    /// At most so many of the family can be chosen, such as the generators that there are; nil for all.
    public let most: Int?

    /// Far more than anybody compares.
    public static let maximumMembers = 20_000

    init(_ element: MarkupElement) throws(InputError) {
        self.element = element
        most = try element.wholeNumber(
            "sets", code: "candidate-sets", remedy: "write how many of these there are, such as 3, or leave sets out")
        if element.attributes["cost"] != nil {
            throw InputError(
                "candidate-cost", at: element.position, "<\(element.name)> is a family of candidates, but has a cost for one measure",
                remedy: "write costEach=\"…\", what it costs at each asset")
        }
        // Whatever else is wrong with it shows in a member.
        _ = try Measures.read(member(asset: nil))
    }

    /// The members, in the order of the assets.
    public func members(in model: CityModel) throws(InputError) -> [any Measure] {
        guard let kind = element.attributes["kind"] else { return [try Measures.read(member(asset: nil))] }
        var members: [any Measure] = []
        for asset in try MeasureTarget(element).assets(in: model) {
            // What has no requirement for the service gets no reserve, feeder or generator.
            if let service = element.attributes["service"] {
                let needs = model.requirements
                guard needs.ofAsset(asset).contains(where: { model.services[Int(needs.service[$0])] == service }) else { continue }
            }
            members.append(try Measures.read(member(asset: asset, in: model)))
            guard members.count <= Self.maximumMembers else {
                throw InputError(
                    "too-many-candidates", at: element.position,
                    "there are more than \(Self.maximumMembers) assets of the kind '\(kind)'",
                    remedy: "choose among fewer: a rarer kind, or single assets")
            }
        }
        return members
    }

    private func member(asset: Int?, in model: CityModel? = nil) -> MarkupElement {
        var member = element
        member.attributes["cost"] = element.attributes["costEach"]
        for name in ["costEach", "sets"] { member.attributes[name] = nil }
        guard let asset, let model else { return member }
        member.attributes["kind"] = nil
        member.attributes["asset"] = model.id(asset)
        if model.displayName[asset] >= 0 {
            member.attributes[MeasureTarget.label] = model.label(asset)
        } else {
            member.attributes[MeasureTarget.kindOfUnnamed] = model.kindName(asset)
        }
        if let title = element.attributes["title"] { member.attributes["title"] = "\(title): \(model.label(asset))" }
        return member
    }
}

/// `<portfolio>`: which measures and candidates are best, together, under a budget or a number.
public struct PortfolioLimit: Sendable {
    public let budgetEuros: Double?
    public let count: Int?

    public init(budgetEuros: Double?, count: Int?) {
        self.budgetEuros = budgetEuros
        self.count = count
    }

    init(_ element: MarkupElement) throws(InputError) {
        budgetEuros = try element.number("budget", in: 0...1e15, unit: "euros")
        count = try element.wholeNumber(
            "count", code: "portfolio-count", remedy: "write how many measures may be chosen, such as 10")
        guard budgetEuros != nil || count != nil else {
            throw InputError(
                "portfolio-limit", at: element.position, "<portfolio> has no limit",
                remedy: "add budget=\"5000000\" in euros, or count=\"10\" measures, or both")
        }
    }
}

extension MarkupElement {
    /// A number above 0; nil where the attribute is missing.
    fileprivate func wholeNumber(_ name: String, code: String, remedy: String) throws(InputError) -> Int? {
        guard let text = attributes[name] else { return nil }
        if let number = Int(text), number > 0 { return number }
        throw InputError(code, at: position, "\(name)=\"\(text)\" is no whole number above 0", remedy: remedy)
    }
}
