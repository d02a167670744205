import BatchRunner
import CascadeModel
import Foundation
import ResultStore
import StoreSamples
import StudyRunner
import TableWriting
import Testing

@Suite struct LibraryUseTests {
    /// The lines of "As a library" in Sources/README.md, with paths of a test.
    @Test func `the example of the documentation compiles and runs`() throws {
        let folder = try SweepFolder()
        let one = try folder.scenario("breach", "<outOfService asset=\"transformer-east\"/>")

        let result = try Study(scenarioPath: one).result()
        #expect(result.event.outcome.consequence > 0)

        let plan = try BatchPlan(paths: [folder.path("scenarios")])
        let outcome = try Batch(plan: plan, store: folder.path("results.gpkg")).run(progress: { #expect($0.done == $0.total) })
        #expect(outcome.doneNow == 1 && outcome.failed.isEmpty)

        let store = try ResultStore.reading(folder.path("results.gpkg"))
        let hospitals = try store.answer(.worstHospitals)
        #expect(hospitals.forScreen().contains("Hospital"))
    }
}
