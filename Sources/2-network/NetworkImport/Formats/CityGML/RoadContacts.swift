import Geometry

/// Which areas of roads touch, and where: found from the geometry alone.
struct RoadContacts {
    /// Two pieces, in whichever order.
    struct Pair: Hashable {
        var low: Int, high: Int
        init(_ a: Int, _ b: Int) { (low, high) = (min(a, b), max(a, b)) }
    }
    /// A corner of a surface of a piece.
    struct Corner { var piece: Int, surface: Int, index: Int }
    /// Another piece that is touched, and the corners of either that lie on the common border.
    struct Contact {
        var other: Int
        var corners: [Corner]
    }
    private(set) var ofPiece: [[Contact]]
    private let outlines: [[[Point]]]
    private let index: SegmentIndex
    private let pieceOfLine: [Int]

    /// - Parameters:
    ///   - outlines: the rings of each piece's surfaces, in a plane in metres.
    ///   - heights: those of their corners; `NaN` in flat data.
    ///   - isCrossing: whether each piece is a crossing, in which the stretches at it meet.
    init(_ outlines: [[[Point]]], heights: [[[Double]]], isCrossing: [Bool]) {
        self.outlines = outlines
        ofPiece = Array(repeating: [], count: outlines.count)
        var lines: [[Point]] = [], heightsOfLine: [[Double]] = [], pieceOfLine: [Int] = []
        for (piece, rings) in outlines.enumerated() {
            for (ring, z) in zip(rings, heights[piece]) where ring.count >= 2 {
                lines.append(ring.first == ring.last ? ring : ring + [ring[0]])
                heightsOfLine.append(ring.first == ring.last ? z : z + [z[0]])
                pieceOfLine.append(piece)
            }
        }
        let index = SegmentIndex(lines)
        (self.index, self.pieceOfLine) = (index, pieceOfLine)
        var corners: [Pair: [Corner]] = [:], order: [Pair] = []
        for (piece, rings) in outlines.enumerated() {
            for (surface, ring) in rings.enumerated() {
                for (i, p) in ring.enumerated() where i + 1 < ring.count || ring.first != p {
                    // Each line once, and each piece once; those on another storey are passed over.
                    var found: [Int] = [], looked: [Int] = []
                    while looked.count < 12,
                        let match = index.nearest(
                            to: p, within: RoadAssembly.contactMetres,
                            where: {
                                pieceOfLine[$0] != piece && !looked.contains($0) && !found.contains(pieceOfLine[$0])
                            })
                    {
                        looked.append(match.polyline)
                        let z = heightsOfLine[match.polyline]
                        let height = z[match.segment] + match.fraction * (z[match.segment + 1] - z[match.segment])
                        if abs(height - heights[piece][surface][i]) > RoadAssembly.storeyMetres { continue }
                        found.append(pieceOfLine[match.polyline])
                        let pair = Pair(piece, pieceOfLine[match.polyline])
                        if corners[pair] == nil { order.append(pair) }
                        corners[pair, default: []].append(Corner(piece: piece, surface: surface, index: i))
                    }
                }
            }
        }
        for pair in order {
            let touching = corners[pair] ?? []
            let hull = Footprint.hull(of: touching.map { outlines[$0.piece][$0.surface][$0.index] })
            // Areas that meet in a mere corner cannot be driven through.
            guard LongAxis(of: hull).length >= RoadAssembly.passableMetres else { continue }
            ofPiece[pair.low].append(Contact(other: pair.high, corners: touching))
            ofPiece[pair.high].append(Contact(other: pair.low, corners: touching))
        }
        // Stretches that meet in a crossing meet there, not at the corner where their pavements touch.
        let crossingsAt = ofPiece.map { Set($0.lazy.map(\.other).filter { isCrossing[$0] }) }
        for piece in ofPiece.indices where !isCrossing[piece] {
            ofPiece[piece].removeAll { !isCrossing[$0.other] && !crossingsAt[piece].isDisjoint(with: crossingsAt[$0.other]) }
        }
    }

    /// The piece in or by which a place lies.
    func piece(at p: Point, where isWanted: (Int) -> Bool) -> Int? {
        if let match = index.nearest(to: p, within: RoadAssembly.contactMetres, where: { isWanted(pieceOfLine[$0]) }) {
            return pieceOfLine[match.polyline]
        }
        // Inside: the nearest border of a wanted piece is then its own.
        guard let match = index.nearest(to: p, within: 50, where: { isWanted(pieceOfLine[$0]) }) else { return nil }
        let piece = pieceOfLine[match.polyline]
        return outlines[piece].contains { Planar.ring($0, contains: p) } ? piece : nil
    }
}
