extension StreetPlan {
    private static let runAlong = 9, runAway = 8

    /// What a street is called, and which house numbers its stretch has.
    func name(_ street: Street, bridgeNumber: Int = 0) -> String {
        if street.isBridge { return TownNames.bridge(bridgeNumber) }
        if street.isRing { return "Ring" }
        let c = grid.corner(Int(street.from))
        if street.isAlong {
            if street.roadClass == .tertiary { return c.isNorth ? "Noorderdijk" : "Zuiderdijk" }
            if street.roadClass == .primary { return c.isNorth ? "Hoofdweg Noord" : "Hoofdweg Zuid" }
            let perLine = (grid.columns + Self.runAlong - 1) / Self.runAlong
            return TownNames.street((Int(street.from) / grid.columns) * perLine + c.column / Self.runAlong)
        }
        if street.roadClass == .primary {
            let number = bridgeColumns.firstIndex(of: c.column) ?? 0
            return number == 0 ? "Brugweg" : "Brugweg \(number + 1)"
        }
        let lines = grid.southRows + grid.northRows
        let first = lines * ((grid.columns + Self.runAlong - 1) / Self.runAlong)
        let perColumn = (lines + Self.runAway - 1) / Self.runAway + 1
        let line = c.isNorth ? grid.southRows + Self.runAway + c.row : c.row
        return TownNames.street(first + c.column * perColumn + line / Self.runAway)
    }

    /// The position of a street within its run: house numbers go up with it.
    func placeInRun(_ street: Street) -> Int {
        let c = grid.corner(Int(street.from))
        let isNumberedFromStart = street.roadClass != .residential && street.roadClass != .secondary
        if street.isAlong { return isNumberedFromStart ? c.column : c.column % Self.runAlong }
        return isNumberedFromStart ? c.row : c.row % Self.runAway
    }
}
