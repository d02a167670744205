import Diagnostics
import FoundationEssentials
import MarkupReading
import ScenarioModel
import StudyRunner

enum StoreBenchmark {
    static func run(in folder: String) throws {
        let shared = SharedWork()
        for i in 0..<40 {
            var times: [(String, ContinuousClock.Instant)] = []
            let clock = ContinuousClock()
            var scenario = try ScenarioReader.read("scenarios/dike-breach.xml")
            scenario.hazards[0].attributes["level"] = "\(4.0 + Double(i) * 0.05)"
            let (study, t) = try seconds { try Study(scenario, sharing: shared) }
            let (_, r) = try seconds { try study.result(threads: 1) { times.append(($0, clock.now)) } }
            times.append(("end", clock.now))
            if i % 10 == 9 {
                print("init", t, "result", r)
                for (a, b) in zip(times, times.dropFirst()) { print("  ", a.0, b.1 - a.1) }
            }
        }
    }
}
