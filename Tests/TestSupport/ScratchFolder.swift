public import Foundation

/// A folder for one test's files, removed afterwards.
public struct ScratchFolder: ~Copyable {
    public let folder: URL
    public init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("lifeline-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    /// Writes a file and returns its path.
    public func file(_ name: String, _ data: Data) throws -> String {
        let url = folder.appendingPathComponent(name)
        try data.write(to: url)
        return url.path
    }
    public func file(_ name: String, _ text: String) throws -> String { try file(name, Data(text.utf8)) }
    deinit { try? FileManager.default.removeItem(at: folder) }
}
