import CLibXML2
public import Diagnostics

/// Checks XML files against an XML Schema that the program carries in memory.
///
/// The file streams by, in constant memory. No schema is ever fetched from a disk or a network: what a schema
/// imports has to be given with it, and what a file says about schemas (`xsi:schemaLocation`) is ignored.
public struct SchemaValidator: Sendable {
    private let schema: String
    private let name: String
    private let imports: [String: String]

    /// How many findings are kept of one file.
    public static let maximumFindings = 100

    /// - Parameters:
    ///   - schema: text of the schema, in UTF-8.
    ///   - name: its file name, for messages.
    ///   - imports: texts of the schemas it imports or includes, by `schemaLocation`.
    public init(schema: String, name: String, imports: [String: String] = [:]) {
        self.schema = schema
        self.name = name
        self.imports = imports
    }

    /// Checks a file.
    /// - Throws: the first finding, or what makes the file unreadable.
    public func validate(_ path: String) throws(InputError) {
        if let first = try findings(in: path).first { throw first }
    }

    /// Everything in a file that is against the schema, in order, with code `xml-schema` and line; at most
    /// `maximumFindings`.
    /// - Throws: `InputError` when the file is no well-formed XML or cannot be read.
    public func findings(in path: String) throws(InputError) -> [InputError] {
        do { return try check(path) } catch { throw InputError(reading: path, error) }
    }

    /// Checks documents that were changed in memory.
    /// - Returns: for each the first finding, at the place where its elements come from; nil when it is valid.
    /// - Throws: `InputError` when there is not enough memory.
    public func firstFindings(in documents: [MarkupElement]) throws(InputError) -> [InputError?] {
        guard let first = documents.first else { return [] }
        do {
            let compiled = try CompiledSchema(schema, name: name, imports: imports)
            return try documents.map { document in
                let (bytes, places) = MarkupWriter.lines(of: document)
                var first = try check(compiled) {
                    try MarkupReader.stream(
                        bytes: bytes, named: document.position.file, to: Silence(), prepare: $0, finish: $1)
                }.first
                if let line = first?.position?.line, places.indices.contains(line - 1) { first?.position = places[line - 1] }
                return first
            }
        } catch { throw InputError(reading: first.position.file, error) }
    }

    private func check(_ path: String) throws -> [InputError] {
        try check(CompiledSchema(schema, name: name, imports: imports)) {
            try MarkupReader.stream(path, to: Silence(), prepare: $0, finish: $1)
        }
    }

    /// - Parameter stream: streams the document, with what plugs the validator in and out.
    private func check(
        _ compiled: CompiledSchema,
        _ stream: ((xmlParserCtxtPtr, MarkupSession) -> Void, (xmlParserCtxtPtr) -> Void) throws -> Void
    ) throws -> [InputError] {
        xmlInitParser()
        guard let validator = xmlSchemaNewValidCtxt(compiled.pointer) else { throw FailureError("out of memory") }
        defer { xmlSchemaFreeValidCtxt(validator) }
        let findings = Findings()
        xmlSchemaSetValidStructuredErrors(
            validator,
            { findings, error in
                guard let findings, let error = error?.pointee else { return }
                Unmanaged<Findings>.fromOpaque(findings)._withUnsafeGuaranteedRef { $0.add(error) }
            }, Unmanaged.passUnretained(findings).toOpaque())
        var plug: xmlSchemaSAXPlugPtr?
        try stream(
            { context, session in
                findings.session = session
                plug = xmlSchemaSAXPlug(validator, &context.pointee.sax, &context.pointee.userData)
                // The plug passes on events but not errors.
                context.pointee.sax?.pointee.serror = MarkupCallbacks.errorByContext
            },
            { _ in
                if let plug { xmlSchemaSAXUnplug(plug) }
                findings.session = nil
            })
        return withExtendedLifetime((compiled, findings)) { findings.list }
    }

    /// Hears nothing.
    private final class Silence: MarkupHandler {
        let vocabulary = MarkupVocabulary([])
        func start(_ tag: StartTag) {}
        func end(_ name: Int, text: MarkupText) {}
    }

    /// Gathers what libxml2 finds.
    private final class Findings {
        var list: [InputError] = []
        var session: MarkupSession?

        func add(_ error: xmlError) {
            guard list.count < SchemaValidator.maximumFindings, error.level.rawValue >= XML_ERR_ERROR.rawValue,
                let message = error.message
            else { return }
            let place = session?.startOfTag()
            let said = SchemaWording(String(cString: message))
            // A value that breaks a restriction is reported twice: by the restriction and by its type.
            if let last = list.last, last.position == place, said.isEcho { return }
            list.append(InputError("xml-schema", at: place, said.problem, remedy: said.remedy))
        }
    }
}
