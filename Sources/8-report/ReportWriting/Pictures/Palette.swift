/// Colours that colour-blind readers tell apart (Okabe and Ito 2008, "Color Universal Design", jfly.uni-koeln.de/color)
/// and that differ in lightness, so that a grey print keeps what they say. Shape and dash say it once more.
enum Palette {
    static let black = "#000000"
    static let orange = "#E69F00"
    static let skyBlue = "#56B4E9"
    static let green = "#009E73"
    static let yellow = "#F0E442"
    static let blue = "#0072B2"
    static let vermillion = "#D55E00"
    static let purple = "#CC79A7"

    /// Water depth from shallow to deep: one hue, lightness falling in even steps.
    static let depths = ["#DCEBF7", "#AFD1EA", "#74ADD6", "#3A7DB8"]

    /// Shaking from weak to strong, in the same way.
    static let shaking = ["#FCF3E3", "#F9E0B7", "#F2C682", "#E2A552", "#C5802F", "#9A5E1B"]

    /// How a network is drawn: colour, width and dash.
    struct LineStyle: Sendable {
        var colour: String
        var width: Double
        var dash: String
    }
    static func network(_ layer: String, position: Int) -> LineStyle {
        switch layer {
        case "power": LineStyle(colour: vermillion, width: 1.3, dash: "7 2.5")
        case "water": LineStyle(colour: green, width: 1.3, dash: "1.6 1.8")
        case "road": LineStyle(colour: "#A9A9A9", width: 1.1, dash: "none")
        default:
            LineStyle(colour: [purple, "#8A6D00", black][position % 3], width: 1.3, dash: ["6 2 1.5 2", "3 2", "10 2 2 2"][position % 3])
        }
    }
    /// Curve of a service over time.
    static func service(_ name: String, position: Int) -> LineStyle {
        switch name {
        case "power": LineStyle(colour: vermillion, width: 2.4, dash: "none")
        case "water": LineStyle(colour: blue, width: 2.4, dash: "8 4")
        case "road": LineStyle(colour: black, width: 2.4, dash: "2 3")
        default: LineStyle(colour: [purple, green, orange][position % 3], width: 2.4, dash: ["12 3 2 3", "5 2", "1 5"][position % 3])
        }
    }
}
