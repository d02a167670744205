extension ArcGraph {
    /// The arcs of one layer, or of all layers together.
    /// - Parameter reversed: arcs run against the direction of their links, to search towards a goal.
    public init(_ model: CityModel, layer: Int?, reversed: Bool = false) {
        let isIncluded = model.nodes.map { layer == nil || Int(model.layer[$0]) == layer }
        self.init(
            positions: Array(model.position[model.nodes]), isIncluded: isIncluded, from: reversed ? model.to : model.from,
            to: reversed ? model.from : model.to, isDirected: model.isDirected)
    }
}
