/// What the flow unit of an EPANET file makes of all its other units (manual, appendix A).
struct EPANETUnits {
    /// Cubic metres per hour in one unit of flow.
    var cubicMetresPerHour: Double
    /// Whether lengths are feet and diameters inches, rather than metres and millimetres.
    var isUSCustomary: Bool

    /// Metres in a foot, exactly (international foot).
    static let metresPerFoot = 0.3048
    private static let usGallon = 0.003785411784, imperialGallon = 0.00454609, acreFoot = 43_560 * cubicFoot
    private static let cubicFoot = metresPerFoot * metresPerFoot * metresPerFoot

    var metresPerLength: Double { isUSCustomary ? Self.metresPerFoot : 1 }
    var millimetresPerDiameter: Double { isUSCustomary ? 25.4 : 1 }
    /// Millifeet or millimetres, as the Darcy–Weisbach formula has it.
    var millimetresPerRoughness: Double { isUSCustomary ? Self.metresPerFoot : 1 }

    static let `default` = named["GPM"] ?? EPANETUnits(cubicMetresPerHour: usGallon * 60, isUSCustomary: true)

    static let named: [String: EPANETUnits] = [
        "CFS": .init(cubicMetresPerHour: cubicFoot * 3600, isUSCustomary: true),
        "GPM": .init(cubicMetresPerHour: usGallon * 60, isUSCustomary: true),
        "MGD": .init(cubicMetresPerHour: usGallon * 1e6 / 24, isUSCustomary: true),
        "IMGD": .init(cubicMetresPerHour: imperialGallon * 1e6 / 24, isUSCustomary: true),
        "AFD": .init(cubicMetresPerHour: acreFoot / 24, isUSCustomary: true),
        "LPS": .init(cubicMetresPerHour: 3.6, isUSCustomary: false),
        "LPM": .init(cubicMetresPerHour: 0.06, isUSCustomary: false),
        "MLD": .init(cubicMetresPerHour: 1000.0 / 24, isUSCustomary: false),
        "CMH": .init(cubicMetresPerHour: 1, isUSCustomary: false),
        "CMD": .init(cubicMetresPerHour: 1.0 / 24, isUSCustomary: false),
        "CMS": .init(cubicMetresPerHour: 3600, isUSCustomary: false),
    ]

    /// The formula that a pipe's roughness belongs to.
    enum HeadLoss: String {
        case hazenWilliams = "H-W", darcyWeisbach = "D-W", chezyManning = "C-M"
    }
}
