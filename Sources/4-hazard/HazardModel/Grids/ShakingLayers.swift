import Geometry
import Glibc
import NetworkModel

/// Grids of shaking on a model's plane: for each measure the natural logarithm of the median, and its scatter.
struct ShakingLayers: Sendable {
    struct Layer: Sendable {
        /// ln of the median in the measure's unit; NaN where unknown.
        var lnMedian: PlacedGrid
        /// Standard deviation of the natural logarithm; nil when nobody states it.
        var sigma: PlacedGrid?
        /// The same everywhere, where there is no grid of it.
        var sameSigma = 0.0
    }
    var layers: [IntensityMeasure: Layer] = [:]

    /// The logarithm of each known value; 0 and below are unknown.
    static func logarithm(_ raster: Raster) -> Raster {
        Raster(like: raster, values: raster.values.map { $0 > 0 ? Float(log(Double($0))) : .nan })
    }

    /// Fills the columns of a hazard field.
    /// - Returns: how many assets the grids say nothing about; they count as not shaken.
    func fill(_ field: inout HazardField, _ model: CityModel) -> Int {
        var isUnknown = [Bool](repeating: false, count: model.assetCount)
        for (measure, layer) in layers {
            var median = [Double](repeating: 0, count: model.assetCount), sigma = median
            for asset in 0..<model.assetCount {
                let p = model.position[asset]
                guard let ln = layer.lnMedian.interpolatedValue(at: p) else {
                    isUnknown[asset] = true
                    continue
                }
                median[asset] = exp(ln)
                sigma[asset] = layer.sigma.map { max(0, $0.interpolatedValue(at: p) ?? 0) } ?? layer.sameSigma
            }
            field.median[measure] = median
            field.withinEventSigma[measure] = sigma
            field.betweenEventSigma[measure] = Array(repeating: 0, count: model.assetCount)
        }
        if let pga = layers[.pga] {
            field.shakingMap = Raster.forMap(of: model) { pga.lnMedian.interpolatedValue(at: $0).map { exp($0) } }
        }
        return isUnknown.count { $0 }
    }
}
