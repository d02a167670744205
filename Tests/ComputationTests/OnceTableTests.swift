import Computation
import Synchronization
import Testing

@Suite struct OnceTableTests {
    @Test(arguments: [1, 2, 4]) func `a value is made once, however many ask for it at the same time`(threads: Int) throws {
        let table = OnceTable<Int, Int>(keeping: 10)
        let made = Atomic<Int>(0)
        let values = parallelMap(count: 400, threads: threads, scratch: {}) { number, _ in
            try? table.value(for: number % 4) {
                made.wrappingAdd(1, ordering: .relaxed)
                return number % 4 * 100
            }
        }
        #expect(made.load(ordering: .relaxed) == 4)
        #expect(values == (0..<400).map { $0 % 4 * 100 })
    }

    @Test func `what was asked for least recently is dropped first, and made again`() throws {
        let table = OnceTable<String, Int>(keeping: 2)
        var made: [String] = []
        for key in ["a", "b", "a", "c", "a", "b"] {
            _ = try table.value(for: key) {
                made.append(key)
                return 0
            }
        }
        #expect(made == ["a", "b", "c", "b"])
    }

    @Test func `a failure is told to the one who asked, and the next one tries again`() throws {
        struct Broken: Error {}
        let table = OnceTable<Int, Int>(keeping: 1)
        #expect(throws: Broken.self) { try table.value(for: 1) { throw Broken() } }
        #expect(try table.value(for: 1) { 7 } == 7)
        #expect(try table.value(for: 1) { throw Broken() } == 7)
    }
}
