import Diagnostics
import FileReading
import MarkupReading

/// An earthquake as a seismological service publishes it: magnitude and hypocentre.
///
/// Source: QuakeML 1.2 Basic Event Description (Euchner & Schorlemmer 2013): values stand in `<value>`, depths are in
/// metres.
struct QuakeMLEvent: Sendable {
    let path: String
    let magnitude: Double
    /// Such as `Mw` or `ml`, in small letters; empty when it is not given.
    let magnitudeType: String
    let longitude, latitude: Double
    let depthKilometres: Double?
    /// Whether the file itself says which origin and magnitude are preferred.
    private let isPreferred: Bool

    /// The event of the file that the attribute `quakeml` names; nil without it.
    static func named(by element: MarkupElement, folder: InputFolder) throws -> QuakeMLEvent? {
        guard let name = element.attributes["quakeml"] else { return nil }
        for own in ["magnitude", "x", "y", "lon", "lat", "depthKm"] where element.attributes[own] != nil {
            throw InputError(
                "quakeml-twice", at: element.position, "<earthquake> has both quakeml and \(own)",
                remedy: "keep one of them: the file gives magnitude, place and depth")
        }
        return try QuakeMLEvent(path: folder.file(name))
    }

    init(path: String) throws {
        self.path = path
        let root = try MarkupReader.tree(path, maximumElements: 200_000)
        guard root.name == "quakeml", root.namespace.hasPrefix("http://quakeml.org/xmlns/quakeml/") else {
            throw InputError(
                "quakeml-unknown", at: root.position, "this is no QuakeML file: it begins with <\(root.name)>",
                remedy: "download the event as QuakeML from the seismological service")
        }
        let events = root.children(named: "eventParameters").flatMap { $0.children(named: "event") }
        guard let event = events.first, events.count == 1 else {
            throw InputError(
                "quakeml-events", at: root.position, "the file holds \(events.count) events, not one",
                remedy: "download the one event that the scenario is about")
        }
        let (origin, isOwnOrigin) = try Self.preferred("origin", "preferredOriginID", of: event)
        let (magnitude, isOwnMagnitude) = try Self.preferred("magnitude", "preferredMagnitudeID", of: event)
        self.magnitude = try Self.value("mag", of: magnitude, in: -2...10)
        magnitudeType = String((magnitude.child(named: "type")?.text ?? "").lowercased().filter { $0.isLetter || $0.isNumber }.prefix(10))
        longitude = try Self.value("longitude", of: origin, in: -180...180)
        latitude = try Self.value("latitude", of: origin, in: -90...90)
        depthKilometres = try origin.child(named: "depth").map { _ in try Self.value("depth", of: origin, in: -10_000...800_000) / 1000 }
        isPreferred = isOwnOrigin && isOwnMagnitude
    }

    /// The element that the event prefers, else its first.
    private static func preferred(
        _ name: String, _ reference: String, of event: MarkupElement
    ) throws -> (element: MarkupElement, isPreferred: Bool) {
        let all = event.children(named: name)
        if let id = event.child(named: reference)?.text, let own = all.first(where: { $0.attributes["publicID"] == id }) {
            return (own, true)
        }
        guard let first = all.first else {
            throw InputError(
                "quakeml-incomplete", at: event.position, "the event has no <\(name)>",
                remedy: "download it again, or give magnitude, lon and lat in the scenario")
        }
        return (first, false)
    }

    private static func value(_ name: String, of element: MarkupElement, in range: ClosedRange<Double>) throws -> Double {
        let holder = element.child(named: name), text = holder?.child(named: "value")?.text ?? ""
        guard let value = Double(text), range.contains(value) else {
            throw InputError(
                "quakeml-value", at: holder?.position ?? element.position,
                text.isEmpty ? "<\(element.name)> has no <\(name)> with a <value>"
                    : "\"\(text.prefix(40))\" is no \(name) between \(range.lowerBound) and \(range.upperBound)",
                remedy: "correct it, or give magnitude, lon and lat in the scenario instead of quakeml")
        }
        return value
    }

    /// The scenario's element as if it gave the event's figures itself.
    func completing(_ element: MarkupElement) -> MarkupElement {
        var element = element
        element.attributes["quakeml"] = nil
        element.attributes["magnitude"] = "\(magnitude)"
        element.attributes["lon"] = "\(longitude)"
        element.attributes["lat"] = "\(latitude)"
        if let depthKilometres { element.attributes["depthKm"] = "\(max(0, depthKilometres))" }
        return element
    }

    var sentences: [Phrase] {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let doubt =
            isPreferred
            ? .nothing
            : Phrase(
                "; it does not say which of its solutions is preferred, and the first counts",
                nl: "; dat bestand zegt niet welke oplossing de voorkeur heeft, en de eerste telt")
        return [
            Phrase(
                "Magnitude and hypocentre were read from \(name)\(doubt).",
                nl: "Magnitude en hypocentrum komen uit \(name)\(doubt).")
        ]
    }

    var warnings: [Phrase] {
        if magnitudeType.hasPrefix("mw") { return [] }
        let type =
            magnitudeType.isEmpty
            ? Phrase("of unknown type", nl: "van onbekend type") : Phrase("of type \(magnitudeType)", nl: "van het type \(magnitudeType)")
        return [
            Phrase(
                "The magnitude is \(type) and taken as a moment magnitude, which the ground-motion model wants.",
                nl: "De magnitude is \(type) en geldt hier als momentmagnitude, want daar rekent het schokmodel mee.")
        ]
    }
}
