public import Foundation

/// The folder of real files and reference tables beside the checkout, or nil where it is not present.
///
/// Tests on it are enabled by `.enabled(if: sharedFolder != nil, sharedFolderMissing)`, so that their absence shows.
public let sharedFolder: URL? = {
    let named = ProcessInfo.processInfo.environment["LIFELINE_SHARED"].map { URL(fileURLWithPath: $0) }
    let beside = repositoryFolder.deletingLastPathComponent().appendingPathComponent("shared")
    return [named, beside].compactMap { $0 }.first { FileManager.default.fileExists(atPath: $0.path) }
}()

public let sharedFolderMissing = "needs the folder of reference data beside the checkout (or LIFELINE_SHARED)"

/// The checkout itself.
public let repositoryFolder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// Cells of the lines of a comma-separated table whose comment lines start with `#`; the first line names the columns.
/// Commas within quotes are not minded: count such a table's cells from its ends.
public func referenceCells(_ relativePath: String) throws -> [[String]] {
    guard let folder = sharedFolder else { return [] }
    let text = try String(contentsOf: folder.appendingPathComponent(relativePath), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
        .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
}

/// The same by the names of the columns.
public func referenceRows(_ relativePath: String) throws -> [[String: String]] {
    let lines = try referenceCells(relativePath)
    return lines.dropFirst().map { Dictionary(zip(lines[0], $0)) { a, _ in a } }
}
