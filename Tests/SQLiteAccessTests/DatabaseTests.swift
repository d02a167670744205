import Diagnostics
import Foundation
import SQLiteAccess
import TestSupport
import Testing

@Suite struct DatabaseTests {
    private struct Stop: Error {}

    @Test func `every type of value comes back as it went in`() throws {
        let database = try Database()
        try database.execute("CREATE TABLE t (a, b, c, d, e)")
        let insert = try database.prepare("INSERT INTO t VALUES (?, ?, ?, ?, ?)")
        try insert.bind(Int.min, at: 1)
        try insert.bind(0.1, at: 2)
        try insert.bind("'; DROP TABLE t; -- \"é\" \0 end", at: 3)
        try insert.bind([0, 255, 0] as [UInt8], at: 4)
        try insert.bind(true, at: 5)
        try insert.run()
        try insert.bind(nil as Int?, at: 1)
        try insert.bind(Double.nan, at: 2)
        try insert.bind("", at: 3)
        try insert.bind([] as [UInt8], at: 4)
        try insert.run()
        let rows = try database.prepare("SELECT * FROM t ORDER BY rowid")
        #expect(try rows.step())
        #expect(rows.columnCount == 5)
        #expect(rows.integer(0) == Int.min)
        #expect(rows.real(1) == 0.1)
        #expect(rows.text(2) == "'; DROP TABLE t; -- \"é\" \0 end")
        #expect(rows.blob(3) == [0, 255, 0])
        #expect(rows.integer(4) == 1)
        #expect(try rows.step())
        #expect(rows.integer(0) == nil)
        #expect(rows.real(1) == nil)
        #expect(rows.text(2) == "")
        #expect(rows.blob(3) == [])
        // The value of the row before is forgotten.
        #expect(rows.integer(4) == nil)
        #expect(try !rows.step())
    }

    @Test func `a transaction that fails leaves nothing behind`() throws {
        let database = try Database()
        try database.execute("CREATE TABLE t (a)")
        try database.transaction { try database.execute("INSERT INTO t VALUES (1)") }
        #expect(throws: Stop.self) {
            try database.transaction {
                try database.execute("INSERT INTO t VALUES (2)")
                throw Stop()
            }
        }
        #expect(try database.integer("SELECT sum(a) FROM t") == 1)
    }

    @Test func `a file that was created can be read and not written`() throws {
        let scratch = try ScratchFolder()
        let path = scratch.folder.path + "/file?mode=memory 'x'.db"
        do {
            let database = try Database(creating: path)
            try database.execute("CREATE TABLE t (a); INSERT INTO t VALUES ('kept')")
        }
        let database = try Database(opening: path)
        #expect(try database.text("SELECT a FROM t") == "kept")
        #expect(throws: FailureError.self) { try database.execute("DELETE FROM t") }
        #expect(throws: FailureError.self) { _ = try Database(creating: path).integer("SELECT 1") }
        let bytes = try database.bytes()
        #expect(Data(bytes) == (try Data(contentsOf: URL(fileURLWithPath: path))))
    }

    @Test func `what is no database is refused by name`() throws {
        let scratch = try ScratchFolder()
        let text = try scratch.file("text.db", String(repeating: "no database ", count: 100))
        for (path, code) in [(text, "sqlite-format"), (scratch.folder.path + "/none.db", "sqlite-open")] {
            let error = #expect(throws: InputError.self) { _ = try Database(opening: path).integer("SELECT 1") }
            #expect(error?.code == code)
            #expect(error?.position?.file == path)
        }
    }

    @Test func `a damaged page is reported as damage`() throws {
        let scratch = try ScratchFolder()
        let whole = try Database()
        try whole.execute("PRAGMA page_size = 4096; CREATE TABLE t (a); INSERT INTO t VALUES ('kept')")
        var bytes = try whole.bytes()
        for i in 4096..<8192 { bytes[i] = 0xFF }  // the second page holds the table
        let damaged = try Database(opening: try scratch.file("damaged.db", Data(bytes)))
        let error = #expect(throws: InputError.self) { _ = try damaged.text("SELECT a FROM t") }
        #expect(error?.code == "sqlite-damaged")
    }

    @Test func `a wrong statement says what is wrong`() throws {
        let database = try Database()
        let error = #expect(throws: FailureError.self) { try database.execute("SELECT * FROM missing") }
        #expect(error?.message == "cannot use a database in memory: no such table: missing")
        #expect(throws: FailureError.self) { _ = try database.prepare("").columnCount }
    }
}
