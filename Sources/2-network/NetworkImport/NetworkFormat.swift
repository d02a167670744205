import Diagnostics
public import NetworkModel
import MarkupReading

/// The first thing that tells formats apart: a file's root element.
public struct FileHead: Sendable {
    public var path: String
    /// Local name of the root element, such as `CityModel`.
    public var rootName: String
    /// Its namespace URI; empty when it has none.
    public var rootNamespace: String
    public init(path: String, rootName: String, rootNamespace: String) {
        self.path = path
        self.rootName = rootName
        self.rootNamespace = rootNamespace
    }
}

/// A file format that holds part of a city, recognised by content and not by file name.
///
/// To add one: a file in `Formats/` and a line in `NetworkFormats.all`.
public protocol NetworkFormat: Sendable {
    /// Name for messages and reports, such as `OpenStreetMap XML`.
    static var name: String { get }
    static func recognises(_ head: FileHead) -> Bool
    /// Reads a file in its own coordinates; sets `builder.epsg` when the file declares a system.
    ///
    /// Adds a `DataSource`. What the format does not understand is counted by element name in `log.skipped`.
    /// - Throws: `InputError` with file and line.
    static func read(_ path: String, into builder: inout CityModelBuilder, _ log: inout ImportLog) throws
}

extension NetworkFormats {
    /// The format of a file.
    /// - Throws: `InputError` when it is no XML or of a kind that is not known.
    public static func format(of path: String) throws -> any NetworkFormat.Type {
        let root = try MarkupReader.root(of: path)
        let head = FileHead(path: path, rootName: root.name, rootNamespace: root.namespace)
        if let format = all.first(where: { $0.recognises(head) }) { return format }
        throw InputError(
            "format-unknown", at: SourcePosition(file: path, line: 1),
            "the root element <\(root.name)>\(root.namespace.isEmpty ? "" : " of \(root.namespace)") belongs to no known format",
            remedy: "give one of: " + all.map { $0.name }.joined(separator: ", "))
    }
}
