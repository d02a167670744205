/// Ways to pack the cells of a TIFF.
enum Unpacking {
    /// Deflate in its zlib wrapping (RFC 1950), with its check sum.
    static func zlib(_ input: [UInt8], expected: Int) throws(Inflater.Problem) -> [UInt8] {
        guard input.count > 2 else { throw .truncated }
        // §2.2: method 8, no preset dictionary, and a header divisible by 31.
        guard input[0] & 15 == 8, input[1] & 32 == 0, (Int(input[0]) << 8 | Int(input[1])) % 31 == 0 else {
            throw .damaged
        }
        var inflater = Inflater(input, from: 2)
        try inflater.unpack(upTo: expected)
        if inflater.isFinished {
            let end = inflater.place
            guard end + 4 <= input.count else { throw .truncated }
            let sum = input[end..<(end + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            guard sum == adler32(inflater.output) else { throw .damaged }
        }
        return inflater.output
    }

    /// RFC 1950 §8.2.
    static func adler32(_ bytes: [UInt8]) -> UInt32 {
        var a: UInt32 = 1, b: UInt32 = 0, place = 0
        while place < bytes.count {
            // 5552 additions of 255 are the most that fit into 32 bits.
            for byte in bytes[place..<min(place + 5552, bytes.count)] {
                a &+= UInt32(byte)
                b &+= a
            }
            a %= 65_521
            b %= 65_521
            place += 5552
        }
        return b << 16 | a
    }

    /// Apple's run lengths: TIFF 6.0, section 9.
    static func packBits(_ input: [UInt8], expected: Int) throws(Inflater.Problem) -> [UInt8] {
        var output: [UInt8] = []
        var place = 0
        while output.count < expected {
            guard place < input.count else { throw .truncated }
            let head = Int(Int8(bitPattern: input[place]))
            place += 1
            if head >= 0 {
                guard place + head < input.count else { throw .truncated }
                output.append(contentsOf: input[place...(place + head)])
                place += head + 1
            } else if head > -128 {
                guard place < input.count else { throw .truncated }
                output.append(contentsOf: repeatElement(input[place], count: 1 - head))
                place += 1
            }
        }
        return output
    }

    /// Lempel, Ziv and Welch: TIFF 6.0, section 13. Codes of 9 to 12 bits, highest bit first, which grow one code
    /// early.
    static func lzw(_ input: [UInt8], expected: Int) throws(Inflater.Problem) -> [UInt8] {
        var output: [UInt8] = []
        // Each code stands for a piece of the output: where it lies, and how long it is.
        var start = [Int](repeating: 0, count: 4096), length = [Int](repeating: 0, count: 4096)
        var next = 258, width = 9, bits = 0, bitCount = 0, place = 0
        var previous: (start: Int, length: Int)?
        while output.count < expected {
            while bitCount < width {
                guard place < input.count else { throw .truncated }
                bits = (bits << 8 | Int(input[place])) & 0xFFFFFF
                bitCount += 8
                place += 1
            }
            let code = bits >> (bitCount - width) & (1 << width - 1)
            bitCount -= width
            if code == 257 { throw .truncated }
            if code == 256 {
                (next, width, previous) = (258, 9, nil)
                continue
            }
            let begin = output.count
            if code < 256 {
                output.append(UInt8(code))
            } else if code < next {
                for i in start[code]..<(start[code] + length[code]) { output.append(output[i]) }
            } else if code == next, let previous {
                for i in previous.start..<(previous.start + previous.length) { output.append(output[i]) }
                output.append(output[previous.start])
            } else {
                throw .damaged
            }
            if let previous, next < 4096 {
                // The piece before and the first byte of this one: they lie next to each other.
                (start[next], length[next]) = (previous.start, previous.length + 1)
                next += 1
                if next >= 1 << width - 1, width < 12 { width += 1 }
            }
            previous = (begin, output.count - begin)
        }
        return output
    }
}
