import Glibc

/// Sizes of files and disks.
public enum FileSize {
    /// Bytes in a file; nil when it is not there.
    public static func bytes(of path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    /// Bytes that may still be written to the disk on which a file lies or will lie; nil when that is not known.
    public static func bytesFree(besideFile path: String) -> Int? {
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { return nil }
        return Int(clamping: status.f_bavail).multipliedReportingOverflow(by: Int(clamping: status.f_frsize)).partialValue
    }
}
