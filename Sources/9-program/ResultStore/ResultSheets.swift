import SQLiteAccess
public import TableWriting

extension ResultStore {
    /// The sheets of a workbook about one scenario, or about all of them.
    /// - Throws: `InputError` for a scenario that is not in the store, or not done.
    public func sheets(scenario name: String?) throws -> [Table] {
        guard let name else {
            return try [
                answer(.summary), answer(.worstHospitals), answer(.weakNodes), answer(.measures), affectedFacilities(), inputs(),
            ]
        }
        return try [
            answer(.facilities(scenario: name)), answer(.vulnerable(scenario: name)), answer(.assets(scenario: name)),
            measures(ofScenario: name), about(name),
        ]
    }

    private func affectedFacilities() throws -> Table {
        try table(
            "Facilities",
            """
            SELECT id, name, kind, residents, beds, scenarios_out, mean_out_h, longest_out_h, mean_weighted_hours, worst_scenario
            FROM facilities WHERE scenarios_out > 0 ORDER BY mean_weighted_hours DESC, fid
            """)
    }

    private func inputs() throws -> Table {
        var table = try table(
            "Inputs", "SELECT DISTINCT path AS file, sha256 FROM scenario_inputs ORDER BY 1")
        table.add([.text("program"), .text("lifeline \(try property("program") ?? "")")])
        return table
    }

    private func measures(ofScenario name: String) throws -> Table {
        try table(
            "Measures",
            """
            SELECT m.title AS measure, m.cost_eur, s.consequence AS weighted_hours_without, m.consequence AS weighted_hours_with,
              m.avoided, m.avoided_mean, m.avoided_lower, m.avoided_upper
            FROM measures m JOIN scenarios s ON s.fid = m.scenario WHERE s.name = ? ORDER BY m.fid
            """, texts: [name])
    }

    private func about(_ name: String) throws -> Table {
        let result = try result(ofScenario: name)
        var table = Table("About", columns: ["what", "value"])
        table.add([.text("scenario"), .text(name)])
        for setting in result.settings where !setting.value.isEmpty { table.add([.text(Table.heading(setting.name)), .text(setting.value)]) }
        table.add([.text("weighted hours"), .number(result.consequence)])
        for input in result.inputs { table.add([.text("SHA-256 of \(input.path)"), .text(input.sha256)]) }
        table.add([.text("program"), .text("lifeline \(try property("program") ?? "")")])
        table.add([.text("hours"), .text("count from the onset of the event")])
        return table
    }
}
