/// The same catalogue under other assumptions, for asking how much an assumption matters.
extension FragilityCatalogue {
    /// With the depths at which assets stop multiplied by a factor, where no source gives them.
    public func withAssumedThresholds(times factor: Double) -> FragilityCatalogue {
        var varied = self
        for i in floodings.indices where floodings[i].source == nil { varied.floodings[i].thresholdMetres *= factor }
        return varied
    }

    /// With the hours until an asset works again multiplied by a factor, where no source gives them: all hours of
    /// drying after a flood, and the repair times without a source.
    public func withAssumedRepairs(times factor: Double) -> FragilityCatalogue {
        var varied = self
        for i in floodings.indices { varied.floodings[i].dryingHours *= factor }
        for i in restorations.indices where restorations[i].source == nil {
            varied.restorations[i].hours = restorations[i].hours.map { $0 * factor }
        }
        return varied
    }
}
