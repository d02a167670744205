import Geometry

/// The same city under other assumptions, for asking how much an assumption matters.
extension CityModel {
    /// With every reserve's hours multiplied by a factor.
    /// - Parameter onlyAssumed: leaves reserves alone that the data states.
    public func withReserves(times factor: Double, onlyAssumed: Bool) -> CityModel {
        var varied = self
        varied.requirements.bufferHours = requirements.bufferHours.enumerated().map { r, hours in
            onlyAssumed && requirements.bufferProvenance[r] != .assumed ? hours : hours * factor
        }
        return varied
    }

    /// With every assumed supplier of a facility replaced by the next one: the nearest, among those that anybody in the
    /// city gets the service from, that the facility does not already have.
    /// - Complexity: O(requirements) searches of the nearest place.
    public func withNextSuppliers() -> CityModel {
        let needs = requirements
        var varied = self
        for service in services.indices {
            let own = (0..<needs.count).filter { Int(needs.service[$0]) == service && Int(needs.asset[$0]) >= facilities.lowerBound }
            guard own.contains(where: { needs.provenance[$0] == .assumed }) else { continue }
            let candidates = Set(own.flatMap { needs.suppliers($0) }).sorted()
            let index = PointIndex(candidates.map { position[Int($0)] })
            for r in own where needs.provenance[r] == .assumed {
                let place = position[Int(needs.asset[r])]
                for slot in Int(needs.firstSupplier[r])..<Int(needs.firstSupplier[r + 1]) {
                    let now = varied.requirements.suppliers(r), before = needs.suppliers(r)
                    let next = index.nearest(to: place, within: .infinity) { !now.contains(candidates[$0]) && !before.contains(candidates[$0]) }
                    if let next { varied.requirements.supplier[slot] = candidates[next.index] }
                }
            }
        }
        return varied
    }
}
