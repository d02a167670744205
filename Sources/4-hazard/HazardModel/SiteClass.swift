import Diagnostics
import MarkupReading

/// The ground under the town, as one shear-wave velocity.
struct Site: Sendable {
    /// Mean shear-wave velocity of the upper 30 m.
    var vs30MetresPerSecond: Double
    /// How it was given, for the report.
    var origin: String
    var isAssumed = false

    /// NEHRP classes (ASCE 7) and Eurocode 8 (EN 1998-1:2004, table 3.1) ground types, each by the geometric middle
    /// of its range; the open ends by 1500 and 150 m/s, the limits of the ground-motion model.
    static let nehrp: [String: Double] = ["A": 1500, "B": 1070, "C": 525, "D": 255, "E": 150]
    static let eurocode8: [String: Double] = ["A": 1095, "B": 535, "C": 255, "D": 150]

    /// The site that an element's `vs30` or `siteClass` states; NEHRP class D when it has neither.
    static func read(_ element: MarkupElement) throws -> Site {
        let vs30 = try element.number("vs30", in: 50...4000, unit: "m/s")
        switch (vs30, element.attributes["siteClass"]) {
        case (let vs30?, nil): return Site(vs30MetresPerSecond: vs30, origin: "as stated")
        case (nil, let text?): return try read(siteClass: text, at: element.position)
        case (nil, nil):
            return Site(vs30MetresPerSecond: 255, origin: "NEHRP site class D, assumed", isAssumed: true)
        case (_?, _?):
            throw InputError(
                "site-twice", at: element.position, "<\(element.name)> has both siteClass and vs30",
                remedy: "keep one of them")
        }
    }

    /// - Parameter text: `D` or `NEHRP-D`, or `EC8-C`.
    private static func read(siteClass text: String, at position: SourcePosition) throws -> Site {
        let words = text.uppercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
        let isEurocode = words.first == "EC8"
        let letters = words.filter { $0 != "EC8" && $0 != "NEHRP" }
        guard letters.count == 1, let vs30 = (isEurocode ? eurocode8 : nehrp)[letters[0]] else {
            throw InputError(
                "site-class", at: position,
                "siteClass=\"\(text)\" is not a class with a velocity of its own",
                remedy: "use A to E (NEHRP) or EC8-A to EC8-D (Eurocode 8), or give vs30 in m/s; other classes need a "
                    + "site study")
        }
        return Site(
            vs30MetresPerSecond: vs30,
            origin: "\(isEurocode ? "Eurocode 8 ground type" : "NEHRP site class") \(letters[0])")
    }
}
