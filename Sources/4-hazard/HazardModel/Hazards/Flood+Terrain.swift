import Diagnostics
import Geometry
import Glibc

extension Flood {
    /// The cell of a source, which must be under water.
    func sourceCell(_ source: Place, _ ground: PlacedGrid, _ epsg: Int) throws -> Int {
        let p = try source.inPlane(ofEPSG: epsg)
        let place = "the source at x \(decimal(p.x, 1)), y \(decimal(p.y, 1))"
        guard let cell = ground.index(of: p) else {
            throw InputError(
                "flood-source-outside", at: source.position, "\(place) lies outside the terrain grid",
                remedy: "choose a place in the river or sea within the grid, in the model's coordinates "
                    + "(EPSG:\(epsg))")
        }
        let height = Double(ground.raster.values[cell])
        if height.isNaN {
            throw InputError(
                "flood-source-unknown", at: source.position, "the terrain has no data at \(place)",
                remedy: "choose a cell with a height, for instance on the bank; water surfaces are often left out of "
                    + "surveys")
        }
        guard height < levelMetres else {
            throw InputError(
                "flood-source-dry", at: source.position,
                "\(place) lies on ground at \(decimal(height, 2)) m, above the water at \(decimal(levelMetres, 2)) m",
                remedy: "choose a place in the river or sea, or a higher level")
        }
        return cell
    }

    /// Lowers the ground in the disc of a breach: cells whose centre lies in it, and the cell at its middle.
    func lower(_ ground: inout PlacedGrid, _ breach: Breach, _ epsg: Int) throws {
        for cell in try cells(of: breach, ground, epsg) where !ground.raster.values[cell].isNaN {
            switch breach.bottom {
            case .level(let level): ground.raster.values[cell] = min(ground.raster.values[cell], Float(level))
            case .depth(let depth): ground.raster.values[cell] -= Float(depth)
            }
        }
    }

    private func cells(of breach: Breach, _ ground: PlacedGrid, _ epsg: Int) throws -> [Int] {
        let p = try breach.place.inPlane(ofEPSG: epsg)
        guard let middle = ground.index(of: p) else {
            throw InputError(
                "breach-outside", at: breach.place.position,
                "the breach at x \(decimal(p.x, 1)), y \(decimal(p.y, 1)) lies outside the terrain grid",
                remedy: "give its place in the model's coordinates (EPSG:\(epsg))")
        }
        let radius = breach.widthMetres / 2
        let (columns, rows) = (ground.raster.columns, ground.raster.rows)
        let reach = min(Int(radius / ground.finestMetres) + 1, max(columns, rows))
        let column = middle % columns, row = middle / columns
        var found: [Int] = []
        for y in max(0, row - reach)...min(rows - 1, row + reach) {
            for x in max(0, column - reach)...min(columns - 1, column + reach) {
                let cell = y * columns + x
                if cell == middle || ground.centre(of: cell).distance(to: p) <= radius { found.append(cell) }
            }
        }
        return found
    }

    /// When each cell gets wet, for a level that rises evenly from the lowest source's ground to its full height.
    /// - Parameter reaching: for each cell the level at which the water first reaches it.
    func arrivalHours(_ reaching: [Float], lowest start: Double) -> (Int) -> Double {
        if let course {
            return { course.firstHour(atLeast: Double(reaching[$0]), from: hours.arrival, until: hours.recession) ?? .infinity }
        }
        let span = levelMetres - start
        return { cell in
            let share = span > 0 ? max(0, (Double(reaching[cell]) - start) / span) : 0
            return hours.arrival + hours.rise * min(1, share)
        }
    }

    /// When each cell falls dry, for a level that a gauge has: when it sinks below the ground there for good.
    func recessionHours(_ ground: Raster, _ course: TimeSeries) -> (Int) -> Double {
        { course.lastHour(above: Double(ground.values[$0]), from: hours.arrival, until: hours.recession) ?? hours.arrival }
    }

    /// The level, and what it is made of.
    private var levelSentence: Phrase {
        let total = Phrase("The water stands at \(levelMetres, 2) m", nl: "Het water staat op \(levelMetres, 2) m")
        if rises.isEmpty { return total }
        let parts = rises.map { Phrase("\($0.metres, 2) m of \($0.name)", nl: "\($0.metres, 2) m \($0.name)") }.inOneSentence
        let stated = levelMetres - rises.reduce(0) { $0 + $1.metres }
        return total + Phrase(" (\(stated, 2) m and \(parts))", nl: " (\(stated, 2) m en \(parts))")
    }

    func method(_ depths: PlacedGrid) -> [Phrase] {
        let deepest = depths.raster.range.map { Double($0.upperBound) } ?? 0
        let from = sources.count == 1
            ? Phrase("its source", nl: "zijn bron") : Phrase("its \(sources.count) sources", nl: "zijn \(sources.count) bronnen")
        var sentences = [
            Phrase(
                "\(levelSentence) in the vertical datum of the terrain grid and spreads from \(from) through cells that share a side and lie lower than that; what no such path reaches stays dry.",
                nl: "\(levelSentence) in het hoogtestelsel van het terreinraster. Het verspreidt zich vanuit \(from) over cellen die aan elkaar grenzen en lager liggen; wat langs zo'n weg niet te bereiken is, blijft droog."),
            Phrase(
                "The depth is the level less the ground, on cells of \(depths.cellSizeMetres, 1) m.",
                nl: "De diepte is de waterstand min de hoogte van het maaiveld, op cellen van \(depths.cellSizeMetres, 1) m."),
            .underWater(hectares: depths.wetHectares, deepestMetres: deepest),
            hours.sentence,
        ]
        if let sentence = rating.sentence { sentences.append(sentence) }
        sentences += Self.sentences(
            onReadings: readings,
            after: Phrase(
                "between two it runs straight; after the last it stays there, or rises on to the scenario's level where the water is still to rise.",
                nl: "tussen twee aflezingen loopt hij recht; na de laatste blijft hij daar, of stijgt hij verder tot de stand van het scenario als het water nog moet stijgen."))
        if hours.rise > 0 {
            sentences.append(
                Phrase(
                    "The level rises evenly from the ground at the source; a place gets wet when the level passes the highest ground on the lowest way there.",
                    nl: "Het water stijgt gelijkmatig vanaf het maaiveld bij de bron; een plek wordt nat zodra het water over het hoogste punt van de laagste route ernaartoe komt."))
        }
        sentences.append(
            Phrase(
                "Flow, friction, waves and the volume of water are left out: this is the most that still water of this level can reach.",
                nl: "Stroming, weerstand, golven en de hoeveelheid water zijn niet meegerekend: verder dan dit komt stilstaand water van deze hoogte niet."))
        sentences.append(.bridgesStayDry)
        return sentences
    }

    /// Says what the breaches change, and warns where one changes nothing.
    func describeBreaches(_ depths: Raster, _ terrain: PlacedGrid, _ epsg: Int, _ field: inout HazardField) {
        let cellHectares = terrain.cellSizeMetres * terrain.cellSizeMetres / 10_000
        let before = (try? sources.map { try sourceCell($0, terrain, epsg) }).map {
            FloodFill.depths(over: terrain.raster, levelMetres: levelMetres, from: $0)
        }
        var isAdded = depths.values.map { $0 > 0 }
        if let before { for cell in isAdded.indices where before[cell] > 0 { isAdded[cell] = false } }
        var added = isAdded.count { $0 }
        field.method.append(
            breaches.count == 1
                ? Phrase(
                    "The breach lowers the ground before the water comes; this adds \(Double(added) * cellHectares, 2) ha of flooded land.",
                    nl: "De bres verlaagt het maaiveld voordat het water komt; daardoor overstroomt \(Double(added) * cellHectares, 2) ha extra.")
                : Phrase(
                    "The breaches lower the ground before the water comes; this adds \(Double(added) * cellHectares, 2) ha of flooded land.",
                    nl: "De bressen verlagen het maaiveld voordat het water komt; daardoor overstroomt \(Double(added) * cellHectares, 2) ha extra."))
        for breach in breaches {
            guard let place = try? breach.place.inPlane(ofEPSG: epsg),
                let cells = try? cells(of: breach, terrain, epsg)
            else { continue }
            for cell in cells where isAdded[cell] {
                isAdded[cell] = false
                added -= 1
            }
            let name = Phrase(
                "The breach at x \(ungrouped: place.x), y \(ungrouped: place.y)", nl: "De bres bij x \(ungrouped: place.x), y \(ungrouped: place.y)")
            if !cells.contains(where: { depths.values[$0] > 0 }) {
                field.warnings.append(
                    Phrase(
                        "\(name) stays dry: the water does not reach it, or its bottom lies higher.",
                        nl: "\(name) blijft droog: het water komt er niet, of de bodem ligt hoger."))
            }
            if breach.widthMetres < terrain.cellSizeMetres {
                field.warnings.append(
                    Phrase(
                        "\(name) is narrower (\(breach.widthMetres, 1) m) than a cell of the terrain, and is given the width of one (\(terrain.cellSizeMetres, 1) m).",
                        nl: "\(name) is smaller (\(breach.widthMetres, 1) m) dan een cel van het terrein, en krijgt de breedte van een cel (\(terrain.cellSizeMetres, 1) m)."))
            }
        }
        if added == 0 {
            field.warnings.append(
                Phrase(
                    "No land beyond the breaches themselves is flooded: a dike may be wider on the grid than a breach.",
                    nl: "Achter de bressen overstroomt geen land: misschien is de dijk op het raster breder dan een bres."))
        }
    }
}
