/// How much of a model came from the data, was computed from it, or was assumed.
public struct ProvenanceSummary: Sendable, Equatable {
    /// Values or requirements of one sort, by where they come from.
    public struct Tally: Sendable, Equatable {
        /// The attribute's element name, or the service of the requirements.
        public var name: String
        public var measured = 0
        public var derived = 0
        public var assumed = 0

        /// In the order of `Provenance.allCases`.
        public var counts: [Int] { [measured, derived, assumed] }
        public var total: Int { measured + derived + assumed }
        /// Share that was assumed, 0 to 1; 0 when there is nothing.
        public var assumedFraction: Double { total == 0 ? 0 : Double(assumed) / Double(total) }

        public init(name: String) { self.name = name }

        mutating func add(_ provenance: Provenance) {
            switch provenance {
            case .measured: measured += 1
            case .derived: derived += 1
            case .assumed: assumed += 1
            }
        }
        mutating func add(_ other: Tally) {
            measured += other.measured
            derived += other.derived
            assumed += other.assumed
        }
    }

    /// One per attribute that occurs: numbers first, then texts, in the order of their declaration.
    public let attributes: [Tally]
    /// One per service that is required, sorted by name.
    public let requirements: [Tally]

    /// The same attributes sorted by name.
    public var attributesByName: [Tally] { attributes.sorted { $0.name < $1.name } }
    public var allAttributes: Tally { Self.sum(attributes, "attributes") }

    /// - Complexity: O(assets × attributes that occur + requirements).
    public init(of model: CityModel) {
        var attributes: [Tally] = []
        for attribute in NumericAttribute.allCases {
            guard let column = model.numeric[Int(attribute.rawValue)] else { continue }
            var tally = Tally(name: attribute.name)
            for (i, value) in column.values.enumerated() where !value.isNaN { tally.add(column.provenance[i]) }
            if tally.total > 0 { attributes.append(tally) }
        }
        for attribute in TextAttribute.allCases {
            guard let column = model.text[Int(attribute.rawValue)] else { continue }
            var tally = Tally(name: attribute.name)
            for (i, string) in column.strings.enumerated() where string >= 0 { tally.add(column.provenance[i]) }
            if tally.total > 0 { attributes.append(tally) }
        }
        var requirements = model.services.map { Tally(name: $0) }
        for r in 0..<model.requirements.count {
            requirements[Int(model.requirements.service[r])].add(model.requirements.provenance[r])
        }
        self.attributes = attributes
        self.requirements = requirements.filter { $0.total > 0 }
    }

    private static func sum(_ tallies: [Tally], _ name: String) -> Tally {
        var all = Tally(name: name)
        for tally in tallies { all.add(tally) }
        return all
    }
}
