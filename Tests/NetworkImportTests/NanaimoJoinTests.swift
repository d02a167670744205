import Diagnostics
import Foundation
import NetworkImport
import NetworkModel
import TestSupport
import Testing

/// Real pipes through the whole import. 3,330 nodes and 46 components are the figures of `.reference.json`; a
/// separate script finds two pairs of nodes that no pipe joins: 0.462 m apart within one component, and 0.469 m apart
/// in two.
@Suite(.enabled(if: sharedFolder != nil, Comment(rawValue: sharedFolderMissing)))
struct NanaimoJoinTests {
    private func load(snapMetres: Double) throws -> (city: CityModel, log: ImportLog) {
        let folder = try #require(sharedFolder)
        var options = JoinOptions(), log = ImportLog()
        options.snapMetres = snapMetres
        let path = folder.appendingPathComponent("data/citygml/ade_utilitynetwork/derived_nanaimo_pipes_utn092.gml").path
        return (try NetworkImporter.load(paths: [path], options: options, log: &log), log)
    }

    @Test(arguments: [(0.0, 3330, 46), (0.3, 3330, 46), (0.465, 3329, 46), (0.5, 3328, 45)])
    func `ends are joined within the tolerance and nothing else is`(snapMetres: Double, nodes: Int, components: Int) throws {
        let (city, log) = try load(snapMetres: snapMetres)
        #expect(city.epsg == 26910)
        #expect(city.nodeCount == nodes)
        // All parts but the one with the assumed source are islands.
        #expect(city.check().issues.count { $0.code == "island-without-source" } == components - 1)
        let dropped = log.repairs.count { $0.code == "link-to-itself-dropped" }
        #expect(city.linkCount + dropped == 3331)
        #expect(!log.repairs.contains { $0.code == "parallel-link-merged" }, "side by side in one file: two pipes")
    }
}
