import Diagnostics
import Geometry
import MarkupReading
import NetworkModel

/// `<floodRisk>`: the water depths that the city's own data records for its buildings.
///
/// Japanese city models carry, for each building, one record for each river (or coast, or sewer system) and size of
/// event; a scenario chooses among them. Where only a class of depth is recorded, a depth inside the class is taken.
/// Pipes, cables and roads have no records: they take the depth at the nearest building within reach.
public struct RecordedFlood: Hazard {
    public static let element = "floodRisk"
    public static let summary =
        "water depths that the data records for its buildings: kind, description, scale (all when left out), "
        + "rankDepth (middle or upper), reach (metres to the nearest building), arrival, recession, water, returnPeriod"

    public let inputFiles: [String] = []
    let kind: String?, description: String?, scale: String?
    let takesUpperBound: Bool
    let reachMetres: Double
    let hours: FloodHours
    let conditions: FloodConditions
    let position: SourcePosition

    public init(_ element: MarkupElement, folder: InputFolder) throws {
        try element.refuseUnknown(
            attributes: ["kind", "description", "scale", "rankDepth", "reach", "arrival", "recession"] + FloodConditions.attributes)
        position = element.position
        kind = element.attributes["kind"]
        description = element.attributes["description"]
        scale = element.attributes["scale"]
        reachMetres = try element.number("reach", in: 0...10_000, unit: "m") ?? 100
        hours = try element.floodHours()
        conditions = try FloodConditions(element)
        switch element.attributes["rankDepth"] {
        case nil, "middle": takesUpperBound = false
        case "upper": takesUpperBound = true
        case let other?:
            throw InputError(
                "bad-value", at: element.position, "rankDepth=\"\(other)\" is neither middle nor upper",
                remedy: "write middle, or upper to be on the safe side")
        }
    }

    /// Depth in metres for a class of depth, its bounds as in the PLATEAU code list `RiverFloodingRiskAttribute_rank`:
    /// below 0.5, 3, 5, 10 and 20 m, and above; the last has no upper bound, so that its lower one is taken.
    static func depthMetres(ofRank rank: UInt8, upper: Bool) -> Double {
        let bounds = [0, 0.5, 3, 5, 10, 20]
        guard (1...6).contains(rank) else { return 0 }
        if rank == 6 { return 20 }
        return upper ? bounds[Int(rank)] : (bounds[Int(rank) - 1] + bounds[Int(rank)]) / 2
    }

    public func field(on model: CityModel, progress: (String) -> Void) throws -> HazardField {
        var reading = read(model)
        guard reading.recordCount > 0 else { throw nothingChosen(model) }
        spread(&reading, over: model)
        var field = HazardField(title: title, method: [], median: [.floodDepth: reading.depth])
        field.arrivalHours = reading.depth.map { $0 > 0 ? hours.arrival : .infinity }
        field.recessionHours = reading.depth.indices.map {
            guard reading.depth[$0] > 0 else { return 0 }
            return reading.duration[$0].isNaN ? hours.recession : hours.arrival + reading.duration[$0]
        }
        field.method = method(reading)
        conditions.fill(&field)
        field.warnings = warnings(reading, model)
        let files = model.sources.map(\.file).joined(separator: ", ")
        field.citations = [Phrase("Flood records: \(files)", nl: "Vastgelegde overstromingen: \(files)")]
        return field
    }

    // MARK: records

    private struct Reading {
        var depth: [Double], duration: [Double]
        var isRecorded: [Bool]
        var recordCount = 0, byRankCount = 0, durationCount = 0, wetCount = 0, borrowedCount = 0
    }

    private func isChosen(_ record: FloodRisk, _ model: CityModel) -> Bool {
        func matches(_ wanted: String?, _ number: Int32) -> Bool {
            wanted == nil || number >= 0 && model.strings[number] == wanted
        }
        return matches(kind, record.kind) && matches(description, record.description) && matches(scale, record.scale)
    }

    /// The deepest chosen record of each asset.
    private func read(_ model: CityModel) -> Reading {
        var reading = Reading(
            depth: Array(repeating: 0, count: model.assetCount), duration: Array(repeating: .nan, count: model.assetCount),
            isRecorded: Array(repeating: false, count: model.assetCount))
        for asset in 0..<model.assetCount {
            for record in model.floodRisks.ofAsset(asset) {
                reading.isRecorded[asset] = true
                guard isChosen(record, model) else { continue }
                reading.recordCount += 1
                let isByRank = record.depthMetres.isNaN
                let depth = isByRank ? Self.depthMetres(ofRank: record.rank, upper: takesUpperBound) : record.depthMetres
                guard depth > reading.depth[asset] else { continue }
                if reading.depth[asset] == 0 { reading.wetCount += 1 }
                if isByRank { reading.byRankCount += 1 }
                // Zero hours under water is a placeholder.
                (reading.depth[asset], reading.duration[asset]) = (depth, record.durationHours > 0 ? record.durationHours : .nan)
            }
            if reading.depth[asset] > 0, !reading.duration[asset].isNaN { reading.durationCount += 1 }
        }
        return reading
    }

    /// Nodes and links take the depth at the nearest building; bridges stay dry and tunnels flood by their mouths, as
    /// on a grid.
    private func spread(_ reading: inout Reading, over model: CityModel) {
        guard reachMetres > 0 else { return }
        let known = (0..<model.assetCount).filter { $0 >= model.facilities.lowerBound || reading.isRecorded[$0] }
        let index = PointIndex(known.map { model.position[$0] })
        let depth = reading.depth, duration = reading.duration
        for asset in 0..<model.facilities.lowerBound where !reading.isRecorded[asset] {
            var deepest = 0.0, hours = Double.nan
            func read(_ p: Point) {
                guard let found = index.nearest(to: p, within: reachMetres), depth[known[found.index]] > deepest else { return }
                (deepest, hours) = (depth[known[found.index]], duration[known[found.index]])
            }
            model.forEachPlaceOfWater(at: asset, everyMetres: max(reachMetres / 4, 5), read)
            if deepest > 0 {
                (reading.depth[asset], reading.duration[asset]) = (deepest, hours)
                reading.borrowedCount += 1
            }
        }
    }

    // MARK: words

    private var choice: String {
        [("kind", kind), ("description", description), ("scale", scale)]
            .compactMap { name, value in value.map { "\(name) \($0)" } }.joined(separator: ", ")
    }

    private var title: Phrase {
        let which = choice.isEmpty ? "" : " (\(choice))"
        return Phrase("Flood: depths recorded in the data\(which)", nl: "Overstroming: waterdieptes uit de gegevens\(which)")
    }

    private func method(_ reading: Reading) -> [Phrase] {
        let which = choice.isEmpty ? .nothing : Phrase(", those of \(choice)", nl: ", en wel die van \(choice)")
        var sentences = [
            Phrase(
                "Depths were taken from the flood records of the city's data\(which); where an asset has several, the deepest counts. \(reading.recordCount) records put \(reading.wetCount) assets under water.",
                nl: "De waterdieptes staan in de gegevens van de stad zelf\(which); heeft een object er meer, dan telt de grootste. Door \(reading.recordCount) opgaven staan \(reading.wetCount) objecten onder water.")
        ]
        if reading.byRankCount > 0 {
            let bound = takesUpperBound ? Phrase("upper bound", nl: "bovengrens") : Phrase("middle", nl: "midden")
            sentences.append(
                Phrase(
                    "\(reading.byRankCount) of the records give only a class of depth: the \(bound) of the class was assumed (above 20 m, 20 m).",
                    nl: "\(reading.byRankCount) van de opgaven geven alleen een diepteklasse: aangenomen is de waarde bij \(bound) van de klasse (boven 20 m: 20 m)."))
        }
        sentences.append(
            reachMetres > 0
                ? Phrase(
                    "Networks have no records of their own: \(reading.borrowedCount) nodes and links took the depth at the nearest building within \(reachMetres, 0) m (assumed).",
                    nl: "Voor netten staat er niets in: \(reading.borrowedCount) knopen en verbindingen kregen de diepte bij het dichtstbijzijnde gebouw binnen \(reachMetres, 0) m (aangenomen).")
                : Phrase("Networks have no records of their own and stay dry.", nl: "Voor netten staat er niets in; ze blijven droog."))
        if reading.durationCount > 0 {
            sentences.append(
                Phrase(
                    "At \(reading.durationCount) assets the water stays as long as their records say.",
                    nl: "Bij \(reading.durationCount) objecten blijft het water zo lang staan als de gegevens zeggen."))
        }
        sentences.append(hours.sentence)
        sentences.append(.bridgesStayDry)
        return sentences
    }

    private func warnings(_ reading: Reading, _ model: CityModel) -> [Phrase] {
        var sentences: [Phrase] = []
        let silent = model.facilities.count { !reading.isRecorded[$0] }
        if silent > 0 {
            sentences.append(
                Phrase(
                    "\(silent) of \(model.facilityCount) facilities have no flood record at all and are taken as dry.",
                    nl: "Voor \(silent) van de \(model.facilityCount) voorzieningen en gebouwen staat er niets in; ze gelden als droog."))
        }
        if reading.wetCount == 0 {
            sentences.append(
                Phrase("None of the chosen records puts anything under water.", nl: "Geen van de gekozen opgaven zet iets onder water."))
        }
        return sentences
    }

    private func nothingChosen(_ model: CityModel) -> InputError {
        var choices: [String: Int] = [:]
        for record in model.floodRisks.records {
            let words = [("kind", record.kind), ("description", record.description), ("scale", record.scale)]
                .filter { $0.1 >= 0 }.map { "\($0.0)=\"\(model.strings[$0.1])\"" }
            choices[words.joined(separator: " "), default: 0] += 1
        }
        let offered = choices.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(12).map { "\($0.key) (\($0.value))" }
        return InputError(
            "flood-records-missing", at: position,
            choices.isEmpty
                ? "no asset of the network has a flood record" : "no flood record of the network has \(choice)",
            remedy: choices.isEmpty
                ? "import city models that carry flood records, such as PLATEAU's, or use <flood> or <depthGrid>"
                : "choose among: \(offered.joined(separator: "; "))")
    }
}
