import BatchRunner
import Diagnostics
import FileReading
import FoundationEssentials
import Glibc
import NetworkImport
import NetworkModel
import ResultStore
import ScenarioModel
import StudyRunner
import TableWriting
import TownGenerator

/// What keeping results costs beside computing them: sweeps of the river town, and a city of 100,000 buildings.
enum StoreBenchmark {
    /// - Parameter scenarios: how many of the river town.
    static func run(scenarios: Int, in folder: String) throws {
        let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().path
        // As a batch is run by default, and without the times of help, which take longer than all else: there keeping weighs
        // most.
        for (name, measures, access) in [("with-three-measures", threeMeasures, true), ("event-only", "", true), ("event-without-help", "", false)] {
            let path = "\(folder)/\(name).xml"
            try AtomicFile.write(Array(sweep(scenarios, measures, repository).utf8), to: path)
            try overhead(name, try BatchPlan(paths: [path], atMost: .max), access: access, folder)
        }
        try speedup(try BatchPlan(paths: ["\(folder)/event-only.xml"], atMost: .max), folder)
        try city(in: folder)
    }

    // MARK: river town

    /// The dike of the committed scenario at many levels, breaking in many places.
    private static func sweep(_ scenarios: Int, _ measures: String, _ repository: String) -> String {
        let sites = max(1, scenarios / 25)
        let values = (0..<sites).map { site in
            "<value name=\"s\(site)\" x=\"\(153_287.5 + Double(site % 40) * 25)\" width=\"\(100 + site / 40 * 5)\"/>"
        }.joined()
        return """
            <scenario xmlns="urn:lifeline:scenario:1" title="Breach at {site}, {level} m" network="\(repository)/networks/lindewaard.xml"
              horizon="168" seed="1">
              <parameters>
                <parameter name="site">\(values)</parameter>
                <parameter name="level" values="3.30..4.50 step 0.05"/>
              </parameters>
              <flood terrain="\(repository)/networks/lindewaard/terrain.asc" level="{level}" sourceX="152412.5" sourceY="435087.5"
                arrival="0" riseHours="12" recession="60">
                <breach x="{site.x}" y="434537.5" width="{site.width}" level="1.5"/>
              </flood>
              \(measures)
            </scenario>
            """
    }

    private static let threeMeasures = """
        <measures>
          <link id="second-feeder" layer="power" kind="powerCable" from="transformer-101" to="transformer-045" cost="450000"/>
          <raise asset="substation-1" by="4" cost="6000000"/>
          <backup asset="hospital-1" service="water" hours="168" cost="300000"/>
        </measures>
        """

    /// One thread, so that the time of each part is its own.
    private static func overhead(_ name: String, _ plan: BatchPlan, access: Bool, _ folder: String) throws {
        let path = "\(folder)/\(name).gpkg"
        let shared = SharedWork(keepingCities: 16)
        // Reading the network is computing, as it would be without a store.
        let (_, reading) = try processorSeconds { try shared.network(plan.scenarios[0].scenario.get().networkPath) }
        var store = try ResultStore.updating(path)
        let (_, registering) = try processorSeconds { try store.register(plan.scenarios, options: StoreOptions(access: access), sharing: shared) }
        let empty = store.bytes
        var computing = reading, keeping = registering, facilities = 0, assets = 0
        for position in plan.runOrder {
            let scenario = try plan.scenarios[position].scenario.get()
            let (result, time) = try processorSeconds { try Study(scenario, sharing: shared).result(threads: 1, access: access) }
            computing += time
            keeping += try processorSeconds {
                let record = ScenarioRecord(result)
                facilities += record.facilities.count
                assets += record.assets.count
                try store.write(record, of: result)
            }.1
        }
        keeping += try processorSeconds { try store.finish() }.1
        let count = Double(plan.scenarios.count)
        Measurement(name: "store-\(name)-scenarios", value: count, unit: "1").print()
        Measurement(name: "store-\(name)-computing", value: computing / count * 1000, unit: "ms/scenario").print()
        Measurement(name: "store-\(name)-keeping", value: keeping / count * 1000, unit: "ms/scenario").print()
        Measurement(
            name: "store-\(name)-overhead", value: keeping / computing, unit: "1",
            comparedWith: "computing time of the same scenarios, one core", limit: 0.05
        ).print()
        let bytes = Double(FileSize.bytes(of: path) ?? 0)
        Measurement(name: "store-\(name)-size", value: bytes / 1e6, unit: "MB").print()
        Measurement(name: "store-\(name)-bytes-per-scenario", value: (bytes - Double(empty)) / count, unit: "byte").print()
        Measurement(name: "store-\(name)-places-per-scenario", value: Double(facilities + assets) / count, unit: "1").print()
        Measurement(
            name: "store-\(name)-bytes-per-failed-place", value: (bytes - Double(empty)) / Double(max(1, facilities + assets)),
            unit: "byte").print()
    }

    /// Two workers against one. The machine may be shared with others: beside the clock, the processor time that the
    /// same work takes, and what share of the clock both workers were at work.
    private static func speedup(_ plan: BatchPlan, _ folder: String) throws {
        var clock: [Double] = [], processor: [Double] = []
        for threads in [1, 2] {
            var batch = Batch(plan: plan, store: "\(folder)/threads-\(threads).gpkg")
            batch.options.access = false
            batch.threads = threads
            let (work, time) = try seconds { try processorSeconds { _ = try batch.run() }.1 }
            clock.append(time)
            processor.append(work)
        }
        Measurement(name: "batch-1-thread", value: Double(plan.scenarios.count) / clock[0], unit: "1/s").print()
        Measurement(name: "batch-2-threads", value: Double(plan.scenarios.count) / clock[1], unit: "1/s").print()
        Measurement(
            name: "batch-speedup-2-threads", value: clock[0] / clock[1], unit: "1", comparedWith: "by the clock", limit: 1.8,
            smallerIsBetter: false
        ).print()
        Measurement(
            name: "batch-speedup-2-threads-by-processor-time", value: 2 * processor[0] / processor[1], unit: "1",
            comparedWith: "processor time of one worker over that of two, if each has a core of its own", limit: 1.8,
            smallerIsBetter: false
        ).print()
    }

    // MARK: a city

    /// 100 scenarios in which every building of a large city loses something, written and read back.
    private static func city(in folder: String) throws {
        let town = try TownGenerator.town(try TownOptions(roadNodes: 200_000)).model()
        try AtomicFile.write(NetworkXML.bytes(of: town), to: "\(folder)/city.xml")
        let sources = (0..<town.nodeCount).filter { town.isKind($0, .gridConnection) }
            .map { "<outOfService asset=\"\(town.id($0))\"/>" }.joined()
        let text = """
            <scenario xmlns="urn:lifeline:scenario:1" title="Dark" network="city.xml" horizon="{h}">
            <parameters><parameter name="h" values="1..100"/></parameters>\(sources)</scenario>
            """
        try AtomicFile.write(Array(text.utf8), to: "\(folder)/dark.xml")
        let plan = try BatchPlan(paths: ["\(folder)/dark.xml"]), shared = SharedWork()
        var store = try ResultStore.updating("\(folder)/city.gpkg")
        let (_, registering) = try seconds { try store.register(plan.scenarios, options: StoreOptions(), sharing: shared) }
        Measurement(name: "store-city-register", value: registering, unit: "s").print()
        var writing = 0.0, facilities = 0
        for planned in plan.scenarios {
            let study = try Study(planned.scenario.get(), sharing: shared)
            let result = try study.eventResult()
            writing += try seconds {
                let record = ScenarioRecord(result)
                facilities += record.facilities.count
                try store.write(record, of: result)
            }.1
        }
        let (_, finishing) = try seconds { try store.finish() }
        Measurement(name: "store-city-buildings", value: Double(facilities) / 100, unit: "1").print()
        Measurement(name: "store-city-write-100", value: writing, unit: "s").print()
        Measurement(name: "store-city-finish", value: finishing, unit: "s").print()
        let read = try ResultStore.reading("\(folder)/city.gpkg")
        let (rows, one) = try seconds { try read.answer(.facilities(scenario: "dark,h=100")).rows.count }
        let (sheets, all) = try seconds { try read.sheets(scenario: nil).reduce(0) { $0 + $1.rows.count } }
        Measurement(name: "store-city-read-one-scenario", value: one, unit: "s", comparedWith: "\(rows) buildings").print()
        Measurement(name: "store-city-read-all-scenarios", value: all, unit: "s", comparedWith: "\(sheets) rows of the workbook").print()
        let bytes = Double(FileSize.bytes(of: "\(folder)/city.gpkg") ?? 0)
        Measurement(name: "store-city-size", value: bytes / 1e6, unit: "MB").print()
        Measurement(name: "store-city-bytes-per-building-and-scenario", value: bytes / Double(facilities), unit: "byte").print()
    }

    /// Processor seconds of this process, all threads.
    private static func processorSeconds<T>(_ work: () throws -> T) rethrows -> (T, Double) {
        func now() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
        }
        let start = now()
        let result = try work()
        return (result, now() - start)
    }
}
