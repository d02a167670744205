import SQLiteAccess

/// Everything that a store holds, to compare two of them.
public enum StoreDump {
    /// The rows of each table, sorted, and the statements that made it; what SQLite keeps for itself is left out.
    public static func tables(of path: String) throws -> [String: [String]] {
        let database = try Database(opening: path)
        let hidden = "name NOT LIKE 'sqlite_%' AND name NOT LIKE 'rtree_%_node' AND name NOT LIKE 'rtree_%_parent' AND name NOT LIKE 'rtree_%_rowid'"
        var names: [String] = []
        let list = try database.prepare("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND \(hidden)")
        while try list.step() { names.append(list.text(0) ?? "") }
        var tables: [String: [String]] = [:]
        for name in names { tables[name] = try rows("SELECT * FROM \"\(name)\"", database) }
        tables["what made them"] = try rows("SELECT type, name, sql FROM sqlite_master WHERE \(hidden)", database)
        return tables
    }

    /// Names of the tables whose content differs, each with its first difference.
    public static func differences(_ a: String, _ b: String) throws -> [String] {
        let (a, b) = (try tables(of: a), try tables(of: b))
        return Set(a.keys).union(b.keys).sorted().compactMap { name in
            guard a[name] != b[name] else { return nil }
            let (one, other) = (a[name] ?? [], b[name] ?? [])
            let first = zip(one, other).first { $0 != $1 }
            return "\(name) (\(one.count) and \(other.count) rows): \(first.map { "\($0)" } ?? "")"
        }
    }

    private static func rows(_ query: String, _ database: borrowing Database) throws -> [String] {
        let select = try database.prepare(query)
        var rows: [String] = []
        while try select.step() {
            rows.append(
                (0..<select.columnCount).map { column in
                    switch select.kind(column) {
                    case .integer: "\(select.integer(column) ?? 0)"
                    // As written: −0.0 and 0.0 are two things, and every bit counts.
                    case .real: "\((select.real(column) ?? 0).bitPattern)"
                    case .text: select.text(column) ?? ""
                    case .blob: "\(select.blob(column) ?? [])"
                    case .null: "∅"
                    }
                }.joined(separator: " | "))
        }
        return rows.sorted()
    }
}
