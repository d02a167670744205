/// What every writer does to text from data before it escapes it for its own format.
package enum Hygiene {
    /// On one line, without control characters and without characters that reverse the direction of reading,
    /// and cut after `limit` characters.
    package static func oneLine(_ text: String, limit: Int = 1500) -> String {
        var result = String.UnicodeScalarView()
        // One for all the white space in between; one that must not break stays so.
        var pendingSpace: Unicode.Scalar?
        var count = 0
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x00...0x20, 0x7F...0x9F, 0x2028, 0x2029:
                pendingSpace = result.isEmpty ? nil : " "
                continue
            case 0xA0:
                if !result.isEmpty, pendingSpace == nil { pendingSpace = scalar }
                continue
            // Marks and overrides of direction, the byte order mark and noncharacters show nothing of their own.
            case 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xFFFE, 0xFFFF: continue
            default: break
            }
            if count >= limit {
                result.append("…")
                break
            }
            if let space = pendingSpace { result.append(space) }
            pendingSpace = nil
            result.append(scalar)
            count += 1
        }
        return result.isEmpty && !text.isEmpty ? "?" : String(result)
    }
}
