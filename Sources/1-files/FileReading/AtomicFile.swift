public import Diagnostics
import Glibc

/// Files that appear whole or not at all.
public enum AtomicFile {
    /// Writes several files: first all of them under temporary names beside their places, then all are renamed.
    ///
    /// When writing fails, the temporary files are removed and what was there before stays. Folders that are missing
    /// are made.
    /// - Throws: `FailureError` when a folder cannot be made, the disk is full or writing is not permitted.
    public static func write(_ files: [(path: String, bytes: [UInt8])]) throws(FailureError) {
        var temporary: [String] = []
        defer { for path in temporary { unlink(path) } }
        for (number, file) in files.enumerated() {
            try makeFolder(folder(of: file.path))
            // Renaming would fail only after other files have been put in place.
            guard !isFolder(file.path) else {
                throw FailureError("cannot write \(file.path): there is a folder of that name")
            }
            let path = "\(file.path).\(getpid()).\(number).partial"
            temporary.append(path)
            try store(file.bytes, at: path, for: file.path)
        }
        for (file, path) in zip(files, temporary) where rename(path, file.path) != 0 {
            throw failure(file.path)
        }
        temporary = []
    }

    public static func write(_ bytes: [UInt8], to path: String) throws(FailureError) { try write([(path, bytes)]) }

    /// Stores bytes; they are on the disk when this returns.
    private static func store(_ bytes: [UInt8], at temporary: String, for path: String) throws(FailureError) {
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw failure(path) }
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress?.advanced(by: done), $0.count - done) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                let error = failure(path)
                close(file)
                throw error
            }
            done += count
        }
        // A network disk may report only here that it is full.
        let isSafe = fsync(file) == 0 || errno == EINVAL
        let error = failure(path)
        guard close(file) == 0, isSafe else { throw error }
    }

    /// Makes a folder and those above it; one that exists is fine.
    private static func makeFolder(_ path: String) throws(FailureError) {
        guard !path.isEmpty, !isFolder(path) else { return }
        try makeFolder(folder(of: path))
        guard mkdir(path, 0o777) == 0 || isFolder(path) else {
            throw FailureError("cannot make the folder \(path): \(reason())")
        }
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func isFolder(_ path: String) -> Bool {
        var info = stat()
        return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
    }

    private static func failure(_ path: String) -> FailureError { FailureError("cannot write \(path): \(reason())") }

    private static func reason() -> String {
        switch errno {
        case EACCES, EPERM, EROFS: "you have no permission to write there"
        case ENOSPC, EDQUOT: "the disk is full"
        case EEXIST, ENOTDIR: "there is a file of that name"
        default: String(cString: strerror(errno))
        }
    }
}
