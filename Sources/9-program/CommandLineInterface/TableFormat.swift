import TableWriting

/// Tables as results, in the form that an option asks for.
enum TableFormat: String, CaseIterable {
    case table, csv, json

    /// - Parameter top: rows of each table for the screen; nil for all.
    func text(of tables: [Table], top: Int? = nil) throws -> String {
        switch self {
        case .csv: return tables.map { String(decoding: $0.csv, as: UTF8.self) }.joined(separator: "\r\n")
        case .json:
            return tables.count == 1
                ? try JSONText.write(tables[0].objects)
                : try JSONText.write(Dictionary(uniqueKeysWithValues: tables.map { ($0.title, $0.objects) }))
        case .table:
            return tables.map { table in
                let left = table.rows.count - (top ?? table.rows.count)
                let note = left > 0 ? "… and \(left) more\n" : ""
                let title = tables.count > 1 ? "\(table.title)\n" : ""
                return title + (table.rows.isEmpty ? "nothing\n" : table.first(top ?? .max).forScreen()) + note
            }.joined(separator: "\n")
        }
    }
}

extension Table {
    /// The first rows.
    func first(_ count: Int) -> Table {
        var table = Table(title, columns: columns)
        for row in rows.prefix(count) { table.add(row) }
        return table
    }
}
