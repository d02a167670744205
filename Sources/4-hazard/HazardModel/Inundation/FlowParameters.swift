/// The numbers of the local inertial scheme that are not the terrain's.
public struct FlowParameters: Sendable {
    /// Standard gravity rounded as hydraulic practice does, m/s².
    public static let gravity = 9.81

    /// Share of the greatest stable time step that is taken: α of Bates, Horritt & Fewtrell 2010, eq. 14, who
    /// recommend 0.2 to 0.7. In two dimensions linear waves are stable up to 1/√2; so close to it, deep water that
    /// hardly flows, and so has no friction to calm it, begins to ring after a day or two.
    public var courant = 0.5
    /// Weight of a face's own flux against the mean of its two neighbours: θ of de Almeida et al. 2012, eq. 7. 1 is
    /// the scheme of Bates et al.; less damps the oscillations of smooth ground (Manning's n below about 0.03).
    public var theta = 1.0
    /// The longest time step, taken while the ground is dry; the initial step of LISFLOOD-FP.
    public var maximumStepSeconds = 10.0
    /// Water flows where it stands deeper than this above the higher of two grounds; as in LISFLOOD-FP.
    public var flowDepthMetres: Float = 0.001
    /// A place counts as reached by the flood while its water is deeper than this: well above the film that flow
    /// leaves behind, and below every depth that damages.
    public var recordDepthMetres: Float = 0.02
    /// At most this many threads; 0 for one per core. The result does not depend on it.
    public var threads = 0

    public init() {}
}

/// Manning's roughness coefficient, s/m^(1/3).
public enum Roughness: Sendable {
    case uniform(Double)
    /// One value per cell of the terrain.
    case perCell([Float])
}
