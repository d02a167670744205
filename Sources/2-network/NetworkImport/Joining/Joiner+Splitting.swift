import Diagnostics
import Geometry
import NetworkModel

extension Joiner {
    /// A place where a link is to be split because a node touches it.
    private struct Cut {
        /// Number of the link and of the node in the layer.
        var link, node: Int
        /// Segment of the link's course, counted from 0, and how far along it.
        var segment: Int
        var fraction: Double
        /// From the node to the course.
        var distance: Double
    }

    /// Links that end within this angle of the other one's direction run alongside it and do not meet it: two cables in
    /// one trench, of which one ends earlier. Sine of 20°, a convention.
    private static let sineOfAlongside = 0.342
    /// Ends no further from a course than this lie on it, whatever their angle; a centimetre, as coordinates are kept.
    private static let onCourseMetres = 0.01

    /// Splits links where a node that is none of their ends touches the middle of their course.
    ///
    /// Only where the data does not tell what is connected: not between two things of one or of two files that state
    /// their connections. Bridges and tunnels, and links on another road level than the node's, are left alone: they
    /// pass over or under.
    mutating func splitTouchedLinks(_ layer: Int32) {
        let isUndecided = city.rowClass.indices.contains {
            connectedPart[$0] < 0 && city.layer[$0] == layer && [.node, .link].contains(city.rowClass[$0])
        }
        guard isUndecided, options.snapMetres > 0 else { return }
        let graph = LayerGraph(city, layer: layer, rowOfIdentifier: rowOfIdentifier())
        let cuts = cuts(in: graph)
        if cuts.isEmpty { return }
        var taken = Set(city.identifier)
        var pieces: [Int32: [Piece]] = [:]
        var next = 0
        while next < cuts.count {
            var end = next
            while end < cuts.count, cuts[end].link == cuts[next].link { end += 1 }
            pieces[Int32(graph.links[cuts[next].link])] = split(graph, cuts[next..<end], &taken)
            next = end
        }
        copyValues(to: pieces)
        copyRequirements(to: pieces)
    }

    private func cuts(in graph: LayerGraph) -> [Cut] {
        let isRaised = graph.links.map { [AssetKind.bridge, .tunnel].contains(kind($0)) }
        let levelOfRow = values(.roadLevel), levelOfNode = levels(of: graph.nodes)
        let courses = graph.links.indices.map { graph.course($0) }
        let index = SegmentIndex(courses)
        let snap = options.snapMetres
        var cuts: [Cut] = []
        for v in graph.nodes.indices where graph.points[v].isFinite {
            let p = graph.points[v], part = connectedPart[graph.nodes[v]]
            if graph.links(at: v).contains(where: { isRaised[Int($0)] }) { continue }
            let match = index.nearest(to: p, within: snap) { l in
                let row = graph.links[l]
                if isRaised[l] || part >= 0 && connectedPart[row] >= 0 { return false }
                let from = Int(graph.from[l]), to = Int(graph.to[l])
                return from != v && to != v && graph.points[from].distance(to: p) > snap
                    && graph.points[to].distance(to: p) > snap
                    && (levelOfRow[row].isNaN ? 0 : levelOfRow[row]) == levelOfNode[v]
            }
            guard let match else { continue }
            let course = courses[match.polyline]
            let a = course[match.segment], b = course[match.segment + 1]
            if match.distance > Self.onCourseMetres, !graph.links(at: v).isEmpty {
                let meets = graph.links(at: v).contains {
                    Self.sine(of: Self.arrival(courses[Int($0)], at: p), and: (b.x - a.x, b.y - a.y)) > Self.sineOfAlongside
                }
                if !meets { continue }
            }
            cuts.append(
                Cut(
                    link: match.polyline, node: v, segment: match.segment, fraction: match.fraction,
                    distance: match.distance))
        }
        return cuts.sorted { ($0.link, $0.segment, $0.fraction, $0.node) < ($1.link, $1.segment, $1.fraction, $1.node) }
    }

    /// The direction in which a course leaves one of its ends, the one nearer to `p`.
    private static func arrival(_ course: [Point], at p: Point) -> (Double, Double) {
        let fromStart = course[0].distance(to: p) <= course[course.count - 1].distance(to: p)
        let points = fromStart ? course : course.reversed()
        guard let other = points.first(where: { $0 != points[0] }) else { return (0, 0) }
        return (other.x - points[0].x, other.y - points[0].y)
    }

    /// Sine of the angle between two lines; 1 when one of them has no direction.
    private static func sine(of a: (Double, Double), and b: (Double, Double)) -> Double {
        let lengths = ((a.0 * a.0 + a.1 * a.1) * (b.0 * b.0 + b.1 * b.1)).squareRoot()
        return lengths > 0 ? abs(a.0 * b.1 - a.1 * b.0) / lengths : 1
    }

    // MARK: making the pieces

    private struct Piece {
        var row: Int
        /// Share of the whole length.
        var share: Double
    }

    /// Cuts one link; the part from its start keeps its row and identifier.
    private mutating func split(_ graph: LayerGraph, _ cuts: ArraySlice<Cut>, _ taken: inout Set<Int32>) -> [Piece] {
        guard let link = cuts.first?.link else { return [] }
        let row = graph.links[link], last = city.to[row], name = id(row)
        let hasShape = city.shapeCount[row] >= 2
        let course = graph.course(link)
        var heights = hasShape ? city.heights(ofRow: row) : Array(repeating: .nan, count: course.count)
        if heights.contains(where: \.isNaN) { heights = Array(repeating: .nan, count: course.count) }
        // The points of each piece, with their heights.
        var runs: [[(Point, Double)]] = [[(course[0], heights[0])]], segment = 0
        for cut in cuts {
            while segment < cut.segment {
                segment += 1
                runs[runs.count - 1].append((course[segment], heights[segment]))
            }
            let z = heights[segment] + (heights[segment + 1] - heights[segment]) * cut.fraction
            runs[runs.count - 1].append((graph.points[cut.node], z))
            runs.append([(graph.points[cut.node], z)])
        }
        for v in (segment + 1)..<course.count { runs[runs.count - 1].append((course[v], heights[v])) }
        let lengths = runs.map { Planar.length(ofPolyline: $0.map(\.0)) }, total = lengths.reduce(0, +)

        var pieces: [Piece] = [], from = city.from[row], start = 0.0
        for (k, run) in runs.enumerated() {
            let isLast = k == runs.count - 1
            let to = isLast ? last : city.identifier[graph.nodes[cuts[cuts.startIndex + k].node]]
            var piece = row
            if k > 0 {
                piece = city.addLink(
                    unusedIdentifier("\(name)-\(k + 1)", &taken), layer: city.layer[row], kind: city.kind[row], from: from,
                    to: to, isDirected: city.isDirected[row], line: Int(city.line[row]))
                city.fileNumber[piece] = city.fileNumber[row]
                city.displayName[piece] = city.displayName[row]
                connectedPart.append(connectedPart[row])
                let cut = cuts[cuts.startIndex + k - 1], node = graph.nodes[cut.node]
                note(
                    .note, "link-split", row: node, metres: cut.distance,
                    "\(described(node)) touches \(described(row)) \(Self.metres(start)) from its start, \(Self.metres(cut.distance)) beside it: it was split there, and what follows is called '\(id(piece))'")
            } else {
                city.to[row] = to
            }
            if hasShape { city.setShape(run.map(\.0), z: run.map(\.1), ofRow: piece) }
            pieces.append(Piece(row: piece, share: total > 0 ? lengths[k] / total : 0))
            start += lengths[k]
            from = to
        }
        return pieces
    }

    /// Gives every piece what was said of the whole; a stated length is shared out.
    private mutating func copyValues(to pieces: [Int32: [Piece]]) {
        let length = Int(NumericAttribute.length.rawValue)
        for column in city.numeric.indices {
            for i in city.numeric[column].rows.indices {
                let row = city.numeric[column].rows[i]
                guard let pieces = pieces[row] else { continue }
                let value = city.numeric[column].values[i], provenance = city.numeric[column].provenance[i]
                for piece in pieces where column == length || piece.row != Int(row) {
                    city.numeric[column].rows.append(Int32(piece.row))
                    city.numeric[column].values.append(column == length ? Self.toCentimetres(value * piece.share) : value)
                    city.numeric[column].provenance.append(column == length && provenance == .measured ? .derived : provenance)
                }
            }
        }
        for column in city.text.indices {
            for i in city.text[column].rows.indices {
                let row = city.text[column].rows[i]
                for piece in pieces[row] ?? [] where piece.row != Int(row) {
                    city.text[column].rows.append(Int32(piece.row))
                    city.text[column].strings.append(city.text[column].strings[i])
                    city.text[column].provenance.append(city.text[column].provenance[i])
                }
            }
        }
    }

    /// What the whole needed, every piece needs; who was supplied by it is supplied by its first piece.
    private mutating func copyRequirements(to pieces: [Int32: [Piece]]) {
        if city.requirements.isEmpty { return }
        var rowsOf: [Int32: [Int]] = [:]
        for (row, pieces) in pieces { rowsOf[city.identifier[Int(row)]] = pieces.dropFirst().map(\.row) }
        for requirement in city.requirements {
            for row in rowsOf[requirement.asset] ?? [] {
                var copy = requirement
                copy.asset = city.identifier[row]
                city.requirements.append(copy)
            }
        }
    }
}

extension CityModelBuilder {
    /// Heights of a shape's points.
    fileprivate func heights(ofRow row: Int) -> [Double] {
        let start = Int(shapeStart[row])
        return Array(shapeZ[start..<(start + Int(shapeCount[row]))])
    }
}
