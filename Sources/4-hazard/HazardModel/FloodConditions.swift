import Diagnostics
import MarkupReading

/// What a scenario says about a flood beside its depths: attributes that every kind of flood has.
struct FloodConditions: Sendable {
    var water: FloodWater?
    /// Years after which such a flood is reached or exceeded once on average.
    var returnPeriodYears: Double?

    static let attributes = ["water", "returnPeriod"]

    init(_ element: MarkupElement) throws {
        water = try element.word("water", FloodWater.self)
        returnPeriodYears = try element.number("returnPeriod", in: 1...1_000_000, unit: "years")
    }

    /// Notes them in a field, and says them at the end of its method.
    func fill(_ field: inout HazardField) {
        field.water = water
        field.returnPeriodYears = returnPeriodYears
        if let water { field.method.append(water.sentence) }
        if let years = returnPeriodYears {
            field.method.append(
                Phrase(
                    "Such a flood is reached or exceeded once in \(years, 0) years on average, as stated.",
                    nl: "Zo'n overstroming komt gemiddeld eens in de \(years, 0) jaar voor of wordt dan overtroffen, zoals opgegeven."))
        }
    }
}
