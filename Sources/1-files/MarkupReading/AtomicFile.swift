public import Diagnostics
import Glibc

/// Writes files whole or not at all.
public enum AtomicFile {
    /// Writes the bytes into a new file beside `path` and puts that in its place at the end, so that nobody ever
    /// sees half a file; what stood there before is kept until then.
    /// - Throws: `FailureError` when the disk is full, the folder is missing or writing is not permitted.
    public static func write(_ bytes: [UInt8], to path: String) throws(FailureError) {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            throw FailureError("cannot write \(path): there is a folder of this name")
        }
        let partial = "\(path).\(getpid()).partial"
        let file = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw failure(path, errno) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress?.advanced(by: written), $0.count - written) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                let code = errno
                close(file)
                unlink(partial)
                throw failure(path, code)
            }
            written += count
        }
        // A network disk may report only here that it is full.
        guard close(file) == 0, rename(partial, path) == 0 else {
            let code = errno
            unlink(partial)
            throw failure(path, code)
        }
    }

    private static func failure(_ path: String, _ code: Int32) -> FailureError {
        let reason =
            switch code {
            case ENOENT, ENOTDIR: "its folder does not exist"
            case EACCES, EPERM, EROFS: "you have no permission to write there"
            case ENOSPC, EDQUOT: "the disk is full"
            default: String(cString: strerror(code))
            }
        return FailureError("cannot write \(path): \(reason)")
    }
}
