import Diagnostics
import Geometry
import NetworkModel

/// Files on their way to one city: every step changes `city` and says in `log` what it did.
struct Joiner {
    var city = CityModelBuilder()
    var log = IssueLog()
    /// What reading the files did, moved into the model's coordinates.
    var earlier = ImportLog()
    let options: JoinOptions
    /// Where the rows of each file begin.
    var firstRowOfPart: [Int] = [0]
    /// For each row the file that says by itself what it is connected with; −1 where the geometry has to tell.
    var connectedPart: [Int32] = []

    /// A file as its format read it, in its own coordinates.
    struct Part {
        /// The path as the user gave it.
        var path: String
        /// Whether the file is taken to say all there is to say.
        var isComplete: Bool
        var builder: CityModelBuilder
        /// What reading did, in the file's coordinates.
        var log = ImportLog()
    }

    init(options: JoinOptions) { self.options = options }

    /// All steps, in order. Files that say all there is to say are only put together.
    mutating func join(_ parts: [Part]) throws {
        try merge(parts)
        let isComplete = parts.allSatisfy(\.isComplete)
        findStatedConnections()
        snapEnds(isComplete: isComplete)
        applyFunctions()
        if !isComplete {
            tidyLinks()
            matchCityObjects()
            readHeightSurfaces()
            deriveMeasures()
        }
        try applyRequirementTables()
        applyTerrain()
        if options.inference == .always || options.inference == .automatic && !isComplete {
            estimateResidents()
            inferSources()
            inferRequirements()
        }
        try applyReserves()
        if !isComplete { reportAbsentLayers() }
    }

    /// One line of the repair log about a row.
    ///
    /// - Parameters:
    ///   - point: where; the row's own place when nil.
    ///   - metres: how large the change is, if it has a size.
    mutating func note(
        _ severity: Severity, _ code: String, row: Int, at point: Point? = nil, metres: Double? = nil, _ message: String,
        remedy: String = ""
    ) {
        let p = point ?? place(ofRow: row)
        var issue = Issue(
            severity, code, at: city.position(ofRow: row), asset: id(row), x: p?.x, y: p?.y, message, remedy: remedy)
        issue.metres = metres
        log.add(issue)
    }

    func id(_ row: Int) -> String { city.strings[city.identifier[row]] }

    func kind(_ row: Int) -> AssetKind { AssetKind(city.strings[city.kind[row]]) }

    /// `hospital 'H1' (St. Elisabeth)`.
    func described(_ row: Int) -> String {
        let name = city.displayName[row] >= 0 ? " (\(city.strings[city.displayName[row]]))" : ""
        return "\(kind(row).name) '\(id(row))'\(name)"
    }

    /// A node's or facility's position, a link's first point.
    func place(ofRow row: Int) -> Point? {
        if city.rowClass[row] != .link {
            let p = Point(x: city.x[row], y: city.y[row])
            return p.isFinite ? p : nil
        }
        return city.shapeCount[row] > 0 ? city.shape(ofRow: row).first : nil
    }

    /// The row of each identifier (a number in `city.strings`); −1 where it names none.
    func rowOfIdentifier() -> [Int32] {
        var rows = [Int32](repeating: -1, count: city.strings.count)
        for row in city.rowClass.indices.reversed() where city.rowClass[row] != .removed {
            rows[Int(city.identifier[row])] = Int32(row)
        }
        return rows
    }

    /// The layers that have nodes or links, by name.
    func layerNames() -> [(name: String, number: Int32)] {
        Set(city.layer.indices.lazy.filter { city.layer[$0] >= 0 && city.rowClass[$0] != .removed }.map { city.layer[$0] })
            .map { (city.strings[$0], $0) }.sorted { $0.0 < $1.0 }
    }

    /// A new identifier that starts with `wanted`.
    mutating func unusedIdentifier(_ wanted: String, _ taken: inout Set<Int32>) -> Int32 {
        var text = wanted, attempt = 2
        while !taken.insert(city.strings.intern(text)).inserted {
            text = "\(wanted)-\(attempt)"
            attempt += 1
        }
        return city.strings.intern(text)
    }

    /// Says which of the usual networks no file contained.
    mutating func reportAbsentLayers() {
        let present = Set(layerNames().map(\.name))
        for layer in [Layer.power, .water, .road] where !present.contains(layer.name) {
            log.add(
                Issue(
                    .warning, "layer-absent",
                    "none of the files has a \(layer.name) network: no outage of \(layer.name) can occur or spread in this city",
                    remedy: "add a file with the \(layer.name) network and import again"))
        }
    }
}
