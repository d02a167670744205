public import Diagnostics
public import MarkupReading
public import NetworkModel

/// `<backup>`: a battery, generator or tank that bridges the loss of a service for some hours.
public struct Backup: Measure {
    public static let element = "backup"
    public static let reach = MeasureReach.requirements
    public static let summary = "bridge the loss of a service for some hours (service, hours)"

    public let title: Phrase
    public let costEuros: Double?
    let target: MeasureTarget
    let service: String
    let hours: Double
    let isBlackStart: Bool

    public init(_ element: MarkupElement) throws(InputError) {
        target = try MeasureTarget(element)
        service = try element.required("service")
        hours = try element.requiredNumber("hours", in: 0...100_000, unit: "h")
        isBlackStart = try element.flag("blackStart")
        costEuros = try element.number("cost", in: 0...1e15, unit: "euros")
        let serviceWords = Layer(service).serviceWords
        title = element.title ?? Phrase(
            "Back up \(serviceWords) of \(target.words) for \(shortest: hours) h", nl: "Noodvoorziening \(serviceWords) voor \(target.words), \(shortest: hours) uur")
    }

    public func targets(in model: CityModel) throws(InputError) -> [Int] { try target.assets(in: model) }

    /// Lengthens the buffer of every requirement of the service; a longer one stays.
    public func apply(to model: inout CityModelBuilder) throws(InputError) {
        let wanted = Set(try target.rows(in: model).map { model.identifier[$0] })
        let number = model.strings.find(service)
        var isFound = false
        for r in model.requirements.indices
        where model.requirements[r].service == number && wanted.contains(model.requirements[r].asset) {
            isFound = true
            model.requirements[r].bufferHours = max(hours, model.requirements[r].bufferHours)
            model.requirements[r].blackStart = model.requirements[r].blackStart || isBlackStart
            model.requirements[r].provenance = .measured
        }
        guard !isFound else { return }
        let needed = Set(model.requirements.lazy.filter { wanted.contains($0.asset) }.map { $0.service })
            .map { model.strings[$0] }.sorted()
        throw InputError(
            "backup-without-need", at: target.position, "\(target.words.english) needs no service called '\(service)'",
            remedy: suggestion(for: service, among: needed)
                + (needed.isEmpty
                    ? "state in the network what it needs, or remove the measure"
                    : "it needs \(needed.joined(separator: ", "))"))
    }
}
