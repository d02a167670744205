/// Unpacks "deflate" data piece by piece.
///
/// Source: RFC 1951, *DEFLATE Compressed Data Format Specification version 1.3*; paragraph numbers below are its own.
/// Memory grows only with what has really been unpacked, never with what a header claims.
struct Inflater {
    /// Why data cannot be unpacked.
    enum Problem: Error { case damaged, truncated }

    /// What has been unpacked and not yet taken; begins with up to 32 KiB that later data may refer to.
    private(set) var output: [UInt8] = []
    private(set) var isFinished = false
    /// The place of the next unread byte of the input; meaningful once finished.
    private(set) var place: Int
    private let input: [UInt8]
    private var bits: UInt64 = 0
    private var bitCount = 0
    private var block = Block.between
    private var isLastBlock = false
    private var literals = HuffmanCode.fixedLiterals
    private var distances = HuffmanCode.fixedDistances

    private enum Block { case between, stored(Int), coded }

    init(_ input: [UInt8], from start: Int = 0) {
        self.input = input
        place = start
    }

    /// How far back data may refer (§2).
    private static let window = 32_768

    /// Drops what has been taken, but for the window.
    /// - Parameter taken: how much of `output` has been taken.
    /// - Returns: how much of what is left of it.
    mutating func forget(_ taken: Int) -> Int {
        guard taken > Self.window else { return taken }
        output.removeFirst(taken - Self.window)
        return Self.window
    }

    /// Unpacks until `output` holds at least `count` bytes, or the data end.
    mutating func unpack(upTo count: Int) throws(Problem) {
        while output.count < count, !isFinished {
            switch block {
            case .between:
                if isLastBlock { finish() } else { try beginBlock() }
            case .stored(let left):
                let taken = min(left, count - output.count)
                guard place + taken <= input.count else { throw .truncated }
                output.append(contentsOf: input[place..<(place + taken)])
                place += taken
                block = taken == left ? .between : .stored(left - taken)
            case .coded: try unpackSymbols(upTo: count)
            }
        }
        // The end marker may follow the last byte that was wanted.
        if output.count >= count, case .coded = block { try unpackSymbols(upTo: count) }
        if case .between = block, isLastBlock { finish() }
    }

    /// Gives whole bytes that were read ahead back.
    private mutating func finish() {
        place -= bitCount / 8
        (bits, bitCount) = (0, 0)
        isFinished = true
    }

    private mutating func fill() {
        while bitCount <= 48, place < input.count {
            bits |= UInt64(input[place]) << UInt64(bitCount)
            bitCount += 8
            place += 1
        }
    }

    private mutating func take(_ count: Int) throws(Problem) -> Int {
        if bitCount < count { fill() }
        guard bitCount >= count else { throw .truncated }
        let value = Int(bits & (1 << UInt64(count) - 1))
        bits >>= UInt64(count)
        bitCount -= count
        return value
    }

    /// §3.2.3: the header of a block.
    private mutating func beginBlock() throws(Problem) {
        isLastBlock = try take(1) == 1
        switch try take(2) {
        case 0:
            _ = try take(bitCount % 8)
            let length = try take(16), complement = try take(16)
            guard length == ~complement & 0xFFFF else { throw .damaged }
            place -= bitCount / 8
            (bits, bitCount) = (0, 0)
            block = length == 0 ? .between : .stored(length)
        case 1:
            (literals, distances) = (.fixedLiterals, .fixedDistances)
            block = .coded
        case 2:
            try readCodes()
            block = .coded
        default: throw .damaged
        }
    }

    /// §3.2.7: the order in which lengths of code lengths are written.
    private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    /// §3.2.7: the codes of a block with codes of its own.
    private mutating func readCodes() throws(Problem) {
        let literalCount = try take(5) + 257, distanceCount = try take(5) + 1, lengthCount = try take(4) + 4
        guard literalCount <= 286, distanceCount <= 30 else { throw .damaged }
        var lengths = [UInt8](repeating: 0, count: 19)
        for i in 0..<lengthCount { lengths[Self.order[i]] = UInt8(try take(3)) }
        guard let code = HuffmanCode(lengths[...]) else { throw .damaged }
        lengths = []
        while lengths.count < literalCount + distanceCount {
            let symbol = try symbol(code)
            if symbol < 16 {
                lengths.append(UInt8(symbol))
                continue
            }
            var repeated: UInt8 = 0
            if symbol == 16 {
                guard let last = lengths.last else { throw .damaged }
                repeated = last
            }
            let times = try symbol == 16 ? 3 + take(2) : symbol == 17 ? 3 + take(3) : 11 + take(7)
            guard lengths.count + times <= literalCount + distanceCount else { throw .damaged }
            lengths.append(contentsOf: repeatElement(repeated, count: times))
        }
        guard lengths[256] > 0, let literals = HuffmanCode(lengths[..<literalCount]),
            let distances = HuffmanCode(lengths[literalCount...])
        else { throw .damaged }
        (self.literals, self.distances) = (literals, distances)
    }

    private mutating func symbol(_ code: HuffmanCode) throws(Problem) -> Int {
        if bitCount < 15 { fill() }
        guard let (symbol, length) = code.decode(bits) else { throw .damaged }
        guard length <= bitCount else { throw .truncated }
        bits >>= UInt64(length)
        bitCount -= length
        return symbol
    }

    /// §3.2.5: literals and copies of what went before. Stops before the first literal or copy that is not wanted.
    private mutating func unpackSymbols(upTo count: Int) throws(Problem) {
        while true {
            let before = (bits, bitCount, place)
            let literal = try symbol(literals)
            if literal == 256 {
                block = .between
                return
            }
            if output.count >= count {
                (bits, bitCount, place) = before
                return
            }
            if literal < 256 {
                output.append(UInt8(literal))
                continue
            }
            guard literal < 286 else { throw .damaged }
            let length = Self.lengthBase[literal - 257] + (try take(Self.lengthBits[literal - 257]))
            let distanceSymbol = try symbol(distances)
            guard distanceSymbol < 30 else { throw .damaged }
            let distance = Self.distanceBase[distanceSymbol] + (try take(Self.distanceBits[distanceSymbol]))
            guard distance <= output.count else { throw .damaged }
            var source = output.count - distance
            for _ in 0..<length {
                output.append(output[source])
                source += 1
            }
        }
    }

    private static let lengthBase = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
    ]
    private static let lengthBits = [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]
    private static let distanceBase = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145, 8193, 12289, 16385, 24577,
    ]
    private static let distanceBits = [
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
    ]
}

/// A canonical Huffman code (RFC 1951 §3.2.2), for bits that arrive lowest first.
struct HuffmanCode {
    /// For each value of the next nine bits: symbol × 16 + length, or 0 when the code is longer.
    private var short = [UInt16](repeating: 0, count: 1 << shortBits)
    /// Symbols in the order of their codes, and how many codes have each length.
    private var symbols: [UInt16] = []
    private var counts = [Int](repeating: 0, count: 16)
    private static let shortBits = 9

    /// - Parameter lengths: bits of each symbol's code; 0 for a symbol that does not occur.
    /// - Returns: nil when there are more codes than bits allow.
    init?(_ lengths: ArraySlice<UInt8>) {
        for length in lengths { counts[Int(length)] += 1 }
        counts[0] = 0
        var left = 1
        for length in 1...15 {
            left = left * 2 - counts[length]
            if left < 0 { return nil }
        }
        var first = [Int](repeating: 0, count: 16)
        for length in 1..<15 { first[length + 1] = first[length] + counts[length] }
        symbols = [UInt16](repeating: 0, count: counts.reduce(0, +))
        for (symbol, length) in lengths.enumerated() where length > 0 {
            symbols[first[Int(length)]] = UInt16(symbol)
            first[Int(length)] += 1
        }
        fillShort()
    }

    private mutating func fillShort() {
        var code = 0, number = 0
        for length in 1...Self.shortBits {
            for _ in 0..<counts[length] {
                var reversed = 0
                for bit in 0..<length where code >> bit & 1 == 1 { reversed |= 1 << (length - 1 - bit) }
                let entry = symbols[number] << 4 | UInt16(length)
                for place in stride(from: reversed, to: 1 << Self.shortBits, by: 1 << length) { short[place] = entry }
                code += 1
                number += 1
            }
            code <<= 1
        }
    }

    /// The symbol at the front of the bits, and how many of them it takes; nil when no code is like that.
    @inline(__always) func decode(_ bits: UInt64) -> (symbol: Int, length: Int)? {
        let entry = short[Int(bits & (1 << UInt64(Self.shortBits) - 1))]
        if entry != 0 { return (Int(entry >> 4), Int(entry & 15)) }
        var code = 0, first = 0, index = 0
        for length in 1...15 {
            code |= Int(bits >> UInt64(length - 1) & 1)
            let count = counts[length]
            if code - count < first { return (Int(symbols[index + code - first]), length) }
            index += count
            first = (first + count) << 1
            code <<= 1
        }
        return nil
    }

    /// §3.2.6: the codes of a block without codes of its own.
    static let fixedLiterals = fixed((0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
    static let fixedDistances = fixed(Array(repeating: 5, count: 30))

    private static func fixed(_ lengths: [UInt8]) -> HuffmanCode {
        guard let code = HuffmanCode(lengths[...]) else { preconditionFailure("the fixed codes are complete") }
        return code
    }
}
