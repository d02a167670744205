import Diagnostics
import Foundation
import NetworkImport
import NetworkModel
import TestSupport
import Testing

/// Real pipes through the whole import. The figures are those of `.reference.json`; a separate script finds two pairs of
/// nodes that no pipe joins: 0.462 m apart within one component, and 0.469 m apart in two. The file states what is
/// connected, so that they stay apart at any tolerance.
@Suite(.enabled(if: sharedFolder != nil, Comment(rawValue: sharedFolderMissing)))
struct NanaimoJoinTests {
    private func load(snapMetres: Double) throws -> (city: CityModel, log: ImportLog) {
        let folder = try #require(sharedFolder)
        var options = JoinOptions(), log = ImportLog()
        options.snapMetres = snapMetres
        let path = folder.appendingPathComponent("data/citygml/ade_utilitynetwork/derived_nanaimo_pipes_utn092.gml").path
        return (try NetworkImporter.load(paths: [path], options: options, log: &log), log)
    }

    @Test(arguments: [0, 0.5, 2])
    func `what the file states is neither joined further nor split`(snapMetres: Double) throws {
        let (city, log) = try load(snapMetres: snapMetres)
        let components = 46
        #expect(city.epsg == 26910)
        #expect(city.nodeCount == 3330)
        let structure = GraphStructure(of: city)
        #expect(structure.componentSizes.count == components)
        #expect(structure.isArticulationPoint.count { $0 } == 1493)
        #expect(structure.isBridge.count { $0 } == 2029)
        #expect(!log.repairs.contains { $0.code == "link-split" || $0.message.contains("was made one with it") })
        // All parts but the one with the assumed source are islands.
        #expect(city.check().issues.count { $0.code == "island-without-source" } == components - 1)
        let dropped = log.repairs.count { $0.code == "link-to-itself-dropped" }
        #expect(city.linkCount + dropped == 3331)
        #expect(!log.repairs.contains { $0.code == "parallel-link-merged" }, "side by side in one file: two pipes")
    }
}
