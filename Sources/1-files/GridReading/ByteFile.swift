import Diagnostics
import Glibc

/// A file from which pieces are read by their place; nothing is held in memory.
final class ByteFile {
    let path: String
    let size: Int
    private let descriptor: CInt

    /// - Throws: `InputError` when it is missing or no ordinary file.
    init(path: String) throws {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        var status = stat()
        let isFile = descriptor >= 0 && fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        size = Int(status.st_size)
        if !isFile {
            throw InputError(
                "file-unreadable", at: SourcePosition(file: path), "the file cannot be read as a whole",
                remedy: "give the path of an ordinary file")
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
