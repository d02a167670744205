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
        forgetText()
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
        forgetText()
    }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard failure == nil else { return }
        text.append(contentsOf: bytes)
        if text.count > Self.longestText {
            forgetText()
            stop(
                InputError(
                    "xml-too-large", at: here(), "the text of one element is longer than 256 MB",
                    remedy: "no coordinate list is that long; check how the file was made"))
        }
    }

    /// Longest text between two tags, in bytes: a line of ten million points.
    private static let longestText = 1 << 28

    @inline(__always) private func forgetText() {
        if !text.isEmpty { text.removeAll(keepingCapacity: true) }
    }

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
        complaint = MalformedMarkup.error(
            code, message, at: SourcePosition(file: path, line: line, column: column),
            openElements: Int(context?.pointee.nameNr ?? 0))
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
        // The window may begin inside the line; then the column is not known.
        if lineStart == base && input.consumed > 0 { return SourcePosition(file: path, line: line) }
        return SourcePosition(file: path, line: line, column: cursor - lineStart + 1)
    }
}

/// The callbacks that libxml2 is given. Each finds its session behind the context pointer.
enum MarkupCallbacks {
    /// Without counting references: `MarkupReader` keeps the session while libxml2 runs.
    @inline(__always) private static func with(_ pointer: UnsafeMutableRawPointer?, _ body: (MarkupSession) -> Void) {
        if let pointer { Unmanaged<MarkupSession>.fromOpaque(pointer)._withUnsafeGuaranteedRef(body) }
    }

    static func table() -> xmlSAXHandler {
        var sax = xmlSAXHandler()
        sax.initialized = XML_SAX2_MAGIC
        sax.startElementNs = { pointer, name, _, uri, _, _, count, _, attributes in
            MarkupCallbacks.with(pointer) { $0.start(name, uri, Int(count), attributes) }
        }
        sax.endElementNs = { pointer, name, _, _ in MarkupCallbacks.with(pointer) { $0.end(name) } }
        sax.characters = { pointer, bytes, count in
            MarkupCallbacks.with(pointer) { $0.characters(UnsafeBufferPointer(start: bytes, count: Int(count))) }
        }
        sax.cdataBlock = sax.characters
        sax.ignorableWhitespace = sax.characters
        sax.entityDecl = { pointer, name, type, _, _, _ in
            let isExternal = type == Int32(XML_EXTERNAL_GENERAL_PARSED_ENTITY.rawValue)
                || type == Int32(XML_EXTERNAL_GENERAL_UNPARSED_ENTITY.rawValue)
                || type == Int32(XML_EXTERNAL_PARAMETER_ENTITY.rawValue)
            MarkupCallbacks.with(pointer) { $0.refuseEntity(isExternal, name.map { String(cString: $0) } ?? "") }
        }
        sax.unparsedEntityDecl = { pointer, name, _, _, _ in
            MarkupCallbacks.with(pointer) { $0.refuseEntity(true, name.map { String(cString: $0) } ?? "") }
        }
        sax.externalSubset = { pointer, name, _, systemID in
            if systemID != nil {
                MarkupCallbacks.with(pointer) { $0.refuseEntity(true, name.map { String(cString: $0) } ?? "") }
            }
        }
        sax.serror = errorByContext
        return sax
    }

    /// Finds the session by the parser that complains, because a validator in between changes the first pointer.
    static let errorByContext: xmlStructuredErrorFunc = { _, error in
        // An entity that nobody declares is only a warning once a parameter entity was named, and would be lost.
        guard let error = error?.pointee,
            error.level.rawValue >= XML_ERR_ERROR.rawValue || error.code == Int32(XML_WAR_UNDECLARED_ENTITY.rawValue),
            let parser = error.ctxt?.assumingMemoryBound(to: xmlParserCtxt.self)
        else { return }
        let message = error.message.map { String(cString: $0) } ?? ""
        MarkupCallbacks.with(parser.pointee._private) {
            $0.complain(Int(error.code), message, line: Int(error.line), column: Int(error.int2))
        }
    }
}
