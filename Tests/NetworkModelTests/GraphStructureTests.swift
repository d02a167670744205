import Diagnostics
import Geometry
@testable import NetworkModel
import TestSupport
import Testing

@Suite struct GraphStructureTests {
    /// A city of one layer; links are pairs of nodes, named after their place in the list.
    private func city(_ links: [(String, String)], alone: [String] = [], directed: Bool = false) throws -> CityModel {
        var builder = CityModelBuilder()
        for id in Set(links.flatMap { [$0.0, $0.1] } + alone).sorted() {
            builder.addNode(id, layer: .water, kind: .waterJunction, at: Point(x: 0, y: 0))
        }
        for (i, link) in links.enumerated() {
            builder.addLink("l\(i)", layer: .water, kind: .pipe, from: link.0, to: link.1, isDirected: directed)
        }
        var log = IssueLog()
        return try builder.freeze(&log)
    }
    private func weakNodes(_ model: CityModel) -> [String] {
        let structure = GraphStructure(of: model)
        return model.nodes.filter { structure.isArticulationPoint[$0] }.map { model.id($0) }
    }
    private func bridges(_ model: CityModel) -> [String] {
        let structure = GraphStructure(of: model)
        return (0..<model.linkCount).filter { structure.isBridge[$0] }.map { model.id(model.nodeCount + $0) }
    }

    @Test func `a chain breaks everywhere but at its ends`() throws {
        let model = try city([("a", "b"), ("b", "c"), ("c", "d")])
        #expect(weakNodes(model) == ["b", "c"])
        #expect(bridges(model) == ["l0", "l1", "l2"])
    }

    @Test func `a ring has no weak place, and a spur on it has two`() throws {
        let ring = try city([("a", "b"), ("b", "c"), ("c", "a")])
        #expect(weakNodes(ring).isEmpty && bridges(ring).isEmpty)
        let spur = try city([("a", "b"), ("b", "c"), ("c", "a"), ("a", "z")])
        #expect(weakNodes(spur) == ["a"])
        #expect(bridges(spur) == ["l3"])
    }

    @Test func `parallel links are no bridges, though the node between them is still weak`() throws {
        let model = try city([("a", "b"), ("a", "b"), ("b", "c")])
        #expect(bridges(model) == ["l2"])
        #expect(weakNodes(model) == ["b"])
    }

    @Test func `a link back to its own node changes nothing`() throws {
        let model = try city([("a", "b"), ("b", "b"), ("b", "c"), ("a", "a")])
        #expect(bridges(model) == ["l0", "l2"])
        #expect(weakNodes(model) == ["b"])
    }

    @Test func `direction does not matter to the structure`() throws {
        let model = try city([("a", "b"), ("c", "b"), ("c", "a"), ("d", "c")], directed: true)
        #expect(weakNodes(model) == ["c"])
        #expect(bridges(model) == ["l3"])
    }

    @Test func `parts are counted with lone nodes, and only in the layer asked for`() throws {
        var builder = CityModelBuilder()
        for id in ["a", "b", "c"] { builder.addNode(id, layer: .power, kind: .powerNode, at: Point(x: 0, y: 0)) }
        for id in ["w", "x"] { builder.addNode(id, layer: .water, kind: .waterJunction, at: Point(x: 0, y: 0)) }
        builder.addLink("p", layer: .power, kind: .powerLine, from: "a", to: "c")
        builder.addLink("q", layer: .water, kind: .pipe, from: "w", to: "x")
        var log = IssueLog()
        let model = try builder.freeze(&log)
        #expect(GraphStructure(of: model).componentSizes == [2, 1, 2])
        let power = GraphStructure(of: model, layer: model.layer(named: "power"))
        #expect(power.componentSizes == [2, 1])
        #expect(power.component == [0, 1, 0, -1, -1])
        #expect(power.isBridge == [true, false])
    }

    @Test func `a chain of half a million nodes is walked without recursion`() {
        let count = 500_000
        let structure = GraphStructure(
            isIncluded: Array(repeating: true, count: count), from: (0..<Int32(count - 1)).map { $0 },
            to: (1..<Int32(count)).map { $0 })
        #expect(structure.componentSizes == [count])
        #expect(structure.isBridge.count { $0 } == count - 1)
        #expect(structure.isArticulationPoint.count { $0 } == count - 2)
    }

    @Test(.enabled(if: sharedFolder != nil, Comment(rawValue: sharedFolderMissing)))
    func `the reference graphs have the published structure`() throws {
        let edges = try referenceRows("domain/reference/graph_edges.csv")
        let nodes = try referenceRows("domain/reference/graph_nodes.csv")
        let summaries = try referenceRows("domain/reference/graph_summary.csv")
        #expect(summaries.count >= 8)
        for summary in summaries {
            let name = try #require(summary["graph"])
            let links = edges.filter { $0["graph"] == name }
            let places = nodes.filter { $0["graph"] == name }
            let model = try city(
                links.map { ($0["u"] ?? "", $0["v"] ?? "") }, alone: places.compactMap { $0["node"] })
            let structure = GraphStructure(of: model)
            #expect(structure.componentSizes.count == Int(summary["components"] ?? ""), "\(name)")
            let sizes = (summary["component_sizes"] ?? "").split(separator: " ").compactMap { Int($0) }
            #expect(structure.componentSizes.sorted(by: >) == sizes, "\(name)")
            #expect(structure.isArticulationPoint.count { $0 } == Int(summary["articulation_count"] ?? ""), "\(name)")
            #expect(Set(weakNodes(model)) == Set(places.filter { $0["articulation"] == "1" }.compactMap { $0["node"] }))
            #expect(
                Set(bridges(model)) == Set(links.indices.filter { links[$0]["bridge"] == "1" }.map { "l\($0)" }),
                "\(name)")
        }
    }
}
