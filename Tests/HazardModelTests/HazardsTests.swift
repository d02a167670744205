import HazardModel
import Testing

@Suite struct HazardsTests {
    @Test func `every hazard has an element of its own and a summary`() {
        let names = Hazards.all.map { $0.element }
        #expect(names == ["flood", "depthGrid", "floodRisk", "inundation", "earthquake"])
        #expect(Hazards.all.allSatisfy { !$0.summary.isEmpty })
    }
}
