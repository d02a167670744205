import Diagnostics
import FileReading
import Geometry
import NetworkModel

/// Reads the lines of an EPANET file. Sections may come in any order and more than once; `;` starts a comment;
/// words are separated by blanks, tabs or commas; identifiers are case-sensitive, keywords are not.
struct EPANETReader {
    private(set) var data = EPANETData()
    private let path: String
    private var lineNumber = 0
    /// Words of the line being read.
    private var words: [Substring] = []
    private var section: EPANETData.Section?
    private var isInAction = false
    private var places: [(node: Int32, place: Point)] = []
    private var vertices: [(link: Int32, place: Point)] = []
    private var statuses: [(first: Int32, last: Int32?, isClosed: Bool, line: Int)] = []

    init(_ path: String) { self.path = path }

    mutating func read() throws {
        let lines = try LineReader(path)
        while let line = try lines.next() {
            lineNumber = lines.number
            let text = line.drop { $0 == " " || $0 == "\t" }
            if text.first == "[" {
                section = EPANETData.Section(text)
                if section == .end { break }
                if section == nil { data.skipped["\(text.prefix(40)) (unknown section)", default: 0] += 1 }
                continue
            }
            if section == .title {
                if data.title.isEmpty { data.title = line.trimmed }
                continue
            }
            split(line)
            if !words.isEmpty { try readLine() }
        }
        try applyStatuses()
        for (node, place) in places {
            if let number = data.nodeOfName[node] {
                data.nodes[number].place = place
            } else {
                data.skipped["[COORDINATES] of a node that is not defined", default: 0] += 1
            }
        }
        for (link, place) in vertices {
            if let number = data.linkOfName[link] {
                data.links[number].vertices.append(place)
            } else {
                data.skipped["[VERTICES] of a link that is not defined", default: 0] += 1
            }
        }
    }

    private mutating func split(_ line: String) {
        words.removeAll(keepingCapacity: true)
        let bytes = line.utf8
        var start: String.Index?
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == UInt8(ascii: ";") { break }
            if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: ",") || byte == 13 {
                if let from = start { words.append(line[from..<index]) }
                start = nil
            } else if start == nil {
                start = index
            }
            index = bytes.index(after: index)
        }
        if let from = start { words.append(line[from..<index]) }
    }

    // MARK: sections

    private mutating func readLine() throws {
        switch section {
        case .junctions: try readJunction()
        case .reservoirs: try addNode(.init(nodeClass: .reservoir, id: name(0), elevation: number(1, "head"), line: lineNumber))
        case .tanks: try readTank()
        case .pipes: try readPipe()
        case .pumps: try readPump()
        case .valves: try readValve()
        case .demands: try readDemand()
        case .patterns:
            let pattern = try name(0)
            for i in 1..<max(1, words.count) { try data.patterns[pattern, default: []].append(number(i, "multiplier")) }
        case .curves:
            try data.curves[name(0), default: []].append(Point(x: number(1, "x value"), y: number(2, "y value")))
        case .status: try readStatus()
        case .controls: readControl()
        case .rules: readRule()
        case .options: try readOption()
        case .coordinates: try places.append((name(0), place()))
        case .vertices: try vertices.append((name(0), place()))
        case let other?: data.skipped["[\(other)]", default: 0] += 1
        case nil: data.skipped["line outside the known sections", default: 0] += 1
        }
    }

    private mutating func readJunction() throws {
        var node = try EPANETData.Node(nodeClass: .junction, id: name(0), elevation: number(1, "elevation", or: 0), line: lineNumber)
        node.baseDemand = try number(2, "demand", or: 0)
        if words.count > 3, words[3] != "*" { node.pattern = try name(3) }
        try addNode(node)
    }

    private mutating func readTank() throws {
        // A line with two or three words only is how the first EPANET wrote reservoirs.
        if words.count <= 3 {
            return try addNode(.init(nodeClass: .reservoir, id: name(0), elevation: number(1, "head"), line: lineNumber))
        }
        var node = try EPANETData.Node(nodeClass: .tank, id: name(0), elevation: number(1, "elevation"), line: lineNumber)
        node.initialLevel = try number(2, "initial level")
        node.minimumLevel = try number(3, "minimum level")
        _ = try number(4, "maximum level", or: 0)
        node.tankDiameter = try number(5, "diameter", or: 0)
        if words.count > 7, words[7] != "*" { node.volumeCurve = try name(7) }
        try addNode(node)
    }

    private mutating func readPipe() throws {
        var link = try EPANETData.Link(linkClass: .pipe, id: name(0), from: name(1), to: name(2), line: lineNumber)
        link.length = try number(3, "length")
        link.diameter = try number(4, "diameter")
        link.roughness = try number(5, "roughness")
        // The minor loss may be left out before the status.
        for word in words.dropFirst(6).prefix(2) {
            switch word.uppercased() {
            case "CV": link.isCheckValve = true
            case "CLOSED": link.isClosed = true
            case "OPEN": break
            default: if Double(word) == nil { throw notANumber(word, "minor loss or status (Open, Closed or CV)") }
            }
        }
        try addLink(link)
    }

    private mutating func readPump() throws {
        var link = try EPANETData.Link(linkClass: .pump, id: name(0), from: name(1), to: name(2), line: lineNumber)
        var i = 3
        while i + 1 < words.count {
            switch words[i].uppercased() {
            case "HEAD": link.headCurve = try name(i + 1)
            case "SPEED": link.isClosed = try number(i + 1, "speed") == 0
            default: break
            }
            i += 2
        }
        try addLink(link)
    }

    private mutating func readValve() throws {
        var link = try EPANETData.Link(linkClass: .valve, id: name(0), from: name(1), to: name(2), line: lineNumber)
        link.diameter = try number(3, "diameter")
        guard words.count > 4 else { throw missing("type (PRV, PSV, PBV, FCV, TCV, GPV or PCV)") }
        link.valveType = words[4].uppercased()
        guard ["PRV", "PSV", "PBV", "FCV", "TCV", "GPV", "PCV"].contains(link.valveType) else {
            throw error(
                "valve-type-unknown", "'\(words[4].prefix(40))' is no type of valve",
                "use PRV, PSV, PBV, FCV, TCV, GPV or PCV")
        }
        try addLink(link)
    }

    private mutating func readDemand() throws {
        if words[0].uppercased() == "MULTIPLY" {
            data.demandMultiplier = try number(1, "demand multiplier")
            return
        }
        try data.demands.append(
            .init(node: name(0), base: number(1, "demand"), pattern: words.count > 2 ? name(2) : -1, line: lineNumber))
    }

    /// `id status` or, for a range of numbered links, `first last status`; a number is the setting of a pump or valve.
    private mutating func readStatus() throws {
        guard let last = words.last, words.count >= 2 else { throw missing("status") }
        let isClosed: Bool
        switch last.uppercased() {
        case "CLOSED": isClosed = true
        case "OPEN", "ACTIVE", "CV": isClosed = false
        default:
            let first = try name(0)
            let setting = try number(words.count - 1, "status or setting")
            guard let number = data.linkOfName[first].map({ data.links[$0].linkClass }) else {
                isClosed = setting == 0
                break
            }
            isClosed = number == .pump && setting == 0
        }
        try statuses.append((name(0), words.count > 2 ? name(1) : nil, isClosed, lineNumber))
    }

    private mutating func applyStatuses() throws {
        for (first, last, isClosed, line) in statuses {
            if let number = data.linkOfName[first], last == nil {
                data.links[number].isClosed = isClosed
            } else if let last, let low = Int(data.names[first]), let high = Int(data.names[last]) {
                for number in data.links.indices {
                    guard let id = Int(data.names[data.links[number].id]), low <= id, id <= high else { continue }
                    data.links[number].isClosed = isClosed
                }
            } else {
                lineNumber = line
                throw error(
                    "unknown-reference", "[STATUS] names link '\(data.names[first])', which is not defined",
                    "correct the identifier, or remove the line")
            }
        }
    }

    /// `LINK id OPEN|CLOSED|setting IF|AT …`
    private mutating func readControl() {
        guard words.count > 2, Self.linkWords.contains(words[0].uppercased()) else { return }
        noteOpening(words[1], words[2])
    }

    /// `THEN PUMP id STATUS IS OPEN` and its like; what stands after IF is a condition and opens nothing.
    private mutating func readRule() {
        switch words[0].uppercased() {
        case "RULE", "IF": isInAction = false
        case "THEN", "ELSE": isInAction = true
        default: break
        }
        guard isInAction, words.count > 4, Self.linkWords.contains(words[1].uppercased()) else { return }
        noteOpening(words[2], words[words.count - 1])
    }

    private static let linkWords: Set = ["LINK", "PIPE", "PUMP", "VALVE"]

    private mutating func noteOpening(_ link: Substring, _ state: Substring) {
        let word = state.uppercased()
        if word == "OPEN" || word == "ACTIVE" || Double(state).map({ $0 > 0 }) == true {
            data.openedByControl.insert(data.names.intern(String(link)))
        }
    }

    private mutating func readOption() throws {
        switch words[0].uppercased() {
        case "UNITS":
            guard words.count > 1 else { throw missing("flow unit") }
            guard let units = EPANETUnits.named[words[1].uppercased()] else {
                throw error(
                    "unit-unknown", "'\(words[1].prefix(40))' is no unit of flow that EPANET knows",
                    "use one of " + EPANETUnits.named.keys.sorted().joined(separator: ", "))
            }
            data.units = units
        case "HEADLOSS":
            guard words.count > 1, let formula = EPANETUnits.HeadLoss(rawValue: words[1].uppercased()) else {
                throw error("head-loss-unknown", "the head loss formula is none of H-W, D-W and C-M", "name one of them")
            }
            data.headLoss = formula
        case "PATTERN" where words.count > 1: data.defaultPattern = (try name(1), lineNumber)
        case "DEMAND" where words.count > 2 && words[1].uppercased() == "MULTIPLIER":
            data.demandMultiplier = try number(2, "demand multiplier")
        default: break
        }
    }

    // MARK: what lines are made of

    private mutating func addNode(_ node: EPANETData.Node) throws {
        if data.nodeOfName.updateValue(data.nodes.count, forKey: node.id) != nil { throw duplicate("node", node.id) }
        data.nodes.append(node)
    }

    private mutating func addLink(_ link: EPANETData.Link) throws {
        if data.linkOfName.updateValue(data.links.count, forKey: link.id) != nil { throw duplicate("link", link.id) }
        data.links.append(link)
    }

    private mutating func name(_ word: Int) throws -> Int32 {
        guard word < words.count else { throw missing("identifier") }
        return words[word].withContiguousStorage { data.names.intern($0) }
    }

    private func number(_ word: Int, _ what: String, or absent: Double? = nil) throws -> Double {
        guard word < words.count else {
            if let absent { return absent }
            throw missing(what)
        }
        guard let value = Double(words[word]), value.isFinite else { throw notANumber(words[word], what) }
        return value
    }

    private func place() throws -> Point { Point(x: try number(1, "x coordinate"), y: try number(2, "y coordinate")) }

    // MARK: errors

    private func error(_ code: String, _ problem: String, _ remedy: String) -> InputError {
        InputError(code, at: SourcePosition(file: path, line: lineNumber), problem, remedy: remedy)
    }
    private func missing(_ what: String) -> InputError {
        error(
            "field-missing", "the line in [\(section.map { "\($0)" } ?? "")] ends before its \(what)",
            "complete the line, or open the file in EPANET and save it again")
    }
    private func notANumber(_ word: Substring, _ what: String) -> InputError {
        error("not-a-number", "'\(word.prefix(60))' stands where the \(what) must be", "correct the line")
    }
    private func duplicate(_ what: String, _ id: Int32) -> InputError {
        error(
            "duplicate-identifier", "the identifier '\(data.names[id])' is given to a second \(what)",
            "give one of the two another identifier, or remove the copy")
    }
}

extension Substring {
    /// The UTF-8 bytes of a piece of a string that is stored in one run, as all Swift strings on Linux are.
    fileprivate func withContiguousStorage<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
        var text = self
        return try text.withUTF8(body)
    }
}

extension String {
    /// Without the blanks around it.
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
