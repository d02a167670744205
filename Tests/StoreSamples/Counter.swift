import Synchronization

/// Counts, from 1, for several threads.
public final class Counter: Sendable {
    private let count = Atomic<Int>(0)
    public init() {}
    public func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
