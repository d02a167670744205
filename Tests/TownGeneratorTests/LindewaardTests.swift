import Foundation
import NetworkImport
import NetworkModel
import TestSupport
import Testing

@Suite struct LindewaardTests {
    @Test func `joining the town's files gives the network that lies beside them`() throws {
        let networks = repositoryFolder.appendingPathComponent("networks")
        let files = ["buildings.gml", "power.gml", "water.gml", "streets.osm", "dependencies.xml"]
        var log = ImportLog()
        let model = try NetworkImporter.load(
            paths: files.map { networks.appendingPathComponent("lindewaard/\($0)").path }, options: JoinOptions(), log: &log)
        let committed = try Data(contentsOf: networks.appendingPathComponent("lindewaard.xml"))
        // As one truth value: a difference of megabytes would take minutes to describe.
        let isSame = Data(NetworkXML.bytes(of: model)) == committed
        #expect(isSame, "make it anew with lifeline import, as networks/README.md says")
    }
}
