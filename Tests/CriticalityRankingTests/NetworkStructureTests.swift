import CriticalityRanking
import NetworkModel
import RandomTowns
import Testing

@Suite struct NetworkStructureTests {
    @Test(arguments: 0..<20) func `each layer is counted by itself`(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let town = try randomTown(&random)
        let structure = NetworkStructure(of: town, work: 1_000_000, threads: 1)
        #expect(structure.extents.map(\.layer) == town.layers)
        for extent in structure.extents { #expect(extent.isExact && extent.largestError == 0) }
        for (number, layer) in town.layers.enumerated() {
            let graph = ArcGraph(town, layer: number)
            let lengths = layer == .road ? FreeFlow(town).seconds : town.links.map { town.lengthMetres(ofLink: $0) }
            let alone = Betweenness(graph, lengthOfLink: lengths, includingLinks: true)
            for node in town.nodes where Int(town.layer[node]) == number {
                #expect(structure.betweenness(of: node) == alone.ofNode[node])
                #expect(structure.standardErrorOfBetweenness(of: node) == 0)
            }
            for (i, link) in town.links.enumerated() where Int(town.layer[link]) == number {
                #expect(structure.betweenness(of: link) == alone.ofLink[i])
            }
        }
        #expect(structure.bridges == town.links.filter { structure.isCut($0) })
        #expect(structure.articulationPoints == town.nodes.filter { structure.isCut($0) })
        let busiest = structure.busiest(5).map { structure.betweenness(of: $0) ?? 0 }
        #expect(busiest == busiest.sorted(by: >) && !busiest.contains(0))
        #expect(NetworkStructure(of: town).betweenness(of: 0) == nil && NetworkStructure(of: town).extents.isEmpty)
    }

    @Test func `where not all nodes are sources it says from how many and how sure`() throws {
        var random = SeededGenerator(seed: 3), options = RandomTownOptions()
        options.nodesPerLayer = 250...250
        let town = try randomTown(&random, options)
        let some = NetworkStructure(of: town, work: 0), all = NetworkStructure(of: town, work: 1_000_000)
        for extent in some.extents {
            #expect(extent.nodes == 250 && extent.sources == 100 && !extent.isExact && extent.largestError > 0)
        }
        #expect(town.nodes.contains { some.standardErrorOfBetweenness(of: $0) ?? 0 > 0 })
        for node in town.nodes {
            let error = abs((some.betweenness(of: node) ?? .nan) - (all.betweenness(of: node) ?? .nan))
            #expect(error <= some.extents[0].largestError)
        }
        #expect(NetworkStructure(of: town, work: 0, threads: 1).busiest(.max) == some.busiest(.max))
    }
}
