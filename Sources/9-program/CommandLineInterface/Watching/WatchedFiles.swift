import Glibc
import StudyRunner

/// Files whose content matters, looked at again and again.
///
/// A file counts as changed when its content has (by its SHA-256), not when it was only touched, and only once it has
/// come to rest: programs write in several steps, or put a new file in the place of the old one.
struct WatchedFiles {
    /// What can be seen of a file without reading it.
    private struct Stamp: Equatable {
        var inode: UInt
        var size, seconds, nanoseconds: Int

        /// Nil for a file that is not there.
        init?(_ path: String) {
            var info = stat()
            guard stat(path, &info) == 0 else { return nil }
            (inode, size) = (UInt(info.st_ino), Int(info.st_size))
            (seconds, nanoseconds) = (info.st_mtim.tv_sec, info.st_mtim.tv_nsec)
        }
    }
    private struct Entry {
        /// Of the content that was last taken account of; nil for a file that was not there.
        var digest: String?
        /// When its content was last known to be that; nil when it was not looked at yet.
        var stamp: Stamp?
        var isLookedAt = false
        /// A different stamp, seen once.
        var pending: Stamp??
    }
    private var entries: [String: Entry] = [:]

    var paths: [String] { entries.keys.sorted() }

    /// Takes account of files as they are now; new ones are watched from here on.
    mutating func note(_ paths: [String]) {
        for path in paths {
            let stamp = Stamp(path)
            entries[path] = Entry(digest: Self.digest(path), stamp: stamp, isLookedAt: true)
        }
    }

    /// Watches a file of which this content was read.
    mutating func add(_ path: String, sha256: String) {
        if entries[path]?.digest != sha256 { entries[path] = Entry(digest: sha256) }
    }

    /// The files that have come to rest with another content than was taken account of.
    mutating func changed() -> [String] {
        var found: [String] = []
        for (path, var entry) in entries {
            let stamp = Stamp(path)
            defer { entries[path] = entry }
            if entry.isLookedAt, stamp == entry.stamp {
                entry.pending = nil
                continue
            }
            guard entry.pending == .some(stamp) else {
                entry.pending = .some(stamp)
                continue
            }
            entry.pending = nil
            if Self.digest(path) == entry.digest {
                (entry.stamp, entry.isLookedAt) = (stamp, true)
            } else {
                found.append(path)
            }
        }
        return found.sorted()
    }

    private static func digest(_ path: String) -> String? { try? SharedWork().sha256(ofFile: path) }
}
