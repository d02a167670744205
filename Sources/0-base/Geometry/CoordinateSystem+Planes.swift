extension CoordinateSystem {
    /// National planes in metres that are known by their code but have no transformation here: data in one of them
    /// can be used, but only together with data in the same one.
    ///
    /// Names and axis orders as in the EPSG registry (epsg.org).
    static func untransformedPlane(_ epsg: Int) -> (name: String, axisOrder: AxisOrder)? {
        switch epsg {
        case 2056: ("CH1903+ / LV95", .eastNorth)
        case 2154: ("RGF93 v1 / Lambert-93", .eastNorth)
        case 3068: ("DHDN / Soldner Berlin", .northEast)
        case 3942...3950: ("RGF93 v1 / CC\(epsg - 3900)", .eastNorth)
        case 27700: ("OSGB36 / British National Grid", .eastNorth)
        case 31370: ("BD72 / Belgian Lambert 72", .eastNorth)
        case 31466...31469: ("DHDN / 3-degree Gauss-Kruger zone \(epsg - 31464)", .northEast)
        default: nil
        }
    }

    /// Whether places in it can be brought into other systems.
    public var hasTransformation: Bool {
        switch method {
        case .local, .untransformed: false
        default: true
        }
    }
}
