import Diagnostics
import MarkupReading
import NetworkModel

/// Streams a Utility Network file into `UtilityNetworkData`.
final class UtilityNetworkReader: MarkupHandler {
    typealias Word = UtilityNetworkWord
    private enum Space { case gml, utility, other }
    private static let gmlNamespaces = ["http://www.opengis.net/gml", "http://www.opengis.net/gml/3.2"]

    static let ownVocabulary = MarkupVocabulary(Word.names, namespaces: gmlNamespaces + UtilityNetwork.namespaces)
    let vocabulary: MarkupVocabulary
    /// The word and the space that each number of the vocabulary stands for.
    private let words: [Word?]
    private let spaces: [Space]
    private let id: Int, href: Int, uom: Int, srsName: Int, srsDimension: Int
    var data: UtilityNetworkData
    /// How often each element was met that is not understood.
    private(set) var skipped: [String: Int] = [:]

    /// What the reader is inside of: a number in the list of its kind.
    enum Object {
        case network(Int), networkGraph(Int), graph(Int), node(Int), link(Int), connection(Int)
        case component(Int), medium(Int), material(Int)
    }
    private let file: String
    /// Every open element that is understood; whether it is an object.
    private var open: [(word: Word, isObject: Bool, line: Int)] = []
    private(set) var objects: [Object] = []
    /// Depth below an element whose content is left out.
    private var depthLeftOut = 0
    private var isInRealization = false
    private var unit: Int32 = -1
    private var dimension = 0
    /// Numbers per position that the document's envelope states; 0 when it does not.
    var documentDimension = 0
    private var numbers: [Double] = []
    /// The bytes of the last `srsName`, so that the usual case compares and does not look up.
    private var lastSystem: [UInt8] = []

    /// - Parameter vocabulary: of the document's reader, when that is another one, which passes elements on.
    init(strings: StringTable, file: String, vocabulary: MarkupVocabulary = ownVocabulary) {
        data = UtilityNetworkData(strings: strings)
        self.file = file
        self.vocabulary = vocabulary
        words = vocabulary.names.map { Word(name: $0) }
        spaces = vocabulary.namespaces.map {
            Self.gmlNamespaces.contains($0) ? .gml : UtilityNetwork.isNamespace($0) ? .utility : .other
        }
        func number(_ word: Word) -> Int { vocabulary.names.firstIndex(of: word.rawValue) ?? -2 }
        (id, href, uom) = (number(.id), number(.href), number(.uom))
        (srsName, srsDimension) = (number(.srsName), number(.srsDimension))
    }

    // MARK: elements

    func start(_ tag: StartTag) throws {
        if depthLeftOut > 0 {
            depthLeftOut += 1
            return
        }
        let word = tag.name < 0 ? nil : words[tag.name]
        var space = tag.namespace < 0 ? Space.other : spaces[tag.namespace]
        if tag.namespace < 0, UtilityNetwork.isNamespace(tag.namespaceString) { space = .utility }
        if space == .gml {
            try startGeometry(tag, word)
        } else if space == .utility {
            try startUtility(tag, word)
        } else if objects.isEmpty, word == .CityModel || word == .cityObjectMember {
            enter(word ?? .CityModel, tag)
        } else {
            // Buildings and the like are other formats' matter; inside a network they would be ours.
            leaveOut(objects.isEmpty ? nil : tag)
        }
    }

    private func enter(_ word: Word, _ tag: StartTag, isObject: Bool = false) {
        // Only errors about coordinates look back at where their element began.
        open.append((word, isObject, word == .pos || word == .posList ? tag.line : 0))
    }
    private func leaveOut(_ tag: StartTag?) {
        if let tag { skipped[tag.localNameString, default: 0] += 1 }
        depthLeftOut = 1
    }

    private func startGeometry(_ tag: StartTag, _ word: Word?) throws {
        switch word {
        case .Envelope:
            noteSystem(tag)
            documentDimension = dimension
            leaveOut(nil)
        case .boundedBy where objects.isEmpty, .featureMember where objects.isEmpty, .featureMembers where objects.isEmpty:
            enter(word ?? .boundedBy, tag)
        case .boundedBy: leaveOut(nil)
        case .name, .description:
            if open.last?.isObject == true { enter(word ?? .name, tag) } else { leaveOut(objects.isEmpty ? nil : tag) }
        case .Point, .LineString, .Curve, .CompositeCurve, .MultiCurve:
            if !isInRealization { return leaveOut(tag) }
            noteSystem(tag)
            enter(word ?? .Point, tag)
        case .pos, .posList, .segments, .LineStringSegment, .curveMember, .curveMembers:
            if !isInRealization { return leaveOut(tag) }
            if let stated = tag.attribute(srsDimension)?.number { dimension = stated == 2 ? 2 : 3 }
            enter(word ?? .pos, tag)
        default: leaveOut(objects.isEmpty ? nil : tag)
        }
    }

    private func startUtility(_ tag: StartTag, _ word: Word?) throws {
        guard let word else { return leaveOut(tag) }
        if let object = try begin(word, tag) {
            objects.append(object)
            return enter(word, tag, isObject: true)
        }
        switch word {
        case .transportedMedium, .topoGraph, .featureGraphMember, .nodeMember, .linkMember, .networkLinkMember,
            .component, .consistsOf, .subNetwork, .subOrdinateNetwork, .superOrdinateNetwork, .hasMaterial, .start, .end:
            try refer(word, tag)
            enter(word, tag)
        case .realization:
            isInRealization = true
            dimension = documentDimension
            enter(word, tag)
        case .lod1Geometry: leaveOut(nil)
        case .type, .direction, .flowDirection, .function, .functionOfLine, .usage, .connectedCityObject,
            .yearOfConstruction, .status, .class, .exteriorDiameter, .interiorDiameter, .voltage, .nominalVoltage,
            .voltageRange:
            unit = tag.attribute(uom).map { data.strings.intern($0.trimmed.bytes) } ?? -1
            enter(word, tag)
        default: leaveOut(tag)
        }
    }

    /// Makes the record of an element that is an object; nil when it is none.
    private func begin(_ word: Word, _ tag: StartTag) throws -> Object? {
        let id = tag.attribute(self.id).map { data.strings.intern($0.trimmed.bytes) } ?? -1
        switch word {
        case .Network:
            data.networks.append(.init(id: id, line: tag.line, parent: enclosingNetwork))
            return .network(data.networks.count - 1)
        case .NetworkGraph:
            data.networkGraphs.append(.init(id: id, network: enclosingNetwork))
            return .networkGraph(data.networkGraphs.count - 1)
        case .FeatureGraph:
            var graph = UtilityNetworkData.Graph(id: id, line: tag.line, network: enclosingNetwork)
            if case .networkGraph(let i) = objects.last { graph.networkGraph = i }
            if case .component(let i) = objects.last { data.components[i].graph = data.graphs.count }
            data.graphs.append(graph)
            return .graph(data.graphs.count - 1)
        case .Node:
            data.nodes.append(.init(id: id, line: tag.line, graph: enclosingGraph))
            return .node(data.nodes.count - 1)
        case .InteriorFeatureLink:
            data.links.append(.init(id: id, line: tag.line, graph: enclosingGraph))
            return .link(data.links.count - 1)
        case .InterFeatureLink, .NetworkLink:
            data.connections.append(.init(id: id, line: tag.line))
            return .connection(data.connections.count - 1)
        case _ where word.isComponent:
            data.components.append(.init(id: id, line: tag.line, element: word.rawValue, network: enclosingNetwork))
            return .component(data.components.count - 1)
        case _ where word.isMedium:
            if case .network(let i) = objects.last { data.networks[i].medium = data.media.count }
            data.media.append(.init(id: id, element: word.rawValue))
            return .medium(data.media.count - 1)
        case _ where word.isMaterial:
            // The first material of a component is its own; fillings and linings inside it come later.
            if case .component(let i) = objects.last, data.components[i].material < 0 {
                data.components[i].material = data.materials.count
            }
            data.materials.append(.init(id: id))
            return .material(data.materials.count - 1)
        default: return nil
        }
    }

    private var enclosingNetwork: Int {
        for object in objects.reversed() { if case .network(let i) = object { return i } }
        return -1
    }
    private var enclosingGraph: Int {
        if case .graph(let i) = objects.last { return i }
        return -1
    }

    // MARK: references

    /// Keeps what `xlink:href` says; an empty property holds its object instead.
    private func refer(_ word: Word, _ tag: StartTag) throws {
        guard let href = tag.attribute(href)?.trimmed, !href.isEmpty, let object = objects.last else { return }
        var bytes = href.bytes
        if bytes[0] == UInt8(ascii: "#") {
            bytes = UnsafeBufferPointer(rebasing: bytes.dropFirst())
        } else if bytes.contains(UInt8(ascii: "#")) || href.string.contains("://") {
            skipped["\(word.rawValue) (refers to another file)", default: 0] += 1
            return
        } else {
            data.bareReferences += 1
        }
        let target = data.strings.intern(bytes)
        var kind = word.target
        switch (word, object) {
        case (.start, .link(let i)): data.links[i].start = target
        case (.end, .link(let i)): data.links[i].end = target
        case (.start, .connection(let i)): data.connections[i].start = target
        case (.end, .connection(let i)): data.connections[i].end = target
        case (.topoGraph, .component(let i)):
            data.components[i].graphReference = target
            kind = .graph
        case (.topoGraph, .network(let i)):
            data.graphsOfNetwork.append((i, target))
            kind = .networkGraph
        case (.featureGraphMember, .networkGraph(let i)): data.graphsOfNetworkGraph.append((i, target))
        case (.nodeMember, .graph(let i)): data.nodesOfGraph.append((i, target))
        case (.transportedMedium, .network(let i)): data.networks[i].mediumReference = target
        case (.hasMaterial, .component(let i)):
            if data.components[i].materialReference < 0 { data.components[i].materialReference = target }
        case (.linkMember, .graph): kind = .link
        default: break
        }
        if let kind {
            data.references.append(.init(target: target, kind: kind, element: word.rawValue, line: tag.line))
        }
    }

    // MARK: content

    func end(_ name: Int, text: MarkupText) throws {
        if depthLeftOut > 0 {
            depthLeftOut -= 1
            return
        }
        guard let (word, isObject, line) = open.popLast() else { return }
        if isObject {
            objects.removeLast()
        } else if word == .realization {
            isInRealization = false
        } else if word == .pos || word == .posList {
            try addPoints(text, word, line)
        } else if let object = objects.last, !text.trimmed.isEmpty {
            set(word, text.trimmed, of: object)
        }
    }

    private func set(_ word: Word, _ text: MarkupText, of object: Object) {
        func string() -> Int32 { data.strings.intern(text.bytes) }
        func measure() -> UtilityNetworkData.Measure? { text.number.map { .init(value: $0, unit: unit) } }
        switch (object, word) {
        case (.network(let i), .name): data.networks[i].name = string()
        case (.network(let i), .class), (.network(let i), .function), (.network(let i), .usage):
            data.networks[i].words.append(string())
        case (.medium(let i), .type): data.media[i].type = string()
        case (.medium(let i), .voltageRange): data.media[i].voltage = highest(text)
        case (.material(let i), .type): data.materials[i].type = string()
        case (.node(let i), .type): data.nodes[i].isInterior = text == "interior"
        case (.connection(let i), .type): data.connections[i].type = string()
        case (.link(let i), .direction), (.link(let i), .flowDirection):
            data.links[i].direction =
                text == "+" || text == "forward" ? 1 : text == "-" || text == "backward" ? -1 : 0
        case (.component(let i), _): set(word, text, ofComponent: i, string(), measure())
        default: break
        }
    }

    private func set(
        _ word: Word, _ text: MarkupText, ofComponent i: Int, _ string: Int32, _ measure: UtilityNetworkData.Measure?
    ) {
        switch word {
        case .name: data.components[i].name = string
        case .description: data.components[i].remark = string
        case .function, .functionOfLine, .class, .type, .usage:
            data.components[i].words.append(string)
            if word == .usage { data.components[i].usage = string }
            if word == .function || word == .functionOfLine { data.components[i].function = string }
        case .connectedCityObject:
            // The text is the identifier itself; some files write it as a reference.
            data.components[i].cityObject =
                text.bytes.first == UInt8(ascii: "#")
                ? data.strings.intern(UnsafeBufferPointer(rebasing: text.bytes.dropFirst())) : string
        case .yearOfConstruction: data.components[i].year = string
        case .status: data.components[i].status = string
        case .interiorDiameter, .exteriorDiameter, .voltage, .nominalVoltage:
            guard let measure else {
                skipped["\(word.rawValue) (not a number)", default: 0] += 1
                return
            }
            if word == .interiorDiameter { data.components[i].interiorDiameter = measure }
            else if word == .exteriorDiameter { data.components[i].exteriorDiameter = measure }
            else { data.components[i].voltage = measure }
        default: break
        }
    }

    /// The upper end of a range such as `10 20`.
    private func highest(_ text: MarkupText) -> UtilityNetworkData.Measure? {
        numbers.removeAll(keepingCapacity: true)
        guard text.appendNumbers(to: &numbers) else { return nil }
        return numbers.max().map { .init(value: $0, unit: unit) }
    }

    // MARK: geometry

    private func noteSystem(_ tag: StartTag) {
        if let stated = tag.attribute(srsDimension)?.number { dimension = stated == 2 ? 2 : 3 }
        guard let name = tag.attribute(srsName)?.trimmed, !name.isEmpty, !name.bytes.elementsEqual(lastSystem)
        else { return }
        lastSystem = Array(name.bytes)
        noteSystem(name.string, line: tag.line)
    }

    /// Takes note of a system that the file names.
    func noteSystem(_ name: String, line: Int) {
        if !data.systems.contains(where: { $0.name == name }) { data.systems.append((name, line)) }
    }

    private func addPoints(_ text: MarkupText, _ word: Word, _ line: Int) throws {
        numbers.removeAll(keepingCapacity: true)
        let isRead = text.appendNumbers(to: &numbers)
        // A single position shows its dimension; a list needs to be told, and is 3 in CityGML unless stated.
        let width = word == .pos ? numbers.count : dimension > 0 ? dimension : numbers.count % 3 == 0 ? 3 : 2
        if !isRead || !numbers.allSatisfy(\.isFinite) {
            throw InputError(
                "position-not-a-number", at: SourcePosition(file: file, line: line),
                "there is something in the coordinates that is no finite number",
                remedy: "correct the coordinates, or remove the feature")
        }
        guard width == 2 || width == 3, numbers.count % width == 0, !numbers.isEmpty else {
            throw InputError(
                "coordinates-incomplete", at: SourcePosition(file: file, line: line),
                "\(numbers.count) numbers do not make whole points of \(max(width, 2)) coordinates",
                remedy: "correct the coordinates or their srsDimension")
        }
        func height(_ i: Int) -> Double { width == 3 ? numbers[i + 2] : .nan }
        switch objects.last {
        case .node(let i):
            (data.nodes[i].first, data.nodes[i].second, data.nodes[i].z) = (numbers[0], numbers[1], height(0))
        case .link(let i):
            if data.links[i].course.isEmpty { data.links[i].course = data.first.count..<data.first.count }
            for p in stride(from: 0, to: numbers.count, by: width) {
                let start = data.links[i].course.lowerBound
                if data.first.count > start, data.first.last == numbers[p], data.second.last == numbers[p + 1] { continue }
                data.first.append(numbers[p])
                data.second.append(numbers[p + 1])
                data.z.append(height(p))
            }
            data.links[i].course = data.links[i].course.lowerBound..<data.first.count
        default: break
        }
    }
}
