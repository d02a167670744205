/// A gzip file (RFC 1952) that is unpacked while it is read, with its check sums.
struct GzipStream {
    private let input: [UInt8]
    private var inflater: Inflater
    /// How much of the inflater's output has been handed out.
    private var taken = 0
    private var checkSum: UInt32 = ~0
    private var memberBytes = 0

    /// - Throws: `Inflater.Problem` when the header is none.
    init(_ input: [UInt8]) throws(Inflater.Problem) {
        self.input = input
        inflater = Inflater(input, from: try Self.dataStart(input, 0))
    }

    /// The next bytes, at most `count`; empty at the end.
    mutating func read(_ count: Int) throws(Inflater.Problem) -> ArraySlice<UInt8> {
        while true {
            taken = inflater.forget(taken)
            try inflater.unpack(upTo: taken + count)
            if taken < inflater.output.count {
                let piece = inflater.output[taken..<min(inflater.output.count, taken + count)]
                taken = piece.endIndex
                add(piece)
                return piece
            }
            guard inflater.isFinished else { throw .damaged }
            if try !nextMember() { return [] }
        }
    }

    private mutating func add(_ piece: ArraySlice<UInt8>) {
        for byte in piece { checkSum = Self.table[Int((checkSum ^ UInt32(byte)) & 255)] ^ checkSum >> 8 }
        memberBytes += piece.count
    }

    /// Checks the end of a member; false when nothing follows it.
    private mutating func nextMember() throws(Inflater.Problem) -> Bool {
        let end = inflater.place
        guard end + 8 <= input.count else { throw .truncated }
        func number(_ at: Int) -> UInt32 { (0..<4).reduce(0) { $0 | UInt32(input[at + $1]) << UInt32(8 * $1) } }
        guard number(end) == ~checkSum, number(end + 4) == UInt32(truncatingIfNeeded: memberBytes) else {
            throw .damaged
        }
        // Anything but another member after the end is padding, as gzip itself takes it.
        guard end + 10 <= input.count, input[end + 8] == 0x1F, input[end + 9] == 0x8B else { return false }
        inflater = Inflater(input, from: try Self.dataStart(input, end + 8))
        (taken, checkSum, memberBytes) = (0, ~0, 0)
        return true
    }

    /// §2.3: where the data of a member begin.
    private static func dataStart(_ input: [UInt8], _ start: Int) throws(Inflater.Problem) -> Int {
        guard start + 10 <= input.count else { throw .truncated }
        guard input[start] == 0x1F, input[start + 1] == 0x8B, input[start + 2] == 8 else { throw .damaged }
        let flags = input[start + 3]
        var place = start + 10
        if flags & 4 != 0 {
            guard place + 2 <= input.count else { throw .truncated }
            place += 2 + Int(input[place]) + Int(input[place + 1]) << 8
        }
        for flag: UInt8 in [8, 16] where flags & flag != 0 {
            while place < input.count, input[place] != 0 { place += 1 }
            place += 1
        }
        if flags & 2 != 0 { place += 2 }
        guard place < input.count else { throw .truncated }
        return place
    }

    /// §8: the polynomial of the check sum, for each byte.
    private static let table: [UInt32] = (0..<256).map { number in
        (0..<8).reduce(UInt32(number)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
    }
}
