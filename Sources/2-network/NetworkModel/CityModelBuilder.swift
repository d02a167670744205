public import Diagnostics
public import Geometry

/// A city model while it is being read, joined or edited: open columns, one *row* per feature in order of arrival.
///
/// Every importer writes into one of these, in the coordinates of its file; the joiner moves several into one.
/// References between features are identifiers (numbers in `strings`), so that a file may mention what it
/// defines later. `freeze` resolves them.
public struct CityModelBuilder: Sendable {
    /// What a row is. The order is that of asset numbers.
    public enum RowClass: UInt8, Sendable, BitwiseCopyable { case node, link, facility, removed }

    public var name = ""
    /// Coordinate system of the positions; nil while nothing has declared one.
    public var epsg: Int?
    public var sources: [DataSource] = []
    /// What earlier imports changed in the data, counted.
    public var repairs: [RepairTally] = []
    /// The area that the data covers, where a file declares one: streets that end at its border go on outside.
    public var extent: Box?
    /// Whether positions are those of a drawing and say nothing of where things are.
    public var isSchematic = false
    public var strings = StringTable()

    // One entry per row.
    public var rowClass: [RowClass] = []
    public var identifier: [Int32] = []
    public var displayName: [Int32] = []
    public var kind: [Int32] = []
    /// Number in `strings` of the layer's name; −1 for a facility.
    public var layer: [Int32] = []
    /// Position; `NaN` for a link whose course or ends will tell.
    public var x: [Double] = []
    public var y: [Double] = []
    public var isSource: [Bool] = []
    /// Where it comes from that a node is a source.
    public var sourceProvenance: [Provenance] = []
    /// Identifiers (numbers in `strings`) of a link's ends; −1 when the joiner has to find them.
    public var from: [Int32] = []
    public var to: [Int32] = []
    public var isDirected: [Bool] = []
    public var shapeStart: [Int32] = []
    public var shapeCount: [Int32] = []
    public var fileNumber: [Int16] = []
    public var line: [Int32] = []

    // Points of the shapes.
    public var shapeX: [Double] = []
    public var shapeY: [Double] = []
    public var shapeZ: [Double] = []

    /// Values set, in order of arrival; a later value of the same row and attribute replaces an earlier one.
    public struct NumericEntries: Sendable {
        public var rows: [Int32] = []
        public var values: [Double] = []
        public var provenance: [Provenance] = []
    }
    public struct TextEntries: Sendable {
        public var rows: [Int32] = []
        public var strings: [Int32] = []
        public var provenance: [Provenance] = []
    }
    public var numeric: [NumericEntries] = Array(repeating: .init(), count: NumericAttribute.allCases.count)
    public var text: [TextEntries] = Array(repeating: .init(), count: TextAttribute.allCases.count)

    /// A requirement as stated; assets are identifiers (numbers in `strings`).
    public struct Requirement: Sendable {
        public var asset: Int32
        public var service: Int32
        public var suppliers: [Int32]
        public var atLeast: Int = 1
        public var bufferHours: Double = 0
        public var restartDelayHours: Double = 0
        public var rechargeRate: Double = .infinity
        public var blackStart = false
        public var provenance: Provenance = .measured
        public var distanceMetres: Double = .nan
        /// How likely the inferred supplier is the right one, 0 to 1; `NaN` for a stated one.
        public var confidence: Double = .nan
        /// Where the buffer comes from; nil for the same as the suppliers.
        public var bufferProvenance: Provenance?
        public var position: SourcePosition?
        public init(asset: Int32, service: Int32, suppliers: [Int32]) {
            self.asset = asset
            self.service = service
            self.suppliers = suppliers
        }
    }
    public var requirements: [Requirement] = []

    /// What the data says about floods, by row, in order of arrival.
    public var floodRisks: [(row: Int32, record: FloodRisk)] = []
    /// Terrain and water surfaces that joining reads heights and depths off.
    public var heightSurfaces: [HeightSurface] = []

    public var files: [String] = []

    public init() {}

    public var rowCount: Int { rowClass.count }

    /// Starts a file; rows added from now on belong to it.
    public mutating func beginFile(_ file: String) { files.append(file) }

    // MARK: adding

    @discardableResult
    public mutating func addNode(
        _ id: Int32, layer: Int32, kind: Int32, at position: Point, isSource: Bool = false, line: Int = 0
    ) -> Int {
        addRow(.node, id, layer, kind, position, isSource, -1, -1, false, line)
    }

    /// - Parameters from, to: identifiers of the end nodes, −1 when the joiner has to find them from the shape.
    @discardableResult
    public mutating func addLink(
        _ id: Int32, layer: Int32, kind: Int32, from: Int32, to: Int32, isDirected: Bool = false, line: Int = 0
    ) -> Int {
        addRow(.link, id, layer, kind, Point(x: .nan, y: .nan), false, from, to, isDirected, line)
    }

    @discardableResult
    public mutating func addFacility(_ id: Int32, kind: Int32, at position: Point, line: Int = 0) -> Int {
        addRow(.facility, id, -1, kind, position, false, -1, -1, false, line)
    }

    /// The same with strings, for code that is not in a hurry.
    @discardableResult
    public mutating func addNode(
        _ id: String, layer: Layer, kind: AssetKind, at position: Point, isSource: Bool = false, line: Int = 0
    ) -> Int {
        addNode(
            strings.intern(id), layer: strings.intern(layer.name), kind: strings.intern(kind.name),
            at: position, isSource: isSource, line: line)
    }
    @discardableResult
    public mutating func addLink(
        _ id: String, layer: Layer, kind: AssetKind, from: String?, to: String?, isDirected: Bool = false,
        line: Int = 0
    ) -> Int {
        addLink(
            strings.intern(id), layer: strings.intern(layer.name), kind: strings.intern(kind.name),
            from: from.map { strings.intern($0) } ?? -1, to: to.map { strings.intern($0) } ?? -1,
            isDirected: isDirected, line: line)
    }
    @discardableResult
    public mutating func addFacility(_ id: String, kind: AssetKind, at position: Point, line: Int = 0) -> Int {
        addFacility(strings.intern(id), kind: strings.intern(kind.name), at: position, line: line)
    }

    public mutating func setName(_ name: String, ofRow row: Int) { displayName[row] = strings.intern(name) }

    public mutating func set(
        _ attribute: NumericAttribute, _ value: Double, ofRow row: Int, _ provenance: Provenance = .measured
    ) {
        let column = Int(attribute.rawValue)
        numeric[column].rows.append(Int32(row))
        numeric[column].values.append(value)
        numeric[column].provenance.append(provenance)
    }
    public mutating func set(
        _ attribute: TextAttribute, _ value: String, ofRow row: Int, _ provenance: Provenance = .measured
    ) {
        set(attribute, strings.intern(value), ofRow: row, provenance)
    }
    public mutating func set(
        _ attribute: TextAttribute, _ value: Int32, ofRow row: Int, _ provenance: Provenance = .measured
    ) {
        let column = Int(attribute.rawValue)
        text[column].rows.append(Int32(row))
        text[column].strings.append(value)
        text[column].provenance.append(provenance)
    }

    /// Gives a row its shape: a link's course in the direction from → to, or a facility's outer ring.
    public mutating func setShape(_ points: [Point], z: [Double] = [], ofRow row: Int) {
        shapeStart[row] = Int32(shapeX.count)
        shapeCount[row] = Int32(points.count)
        for (i, p) in points.enumerated() {
            shapeX.append(p.x)
            shapeY.append(p.y)
            shapeZ.append(i < z.count ? z[i] : .nan)
        }
    }
    public func shape(ofRow row: Int) -> [Point] {
        let start = Int(shapeStart[row])
        return (start..<(start + Int(shapeCount[row]))).map { Point(x: shapeX[$0], y: shapeY[$0]) }
    }

    /// States that `asset` needs `service` from at least k of the suppliers.
    public mutating func require(
        _ asset: String, _ service: String, from suppliers: [String], atLeast: Int = 1, bufferHours: Double = 0,
        restartDelayHours: Double = 0, rechargeRate: Double = .infinity, blackStart: Bool = false,
        _ provenance: Provenance = .measured, distanceMetres: Double = .nan
    ) {
        var requirement = Requirement(
            asset: strings.intern(asset), service: strings.intern(service),
            suppliers: suppliers.map { strings.intern($0) })
        requirement.atLeast = atLeast
        requirement.bufferHours = bufferHours
        requirement.restartDelayHours = restartDelayHours
        requirement.rechargeRate = rechargeRate
        requirement.blackStart = blackStart
        requirement.provenance = provenance
        requirement.distanceMetres = distanceMetres
        requirements.append(requirement)
    }

    public func position(ofRow row: Int) -> SourcePosition? {
        guard fileNumber[row] >= 0 else { return nil }
        return SourcePosition(file: files[Int(fileNumber[row])], line: Int(line[row]))
    }

    private mutating func addRow(
        _ rowClass: RowClass, _ id: Int32, _ layer: Int32, _ kind: Int32, _ position: Point, _ isSource: Bool,
        _ from: Int32, _ to: Int32, _ isDirected: Bool, _ line: Int
    ) -> Int {
        self.rowClass.append(rowClass)
        identifier.append(id)
        displayName.append(-1)
        self.kind.append(kind)
        self.layer.append(layer)
        x.append(position.x)
        y.append(position.y)
        self.isSource.append(isSource)
        sourceProvenance.append(.measured)
        self.from.append(from)
        self.to.append(to)
        self.isDirected.append(isDirected)
        shapeStart.append(0)
        shapeCount.append(0)
        fileNumber.append(Int16(files.count - 1))
        self.line.append(Int32(truncatingIfNeeded: line))
        return self.rowClass.count - 1
    }
}
