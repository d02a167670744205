import Diagnostics
import Geometry
import MarkupReading
import NetworkModel

/// The ground under the town, as shear-wave velocities.
struct Site: Sendable {
    /// Mean shear-wave velocity of the upper 30 m, where the grid does not know better.
    var vs30MetresPerSecond: Double
    /// How it was given, for the report.
    var origin: Phrase
    var isAssumed = false
    /// Velocities in m/s on a grid, and the file they came from.
    var grid: NamedGrid?
    var gridFile: String? { grid?.path }

    /// What can be believed of a velocity, m/s.
    static let plausible = 50.0...4000

    /// NEHRP classes (ASCE 7) and Eurocode 8 (EN 1998-1:2004, table 3.1) ground types, each by the geometric middle
    /// of its range; the open ends by 1500 and 150 m/s, the limits of the ground-motion model.
    static let nehrp: [String: Double] = ["A": 1500, "B": 1070, "C": 525, "D": 255, "E": 150]
    static let eurocode8: [String: Double] = ["A": 1095, "B": 535, "C": 255, "D": 150]

    /// The site that an element's `vs30` or `siteClass`, and `vs30Grid`, state; NEHRP class D when it has none of them.
    static func read(_ element: MarkupElement, folder: InputFolder) throws -> Site {
        var site = try readUniform(element)
        guard element.attributes["vs30Grid"] != nil else { return site }
        let grid = try NamedGrid("vs30Grid", of: element, folder: folder, called: "the grid of Vs30")
        if let range = grid.raster.range, !plausible.contains(Double(range.lowerBound))
            || !plausible.contains(Double(range.upperBound))
        {
            throw InputError(
                "grid-values", at: element.position,
                "vs30Grid has values from \(range.lowerBound) to \(range.upperBound); Vs30 lies between "
                    + "\(decimal(plausible.lowerBound, 0)) and \(decimal(plausible.upperBound, 0)) m/s",
                remedy: "give a grid of Vs30 in m/s, with NODATA where it is not known")
        }
        site.grid = grid
        return site
    }

    private static func readUniform(_ element: MarkupElement) throws -> Site {
        let vs30 = try element.number("vs30", in: plausible, unit: "m/s")
        switch (vs30, element.attributes["siteClass"]) {
        case (let vs30?, nil): return Site(vs30MetresPerSecond: vs30, origin: Phrase("as stated", nl: "zoals opgegeven"))
        case (nil, let text?): return try read(siteClass: text, at: element.position)
        case (nil, nil):
            return Site(
                vs30MetresPerSecond: 255, origin: Phrase("NEHRP site class D, assumed", nl: "NEHRP-grondklasse D, aangenomen"),
                isAssumed: true)
        case (_?, _?):
            throw InputError(
                "site-twice", at: element.position, "<\(element.name)> has both siteClass and vs30",
                remedy: "keep one of them")
        }
    }

    /// The velocities under a model's assets.
    struct Ground {
        /// One per asset.
        var metresPerSecond: [Double]
        var range: ClosedRange<Double>
        var warnings: [Phrase] = []
    }

    /// - Throws: `InputError` when the grid lies elsewhere than the model.
    func vs30(on model: CityModel) throws -> Ground {
        let everywhere = Array(repeating: vs30MetresPerSecond, count: model.assetCount)
        guard let grid else {
            return Ground(metresPerSecond: everywhere, range: vs30MetresPerSecond...vs30MetresPerSecond)
        }
        let placed = try grid.placed(on: model)
        var ground = Ground(metresPerSecond: everywhere, range: vs30MetresPerSecond...vs30MetresPerSecond)
        var unknown = 0
        for (asset, place) in model.position.enumerated() {
            let value = placed.index(of: place).map { placed.raster.values[$0] } ?? .nan
            if value.isNaN { unknown += 1 } else { ground.metresPerSecond[asset] = Double(value) }
        }
        if let low = ground.metresPerSecond.min(), let high = ground.metresPerSecond.max() { ground.range = low...high }
        if unknown > 0 {
            ground.warnings = [
                Phrase(
                    "The grid of Vs30 says nothing about \(unknown) of \(model.assetCount) assets: they are given \(vs30MetresPerSecond, 0) m/s (\(origin)).",
                    nl: "Het raster met Vs30 zegt niets over \(unknown) van de \(model.assetCount) objecten: die krijgen \(vs30MetresPerSecond, 0) m/s (\(origin)).")
            ]
        }
        return ground
    }

    /// For the report.
    var sentence: Phrase {
        let uniform = Phrase("Vs30 = \(vs30MetresPerSecond, 0) m/s", nl: "Vs30 = \(vs30MetresPerSecond, 0) m/s")
        guard let gridFile else {
            return Phrase("The ground has \(uniform) everywhere (\(origin)).", nl: "De grond heeft overal \(uniform) (\(origin)).")
        }
        let name = gridFile.split(separator: "/").last.map(String.init) ?? gridFile
        return Phrase(
            "The ground's Vs30 comes from \(name); where that says nothing, \(uniform) (\(origin)). The rings on the map are those on ground of that one velocity.",
            nl: "De Vs30 van de grond komt uit \(name); waar dat niets zegt, geldt \(uniform) (\(origin)). De ringen op de kaart gelden voor grond met die ene snelheid.")
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
            origin: isEurocode
                ? Phrase("Eurocode 8 ground type \(letters[0])", nl: "grondtype \(letters[0]) van Eurocode 8")
                : Phrase("NEHRP site class \(letters[0])", nl: "NEHRP-grondklasse \(letters[0])"))
    }
}
