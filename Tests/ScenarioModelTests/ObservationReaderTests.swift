import Diagnostics
import Foundation
import ScenarioModel
import Testing

@Suite struct ObservationReaderTests {
    let folder: ScenarioFolder
    init() throws { folder = try ScenarioFolder() }

    private func read(_ text: String, name: String = "seen.csv", attributes: String = "start=\"2026-01-15T03:00\"") throws -> Scenario {
        try Data(text.utf8).write(to: folder.url.appendingPathComponent("scenarios/\(name)"))
        return try ScenarioReader.read(
            folder.scenario(scenarioText("<observations file=\"\(name)\"/>", attributes: attributes)))
    }
    private func lines(_ scenario: Scenario) -> [String] {
        scenario.observations.assets.map { "\($0.asset) \($0.state.rawValue) \($0.hours)" }
            + scenario.observations.gauges.map { "\($0.gauge) \($0.levelMetres) m \($0.hours)" }
    }

    @Test func `a table of assets and gauges is read, hours and clock times alike`() throws {
        let scenario = try read(
            """
            asset,state,time,gauge,level
            pump,out,6.5,,
            pump,working,2026-01-15T12:00,,
            ,,2026-01-16 03:00,lock,4.35
            hospital,Safe,0,,
            """)
        #expect(lines(scenario) == ["hospital safe 0.0", "pump out 6.5", "pump working 9.0", "lock 4.35 m 24.0"])
        #expect(scenario.observations.assets[1].position.line == 2)
        #expect(scenario.observationFiles.count == 1)
    }

    @Test func `a Dutch spreadsheet is read`() throws {
        let scenario = try read("onderdeel;toestand;tijd;peilmeter;peil_cm\npomp;uitgevallen;1,5;;\npomp;werkt;3;;\n;;2;sluis;435\n")
        #expect(lines(scenario) == ["pomp out 1.5", "pomp working 3.0", "sluis 4.35 m 2.0"])
    }

    @Test func `hours of reserve that are left are read`() throws {
        let scenario = try read("asset;state;time;hours left;service\nhospital;on reserve;3;5,5;power\npump;op reserve;4;;\n")
        #expect(scenario.observations.assets.map(\.reserveHours) == [5.5, nil])
        #expect(scenario.observations.assets.map(\.service) == ["power", nil])
    }

    @Test(arguments: [
        "[{\"asset\": \"pump\", \"state\": \"out\", \"time\": 6.5},\n {\"gauge\": \"lock\", \"level\": 435, \"unit\": \"cm\", \"time\": \"2026-01-15T05:00\"}]",
        "{\"observations\": [{\"asset\": \"pump\", \"state\": \"failed\", \"time\": \"6.5\"},\n{\"gauge\": \"lock\", \"level\": 4.35, \"time\": 2}]}",
    ])
    func `the same as JSON`(text: String) throws {
        let scenario = try read(text, name: "seen.json")
        #expect(lines(scenario) == ["pump out 6.5", "lock 4.35 m 2.0"])
        #expect(scenario.observations.gauges[0].position.line == 2)
    }

    @Test(arguments: [
        ("asset,state,time\npump,brokken,1\n", "observation-state", 2), ("asset,state,time\npump,out,soon\n", "observation-time", 2),
        ("asset,state,time\npump,out,1\npump,out,\n", "observation-time", 3),
        ("asset,state,time\npump,out,2026-01-15T02:59\n", "observation-before-onset", 2), ("asset,state,time\npump,out,-1\n", "observation-before-onset", 2),
        ("asset,state,time\npump,out,100\n", "observation-after-horizon", 2), ("asset,state,time\npump,out,2026-02-30T02:59\n", "observation-time", 2),
        ("asset,state,time\npump,out,5\npump,working,4\n", "observations-order", 3),
        ("asset,state,time\npump,out,5\npump,working,5\n", "observations-contradict", 3),
        ("gauge,level,time\nlock,4,5\nlock,4.1,5\n", "observations-contradict", 3), ("gauge,level,time\nlock,high,5\n", "observation-level", 2),
        ("gauge,level,time\nlock,nan,5\n", "observation-level", 2), ("gauge,level,time,unit\nlock,4,5,yd\n", "observation-unit", 2),
        ("gauge,level,time\nlock,1e9,5\n", "observation-level", 2), ("name,colour\na,b\n", "observation-columns", 1),
        ("asset,state,time,gauge,level\n,,3,,\n", "observation-of-what", 2), ("asset,state,time,gauge,level\na,out,3,b,1\n", "observation-of-what", 2),
        ("asset,state,time,hours left\npump,on reserve,3,many\n", "observation-reserve", 2),
        ("asset,state,time,hours left\npump,out,3,4\n", "observation-reserve", 2),
        ("[{\"asset\": \"pump\",\n \"state\": }]", "json-malformed", 1), ("[1, 2]", "json-not-rows", 0),
        ("[{\"asset\": {\"a\": 1}, \"state\": \"out\", \"time\": 1}]", "json-not-rows", 0),
    ])
    func `what cannot be used is refused with its line`(text: String, code: String, line: Int) throws {
        let error = try #require(#expect(throws: InputError.self) { try read(text) })
        #expect(error.code == code)
        if line > 0 { #expect(error.position?.line == line && error.position?.file.hasSuffix("seen.csv") == true) }
        #expect(!error.remedy.isEmpty)
    }

    @Test func `a clock time needs a scenario that has one`() throws {
        let error = try #require(
            #expect(throws: InputError.self) { try read("asset,state,time\npump,out,2026-01-15T05:00\n", attributes: "") })
        #expect(error.code == "observation-clock")
    }

    @Test func `a file that is missing is reported at its element`() throws {
        let error = try #require(
            #expect(throws: InputError.self) {
                try ScenarioReader.read(folder.scenario(scenarioText("<observations file=\"nowhere.csv\"/>")))
            })
        #expect(error.code == "observations-unreadable" && error.position?.line == 3)
    }
}
