/// One record of how deep water is expected to stand at an asset, as the city's own data states it.
///
/// Words are numbers in the model's string table; −1 where the data gives none.
public struct FloodRisk: Sendable, Hashable {
    /// What floods: `river`, `inland`, `tsunami`, `highTide`, `reservoir`.
    public var kind: Int32
    /// Which plan or river it is about, as the source coded it.
    public var description: Int32 = -1
    /// Size of the event as the source coded it; Japan: 1 the design flood, 2 the largest assumed.
    public var scale: Int32 = -1
    /// Who is responsible, as the source coded it.
    public var adminType: Int32 = -1
    /// Class of depth; 0 when missing. Japan: 1 below 0.5 m, 2 to 3 m, 3 to 5 m, 4 to 10 m, 5 to 20 m, 6 above.
    public var rank: UInt8 = 0
    /// Metres above the ground; `NaN` when only the rank is known.
    public var depthMetres = Double.nan
    /// Hours under water; `NaN` when missing.
    public var durationHours = Double.nan
    public var provenance = Provenance.measured

    public init(kind: Int32) { self.kind = kind }

    public static func == (a: Self, b: Self) -> Bool {
        func same(_ x: Double, _ y: Double) -> Bool { x == y || x.isNaN && y.isNaN }
        return (a.kind, a.description, a.scale, a.adminType) == (b.kind, b.description, b.scale, b.adminType)
            && a.rank == b.rank && a.provenance == b.provenance && same(a.depthMetres, b.depthMetres)
            && same(a.durationHours, b.durationHours)
    }
    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(description)
        hasher.combine(scale)
        hasher.combine(rank)
    }
}

/// The flood records of all assets, in the order in which the data states them.
public struct FloodRisks: Sendable {
    /// The records of asset a are `records[first[a] ..< first[a + 1]]`; empty when no asset has any.
    public let first: [Int32]
    public let records: [FloodRisk]

    public func ofAsset(_ asset: Int) -> ArraySlice<FloodRisk> {
        first.isEmpty ? [] : records[Int(first[asset])..<Int(first[asset + 1])]
    }
}

extension CityModelBuilder {
    /// Flood records in asset order.
    func sortedFloodRisks(_ order: [Int32]) -> FloodRisks {
        if floodRisks.isEmpty { return FloodRisks(first: [], records: []) }
        var ofRow = [Int32](repeating: 0, count: rowCount + 1)
        for entry in floodRisks { ofRow[Int(entry.row) + 1] += 1 }
        for row in 0..<rowCount { ofRow[row + 1] += ofRow[row] }
        var slot = ofRow, sorted = floodRisks
        for entry in floodRisks {
            sorted[Int(slot[Int(entry.row)])] = entry
            slot[Int(entry.row)] += 1
        }
        var first: [Int32] = [0], records: [FloodRisk] = []
        records.reserveCapacity(floodRisks.count)
        for row in order {
            for i in ofRow[Int(row)]..<ofRow[Int(row) + 1] { records.append(sorted[Int(i)].record) }
            first.append(Int32(records.count))
        }
        return FloodRisks(first: first, records: records)
    }
}
