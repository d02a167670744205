import Diagnostics
import FoundationEssentials

/// A JSON list of flat objects as a table: names are columns, in the order in which they first appear.
extension DelimitedTable {
    /// Reads a file as JSON when it begins with `[` or `{`, and as separated values otherwise.
    /// - Parameter list: the name of the list when it is a member of an object.
    /// - Throws: `InputError` as `init(path:)` does, or `json-malformed`, `json-not-rows`.
    public init(csvOrJSON path: String, list: String) throws(InputError) {
        let head = try InputFile.head(of: path, 64)
        let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
        let first = text.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
            try self.init(jsonPath: path, list: list)
        } else {
            try self.init(path: path)
        }
    }

    private init(jsonPath path: String, list: String) throws(InputError) {
        let bytes = try InputFile.contents(of: path, atMost: 100 << 20)
        let entries: [[String: Cell]], names: [[String]]
        do {
            if let document = try? JSONDecoder().decode([String: [[String: Cell]]].self, from: Data(bytes)) {
                entries = document[list] ?? []
            } else {
                entries = try JSONDecoder().decode([[String: Cell]].self, from: Data(bytes))
            }
        } catch DecodingError.dataCorrupted {
            throw InputError(
                "json-malformed", at: SourcePosition(file: path, line: Self.objects(in: bytes).last?.line ?? 1),
                "this is no complete JSON; the last object that could be made out begins on this line",
                remedy: "check quotes, commas and brackets around here")
        } catch {
            throw InputError(
                "json-not-rows", at: SourcePosition(file: path), "this JSON is no list of objects with plain values",
                remedy: "write [{\"name\": value, …}, …], or {\"\(list)\": [{…}, …]}")
        }
        let objects = Self.objects(in: bytes)
        names = entries.map { $0.keys.sorted() }
        var header: [String] = []
        for name in names.joined() where !header.contains(name) { header.append(name) }
        let rows = entries.enumerated().map { i, entry in
            Row(line: i < objects.count ? objects[i].line : 1, cells: header.map { entry[$0]?.text ?? "" })
        }
        self.init(path: path, header: header, rows: rows)
    }

    /// A plain value as a spreadsheet would show it.
    private struct Cell: Decodable {
        var text: String

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if value.decodeNil() {
                text = ""
            } else if let string = try? value.decode(String.self) {
                text = string
            } else if let truth = try? value.decode(Bool.self) {
                text = truth ? "true" : "false"
            } else {
                let number = try value.decode(Double.self)
                text = number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
            }
        }
    }

    /// The innermost objects of a JSON text by the line on which each begins: a decoder knows no lines.
    private static func objects(in bytes: [UInt8]) -> [(line: Int, depth: Int)] {
        var found: [(line: Int, depth: Int)] = [], line = 1, depth = 0, isText = false, isEscaped = false
        for byte in bytes {
            if byte == UInt8(ascii: "\n") { line += 1 }
            if isText {
                if isEscaped { isEscaped = false } else if byte == UInt8(ascii: "\\") { isEscaped = true } else if byte == UInt8(ascii: "\"") {
                    isText = false
                }
            } else if byte == UInt8(ascii: "\"") {
                isText = true
            } else if byte == UInt8(ascii: "{") {
                depth += 1
                found.append((line, depth))
            } else if byte == UInt8(ascii: "}") {
                depth -= 1
            }
        }
        let innermost = found.map(\.depth).max() ?? 0
        return found.filter { $0.depth == innermost }
    }
}
