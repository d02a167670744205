import Diagnostics
import Geometry
import NetworkModel

extension Joiner {
    /// Leaves out links that repeat one of another file exactly, and links that start and end at one place without
    /// any length.
    ///
    /// Two links on one course within one file are kept: two cables in one trench are drawn so.
    mutating func tidyLinks() {
        struct Ends: Hashable {
            var layer, kind, low, high: Int32
            var isDirected: Bool
        }
        var seen: [Ends: [Int]] = [:]
        var replacement: [Int32: Int32] = [:]
        let links = city.rowClass.indices.filter { city.rowClass[$0] == .link && city.from[$0] >= 0 && city.to[$0] >= 0 }
            .sorted { city.strings.precedes(city.identifier[$0], city.identifier[$1]) }
        let rows = rowOfIdentifier()
        for row in links {
            let from = city.from[row], to = city.to[row]
            if from == to {
                let length = Planar.length(ofPolyline: city.shape(ofRow: row))
                if length <= options.snapMetres {
                    note(
                        .warning, "link-to-itself-dropped", row: row,
                        "\(described(row)) starts and ends at '\(city.strings[from])', is \(Self.metres(length)) long and was left out")
                    city.rowClass[row] = .removed
                } else {
                    note(
                        .note, "link-to-itself-kept", row: row,
                        "\(described(row)) starts and ends at '\(city.strings[from])': a loop of \(Self.metres(length)), kept")
                }
                continue
            }
            let isForward = from < to || city.isDirected[row]
            let ends = Ends(
                layer: city.layer[row], kind: city.kind[row], low: isForward ? from : to, high: isForward ? to : from,
                isDirected: city.isDirected[row])
            let course = course(ofLink: row, rows, isForward: isForward)
            let twin = seen[ends]?.first { other in
                let otherForward = city.from[other] == ends.low
                return Self.isSame(course, self.course(ofLink: other, rows, isForward: otherForward))
            }
            if let twin, city.fileNumber[twin] == city.fileNumber[row] {
                note(
                    .note, "parallel-link-kept", row: row,
                    "\(described(row)) has the same ends and the same course as '\(id(twin))'; both were kept, as two side by side")
                seen[ends, default: []].append(row)
            } else if let twin {
                note(
                    .warning, "parallel-link-merged", row: row,
                    "\(described(row)) repeats '\(id(twin))' of another file (same ends, same course) and was left out")
                replacement[city.identifier[row]] = city.identifier[twin]
                city.rowClass[row] = .removed
            } else {
                seen[ends, default: []].append(row)
            }
        }
        replaceReferences(replacement)
        dropRequirementsOfRemoved()
    }

    private func course(ofLink row: Int, _ rows: [Int32], isForward: Bool) -> [Point] {
        var course = city.shape(ofRow: row)
        if course.count < 2 {
            course = [city.from[row], city.to[row]].map { rows[Int($0)] }.filter { $0 >= 0 }
                .compactMap { place(ofRow: Int($0)) }
        }
        return isForward ? course : course.reversed()
    }

    /// Whether two courses have the same points to the centimetre.
    private static func isSame(_ a: [Point], _ b: [Point]) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { $0.distance(to: $1) <= 0.01 }
    }

    /// What needed or supplied something and was left out does so no more.
    private mutating func dropRequirementsOfRemoved() {
        let rows = rowOfIdentifier()
        var isGone = Set<Int32>()
        for row in city.rowClass.indices where city.rowClass[row] == .removed && rows[Int(city.identifier[row])] < 0 {
            isGone.insert(city.identifier[row])
        }
        if isGone.isEmpty { return }
        city.requirements.removeAll { isGone.contains($0.asset) }
        for r in city.requirements.indices where city.requirements[r].suppliers.contains(where: { isGone.contains($0) }) {
            city.requirements[r].suppliers.removeAll { isGone.contains($0) }
        }
    }

    /// Computes what follows from the geometry: lengths of links and areas of footprints that no file gave.
    mutating func deriveMeasures() {
        let rows = rowOfIdentifier()
        let hasLength = rowsWith(.length), hasArea = rowsWith(.footprintArea)
        for row in city.rowClass.indices {
            // A drawing says nothing of lengths.
            if city.rowClass[row] == .link, !city.isSchematic, !hasLength[row], city.from[row] >= 0, city.to[row] >= 0 {
                let length = Planar.length(ofPolyline: course(ofLink: row, rows, isForward: true))
                if length.isFinite { city.set(.length, Self.toCentimetres(length), ofRow: row, .derived) }
            }
            if city.rowClass[row] == .facility, !hasArea[row], city.shapeCount[row] >= 3 {
                let area = Planar.area(ofRing: city.shape(ofRow: row))
                if area.isFinite, area > 0 { city.set(.footprintArea, (area * 10).rounded() / 10, ofRow: row, .derived) }
            }
        }
    }

    static func toCentimetres(_ length: Double) -> Double { (length * 100).rounded() / 100 }

    /// For each row whether it has the attribute.
    func rowsWith(_ attribute: NumericAttribute) -> [Bool] {
        var has = [Bool](repeating: false, count: city.rowCount)
        let column = city.numeric[Int(attribute.rawValue)]
        for (i, row) in column.rows.enumerated() where !column.values[i].isNaN { has[Int(row)] = true }
        return has
    }

    /// The last value of an attribute for each row; `NaN` where it has none.
    func values(_ attribute: NumericAttribute) -> [Double] {
        var values = [Double](repeating: .nan, count: city.rowCount)
        let column = city.numeric[Int(attribute.rawValue)]
        for (i, row) in column.rows.enumerated() { values[Int(row)] = column.values[i] }
        return values
    }

    /// The last text of an attribute for each row, as a number in `city.strings`; −1 where it has none.
    func texts(_ attribute: TextAttribute) -> [Int32] {
        var texts = [Int32](repeating: -1, count: city.rowCount)
        let column = city.text[Int(attribute.rawValue)]
        for (i, row) in column.rows.enumerated() { texts[Int(row)] = column.strings[i] }
        return texts
    }
}
