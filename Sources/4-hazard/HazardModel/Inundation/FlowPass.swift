/// One pass of a step over a band of rows: which blocks are worked on, and with which loop.
enum FlowPass {
    /// New fluxes; and for all rows but the last, no cell gives more than it has.
    static func fluxes(_ fields: FlowFields, rows: Range<Int>, _ f: FlowKernel.Factors) {
        switch (fields.isUniform, f.theta < 1) {
        case (true, false): fluxes(EvenFlow.self, fields, rows, f)
        case (false, false): fluxes(UnevenFlow.self, fields, rows, f)
        case (true, true): fluxes(SmoothedEvenFlow.self, fields, rows, f)
        case (false, true): fluxes(SmoothedUnevenFlow.self, fields, rows, f)
        }
    }

    private static func fluxes<Variant: FlowVariant>(
        _ variant: Variant.Type, _ fields: FlowFields, _ rows: Range<Int>, _ f: FlowKernel.Factors
    ) {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * FlowFields.blockWidth) { scratch in
            guard let s = scratch.baseAddress else { return }
            for row in rows {
                fluxes(variant, fields, row, s, f)
                if row > rows.lowerBound { limit(fields, row: row - 1, f) }
            }
        }
    }

    @inline(__always) private static func fluxes<Variant: FlowVariant>(
        _ variant: Variant.Type, _ fields: FlowFields, _ row: Int, _ scratch: UnsafeMutablePointer<Float>,
        _ f: FlowKernel.Factors
    ) {
        let (isUniform, isSmoothed) = (Variant.isUniform, Variant.isSmoothed)
        let (deep, rise) = (scratch, scratch + FlowFields.blockWidth)
        let (ground, depth, rough) = (fields.ground, fields.depth, fields.roughness)
        forEachBlock(fields, row, andBefore: true) { c, n, _ in
            let north = c - fields.stride
            let (here, west, above) = isUniform ? (0, 0, 0) : (c, c - 1, north)
            let smooth = isSmoothed ? c : 0
            FlowKernel.fluxes(
                variant, n, fields.fluxEast + c, fields.speedEast + c, smooth: fields.smoothEast + smooth, groundA: ground + c - 1, groundB: ground + c,
                depthA: depth + c - 1, depthB: depth + c, roughA: rough + west, roughB: rough + here,
                deep: deep, rise: rise, f)
            FlowKernel.fluxes(
                variant, n, fields.fluxSouth + c, fields.speedSouth + c, smooth: fields.smoothSouth + smooth, groundA: ground + north, groundB: ground + c,
                depthA: depth + north, depthB: depth + c, roughA: rough + above, roughB: rough + here,
                deep: deep, rise: rise, f)
        }
    }

    static func smooth(_ fields: FlowFields, rows: Range<Int>, _ f: FlowKernel.Factors) {
        for row in rows {
            forEachBlock(fields, row, andBefore: true) { c, n, _ in
                let (east, south, ground, stride) = (fields.fluxEast + c, fields.fluxSouth + c, fields.ground + c, fields.stride)
                FlowKernel.smooth(
                    n, fields.smoothEast + c, flux: east, before: east - 1, behind: east + 1, groundBefore: ground - 2,
                    groundBehind: ground + 1, f)
                // The northern faces of the first row are shut.
                guard row > 1 else { return }
                FlowKernel.smooth(
                    n, fields.smoothSouth + c, flux: south, before: south - stride, behind: south + stride,
                    groundBefore: ground - 2 * stride, groundBehind: ground + stride, f)
            }
        }
    }

    /// Where a cell would lose more than it holds, its outflows are cut to the same share each.
    static func limit(_ fields: FlowFields, row: Int, _ f: FlowKernel.Factors) {
        let (east, south, stride) = (fields.fluxEast, fields.fluxSouth, fields.stride)
        let (speedEast, speedSouth) = (fields.speedEast, fields.speedSouth)
        let step = Float(f.stepPerCell)
        forEachBlock(fields, row, andBefore: false) { first, n, _ in
            let count = FlowKernel.overdrawn(
                n, depth: fields.depth + first, east: east + first, north: south + first, south: south + first + stride, f)
            guard count > 0 else { return }
            for c in first..<first + n {
                let out = FlowKernel.outflow(east[c], east[c + 1], south[c], south[c + stride]) * step
                let has = Float(fields.depth[c]) * FlowKernel.safety
                guard out > has else { continue }
                let share = has / out * FlowKernel.safety
                func cut(_ flux: UnsafeMutablePointer<Float>, _ speed: UnsafeMutablePointer<Float>, _ face: Int) {
                    flux[face] *= share
                    speed[face] *= share
                }
                if east[c] < 0 { cut(east, speedEast, c) }
                if east[c + 1] > 0 { cut(east, speedEast, c + 1) }
                if south[c] < 0 { cut(south, speedSouth, c) }
                if south[c + stride] > 0 { cut(south, speedSouth, c + stride) }
            }
        }
    }

    /// New depths, and what is recorded. Returns the greatest depth.
    static func depths(_ fields: FlowFields, rows: Range<Int>, _ now: Float, _ f: FlowKernel.Factors) -> Float {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: FlowFields.blockWidth) { scratch in
            guard let before = scratch.baseAddress else { return 0 }
            var greatest: Int32 = 0
            for row in rows {
                forEachBlock(fields, row, andBefore: false) { c, n, block in
                    let result = f.rain > 0
                        ? depths(fields, c, n, before, isRaining: true, f) : depths(fields, c, n, before, isRaining: false, f)
                    greatest = max(greatest, result.greatestBits)
                    fields.isWet[block] = Float(bitPattern: UInt32(bitPattern: result.greatestBits)) > f.flowDepth ? 1 : 0
                    if result.crossings > 0 { noteCrossings(fields, c, n, before, now, f.recordDepth) }
                }
            }
            return Float(bitPattern: UInt32(bitPattern: greatest))
        }
    }

    @inline(__always) private static func depths(
        _ fields: FlowFields, _ c: Int, _ n: Int, _ before: UnsafeMutablePointer<Float>, isRaining: Bool,
        _ f: FlowKernel.Factors
    ) -> (greatestBits: Int32, crossings: Int32) {
        FlowKernel.depths(
            n, fields.depth + c, before, east: fields.fluxEast + c, north: fields.fluxSouth + c,
            south: fields.fluxSouth + c + fields.stride, speedEast: fields.speedEast + c,
            speedNorth: fields.speedSouth + c, speedSouth: fields.speedSouth + c + fields.stride, ground: fields.ground + c, deepest: fields.deepest + c,
            fastest: fields.fastestSquared + c, isRaining: isRaining, f)
    }

    private static func noteCrossings(
        _ fields: FlowFields, _ first: Int, _ n: Int, _ before: UnsafeMutablePointer<Float>, _ now: Float, _ record: Float
    ) {
        for i in 0..<n {
            let isWet = Float(fields.depth[first + i]) > record
            if isWet != (before[i] > record) { fields.noteCrossing(first + i, isWet: isWet, now) }
        }
    }

    @inline(__always) private static func forEachBlock(
        _ fields: FlowFields, _ row: Int, andBefore: Bool, _ body: (_ first: Int, _ count: Int, _ block: Int) -> Void
    ) {
        for block in 0..<fields.blocksPerRow {
            let i = row * fields.blocksPerRow + block
            guard fields.isActive[i] | (andBefore ? fields.wasActive[i] : 0) != 0 else { continue }
            let (first, count) = fields.cells(row: row, block: block)
            body(first, count, i)
        }
    }
}

/// Which loop a run needs: known to the compiler, so that each has its own without a question per cell.
protocol FlowVariant {
    /// One roughness for all cells.
    static var isUniform: Bool { get }
    /// Fluxes weighted with their neighbours, θ < 1.
    static var isSmoothed: Bool { get }
}
enum EvenFlow: FlowVariant {
    static var isUniform: Bool { true }
    static var isSmoothed: Bool { false }
}
enum UnevenFlow: FlowVariant {
    static var isUniform: Bool { false }
    static var isSmoothed: Bool { false }
}
enum SmoothedEvenFlow: FlowVariant {
    static var isUniform: Bool { true }
    static var isSmoothed: Bool { true }
}
enum SmoothedUnevenFlow: FlowVariant {
    static var isUniform: Bool { false }
    static var isSmoothed: Bool { true }
}
