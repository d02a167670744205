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

/// Rows of a comma-separated table whose comment lines start with `#` and whose first row names the columns.
public func referenceRows(_ relativePath: String) throws -> [[String: String]] {
    guard let folder = sharedFolder else { return [] }
    let text = try String(contentsOf: folder.appendingPathComponent(relativePath), encoding: .utf8)
    var header: [String] = []
    var rows: [[String: String]] = []
    for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
        let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        if header.isEmpty { header = cells } else { rows.append(Dictionary(zip(header, cells)) { a, _ in a }) }
    }
    return rows
}
