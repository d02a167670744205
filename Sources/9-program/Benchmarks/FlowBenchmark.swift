import Computation
import Geometry
import HazardModel

/// Speed of the flow over a terrain: cells a second, beside what the memory can carry in the same minute.
enum FlowBenchmark {
    /// A wet square of 1,000 × 1,000 cells with waves on it, so that no cell can be left out.
    static func run() {
        let side = 1000
        let values = (0..<side * side).map { Float(($0 % side / 40 + $0 / side / 40) % 2) * 0.3 }
        let terrain = Raster(origin: Point(x: 0, y: 0), cellSizeMetres: 10, columns: side, rows: side, values: values)
        var rates: [Double] = [], perCore = 0.0
        for threads in [1, 2] {
            var best = Double.infinity, updates = 0, processor = Double.infinity
            for _ in 0..<5 {
                var trial = InundationTrial(terrain: terrain, levelMetres: 2, threads: threads)
                trial.run(steps: 5)
                let (count, wall, used) = wallAndProcessorSeconds { trial.run(steps: 40) }
                (best, processor, updates) = (min(best, wall), min(processor, used), count)
            }
            rates.append(Double(updates) / best)
            if threads == 1 { perCore = Double(updates) / processor }
            Measurement(name: "flow-cell-updates-\(threads)-thread", value: Double(updates) / best / 1e6, unit: "M/s").print()
            Measurement(
                name: "flow-cell-updates-\(threads)-thread-per-core", value: Double(updates) / processor / 1e6, unit: "M/s",
                comparedWith: "by processor seconds, which a busy machine does not lengthen"
            ).print()
        }
        Measurement(name: "flow-speedup-2-threads", value: rates[1] / rates[0], unit: "1").print()
        var perCoreBandwidth = 0.0
        for threads in [1, 2] {
            let (wall, processor) = triad(threads)
            if threads == 1 { perCoreBandwidth = processor }
            Measurement(name: "triad-\(threads)-thread", value: wall / 1e9, unit: "GB/s").print()
            Measurement(name: "triad-\(threads)-thread-per-core", value: processor / 1e9, unit: "GB/s").print()
        }
        Measurement(
            name: "flow-share-of-memory-bandwidth", value: perCore * InundationTrial.bytesPerCell / perCoreBandwidth, unit: "1",
            comparedWith: "one core, processor seconds: least traffic to and from memory, beside triad"
        ).print()
        // 24 h at 10 m cells and 2 m of water: 1.58 s a step.
        let steps = 86_400 / (0.7 * 10 / (9.81 * 2).squareRoot())
        Measurement(
            name: "flow-day-1000x1000-all-wet", value: steps * Double(side * side) / rates[1], unit: "s",
            comparedWith: "24 h of flood, 10 m cells, 2 m of water everywhere, two threads"
        ).print()
        Measurement(
            name: "flow-day-1000x1000-all-wet-two-free-cores", value: steps * Double(side * side) / (2 * perCore), unit: "s"
        ).print()
        Measurement(
            name: "flow-bytes-per-cell-update", value: InundationTrial.bytesPerCell, unit: "byte",
            comparedWith: "least traffic to and from memory when nothing stays in the cache"
        ).print()
    }

    /// a = b + s c on arrays far larger than any cache; bytes a second, counted as two reads and one write, by the clock
    /// and by processor seconds.
    private static func triad(_ threads: Int) -> (wall: Double, processor: Double) {
        let parts = threads, length = 16_000_000 / parts
        let arrays = (0..<parts).map { _ in Triad(length) }
        var wall = Double.infinity, processor = Double.infinity
        for _ in 0..<7 {
            let (_, elapsed, used) = wallAndProcessorSeconds {
                parallelMap(count: parts, threads: threads, scratch: {}) { part, _ in arrays[part].run() }
            }
            (wall, processor) = (min(wall, elapsed), min(processor, used))
        }
        let bytes = Double(parts * length * 24)
        return (bytes / wall, bytes / processor)
    }

    private final class Triad: @unchecked Sendable {
        private let a, b, c: UnsafeMutableBufferPointer<Double>
        init(_ length: Int) {
            func array(_ value: Double) -> UnsafeMutableBufferPointer<Double> {
                let array = UnsafeMutableBufferPointer<Double>.allocate(capacity: length)
                array.initialize(repeating: value)
                return array
            }
            (a, b, c) = (array(0), array(1), array(2))
        }
        deinit { for array in [a, b, c] { array.deallocate() } }
        func run() {
            for i in a.indices { a[i] = b[i] + 3 * c[i] }
        }
    }
}
