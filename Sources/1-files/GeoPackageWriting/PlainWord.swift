/// Names of tables and columns for whatever the data calls its kinds: small letters, digits and `_`.
public enum PlainWord {
    /// `powerCable` as `power_cable`; anything but letters and digits of ASCII becomes _. Never begins as the
    /// standard's own tables do.
    public static func of(_ name: String) -> String {
        var text = "", previousIsLower = false
        for scalar in name.unicodeScalars.prefix(60) {
            let isUpper = ("A"..."Z").contains(scalar), isLower = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
            if isUpper, previousIsLower { text += "_" }
            if isUpper || isLower { text += String(scalar).lowercased() } else if !text.hasSuffix("_") { text += "_" }
            previousIsLower = isLower
        }
        let isReserved = ["gpkg", "sqlite", "rtree", "idx"].contains { text.hasPrefix($0) }
        return isReserved || text.first.map { !$0.isLetter } ?? true ? "layer_" + text : text
    }
}
