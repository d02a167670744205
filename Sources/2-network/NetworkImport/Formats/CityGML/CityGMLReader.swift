import Diagnostics
import Geometry
import MarkupReading
import NetworkModel

/// Listens to a CityGML document and turns each feature into assets when its end tag has passed; roads when all have.
///
/// Every open element that is understood stands on a stack with its *place*; the subtree of any other is passed over
/// by counting its depth. Features of the Utility Network extension go to its own reader in the same pass.
final class CityGMLReader: MarkupHandler {
    typealias Word = CityGMLWord

    /// What an open element is.
    enum Place {
        case model, member, envelope
        /// A feature, and a property that holds parts of one.
        case object, partProperty
        /// A property with a flood record, and the record.
        case riskProperty, risk
        /// Inside a Japanese property with a geometry from surveyed maps.
        case dmProperty
        /// A line or point of a geometry.
        case curve
        /// A `boundedBy` or `boundary` property, and the surface in it.
        case boundary, surface
        /// Inside a geometry property; inside a polygon of it; inside a polygon's hole.
        case geometry, polygon, hole
        case height, genericAttribute, address
        /// An element whose text counts.
        case text
    }
    struct Frame {
        var word: Word?
        var place: Place
        /// Numbers per position, as the innermost `srsDimension` says.
        var dimension: Int
        /// Whether this element opened a `gml:id` that polygons inside it carry.
        var carriesID = false
    }

    /// Where in a start tag the attributes stand that matter; −1 for one that it does not have.
    struct AttributePlaces {
        var id = -1, srsName = -1, srsDimension = -1, uom = -1, name = -1
    }

    let vocabulary = CityGMLSpace.vocabulary
    let path: String
    // One document, one thread, no re-entry: checks of exclusive access would cost a tenth of the reading.
    @exclusivity(unchecked) var builder: CityModelBuilder
    @exclusivity(unchecked) var log: ImportLog
    /// Reads the features of utility networks; nil until the first.
    var utility: UtilityNetworkReader?
    /// Elements of such a feature that are open.
    @exclusivity(unchecked) private var depthInUtility = 0

    @exclusivity(unchecked) var frames: [Frame] = []
    @exclusivity(unchecked) private var passedOver = 0
    /// Whether identifiers in what is passed over count.
    @exclusivity(unchecked) private var passesOverBlindly = false
    /// The feature being read, then the parts inside it.
    @exclusivity(unchecked) var open: [CityObjectRecord] = []
    /// Features that became something.
    @exclusivity(unchecked) var featureCount = 0
    var roadPieces: [RoadAssembly.Piece] = []
    var structures: [CityObjectRecord] = []
    @exclusivity(unchecked) var surfaceBeingRead: HeightSurface?
    /// What `place(of:)` found the next record to be about.
    @exclusivity(unchecked) var nextObject = CityObject.building
    var riskKind = ""
    @exclusivity(unchecked) var curve: CityObjectCurve?
    var risk: FloodRisk?
    /// What the model's own envelope says, for features that another reader reads.
    private var modelSystem: (name: String, line: Int)?
    private var modelDimension = 0
    @exclusivity(unchecked) var system = CityGMLSystem()
    @exclusivity(unchecked) var references = CityGMLReferences()
    @exclusivity(unchecked) var notes = CityGMLNotes()

    // The geometry being read.
    @exclusivity(unchecked) var openIDs: [UInt64] = []
    @exclusivity(unchecked) var role = CityObjectSurface.Role.other
    @exclusivity(unchecked) var levelOfDetail = 0
    @exclusivity(unchecked) var surface: CityObjectSurface?
    @exclusivity(unchecked) var numbers: [Double] = []
    /// Line of the text element being read, and the values it needs from its start tag.
    @exclusivity(unchecked) var textLine = 0
    @exclusivity(unchecked) var unit = ""
    @exclusivity(unchecked) var attributeName = ""
    @exclusivity(unchecked) var heightMetres: Double?

    init(_ path: String, _ builder: CityModelBuilder, _ log: ImportLog) {
        (self.path, self.builder, self.log) = (path, builder, log)
        numbers.reserveCapacity(1 << 10)
    }

    // MARK: start tags

    func start(_ tag: StartTag) throws {
        if depthInUtility > 0 {
            depthInUtility += 1
            return try utility?.start(tag) ?? ()
        }
        if passedOver > 0 {
            passedOver += 1
            var places = AttributePlaces()
            if !passesOverBlindly { _ = readAttributes(tag, &places) }
            return
        }
        if frames.last?.place == .member, UtilityNetwork.isNamespace(tag, in: vocabulary) {
            beginUtility()
            return try utility?.start(tag) ?? ()
        }
        var places = AttributePlaces()
        let id = readAttributes(tag, &places)
        let word = Word(tag.name)
        guard let parent = frames.last else {
            frames.append(Frame(word: word, place: .model, dimension: dimension(tag, places, inherited: 3)))
            return
        }
        guard let place = place(of: tag, word, in: parent) else {
            passedOver = 1
            passesOverBlindly = CityGMLSpace(tag.namespace) == .appearance
            return
        }
        var frame = Frame(word: word, place: place, dimension: dimension(tag, places, inherited: parent.dimension))
        switch place {
        case .object:
            var record = CityObjectRecord(nextObject, line: tag.line)
            record.id = places.id < 0 ? nil : tag.attributeValue(places.id).trimmed.string
            open.append(record)
            if nextObject == .relief { surfaceBeingRead = HeightSurface(.terrain) }
            if nextObject == .waterBody { surfaceBeingRead = HeightSurface(.water(FloodRisk(kind: builder.strings.intern("river")))) }
        case .risk: risk = FloodRisk(kind: builder.strings.intern(riskKind))
        case .curve: if parent.place != .curve { curve = CityObjectCurve() }
        case .geometry, .polygon, .hole:
            if id != 0 {
                openIDs.append(id)
                frame.carriesID = true
            }
            if place == .polygon, parent.place == .geometry {
                surface = CityObjectSurface(role: role, levelOfDetail: levelOfDetail, ids: openIDs)
            }
            if place == .hole, parent.place == .polygon { surface?.holes.append([]) }
        case .text:
            textLine = tag.line
            unit = places.uom < 0 ? "" : tag.attributeValue(places.uom).trimmed.string
        case .height where parent.place == .object: heightMetres = nil
        case .genericAttribute:
            if places.name >= 0 { attributeName = tag.attributeValue(places.name).trimmed.string }
        default: break
        }
        if place == .envelope || place == .geometry || place == .polygon || place == .hole || place == .curve || isPosition(word) {
            if places.srsName >= 0 {
                let name = tag.attributeValue(places.srsName)
                try system.declare(name.trimmed.string, at: tag.position)
                if place == .envelope, open.isEmpty { modelSystem = (name.trimmed.string, tag.line) }
            }
            if place == .envelope, open.isEmpty, places.srsDimension >= 0 { modelDimension = frame.dimension }
        }
        // The dimension of an envelope holds for everything after it in the model or building.
        if place == .envelope, places.srsDimension >= 0 {
            if frames.count >= 2 { frames[frames.count - 2].dimension = frame.dimension }
        }
        frames.append(frame)
    }

    /// Collects the identifiers of everything, and the references from inside buildings.
    /// - Returns: hash of the element's `gml:id`, or 0.
    private func readAttributes(_ tag: StartTag, _ places: inout AttributePlaces) -> UInt64 {
        var id: UInt64 = 0
        for i in 0..<tag.attributeCount {
            switch Word(tag.attributeName(i)) {
            case .id:
                id = CityGMLReferences.hash(tag.attributeValue(i).trimmed.bytes)
                references.define(id)
                places.id = i
            case .srsName: places.srsName = i
            case .srsDimension: places.srsDimension = i
            case .uom: places.uom = i
            case .name: places.name = i
            case .href where !open.isEmpty && passedOver == 0:
                guard let target = references.refer(tag.attributeValue(i).trimmed, at: tag.line) else { continue }
                if role != .other, frames.last?.place == .geometry {
                    open[open.count - 1].references.append((target, role, levelOfDetail))
                }
            default: break
            }
        }
        return id
    }

    private func dimension(_ tag: StartTag, _ places: AttributePlaces, inherited: Int) -> Int {
        guard places.srsDimension >= 0, let value = tag.attributeValue(places.srsDimension).number else { return inherited }
        return value == 2 ? 2 : 3
    }

    // MARK: end tags

    func end(_ name: Int, text: MarkupText) throws {
        if depthInUtility > 0 {
            try utility?.end(name, text: text)
            depthInUtility -= 1
            if depthInUtility == 0 { swapStrings() }
            return
        }
        if passedOver > 0 {
            passedOver -= 1
            return
        }
        guard let frame = frames.popLast() else { return }
        if frame.carriesID { openIDs.removeLast() }
        let parent = frames.last
        switch frame.place {
        case .text: try endText(frame, in: parent, text)
        case .polygon where parent?.place == .geometry:
            endPolygon()
        case .curve where parent?.place != .curve:
            if let curve, !curve.points.isEmpty, !open.isEmpty { open[open.count - 1].curves.append(curve) }
            curve = nil
        case .risk: endRisk()
        case .height where parent?.place == .object: endHeight()
        case .address: endAddress(frame.word, in: parent?.word, text)
        case .object: try endObject()
        default: break
        }
    }

    private func endPolygon() {
        defer { surface = nil }
        guard let surface, !open.isEmpty else { return }
        if surfaceBeingRead != nil {
            surfaceBeingRead?.addPolygon(surface.ring, heights: surface.heights)
        } else {
            open[open.count - 1].surfaces.append(surface)
        }
    }

    // MARK: utility networks

    private func beginUtility() {
        if utility == nil {
            let reader = UtilityNetworkReader(strings: StringTable(), file: path, vocabulary: vocabulary)
            if let modelSystem { reader.noteSystem(modelSystem.name, line: modelSystem.line) }
            reader.documentDimension = modelDimension
            utility = reader
        }
        swapStrings()
        depthInUtility = 1
    }

    /// Both readers number strings in one table, which the one that reads holds.
    private func swapStrings() {
        guard let utility else { return }
        swap(&builder.strings, &utility.data.strings)
    }

    // MARK: the end

    /// Makes roads, and reports what can only be told at the end of the file.
    func finish() throws {
        try references.check(path)
        try assembleRoads()
        notes.report(path, to: &log.issues)
        if featureCount > 0 || utility == nil {
            let file = path.split(separator: "/").last.map(String.init) ?? path
            builder.sources.append(DataSource(file: file, format: CityGML.name))
            try system.settle(hasFeatures: featureCount > 0, path, &builder, &log.issues)
        }
        guard let utility else { return }
        utility.data.strings = builder.strings
        try UtilityNetwork.assemble(utility, path, into: &builder, &log)
    }
}
