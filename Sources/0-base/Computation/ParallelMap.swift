import Dispatch
import Glibc
import Synchronization

/// Computes `body(0) … body(count − 1)` on the machine's cores; the result does not depend on how many there are.
///
/// Each worker owns one scratch value and takes chunks of indices; results are stored by index.
/// The only place of the program that starts threads.
/// - Parameter threads: at most this many workers; 0 for one per core.
public func parallelMap<Scratch, Result: Sendable>(
    count: Int, threads: Int = 0, chunk: Int = 1, scratch makeScratch: @Sendable () -> Scratch,
    _ body: @Sendable (Int, inout Scratch) -> Result
) -> [Result] {
    guard count > 0 else { return [] }
    let cores = threads > 0 ? threads : coreCount()
    let workers = max(1, min(cores, (count + chunk - 1) / chunk))
    if workers == 1 {
        var scratch = makeScratch()
        return (0..<count).map { body($0, &scratch) }
    }
    let next = Atomic<Int>(0)
    let slots = Mutex<[Result?]>(Array(repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
        var scratch = makeScratch()
        while true {
            let start = next.wrappingAdd(chunk, ordering: .relaxed).oldValue
            if start >= count { break }
            let end = min(start + chunk, count)
            let results = (start..<end).map { body($0, &scratch) }
            slots.withLock { slots in
                for (offset, result) in results.enumerated() { slots[start + offset] = result }
            }
        }
    }
    return slots.withLock { $0.compactMap { $0 } }
}

/// Adds up `body(0) … body(count − 1)` on the machine's cores, in memory that does not grow with their number.
///
/// Each worker adds what it takes to a total of its own; the totals are merged in the end. Which worker takes what is
/// left to chance, so `body` and `merge` must be sums whose result does not depend on their order: counts, `ExactSum`.
/// - Parameter threads: at most this many workers; 0 for one per core.
public func parallelSum<Scratch, Total: Sendable>(
    over range: Range<Int>, threads: Int = 0, chunk: Int = 1, scratch makeScratch: @Sendable () -> Scratch,
    from empty: Total, adding body: @Sendable (Int, inout Scratch, inout Total) -> Void,
    merging merge: (inout Total, Total) -> Void
) -> Total {
    let cores = threads > 0 ? threads : coreCount()
    let workers = max(1, min(cores, (range.count + chunk - 1) / chunk))
    let next = Atomic<Int>(range.lowerBound)
    let totals = parallelMap(count: workers, threads: workers, scratch: {}) { _, _ in
        var scratch = makeScratch(), total = empty
        while true {
            let start = next.wrappingAdd(chunk, ordering: .relaxed).oldValue
            if start >= range.upperBound { break }
            for number in start..<min(start + chunk, range.upperBound) { body(number, &scratch, &total) }
        }
        return total
    }
    var sum = empty
    for total in totals { merge(&sum, total) }
    return sum
}

private func coreCount() -> Int { Int(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
