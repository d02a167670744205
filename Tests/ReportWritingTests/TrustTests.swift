import CascadeModel
import Diagnostics
import Foundation
@testable import ReportWriting
import Testing

@Suite struct TrustTests {
    private func written(_ change: (inout ReportInput) -> Void = { _ in }) throws -> (report: String, files: [ReportFile]) {
        var input = try SmallTown().input()
        SmallTown.addMeasures(&input)
        for i in input.measures.indices { input.measures[i].consequenceAvoided = nil }
        SmallTown.addSensitivity(&input)
        change(&input)
        let files = ReportWriter.files(for: input)
        return (String(decoding: files[0].bytes, as: UTF8.self), files)
    }

    @Test func `what turns the advice around is said, with both measures`() throws {
        let report = try written().report
        #expect(report.contains("**This turns the advice around:** with the water level 0.25 m higher, **Second pump** would help most, instead of **Raise Substation West**."))
        #expect(report.contains("With the reserves none, the weakest point would be **"))
        #expect(report.contains("Tried as well, without any effect: the soil."))
    }

    @Test func `where nothing turns around, that is said`() throws {
        let report = try written { input in
            guard var sensitivity = input.sensitivity else { return }
            for v in sensitivity.variations.indices {
                for c in sensitivity.variations[v].changes.indices {
                    sensitivity.variations[v].changes[c].results.avoided = [10, 20]
                    sensitivity.variations[v].changes[c].results.impacts = sensitivity.base.impacts
                }
            }
            input.sensitivity = sensitivity
        }.report
        #expect(report.contains("None of these changes turns around which measure helps most or which point is the weakest."))
    }

    @Test func `the tornado has the longest bar at the top`() throws {
        let files = try written().files
        let svg = String(decoding: try #require(files.first { $0.path.hasSuffix("tornado.svg") }).bytes, as: UTF8.self)
        let order = ["the water level", "the reserves"].map { svg.range(of: $0)?.lowerBound }
        #expect(order[0] != nil && order[1] != nil && (order[0] ?? svg.endIndex) < (order[1] ?? svg.startIndex))
        #expect(!svg.contains("the soil"))
    }

    @Test func `the checks by hand can be repeated on the tables beside the report`() throws {
        let (report, files) = try written()
        let said = try #require(report.firstMatch(of: /keep the rows of service `(\w+)`.+You find \*\*([\d,]+)\*\*/))
        let table = String(decoding: try #require(files.first { $0.path.hasSuffix("-facilities.csv") }).bytes, as: UTF8.self)
        let rows = table.components(separatedBy: "\r\n").map { $0.components(separatedBy: ",") }
        let column = { (name: String) in rows[0].firstIndex(of: name) ?? 0 }
        let sum = rows.dropFirst().filter { $0.count > 12 && $0[column("service")] == said.1 }
            .reduce(0) { $0 + (Double($1[column("residents")]) ?? 0) * (Double($1[column("out_hours")]) ?? 0) }
        #expect(abs(sum - (Double(said.2.filter { $0 != "," }) ?? -1)) <= 0.5)
    }

    @Test func `the chain of a hospital adds up by hand`() throws {
        let report = try written().report
        // The substation at 1.17 h; the transformer and the pump at once; the hospital has no water in reserve.
        #expect(report.contains(/\| Substation West +\| +1\.17 \| the event itself/))
        #expect(report.contains(/\| St Elisabeth +\| +1\.17 \| at once, as the step before fails/))
    }

    @Test func `places that share a cause are told in one sentence`() throws {
        let report = try written().report
        #expect(report.contains("**1 hospital, 1 care home and 1 building** (1,500 residents) lose power because Substation West floods on Thu 15 Jan 04:10. It spreads like this: Substation West → transformer T12."))
    }
}
