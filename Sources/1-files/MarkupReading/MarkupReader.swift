import CLibXML2
import Diagnostics
import FileReading

/// Reads XML by streaming it through libxml2: memory does not grow with the file, gzip is read as it is, nothing
/// outside the file is ever opened, and entities are refused.
public enum MarkupReader {
    /// Streams a file to a handler.
    /// - Throws: `InputError` with file and line when the file is missing, empty, a folder, cut off, not well-formed
    ///   or declares entities; and whatever the handler throws.
    public static func stream(_ path: String, to handler: any MarkupHandler) throws {
        try stream(path, to: handler, prepare: { _, _ in }, finish: { _ in })
    }

    /// The same, with room to plug a validator between the parser and the handler.
    static func stream(
        _ path: String, to handler: any MarkupHandler, prepare: (xmlParserCtxtPtr, MarkupSession) -> Void,
        finish: (xmlParserCtxtPtr) -> Void
    ) throws {
        let file = try InputFile(path)
        try file.refuseUnlessMarkup()
        let session = MarkupSession(handler, path: path)
        try withExtendedLifetime(file) {
            try parse(session, file.parserBuffer(), prepare: prepare, finish: finish)
        }
        if let failure = session.failure { throw failure }
        // libxml2 sees broken compression as an early end, so it is looked at before its complaint.
        if file.brokeOff { throw file.truncated }
        if let complaint = session.complaint { throw complaint }
        guard session.sawElement else {
            throw InputError(
                "xml-malformed", at: SourcePosition(file: path, line: 1), "there is no XML element in the file",
                remedy: "give an XML file, plain or gzip-compressed")
        }
    }

    /// Reads a small document whole.
    /// - Parameter maximumElements: more are refused, so that no document fills the memory.
    public static func tree(_ path: String, maximumElements: Int = 1_000_000) throws(InputError) -> MarkupElement {
        let builder = TreeBuilder(maximumElements)
        do { try stream(path, to: builder) } catch { throw InputError(reading: path, error) }
        return builder.root ?? MarkupElement(name: "", position: SourcePosition(file: path))
    }

    /// Reads a small document that is in memory, such as one that comes with the program, whole.
    /// - Parameter name: what to call it in messages.
    public static func tree(
        bytes: [UInt8], named name: String, maximumElements: Int = 1_000_000
    ) throws(InputError) -> MarkupElement {
        let builder = TreeBuilder(maximumElements)
        do { try stream(bytes: bytes, named: name, to: builder) } catch { throw InputError(reading: name, error) }
        return builder.root ?? MarkupElement(name: "", position: SourcePosition(file: name))
    }

    /// Streams bytes in memory to a handler, with room for a validator.
    static func stream(
        bytes: [UInt8], named name: String, to handler: any MarkupHandler,
        prepare: (xmlParserCtxtPtr, MarkupSession) -> Void = { _, _ in }, finish: (xmlParserCtxtPtr) -> Void = { _ in }
    ) throws {
        let session = MarkupSession(handler, path: name)
        try bytes.withUnsafeBytes { bytes in
            let memory = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            try parse(
                session, xmlParserInputBufferCreateMem(memory, Int32(bytes.count), XML_CHAR_ENCODING_NONE),
                prepare: prepare, finish: finish)
        }
        if let failure = session.failure { throw failure }
        if let complaint = session.complaint { throw complaint }
    }

    /// Lets libxml2 read a buffer (which it then owns) and tell the session about it.
    private static func parse(
        _ session: MarkupSession, _ buffer: xmlParserInputBufferPtr?,
        prepare: (xmlParserCtxtPtr, MarkupSession) -> Void, finish: (xmlParserCtxtPtr) -> Void
    ) throws {
        xmlInitParser()
        // What libxml2 would print by itself is reported as an InputError.
        xmlSetStructuredErrorFunc(nil) { _, _ in }
        guard let context = xmlNewParserCtxt() else { throw FailureError("out of memory") }
        defer { xmlFreeParserCtxt(context) }
        // NOENT makes `&amp;` in an attribute arrive as itself; entities that a document declares are refused before
        // any is replaced.
        xmlCtxtUseOptions(
            context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_BIG_LINES.rawValue | XML_PARSE_NOENT.rawValue))
        context.pointee.sax.pointee = MarkupCallbacks.table()
        context.pointee.userData = Unmanaged.passUnretained(session).toOpaque()
        context.pointee._private = Unmanaged.passUnretained(session).toOpaque()
        session.context = context
        guard let buffer, let input = xmlNewIOInputStream(context, buffer, XML_CHAR_ENCODING_NONE) else {
            throw FailureError("out of memory")
        }
        inputPush(context, input)
        prepare(context, session)
        withExtendedLifetime(session) { _ = xmlParseDocument(context) }
        finish(context)
    }

    /// The local name and namespace of a file's root element, to recognise its format.
    public static func root(of path: String) throws -> (name: String, namespace: String) {
        let reader = RootReader()
        do { try stream(path, to: reader) } catch is RootReader.Found {}
        return (reader.name, reader.namespace)
    }
}

extension InputError {
    /// What stopped the reading of a file, whatever its type.
    init(reading path: String, _ error: any Error) {
        self =
            error as? InputError
            ?? InputError(
                "file-unreadable", at: SourcePosition(file: path), "the file cannot be read: \(error)",
                remedy: "try again when the machine has memory to spare")
    }
}

/// Stops at the first element.
private final class RootReader: MarkupHandler {
    struct Found: Error {}
    let vocabulary = MarkupVocabulary([])
    var name = "", namespace = ""
    func start(_ tag: StartTag) throws {
        name = tag.localNameString
        namespace = tag.namespaceString
        throw Found()
    }
    func end(_ name: Int, text: MarkupText) {}
}

/// Builds `MarkupElement`s.
private final class TreeBuilder: MarkupHandler {
    let vocabulary = MarkupVocabulary([])
    private let maximum: Int
    private var count = 0
    private var stack: [MarkupElement] = []
    private(set) var root: MarkupElement?

    init(_ maximum: Int) { self.maximum = maximum }

    func start(_ tag: StartTag) throws {
        count += 1
        guard count <= maximum else {
            throw InputError(
                "xml-too-large", at: tag.position, "the document has more than \(maximum) elements",
                remedy: "a document of this kind is written by hand and small; check that this is the right file")
        }
        var element = MarkupElement(name: tag.localNameString, namespace: tag.namespaceString, position: tag.position)
        for i in 0..<tag.attributeCount { element.attributes[tag.attributeLocalName(i)] = tag.attributeValue(i).string }
        stack.append(element)
    }

    func end(_ name: Int, text: MarkupText) {
        guard var element = stack.popLast() else { return }
        if element.children.isEmpty { element.text = text.trimmed.string }
        if stack.isEmpty { root = element } else { stack[stack.count - 1].children.append(element) }
    }
}
