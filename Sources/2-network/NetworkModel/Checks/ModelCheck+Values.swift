import Diagnostics
import Geometry

extension CityModel {
    /// Links without length, and links whose stated length does not fit their course.
    func checkLengths(_ log: inout IssueLog) {
        for link in links {
            let ends = link - nodeCount
            let drawn = Planar.length(ofPolyline: course(ofLink: link))
            let stated = value(.length, of: link)
            if from[ends] == to[ends] {
                log.add(
                    issue(
                        .note, "link-to-itself", about: link,
                        "\(described(link)) starts and ends at '\(id(Int(from[ends])))': it carries nothing anywhere",
                        remedy: "correct its ends, or remove it if it is not a loop road"))
            }
            if (stated ?? drawn) <= 0 {
                log.add(
                    issue(
                        .warning, "link-without-length", about: link,
                        "\(described(link)) has a length of 0 m", remedy: "correct its ends, its course or its length"))
            } else if let stated, drawn > 1, stated > 2 * drawn || drawn > 2 * stated {
                log.add(
                    issue(
                        .warning, "link-length-doubtful", about: link,
                        "\(described(link)) is said to be \(metres(stated)) long, but is drawn \(metres(drawn)) long",
                        remedy: "check the length, its unit, and the course"))
            }
        }
    }

    /// Numbers outside what is possible.
    func checkValues(_ log: inout IssueLog) {
        for attribute in NumericAttribute.allCases {
            guard let column = numeric[Int(attribute.rawValue)] else { continue }
            let plausible = attribute.plausible
            for (asset, value) in column.values.enumerated() where !value.isNaN && !plausible.contains(value) {
                let unit = attribute.unit.isEmpty ? "" : " " + attribute.unit
                log.add(
                    issue(
                        .warning, "value-implausible", about: asset,
                        "\(described(asset)) has \(attribute.name) \(short(value))\(unit); expected is \(short(plausible.lowerBound)) to \(short(plausible.upperBound))\(unit)",
                        remedy: "correct the value or its unit"))
            }
        }
    }

    /// Coordinates that cannot be in the declared system.
    func checkCoordinates(_ log: inout IssueLog) {
        guard let system = CoordinateSystem(epsg: epsg) else {
            log.add(
                Issue(
                    .error, "crs-unknown", "the coordinate system EPSG:\(epsg) is not supported",
                    remedy: "convert the model to one of: \(CoordinateSystem.supportedList)"))
            return
        }
        if !system.isMetric {
            log.add(
                Issue(
                    .error, "crs-not-metric", "the model's coordinates are in \(system.name) (EPSG:\(epsg)), in which distances cannot be measured",
                    remedy: "import the files again: joining turns degrees into metres"))
        }
        guard assetCount > 0, let sentence = system.declaredImplausible(bounds) else { return }
        let strays = position.indices.filter { asset in
            let p = self.position[asset]
            return system.declaredImplausible(Box(minX: p.x, minY: p.y, maxX: p.x, maxY: p.y)) != nil
        }
        let first = strays.first ?? 0
        if strays.count == assetCount || strays.isEmpty {
            log.add(
                issue(
                    .error, "coordinates-outside-system", about: first, sentence,
                    remedy: "name the right coordinate system when importing"))
            return
        }
        for asset in strays {
            log.add(
                issue(
                    .warning, "coordinates-outside-system", about: asset,
                    "\(described(asset)) lies at \(short(position[asset].x)) \(short(position[asset].y)), outside the area of \(system.name) (EPSG:\(epsg))",
                    remedy: "correct the position; far-off places spoil the map"))
        }
    }

    /// Nodes of one layer, or facilities of one kind, at exactly the same place.
    func checkPlaces(_ log: inout IssueLog) {
        struct Place: Hashable {
            var point: Point
            var group: Int
        }
        var firstAt: [Place: Int32] = [:]
        firstAt.reserveCapacity(nodeCount + facilityCount)
        for asset in nodes where !areEndsOfShortLink(asset) {
            let place = Place(point: position[asset], group: Int(layer[asset]))
            if let other = firstAt[place] {
                reportSamePlace(asset, Int(other), .warning, &log)
            } else {
                firstAt[place] = Int32(asset)
            }
        }
        for asset in facilities {
            let place = Place(point: position[asset], group: 256 + Int(kind[asset]))
            if let other = firstAt[place] {
                reportSamePlace(asset, Int(other), isKind(asset, .building) ? .note : .warning, &log)
            } else {
                firstAt[place] = Int32(asset)
            }
        }
    }

    /// Whether a link of no length starts or ends here, such as a valve drawn between two nodes at one place.
    private func areEndsOfShortLink(_ node: Int) -> Bool {
        for adjacency in [outgoing, incoming] {
            for arc in Int(adjacency.first[node])..<Int(adjacency.first[node + 1])
            where position[Int(adjacency.head[arc])] == position[node] {
                return true
            }
        }
        return false
    }

    private func reportSamePlace(_ asset: Int, _ other: Int, _ severity: Severity, _ log: inout IssueLog) {
        log.add(
            issue(
                severity, "same-place", about: asset,
                "\(described(asset)) lies exactly where \(described(other)) lies, and nothing joins them: perhaps the same thing twice",
                remedy: "remove one, or connect them"))
    }

    private func metres(_ value: Double) -> String { "\(short(value)) m" }

    /// At most two decimals, and no `.0`.
    private func short(_ value: Double) -> String {
        guard abs(value) < 1e15 else { return "\(value)" }
        let rounded = (value * 100).rounded() / 100
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}
