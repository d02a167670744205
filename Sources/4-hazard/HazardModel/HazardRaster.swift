import Diagnostics
public import Geometry
public import NetworkModel

extension Hazard {
    /// What the hazard does at the centres of square cells over a town: medians of shaking, or depths of water where
    /// the hazard has no grid of its own.
    ///
    /// - Parameter cells: along the longer side of the town; 1 to 2000.
    /// - Returns: rasters on the model's plane; NaN where nothing is known.
    /// - Throws: `InputError` as `field(on:)` does.
    /// - Complexity: that of `field(on:)` for a model of `cells`² places.
    public func rasters(around model: CityModel, cells: Int) throws -> [IntensityMeasure: Raster] {
        guard let frame = Raster.around(model, cells: cells) else { return [:] }
        let field = try field(on: Self.lattice(frame, epsg: model.epsg))
        return field.median.mapValues { medians in
            Raster(like: frame, values: medians.map { $0 > 0 ? Float($0) : .nan })
        }
    }

    /// A model with one place at the centre of each cell, in their order.
    private static func lattice(_ frame: Raster, epsg: Int) throws -> CityModel {
        var builder = CityModelBuilder()
        builder.epsg = epsg
        let layer = builder.strings.intern(Layer.road.name), kind = builder.strings.intern(AssetKind.roadJunction.name)
        // Assets are numbered by their identifiers: as many digits keep the order of the cells.
        let digits = String(frame.values.count).count
        for cell in frame.values.indices {
            let number = String(cell), zeros = String(repeating: "0", count: digits - number.count)
            builder.addNode(builder.strings.intern(zeros + number), layer: layer, kind: kind, at: frame.centre(of: cell))
        }
        var log = IssueLog()
        return try builder.freeze(&log)
    }
}

extension Raster {
    /// Cells without values over a town with some land around it; nil for a model without assets.
    /// - Parameter cells: along the longer side; 1 to 2000.
    static func around(_ model: CityModel, cells: Int) -> Raster? {
        var box = model.bounds
        if box.isEmpty { return nil }
        let margin = max(50, 0.03 * max(box.width, box.height))
        box = Box(minX: box.minX - margin, minY: box.minY - margin, maxX: box.maxX + margin, maxY: box.maxY + margin)
        let size = max(box.width, box.height) / Double(min(2000, max(1, cells)))
        let columns = max(1, Int((box.width / size).rounded(.up))), rows = max(1, Int((box.height / size).rounded(.up)))
        return Raster(
            origin: Point(x: box.minX, y: box.minY), cellSizeMetres: size, columns: columns, rows: rows,
            values: Array(repeating: .nan, count: columns * rows))
    }

    /// For the map: a value at the centre of each cell over a town; NaN where there is none.
    static func forMap(of model: CityModel, _ value: (Point) -> Double?) -> Raster? {
        guard let frame = around(model, cells: 120) else { return nil }
        return Raster(like: frame, values: frame.values.indices.map { value(frame.centre(of: $0)).map { Float($0) } ?? .nan })
    }
}
