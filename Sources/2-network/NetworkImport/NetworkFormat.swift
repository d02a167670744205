import Diagnostics
import FileReading
import MarkupReading
public import NetworkModel

/// What tells formats apart: how a file begins.
public struct FileHead: Sendable {
    public var path: String
    /// The first bytes, unpacked when the file is gzip; at most `length`.
    public var bytes: [UInt8]
    /// Local name of the root element of XML, such as `CityModel`; empty for anything else.
    public var rootName = ""
    /// Its namespace URI; empty when it has none.
    public var rootNamespace = ""
    static let length = 4096

    /// - Throws: `InputError` when the file cannot be read, or begins like XML and is not well-formed that far.
    public init(of path: String) throws {
        self.path = path
        bytes = try InputFile.head(of: path, Self.length)
        if isMarkup { (rootName, rootNamespace) = try MarkupReader.root(of: path) }
    }
    /// TNTP files begin with `<` as well, but with blanks in what would be a name.
    public var isMarkup: Bool { MarkupReader.looksLikeMarkup(bytes) && !text.hasPrefix("<NUMBER OF ") }
    /// The first bytes as text, for formats without markup; what is no UTF-8 is replaced.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// A file format that holds part of a city, recognised by content and not by file name.
///
/// To add one: a file in `Formats/` and a line in `NetworkFormats.all`.
public protocol NetworkFormat: Sendable {
    /// Name for messages and reports, such as `OpenStreetMap XML`.
    static var name: String { get }
    static func recognises(_ head: FileHead) -> Bool
    /// Whether the files of one import are parts of one whole, in which one refers to the other.
    static var filesBelongTogether: Bool { get }
    /// Reads a file in its own coordinates; sets `builder.epsg` when the file declares a system.
    ///
    /// Adds a `DataSource`. What the format does not understand is counted by element name in `log.skipped`.
    /// - Throws: `InputError` with file and line.
    static func read(_ path: String, into builder: inout CityModelBuilder, _ log: inout ImportLog) throws
    /// The same for files that belong together, in the order in which the user named them.
    static func read(together paths: [String], into builder: inout CityModelBuilder, _ log: inout ImportLog) throws
}

extension NetworkFormat {
    public static var filesBelongTogether: Bool { false }
    public static func read(
        together paths: [String], into builder: inout CityModelBuilder, _ log: inout ImportLog
    ) throws {
        for path in paths { try read(path, into: &builder, &log) }
    }
}

extension NetworkFormats {
    /// The format of a file.
    /// - Throws: `InputError` when it is of a kind that is not known.
    public static func format(of path: String) throws -> any NetworkFormat.Type {
        let head = try FileHead(of: path)
        if let format = all.first(where: { $0.recognises(head) }) { return format }
        if let other = OtherFileKind.all.first(where: { $0.recognises(head) }) {
            throw InputError(
                "not-a-network", at: SourcePosition(file: path, line: 1), "this is \(other.what), not a network",
                remedy: other.remedy)
        }
        // Says what a file without markup is instead.
        if !head.isMarkup { _ = try MarkupReader.root(of: path) }
        let namespace = head.rootNamespace.isEmpty ? "" : " of \(head.rootNamespace)"
        throw InputError(
            "format-unknown", at: SourcePosition(file: path, line: 1),
            "the root element <\(head.rootName)>\(namespace) belongs to no known format",
            remedy: "give one of: " + all.map { $0.name }.joined(separator: ", "))
    }
}
