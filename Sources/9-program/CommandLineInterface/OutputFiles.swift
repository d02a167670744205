import Diagnostics
import Glibc

/// Writes files so that they appear whole or not at all: first all of them under temporary names beside their
/// places, then all are renamed.
///
/// When writing fails (disk full, no permission), the temporary files are removed and what was there before stays.
/// Folders that are missing are made.
enum OutputFiles {
    /// One file: where, and how its bytes come.
    struct File {
        var path: String
        /// Writes the file at the (temporary) path that it is handed.
        var write: (String) throws -> Void

        init(_ path: String, writtenBy write: @escaping (String) throws -> Void) {
            self.path = path
            self.write = write
        }
        init(_ path: String, _ bytes: [UInt8]) {
            self.init(path) { try OutputFiles.store(bytes, at: $0) }
        }
        init(_ path: String, _ text: String) { self.init(path, Array(text.utf8)) }
    }

    /// - Throws: `FailureError` naming the file that could not be written, or whatever a file's own writer throws.
    static func write(_ files: [File]) throws {
        var temporary: [String] = []
        defer { for path in temporary { unlink(path) } }
        for (number, file) in files.enumerated() {
            let (folder, name) = split(file.path)
            try makeFolder(folder)
            guard !isFolder(file.path) else {
                throw FailureError("cannot write \(file.path): there is a folder of that name")
            }
            let path = "\(folder.isEmpty ? "" : folder == "/" ? "/" : folder + "/").\(name).\(getpid()).\(number).part"
            temporary.append(path)
            try file.write(path)
        }
        for (file, path) in zip(files, temporary) where rename(path, file.path) != 0 {
            throw FailureError("cannot write \(file.path): \(reason())")
        }
        temporary = []
    }

    /// Stores bytes; the file is on the disk when this returns.
    static func store(_ bytes: [UInt8], at path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw FailureError("cannot write \(path): \(reason())") }
        defer { close(file) }
        try bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = Glibc.write(file, buffer.baseAddress.map { $0 + done }, buffer.count - done)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { throw FailureError("cannot write \(path): \(reason())") }
                done += count
            }
        }
        guard fsync(file) == 0 || errno == EINVAL else { throw FailureError("cannot write \(path): \(reason())") }
    }

    private static func makeFolder(_ path: String) throws {
        guard !path.isEmpty, !isFolder(path) else { return }
        try makeFolder(split(path).folder)
        guard mkdir(path, 0o777) == 0 || isFolder(path) else {
            throw FailureError("cannot make the folder \(path): \(reason())")
        }
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        return (slash == path.startIndex ? "/" : String(path[..<slash]), String(path[path.index(after: slash)...]))
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
