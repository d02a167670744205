/// Numbers as text, the same in every country.
public enum Numeral {
    /// The shortest decimal number that reads back as the same double; empty when it is not finite.
    public static func exact(_ value: Double) -> String {
        guard value.isFinite else { return "" }
        if value == value.rounded() && abs(value) < 1e15 { return String(Int(value)) }
        return "\(value)"
    }

    /// For reading: at most three decimals, no end of zeros.
    public static func short(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return exact(value) }
        let thousandths = Int((abs(value) * 1000).rounded())
        let whole = thousandths / 1000, rest = thousandths % 1000
        var text = String(whole)
        if rest > 0 {
            let digits = String(1000 + rest).dropFirst()
            text += "." + String(digits.reversed().drop { $0 == "0" }.reversed())
        }
        return (value < 0 && thousandths > 0 ? "-" : "") + text
    }
}
