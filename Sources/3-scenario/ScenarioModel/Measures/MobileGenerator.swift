public import Diagnostics
public import MarkupReading
public import NetworkModel

/// `<generator>`: a mobile generator (or tanker, or pump) that is brought to an asset some hours after onset.
///
/// From its arrival on it stands in for the suppliers of a service; until then the asset lives on its own reserve. It is
/// refuelled until the end unless `lasts` says otherwise. That the event does not hit it and that roads let it through is
/// assumed.
public struct MobileGenerator: Measure {
    public static let element = "generator"
    public static let addsAssets = true
    public static let reach = MeasureReach.additions
    public static let summary = "bring a mobile generator or tanker (service, arrives, lasts, in hours)"

    public let title: Phrase
    public let costEuros: Double?
    let target: MeasureTarget
    let service: String
    let arrivesHours: Double
    /// Infinite when it is refuelled.
    let lastsHours: Double
    let position: SourcePosition

    public init(_ element: MarkupElement) throws(InputError) {
        position = element.position
        target = try MeasureTarget(element)
        service = try element.required("service")
        arrivesHours = try element.requiredNumber("arrives", in: 0...100_000, unit: "h")
        lastsHours = try element.number("lasts", in: 0...100_000, unit: "h") ?? .infinity
        guard lastsHours > 0 else {
            throw InputError(
                "generator-lasts", at: position, "a generator that lasts 0 h helps nobody",
                remedy: "give the hours of fuel that comes with it, or leave lasts out when it is refuelled")
        }
        costEuros = try element.number("cost", in: 0...1e15, unit: "euros")
        let words = target.words, name = Layer(service).serviceWords
        title = element.title ?? Phrase(
            "Mobile supply of \(name) for \(words) after \(shortest: arrivesHours) h",
            nl: "Mobiele voorziening met \(name) voor \(words) na \(shortest: arrivesHours) uur")
    }

    public func targets(in model: CityModel) throws(InputError) -> [Int] { try target.assets(in: model) }

    public var presence: (fromHours: Double, untilHours: Double) { (arrivesHours, arrivesHours + lastsHours) }

    /// Adds a source at each target, and as many as its requirement asks for suppliers.
    public func apply(to model: inout CityModelBuilder) throws(InputError) {
        let rows = try target.rows(in: model), number = model.strings.find(service)
        let wanted = Dictionary(rows.map { (model.identifier[$0], $0) }) { first, _ in first }
        let needs = model.requirements.indices.filter {
            model.requirements[$0].service == number && wanted[model.requirements[$0].asset] != nil
        }
        guard !needs.isEmpty else {
            throw InputError(
                "generator-without-need", at: position,
                "\(target.words.english) needs no service called '\(service)'",
                remedy: "name a service that it needs, or remove the measure")
        }
        model.beginFile(position.file)
        var made: [Int32: [Int32]] = [:]
        for r in needs {
            let asset = model.requirements[r].asset
            guard let row = wanted[asset] else { continue }
            while made[asset, default: []].count < model.requirements[r].atLeast {
                made[asset, default: []].append(addSource(for: row, to: &model))
            }
            model.requirements[r].suppliers += made[asset, default: []].prefix(model.requirements[r].atLeast)
        }
    }

    /// A source at the place of an asset that nothing harms; its identifier.
    private func addSource(for row: Int, to model: inout CityModelBuilder) -> Int32 {
        let name = "mobile-\(service)@\(model.strings[model.identifier[row]])"
        var id = name, copy = 1
        while model.strings.find(id) != nil {
            copy += 1
            id = "\(name)-\(copy)"
        }
        let source = model.addNode(
            id, layer: Layer(service), kind: .mobileGenerator, at: model.place(ofRow: row), isSource: true, line: position.line)
        model.set(.fragilityFactor, NumericAttribute.fragilityFactor.plausible.upperBound, ofRow: source, .assumed)
        model.set(.floodThreshold, NumericAttribute.floodThreshold.plausible.upperBound, ofRow: source, .assumed)
        return model.identifier[source]
    }
}
