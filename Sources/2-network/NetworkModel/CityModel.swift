public import Diagnostics
public import Geometry

/// The joined city: every network and every facility in flat columns, ready to be walked.
///
/// *Assets* are numbered from 0: first the nodes, then the links, then the facilities, each sorted by
/// identifier in byte order. The numbering, and with it every result, therefore does not depend on the order in
/// which a file lists things. Made by `CityModelBuilder.freeze`, which guarantees that every number in here
/// refers to something that exists.
public struct CityModel: Sendable {
    public let name: String
    /// EPSG code of the plane all positions are in; 0 for a local plane in metres.
    public let epsg: Int
    public let sources: [DataSource]
    /// What importing changed in the data, by code.
    public let repairs: [RepairTally]

    public let nodeCount: Int
    public let linkCount: Int
    public let facilityCount: Int

    /// The layers, sorted by name.
    public let layers: [Layer]
    /// The services that requirements ask for, sorted by name: the layers' and any other.
    public let services: [String]
    /// The kinds that occur, sorted by name.
    public let kinds: [AssetKind]

    /// Number in `strings` of each asset's identifier.
    public let identifier: [Int32]
    /// Number in `strings` of each asset's display name; −1 where the data gives none.
    public let displayName: [Int32]
    public let strings: StringTable
    /// Position in `kinds` of each asset's kind.
    public let kind: [UInt16]
    /// Position in `layers` of each node's and link's layer; 255 for a facility.
    public let layer: [UInt8]
    /// Position in metres: a node's and facility's own, a link's halfway along its course.
    public let position: [Point]
    /// For each node: whether it is a source of its layer's service (for roads: an origin or a gateway).
    public let isSource: [Bool]
    /// For each node: where it comes from that it is a source; `measured` for one that is none.
    public let sourceProvenance: [Provenance]
    /// For each link: asset numbers of its end nodes.
    public let from, to: [Int32]
    /// For each link: whether it carries only from `from` to `to`.
    public let isDirected: [Bool]
    /// Course of each link and footprint of each facility, where the data gives one.
    public let shapes: Shapes
    public internal(set) var requirements: Requirements
    /// What the data says about water at each asset; usually nothing.
    public let floodRisks: FloodRisks
    public let numeric: [NumericColumn?]
    public let text: [TextColumn?]
    /// File (position in `files`) and line where each asset was defined; −1 when it was made by the program.
    public let definedInFile: [Int16]
    public let definedAtLine: [Int32]
    public let files: [String]

    /// Arcs leaving and entering each node; an undirected link gives one arc each way.
    public let outgoing, incoming: Adjacency

    public var assetCount: Int { nodeCount + linkCount + facilityCount }
    public var nodes: Range<Int> { 0..<nodeCount }
    public var links: Range<Int> { nodeCount..<(nodeCount + linkCount) }
    public var facilities: Range<Int> { (nodeCount + linkCount)..<assetCount }

    /// The identifier of an asset.
    public func id(_ asset: Int) -> String { strings[identifier[asset]] }
    /// What to call an asset in a report: its name, or else its identifier.
    public func label(_ asset: Int) -> String {
        let name = displayName[asset]
        return name >= 0 ? strings[name] : id(asset)
    }
    public func kindName(_ asset: Int) -> String { kinds[Int(kind[asset])].name }
    public func isKind(_ asset: Int, _ wanted: AssetKind) -> Bool { kinds[Int(kind[asset])] == wanted }
    /// Number of a service in `services`, or nil when nothing in the model needs or carries it.
    public func service(named name: String) -> Int? { services.firstIndex(of: name) }
    /// Position of a layer's service in `services`.
    public func service(ofLayer layer: Int) -> Int? { service(named: layers[layer].name) }
    public func layer(named name: String) -> Int? { layers.firstIndex(of: Layer(name)) }

    /// The asset with that identifier, or nil. O(log n).
    public func asset(named id: String) -> Int? {
        guard let wanted = strings.find(id) else { return nil }
        for range in [nodes, links, facilities] {
            var low = range.lowerBound, high = range.upperBound
            while low < high {
                let middle = (low + high) / 2
                if identifier[middle] == wanted { return middle }
                if strings.precedes(identifier[middle], wanted) { low = middle + 1 } else { high = middle }
            }
        }
        return nil
    }

    /// A number of an asset, or nil when it is missing.
    @inlinable public func value(_ attribute: NumericAttribute, of asset: Int) -> Double? {
        guard let column = numeric[Int(attribute.rawValue)] else { return nil }
        let value = column.values[asset]
        return value.isNaN ? nil : value
    }
    /// A text of an asset, or nil when it is missing.
    public func text(_ attribute: TextAttribute, of asset: Int) -> String? {
        guard let column = text[Int(attribute.rawValue)] else { return nil }
        let number = column.strings[asset]
        return number < 0 ? nil : strings[number]
    }
    /// Weight of a facility in the consequence C: its `weight`, or else its residents, or else 0.
    public func weight(of facility: Int) -> Double {
        value(.weight, of: facility) ?? value(.residents, of: facility) ?? 0
    }
    /// Where an asset was defined, for error messages.
    public func definition(of asset: Int) -> SourcePosition? {
        guard definedInFile[asset] >= 0 else { return nil }
        return SourcePosition(file: files[Int(definedInFile[asset])], line: Int(definedAtLine[asset]))
    }
    /// The smallest upright rectangle around every position.
    public var bounds: Box {
        var box = Box()
        for p in position { box.include(p) }
        return box
    }
    /// The course of a link from its first to its last node; straight when the data gives none.
    public func course(ofLink asset: Int) -> [Point] {
        let stored = shapes.points(of: asset)
        if !stored.isEmpty { return stored }
        let link = asset - nodeCount
        return [position[Int(from[link])], position[Int(to[link])]]
    }
}

/// Arcs in compressed sparse rows: the arcs of node v are `first[v] ..< first[v + 1]`.
public struct Adjacency: Sendable {
    public let first: [Int32]
    /// The node at the other end of each arc.
    public let head: [Int32]
    /// The asset number of the link that each arc belongs to.
    public let link: [Int32]
}

/// Point lists of some assets in one run: a link's course or a facility's outer ring.
public struct Shapes: Sendable {
    /// The points of asset a are `first[a] ..< first[a + 1]`; empty when no asset has any.
    public let first: [Int32]
    public let x, y: [Double]
    /// Heights; `NaN` where the data gives none.
    public let z: [Double]

    public func range(of asset: Int) -> Range<Int> {
        first.isEmpty ? 0..<0 : Int(first[asset])..<Int(first[asset + 1])
    }
    public func points(of asset: Int) -> [Point] { range(of: asset).map { Point(x: x[$0], y: y[$0]) } }
}

/// Who needs what from whom, in flat columns; sorted by asset, then service, then order of statement.
public struct Requirements: Sendable {
    /// The asset that needs the service.
    public let asset: [Int32]
    /// Position in `CityModel.services`.
    public let service: [UInt8]
    /// How many of the suppliers must deliver.
    public let atLeast: [Int32]
    /// Hours that battery, fuel or tank last without supply.
    public internal(set) var bufferHours: [Double]
    /// Hours between the return of supply and the return of the asset.
    public let restartDelayHours: [Double]
    /// Hours of buffer regained per hour of supply; infinite when it is full at once.
    public let rechargeRate: [Double]
    /// Whether the buffer can start the asset without outside supply.
    public let blackStart: [Bool]
    public let provenance: [Provenance]
    /// Where the hours of buffer come from.
    public let bufferProvenance: [Provenance]
    /// Straight-line metres to the supplier for an inferred requirement; `NaN` for a stated one.
    public let distanceMetres: [Double]
    /// How likely an inferred supplier is the right one, 0 to 1; `NaN` for a stated one.
    public let confidence: [Double]
    /// The suppliers of requirement r are `supplier[firstSupplier[r] ..< firstSupplier[r + 1]]`.
    public let firstSupplier: [Int32]
    public internal(set) var supplier: [Int32]
    /// The requirements of asset a are `firstOfAsset[a] ..< firstOfAsset[a + 1]`.
    public let firstOfAsset: [Int32]

    public var count: Int { asset.count }
    public func ofAsset(_ asset: Int) -> Range<Int> { Int(firstOfAsset[asset])..<Int(firstOfAsset[asset + 1]) }
    public func suppliers(_ requirement: Int) -> ArraySlice<Int32> {
        supplier[Int(firstSupplier[requirement])..<Int(firstSupplier[requirement + 1])]
    }
}
