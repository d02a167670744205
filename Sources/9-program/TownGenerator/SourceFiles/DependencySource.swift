import NetworkModel

/// What neither maps nor building models say: which works need which supplier, and for how long they can do without.
///
/// Lifeline network XML that holds nothing but requirements between assets of the other files. Left out is what
/// an import finds by itself: the nearest street, main and transformer of a building, and the reserves that are
/// usual for hospitals and care homes.
enum DependencySource {
    static func text(_ model: CityModel) -> SourceText {
        var text = SourceText()
        text.line(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- Fictional agreements between the water company, the grid company and the fire service of a town that does not exist.
                 buffer: hours without supply; restartDelay: hours from the return of supply to the return of the works. -->
            <LifelineNetwork xmlns="urn:lifeline:network:1" srsName="urn:ogc:def:crs:EPSG::\(model.epsg)" name="\(SourceText.escaped(model.name))">
            """)
        let needs = model.requirements
        for need in 0..<needs.count where isWorthStating(need, model) {
            var line = "  <requires asset=\"\(SourceText.escaped(model.id(Int(needs.asset[need]))))\" service=\"\(model.services[Int(needs.service[need])])\""
            if needs.bufferHours[need] > 0 { line += " buffer=\"\(SourceText.number(needs.bufferHours[need]))\"" }
            if needs.restartDelayHours[need] > 0 { line += " restartDelay=\"\(SourceText.number(needs.restartDelayHours[need]))\"" }
            line += ">"
            for supplier in needs.suppliers(need) {
                line += "<supplier ref=\"\(SourceText.escaped(model.id(Int(supplier))))\"/>"
            }
            text.line(line + "</requires>")
        }
        text.line("</LifelineNetwork>")
        return text
    }

    private static func isWorthStating(_ need: Int, _ model: CityModel) -> Bool {
        let asset = Int(model.requirements.asset[need])
        if model.nodes.contains(asset) { return true }
        return model.requirements.bufferHours[need] > 0 && !model.isKind(asset, .hospital) && !model.isKind(asset, .careHome)
    }
}
