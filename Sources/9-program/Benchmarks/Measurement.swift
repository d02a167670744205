import Glibc

/// One line of output: a name, a figure and its unit, and what it is compared with. One JSON object per line.
struct Measurement {
    var name: String
    var value: Double
    var unit: String
    /// The peer or limit, in words.
    var comparedWith: String = ""
    /// The figure of the peer or the limit; NaN when there is none.
    var limit: Double = .nan
    /// Whether a smaller figure is better.
    var smallerIsBetter = true

    func print() {
        var line = "{\"name\":\"\(name)\",\"value\":\(value),\"unit\":\"\(unit)\""
        if !comparedWith.isEmpty { line += ",\"comparedWith\":\"\(comparedWith)\"" }
        if limit.isFinite {
            let isMet = smallerIsBetter ? value <= limit : value >= limit
            line += ",\"limit\":\(limit),\"met\":\(isMet)"
        }
        Swift.print(line + "}")
        fflush(nil)
    }
}

/// Wall-clock seconds of a piece of work.
func seconds<T>(_ work: () throws -> T) rethrows -> (T, Double) {
    let clock = ContinuousClock()
    let start = clock.now
    let result = try work()
    let elapsed = clock.now - start
    return (result, Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18)
}

/// Wall-clock and processor seconds of a piece of work. On a busy machine only the second says how long the work is;
/// it counts all threads together.
func wallAndProcessorSeconds<T>(_ work: () throws -> T) rethrows -> (T, wall: Double, processor: Double) {
    func processor() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
    }
    let start = processor()
    let (result, wall) = try seconds(work)
    return (result, wall, processor() - start)
}

/// Processor seconds of a piece of work on this thread, user and system.
func cpuSeconds<T>(_ work: () throws -> T) rethrows -> (T, Double) {
    func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
    let start = now()
    let result = try work()
    return (result, now() - start)
}

func median(_ values: [Double]) -> Double {
    values.isEmpty ? .nan : values.sorted()[values.count / 2]
}

/// The most memory this process has held so far, in bytes.
func peakMemoryBytes() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) * 1024
}

/// Memory this process holds now, in bytes.
func residentMemoryBytes() -> Double {
    guard let file = fopen("/proc/self/statm", "r") else { return .nan }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 128)
    guard fgets(&line, 128, file) != nil else { return .nan }
    let pages = line.prefix { $0 != 0 }.split(separator: CChar(0x20)).dropFirst().first
    guard let resident = pages.flatMap({ Int(String(decoding: $0.map { UInt8(bitPattern: $0) }, as: UTF8.self)) })
    else { return .nan }
    return Double(resident) * Double(sysconf(Int32(_SC_PAGESIZE)))
}
