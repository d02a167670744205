public import Diagnostics
import Geometry
public import MarkupReading
public import NetworkModel

/// `<feeder>`: a second feeder: one more supplier that an asset can draw a service from.
///
/// Without `from` it is the nearest asset of the same kind as the present supplier, in a straight line. The feeder itself
/// (the cable or pipe) is taken as one that does not fail.
public struct AddFeeder: Measure {
    public static let element = "feeder"
    public static let reach = MeasureReach.requirements
    public static let summary = "give assets one more supplier of a service (service, from)"

    public let title: Phrase
    public let costEuros: Double?
    let target: MeasureTarget
    let service: String
    let from: String?
    let position: SourcePosition

    public init(_ element: MarkupElement) throws(InputError) {
        position = element.position
        target = try MeasureTarget(element)
        service = try element.required("service")
        from = element.attributes["from"]
        costEuros = try element.number("cost", in: 0...1e15, unit: "euros")
        let words = target.words, name = Layer(service).serviceWords
        title = element.title ?? (from.map {
            Phrase("A second feeder of \(name) for \(words), from \(Phrase(data: $0))", nl: "Een tweede voeding met \(name) voor \(words), vanaf \(Phrase(data: $0))")
        } ?? Phrase("A second feeder of \(name) for \(words)", nl: "Een tweede voeding met \(name) voor \(words)"))
    }

    public func targets(in model: CityModel) throws(InputError) -> [Int] { try target.assets(in: model) }

    public func apply(to model: inout CityModelBuilder) throws(InputError) {
        let rows = try target.rows(in: model), number = model.strings.find(service)
        let rowOf = Dictionary(rows.map { (model.identifier[$0], $0) }) { first, _ in first }
        let given = try from.map { name throws(InputError) in model.identifier[try model.row(of: name, at: position)] }
        var isFound = false
        for r in model.requirements.indices where model.requirements[r].service == number {
            guard let row = rowOf[model.requirements[r].asset] else { continue }
            isFound = true
            let suppliers = model.requirements[r].suppliers
            guard let supplier = given ?? nearest(to: row, like: suppliers, in: model), !suppliers.contains(supplier) else { continue }
            model.requirements[r].suppliers.append(supplier)
            model.requirements[r].provenance = .measured
        }
        guard isFound else {
            throw InputError(
                "feeder-without-need", at: position, "\(target.words.english) needs no service called '\(service)'",
                remedy: "name a service that it needs, or remove the measure")
        }
    }

    /// The nearest node of the kind of one of the suppliers that is none of them; ties by identifier.
    private func nearest(to row: Int, like suppliers: [Int32], in model: CityModelBuilder) -> Int32? {
        let present = Set(suppliers)
        let kinds = Set(model.identifier.indices.filter { present.contains(model.identifier[$0]) }.map { model.kind[$0] })
        let here = model.place(ofRow: row)
        var best: (distance: Double, id: Int32)?
        for other in model.identifier.indices
        where model.rowClass[other] == .node && kinds.contains(model.kind[other]) && !present.contains(model.identifier[other]) {
            let distance = model.place(ofRow: other).distance(to: here)
            guard distance.isFinite else { continue }
            if let known = best {
                guard distance < known.distance
                    || distance == known.distance && model.strings[model.identifier[other]] < model.strings[known.id]
                else { continue }
            }
            best = (distance, model.identifier[other])
        }
        return best?.id
    }
}
