import Diagnostics
import FileReading
import FoundationEssentials
import MarkupReading

/// A project: the files of a city with their roles, and how they are joined, in one file to keep.
///
/// `urn:lifeline:project:1`, described by `lifeline-project.xsd`. Paths are relative to the project file.
public struct ProjectFile: Sendable {
    public static let namespace = "urn:lifeline:project:1"
    /// The schema, as text.
    public static var schema: String { String(decoding: PackageResources.lifeline_project_xsd, as: UTF8.self) }

    public var files: [ImportFile]
    /// Options that the file states; the rest as usual.
    public var options: JoinOptions

    /// Whether a file is a project, by its root element.
    public static func recognises(_ head: FileHead) -> Bool {
        head.rootName == "project" && head.rootNamespace == namespace
    }

    /// - Throws: `InputError` with file and line.
    public init(path: String) throws {
        let root = try MarkupReader.tree(path, maximumElements: 100_000)
        guard root.name == "project", root.namespace == Self.namespace else {
            throw InputError(
                "not-a-project", at: root.position, "this is no project: the file begins with <\(root.name)>",
                remedy: "begin it with <project xmlns=\"\(Self.namespace)\">")
        }
        for element in root.children {
            for name in element.attributes.keys.sorted() where !["path", "role", "crs"].contains(name) {
                throw InputError(
                    "unknown-attribute", at: element.position, "<\(element.name)> has an attribute '\(name)' that means nothing here",
                    remedy: suggestion(for: name, among: ["path", "role", "crs"]) + "known are path, role, crs")
            }
            if let role = element.attributes["role"], FileRole(rawValue: role) == nil {
                let known = FileRole.allCases.map(\.rawValue)
                throw InputError(
                    "bad-value", at: element.position, "there is no role '\(role)'",
                    remedy: suggestion(for: role, among: known) + "roles are \(known.joined(separator: ", "))")
            }
        }
        try SchemaValidator(schema: Self.schema, name: "lifeline-project.xsd").validate(path)
        let folder = path.lastIndex(of: "/").map { path == "/" ? "/" : String(path[..<$0]) } ?? ""
        var options = JoinOptions(), files: [ImportFile] = []
        options.name = root.attributes["name"]
        options.epsg = try Self.whole(root, "crs")
        options.snapMetres = try root.number("snap", in: 0...1000, unit: "m") ?? options.snapMetres
        if let assume = root.attributes["assume"] { options.inference = .init(rawValue: assume) ?? options.inference }
        for element in root.children(named: "file") {
            let file = FilePath.resolve(try element.required("path"), inFolder: folder)
            guard FileManager.default.fileExists(atPath: file) else {
                throw InputError(
                    "file-missing", at: element.position, "there is no file '\(file)'",
                    remedy: "give its path as seen from the folder of the project file")
            }
            files.append(ImportFile(path: file, role: element.attributes["role"].flatMap { FileRole(rawValue: $0) }))
            if let code = try Self.whole(element, "crs") {
                options.epsgOfFile[file.split(separator: "/").last.map(String.init) ?? file] = code
            }
        }
        (self.files, self.options) = (files, options)
    }

    private static func whole(_ element: MarkupElement, _ name: String) throws(InputError) -> Int? {
        try element.number(name, in: 1...999_999).map { Int($0) }
    }
}
