import Diagnostics
import MarkupReading
import NetworkModel

/// Streams a file of INSPIRE utility networks into `INSPIREData`.
///
/// Dispatches on local names: the namespaces of IMKL change with every edition and country, its names hardly do.
final class INSPIREReader: MarkupHandler {
    typealias Word = INSPIREWord
    private static let id = Word.id.number, href = Word.href.number, uom = Word.uom.number
    private static let srsName = Word.srsName.number, srsDimension = Word.srsDimension.number

    let vocabulary = MarkupVocabulary(Word.names)
    var data: INSPIREData
    /// How often each element was met that is not understood.
    private(set) var skipped: [String: Int] = [:]

    /// What the reader is inside of: a number in the list of its kind.
    private enum Object { case network(Int), line(Int), link(Int), sequence(Int), node(Int), depth(Int) }
    private struct Frame {
        var word: Word?
        var isObject = false
        /// Line of a position list, for errors.
        var line = 0
    }
    private let file: String
    private var open: [Frame] = []
    private var objects: [Object] = []
    private var depthLeftOut = 0
    private var isInGeometry = false
    private var unit: Int32 = -1
    private var dimension = 0
    private var numbers: [Double] = []
    /// The bytes of the last `srsName`, so that the usual case compares and does not look up.
    private var lastSystem: [UInt8] = []
    private var lastSystemHasHeights = false

    init(strings: StringTable, file: String) {
        data = INSPIREData(strings: strings)
        self.file = file
    }

    // MARK: start tags

    func start(_ tag: StartTag) throws {
        if depthLeftOut > 0 {
            depthLeftOut += 1
            return
        }
        guard let word = Word(number: tag.name) else {
            // The root may have any name.
            if open.isEmpty { open.append(Frame(word: nil)) } else { leaveOut(tag) }
            return
        }
        if objects.isEmpty {
            startOutside(tag, word)
        } else if isInGeometry {
            startGeometry(tag, word)
        } else if open.last?.isObject == true || open.last?.word == .DirectedLink {
            startProperty(tag, word)
        } else {
            startInside(tag, word)
        }
    }

    private func leaveOut(_ tag: StartTag?) {
        if let tag { skipped[tag.localNameString, default: 0] += 1 }
        depthLeftOut = 1
    }

    private func startOutside(_ tag: StartTag, _ word: Word) {
        if word.holdsFeatures || open.isEmpty || word == .boundedBy {
            open.append(Frame(word: word))
        } else if word == .Envelope {
            if let name = tag.attribute(Self.srsName)?.trimmed, !name.isEmpty, data.documentSystem == nil {
                data.documentSystem = (name.string, tag.line)
            }
            leaveOut(nil)
        } else if !begin(word, tag) {
            leaveOut(tag)
        }
    }

    /// Inside a property: a feature written in place, or the step of a sequence.
    private func startInside(_ tag: StartTag, _ word: Word) {
        guard let property = open.last?.word else { return leaveOut(tag) }
        switch (property, word) {
        case (.link, .DirectedLink): open.append(Frame(word: word))
        case (.link, _) where word.feature == .link || word.feature == .sequence:
            if let id = tag.attribute(Self.id)?.trimmed, !id.isEmpty { refer(.link, data.strings.intern(id.bytes)) }
            if !begin(word, tag) { leaveOut(tag) }
        case (.startNode, _) where word.feature == .node, (.endNode, _) where word.feature == .node:
            if let id = tag.attribute(Self.id)?.trimmed, !id.isEmpty { refer(property, data.strings.intern(id.bytes)) }
            if !begin(word, tag) { leaveOut(tag) }
        default: leaveOut(tag)
        }
    }

    private func startProperty(_ tag: StartTag, _ word: Word) {
        unit = -1
        switch word {
        case .inNetwork, .link, .startNode, .endNode, .diepte, .heeftDiepte:
            if let target = reference(tag) { refer(word, target) }
        case .thema, .utilityNetworkType, .appurtenanceType, .currentStatus, .oilGasChemicalsProductType,
            .buismateriaalType, .pipeMaterialType:
            if let code = tag.attribute(Self.href)?.trimmed, !code.isEmpty { set(word, code) }
        case .centrelineGeometry, .geometry:
            isInGeometry = true
            dimension = 0
        case .operatingVoltage, .nominalVoltage, .pipeDiameter, .pressure, .dieptePeil, .Dieptepeil,
            .standaardDieptelegging:
            unit = tag.attribute(Self.uom).map { data.strings.intern($0.trimmed.bytes) } ?? -1
        case .verticalPosition, .label, .omschrijving: break
        default: return leaveOut(word.isAdministrative ? nil : tag)
        }
        open.append(Frame(word: word))
    }

    private func startGeometry(_ tag: StartTag, _ word: Word) {
        guard word.isGeometry else { return leaveOut(tag) }
        noteSystem(tag)
        if let stated = tag.attribute(Self.srsDimension)?.number {
            dimension = stated == 3 ? 3 : 2
        } else if dimension == 0, lastSystemHasHeights {
            dimension = 3
        }
        // Only errors about coordinates look back at where their element began.
        open.append(Frame(word: word, line: word == .pos || word == .posList ? tag.line : 0))
    }

    /// Makes the record of a feature; false when the element is none.
    private func begin(_ word: Word, _ tag: StartTag) -> Bool {
        guard let feature = word.feature else { return false }
        let id = tag.attribute(Self.id).map { data.strings.intern($0.trimmed.bytes) } ?? -1
        switch feature {
        case .network:
            data.networks.append(.init(id: id, line: tag.line, element: word))
            objects.append(.network(data.networks.count - 1))
        case .line, .conduit:
            data.lines.append(.init(id: id, line: tag.line, element: word))
            objects.append(.line(data.lines.count - 1))
        case .link:
            data.links.append(.init(id: id, line: tag.line))
            objects.append(.link(data.links.count - 1))
        case .sequence:
            data.sequences.append(id)
            objects.append(.sequence(data.sequences.count - 1))
        case .node:
            data.nodes.append(.init(id: id, line: tag.line))
            objects.append(.node(data.nodes.count - 1))
        case .depth:
            data.depths.append(.init(id: id))
            objects.append(.depth(data.depths.count - 1))
        }
        open.append(Frame(word: word, isObject: true))
        return true
    }

    // MARK: references and values

    /// The identifier that `xlink:href` names; local ones are written with and without `#`.
    private func reference(_ tag: StartTag) -> Int32? {
        guard let href = tag.attribute(Self.href)?.trimmed, !href.isEmpty else { return nil }
        let bytes = href.bytes
        guard let hash = bytes.lastIndex(of: UInt8(ascii: "#")) else { return data.strings.intern(bytes) }
        return data.strings.intern(UnsafeBufferPointer(rebasing: bytes[(hash + 1)...]))
    }

    private func refer(_ word: Word, _ target: Int32) {
        switch (objects.last, word) {
        case (.line(let i), .inNetwork): if data.lines[i].network < 0 { data.lines[i].network = target }
        case (.link(let i), .inNetwork): if data.links[i].network < 0 { data.links[i].network = target }
        case (.node(let i), .inNetwork): if data.nodes[i].network < 0 { data.nodes[i].network = target }
        case (.line(let i), .link): data.linksOfLine.append((i, target))
        case (.sequence(let i), .link): data.linksOfSequence.append((i, target))
        case (.line(let i), .diepte), (.line(let i), .heeftDiepte): data.depthsOfLine.append((i, target))
        case (.link(let i), .startNode): data.links[i].start = target
        case (.link(let i), .endNode): data.links[i].end = target
        default: break
        }
    }

    func end(_ name: Int, text: MarkupText) throws {
        if depthLeftOut > 0 {
            depthLeftOut -= 1
            return
        }
        guard let frame = open.popLast() else { return }
        if frame.isObject {
            objects.removeLast()
            return
        }
        switch frame.word {
        case .centrelineGeometry, .geometry: isInGeometry = false
        case .pos, .posList: try addPoints(text, isList: frame.word == .posList, frame.line)
        case let word?:
            if !objects.isEmpty, !isInGeometry {
                let text = text.trimmed
                if !text.isEmpty { set(word, text) }
            }
        default: break
        }
    }

    private func set(_ word: Word, _ text: MarkupText) {
        func string() -> Int32 { data.strings.intern(text.bytes) }
        func measure() -> INSPIREData.Measure? {
            if let value = text.number { return .init(value: value, unit: unit) }
            skipped["\(word.rawValue) (not a number)", default: 0] += 1
            return nil
        }
        switch (objects.last, word) {
        case (.network(let i), .thema): data.networks[i].theme = string()
        case (.network(let i), .utilityNetworkType): data.networks[i].type = string()
        case (.network(let i), .standaardDieptelegging): data.networks[i].depth = measure()
        case (.line(let i), .nominalVoltage): data.lines[i].nominalVoltage = measure()
        case (.line(let i), .operatingVoltage): data.lines[i].operatingVoltage = measure()
        case (.line(let i), .pipeDiameter): data.lines[i].diameter = measure()
        case (.line(let i), .pressure): data.lines[i].pressure = measure()
        case (.line(let i), .verticalPosition): data.lines[i].verticalPosition = string()
        case (.line(let i), .currentStatus): data.lines[i].status = string()
        case (.line(let i), .oilGasChemicalsProductType): data.lines[i].product = string()
        case (.line(let i), .buismateriaalType), (.line(let i), .pipeMaterialType): data.lines[i].material = string()
        case (.line(let i), .label): data.lines[i].label = string()
        case (.line(let i), .omschrijving): data.lines[i].remark = string()
        case (.link(let i), .currentStatus): data.links[i].status = string()
        case (.node(let i), .appurtenanceType): data.nodes[i].type = string()
        case (.node(let i), .currentStatus): data.nodes[i].status = string()
        case (.node(let i), .label): data.nodes[i].label = string()
        case (.node(let i), .omschrijving): data.nodes[i].remark = string()
        case (.depth(let i), .dieptePeil), (.depth(let i), .Dieptepeil): data.depths[i].value = measure()
        default: break
        }
    }

    // MARK: geometry

    private func noteSystem(_ tag: StartTag) {
        guard let name = tag.attribute(Self.srsName)?.trimmed, !name.isEmpty, !name.bytes.elementsEqual(lastSystem)
        else { return }
        lastSystem = Array(name.bytes)
        let string = name.string
        // RD New with NAP heights, and degrees with heights.
        lastSystemHasHeights = ["7415", "4937", "4979"].contains { string.hasSuffix($0) }
        if !data.systems.contains(where: { $0.name == string }) { data.systems.append((string, tag.line)) }
    }

    private func addPoints(_ text: MarkupText, isList: Bool, _ line: Int) throws {
        numbers.removeAll(keepingCapacity: true)
        let isRead = text.appendNumbers(to: &numbers)
        if !isRead || !numbers.allSatisfy(\.isFinite) {
            throw InputError(
                "position-not-a-number", at: SourcePosition(file: file, line: line),
                "there is something in the coordinates that is no finite number",
                remedy: "correct the coordinates, or remove the feature")
        }
        // A single position shows its dimension; a list of INSPIRE data is flat unless it says otherwise.
        let width = !isList ? numbers.count : dimension > 0 ? dimension : numbers.count % 2 == 0 ? 2 : 3
        guard width == 2 || width == 3, numbers.count % width == 0, !numbers.isEmpty else {
            throw InputError(
                "coordinates-incomplete", at: SourcePosition(file: file, line: line),
                "\(numbers.count) numbers do not make whole points of \(max(width, 2)) coordinates",
                remedy: "correct the coordinates or their srsDimension")
        }
        switch objects.last {
        case .node(let i):
            // The first of several points stands for all.
            if data.nodes[i].first.isNaN { (data.nodes[i].first, data.nodes[i].second) = (numbers[0], numbers[1]) }
        case .link(let i): data.links[i].course = extend(data.links[i].course, width)
        case .line(let i): data.lines[i].course = extend(data.lines[i].course, width)
        default: break
        }
    }

    /// Puts the numbers read last behind a course.
    private func extend(_ course: Range<Int>, _ width: Int) -> Range<Int> {
        let start = course.isEmpty ? data.first.count : course.lowerBound
        for p in stride(from: 0, to: numbers.count, by: width) {
            if data.first.count > start, data.first.last == numbers[p], data.second.last == numbers[p + 1] { continue }
            data.first.append(numbers[p])
            data.second.append(numbers[p + 1])
            data.z.append(width == 3 ? numbers[p + 2] : .nan)
        }
        return start..<data.first.count
    }
}
