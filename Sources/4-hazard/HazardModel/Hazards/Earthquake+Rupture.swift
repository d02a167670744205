import Diagnostics
import Geometry
import Glibc

extension Earthquake {
    /// Whether the rupture is given a size.
    var isFinite: Bool {
        strikeDegrees != nil
            && (magnitude >= Self.finiteMagnitude || statedLengthKilometres != nil || statedWidthKilometres != nil)
    }
    var isSizeStated: Bool { statedLengthKilometres != nil && statedWidthKilometres != nil }

    var lengthKilometres: Double {
        statedLengthKilometres ?? RuptureScaling.lengthKilometres(magnitude: magnitude, mechanism)
    }
    var widthKilometres: Double {
        statedWidthKilometres ?? RuptureScaling.widthKilometres(magnitude: magnitude, mechanism)
    }

    /// The stated dip, or the usual one of the mechanism: 90° strike-slip, 50° normal, 40° reverse (Kaklamanos, Baise
    /// & Boore 2011, Earthquake Spectra 27(4), 1219-1235).
    var dip: Double {
        if let dipDegrees { return dipDegrees }
        switch mechanism {
        case .normal: return 50
        case .reverse: return 40
        case .strikeSlip, .unspecified: return 90
        }
    }

    /// The rupture seen from above, in metres; a point when its size is left out.
    func rupture(at epicentre: Point, epsg: Int) -> FaultPlane {
        guard isFinite, let strikeDegrees else {
            return FaultPlane(corner: epicentre, strike: 0, length: 0, width: 0)
        }
        return FaultPlane(
            epicentre: epicentre, depth: hypocentreKilometres * 1000,
            strike: strikeDegrees * .pi / 180 + northDirection(at: epicentre, epsg: epsg), dip: dip * .pi / 180,
            length: lengthKilometres * 1000, width: widthKilometres * 1000)
    }

    /// Where true north points in the plane, in radians clockwise from the plane's own north; 0 in a local plane.
    private func northDirection(at p: Point, epsg: Int) -> Double {
        guard let plane = CoordinateSystem(epsg: epsg), !plane.isLocal,
            let back = try? Projection(from: plane, to: .wgs84), let there = try? Projection(from: .wgs84, to: plane)
        else { return 0 }
        let degrees = back(p)
        let north = there(Point(x: degrees.x, y: degrees.y + 0.01))
        return north.isFinite ? atan2(north.x - p.x, north.y - p.y) : 0
    }

    /// PGA values of the rings on the map, in g.
    private static let ringLevels = [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8]

    /// Circles on which the median PGA has a round value. About a rupture of some size, circles of the same area.
    func rings(around plane: FaultPlane) -> [(radiusMetres: Double, pga: Double)] {
        func pga(_ kilometres: Double) -> Double {
            let isFromBelow = groundMotion.distance == .hypocentral
            let sites = GroundMotionSites(
                distanceKilometres: [isFromBelow ? hypot(kilometres, hypocentreKilometres) : kilometres],
                vs30MetresPerSecond: site.vs30MetresPerSecond)
            return groundMotion.shaking([.pga], of: event, at: sites, threads: 1)[.pga]?.median[0] ?? 0
        }
        return Self.ringLevels.compactMap { level in
            var near = 0.0, far = 400.0
            guard pga(near) > level, pga(far) < level else { return nil }
            for _ in 0..<40 {
                let middle = (near + far) / 2
                if pga(middle) > level { near = middle } else { far = middle }
            }
            return (
                groundMotion.distance == .hypocentral ? near * 1000 : plane.equalAreaRadius(ofPlacesWithin: near * 1000),
                level
            )
        }
    }

    var method: [Phrase] {
        let assumed = Phrase.assumed(!isModelStated)
        let measures = groundMotion.measures.map(\.inWords).inOneSentence
        var sentences = [
            Phrase(
                "Median \(measures) after \(groundMotion.name)\(assumed), for \(mechanismInWords) of moment magnitude \(magnitude, 1), with the model's scatter between events and between places, which is not cut off; links are judged at their middle.",
                nl: "De mediaan van \(measures) volgens \(groundMotion.name)\(assumed), voor \(mechanismInWords) met momentmagnitude \(magnitude, 1), met de spreiding van het model tussen bevingen en tussen plaatsen, die niet is afgekapt; verbindingen zijn in hun midden beoordeeld."),
            site.sentence,
        ]
        sentences += Liquefaction.sentences(liquefaction)
        sentences += groundMotion.remarks
        switch groundMotion.distance {
        case .hypocentral:
            let assumed = Phrase.assumed(depthKilometres == nil)
            sentences.append(
                Phrase(
                    "Distances count from the hypocentre, \(hypocentreKilometres, 1) km deep\(assumed).",
                    nl: "Afstanden tellen vanaf het hypocentrum, \(hypocentreKilometres, 1) km diep\(assumed)."))
        case .joynerBoore where isFinite: sentences.append(ruptureInWords)
        case .joynerBoore:
            sentences.append(
                Phrase("Distances count from the epicentre.", nl: "Afstanden tellen vanaf het epicentrum."))
        }
        if groundMotion.distance == .joynerBoore, let depthKilometres {
            sentences.append(
                Phrase(
                    "The stated depth of \(depthKilometres, 1) km does not enter: the model works with horizontal distances.",
                    nl: "De opgegeven diepte van \(depthKilometres, 1) km telt niet mee: het model rekent met horizontale afstanden."))
        }
        return sentences + [correlation.sentence(groundMotion.measures)]
    }

    private var ruptureInWords: Phrase {
        let size =
            switch (statedLengthKilometres, statedWidthKilometres) {
            case (nil, nil): Phrase("Wells and Coppersmith 1994, medians", nl: "Wells en Coppersmith 1994, medianen")
            case (_?, _?): Phrase("as stated", nl: "zoals opgegeven")
            case (_?, nil): Phrase("the width after Wells and Coppersmith 1994, median", nl: "breedte volgens Wells en Coppersmith 1994, mediaan")
            case (nil, _?): Phrase("the length after Wells and Coppersmith 1994, median", nl: "lengte volgens Wells en Coppersmith 1994, mediaan")
            }
        let assumed = Phrase.assumed(dipDegrees == nil)
        return Phrase(
            "Distances count from the ground above a rupture \(lengthKilometres, 1) km long and \(widthKilometres, 1) km wide (\(size)) with its middle under the epicentre, strike \(strikeDegrees ?? 0, 0)°, dip \(dip, 0)°\(assumed). The rings on the map are circles of the same area as the zones shaken at least so hard.",
            nl: "Afstanden tellen vanaf de grond boven een breukvlak van \(lengthKilometres, 1) km lang en \(widthKilometres, 1) km breed (\(size)), met het midden onder het epicentrum, strekking \(strikeDegrees ?? 0, 0)°, helling \(dip, 0)°\(assumed). De ringen op de kaart zijn cirkels met dezelfde oppervlakte als de gebieden die minstens zo hard schudden.")
    }

    private var mechanismInWords: Phrase {
        switch mechanism {
        case .strikeSlip: Phrase("a strike-slip earthquake", nl: "een beving met zijwaartse verschuiving")
        case .normal: Phrase("a normal-faulting earthquake", nl: "een beving met afschuiving")
        case .reverse: Phrase("a reverse-faulting earthquake", nl: "een beving met opschuiving")
        case .unspecified: Phrase("an earthquake of unspecified mechanism", nl: "een beving van onbekend type")
        }
    }

    func warnings(
        farthestKilometres: Double, nearestKilometres: Double, vs30: ClosedRange<Double>
    ) -> [Phrase] {
        var warnings = groundMotion.rangeWarnings(
            event, farthestKilometres: farthestKilometres, vs30MetresPerSecond: vs30)
        let missing = IntensityMeasure.shaking.filter { !groundMotion.measures.contains($0) }
        if !missing.isEmpty {
            let names = missing.map(\.inWords).inOneSentence
            warnings.append(
                Phrase(
                    "The ground-motion model gives no \(names): assets whose damage depends on it are taken as undamaged.",
                    nl: "Het schokmodel geeft geen \(names): objecten waarvan de schade daarvan afhangt, gelden als onbeschadigd."))
        }
        if groundMotion.distance == .hypocentral, depthKilometres == nil {
            warnings.append(
                Phrase(
                    "No depth is stated: the hypocentre is assumed \(hypocentreKilometres, 0) km deep, as induced earthquakes in gas fields are.",
                    nl: "Er is geen diepte opgegeven: aangenomen is een hypocentrum op \(hypocentreKilometres, 0) km, zoals bij bevingen door gaswinning."))
        }
        if site.isAssumed {
            warnings.append(
                Phrase(
                    "No site class is stated: NEHRP class D (Vs30 = \(site.vs30MetresPerSecond, 0) m/s) is assumed.",
                    nl: "Er is geen grondklasse opgegeven: aangenomen is NEHRP-klasse D (Vs30 = \(site.vs30MetresPerSecond, 0) m/s)."))
        }
        if magnitude >= Self.finiteMagnitude, !isFinite, groundMotion.distance == .joynerBoore {
            warnings.append(
                Phrase(
                    "No strike is stated, so the rupture (about \(lengthKilometres, 0) km long at this magnitude) is taken as a point: shaking near its ends is underestimated.",
                    nl: "Er is geen strekking opgegeven. Daarom geldt het breukvlak (bij deze magnitude ongeveer \(lengthKilometres, 0) km lang) als een punt: bij de uiteinden is het schudden onderschat."))
        }
        if isFinite, magnitude > 8.1 {
            warnings.append(
                Phrase(
                    "The size of the rupture is extrapolated: the data behind it end at magnitude 8.1.",
                    nl: "De grootte van het breukvlak is doorgetrokken buiten de gegevens, die ophouden bij magnitude 8,1."))
        }
        if let depthKilometres, depthKilometres > 30, groundMotion.distance == .joynerBoore {
            warnings.append(
                Phrase(
                    "At \(depthKilometres, 0) km this is no shallow crustal earthquake; the ground-motion model is made for those and does not use the depth.",
                    nl: "Op \(depthKilometres, 0) km diepte is dit geen ondiepe beving; het schokmodel is daar wel voor gemaakt en gebruikt de diepte niet."))
        }
        if nearestKilometres > 200 {
            warnings.append(
                Phrase(
                    "The nearest place of the model is \(nearestKilometres, 0) km from the earthquake: check the epicentre's coordinates.",
                    nl: "De dichtstbijzijnde plaats van het model ligt \(nearestKilometres, 0) km van de beving: controleer de coördinaten van het epicentrum."))
        }
        return warnings
    }
}
