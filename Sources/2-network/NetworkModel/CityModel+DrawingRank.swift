extension CityModel {
    /// How much a map would miss a link: 0 for what carries the city, growing toward what can be left out first.
    ///
    /// Roads by their class in OpenStreetMap's words; bridges and tunnels first; links of other layers in between.
    public func drawingRank(ofLink link: Int) -> Int {
        let kind = kinds[Int(self.kind[link])]
        if kind == .bridge || kind == .tunnel { return 0 }
        guard layers[Int(layer[link])] == .road else { return 2 }
        switch text(.roadClass, of: link) {
        case "motorway", "trunk", "primary", "motorway_link", "trunk_link", "primary_link": return 0
        case "secondary", "tertiary", "secondary_link", "tertiary_link": return 1
        case "unclassified", "residential", "living_street", nil: return 2
        case "service", "track": return 3
        default: return 4
        }
    }
}
