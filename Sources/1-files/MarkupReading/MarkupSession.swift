import CLibXML2
import Diagnostics

/// One document being read: the link between libxml2's callbacks and a handler.
final class MarkupSession {
    private let handler: any MarkupHandler
    private let path: String
    private let vocabulary: MarkupVocabulary
    @exclusivity(unchecked) private var nameTable = AddressTable()
    @exclusivity(unchecked) private var namespaceTable = AddressTable()
    @exclusivity(unchecked) private var text: [UInt8] = []
    var context: xmlParserCtxtPtr?
    /// What the handler or a forbidden construct threw.
    @exclusivity(unchecked) var failure: (any Error)?
    /// The first thing libxml2 complained about.
    var complaint: InputError?
    @exclusivity(unchecked) private(set) var sawElement = false

    init(_ handler: any MarkupHandler, path: String) {
        self.handler = handler
        self.path = path
        vocabulary = handler.vocabulary
        text.reserveCapacity(1 << 12)
    }

    // MARK: names

    @inline(__always) func number(ofName address: UnsafePointer<UInt8>?) -> Int {
        if let known = nameTable.number(address) { return Int(known) }
        return Int(learn(address, vocabulary.names, &nameTable))
    }
    @inline(__always) func number(ofNamespace address: UnsafePointer<UInt8>?) -> Int {
        if let known = namespaceTable.number(address) { return Int(known) }
        return Int(learn(address, vocabulary.namespaces, &namespaceTable))
    }
    private func learn(_ address: UnsafePointer<UInt8>?, _ list: [String], _ table: inout AddressTable) -> Int32 {
        guard let address else { return -1 }
        let number = Int32(list.firstIndex(of: String(cString: address)) ?? -1)
        table.set(address, number)
        return number
    }

    // MARK: events

    func start(
        _ name: UnsafePointer<UInt8>?, _ uri: UnsafePointer<UInt8>?, _ attributeCount: Int,
        _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    ) {
        guard failure == nil else { return }
        sawElement = true
        text.removeAll(keepingCapacity: true)
        do {
            try handler.start(
                StartTag(
                    name: number(ofName: name), namespace: number(ofNamespace: uri), localName: name, uri: uri,
                    attributes: attributes, attributeCount: attributeCount, session: Unmanaged.passUnretained(self)))
        } catch { stop(error) }
    }

    func end(_ name: UnsafePointer<UInt8>?) {
        guard failure == nil else { return }
        let number = number(ofName: name)
        do {
            try text.withUnsafeBufferPointer { try handler.end(number, text: MarkupText($0, Unmanaged.passUnretained(self))) }
        } catch { stop(error) }
        text.removeAll(keepingCapacity: true)
    }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) { text.append(contentsOf: bytes) }

    func refuseEntity(_ isExternal: Bool, _ name: String) {
        guard failure == nil else { return }
        stop(
            isExternal
                ? InputError(
                    "xml-external-entity", at: here(),
                    "the document declares the external entity '\(name)', which would be fetched from elsewhere",
                    remedy: "remove the DOCTYPE with its entity declarations, and write the content into the file")
                : InputError(
                    "xml-entity-declaration", at: here(),
                    "the document declares the entity '\(name)'; declared entities can be made to expand without bound and are not read",
                    remedy: "remove the DOCTYPE with its entity declarations, and write the text out"))
    }

    func complain(_ code: Int, _ message: String, line: Int, column: Int) {
        guard complaint == nil else { return }
        let wording = message.split(whereSeparator: \.isNewline).first.map(String.init) ?? "unreadable"
        complaint = InputError(
            code == Int(XML_NS_ERR_UNDEFINED_NAMESPACE.rawValue) ? "xml-undeclared-prefix" : "xml-malformed",
            at: SourcePosition(file: path, line: line, column: column), "this is not well-formed XML: \(wording)",
            remedy: "mend the file at this place, or export it again; xmllint shows the same place")
        if let context { xmlStopParser(context) }
    }

    private func stop(_ error: any Error) {
        failure = error
        if let context { xmlStopParser(context) }
    }

    // MARK: positions

    func here() -> SourcePosition {
        guard let input = context?.pointee.input?.pointee else { return SourcePosition(file: path) }
        return SourcePosition(file: path, line: Int(input.line), column: Int(input.col))
    }

    /// The parser stands at the end of the tag: goes back to its `<` within the parser's window.
    func startOfTag() -> SourcePosition {
        guard let input = context?.pointee.input?.pointee, let base = input.base, var cursor = input.cur else {
            return SourcePosition(file: path)
        }
        let end = cursor
        var line = Int(input.line), crossed = false
        while cursor > base && cursor.pointee != UInt8(ascii: "<") {
            cursor -= 1
            if cursor.pointee == 0x0a {
                line -= 1
                crossed = true
            }
        }
        if !crossed { return SourcePosition(file: path, line: line, column: Int(input.col) - (end - cursor)) }
        var lineStart = cursor
        while lineStart > base && (lineStart - 1).pointee != 0x0a { lineStart -= 1 }
        return SourcePosition(file: path, line: line, column: cursor - lineStart + 1)
    }
}

/// The callbacks that libxml2 is given. Each finds its session behind the context pointer.
enum MarkupCallbacks {
    private static func session(_ pointer: UnsafeMutableRawPointer?) -> MarkupSession? {
        pointer.map { Unmanaged<MarkupSession>.fromOpaque($0).takeUnretainedValue() }
    }

    static func table() -> xmlSAXHandler {
        var sax = xmlSAXHandler()
        sax.initialized = XML_SAX2_MAGIC
        sax.startElementNs = { pointer, name, _, uri, _, _, count, _, attributes in
            MarkupCallbacks.session(pointer)?.start(name, uri, Int(count), attributes)
        }
        sax.endElementNs = { pointer, name, _, _ in MarkupCallbacks.session(pointer)?.end(name) }
        sax.characters = { pointer, bytes, count in
            MarkupCallbacks.session(pointer)?.characters(UnsafeBufferPointer(start: bytes, count: Int(count)))
        }
        sax.cdataBlock = sax.characters
        sax.ignorableWhitespace = sax.characters
        sax.entityDecl = { pointer, name, type, _, _, _ in
            let isExternal = type == Int32(XML_EXTERNAL_GENERAL_PARSED_ENTITY.rawValue)
                || type == Int32(XML_EXTERNAL_GENERAL_UNPARSED_ENTITY.rawValue)
                || type == Int32(XML_EXTERNAL_PARAMETER_ENTITY.rawValue)
            MarkupCallbacks.session(pointer)?.refuseEntity(isExternal, name.map { String(cString: $0) } ?? "")
        }
        sax.externalSubset = { pointer, name, _, systemID in
            if systemID != nil {
                MarkupCallbacks.session(pointer)?.refuseEntity(true, name.map { String(cString: $0) } ?? "")
            }
        }
        sax.serror = errorByContext
        return sax
    }

    /// Finds the session by the parser that complains, because a validator in between changes the first pointer.
    static let errorByContext: xmlStructuredErrorFunc = { _, error in
        guard let error = error?.pointee, error.level.rawValue >= XML_ERR_ERROR.rawValue,
            let parser = error.ctxt?.assumingMemoryBound(to: xmlParserCtxt.self)
        else { return }
        MarkupCallbacks.session(parser.pointee._private)?.complain(
            Int(error.code), error.message.map { String(cString: $0) } ?? "", line: Int(error.line),
            column: Int(error.int2))
    }
}
