import Diagnostics
import Glibc

/// A file from which pieces are read by their place; nothing is held in memory.
final class ByteFile {
    let path: String
    let size: Int
    private let descriptor: CInt

    /// - Throws: `InputError` `grid-unreadable` when the file is missing, a folder or no regular file.
    init(path: String) throws {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        var status = stat()
        let isOpen = descriptor >= 0 && fstat(descriptor, &status) == 0
        size = Int(status.st_size)
        if !isOpen || status.st_mode & S_IFMT != S_IFREG {
            let reason =
                !isOpen ? String(cString: strerror(errno))
                : status.st_mode & S_IFMT == S_IFDIR ? "it is a folder" : "it is no ordinary file"
            throw InputError(
                "grid-unreadable", at: SourcePosition(file: path), "the grid cannot be read: \(reason)",
                remedy: "give the path of an ESRI ASCII grid (.asc) or a GeoTIFF (.tif)")
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Bytes from a place on; nil when the file does not hold so many.
    func bytes(at offset: Int, count: Int) throws -> [UInt8]? {
        guard offset >= 0, count >= 0, offset <= size, count <= size - offset else { return nil }
        var done = 0, problem: CInt = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            while done < count {
                let got = pread(descriptor, buffer.baseAddress?.advanced(by: done), count - done, off_t(offset + done))
                if got < 0 && errno == EINTR { continue }
                if got < 0 { problem = errno }
                if got <= 0 { break }
                done += got
            }
            initialized = done
        }
        if problem != 0 { throw FailureError("reading \(path) failed: \(String(cString: strerror(problem)))") }
        return done == count ? bytes : nil
    }
}
