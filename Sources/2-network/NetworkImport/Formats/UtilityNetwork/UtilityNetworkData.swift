import NetworkModel

/// A Utility Network file as it stands: records in order of arrival, references still by identifier.
///
/// Every `Int32` named after an identifier or a word is a number in `strings`; −1 where the file gives none.
struct UtilityNetworkData {
    struct Network {
        var id: Int32 = -1, line = 0
        var name: Int32 = -1
        /// The network that this one is a part of; −1 for none.
        var parent = -1
        /// Position in `media`, or a reference to a medium described elsewhere.
        var medium = -1
        var mediumReference: Int32 = -1
        /// Class, function and usage.
        var words: [Int32] = []
    }
    struct Medium {
        var id: Int32 = -1
        /// Element name, such as `LiquidMedium`.
        var element = ""
        var type: Int32 = -1
        var voltage: Measure?
    }
    struct NetworkGraph {
        var id: Int32 = -1
        /// Position in `networks`; −1 until a reference tells.
        var network = -1
    }
    struct Graph {
        var id: Int32 = -1, line = 0
        var network = -1
        var networkGraph = -1
    }
    struct Node {
        var id: Int32 = -1, line = 0
        var graph = -1
        var isInterior = false
        /// The two numbers in the order of the file, and the height; `NaN` where the file gives none.
        var first = Double.nan, second = Double.nan, z = Double.nan
    }
    struct Link {
        var id: Int32 = -1, line = 0
        var graph = -1
        var start: Int32 = -1, end: Int32 = -1
        /// +1 from start to end, −1 the other way, 0 both ways.
        var direction = 0
        /// Its course in `first`, `second`, `z`.
        var course = 0..<0
    }
    struct Connection {
        var id: Int32 = -1, line = 0
        var start: Int32 = -1, end: Int32 = -1
        var type: Int32 = -1
    }
    struct Measure {
        var value: Double
        /// Unit as written; −1 where it is missing.
        var unit: Int32
    }
    struct Component {
        var id: Int32 = -1, line = 0
        var element = ""
        var network = -1
        /// Identifier of its feature graph, or the graph itself when it stands inside.
        var graphReference: Int32 = -1
        var graph = -1
        var name: Int32 = -1, remark: Int32 = -1, function: Int32 = -1, usage: Int32 = -1
        var words: [Int32] = []
        var interiorDiameter: Measure?, exteriorDiameter: Measure?, voltage: Measure?
        var year: Int32 = -1, status: Int32 = -1
        var materialReference: Int32 = -1
        var material = -1
        var cityObject: Int32 = -1
    }
    struct Material {
        var id: Int32 = -1
        var type: Int32 = -1
    }
    /// What a reference must lead to.
    enum Target: CaseIterable {
        case node, graph, networkGraph, network, medium, material, component, link

        var name: String {
            switch self {
            case .node: "a Node"
            case .graph: "a FeatureGraph"
            case .networkGraph: "a NetworkGraph"
            case .network: "a Network"
            case .medium: "a medium"
            case .material: "a material"
            case .component: "a component"
            case .link: "a link"
            }
        }
    }
    struct Reference {
        var target: Int32
        var kind: Target
        /// The element that refers, and where it stands.
        var element: String, line: Int
    }

    var strings: StringTable
    var networks: [Network] = []
    var media: [Medium] = []
    var networkGraphs: [NetworkGraph] = []
    var graphs: [Graph] = []
    var nodes: [Node] = []
    var links: [Link] = []
    var connections: [Connection] = []
    var components: [Component] = []
    var materials: [Material] = []
    var references: [Reference] = []
    /// Network graphs and feature graphs that are named, not contained: what they belong to, and which they are.
    var graphsOfNetwork: [(network: Int, graph: Int32)] = []
    var graphsOfNetworkGraph: [(networkGraph: Int, graph: Int32)] = []
    /// Nodes that a feature graph names, although they stand elsewhere.
    var nodesOfGraph: [(graph: Int, node: Int32)] = []

    // Points of the courses, in the order of the file.
    var first: [Double] = []
    var second: [Double] = []
    var z: [Double] = []
    /// The coordinate systems that are declared, each with its first line.
    var systems: [(name: String, line: Int)] = []
    /// References to something inside the file that lack their `#`.
    var bareReferences = 0
}
