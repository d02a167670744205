extension Table {
    /// Columns for reading, numbers to the right; long texts are cut, except in the first column, which names the rows.
    public func forScreen(widest: Int = 40) -> String {
        var cells = [columns.map(Self.heading)]
        cells += rows.map { row in row.enumerated().map { Self.words($1, $0 == 0 ? .max : widest) } }
        let widths = columns.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
        let isNumber = columns.indices.map { column in
            rows.allSatisfy { if case .text(let text) = $0[column] { text.isEmpty } else { true } }
        }
        return cells.map { row in
            let padded = row.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - cell.count)
                return isNumber[column] ? space + cell : cell + space
            }
            return String(padded.joined(separator: "  ").reversed().drop { $0 == " " }.reversed()) + "\n"
        }.joined()
    }

    private static func words(_ cell: Cell, _ widest: Int) -> String {
        switch cell {
        case .integer(let value): return String(value)
        case .number(let value): return Numeral.short(value)
        case .text(let text):
            // What a terminal would obey is not passed on to it.
            let plain = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
            return plain.count <= widest ? plain : plain.prefix(widest - 1) + "…"
        }
    }
}
