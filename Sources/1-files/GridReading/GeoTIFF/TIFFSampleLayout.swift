/// How one value lies in bytes.
struct TIFFSampleLayout {
    let bytes: Int
    let isBigEndian: Bool
    private let form: Form
    private enum Form { case unsigned, signed, float, double }

    /// - Parameters:
    ///   - bits: BitsPerSample.
    ///   - format: SampleFormat: 1 unsigned, 2 signed, 3 floating-point, 4 undefined.
    /// - Returns: nil for a form that is not read.
    init?(bits: Int, format: Int, isBigEndian: Bool) {
        switch (bits, format) {
        case (8, 1), (16, 1), (32, 1), (64, 1), (8, 4), (16, 4), (32, 4): form = .unsigned
        case (8, 2), (16, 2), (32, 2), (64, 2): form = .signed
        case (32, 3): form = .float
        case (64, 3): form = .double
        default: return nil
        }
        bytes = bits / 8
        self.isBigEndian = isBigEndian
    }

    var isFloatingPoint: Bool { form == .float || form == .double }

    /// The value at a place, counted in values.
    @inline(__always) func value(_ data: [UInt8], _ number: Int) -> Double {
        let raw = TIFFBytes.unsigned(data, number * bytes, bytes, isBigEndian)
        switch form {
        case .unsigned: return Double(raw)
        case .signed:
            let unused = UInt64(64 - 8 * bytes)
            return Double(Int64(bitPattern: raw << unused) >> Int64(unused))
        case .float: return Double(Float(bitPattern: UInt32(truncatingIfNeeded: raw)))
        case .double: return Double(bitPattern: raw)
        }
    }

    /// Predictor 2 (TIFF 6.0, section 14): each value is the difference from the one before it in the row.
    func undoDifferences(_ data: inout [UInt8], columns: Int, rows: Int) {
        for row in 0..<rows {
            var sum: UInt64 = 0
            for column in 0..<columns {
                let start = (row * columns + column) * bytes
                sum &+= TIFFBytes.unsigned(data, start, bytes, isBigEndian)
                for i in 0..<bytes {
                    let place = isBigEndian ? bytes - 1 - i : i
                    data[start + place] = UInt8(truncatingIfNeeded: sum >> UInt64(8 * i))
                }
            }
        }
    }

    /// Predictor 3 (Adobe, *TIFF Technical Note 3*, 2005): differences from byte to byte in a row, in which all highest
    /// bytes come first, then all second highest, and so on.
    func undoFloatDifferences(_ data: inout [UInt8], columns: Int, rows: Int) {
        let width = columns * bytes
        var planes = [UInt8](repeating: 0, count: width)
        for row in 0..<rows {
            var sum: UInt8 = 0
            for i in 0..<width {
                sum &+= data[row * width + i]
                planes[i] = sum
            }
            for column in 0..<columns {
                for i in 0..<bytes {
                    let place = isBigEndian ? i : bytes - 1 - i
                    data[row * width + column * bytes + place] = planes[i * columns + column]
                }
            }
        }
    }
}
