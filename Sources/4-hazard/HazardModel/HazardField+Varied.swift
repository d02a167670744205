public import MarkupReading

/// The same field under other assumptions, for asking how much an assumption matters.
extension HazardField {
    /// Deeper or shallower water where there is any; no land gets wet that was dry.
    public mutating func deepen(by metres: Double) {
        median[.floodDepth] = median[.floodDepth]?.map { $0 > 0 ? max(0, $0 + metres) : $0 }
    }

    /// The water stays shorter or longer after it has come.
    public mutating func stretch(recessionTimes factor: Double) {
        for i in recessionHours.indices {
            let arrival = i < arrivalHours.count && arrivalHours[i].isFinite ? arrivalHours[i] : 0
            recessionHours[i] = arrival + max(0, recessionHours[i] - arrival) * factor
        }
    }

    /// Weaker or stronger shaking everywhere.
    public mutating func shake(times factor: Double) {
        for measure in IntensityMeasure.shaking { median[measure] = median[measure]?.map { $0 * factor } }
    }
}

extension Earthquake {
    /// The velocity of the ground that an element states or leaves to be assumed, m/s; nil where it cannot be read.
    public static func uniformVs30(_ element: MarkupElement) -> Double? {
        (try? Site.read(element, folder: InputFolder("")))?.vs30MetresPerSecond
    }
}
