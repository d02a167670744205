import Diagnostics
import Geometry
import MarkupReading
import NetworkModel

/// Listens to a CityGML document and turns each building into a facility when its end tag has passed.
///
/// Every open element that is understood stands on a stack with its *place*; the subtree of any other is passed over
/// by counting its depth.
final class CityGMLReader: MarkupHandler {
    typealias Word = CityGMLWord

    /// What an open element is.
    enum Place {
        case model, member, envelope, building, partProperty
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

    let vocabulary = CityGMLSpace.vocabulary
    let path: String
    var builder: CityModelBuilder
    var log: ImportLog
    /// Features in the namespace of an extension, left to it.
    var extensionFeatures = 0

    var frames: [Frame] = []
    private var passedOver = 0
    /// The building being read, then the part inside it.
    var open: [BuildingRecord] = []
    var buildingCount = 0
    var system = CityGMLSystem()
    var references = CityGMLReferences()
    var notes = CityGMLNotes()

    // The geometry being read.
    var openIDs: [UInt64] = []
    var role = BuildingSurface.Role.other
    var levelOfDetail = 0
    var surface: BuildingSurface?
    var numbers: [Double] = []
    /// Line of the text element being read, and the values it needs from its start tag.
    var textLine = 0
    var unit = "", attributeName = "", heightMetres: Double?

    init(_ path: String, _ builder: CityModelBuilder, _ log: ImportLog) {
        (self.path, self.builder, self.log) = (path, builder, log)
        numbers.reserveCapacity(1 << 10)
    }

    // MARK: start tags

    func start(_ tag: StartTag) throws {
        let id = try readAttributes(tag)
        if passedOver > 0 {
            passedOver += 1
            return
        }
        let word = Word(tag.name)
        guard let parent = frames.last else {
            frames.append(Frame(word: word, place: .model, dimension: dimension(of: tag, inherited: 3)))
            return
        }
        guard let place = place(of: tag, word, in: parent) else {
            passedOver = 1
            return
        }
        var frame = Frame(word: word, place: place, dimension: dimension(of: tag, inherited: parent.dimension))
        switch place {
        case .building:
            var record = BuildingRecord(line: tag.line)
            record.id = tag.attribute(Word.id).map { $0.trimmed.string }
            open.append(record)
        case .geometry, .polygon, .hole:
            if id != 0 {
                openIDs.append(id)
                frame.carriesID = true
            }
            if place == .polygon, parent.place == .geometry {
                surface = BuildingSurface(role: role, levelOfDetail: levelOfDetail, ids: openIDs)
            }
            if place == .hole, parent.place == .polygon { surface?.holes.append([]) }
        case .text:
            textLine = tag.line
            unit = tag.attribute(Word.uom)?.trimmed.string ?? ""
        case .height where parent.place == .building: heightMetres = nil
        case .genericAttribute:
            if let name = tag.attribute(Word.name) { attributeName = name.trimmed.string }
        default: break
        }
        if place == .envelope || place == .geometry || place == .polygon || place == .hole || isPosition(word) {
            if let name = tag.attribute(Word.srsName) { try system.declare(name.trimmed.string, at: tag.position) }
        }
        // The dimension of an envelope holds for everything after it in the model or building.
        if place == .envelope, tag.attribute(Word.srsDimension) != nil {
            if frames.count >= 2 { frames[frames.count - 2].dimension = frame.dimension }
        }
        frames.append(frame)
    }

    /// Collects the identifiers of everything, and the references from inside buildings.
    /// - Returns: hash of the element's `gml:id`, or 0.
    private func readAttributes(_ tag: StartTag) throws -> UInt64 {
        var id: UInt64 = 0
        for i in 0..<tag.attributeCount {
            switch Word(tag.attributeName(i)) {
            case .id:
                id = CityGMLReferences.hash(tag.attributeValue(i).trimmed.bytes)
                references.define(id)
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

    private func dimension(of tag: StartTag, inherited: Int) -> Int {
        guard let text = tag.attribute(Word.srsDimension), let value = text.number else { return inherited }
        return value == 2 ? 2 : 3
    }

    // MARK: end tags

    func end(_ name: Int, text: MarkupText) throws {
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
            if let surface, !open.isEmpty { open[open.count - 1].surfaces.append(surface) }
            surface = nil
        case .height where parent?.place == .building: endHeight()
        case .address: endAddress(frame.word, in: parent?.word, text)
        case .building: try endBuilding()
        default: break
        }
    }

    /// Reports what can only be told at the end of the file.
    func finish() throws {
        try references.check(path)
        notes.report(path, to: &log.issues)
        if buildingCount > 0 || CityGML.extensions.isEmpty || extensionFeatures == 0 {
            let file = path.split(separator: "/").last.map(String.init) ?? path
            builder.sources.append(DataSource(file: file, format: CityGML.name))
            try system.settle(hasBuildings: buildingCount > 0, path, &builder, &log.issues)
        }
    }
}

extension StartTag {
    func attribute(_ word: CityGMLWord) -> MarkupText? {
        CityGMLWord.number(word).flatMap { attribute($0) }
    }
}
