public import Diagnostics

/// What kind of town to make. The same options give the same town, byte for byte.
public struct TownOptions: Sendable, Equatable {
    /// Name of the town in the model and its files.
    public let name: String
    /// Chooses among towns of the same size.
    public let seed: UInt64
    /// Road junctions; everything else is in proportion: 1.4 roads, 1/2 building, 1/20 transformer and
    /// 1/5 water junction per road junction.
    public let roadNodes: Int
    /// People who live in the town, those in care homes and hospitals included.
    public let residents: Int

    /// A river town of 20,000 residents.
    public static let standard = TownOptions(unchecked: "Lindewaard", seed: 1, roadNodes: 4000, residents: 20_000)

    /// Sizes that can be made: below, no river fits between the streets.
    public static let roadNodesRange = 400...4_000_000

    /// - Parameters:
    ///   - roadNodes: 400 to 4,000,000.
    ///   - residents: at most 1,000 per road node; nil for five per road node.
    /// - Throws: `InputError` `town-size` when a number is out of range.
    public init(
        name: String = "Lindewaard", seed: UInt64 = 1, roadNodes: Int = 4000, residents: Int? = nil
    ) throws(InputError) {
        let range = Self.roadNodesRange
        guard range.contains(roadNodes) else {
            throw InputError(
                "town-size", at: nil,
                "a town of \(roadNodes) road nodes cannot be made: the number must be \(range.lowerBound) to \(range.upperBound)",
                remedy: "choose another size; 4000 gives a town of 20,000 residents")
        }
        let people = residents ?? roadNodes * 5
        guard (0...(roadNodes * 1000)).contains(people) else {
            throw InputError(
                "town-size", at: nil, "\(people) residents do not fit a town of \(roadNodes) road nodes",
                remedy: "choose 0 to \(roadNodes * 1000) residents, or leave it out for \(roadNodes * 5)")
        }
        self.init(unchecked: name, seed: seed, roadNodes: roadNodes, residents: people)
    }

    private init(unchecked name: String, seed: UInt64, roadNodes: Int, residents: Int) {
        self.name = name
        self.seed = seed
        self.roadNodes = roadNodes
        self.residents = residents
    }
}
