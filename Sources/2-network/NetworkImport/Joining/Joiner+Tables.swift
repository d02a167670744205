import Diagnostics
import Geometry
import NetworkModel

extension Joiner {
    /// Puts the user's tables of requirements in the place of what the files say of the same asset and service.
    ///
    /// Names are identifiers, or names that only one asset has.
    /// - Throws: `InputError` with the table's line for a name that nothing has.
    mutating func applyRequirementTables() throws(InputError) {
        if options.requirements.isEmpty { return }
        let names = AssetNames(city), stated = requirementsByNeed()
        var isReplaced = Set<Int>(), added: [CityModelBuilder.Requirement] = []
        for table in options.requirements {
            for entry in table.entries where !entry.suppliers.isEmpty {
                let asset = try names.find(entry.asset, entry.position)
                let service = city.strings.intern(entry.service)
                var suppliers: [Int32] = []
                for name in entry.suppliers {
                    let supplier = try names.find(name, entry.position)
                    if !suppliers.contains(supplier) { suppliers.append(supplier) }
                }
                var requirement = CityModelBuilder.Requirement(asset: asset, service: service, suppliers: suppliers)
                let earlier = stated[Need(asset: asset, service: service)] ?? []
                requirement.atLeast = entry.atLeast ?? 1
                guard requirement.atLeast <= suppliers.count else {
                    throw InputError(
                        "requirement-count", at: entry.position,
                        "\(entry.asset) needs \(entry.service) from at least \(requirement.atLeast) suppliers, but \(suppliers.count) are named",
                        remedy: "name more suppliers or ask for fewer")
                }
                requirement.position = entry.position
                if let hours = entry.bufferHours {
                    requirement.bufferHours = hours
                } else if let first = earlier.first.map({ city.requirements[$0] }) {
                    requirement.bufferHours = first.bufferHours
                    requirement.bufferProvenance = first.bufferProvenance ?? first.provenance
                } else if let row = names.row(asset) {
                    let buffer = BufferDefaults.buffer(
                        of: kind(row), without: Layer(entry.service), own: options.reserves)
                    (requirement.bufferHours, requirement.bufferProvenance) = (buffer.hours, buffer.provenance)
                }
                if let first = earlier.first.map({ city.requirements[$0] }) {
                    requirement.restartDelayHours = first.restartDelayHours
                    requirement.rechargeRate = first.rechargeRate
                    requirement.blackStart = first.blackStart
                    isReplaced.formUnion(earlier)
                    noteTable(
                        "requirement-replaced", asset, names, entry,
                        "the table's suppliers of \(entry.service) (\(entry.suppliers.joined(separator: ", "))) take the place of those in the files")
                }
                added.append(requirement)
            }
        }
        city.requirements = city.requirements.indices.filter { !isReplaced.contains($0) }.map { city.requirements[$0] } + added
    }

    private struct Need: Hashable {
        var asset, service: Int32
    }

    /// Positions of the requirements of each asset and service.
    private func requirementsByNeed() -> [Need: [Int]] {
        var positions: [Need: [Int]] = [:]
        for (r, requirement) in city.requirements.enumerated() {
            positions[Need(asset: requirement.asset, service: requirement.service), default: []].append(r)
        }
        return positions
    }

    /// Rows of the tables that only give hours, once every requirement is there.
    mutating func applyReserves() throws(InputError) {
        guard options.requirements.contains(where: { $0.entries.contains(where: { $0.suppliers.isEmpty }) }) else { return }
        let names = AssetNames(city), stated = requirementsByNeed()
        for table in options.requirements {
            for entry in table.entries where entry.suppliers.isEmpty {
                let asset = try names.find(entry.asset, entry.position)
                guard let hours = entry.bufferHours else {
                    throw InputError(
                        "table-cell-empty", at: entry.position, "the row names neither a supplier nor hours of buffer",
                        remedy: "fill in one of them, or remove the row")
                }
                let service = city.strings.intern(entry.service)
                let found = stated[Need(asset: asset, service: service)] ?? []
                for r in found {
                    city.requirements[r].bufferHours = hours
                    city.requirements[r].bufferProvenance = .measured
                }
                if found.isEmpty {
                    noteTable(
                        "reserve-without-requirement", asset, names, entry, severity: .warning,
                        "the table gives hours of buffer without \(entry.service), but nobody is known to supply it: they have no effect")
                }
            }
        }
    }

    private mutating func noteTable(
        _ code: String, _ asset: Int32, _ names: AssetNames, _ entry: RequirementTable.Entry, severity: Severity = .note,
        _ message: String
    ) {
        let place = names.row(asset).flatMap { self.place(ofRow: $0) }
        log.add(
            Issue(
                severity, code, at: entry.position, asset: city.strings[asset], x: place?.x, y: place?.y,
                "\(names.row(asset).map { described($0) } ?? entry.asset): \(message)",
                remedy: severity == .note ? "" : "name its supplier in the table"))
    }

    /// Gives assets without an elevation that of the ground.
    mutating func applyTerrain() {
        if options.terrain.isEmpty { return }
        let has = rowsWith(.elevation)
        var given = 0, outside = 0
        for row in city.rowClass.indices where !has[row] && [CityModelBuilder.RowClass.node, .facility].contains(city.rowClass[row]) {
            guard let p = place(ofRow: row) else { continue }
            guard let height = options.terrain.lazy.compactMap({ $0.value(at: p) }).first else {
                outside += 1
                continue
            }
            city.set(.elevation, Self.toCentimetres(Double(height)), ofRow: row, .derived)
            given += 1
        }
        log.add(
            Issue(
                given == 0 ? .warning : .note, "elevation-from-terrain",
                "\(given) nodes and facilities without an elevation were given that of the terrain; \(outside) lie where the terrain is unknown",
                remedy: given == 0 ? "check that the grid covers the city and is in the coordinate system of the network" : ""))
    }
}

/// Finds assets by identifier, or by a name that only one of them has.
private struct AssetNames {
    private let city: CityModelBuilder
    private var rowOf: [String: Int] = [:]
    /// Rows by display name; −1 for one that several share.
    private var rowNamed: [String: Int] = [:]

    init(_ city: CityModelBuilder) {
        self.city = city
        for row in city.rowClass.indices where city.rowClass[row] != .removed {
            rowOf[city.strings[city.identifier[row]]] = row
            if city.displayName[row] >= 0 {
                let name = city.strings[city.displayName[row]]
                rowNamed[name] = rowNamed[name] == nil ? row : -1
            }
        }
    }

    /// The identifier, as a number in the builder's strings.
    func find(_ name: String, _ place: SourcePosition) throws(InputError) -> Int32 {
        if let row = rowOf[name] { return city.identifier[row] }
        if let row = rowNamed[name] {
            if row >= 0 { return city.identifier[row] }
            throw InputError(
                "name-ambiguous", at: place, "several assets are called '\(name)'", remedy: "give the identifier instead")
        }
        throw InputError(
            "unknown-reference", at: place, "there is no asset '\(name)'",
            remedy: suggestion(for: name, among: rowOf.keys.sorted() + rowNamed.keys.sorted())
                + "give an identifier or a name of the joined network")
    }

    func row(_ identifier: Int32) -> Int? { rowOf[city.strings[identifier]] }
}
