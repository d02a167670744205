/// The inner loops of the local inertial scheme, each over neighbouring cells of one row.
///
/// They hold no branches and no calls, so that the compiler can take several cells at once.
enum FlowKernel {
    /// What a step gives to all of its faces and cells.
    struct Factors: Sendable {
        /// Δt / Δx, s/m.
        var stepPerCell: Double
        /// g Δt / Δx and g Δt.
        var gravityPerCell, gravity: Float
        var theta: Float
        var flowDepth, recordDepth: Float
        /// Metres of rain in the step.
        var rain: Double = 0
    }

    /// x^(−1/3) to the precision of a float: a first guess from the exponent bits, then twice
    /// y (1 + c/3 + 2 c²/9) with c = 1 − x y³, the start of the series of (1 − c)^(−1/3).
    @inline(__always) static func inverseCubeRoot(_ x: Float) -> Float {
        // A third of the bits as 1/4 + 1/16 + 1/64 + 1/256, since division takes one number at a time.
        let bits = x.bitPattern
        var y = Float(bitPattern: 0x548c_c000 &- ((bits &>> 2) &+ (bits &>> 4) &+ (bits &>> 6) &+ (bits &>> 8)))
        var c = 1 - x * y * y * y
        y += y * c * (1 / 3 as Float + c * (2 / 9 as Float))
        c = 1 - x * y * y * y
        y += y * c * (1 / 3 as Float + c * (2 / 9 as Float))
        return y
    }

    /// New fluxes, and speeds, through faces between cells `a` and `b` (east or south of `a`).
    ///
    /// Bates, Horritt & Fewtrell 2010, J. Hydrology 387, 33-45, doi:10.1016/j.jhydrol.2010.03.027, eq. 11:
    /// q' = (q − g h Δt ∂η/∂x) / (1 + g Δt n² |q| / h^(7/3)), with h the depth above the higher ground under the
    /// higher surface. When smoothed, the q of the numerator is the weighted one of de Almeida et al. 2012, Water
    /// Resour. Res. 48, W05528, doi:10.1029/2011WR011570, eq. 7, unless that would make water flow uphill.
    ///
    /// In two loops, the first in doubles and the second in floats, of which the processor takes twice as many at once;
    /// between them, `deep` and `rise` hold h and the difference of the surfaces.
    @inline(__always) static func fluxes<Variant: FlowVariant>(
        _ variant: Variant.Type, _ n: Int, _ flux: UnsafeMutablePointer<Float>, _ speed: UnsafeMutablePointer<Float>, smooth: UnsafePointer<Float>,
        groundA: UnsafePointer<Float>, groundB: UnsafePointer<Float>,
        depthA: UnsafePointer<Double>, depthB: UnsafePointer<Double>,
        roughA: UnsafePointer<Float>, roughB: UnsafePointer<Float>,
        deep: UnsafeMutablePointer<Float>, rise: UnsafeMutablePointer<Float>, _ f: Factors
    ) {
        var i = 0
        while i < n {
            let za = Double(groundA[i]), zb = Double(groundB[i])
            let a = za + depthA[i], b = zb + depthB[i]
            deep[i] = Float((a > b ? a : b) - (za > zb ? za : zb))
            rise[i] = Float(b - a)
            i &+= 1
        }
        let uniformFriction = f.gravity * roughA[0]
        let (flowDepth, recordDepth) = (f.flowDepth, f.recordDepth)
        let (gravity, gravityPerCell) = (f.gravity, f.gravityPerCell)
        i = 0
        while i < n {
            let h = deep[i] > flowDepth ? deep[i] : flowDepth
            let drive = gravityPerCell * h * rise[i]
            let q = flux[i]
            let friction = Variant.isUniform ? uniformFriction : gravity * 0.5 * (roughA[i] + roughB[i])
            let r = inverseCubeRoot(h), r2 = r * r, r4 = r2 * r2
            var top = q - drive
            if Variant.isSmoothed {
                let weighted = smooth[i] - drive
                top = weighted * drive <= 0 ? weighted : top
            }
            let new = top / (1 + friction * (q < 0 ? -q : q) * (r4 * r2 * r))
            // A factor, not a choice: for a choice the compiler would jump over the work and take one cell at a time.
            flux[i] = new * (deep[i] > flowDepth ? 1 : 0)
            speed[i] = new * (r2 * r) * (deep[i] > recordDepth ? 1 : 0)
            i &+= 1
        }
    }

    /// θ q + (1 − θ)/2 (q before + q behind); where a wall shuts one of the two, q itself.
    ///
    /// The grounds are those of the cells on the far side of the faces before and behind.
    @inline(__always) static func smooth(
        _ n: Int, _ result: UnsafeMutablePointer<Float>, flux: UnsafePointer<Float>, before: UnsafePointer<Float>,
        behind: UnsafePointer<Float>, groundBefore: UnsafePointer<Float>, groundBehind: UnsafePointer<Float>, _ f: Factors
    ) {
        let own = f.theta, others = (1 - f.theta) / 2
        var i = 0
        while i < n {
            let q = flux[i]
            let ground = groundBefore[i] > groundBehind[i] ? groundBefore[i] : groundBehind[i]
            let weighted = own * q + others * (before[i] + behind[i])
            result[i] = ground < FlowFields.wall ? weighted : q
            i &+= 1
        }
    }

    /// How many cells would lose more water in the step than they hold.
    @inline(__always) static func overdrawn(
        _ n: Int, depth: UnsafePointer<Double>, east: UnsafePointer<Float>, north: UnsafePointer<Float>,
        south: UnsafePointer<Float>, _ f: Factors
    ) -> Int32 {
        let step = Float(f.stepPerCell)
        var count: Int32 = 0
        var i = 0
        while i < n {
            let out = outflow(east[i], east[i &+ 1], north[i], south[i])
            count &+= out * step > Float(depth[i]) * safety ? 1 : 0
            i &+= 1
        }
        return count
    }

    /// Just below 1, so that rounding cannot make a cell give more than it has.
    static let safety: Float = 1 - 0x1p-20

    /// What leaves through the faces of a cell, m²/s; opposite faces in pairs, so that mirrored flows give one result.
    @inline(__always) static func outflow(_ west: Float, _ east: Float, _ north: Float, _ south: Float) -> Float {
        ((east > 0 ? east : 0) - (west < 0 ? west : 0)) + ((south > 0 ? south : 0) - (north < 0 ? north : 0))
    }

    @inline(__always) private static func larger(_ a: Float, _ b: Float) -> Float { a > b ? a : b }

    /// New depths from the fluxes, the greatest depth and speed of each cell, and whether a cell got wet or dry.
    ///
    /// The greatest depth is that before the step: what sources and held levels make of the new one is still to come.
    /// The speed is that through the faster face in each direction: discharge over the depth in the face, which at the
    /// front of a flood is far more than the film that has already come into the cell.
    ///
    /// - Returns: the bits of the greatest new depth (which order as the depths do), and how many cells crossed the
    ///   record depth.
    @inline(__always) static func depths(
        _ n: Int, _ depth: UnsafeMutablePointer<Double>, _ before: UnsafeMutablePointer<Float>,
        east: UnsafePointer<Float>, north: UnsafePointer<Float>, south: UnsafePointer<Float>,
        speedEast: UnsafePointer<Float>, speedNorth: UnsafePointer<Float>, speedSouth: UnsafePointer<Float>,
        ground: UnsafePointer<Float>, deepest: UnsafeMutablePointer<Float>, fastest: UnsafeMutablePointer<Float>,
        isRaining: Bool, _ f: Factors
    ) -> (greatestBits: Int32, crossings: Int32) {
        let (step, rain, record) = (f.stepPerCell, f.rain, f.recordDepth)
        var greatest: Int32 = 0, crossings: Int32 = 0
        var i = 0
        while i < n {
            let (w, e, n, s) = (east[i], east[i &+ 1], north[i], south[i])
            let old = depth[i]
            var new = old + step * ((Double(w) - Double(e)) + (Double(n) - Double(s)))
            if isRaining { new += ground[i] < FlowFields.wall ? rain : 0 }
            new = new > 0 ? new : 0
            depth[i] = new
            let h = Float(new), h0 = Float(old)
            before[i] = h0
            let bits = Int32(bitPattern: h.bitPattern)
            greatest = bits > greatest ? bits : greatest
            crossings &+= (h > record) == (h0 > record) ? 0 : 1
            deepest[i] = h0 > deepest[i] ? h0 : deepest[i]
            let (uw, ue, vn, vs) = (speedEast[i], speedEast[i &+ 1], speedNorth[i], speedSouth[i])
            let squared = larger(uw * uw, ue * ue) + larger(vn * vn, vs * vs)
            fastest[i] = larger(squared, fastest[i])
            i &+= 1
        }
        return (greatest, crossings)
    }
}
