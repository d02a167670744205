import CLibXML2
import Diagnostics
import Glibc

/// Reads XML by streaming it through libxml2: memory does not grow with the file, gzip is read as it is, nothing
/// outside the file is ever opened, and entities are refused.
public enum MarkupReader {
    /// Streams a file to a handler.
    /// - Throws: `InputError` with file and line when the file is missing, empty, a folder, cut off, not well-formed
    ///   or declares entities; and whatever the handler throws.
    public static func stream(_ path: String, to handler: any MarkupHandler) throws {
        let isCompressed = try examine(path)
        xmlInitParser()
        // What libxml2 would print by itself is reported as an InputError.
        xmlSetStructuredErrorFunc(nil) { _, _ in }
        guard let buffer = xmlParserInputBufferCreateFilename(path, XML_CHAR_ENCODING_NONE) else {
            throw InputError(
                "file-unreadable", at: SourcePosition(file: path), "the file cannot be opened",
                remedy: "check its permissions")
        }
        let session = MarkupSession(handler, path: path)
        let consumedBytes = try parse(buffer, session)
        if let failure = session.failure { throw failure }
        if isCompressed, try !isWholeGzip(path, decompressedBytes: consumedBytes, session) {
            throw InputError(
                "gzip-truncated", at: SourcePosition(file: path),
                "the compressed file ends too early: it was cut off or damaged on the way",
                remedy: "fetch or compress the file again; gzip -t tests it")
        }
        if let complaint = session.complaint { throw complaint }
        guard session.sawElement else {
            throw InputError(
                "xml-malformed", at: SourcePosition(file: path, line: 1), "there is no XML element in the file",
                remedy: "give an XML file, plain or gzip-compressed")
        }
    }

    /// Reads a small document whole.
    /// - Parameter maximumElements: more are refused, so that no document fills the memory.
    public static func tree(_ path: String, maximumElements: Int = 1_000_000) throws -> MarkupElement {
        let builder = TreeBuilder(maximumElements)
        try stream(path, to: builder)
        guard let root = builder.root else { throw FailureError("no root element in \(path)") }
        return root
    }

    /// Reads a small document that is in memory, such as one that comes with the program, whole.
    /// - Parameter name: what to call it in messages.
    public static func tree(bytes: [UInt8], named name: String, maximumElements: Int = 1_000_000) throws -> MarkupElement {
        let builder = TreeBuilder(maximumElements)
        let session = MarkupSession(builder, path: name)
        xmlInitParser()
        xmlSetStructuredErrorFunc(nil) { _, _ in }
        try bytes.withUnsafeBytes { bytes in
            let memory = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            guard let buffer = xmlParserInputBufferCreateMem(memory, Int32(bytes.count), XML_CHAR_ENCODING_NONE) else {
                throw FailureError("out of memory while opening \(name)")
            }
            _ = try parse(buffer, session)
        }
        if let failure = session.failure { throw failure }
        if let complaint = session.complaint { throw complaint }
        guard let root = builder.root else { throw FailureError("no root element in \(name)") }
        return root
    }

    /// The local name and namespace of a file's root element, to recognise its format.
    public static func root(of path: String) throws -> (name: String, namespace: String) {
        let reader = RootReader()
        do { try stream(path, to: reader) } catch is RootReader.Found {}
        return (reader.name, reader.namespace)
    }

    // MARK: files

    /// Whether the file is gzip; refuses what is no readable file.
    private static func examine(_ path: String) throws(InputError) -> Bool {
        let place = SourcePosition(file: path)
        var info = stat()
        guard stat(path, &info) == 0 else {
            throw InputError(
                "file-missing", at: place, "there is no such file",
                remedy: "check the name and the folder it is given from")
        }
        guard info.st_mode & S_IFMT != S_IFDIR else {
            throw InputError(
                "file-is-directory", at: place, "this is a folder, not a file", remedy: "name a file inside it")
        }
        guard let file = fopen(path, "rb") else {
            throw InputError(
                "file-unreadable", at: place, "the file cannot be opened", remedy: "check its permissions")
        }
        defer { fclose(file) }
        var head = [UInt8](repeating: 0, count: 2)
        let count = fread(&head, 1, 2, file)
        guard count > 0 else {
            throw InputError(
                "file-empty", at: place, "the file is empty", remedy: "export it again; the export may have failed")
        }
        return count == 2 && head == [0x1f, 0x8b]
    }

    /// Compares the length in the gzip trailer (RFC 1952 §2.3.1, modulo 2³²) with what came out, when the end was
    /// reached; a document that stopped in the middle of its elements is cut off.
    private static func isWholeGzip(_ path: String, decompressedBytes: Int, _ session: MarkupSession) throws -> Bool {
        guard let file = fopen(path, "rb") else { return true }
        defer { fclose(file) }
        guard fseek(file, -4, SEEK_END) == 0 else { return false }
        var tail = [UInt8](repeating: 0, count: 4)
        guard fread(&tail, 1, 4, file) == 4 else { return false }
        let stated = tail.reversed().reduce(0) { $0 << 8 | Int($1) }
        if session.complaint == nil { return true }
        // The complaint stands where the bytes ran out: what came out is all there is, and less than stated.
        return decompressedBytes % (1 << 32) == stated || !session.ranOut
    }

    /// Runs libxml2 over a buffer, which it takes over; the session holds what came of it.
    /// - Returns: how many bytes were read, decompressed.
    private static func parse(_ buffer: xmlParserInputBufferPtr, _ session: MarkupSession) throws -> Int {
        var sax = MarkupCallbacks.table()
        let context = withUnsafeMutablePointer(to: &sax) { sax in
            newContext(sax, Unmanaged.passUnretained(session).toOpaque())
        }
        guard let context else {
            xmlFreeParserInputBuffer(buffer)
            throw FailureError("out of memory while reading XML")
        }
        defer {
            session.context = nil
            xmlFreeParserCtxt(context)
        }
        // NOENT makes `&amp;` in an attribute arrive as itself; entities that a document declares are refused before
        // any is replaced.
        xmlCtxtUseOptions(
            context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_BIG_LINES.rawValue | XML_PARSE_NOENT.rawValue))
        session.context = context
        guard let input = xmlNewIOInputStream(context, buffer, XML_CHAR_ENCODING_NONE) else {
            throw FailureError("out of memory while reading XML")
        }
        inputPush(context, input)
        xmlParseDocument(context)
        return xmlByteConsumed(context)
    }

    private static func newContext(
        _ sax: UnsafeMutablePointer<xmlSAXHandler>, _ user: UnsafeMutableRawPointer
    ) -> xmlParserCtxtPtr? {
        guard let context = xmlNewParserCtxt() else { return nil }
        context.pointee.sax.pointee = sax.pointee
        context.pointee.userData = user
        return context
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
