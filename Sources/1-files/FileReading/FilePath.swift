/// Paths that one file gives to find another.
public enum FilePath {
    /// The path as seen from the working folder: against the folder of the file that names it, without detours
    /// (`scenarios/../networks/a.xml` becomes `networks/a.xml`).
    /// - Parameter folder: folder of the naming file; empty or "." for the working folder.
    public static func resolve(_ path: String, inFolder folder: String) -> String {
        let joined = path.hasPrefix("/") || folder.isEmpty || folder == "." ? path : folder + "/" + path
        var kept: [Substring] = []
        for part in joined.split(separator: "/") where part != "." {
            if part == "..", let last = kept.last, last != ".." { kept.removeLast() } else { kept.append(part) }
        }
        return (joined.hasPrefix("/") ? "/" : "") + kept.joined(separator: "/")
    }
}
