extension Cascade {
    /// A requirement as a measure would have it.
    public struct ChangedNeed: Sendable, Equatable {
        /// Its number in the model.
        public var need: Int
        public var bufferHours: Double
        public var blackStart: Bool
        /// All suppliers by asset number, ascending.
        public var suppliers: [Int32]
        public init(need: Int, bufferHours: Double, blackStart: Bool, suppliers: [Int32]) {
            self.need = need
            self.bufferHours = bufferHours
            self.blackStart = blackStart
            self.suppliers = suppliers
        }
    }

    /// The same city with some requirements changed, at the cost of the requirements and not of the city.
    ///
    /// States are made anew for it. Only for requirements that are met before the event, whose suppliers grow in number
    /// and are no links: nothing else before the event then changes.
    public func changing(_ changes: [ChangedNeed]) -> Cascade {
        var changed = self
        var suppliers: [Int: [Int32]] = [:]
        for change in changes {
            changed.needBuffer[change.need] = change.bufferHours
            changed.needBlackStart[change.need] = change.blackStart
            let before = needSupplier[Int(needSupplierFirst[change.need])..<Int(needSupplierFirst[change.need + 1])]
            if !before.elementsEqual(change.suppliers) {
                suppliers[change.need] = change.suppliers
                let known = Set(before)
                changed.baseline.delivering[change.need] += Int32(
                    change.suppliers.count { !known.contains($0) && baseline.delivers[Int($0)] })
            }
        }
        guard !suppliers.isEmpty else { return changed }
        var first: [Int32] = [0], all: [Int32] = []
        first.reserveCapacity(needAsset.count + 1)
        all.reserveCapacity(needSupplier.count + suppliers.count)
        for r in needAsset.indices {
            if let list = suppliers[r] {
                all += list
            } else {
                all += needSupplier[Int(needSupplierFirst[r])..<Int(needSupplierFirst[r + 1])]
            }
            first.append(Int32(all.count))
        }
        changed.needSupplierFirst = first
        changed.needSupplier = all
        (changed.dependentFirst, changed.dependentNeed) = Self.dependents(first, all, assetCount: assetCount)
        return changed
    }

    /// The requirements in which each asset is a supplier, in compressed rows.
    static func dependents(_ first: [Int32], _ supplier: [Int32], assetCount: Int) -> ([Int32], [Int32]) {
        var start = [Int32](repeating: 0, count: assetCount + 1)
        for s in supplier { start[Int(s) + 1] += 1 }
        for a in 0..<assetCount { start[a + 1] += start[a] }
        var next = start, needs = [Int32](repeating: 0, count: supplier.count)
        for r in 0..<(first.count - 1) {
            for slot in Int(first[r])..<Int(first[r + 1]) {
                let s = Int(supplier[slot])
                needs[Int(next[s])] = Int32(r)
                next[s] += 1
            }
        }
        return (start, needs)
    }
}

extension CascadeState {
    /// Assets and requirements touched in the last run: how much work it was.
    public var touchedCount: Int { touchedAssets.count + touchedNeeds.count }
}
