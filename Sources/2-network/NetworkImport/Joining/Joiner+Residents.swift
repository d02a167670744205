import Diagnostics
import NetworkModel

extension Joiner {
    /// Estimates residents of residential buildings from floor space, where no file counts them.
    ///
    /// Residents = footprint × storeys ÷ `squareMetresPerResident`. Storeys: as given, else height ÷ 3 m, else 2. All
    /// `assumed`; the footprint includes walls and stairs, so that the estimate is rather too high. Buildings of
    /// other or unknown use get none.
    mutating func estimateResidents() {
        let area = values(.footprintArea), storeys = values(.storeys), height = values(.height)
        let has = rowsWith(.residents), usage = texts(.usage), function = texts(.function)
        var estimated = 0, total = 0.0, unknown = 0
        for row in city.rowClass.indices
        where city.rowClass[row] == .facility && !has[row] && kind(row) == .building {
            let words = [usage[row], function[row]].filter { $0 >= 0 }.map { city.strings[$0] }
            guard Self.isResidential(words), area[row] > 0 else {
                unknown += 1
                continue
            }
            let floors =
                storeys[row] >= 1 ? storeys[row]
                : height[row] > 0 ? max(1, (height[row] / BuildingDefaults.metresPerStorey).rounded(.down)) : Self.usualStoreys
            let residents = (area[row] * floors / options.squareMetresPerResident * 10).rounded() / 10
            city.set(.residents, residents, ofRow: row, .assumed)
            estimated += 1
            total += residents
        }
        if estimated > 0 {
            log.add(
                Issue(
                    .warning, "residents-assumed",
                    "\(estimated) residential buildings were given \(Int(total.rounded())) residents together, one for every \(Int(options.squareMetresPerResident)) m² of floor",
                    remedy: "give the number of residents per building if you have it"))
        }
        if unknown > 0 {
            log.add(
                Issue(
                    .note, "residents-unknown", "\(unknown) buildings of other or unknown use are taken to have no residents",
                    remedy: "give their use or their residents if people live there"))
        }
    }

    static let usualStoreys = 2.0

    /// Whether functions and usages mean that people live there: OpenStreetMap's building values, or the codes and
    /// words of CityGML.
    static func isResidential(_ uses: [String]) -> Bool {
        uses.contains { residentialWords.contains($0) } || BuildingFunctions.use(of: uses) == .residential
    }

    static let residentialWords: Set<String> = [
        "residential", "house", "apartments", "detached", "semidetached_house", "terrace", "dormitory", "bungalow",
        "farm", "houseboat", "static_caravan", "cabin", "habitation",
    ]
}
