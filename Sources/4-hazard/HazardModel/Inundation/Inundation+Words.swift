import Glibc
import Geometry

/// What the report says about a computed flood.
extension Inundation {
    var title: String {
        var parts: [String] = []
        if !breaches.isEmpty { parts.append(breaches.count == 1 ? "a breach" : "\(breaches.count) breaches") }
        if !levels.isEmpty { parts.append("high water") }
        if !inflows.isEmpty { parts.append("inflow") }
        if rain != nil { parts.append("rain") }
        let list = parts.count > 1 ? parts.dropLast().joined(separator: ", ") + " and " + (parts.last ?? "") : parts.joined()
        return "Flood over \(plain(hours)) h: \(list)"
    }

    private var fileName: String { inputFiles[0].split(separator: "/").last.map(String.init) ?? inputFiles[0] }

    var citations: [String] {
        var list = [
            "Terrain: \(fileName), heights in \(terrainUnit.origin)",
            "Bates, P. D., Horritt, M. S., Fewtrell, T. J. (2010): A simple inertial formulation of the shallow water "
                + "equations for efficient two-dimensional flood inundation modelling. Journal of Hydrology 387, 33-45",
        ]
        if theta < 1 {
            list.append(
                "de Almeida, G. A. M., Bates, P., Freer, J. E., Souvignet, M. (2012): Improving the stability of a simple "
                    + "formulation of the shallow water equations for 2-D flood modeling. Water Resources Research 48, W05528")
        }
        if !breaches.isEmpty {
            list.append(
                "Verheij, H. J., van der Knaap, F. C. M. (2003): Modification breach growth model in HIS-OM. "
                    + "WL | Delft Hydraulics, Q3299")
        }
        return list
    }

    func method(_ run: InundationRun) -> [String] {
        let side = ground.raster.cellSizeMetres
        let deepest = run.deepest.range.map { Double($0.upperBound) } ?? 0
        let joined = ground.factor == 1 ? "" : ", joined from \(ground.factor) × \(ground.factor) cells of the terrain by their mean height"
        var sentences = [
            "The flow of water over the terrain was computed for \(plain(hours)) h on cells of \(decimal(side, 1)) m\(joined), "
                + "by the local inertial form of the shallow-water equations (θ \(decimal(theta, 2))) in \(run.steps) steps. A place is "
                + "reached when its water is more than 0.02 m deep.",
            roughnessSentence,
            "\(volume(run.addedCubicMetres)) of water came in and \(volume(run.removedCubicMetres)) went out; "
                + "\(volume(run.storedCubicMetres)) still stood at the end.",
            "\(decimal(PlacedGrid(run.deepest).wetHectares, 1)) ha were under water at some time, \(decimal(deepest, 2)) m at the deepest. "
                + spread(run),
        ]
        if seaLevelRiseMetres != 0 || windSetUpMetres != 0 {
            sentences.append(
                "All levels of river and sea are raised by \(decimal(seaLevelRiseMetres, 2)) m of sea level rise and "
                    + "\(decimal(windSetUpMetres, 2)) m of wind set-up.")
        }
        if let sentence = rating.sentence { sentences.append(sentence) }
        sentences += run.breaches.indices.map { breachSentence(run.breaches[$0], breaches[$0].assumed) }
        sentences.append(recessionSentence(run))
        sentences.append(
            "The edge of the grid \(isEdgeOpen ? "lets water fall off freely" : "holds water back like a wall"), and so does ground "
                + "of unknown height\(isEdgeOpen ? " hold it back" : ""). Sewers, drains, soakage, wind and waves are left out. The equations hold for water "
                + "that spreads over a plain; at the front close to a breach and on steep ground they are only near the truth.")
        sentences.append("Bridges stay dry unless they have a flood threshold of their own; tunnels flood by their mouths.")
        return sentences
    }

    private var roughnessSentence: String {
        switch roughness {
        case .uniform(let n):
            "Roughness of the ground: Manning's n \(decimal(n, 3))\(manningIsAssumed ? " everywhere (assumed)" : " everywhere")."
        case .perCell: "Roughness of the ground: Manning's n from \(inputFiles.last?.split(separator: "/").last.map(String.init) ?? "a grid")."
        }
    }

    private func spread(_ run: InundationRun) -> String {
        let cellHectares = ground.raster.cellSizeMetres * ground.raster.cellSizeMetres / 10_000
        let marks = [1.0, 3, 6, 12, 24, 48, 96].filter { $0 <= hours }
        guard !marks.isEmpty else { return "" }
        let parts = marks.map { hour in
            let count = run.arrivalHours.count { Double($0) <= hour }
            return "\(decimal(Double(count) * cellHectares, 0)) ha by hour \(decimal(hour, 0))"
        }
        return "Reached by the water: \(parts.joined(separator: ", "))."
    }

    private func breachSentence(_ breach: BreachInflow, _ assumed: [String]) -> String {
        let defaults = assumed.isEmpty ? "" : " Assumed: \(assumed.joined(separator: ", "))."
        return "The dike gives way at hour \(decimal(breach.openingHours, 1)) before water of "
            + "\(decimal(breach.outside.value(at: breach.openingHours), 2)) m; the gap's bottom comes down to "
            + "\(decimal(breach.growth.bottomMetres, 2)) m and it grows (Verheij and van der Knaap) to "
            + "\(decimal(breach.widthMetres, 0)) m. At most \(decimal(breach.greatestDischarge, 0)) m³/s run through it, at hour "
            + "\(decimal(breach.greatestDischargeHours, 1)); \(volume(breach.volume)) in all.\(defaults)"
    }

    private func recessionSentence(_ run: InundationRun) -> String {
        let cellHectares = ground.raster.cellSizeMetres * ground.raster.cellSizeMetres / 10_000
        let still = zip(run.arrivalHours, run.recessionHours).count { $0.isFinite && $1 == .infinity }
        guard still > 0 else { return "All water had gone from the land by the end." }
        let area = "At the end \(decimal(Double(still) * cellHectares, 1)) ha were still under water"
        if let recessionHours { return "\(area); it is taken to be pumped out by hour \(decimal(recessionHours, 1)), as the scenario states." }
        return "\(area); there it is taken to stay (assumed; recession=\"…\" states the hour at which it is pumped out)."
    }

    func warnings(_ run: InundationRun, _ result: DepthSampling.Result) -> [String] {
        var sentences: [String] = []
        if PlacedGrid(run.deepest).wetHectares == 0 { sentences.append("No ground is reached by the water.") }
        for breach in run.breaches where breach.greatestDischarge <= 0 {
            sentences.append("No water runs through a breach: its bottom lies at \(decimal(breach.growth.bottomMetres, 2)) m, or it opens too late.")
        }
        let stillRunning = run.breaches.reduce(0) { $0 + max(0, $1.lastDischarge) }
        if stillRunning >= 1 {
            sentences.append(
                "When the computation ended, after \(plain(hours)) h, \(decimal(stillRunning, 0)) m³/s still ran in through the "
                    + "\(run.breaches.count == 1 ? "breach" : "breaches"): the water would have risen further. Give more hours to follow it.")
        }
        if ground.flattenedCount > 0 {
            sentences.append(
                "Joining cells flattens ground that stands more than 0.5 m above the mean of its square in "
                    + "\(ground.flattenedCount) cells: dikes and banks there are lower than in the terrain.")
        }
        // The zone in which buildings collapse: Jonkman et al. 2008, as the Dutch SSM takes it.
        let torn = zip(result.depthMetres, result.metresPerSecond).count { $1 >= 2 && $0 * $1 >= 7 }
        if torn > 0 {
            sentences.append(
                "At \(torn) assets the current is strong enough to tear down buildings (2 m/s, and 7 m²/s of depth times "
                    + "speed).")
        }
        return sentences
    }

    private func plain(_ hours: Double) -> String { decimal(hours, hours == hours.rounded() ? 0 : 1) }

    private func volume(_ cubicMetres: Double) -> String {
        if cubicMetres >= 999_500 { return "\(decimal(cubicMetres / 1e6, 2)) million m³" }
        return "\(decimal(cubicMetres, 0)) m³"
    }
}
