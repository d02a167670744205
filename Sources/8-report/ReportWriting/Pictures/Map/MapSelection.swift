import CriticalityRanking
import Geometry
import NetworkModel

/// Which links of a layer a map of its scale can show.
///
/// Roads are taken by class, a class as a whole or not at all, so that no part of the city looks emptier than it is; other
/// networks by what the failure of the link would cost, equal ones all or none, so that what remains are their trunk lines.
struct MapSelection: Sendable {
    struct Chosen: Sendable {
        var link: Int
        /// Drawn with the wider line.
        var isMajor: Bool
    }
    private(set) var chosen: [Chosen] = []
    private(set) var leftOut = 0

    /// Distance in picture units that lines should keep on average: nearer together they are a grey mass.
    private static let spacing = 6.5

    init(ofLayer layer: Int, _ f: Findings, _ frame: MapFrame) {
        let model = f.model
        let links = model.links.filter { Int(model.layer[$0]) == layer }
        let room = Int(frame.width * frame.height / (Self.spacing * Self.spacing))
        if model.layers[layer] == .road { chooseRoads(links, room, f) } else { chooseTrunks(links, room / 5, f) }
        leftOut = links.count - chosen.count
    }

    private mutating func chooseRoads(_ links: [Int], _ room: Int, _ f: Findings) {
        let byRank = Dictionary(grouping: links) { f.model.drawingRank(ofLink: $0) }
        for rank in byRank.keys.sorted() {
            let tier = byRank[rank] ?? []
            guard chosen.isEmpty || chosen.count + tier.count <= room else { return }
            chosen += tier.map { Chosen(link: $0, isMajor: rank <= 1) }
        }
    }

    private mutating func chooseTrunks(_ links: [Int], _ room: Int, _ f: Findings) {
        let impact = f.input.impact.consequence
        func cost(_ link: Int) -> Double { impact.indices.contains(link) ? impact[link] : 0 }
        let limit = links.count > room ? links.map(cost).sorted(by: >)[room] : -1
        chosen = links.filter { cost($0) > limit }.map { Chosen(link: $0, isMajor: cost($0) > 0) }
    }
}
