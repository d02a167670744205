import Geometry
import NetworkModel

/// Hospitals, care homes, schools, fire stations and ambulance posts, each on a block of its own.
struct FacilityPlan: Sendable {
    struct Institution: Sendable {
        var id: String
        var name: String
        var kind: AssetKind
        var plot: Plots.Plot
        var residents = 0
        var beds: Int?
        var storeys = 2
        /// Half the length and half the depth of the footprint.
        var halfLength = 16.0, halfDepth = 10.0
        /// Hours that the building's own power lasts.
        var powerReserveHours = 0.0
        /// Power from two transformers of which one is enough.
        var hasTwoFeeders = false
    }
    private(set) var institutions: [Institution] = []

    init(_ options: TownOptions, plots: inout Plots, draws: Draws) {
        let size = options.roadNodes
        let hospitals = max(2, size / 20_000 + 2), careHomes = max(2, (size + 333) / 667)
        let bedsPerHospital = min(900, Double(options.residents) * 0.018 / Double(hospitals))
        let bedsPerHome = min(150, Double(options.residents) * 0.018 / Double(careHomes))

        for n in 0..<hospitals {
            let beds = Int(bedsPerHospital * (n == 0 ? 1.25 : 0.75))
            let near = n < 2
                // One on the high bank, one in the low quarter.
                ? plots.streets.grid.number(atColumnShare: n == 0 ? 0.60 : 0.30, rowShare: n == 0 ? 0.35 : 0.25, isNorth: n == 0)
                : spread(n, 0, plots, draws)
            institutions.append(
                Institution(
                    id: "hospital-\(n + 1)", name: TownNames.hospital(n), kind: .hospital, plot: plots.take(near: near),
                    residents: beds * 3 / 4, beds: beds, storeys: 5, halfLength: 22, halfDepth: 13,
                    powerReserveHours: 24, hasTwoFeeders: n % 2 == 0))
        }
        for n in 0..<careHomes {
            let beds = Int(bedsPerHome * (0.7 + 0.6 * draws.uniform(.beds, n)))
            institutions.append(
                Institution(
                    id: "care-home-\(n + 1)", name: TownNames.careHome(n), kind: .careHome,
                    plot: plots.take(near: spread(n, 1, plots, draws)), residents: beds, beds: beds, storeys: 3,
                    halfLength: 20, halfDepth: 9, powerReserveHours: 4))
        }
        for n in 0..<max(2, size / 333) {
            institutions.append(
                Institution(
                    id: "school-\(n + 1)", name: TownNames.school(n), kind: .school,
                    plot: plots.take(near: spread(n, 2, plots, draws)), halfLength: 18, halfDepth: 10))
        }
        for n in 0..<max(2, size / 2000) {
            institutions.append(
                Institution(
                    id: "fire-station-\(n + 1)", name: TownNames.fireStation(n), kind: .fireStation,
                    plot: plots.take(near: n < 2
                        ? plots.streets.grid.number(atColumnShare: 0.5, rowShare: 0.3, isNorth: n == 0)
                        : spread(n, 3, plots, draws)),
                    halfLength: 14, halfDepth: 9, powerReserveHours: 8))
        }
        for n in 0..<max(1, size / 3000) {
            institutions.append(
                Institution(
                    id: "ambulance-post-\(n + 1)", name: TownNames.ambulancePost(n), kind: .ambulancePost,
                    plot: plots.take(near: n == 0
                        ? plots.streets.grid.number(atColumnShare: 0.46, rowShare: 0.5, isNorth: true)
                        : spread(n, 4, plots, draws)),
                    storeys: 1, halfLength: 12, halfDepth: 8, powerReserveHours: 8))
        }
    }

    /// Evenly over the whole town: the additive recurrence with the plastic number (M. Roberts 2018, R2 sequence).
    private func spread(_ n: Int, _ series: Int, _ plots: Plots, _ draws: Draws) -> Int {
        let grid = plots.streets.grid
        let u = (draws.uniform(.placeFacility, 2 * series) + Double(n) * 0.7548776662466927)
            .truncatingRemainder(dividingBy: 1)
        let v = (draws.uniform(.placeFacility, 2 * series + 1) + Double(n) * 0.5698402909980532)
            .truncatingRemainder(dividingBy: 1)
        let southShare = Double(grid.southRows) / Double(grid.southRows + grid.northRows)
        return v < southShare
            ? grid.number(atColumnShare: u, rowShare: v / southShare, isNorth: false)
            : grid.number(atColumnShare: u, rowShare: (v - southShare) / (1 - southShare), isNorth: true)
    }
}
