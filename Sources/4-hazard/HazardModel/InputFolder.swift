import Computation
import FileReading
import GridReading
public import MarkupReading

/// The folder against which a scenario's file names are resolved, and the grids that were read from it.
public struct InputFolder: Sendable {
    public let path: String
    private let grids: GridLibrary

    /// - Parameter grids: shared with other scenarios; otherwise each reads its own.
    public init(_ path: String, grids: GridLibrary = GridLibrary()) {
        self.path = path
        self.grids = grids
    }

    /// Path of a file that the scenario names.
    func file(_ name: String) -> String { FilePath.resolve(name, inFolder: path) }

    /// The grid in a file, read once for all hazards that name it.
    /// - Throws: `InputError` when the file is missing or no grid.
    func grid(_ path: String) throws -> GridFile { try grids.files.value(for: path) { try GridFile.read(path: path) } }
}

/// Grids that several hazards name, such as the terrain of all levels of a flood: each file is read once, and its cells are
/// in memory once.
public final class GridLibrary: Sendable {
    let files: OnceTable<String, GridFile>

    /// - Parameter count: how many of the grids asked for last are kept.
    public init(keeping count: Int = 4) { files = OnceTable(keeping: count) }
}

extension Hazard {
    /// Reads one hazard from its element of a scenario that shares nothing with others.
    public init(_ element: MarkupElement, folder: String) throws { try self.init(element, folder: InputFolder(folder)) }
}
