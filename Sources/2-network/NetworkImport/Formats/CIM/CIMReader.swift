import Diagnostics
import MarkupReading
import NetworkModel

/// Streams CIM files into `CIMData`: every child of the root is an object, every child of that a statement about it.
final class CIMReader: MarkupHandler {
    let vocabulary = MarkupVocabulary(CIMWord.names, namespaces: [CIM.rdf])
    private(set) var data = CIMData()
    private var depth = 0
    private var object = -1
    private var property: CIMWord?
    private var line = 0
    private static let id = CIMWord.id.number, about = CIMWord.about.number, resource = CIMWord.resource.number

    func begin(_ path: String) {
        data.files.append(path)
        (depth, object, property) = (0, -1, nil)
    }

    func start(_ tag: StartTag) throws {
        depth += 1
        if depth == 2 { startObject(tag) }
        if depth == 3, object >= 0, let word = CIMWord(number: tag.name) {
            if let resource = tag.attribute(Self.resource) {
                add(word, data.strings.intern(Self.identifier(resource)), tag.line)
            } else {
                property = word
                line = tag.line
            }
        }
    }

    func end(_ name: Int, text: MarkupText) {
        if depth == 3, let property {
            let value = text.trimmed
            if property == .scenarioTime, data.dates[data.files[data.files.count - 1]] == nil {
                data.dates[data.files[data.files.count - 1]] = value.string
            }
            add(property, data.strings.intern(value.bytes), line)
            self.property = nil
        }
        if depth == 2 { object = -1 }
        depth -= 1
    }

    private func startObject(_ tag: StartTag) {
        let defined = tag.attribute(Self.id)
        guard let name = defined ?? tag.attribute(Self.about) else { return }
        let id = data.strings.intern(Self.identifier(name)), file = Int32(data.files.count - 1)
        let place = Int32(truncatingIfNeeded: tag.line)
        if let known = data.objectOfID[id] {
            object = known
            if defined != nil, !data.objects[known].isDefined {
                data.objects[known].isDefined = true
                (data.objects[known].file, data.objects[known].line) = (file, place)
                data.objects[known].type = CIMWord(number: tag.name)
                data.objects[known].typeName = data.strings.intern(tag.localNameString)
            }
            return
        }
        object = data.objects.count
        data.objectOfID[id] = object
        data.objects.append(
            .init(
                id: id, type: CIMWord(number: tag.name), typeName: data.strings.intern(tag.localNameString),
                isDefined: defined != nil, file: file, line: place))
    }

    private func add(_ property: CIMWord, _ value: Int32, _ line: Int) {
        data.statements.append(
            .init(
                property: property, value: value, file: Int32(data.files.count - 1),
                line: Int32(truncatingIfNeeded: line), previous: data.objects[object].last))
        data.objects[object].last = Int32(data.statements.count - 1)
    }

    /// `_x`, `#_x` and `urn:uuid:x` are one and the same.
    private static func identifier(_ text: MarkupText) -> String {
        let name = text.string
        if name.hasPrefix("#") { return String(name.dropFirst()) }
        if name.hasPrefix("urn:uuid:") { return "_" + name.dropFirst(9) }
        return name
    }
}
