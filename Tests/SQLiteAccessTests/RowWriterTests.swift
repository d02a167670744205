import SQLiteAccess
import Testing

@Suite struct RowWriterTests {
    @Test(arguments: [0, 1, 49, 50, 51, 100, 149]) func `every row arrives as it is, whatever their number`(count: Int) throws {
        let database = try Database()
        try database.execute("CREATE TABLE t (fid INTEGER PRIMARY KEY, b INTEGER, a INTEGER)")
        var rows = try RowWriter(into: "t", columns: ["fid", "a", "b"], of: database)
        for number in 0..<count {
            try rows.add(number)
            try rows.add(number * -1_000_000_007)
            try rows.add(number % 3 == 0 ? RowWriter.null : number)
        }
        try rows.flush()
        let select = try database.prepare("SELECT fid, a, b FROM t ORDER BY fid")
        var found = 0
        while try select.step() {
            #expect(select.integer(0) == found && select.integer(1) == found * -1_000_000_007)
            #expect(select.integer(2) == (found % 3 == 0 ? nil : found))
            found += 1
        }
        #expect(found == count)
        // It can be used again, also when the last rows did not fill a statement.
        for value in [1000, RowWriter.null, 7] { try rows.add(value) }
        try rows.flush()
        #expect(try database.integer("SELECT count(*) FROM t WHERE a IS NULL AND b = 7") == 1)
    }
}
