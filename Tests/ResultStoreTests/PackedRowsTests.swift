@testable import ResultStore
import SQLiteAccess
import Testing

@Suite struct PackedRowsTests {
    @Test(arguments: [0, 1, 94, 95, 96, 400]) func `rows come back as they were, by the program and by SQL`(count: Int) throws {
        let database = try Database()
        try database.execute("CREATE TABLE packed (fid INTEGER PRIMARY KEY, \(PackedRows.columns)); CREATE TABLE slots (fid INTEGER PRIMARY KEY)")
        try database.execute("CREATE TABLE scenarios (fid INTEGER PRIMARY KEY); INSERT INTO scenarios VALUES (3)")
        var slots = try RowWriter(into: "slots", columns: ["fid"], of: database)
        for slot in 0..<600 { try slots.add(slot) }
        try slots.flush()
        let values = [-1, 0, 1, 59, 10_080, 9_999_999, 12_345_678]
        var writer = try PackedWriter(into: "packed", values: 6, of: database)
        for row in 0..<count {
            try writer.begin(row * 3, base: 300_000_000)
            for column in 1...5 { writer.add(values[(row + column) % values.count]) }
        }
        try writer.flush()
        func expected(_ row: Int, _ column: Int) -> Int { min(values[(row + column) % values.count], PackedRows.largest) }

        var rows: [[Int]] = []
        let select = try database.prepare("SELECT fid, width, entries FROM packed ORDER BY fid")
        while try select.step() {
            let unpacked = PackedRows.rows(select.blob(2) ?? [], width: select.integer(1) ?? 0)
            #expect(select.integer(0) == 300_000_000 + (unpacked.first?[0] ?? -1))
            #expect((select.blob(2)?.count ?? 0) <= 4000)
            rows += unpacked
        }
        #expect(rows == (0..<count).map { row in [row * 3] + (1...5).map { expected(row, $0) } })

        let seen = try database.prepare("SELECT \(PackedRows.fid), \(PackedRows.value(1)), \(PackedRows.value(5)), \(PackedRows.value(6)) FROM scenarios s \(PackedRows.unpacked("packed")) ORDER BY 1")
        var row = 0
        while try seen.step() {
            #expect(seen.integer(0) == 300_000_000 + row * 3)
            #expect(seen.integer(1) == (expected(row, 1) < 0 ? nil : expected(row, 1)) && seen.integer(2) == (expected(row, 5) < 0 ? nil : expected(row, 5)))
            // A service that came later is in none of the earlier rows.
            #expect(seen.integer(3) == nil)
            row += 1
        }
        #expect(row == count)
    }
}
