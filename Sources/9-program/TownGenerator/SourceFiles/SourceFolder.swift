import Diagnostics
import Glibc

/// Writes files so that they appear whole or not at all: under another name first, renamed when all are done.
struct SourceFolder {
    let path: String
    private var names: [String] = []

    /// Makes the folder, and those above it, where they do not exist.
    init(_ path: String) throws {
        self.path = path
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
            if mkdir(made, 0o755) != 0, errno != EEXIST {
                throw FailureError("the folder \(made) cannot be made: \(String(cString: strerror(errno)))")
            }
        }
    }

    private func partPath(_ name: String) -> String { "\(path)/.\(name).part" }

    /// Lets a closure write a file under the path it is given.
    mutating func add(_ name: String, writing write: (String) throws -> Void) throws {
        names.append(name)
        try write(partPath(name))
    }

    mutating func add(_ name: String, _ text: SourceText) throws {
        try add(name) { path in
            let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw FailureError("\(path) cannot be written: \(String(cString: strerror(errno)))") }
            defer { close(descriptor) }
            var done = 0
            while done < text.bytes.count {
                let count = text.bytes.withUnsafeBytes {
                    write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
                }
                if count <= 0 { throw FailureError("writing \(path) failed: \(String(cString: strerror(errno)))") }
                done += count
            }
        }
    }

    /// Gives all files their names.
    func publish() throws {
        for name in names where rename(partPath(name), "\(path)/\(name)") != 0 {
            throw FailureError("\(path)/\(name) cannot be written: \(String(cString: strerror(errno)))")
        }
    }

    /// Removes what was begun.
    func abandon() {
        for name in names { unlink(partPath(name)) }
    }
}
