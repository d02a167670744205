import Synchronization

/// Values that are made when they are first asked for and then shared, by any number of threads.
///
/// Who asks for a value that another thread is making waits for it; who asks for another value does not. What making
/// throws is not kept. Only the values asked for last are kept, so that memory stays bounded.
public final class OnceTable<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private final class Place: Sendable { let value = Mutex<Value?>(nil) }
    private struct Shelf {
        var places: [Key: (place: Place, usedAt: Int)] = [:]
        var clock = 0
    }
    private let shelf = Mutex(Shelf())
    private let limit: Int

    /// - Parameter limit: how many values are kept at most; 1 or more.
    public init(keeping limit: Int) { self.limit = max(1, limit) }

    /// The value for a key, made by `make` when it is not there.
    public func value(for key: Key, make: () throws -> Value) throws -> Value {
        let place = place(for: key)
        return try place.value.withLock { known in
            if let known { return known }
            let made = try make()
            known = made
            return made
        }
    }

    private func place(for key: Key) -> Place {
        shelf.withLock { shelf in
            shelf.clock += 1
            if let known = shelf.places[key]?.place {
                shelf.places[key]?.usedAt = shelf.clock
                return known
            }
            if shelf.places.count >= limit, let oldest = shelf.places.min(by: { $0.value.usedAt < $1.value.usedAt }) {
                shelf.places[oldest.key] = nil
            }
            let place = Place()
            shelf.places[key] = (place, shelf.clock)
            return place
        }
    }
}
