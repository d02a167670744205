@testable import ResultStore
import SQLiteAccess
import Testing

@Suite struct PackedRowsTests {
    private static let values = [-1, 0, 1, 59, 10_080, 9_999_999, 12_345_678]
    private func fate(_ number: Int, _ highest: Int) -> [Int] { (0..<3).map { min(Self.values[(number + $0) % Self.values.count], highest) } }

    @Test(arguments: [0, 1, 50, 51, 499, 500, 501, 1200], [9, 9_999_999]) func `places come back with their fates, by the program and by SQL`(
        count: Int, highest: Int
    ) throws {
        let database = try Database()
        try database.execute(
            """
            CREATE TABLE places (fid INTEGER PRIMARY KEY, \(PackedRows.columns)); CREATE TABLE fates (fid INTEGER PRIMARY KEY, \(PackedRows.columns));
            CREATE TABLE slots (fid INTEGER PRIMARY KEY); CREATE TABLE scenarios (fid INTEGER PRIMARY KEY); INSERT INTO scenarios VALUES (3)
            """)
        var slots = try RowWriter(into: "slots", columns: ["fid"], of: database)
        try slots.add(all: Array(0..<PackedRows.mostRows))
        var shared = SharedFates(width: 3)
        // Some hundred fates of their own, so that the table of hashes grows, and others that many places share.
        func own(_ row: Int) -> [Int] { row % 3 == 0 ? [min(row, highest), -1, 5] : fate(row, highest) }
        for row in 0..<count { shared.add(row * 3, own(row)) }
        #expect(shared.fateCount == Set((0..<count).map(own)).count)
        for (table, rows) in [("places", shared.packedPlaces()), ("fates", shared.packedFates())] {
            let insert = try database.prepareInsert(into: table)
            try StoreWriter.write(rows, insert, 300_000_000)
            #expect(rows.allSatisfy { $0.entries.count <= 4000 && $0.entries.count / $0.width <= PackedRows.mostRows })
        }
        func kept(_ row: Int) -> [Int] { own(row).map { min($0, PackedRows.largest) } }

        let read = try PackedReader("places", fates: "fates", of: database).places(of: 3)
        var place = 0
        read.forEach { number, fate in
            #expect(number == place * 3 && Array(read.values[fate * 3..<fate * 3 + 3]) == kept(place))
            place += 1
        }
        #expect(place == count)
        #expect(try PackedReader("places", fates: "fates", of: database).places(of: 2).places == [])

        let seen = try database.prepare(
            "SELECT \(PackedRows.fid), \(PackedRows.value(0)), \(PackedRows.value(2)), \(PackedRows.value(3)) FROM scenarios s \(PackedRows.unpacked("places", fates: "fates")) ORDER BY 1")
        var row = 0
        while try seen.step() {
            #expect(seen.integer(0) == 300_000_000 + row * 3)
            #expect(seen.integer(1) == (kept(row)[0] < 0 ? nil : kept(row)[0]) && seen.integer(2) == (kept(row)[2] < 0 ? nil : kept(row)[2]))
            // A service that came later is in none of the earlier fates.
            #expect(seen.integer(3) == nil)
            row += 1
        }
        #expect(row == count)
    }
}
