import Diagnostics
import Geometry
import NetworkModel

/// Turns the features of map layers into nodes, links and facilities.
///
/// Points are nodes where their network is known, and facilities where it is not; lines are links, whose ends joining
/// finds unless they are named; polygons are facilities with the centre of the ring as their place. What a mapping says
/// goes before all of it.
struct LayerReader {
    typealias Role = LayerMapping.Role
    let file: String
    let path: String
    let mapping: LayerMapping?
    var city: CityModelBuilder
    var log = ImportLog()
    /// Whether Lifeline wrote the file: then nothing is guessed.
    var isOwn = false
    /// Layers met.
    private(set) var layers: Set<String> = []
    private var takenIDs: Set<Int32> = []
    /// Footprints that belong to a facility elsewhere in the file.
    private var footprints: [(facility: Int32, ring: GISShape.Line)] = []
    private var leftOut: [String: Int] = [:]
    private var clashes = 0

    init(_ path: String, mapping: LayerMapping?, into city: CityModelBuilder) {
        (self.path, self.mapping, self.city) = (path, mapping, city)
        file = path.split(separator: "/").last.map(String.init) ?? path
    }

    /// A layer whose features follow.
    struct OpenLayer {
        let name: String
        let columns: [String]
        let plan: LayerPlan
        let assumed: Int?, derived: Int?, requires: Int?, footprintOf: Int?
        fileprivate var number = 0
        /// Values of a property that were no use.
        fileprivate var unusable: [String: Int] = [:]
    }

    /// - Throws: `InputError` `mapping-attribute-unknown` when the mapping names a column that the layer lacks.
    mutating func open(_ name: String, columns: [String]) throws -> OpenLayer {
        layers.insert(name)
        let rules = mapping?.rules(for: name) ?? []
        let plan: LayerPlan
        do {
            plan = try LayerPlan(columns: columns, rules: rules, layer: name)
        } catch {
            throw InputError(
                "mapping-attribute-unknown", at: mapping.map { SourcePosition(file: $0.path, line: error.line) },
                "layer '\(name)' of \(file) has no attribute '\(error.name)'",
                remedy: "\(suggestion(for: error.name, among: columns))its attributes are: \(columns.joined(separator: ", "))")
        }
        if !isOwn, !plan.guesses.isEmpty {
            note("columns-guessed", "layer '\(name)': \(plan.guesses.joined(separator: "; ")); a mapping says it for certain")
        }
        if !isOwn { for column in plan.unused { log.skip("attribute \(column.prefix(60))", in: file) } }
        func column(_ name: String) -> Int? { columns.firstIndex { LayerPlan.plain($0) == name } }
        return OpenLayer(
            name: name, columns: columns, plan: plan, assumed: column("assumed"), derived: column("derived"),
            requires: column("requires"), footprintOf: column("footprintof"))
    }

    mutating func close(_ layer: OpenLayer) {
        for (property, count) in layer.unusable.sorted(by: { $0.key < $1.key }) {
            note("value-left-out", "layer '\(layer.name)': \(count) × \(property) is no usable number and was left out")
        }
    }

    mutating func note(_ code: String, _ message: String) { log.repairs.append(Repair(code, message)) }

    // MARK: features

    mutating func add(_ feature: GISFeature, to layer: inout OpenLayer) throws {
        layer.number += 1
        guard feature.shape.isFinite else {
            throw InputError(
                "position-not-a-number", at: SourcePosition(file: path, line: feature.line),
                "feature \(layer.number) of layer '\(layer.name)' has a coordinate that is no usable number",
                remedy: "repair its shape in a GIS, or remove the feature")
        }
        let plan = layer.plan
        if feature.shape.isEmpty {
            leftOut["feature without a shape", default: 0] += 1
            return
        }
        if let column = layer.footprintOf, column < feature.values.count, let id = feature.values[column]?.text, !id.isEmpty {
            if let ring = feature.shape.rings.first { footprints.append((city.strings.intern(id), ring)) }
            return
        }
        let network = network(of: feature, layer)
        switch role(of: feature, plan, hasNetwork: network != nil) {
        case .skip: leftOut["feature of layer \(layer.name), as the mapping says", default: 0] += 1
        case .node:
            guard let network else { return withoutNetwork(feature, layer) }
            try addNode(feature, network, &layer)
        case .link:
            guard let network else { return withoutNetwork(feature, layer) }
            try addLinks(feature, network, &layer)
        case .facility: try addFacility(feature, &layer)
        }
    }

    private func role(of feature: GISFeature, _ plan: LayerPlan, hasNetwork: Bool) -> Role {
        if let stated = plan.text(.what, of: feature).flatMap({ Role(rawValue: $0) }) { return stated }
        if !feature.shape.lines.isEmpty { return .link }
        return !feature.shape.points.isEmpty && hasNetwork ? .node : .facility
    }

    /// Its own column, or else the name of the layer or what the column of kinds is called.
    private func network(of feature: GISFeature, _ layer: OpenLayer) -> Layer? {
        if let (value, source) = layer.plan.value(.network, of: feature), !value.text.isEmpty {
            if isOwn || source.isStated && !source.value.isEmpty { return Layer(value.text) }
            // A word that nobody vouches for makes no network.
            if let found = LayerMeanings.network(of: value.text) { return found }
            if source.isStated { return Layer(value.text) }
        }
        if isOwn { return nil }
        if let found = LayerMeanings.network(of: layer.name) { return found }
        return layer.columns.contains { $0.lowercased() == "highway" } && feature.shape.rings.isEmpty ? .road : nil
    }

    private mutating func withoutNetwork(_ feature: GISFeature, _ layer: OpenLayer) {
        leftOut["feature of layer \(layer.name), whose network nothing tells", default: 0] += 1
    }

    private mutating func addNode(_ feature: GISFeature, _ network: Layer, _ layer: inout OpenLayer) throws {
        let points = feature.shape.points.isEmpty ? [centre(feature)].compactMap { $0 } : feature.shape.points
        if points.isEmpty {
            leftOut["line of layer \(layer.name), where a point is expected", default: 0] += 1
            return
        }
        let (kind, isSource) = kind(of: feature, layer) { LayerMeanings.nodeKind($0, network) }
        for (part, point) in points.enumerated() {
            let stated = layer.plan.value(.source, of: feature)?.value.truth
            let row = city.addNode(
                identifier(of: feature, part, points.count, layer), layer: city.strings.intern(network.name),
                kind: city.strings.intern(kind.name), at: point, isSource: stated ?? isSource, line: feature.line)
            try describe(row, feature, &layer)
        }
    }

    private mutating func addLinks(_ feature: GISFeature, _ network: Layer, _ layer: inout OpenLayer) throws {
        let lines = feature.shape.lines.filter { $0.points.count >= 2 }
        if lines.isEmpty {
            leftOut["shape of layer \(layer.name) that is no line", default: 0] += 1
            return
        }
        let (kind, _) = kind(of: feature, layer) { (LayerMeanings.linkKind($0, network), false) }
        let from = layer.plan.text(.from, of: feature), to = layer.plan.text(.to, of: feature)
        for (part, line) in lines.enumerated() {
            let row = city.addLink(
                identifier(of: feature, part, lines.count, layer), layer: city.strings.intern(network.name),
                kind: city.strings.intern(kind.name),
                from: part == 0 ? from.map { city.strings.intern($0) } ?? -1 : -1,
                to: part == lines.count - 1 ? to.map { city.strings.intern($0) } ?? -1 : -1,
                isDirected: layer.plan.value(.directed, of: feature)?.value.truth ?? false, line: feature.line)
            city.setShape(line.points, z: line.z, ofRow: row)
            try describe(row, feature, &layer)
        }
    }

    private mutating func addFacility(_ feature: GISFeature, _ layer: inout OpenLayer) throws {
        // The largest part stands for a building of several.
        let ring = feature.shape.rings.max { Planar.area(ofRing: $0.points) < Planar.area(ofRing: $1.points) }
        guard let place = feature.shape.points.first ?? ring.flatMap({ Planar.centroid(ofRing: $0.points) }) else {
            leftOut["line of layer \(layer.name), where a building is expected", default: 0] += 1
            return
        }
        let (kind, _) = kind(of: feature, layer) { word in
            (LayerMeanings.facilityKind(word) ?? LayerMeanings.facilityKind(layer.name) ?? .building, false)
        }
        let row = city.addFacility(
            identifier(of: feature, 0, 1, layer), kind: city.strings.intern(kind.name), at: place, line: feature.line)
        if let ring { city.setShape(ring.points, z: ring.z, ofRow: row) }
        try describe(row, feature, &layer)
    }

    private func centre(_ feature: GISFeature) -> Point? {
        feature.shape.rings.first.flatMap { Planar.centroid(ofRing: $0.points) }
    }

    /// What the mapping or a column `kind` says as it stands; any other word by its meaning.
    private func kind(
        of feature: GISFeature, _ layer: OpenLayer, _ meaning: (String) -> (AssetKind, Bool)
    ) -> (AssetKind, Bool) {
        guard let (value, source) = layer.plan.value(.kind, of: feature), !value.text.isEmpty else { return meaning(layer.name) }
        let isExact = isOwn || source.isStated && !source.value.isEmpty
            || source.column.map { layer.columns[$0].lowercased() == "kind" } ?? false
        return isExact ? (AssetKind(value.text), false) : meaning(value.text)
    }

    // MARK: identifiers

    private mutating func identifier(of feature: GISFeature, _ part: Int, _ parts: Int, _ layer: OpenLayer) -> Int32 {
        let own = layer.plan.text(.id, of: feature)
        var id = own ?? "\(layer.name)-\(feature.id ?? String(layer.number))"
        if parts > 1 { id += "-\(part + 1)" }
        let number = city.strings.intern(id)
        if takenIDs.insert(number).inserted { return number }
        clashes += 1
        var attempt = 1
        while true {
            let other = city.strings.intern(attempt == 1 ? "\(layer.name)-\(id)" : "\(layer.name)-\(id)-\(attempt)")
            if takenIDs.insert(other).inserted { return other }
            attempt += 1
        }
    }

    // MARK: values

    private mutating func describe(_ row: Int, _ feature: GISFeature, _ layer: inout OpenLayer) throws {
        let plan = layer.plan
        if let name = plan.text(.name, of: feature) { city.setName(name, ofRow: row) }
        let assumed = names(feature, layer.assumed), derived = names(feature, layer.derived)
        func provenance(_ name: String) -> Provenance {
            assumed.contains(name) ? .assumed : derived.contains(name) ? .derived : .measured
        }
        for attribute in NumericAttribute.allCases where plan.has(.numeric(attribute)) {
            guard let (value, source) = plan.value(.numeric(attribute), of: feature) else { continue }
            guard let number = value.number.map({ $0 * source.factor }), isOwn || attribute.plausible.contains(number) else {
                layer.unusable[attribute.name, default: 0] += 1
                continue
            }
            city.set(attribute, number, ofRow: row, source.isUnitAssumed ? .assumed : provenance(attribute.name))
        }
        for attribute in TextAttribute.allCases where plan.has(.text(attribute)) {
            guard let text = plan.text(.text(attribute), of: feature) else { continue }
            city.set(attribute, text, ofRow: row, provenance(attribute.name))
        }
        if let column = layer.requires, column < feature.values.count, case .list(let needs)? = feature.values[column] {
            for need in needs { addRequirement(of: row, need) }
        }
    }

    /// The names in a list with commas between.
    private func names(_ feature: GISFeature, _ column: Int?) -> Set<String> {
        guard let column, column < feature.values.count, let text = feature.values[column]?.text else { return [] }
        return Set(text.split(separator: ",").map(String.init))
    }

    private mutating func addRequirement(of row: Int, _ need: GISValue) {
        guard let service = need["service"]?.text, !service.isEmpty, case .list(let suppliers)? = need["suppliers"] else {
            leftOut["requirement without a service or suppliers", default: 0] += 1
            return
        }
        var requirement = CityModelBuilder.Requirement(
            asset: city.identifier[row], service: city.strings.intern(service),
            suppliers: suppliers.map { city.strings.intern($0.text) })
        func hours(_ name: String) -> Double? { need[name]?.number.flatMap { $0 >= 0 ? $0 : nil } }
        requirement.atLeast = need["atLeast"]?.number.flatMap { Int(exactly: $0) }.map { max(1, $0) } ?? 1
        requirement.bufferHours = hours("buffer") ?? 0
        requirement.restartDelayHours = hours("restartDelay") ?? 0
        requirement.rechargeRate = hours("recharge") ?? .infinity
        requirement.blackStart = need["blackStart"]?.truth ?? false
        requirement.provenance = need["provenance"].flatMap { Provenance(name: $0.text) } ?? .measured
        requirement.distanceMetres = need["distance"]?.number ?? .nan
        requirement.position = city.position(ofRow: row)
        city.requirements.append(requirement)
    }

    // MARK: the end

    /// Puts in place what needed the whole file, and says what was left out.
    mutating func finish() {
        attachFootprints()
        resolveEnds()
        if isOwn { forgetStraightCourses() }
        if clashes > 0 {
            note("identifier-repeated", "\(clashes) identifiers occur a second time in \(file) and got the name of their layer in front")
        }
        for (what, count) in leftOut { log.skip(what, in: file, count: count) }
    }

    /// Hands over what reading the file did.
    func report(to log: inout ImportLog) {
        log.repairs += self.log.repairs
        log.issues.add(contentsOf: self.log.issues)
        log.skipped.merge(self.log.skipped) { $0.merging($1, uniquingKeysWith: +) }
        log.mapLayers.formUnion(layers)
    }

    private mutating func attachFootprints() {
        if footprints.isEmpty { return }
        var rowOf: [Int32: Int] = [:]
        for row in city.rowClass.indices where city.rowClass[row] == .facility { rowOf[city.identifier[row]] = row }
        for (facility, ring) in footprints {
            guard let row = rowOf[facility] else {
                leftOut["footprint of a facility that is not in the file", default: 0] += 1
                continue
            }
            city.setShape(ring.points, z: ring.z, ofRow: row)
        }
    }

    /// A map needs a line for every link; one that runs straight from node to node without heights says nothing more
    /// than its ends do.
    private mutating func forgetStraightCourses() {
        var placeOf: [Int32: Point] = [:]
        for row in city.rowClass.indices where city.rowClass[row] == .node {
            placeOf[city.identifier[row]] = Point(x: city.x[row], y: city.y[row])
        }
        for row in city.rowClass.indices where city.rowClass[row] == .link && city.shapeCount[row] == 2 {
            guard let from = placeOf[city.from[row]], let to = placeOf[city.to[row]] else { continue }
            let course = city.shape(ofRow: row), start = Int(city.shapeStart[row])
            // Degrees have been rounded to about a millimetre.
            if course[0].distance(to: from) < 0.005, course[1].distance(to: to) < 0.005, city.shapeZ[start].isNaN {
                city.shapeCount[row] = 0
            }
        }
    }

    /// Leaves ends that name nothing to joining.
    private mutating func resolveEnds() {
        var nodes = Set<Int32>()
        for row in city.rowClass.indices where city.rowClass[row] == .node { nodes.insert(city.identifier[row]) }
        var unknown = 0
        for row in city.rowClass.indices where city.rowClass[row] == .link && !isOwn {
            if city.from[row] >= 0, !nodes.contains(city.from[row]) { (city.from[row], unknown) = (-1, unknown + 1) }
            if city.to[row] >= 0, !nodes.contains(city.to[row]) { (city.to[row], unknown) = (-1, unknown + 1) }
        }
        if unknown > 0 {
            note("end-unknown", "\(unknown) ends of links in \(file) name a node that is not in the file; they are joined by place")
        }
    }
}
