import SQLiteAccess

/// Many small rows of whole numbers in one row of a table: each number as digits of one width, one after the other.
///
/// A scenario has some thousand places that fail, and a row for each would cost more than computing it. Digits of a
/// fixed width keep them readable for SQL, which the views use: the value at `start` is
/// `CAST(substr(entries, start + 1, digits) AS INTEGER)`, and −1 stands for none.
///
/// Places that fare alike, hour for hour, share one fate: a table of places holds pairs of a place and a fate, and a
/// table of fates what that means.
enum PackedRows {
    /// Ten million assets, nineteen years of minutes, ten kilometres in mm.
    static let largest = 9_999_999
    /// Stands for no value.
    static let none = -1
    /// What fits into one page of the file beside the row's own head.
    static let pageBytes = 4000
    /// Least characters of a number.
    static let fewestDigits = 4
    /// Most rows to a row of the table: so many `slots` there are, and were from the first.
    static let mostRows = 571
    /// Fates to a row of their table, so that each is found by its number.
    static let fatesToARow = 50

    /// The columns of a table that holds such rows: characters of a number, and of a row. Places: `fid` is
    /// scenario × 100,000,000 + number of the first place in it. Fates: of the first fate, from 0.
    static let columns = "digits INTEGER NOT NULL, width INTEGER NOT NULL, entries BLOB NOT NULL"

    // MARK: SQL

    private static let perAsset = StoreTables.perAsset

    /// The places of scenario `s` one by one, with their fates: row `n.fid` of `b` and row `m.fid` of `d`.
    static func unpacked(_ places: String, fates: String) -> String {
        """
        JOIN \(places) b ON b.fid BETWEEN s.fid * \(perAsset) AND s.fid * \(perAsset) + \(perAsset - 1)
          JOIN slots n ON n.fid < length(b.entries) / b.width
          JOIN \(fates) d ON d.fid = s.fid * \(perAsset) + \(fate) / \(fatesToARow) * \(fatesToARow) JOIN slots m ON m.fid = \(fate) % \(fatesToARow)
        """
    }
    private static let fate = "CAST(substr(b.entries, n.fid * b.width + b.digits + 1, b.digits) AS INTEGER)"
    /// A value of the fate; NULL where it is none, or the fate has not that many.
    static func value(_ column: Int) -> String {
        "CASE WHEN d.width > \(column) * d.digits THEN nullif(CAST(substr(d.entries, m.fid * d.width + \(column) * d.digits + 1, d.digits) AS INTEGER), -1) END"
    }
    /// A value in minutes as hours.
    static func hours(_ column: Int) -> String { "CAST(\(value(column)) / 60.0 AS REAL)" }
    /// Number of the place, and of the row as if it stood alone.
    static let place = "CAST(substr(b.entries, n.fid * b.width + 1, b.digits) AS INTEGER)"
    static let fid = "CAST(s.fid * \(perAsset) + \(place) AS INTEGER)"

    // MARK: reading

    /// The values of packed rows, one after the other, as they were written.
    static func append(_ entries: [UInt8], digits: Int, to values: inout [Int]) {
        guard digits > 0 else { return }
        values.reserveCapacity(values.count + entries.count / digits)
        for start in stride(from: 0, to: entries.count - digits + 1, by: digits) { values.append(number(entries[start..<start + digits])) }
    }

    private static func number(_ characters: ArraySlice<UInt8>) -> Int {
        var value = 0, isNegative = false
        for character in characters {
            switch character {
            case 0x30...0x39: value = value * 10 + Int(character - 0x30)
            case 0x2D: isNegative = true
            default: break
            }
        }
        return isNegative ? -value : value
    }

    // MARK: writing

    /// A row of a packed table.
    struct Packed: Sendable, Equatable {
        /// Number of its first place or fate.
        var first: Int
        var digits, width: Int
        var entries: [UInt8]
    }

    /// - Parameters:
    ///   - values: so many to a row as `count` says; what does not fit is taken as the largest.
    ///   - rowsToARow: rows of values to a row of the table; nil for as many as fit into a page.
    ///   - first: number of the row of the table that begins with a row of values.
    static func pack(_ values: [Int], count: Int, rowsToARow: Int? = nil, first: (Int) -> Int) -> [Packed] {
        var digits = fewestDigits, most = 9_999
        let highest = min(values.max() ?? 0, largest)
        while highest > most { (digits, most) = (digits + 1, most * 10 + 9) }
        let width = digits * count, rows = values.count / max(1, count)
        let atOnce = rowsToARow ?? min(mostRows, max(1, pageBytes / width))
        return stride(from: 0, to: rows, by: atOnce).map { start in
            let end = min(start + atOnce, rows)
            let entries = [UInt8](unsafeUninitializedCapacity: (end - start) * width) { bytes, used in
                used = (end - start) * width
                var place = 0
                for value in values[start * count..<end * count] {
                    if digits == 4, value >= 0 { write(four: UInt32(truncatingIfNeeded: value), into: bytes, place) } else {
                        write(value, into: bytes, place, digits)
                    }
                    place += digits
                }
            }
            return Packed(first: first(start), digits: digits, width: width, entries: entries)
        }
    }

    /// The usual case, four digits at once.
    private static func write(four value: UInt32, into bytes: UnsafeMutableBufferPointer<UInt8>, _ start: Int) {
        let (high, low) = (value / 100, value % 100)
        let digits = high / 10 | (high % 10) << 8 | (low / 10) << 16 | (low % 10) << 24 | 0x3030_3030
        UnsafeMutableRawBufferPointer(bytes).storeBytes(of: digits.littleEndian, toByteOffset: start, as: UInt32.self)
    }

    /// With zeros in front; the sign first.
    private static func write(_ value: Int, into bytes: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ digits: Int) {
        var rest = UInt32(truncatingIfNeeded: min(value.magnitude, UInt(largest)))
        for place in stride(from: start + digits - 1, through: start, by: -1) {
            bytes[place] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        if value < 0 { bytes[start] = 0x2D }
    }
}

/// Reads a table of places with its table of fates.
struct PackedReader: ~Copyable {
    private let places, fates: Statement

    init(_ places: String, fates: String, of database: borrowing Database) throws {
        func select(_ table: String) -> String { "SELECT digits, width, entries FROM \(table) WHERE fid BETWEEN ? AND ? ORDER BY fid" }
        let places = try database.prepare(select(places)), fates = try database.prepare(select(fates))
        self.init(places: places, fates: fates)
    }
    private init(places: consuming Statement, fates: consuming Statement) {
        self.places = places
        self.fates = fates
    }

    func places(of scenario: Int) throws -> SharedFates {
        let (own, _) = try values(places, scenario)
        let (values, width) = try values(fates, scenario)
        return SharedFates(width: width, values: values, places: own)
    }

    private func values(_ select: borrowing Statement, _ scenario: Int) throws -> (values: [Int], width: Int) {
        defer { select.reset() }
        try select.bind(scenario * StoreTables.perAsset, at: 1)
        try select.bind((scenario + 1) * StoreTables.perAsset - 1, at: 2)
        var values: [Int] = [], count = 0
        while try select.step() {
            let digits = max(1, select.integer(0) ?? 1)
            count = (select.integer(1) ?? 0) / digits
            PackedRows.append(select.blob(2) ?? [], digits: digits, to: &values)
        }
        return (values, count)
    }
}

/// Places with their fates, as they are packed: places that fare alike share one fate.
struct SharedFates: Sendable {
    /// Values of a fate.
    let width: Int
    /// Of all fates, one after the other.
    private(set) var values: [Int] = []
    /// Pairs of a place and its fate.
    private(set) var places: [Int] = []
    /// Numbers of fates by the hash of their values; −1 where none is.
    private var slots = [Int32](repeating: -1, count: 256)

    init(width: Int) { self.width = width }

    var fateCount: Int { width == 0 ? 0 : values.count / width }

    /// - Parameter fate: its values; what is below 0 is none.
    mutating func add(_ place: Int, _ fate: [Int]) {
        // Neighbours often fare alike.
        let last = places.last ?? 0
        let own = fateCount > 0 && isSame(last, fate) ? last : number(of: fate)
        places.append(place)
        places.append(own)
    }

    /// The number of a fate, which is entered when it is new.
    private mutating func number(of fate: [Int]) -> Int {
        var slot = Self.hash(fate[...]) & (slots.count - 1)
        while slots[slot] >= 0 {
            if isSame(Int(slots[slot]), fate) { return Int(slots[slot]) }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = fateCount
        slots[slot] = Int32(number)
        values.append(contentsOf: fate)
        if 2 * fateCount > slots.count { grow() }
        return number
    }

    private func isSame(_ number: Int, _ fate: [Int]) -> Bool {
        for i in 0..<width where values[number * width + i] != fate[i] { return false }
        return true
    }

    private static func hash(_ fate: ArraySlice<Int>) -> Int {
        var hash: UInt64 = 0
        for value in fate {
            hash = (hash ^ UInt64(bitPattern: Int64(value))) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
        }
        return Int(truncatingIfNeeded: hash)
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for number in 0..<fateCount {
            var slot = Self.hash(values[number * width..<(number + 1) * width]) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number)
        }
    }

    /// Every place with the number of its fate.
    func forEach(_ body: (_ place: Int, _ fate: Int) -> Void) {
        for pair in stride(from: 0, to: places.count - 1, by: 2) { body(places[pair], places[pair + 1]) }
    }

    /// As they were read.
    init(width: Int, values: [Int], places: [Int]) {
        self.width = width
        self.values = values
        self.places = places
    }

    /// Rows of the table of places of a scenario.
    func packedPlaces() -> [PackedRows.Packed] { PackedRows.pack(places, count: 2) { places[2 * $0] } }
    /// Rows of the table of its fates.
    func packedFates() -> [PackedRows.Packed] {
        PackedRows.pack(values, count: width, rowsToARow: PackedRows.fatesToARow) { $0 }
    }
}
