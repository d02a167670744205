import Diagnostics
import Geometry
import Glibc

/// What the report says about a computed flood.
extension Inundation {
    var title: Phrase {
        var parts: [Phrase] = []
        if !breaches.isEmpty {
            parts.append(
                breaches.count == 1 ? Phrase("a breach", nl: "een bres") : Phrase("\(breaches.count) breaches", nl: "\(breaches.count) bressen"))
        }
        if !levels.isEmpty { parts.append(Phrase("high water", nl: "hoogwater")) }
        if !inflows.isEmpty { parts.append(Phrase("inflow", nl: "toestroming")) }
        if rain != nil { parts.append(Phrase("rain", nl: "regen")) }
        return Phrase(
            "Flood by \(parts.inOneSentence), followed for \(hours, decimals) h",
            nl: "Overstroming door \(parts.inOneSentence), \(hours, decimals) uur gevolgd")
    }

    private var decimals: Int { hours == hours.rounded() ? 0 : 1 }

    private var fileName: String { inputFiles[0].split(separator: "/").last.map(String.init) ?? inputFiles[0] }

    var citations: [Phrase] {
        var list = [
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
        return [
            Phrase(
                "Terrain: \(fileName), heights in \(terrainUnit.origin)",
                nl: "Terrein: \(fileName), hoogtes in \(terrainUnit.origin)")
        ] + list.map { Phrase(data: $0) }
    }

    func method(_ run: InundationRun) -> [Phrase] {
        let side = ground.raster.cellSizeMetres, wet = PlacedGrid(run.deepest).wetHectares
        let deepest = run.deepest.range.map { Double($0.upperBound) } ?? 0
        let joined =
            ground.factor == 1
            ? .nothing
            : Phrase(
                ", joined from \(ground.factor) × \(ground.factor) cells of the terrain by their mean height",
                nl: ", samengevoegd uit \(ground.factor) × \(ground.factor) cellen van het terrein met hun gemiddelde hoogte")
        var sentences = [
            Phrase(
                "The flow of water over the terrain was computed for \(hours, decimals) h on cells of \(side, 1) m\(joined), by the local inertial form of the shallow-water equations (θ \(theta, 2)) in \(run.steps) steps. A place is reached when its water is more than 0.02 m deep.",
                nl: "Hoe het water over het terrein stroomt, is berekend voor \(hours, decimals) uur op cellen van \(side, 1) m\(joined), met de lokaal-traagheidsvorm van de ondiepwatervergelijkingen (θ \(theta, 2)) in \(run.steps) stappen. Het water heeft een plek bereikt als het er dieper staat dan 0,02 m."),
            roughnessSentence,
            Phrase(
                "\(volume(run.addedCubicMetres)) of water came in and \(volume(run.removedCubicMetres)) went out; \(volume(run.storedCubicMetres)) still stood at the end.",
                nl: "Er stroomde \(volume(run.addedCubicMetres)) water binnen en \(volume(run.removedCubicMetres)) naar buiten; aan het eind stond er nog \(volume(run.storedCubicMetres))."),
            Phrase(
                "\(wet, 1) ha were under water at some time, \(deepest, 2) m at the deepest. \(spread(run))",
                nl: "Er stond op enig moment \(wet, 1) ha onder water, op het diepste punt \(deepest, 2) m. \(spread(run))"),
        ]
        if seaLevelRiseMetres != 0 || windSetUpMetres != 0 {
            sentences.append(
                Phrase(
                    "All levels of river and sea are raised by \(seaLevelRiseMetres, 2) m of sea level rise and \(windSetUpMetres, 2) m of wind set-up.",
                    nl: "Alle waterstanden van rivier en zee zijn verhoogd met \(seaLevelRiseMetres, 2) m zeespiegelstijging en \(windSetUpMetres, 2) m windopzet."))
        }
        if let sentence = rating.sentence { sentences.append(sentence) }
        sentences += run.breaches.indices.map { breachSentence(run.breaches[$0], breaches[$0].assumed) }
        sentences += Self.sentences(
            onReadings: readings,
            after: Phrase(
                "between two it keeps its shape, shifted to pass through both; after the last it stays shifted as then.",
                nl: "tussen twee aflezingen houdt hij zijn vorm, verschoven zodat hij door beide gaat; na de laatste blijft hij even ver verschoven."))
        sentences.append(recessionSentence(run))
        sentences.append(
            isEdgeOpen
                ? Phrase(
                    "The edge of the grid lets water fall off freely; ground of unknown height holds it back.",
                    nl: "Aan de rand van het raster loopt het water vrij weg; grond van onbekende hoogte houdt het tegen.")
                : Phrase(
                    "The edge of the grid holds water back like a wall, and so does ground of unknown height.",
                    nl: "De rand van het raster houdt het water tegen als een muur, net als grond van onbekende hoogte."))
        sentences.append(
            Phrase(
                "Sewers, drains, soakage, wind and waves are left out. The equations hold for water that spreads over a plain; at the front close to a breach and on steep ground they are only near the truth.",
                nl: "Riolen, afwatering, wegzakken in de bodem, wind en golven zijn niet meegerekend. De vergelijkingen gelden voor water dat zich over een vlakte verspreidt; vlak bij een bres en op steile grond zijn ze een benadering."))
        sentences.append(.bridgesStayDry)
        return sentences
    }

    private var roughnessSentence: Phrase {
        switch roughness {
        case .uniform(let n):
            let assumed = Phrase.assumed(manningIsAssumed)
            return Phrase(
                "Roughness of the ground: Manning's n \(n, 3) everywhere\(assumed).",
                nl: "Ruwheid van het terrein: overal een n van Manning van \(n, 3)\(assumed).")
        case .perCell:
            let name = inputFiles.last?.split(separator: "/").last.map(String.init) ?? "–"
            return Phrase(
                "Roughness of the ground: Manning's n from \(name).", nl: "Ruwheid van het terrein: de n van Manning uit \(name).")
        }
    }

    private func spread(_ run: InundationRun) -> Phrase {
        let cellHectares = ground.raster.cellSizeMetres * ground.raster.cellSizeMetres / 10_000
        let marks = [1.0, 3, 6, 12, 24, 48, 96].filter { $0 <= hours }
        guard !marks.isEmpty else { return .nothing }
        let parts = marks.map { hour in
            let reached = Double(run.arrivalHours.count { Double($0) <= hour }) * cellHectares
            return Phrase("\(reached, 0) ha by hour \(hour, 0)", nl: "\(reached, 0) ha op uur \(hour, 0)")
        }.joined(", ")
        return Phrase("Reached by the water: \(parts).", nl: "Door het water bereikt: \(parts).")
    }

    private func breachSentence(_ breach: BreachInflow, _ assumed: [Phrase]) -> Phrase {
        let list = assumed.joined(", "), level = breach.outside.value(at: breach.openingHours)
        let defaults = assumed.isEmpty ? .nothing : Phrase(" Assumed: \(list).", nl: " Aangenomen: \(list).")
        return Phrase(
            "The dike gives way at hour \(breach.openingHours, 1) before water of \(level, 2) m; the gap's bottom comes down to \(breach.growth.bottomMetres, 2) m and it grows (Verheij and van der Knaap) to \(breach.widthMetres, 0) m. At most \(breach.greatestDischarge, 0) m³/s run through it, at hour \(breach.greatestDischargeHours, 1); \(volume(breach.volume)) in all.\(defaults)",
            nl: "De dijk bezwijkt op uur \(breach.openingHours, 1) bij een waterstand van \(level, 2) m; de bodem van het gat zakt tot \(breach.growth.bottomMetres, 2) m en het gat groeit (Verheij en van der Knaap) tot \(breach.widthMetres, 0) m. Er stroomt hoogstens \(breach.greatestDischarge, 0) m³/s door, op uur \(breach.greatestDischargeHours, 1); in totaal \(volume(breach.volume)).\(defaults)")
    }

    private func recessionSentence(_ run: InundationRun) -> Phrase {
        let cellHectares = ground.raster.cellSizeMetres * ground.raster.cellSizeMetres / 10_000
        let still = zip(run.arrivalHours, run.recessionHours).count { $0.isFinite && $1 == .infinity }
        guard still > 0 else {
            return Phrase("All water had gone from the land by the end.", nl: "Aan het eind was al het water van het land verdwenen.")
        }
        let area = Double(still) * cellHectares
        if let recessionHours {
            return Phrase(
                "At the end \(area, 1) ha were still under water; it is taken to be pumped out by hour \(recessionHours, 1), as the scenario states.",
                nl: "Aan het eind stond nog \(area, 1) ha onder water; volgens het scenario is dat weggepompt op uur \(recessionHours, 1).")
        }
        return Phrase(
            "At the end \(area, 1) ha were still under water; there it is taken to stay (assumed; recession=\"…\" states the hour at which it is pumped out).",
            nl: "Aan het eind stond nog \(area, 1) ha onder water; aangenomen is dat het daar blijft staan (met recession=\"…\" geeft u op wanneer het is weggepompt).")
    }

    func warnings(_ run: InundationRun, _ result: DepthSampling.Result) -> [Phrase] {
        var sentences: [Phrase] = []
        if PlacedGrid(run.deepest).wetHectares == 0 {
            sentences.append(Phrase("No ground is reached by the water.", nl: "Het water bereikt geen land."))
        }
        for breach in run.breaches where breach.greatestDischarge <= 0 {
            sentences.append(
                Phrase(
                    "No water runs through a breach: its bottom lies at \(breach.growth.bottomMetres, 2) m, or it opens too late.",
                    nl: "Door een bres stroomt geen water: de bodem ligt op \(breach.growth.bottomMetres, 2) m, of de bres ontstaat te laat."))
        }
        let stillRunning = run.breaches.reduce(0) { $0 + max(0, $1.lastDischarge) }
        if stillRunning >= 1 {
            sentences.append(
                Phrase(
                    "When the computation ended, after \(hours, decimals) h, \(stillRunning, 0) m³/s still ran in through \(run.breaches.count == 1 ? "the breach" : "the breaches"): the water would have risen further. Give more hours to follow it.",
                    nl: "Aan het eind van de berekening, na \(hours, decimals) uur, stroomde er door de \(run.breaches.count == 1 ? "bres" : "bressen") nog \(stillRunning, 0) m³/s binnen: het water zou verder gestegen zijn. Geef meer uren op om het te volgen."))
        }
        if ground.flattenedCount > 0 {
            sentences.append(
                Phrase(
                    "Joining cells flattens ground that stands more than 0.5 m above the mean of its square in \(ground.flattenedCount) cells: dikes and banks there are lower than in the terrain.",
                    nl: "Door het samenvoegen is grond afgevlakt die meer dan 0,5 m boven het gemiddelde van zijn vak uitsteekt, in \(ground.flattenedCount) cellen: dijken en kaden zijn daar lager dan in het terrein."))
        }
        let edge = isEdgeOpen ? (metres: 0, deepestMetres: 0) : waterAtEdge(run.deepest)
        if edge.metres > 0 {
            sentences.append(
                Phrase(
                    "The water stands against \(edge.metres, 0) m of the edge of the terrain, up to \(edge.deepestMetres, 1) m deep, as against a wall. Where it would run on, it stands too high here: use a larger terrain, or edges=\"open\".",
                    nl: "Het water staat over \(edge.metres, 0) m tegen de rand van het terrein, tot \(edge.deepestMetres, 1) m diep, als tegen een muur. Waar het zou doorstromen, staat het hier te hoog: gebruik een groter terrein, of edges=\"open\"."))
        }
        // The zone in which buildings collapse: Jonkman et al. 2008, as the Dutch SSM takes it.
        let torn = zip(result.depthMetres, result.metresPerSecond).count { $1 >= 2 && $0 * $1 >= 7 }
        if torn > 0 {
            sentences.append(
                Phrase(
                    "At \(torn) assets the current is strong enough to tear down buildings (2 m/s, and 7 m²/s of depth times speed).",
                    nl: "Bij \(torn) objecten is de stroming sterk genoeg om gebouwen te laten instorten (2 m/s, en 7 m²/s voor diepte maal snelheid)."))
        }
        return sentences
    }

    /// How long the edge of a grid is where water of a decimetre or more stood, and how deep it got there.
    private func waterAtEdge(_ deepest: Raster) -> (metres: Double, deepestMetres: Double) {
        let last = (column: deepest.columns - 1, row: deepest.rows - 1)
        let sides = (0...last.column).flatMap { [$0, last.row * deepest.columns + $0] }
            + (0...last.row).flatMap { [$0 * deepest.columns, $0 * deepest.columns + last.column] }
        let wet = sides.map { deepest.values[$0] }.filter { $0 >= 0.1 }
        return (Double(wet.count) * deepest.cellSizeMetres, Double(wet.max() ?? 0))
    }

    private func volume(_ cubicMetres: Double) -> Phrase {
        if cubicMetres >= 999_500 {
            return Phrase("\(cubicMetres / 1e6, 2) million m³", nl: "\(cubicMetres / 1e6, 2) miljoen m³")
        }
        return Phrase("\(cubicMetres, 0) m³", nl: "\(cubicMetres, 0) m³")
    }
}
