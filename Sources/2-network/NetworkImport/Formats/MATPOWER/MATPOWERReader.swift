import Diagnostics
import FileReading

/// The tables of a MATPOWER case as they stand in the file.
struct MATPOWERData {
    struct Row {
        var line: Int
        var values: [Double]
    }
    var name = ""
    var baseMVA = 100.0
    var bus: [Row] = [], gen: [Row] = [], branch: [Row] = []
    var busNames: [String] = []
    /// Factor that the case's code applies to loads.
    var loadFactor = 1.0
    /// Whether the branch table is in ohm, because the case's code divides it by the base impedance.
    var isInOhm = false
    var skipped: [String: Int] = [:]
}

/// Reads the statements of a MATPOWER case: tables between `[ ]`, names between `{ }`, numbers, and the few lines of
/// code by which distribution cases turn kW and ohm into MW and per unit. Any other code that changes a table is refused.
struct MATPOWERReader {
    private(set) var data = MATPOWERData()
    private let path: String
    private var lineNumber = 0
    private enum State { case code, table(String, Int), names(String) }
    private var state = State.code
    private var row: [Double] = []
    private var statement = ""

    init(_ path: String) { self.path = path }

    mutating func read() throws {
        let lines = try LineReader(path)
        while let line = try lines.next() {
            lineNumber = lines.number
            try readLine(Self.withoutComment(line))
        }
        guard case .code = state else { throw error("table-open", "the file ends inside a table", "copy the file again") }
        for (name, table, columns) in [("bus", data.bus, 10), ("gen", data.gen, 9), ("branch", data.branch, 11)] {
            if table.isEmpty, name != "gen" {
                throw error("table-missing", "the case has no table mpc.\(name)", "give a complete MATPOWER case of version 2")
            }
            if let short = table.first(where: { $0.values.count < columns }) {
                lineNumber = short.line
                throw error(
                    "field-missing", "a row of mpc.\(name) has \(short.values.count) columns, and at least \(columns) are needed",
                    "complete the row; cases of version 1 have to be converted by MATPOWER (loadcase, savecase)")
            }
        }
    }

    /// Cuts the line at a `%` outside quotes.
    private static func withoutComment(_ line: String) -> Substring {
        guard line.utf8.contains(UInt8(ascii: "%")) else { return line[...] }
        var isQuoted = false
        for index in line.indices {
            if line[index] == "'" { isQuoted.toggle() }
            if line[index] == "%", !isQuoted { return line[..<index] }
        }
        return line[...]
    }

    private mutating func readLine(_ line: Substring) throws {
        switch state {
        case .code:
            let text = statement + line.drop { $0 == " " || $0 == "\t" }
            statement = ""
            if text.hasSuffix("...") {
                statement = String(text.dropLast(3))
            } else if !text.allSatisfy(\.isWhitespace) {
                try readStatement(text)
            }
        case .table(let name, _): try readRows(line, of: name)
        case .names(let name): readNames(line, of: name)
        }
    }

    // MARK: tables

    private mutating func readStatement(_ text: String) throws {
        guard let equals = text.firstIndex(of: "=") else { return skip() }
        let left = text[..<equals].filter { !$0.isWhitespace }
        let right = text[text.index(after: equals)...].drop(while: \.isWhitespace)
        if left == "functionmpc" {
            data.name = String(right.prefix { !$0.isWhitespace && $0 != ";" })
            return
        }
        guard left.hasPrefix("mpc.") else { return skip() }
        let field = String(left.dropFirst(4))
        if right.first == "[" {
            state = .table(field, lineNumber)
            clear(field)
            try readRows(right.dropFirst(), of: field)
        } else if right.first == "{" {
            state = .names(field)
            readNames(right.dropFirst(), of: field)
        } else if field == "baseMVA" {
            let word = right.prefix { $0 != ";" && !$0.isWhitespace }
            guard let value = Double(word), value.isFinite, value > 0 else { throw notANumber(word, "mpc.baseMVA") }
            data.baseMVA = value
        } else if ["bus", "gen", "branch"].contains(where: { field.hasPrefix($0 + "(") }) {
            try readScaling(field, right.filter { !$0.isWhitespace && $0 != ";" })
        } else if field == "version", right.contains("1") {
            throw error("version-unknown", "the case is of version 1", "convert it by MATPOWER (loadcase, savecase)")
        }
    }

    private mutating func skip() { data.skipped["line of code", default: 0] += 1 }

    private mutating func clear(_ table: String) {
        switch table {
        case "bus": data.bus = []
        case "gen": data.gen = []
        case "branch": data.branch = []
        default: data.skipped["mpc.\(table)", default: 0] += 1
        }
    }

    private mutating func readRows(_ line: Substring, of table: String) throws {
        let isWanted = ["bus", "gen", "branch"].contains(table)
        var word = line.startIndex, index = line.startIndex
        func isEnd(_ c: Character) -> Bool { c == ";" || c == "]" || c == "," || c == " " || c == "\t" }
        while true {
            if index == line.endIndex || isEnd(line[index]) {
                let text = line[word..<index]
                if isWanted, !text.isEmpty, text != "..." {
                    guard let value = Double(text) else { throw notANumber(text, "a number of mpc.\(table)") }
                    row.append(value)
                }
                if index == line.endIndex { break }
                if line[index] == ";" { endRow(of: table) }
                if line[index] == "]" {
                    endRow(of: table)
                    state = .code
                    return
                }
                word = line.index(after: index)
            }
            index = line.index(after: index)
        }
        if !line.hasSuffix("...") { endRow(of: table) }
    }

    private mutating func endRow(of table: String) {
        if row.isEmpty { return }
        let finished = MATPOWERData.Row(line: lineNumber, values: row)
        row.removeAll()
        switch table {
        case "bus": data.bus.append(finished)
        case "gen": data.gen.append(finished)
        default: data.branch.append(finished)
        }
    }

    private mutating func readNames(_ line: Substring, of field: String) {
        var name: String?
        for character in line {
            if character == "'" {
                if let finished = name {
                    if field == "bus_name" { data.busNames.append(finished) }
                    name = nil
                } else {
                    name = ""
                }
            } else if name != nil {
                name?.append(character)
            } else if character == "}" {
                state = .code
                return
            }
        }
    }

    // MARK: code

    /// `mpc.bus(:,[PD,QD])=mpc.bus(:,[PD,QD])/1e3` and `mpc.branch(:,[BR_R BR_X])=…/(Vbase^2/Sbase)`.
    private mutating func readScaling(_ left: String, _ right: String) throws {
        if right.hasPrefix("mpc." + left), let sign = right.dropFirst(4 + left.count).first {
            let rest = right.dropFirst(5 + left.count)
            if left.hasPrefix("bus(:,[PD"), let factor = Double(rest), factor > 0, factor.isFinite, sign == "/" || sign == "*" {
                data.loadFactor *= sign == "/" ? 1 / factor : factor
                return
            }
            if left.hasPrefix("branch(:,[BR_R"), sign == "/", rest == "(Vbase^2/Sbase)" {
                data.isInOhm = true
                return
            }
        }
        throw error(
            "case-computes", "the case changes mpc.\(left.prefix(40)) by code that is not understood",
            "load the case in MATPOWER and write it with savecase; that file holds the finished tables")
    }

    // MARK: errors

    private func error(_ code: String, _ problem: String, _ remedy: String) -> InputError {
        InputError(code, at: SourcePosition(file: path, line: lineNumber), problem, remedy: remedy)
    }
    private func notANumber(_ text: Substring, _ what: String) -> InputError {
        error("not-a-number", "'\(text.prefix(60))' stands where \(what) must be", "correct the value")
    }
}
