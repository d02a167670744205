/// What a user may say about the files that are read, for the formats that can use it.
public struct ReadOptions: Sendable, Equatable {
    /// What the layers of map files (GeoJSON, GeoPackage) are.
    public var mapping: LayerMapping?
    public init() {}
}
