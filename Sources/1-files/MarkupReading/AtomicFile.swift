public import Diagnostics
import Glibc

/// Files that appear whole or not at all.
public enum AtomicFile {
    /// Writes several files; none of them is put in place before all of them are written.
    /// - Throws: `FailureError` when the folder cannot be made or the disk is full; nothing half-written is left.
    public static func write(_ files: [(path: String, bytes: [UInt8])]) throws(FailureError) {
        var waiting: [(temporary: String, path: String)] = []
        func giveUp(_ message: String) -> FailureError {
            for file in waiting { unlink(file.temporary) }
            return FailureError(message)
        }
        for file in files {
            if let slash = file.path.lastIndex(of: "/"), slash > file.path.startIndex {
                do { try makeFolder(String(file.path[..<slash])) } catch { throw giveUp(error.message) }
            }
            let temporary = "\(file.path).\(getpid()).partial"
            waiting.append((temporary, file.path))
            guard let handle = fopen(temporary, "wb") else {
                throw giveUp("cannot write \(file.path): \(String(cString: strerror(errno)))")
            }
            let written = fwrite(file.bytes, 1, file.bytes.count, handle)
            let flushed = fflush(handle) == 0 && fsync(fileno(handle)) == 0
            let reason = errno
            guard fclose(handle) == 0, flushed, written == file.bytes.count else {
                throw giveUp("cannot write \(file.path): \(String(cString: strerror(reason)))")
            }
        }
        for file in waiting where rename(file.temporary, file.path) != 0 {
            throw giveUp("cannot put \(file.path) in place: \(String(cString: strerror(errno)))")
        }
    }

    public static func write(_ bytes: [UInt8], to path: String) throws(FailureError) { try write([(path, bytes)]) }

    /// Makes a folder and those above it; one that exists is fine.
    private static func makeFolder(_ path: String) throws(FailureError) {
        var info = stat()
        if stat(path, &info) == 0 {
            guard info.st_mode & S_IFMT == S_IFDIR else { throw FailureError("\(path) is a file, not a folder") }
            return
        }
        if let slash = path.lastIndex(of: "/"), slash > path.startIndex { try makeFolder(String(path[..<slash])) }
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
            throw FailureError("cannot make the folder \(path): \(String(cString: strerror(errno)))")
        }
    }
}
