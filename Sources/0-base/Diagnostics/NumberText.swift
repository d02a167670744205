/// Numbers as people read them, without asking the system for its language.
public enum NumberText {
    /// With so many decimals; thousands apart where a separator is given. What is not finite or beyond 10¹⁵ is printed as it is.
    public static func fixed(_ value: Double, _ decimals: Int, _ group: Character?, _ point: Character) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
        var places = max(0, decimals), scale = 1.0
        for _ in 0..<places { scale *= 10 }
        while places > 0, abs(value) * scale >= 9e15 {
            scale /= 10
            places -= 1
        }
        let scaled = Int((abs(value) * scale).rounded(.toNearestOrEven))
        let sign = value < 0 && scaled != 0 ? "−" : ""
        let whole = sign + separated(String(scaled / Int(scale)), group)
        guard places > 0 else { return whole }
        let rest = String(scaled % Int(scale))
        return whole + String(point) + String(repeating: "0", count: places - rest.count) + rest
    }

    public static func grouped(_ count: Int, _ group: Character) -> String {
        (count < 0 ? "−" : "") + separated(String(count.magnitude), group)
    }

    private static func separated(_ digits: String, _ group: Character?) -> String {
        guard let group, digits.count > 3 else { return digits }
        var text = ""
        for (i, digit) in digits.enumerated() {
            if i > 0, (digits.count - i) % 3 == 0 { text.append(group) }
            text.append(digit)
        }
        return text
    }
}
