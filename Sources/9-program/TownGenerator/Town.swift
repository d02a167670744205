public import Diagnostics
public import Geometry
public import NetworkModel

/// A fictional town: its networks, its buildings and the ground under them.
public struct Town: Sendable {
    public let options: TownOptions
    /// Everything but the terrain, in RD New (EPSG:28992); `freeze` makes it a model.
    public let builder: CityModelBuilder
    /// Height of the ground in metres above the datum (NAP).
    public let terrain: Raster
    public let landmarks: Landmarks

    /// Places and levels that a flood scenario needs.
    public struct Landmarks: Sendable, Equatable {
        /// In the river bed near the western edge: where the water comes from.
        public var river: Point
        /// In the middle of the southern dike, before the low quarter: where it is weakest.
        public var breach: Point
        /// Diameter of a breach that cuts right through the dike, metres.
        public var breachWidthMetres: Double
        /// Height to which the breach lowers the ground, metres.
        public var breachLevelMetres: Double
        /// Height of the dikes' crest, metres.
        public var dikeCrestMetres: Double
        /// A high river that the dikes hold back, and that fills the low quarter through a breach, metres.
        public var floodLevelMetres: Double
        /// A river that stands above the dikes, metres.
        public var overtoppingLevelMetres: Double
    }

    /// The finished model.
    /// - Throws: `InputError` when the town is not sound, which would be a fault of the generator.
    public func model() throws(InputError) -> CityModel {
        var log = IssueLog()
        return try builder.freeze(&log)
    }
    /// The terrain with the dike opened at `landmarks.breach`.
    public var terrainWithBreach: Raster {
        var breached = terrain
        for index in breached.values.indices
        where breached.centre(of: index).distance(to: landmarks.breach) <= landmarks.breachWidthMetres / 2 {
            breached.values[index] = min(breached.values[index], Float(landmarks.breachLevelMetres))
        }
        return breached
    }
}
