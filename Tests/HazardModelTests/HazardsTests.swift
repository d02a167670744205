import HazardModel
import Testing

@Suite struct HazardsTests {
    @Test func `every hazard has an element of its own and a summary`() {
        let names = Hazards.all.map { $0.element }
        #expect(
            names == [
                "flood", "depthGrid", "depthAreas", "floodRisk", "inundation", "earthquake", "shakemap", "shakingGrid",
                "shakingPoints",
            ])
        #expect(Hazards.all.allSatisfy { !$0.summary.isEmpty })
    }
}
