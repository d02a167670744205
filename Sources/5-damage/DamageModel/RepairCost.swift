public import NetworkModel

/// What repair of one kind of asset costs, summed over a table of damage.
public struct RepairCost: Sendable, Equatable {
    /// Position in `CityModel.kinds`.
    public var kind: Int
    /// Assets for which a source gives a share above 0.
    public var damagedCount = 0
    /// The mean of those shares.
    public var meanRatio = 0.0
    /// Assets of those whose replacement value is known, and what their repair costs.
    public var valuedCount = 0
    public var euros = 0.0

    /// One entry for each kind that is damaged, by kind; an asset that several events damage counts by the worst.
    public static func byKind(_ rows: [AssetDamage], in model: CityModel) -> [RepairCost] {
        var worst: [Int: AssetDamage] = [:]
        for row in rows where row.costRatio > worst[row.asset]?.costRatio ?? 0 { worst[row.asset] = row }
        var costs: [Int: RepairCost] = [:]
        for asset in worst.keys.sorted() {
            guard let row = worst[asset] else { continue }
            let kind = Int(model.kind[asset])
            var cost = costs[kind] ?? RepairCost(kind: kind)
            cost.damagedCount += 1
            cost.meanRatio += (row.costRatio - cost.meanRatio) / Double(cost.damagedCount)
            if row.costEuros.isFinite {
                cost.valuedCount += 1
                cost.euros += row.costEuros
            }
            costs[kind] = cost
        }
        return costs.values.sorted { $0.kind < $1.kind }
    }
}
