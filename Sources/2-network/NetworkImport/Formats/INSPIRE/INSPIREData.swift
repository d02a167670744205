import NetworkModel

/// A file of INSPIRE utility networks as it stands: records in order of arrival, references by identifier.
///
/// Every `Int32` that names an identifier or a word is a number in `strings`; −1 where the file gives none.
struct INSPIREData {
    struct Measure {
        var value: Double
        /// Unit as written; −1 where it is missing.
        var unit: Int32
    }
    struct Network {
        var id: Int32 = -1, line = 0
        var element = INSPIREWord.Network
        var theme: Int32 = -1, type: Int32 = -1
        var depth: Measure?
    }
    /// A cable, a pipe, or a duct around them.
    struct Line {
        var id: Int32 = -1, line = 0
        var element: INSPIREWord
        var network: Int32 = -1
        var status: Int32 = -1, verticalPosition: Int32 = -1, material: Int32 = -1, product: Int32 = -1
        var label: Int32 = -1, remark: Int32 = -1
        var nominalVoltage: Measure?, operatingVoltage: Measure?, diameter: Measure?, pressure: Measure?
        /// A course of its own, which only old files have.
        var course = 0..<0
    }
    struct Link {
        var id: Int32 = -1, line = 0
        var network: Int32 = -1
        var status: Int32 = -1
        var start: Int32 = -1, end: Int32 = -1
        /// Its course in `first`, `second`, `z`.
        var course = 0..<0
    }
    struct Node {
        var id: Int32 = -1, line = 0
        var network: Int32 = -1
        var type: Int32 = -1, status: Int32 = -1
        var label: Int32 = -1, remark: Int32 = -1
        /// The two numbers in the order of the file.
        var first = Double.nan, second = Double.nan
    }
    struct Depth {
        var id: Int32 = -1
        var value: Measure?
    }
    var strings: StringTable
    var networks: [Network] = []
    var lines: [Line] = []
    var links: [Link] = []
    var nodes: [Node] = []
    var depths: [Depth] = []
    /// Identifiers of sequences of links.
    var sequences: [Int32] = []
    /// Which links (or sequences) each cable or pipe names, and each sequence; owners are positions in their lists.
    var linksOfLine: [(owner: Int, target: Int32)] = []
    var linksOfSequence: [(owner: Int, target: Int32)] = []
    var depthsOfLine: [(owner: Int, target: Int32)] = []
    /// Points of the courses: the two numbers in the order of the file, and the height.
    var first: [Double] = [], second: [Double] = [], z: [Double] = []
    /// Every spelling of a coordinate system, with the line where it was met first.
    var systems: [(name: String, line: Int)] = []
    /// That of the whole file, which counts when no geometry names one.
    var documentSystem: (name: String, line: Int)?
}
