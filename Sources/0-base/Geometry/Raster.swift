/// to be replaced
public struct Raster: Sendable {}
