import Computation
import Diagnostics
import FoundationEssentials

/// SHA-256 of the files a run has read, so that a report can be repeated on the same data.
enum FileDigest {
    /// - Throws: `FailureError` when the file cannot be read.
    static func sha256(ofFile path: String) throws -> String {
        guard let data = try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe) else {
            throw FailureError("cannot read \(path) to compute its digest")
        }
        var digest = SHA256()
        digest.update(data)
        return digest.hexadecimal()
    }
}
