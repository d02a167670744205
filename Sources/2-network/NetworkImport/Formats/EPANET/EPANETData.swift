import Diagnostics
import Geometry
import NetworkModel

/// What an EPANET file says, in its own units.
struct EPANETData {
    /// EPANET knows a section by its first four letters in capitals or not (appendix C of the manual).
    enum Section: String, CaseIterable {
        case title = "TITL", junctions = "JUNC", reservoirs = "RESE", tanks = "TANK", pipes = "PIPE", pumps = "PUMP"
        case valves = "VALV", emitters = "EMIT", demands = "DEMA", patterns = "PATT", curves = "CURV", status = "STAT"
        case controls = "CONT", rules = "RULE", energy = "ENER", quality = "QUAL", sources = "SOUR"
        case reactions = "REAC", mixing = "MIXI", times = "TIME", report = "REPO", options = "OPTI"
        case coordinates = "COOR", vertices = "VERT", labels = "LABE", backdrop = "BACK", tags = "TAGS"
        case roughness = "ROUG", leakage = "LEAK", end = "END"

        /// - Parameter line: starts with `[`.
        init?(_ line: some StringProtocol) {
            let letters = line.dropFirst().prefix { $0.isLetter }.uppercased()
            guard let found = Section(rawValue: letters == "END" ? "END" : String(letters.prefix(4))) else { return nil }
            self = found
        }
    }

    enum NodeClass { case junction, reservoir, tank }
    struct Node {
        var nodeClass: NodeClass
        /// Number in `names`.
        var id: Int32
        /// Height of the ground, of a reservoir's surface, or of a tank's floor.
        var elevation: Double
        var line: Int
        var baseDemand = 0.0
        /// Number in `names`; −1 for the default pattern.
        var pattern: Int32 = -1
        // Of a tank, above its floor.
        var initialLevel = 0.0, minimumLevel = 0.0, tankDiameter = 0.0
        var volumeCurve: Int32 = -1
        var place: Point?
    }

    enum LinkClass { case pipe, pump, valve }
    struct Link {
        var linkClass: LinkClass
        var id: Int32
        var from, to: Int32
        var line: Int
        var length = Double.nan, diameter = Double.nan, roughness = Double.nan
        var isClosed = false
        var isCheckValve = false
        /// PRV, PSV, PBV, FCV, TCV, GPV or PCV in capitals.
        var valveType = ""
        var headCurve: Int32 = -1
        var vertices: [Point] = []
    }

    struct Demand {
        var node: Int32
        var base: Double
        var pattern: Int32
        var line: Int
    }

    var title = ""
    var names = StringTable()
    var nodes: [Node] = []
    var links: [Link] = []
    /// Position in `nodes` and `links` of each name; nodes and links may have the same identifiers.
    var nodeOfName: [Int32: Int] = [:]
    var linkOfName: [Int32: Int] = [:]
    var demands: [Demand] = []
    /// Multipliers of each pattern, by name.
    var patterns: [Int32: [Double]] = [:]
    var curves: [Int32: [Point]] = [:]
    /// Links that a control or a rule opens at some time.
    var openedByControl = Set<Int32>()
    var units = EPANETUnits.default
    var headLoss = EPANETUnits.HeadLoss.hazenWilliams
    /// Number in `names` of the pattern for demands that name none; EPANET takes "1" unless told.
    var defaultPattern: (name: Int32, line: Int)?
    var demandMultiplier = 1.0
    /// Sections that say nothing about the shape or the supply of the network, with their lines counted.
    var skipped: [String: Int] = [:]
}
