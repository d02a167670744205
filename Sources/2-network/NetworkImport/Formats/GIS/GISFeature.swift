import Geometry

/// A thing on a layer of a map file: its shape and what its columns say.
struct GISFeature {
    /// The identifier outside of the columns, where the format has one.
    var id: String?
    /// For each column of the layer; nil where the feature has nothing.
    var values: [GISValue?] = []
    var shape = GISShape()
    var line = 0
}

/// What stands in a column.
enum GISValue: Equatable {
    case text(String), number(Double), truth(Bool)
    indirect case list([GISValue])
    indirect case table([(name: String, value: GISValue)])

    /// As a planner would write it; empty for what is no single word or number.
    var text: String {
        switch self {
        case .text(let text): text
        case .number(let number):
            number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
        case .truth(let truth): truth ? "true" : "false"
        case .list, .table: ""
        }
    }
    /// As a number, a decimal comma allowed; nil when it is none, or not finite.
    var number: Double? {
        switch self {
        case .number(let number): return number.isFinite ? number : nil
        case .text(let text):
            let words = text.split(whereSeparator: \.isWhitespace)
            guard words.count == 1, let word = words.first else { return nil }
            let value = Double(word) ?? Double(String(word.map { $0 == "," ? "." : $0 }))
            return value.flatMap { $0.isFinite ? $0 : nil }
        case .truth, .list, .table: return nil
        }
    }
    /// As yes or no; nil for any other word.
    var truth: Bool? {
        switch self {
        case .truth(let truth): return truth
        case .number(let number): return number == 1 ? true : number == 0 ? false : nil
        case .text(let text):
            switch text.lowercased() {
            case "true", "yes", "ja", "1", "t", "y", "j": return true
            case "false", "no", "nee", "nein", "0", "f", "n": return false
            default: return nil
            }
        case .list, .table: return nil
        }
    }
    subscript(name: String) -> GISValue? {
        if case .table(let entries) = self { return entries.first { $0.name == name }?.value }
        return nil
    }
    static func == (a: Self, b: Self) -> Bool {
        switch (a, b) {
        case (.text(let a), .text(let b)): a == b
        case (.number(let a), .number(let b)): a == b
        case (.truth(let a), .truth(let b)): a == b
        case (.list(let a), .list(let b)): a == b
        case (.table(let a), .table(let b)): a.map(\.name) == b.map(\.name) && a.map(\.value) == b.map(\.value)
        default: false
        }
    }
}

/// The parts of a shape by what they are; x is east and y north.
struct GISShape: Equatable {
    struct Line: Equatable {
        var points: [Point] = []
        /// Heights; `NaN` where there is none.
        var z: [Double] = []
    }
    var points: [Point] = []
    var lines: [Line] = []
    /// Outer rings; holes are left out.
    var rings: [Line] = []

    var isEmpty: Bool { points.isEmpty && lines.isEmpty && rings.isEmpty }

    /// Whether every coordinate is a usable number.
    var isFinite: Bool {
        func good(_ p: Point) -> Bool { abs(p.x) <= 1e9 && abs(p.y) <= 1e9 }
        return points.allSatisfy(good) && lines.allSatisfy { $0.points.allSatisfy(good) }
            && rings.allSatisfy { $0.points.allSatisfy(good) }
    }
    mutating func project(_ projection: Projection) {
        if projection.isIdentity { return }
        points = points.map { projection($0) }
        for i in lines.indices { lines[i].points = lines[i].points.map { projection($0) } }
        for i in rings.indices { rings[i].points = rings[i].points.map { projection($0) } }
    }
}
