import Geometry
import NetworkModel

/// An OpenStreetMap file in flat arrays: places of all nodes, and the tags that Lifeline has a use for.
///
/// 28 bytes per node and 8 per reference, no string per node. Coordinates are degrees, x east and y north.
struct OpenStreetMapData {
    /// The keys of tags that are kept.
    enum Key: UInt8, CaseIterable {
        case highway, bridge, tunnel, layer, maxspeed, lanes, surface, oneway, junction, area, service
        case access, vehicle, motorVehicle, motorcar
        case name, ref, amenity, healthcare, socialFacility, emergency, beds, capacityBeds
        case building, levels, height, landuse, type, street, houseNumber, city
        case power, voltage, frequency, generatorSource, manMade, substance, pumpingStation, diameter

        var name: String {
            switch self {
            case .motorVehicle: "motor_vehicle"
            case .socialFacility: "social_facility"
            case .capacityBeds: "capacity:beds"
            case .levels: "building:levels"
            case .street: "addr:street"
            case .houseNumber: "addr:housenumber"
            case .city: "addr:city"
            case .generatorSource: "generator:source"
            case .manMade: "man_made"
            case .pumpingStation: "pumping_station"
            default: "\(self)"
            }
        }
    }

    /// A node with tags, a way or a relation.
    struct Element {
        var id: Int64
        var line: Int32
        var firstTag: Int32
        var tagCount: Int32 = 0
        /// Where its references start: a way's nodes, or a relation's outer ways.
        var firstReference: Int32
        var referenceCount: Int32 = 0
    }

    var strings = StringTable()
    var nodeID: [Int64] = [], longitude: [Double] = [], latitude: [Double] = [], nodeLine: [Int32] = []
    var taggedNodes: [Element] = [], ways: [Element] = [], relations: [Element] = []
    var references: [Int64] = []
    var tagKey: [UInt8] = [], tagValue: [Int32] = []
    var bounds: Box?
    /// When the data was taken, as the file says.
    var date = ""
    /// As the file states it; OpenStreetMap's own when it says nothing.
    var licence = "ODbL 1.0, © OpenStreetMap contributors"

    func text(_ key: Key, of element: Element) -> String? {
        let first = Int(element.firstTag)
        for i in first..<(first + Int(element.tagCount)) where tagKey[i] == key.rawValue { return strings[tagValue[i]] }
        return nil
    }
    func has(_ key: Key, _ element: Element) -> Bool {
        let first = Int(element.firstTag)
        return tagKey[first..<(first + Int(element.tagCount))].contains(key.rawValue)
    }
    func references(of element: Element) -> ArraySlice<Int64> {
        references[Int(element.firstReference)..<Int(element.firstReference + element.referenceCount)]
    }
    func point(_ node: Int) -> Point { Point(x: longitude[node], y: latitude[node]) }
}

/// Finds positions in an array by the identifier stored there; of equal identifiers the first position counts.
struct IdentifierIndex {
    private let identifiers: [Int64]
    /// Positions by ascending identifier; nil when the array is ascending itself.
    private let order: [Int32]?
    /// How many positions repeat an identifier.
    let repeated: Int

    init(_ identifiers: [Int64]) {
        self.identifiers = identifiers
        let isAscending = zip(identifiers, identifiers.dropFirst()).allSatisfy { $0 < $1 }
        if isAscending {
            order = nil
            repeated = 0
        } else {
            let sorted = (0..<Int32(identifiers.count)).sorted {
                (identifiers[Int($0)], $0) < (identifiers[Int($1)], $1)
            }
            repeated = zip(sorted, sorted.dropFirst()).count { identifiers[Int($0)] == identifiers[Int($1)] }
            order = sorted
        }
    }

    /// O(log n).
    func position(of id: Int64) -> Int? {
        var low = 0, high = identifiers.count
        while low < high {
            let middle = (low + high) / 2
            let found = identifiers[order.map { Int($0[middle]) } ?? middle]
            if found < id { low = middle + 1 } else { high = middle }
        }
        guard low < identifiers.count else { return nil }
        let position = order.map { Int($0[low]) } ?? low
        return identifiers[position] == id ? position : nil
    }
}
