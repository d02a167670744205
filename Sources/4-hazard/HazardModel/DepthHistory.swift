/// How deep the water stands at each asset in the course of a flood: one depth for each stretch of hours.
///
/// Only assets that get wet take room. A depth holds for a whole stretch, so that the hours at which anything changes
/// are few and known.
public struct DepthHistory: Sendable {
    /// Hours after onset at which the stretches begin, rising; the last lasts until the water goes.
    public let fromHours: [Double]
    /// Row of each asset in `depths`; −1 where it stays dry.
    private var row: [Int32]
    private var depths: [Float] = []

    public init(fromHours: [Double], assetCount: Int) {
        precondition(!fromHours.isEmpty, "a history has a stretch")
        self.fromHours = fromHours
        row = Array(repeating: -1, count: assetCount)
    }

    /// Gives an asset its depths in metres, one for each stretch.
    public mutating func set(_ metres: [Float], of asset: Int) {
        precondition(metres.count == fromHours.count, "a depth for each stretch")
        row[asset] = Int32(depths.count / fromHours.count)
        depths += metres
    }

    /// Metres of water at an asset in a stretch; 0 where it stays dry.
    public func metres(of asset: Int, in stretch: Int) -> Double {
        row[asset] < 0 ? 0 : Double(depths[Int(row[asset]) * fromHours.count + stretch])
    }

    /// Metres of water at an asset at an hour; 0 before the first stretch.
    public func metres(of asset: Int, at hour: Double) -> Double {
        guard row[asset] >= 0, let after = fromHours.lastIndex(where: { $0 <= hour }) else { return 0 }
        return metres(of: asset, in: after)
    }

    /// The hour at which the water first stands as high as `depth` metres, or as high as it ever does if that is less;
    /// nil for an asset that stays dry.
    public func hour(of asset: Int, reaching depth: Double) -> Double? {
        guard row[asset] >= 0 else { return nil }
        let own = fromHours.indices.map { metres(of: asset, in: $0) }
        let wanted = min(depth, own.max() ?? 0)
        return own.firstIndex { $0 >= wanted }.map { fromHours[$0] }
    }
}

extension HazardField {
    /// Metres of water at an asset at an hour after onset: by the history where there is one, else the greatest depth
    /// from the water's arrival until it has gone. 0 for a hazard without water.
    public func depthMetres(of asset: Int, at hour: Double) -> Double {
        guard let greatest = median[.floodDepth], greatest[asset] > 0 else { return 0 }
        let arrival = arrivalHours.isEmpty ? 0 : arrivalHours[asset]
        let recession = recessionHours.isEmpty ? .infinity : recessionHours[asset]
        guard arrival <= hour, hour < recession else { return 0 }
        return depthHistory?.metres(of: asset, at: hour) ?? greatest[asset]
    }

    /// The hours at which the depth at an asset can change, rising: arrival, the stretches of the history, recession.
    public func hoursOfChange(of asset: Int) -> [Double] {
        guard let greatest = median[.floodDepth], greatest[asset] > 0 else { return [] }
        let arrival = arrivalHours.isEmpty ? 0 : arrivalHours[asset]
        let recession = recessionHours.isEmpty ? .infinity : recessionHours[asset]
        let between = (depthHistory?.fromHours ?? []).filter { $0 > arrival && $0 < recession }
        return ([arrival] + between + [recession]).filter { $0.isFinite }
    }
}
