import Diagnostics
import Testing

@Suite struct NearestNameTests {
    let hazards = ["flood", "depthGrid", "earthquake"]

    @Test(arguments: [
        ("flod", "flood"), ("Flood", "flood"), ("floodd", "flood"), ("earthqauke", "earthquake"),
        ("depthgrid", "depthGrid"), ("depth-grid", "depthGrid"),
    ])
    func `a slip of the pen is understood`(name: String, meant: String) {
        #expect(nearestName(to: name, among: hazards) == meant)
    }

    @Test(arguments: ["", "storm", "xyz", String(repeating: "flood", count: 1000)])
    func `something else is not guessed at`(name: String) {
        #expect(nearestName(to: name, among: hazards) == nil)
        #expect(suggestion(for: name, among: hazards) == "")
    }

    @Test func `the nearest wins, and of equals the first`() {
        #expect(nearestName(to: "pump2", among: ["pump33", "pump1", "pump3"]) == "pump1")
        #expect(suggestion(for: "pump33x", among: ["pump1", "pump33"]) == "did you mean 'pump33'? ")
    }
}
