public import Diagnostics
import Glibc

/// The sole right to change a file, for as long as this value lives.
///
/// Other programs that ask for the same right are told no; those that only read are not hindered. The right ends with
/// the process, however it ends. It is a lock on one byte far beyond the end of the file, of the kind that belongs to
/// the open file and not to the process (`F_OFD_SETLK`, fcntl(2)), because SQLite locks other bytes of its own.
public struct FileLock: ~Copyable {
    private let descriptor: Int32

    /// - Throws: `FailureError` when another program holds the right, or the file cannot be opened or made.
    public init(_ path: String) throws(FailureError) {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard file >= 0 else {
            switch errno {
            case EACCES, EPERM, EROFS: throw FailureError("cannot write \(path): you have no permission to write there")
            case ENOENT: throw FailureError("cannot create \(path): its folder is missing")
            case EISDIR: throw FailureError("cannot write \(path): it is a folder; name a file")
            case ENOSPC, EDQUOT: throw FailureError("cannot write \(path): the disk is full")
            default: throw FailureError("cannot write \(path): \(String(cString: strerror(errno)))")
            }
        }
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = Self.byte
        lock.l_len = 1
        let status = withUnsafeMutablePointer(to: &lock) { fcntl(file, Self.setLock, $0) }
        // A disk that knows no locks cannot protect the file, but can hold it.
        if status != 0, errno == EAGAIN || errno == EACCES {
            close(file)
            throw FailureError(
                "cannot use \(path): another program is writing results to it; wait for it, or stop it, and try again")
        }
        descriptor = file
    }

    deinit { close(descriptor) }

    /// Far from SQLite's own bytes at 2³⁰, and from any that it may use later.
    private static let byte: off_t = 1 << 60
    /// `F_OFD_SETLK` of <fcntl.h>, which Swift does not import.
    private static let setLock: Int32 = 37
}
