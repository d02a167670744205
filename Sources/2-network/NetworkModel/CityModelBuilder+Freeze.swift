public import Diagnostics
import Geometry

extension CityModelBuilder {
    /// Resolves every reference and sorts everything by identifier.
    ///
    /// What is structurally wrong (duplicate identifiers, unknown references, links without ends, positions that
    /// are no numbers, negative buffers) goes into `log` as errors.
    /// - Throws: the first of those errors as `InputError`.
    /// - Complexity: O(n log n) in the number of rows; O(n) when they arrive sorted.
    public func freeze(_ log: inout IssueLog) throws(InputError) -> CityModel {
        var problems = IssueLog()
        let order = sortedRows()
        reportDuplicates(order, &problems)

        // Asset number of each row, and of each identifier.
        var assetOfRow = [Int32](repeating: -1, count: rowCount)
        var assetOfIdentifier = [Int32](repeating: -1, count: strings.count)
        for (asset, row) in order.enumerated() {
            assetOfRow[Int(row)] = Int32(asset)
            assetOfIdentifier[Int(identifier[Int(row)])] = Int32(asset)
        }
        let nodeCount = order.count { rowClass[Int($0)] == .node }
        let linkCount = order.count { rowClass[Int($0)] == .link }
        let total = order.count

        // Names of layers, kinds and services, sorted.
        let layerTable = sortedNames(order.lazy.map { self.layer[Int($0)] }.filter { $0 >= 0 })
        let kindTable = sortedNames(order.lazy.map { self.kind[Int($0)] })
        let serviceTable = sortedNames(
            Array(layerTable.numbers.keys) + requirements.map { $0.service })

        // Link ends.
        var modelFrom = [Int32](repeating: 0, count: linkCount), modelTo = modelFrom
        var directed = [Bool](repeating: false, count: linkCount)
        for link in 0..<linkCount {
            let row = Int(order[nodeCount + link])
            modelFrom[link] = resolveEnd(from[row], ofLinkRow: row, "from", assetOfIdentifier, nodeCount, order, &problems)
            modelTo[link] = resolveEnd(to[row], ofLinkRow: row, "to", assetOfIdentifier, nodeCount, order, &problems)
            directed[link] = isDirected[row]
        }

        // Shapes, in asset order.
        let shapes = sortedShapes(order)

        // Positions.
        var position = [Point](repeating: Point(x: 0, y: 0), count: total)
        for (asset, row32) in order.enumerated() where rowClass[Int(row32)] != .link {
            let row = Int(row32)
            position[asset] = Point(x: x[row], y: y[row])
            if !x[row].isFinite || !y[row].isFinite {
                problems.add(
                    Issue(
                        .error, "position-not-a-number", at: self.position(ofRow: row), asset: strings[identifier[row]],
                        "\(className(row)) '\(strings[identifier[row]])' has the position \(x[row]) \(y[row]), which is no place",
                        remedy: "give it two finite coordinates"))
            }
        }
        for link in 0..<linkCount {
            let asset = nodeCount + link
            let range = shapes.range(of: asset)
            if range.count >= 2 {
                position[asset] = Self.middle(shapes.x[range], shapes.y[range])
            } else if modelFrom[link] >= 0, modelTo[link] >= 0 {
                let a = position[Int(modelFrom[link])], b = position[Int(modelTo[link])]
                position[asset] = Point(x: (a.x + b.x) / 2, y: (a.y + b.y) / 2)
            }
        }
        for v in shapes.x.indices where !shapes.x[v].isFinite || !shapes.y[v].isFinite {
            let asset = Int(shapes.first.partitioningIndex { Int($0) > v }) - 1
            let row = Int(order[asset])
            problems.add(
                Issue(
                    .error, "position-not-a-number", at: self.position(ofRow: row), asset: strings[identifier[row]],
                    "\(className(row)) '\(strings[identifier[row]])' has a point \(shapes.x[v]) \(shapes.y[v]) in its shape, which is no place",
                    remedy: "give every point two finite coordinates"))
            break
        }

        let modelRequirements = resolveRequirements(
            assetOfIdentifier, assetCount: total, order, serviceTable.numbers, &problems)

        log.add(contentsOf: problems)
        if let first = problems.issues.first(where: { $0.severity == .error }) {
            let more = problems.issues.count { $0.severity == .error } - 1
            throw InputError(
                first.code, at: first.position,
                first.message + (more > 0 ? " (and \(more) more errors in the model)" : ""), remedy: first.remedy)
        }

        return CityModel(
            name: name, epsg: epsg ?? 0, sources: sources, repairs: repairs, nodeCount: nodeCount, linkCount: linkCount,
            facilityCount: total - nodeCount - linkCount,
            layers: layerTable.names.map { Layer($0) }, services: serviceTable.names,
            kinds: kindTable.names.map { AssetKind($0) },
            identifier: order.map { identifier[Int($0)] }, displayName: order.map { displayName[Int($0)] },
            strings: strings,
            kind: order.map { UInt16(kindTable.numbers[self.kind[Int($0)]] ?? 0) },
            layer: order.map { self.layer[Int($0)] < 0 ? 255 : UInt8(layerTable.numbers[self.layer[Int($0)]] ?? 0) },
            position: position, isSource: order[..<nodeCount].map { isSource[Int($0)] },
            sourceProvenance: order[..<nodeCount].map { sourceProvenance[Int($0)] },
            from: modelFrom, to: modelTo, isDirected: directed, shapes: shapes, requirements: modelRequirements,
            floodRisks: sortedFloodRisks(order),
            numeric: numeric.map { Self.column($0, assetOfRow, total) },
            text: text.map { Self.column($0, assetOfRow, total) },
            definedInFile: order.map { fileNumber[Int($0)] }, definedAtLine: order.map { line[Int($0)] }, files: files,
            outgoing: Self.adjacency(nodeCount, modelFrom, modelTo, directed, incoming: false),
            incoming: Self.adjacency(nodeCount, modelFrom, modelTo, directed, incoming: true))
    }

    // MARK: order

    /// Rows that are not removed: nodes, links, facilities, each by identifier.
    private func sortedRows() -> [Int32] {
        var order: [Int32] = []
        order.reserveCapacity(rowCount)
        for wanted in [RowClass.node, .link, .facility] {
            var rows = Array(rowClass.indices.lazy.filter { rowClass[$0] == wanted }.map { Int32($0) })
            let alreadySorted = zip(rows, rows.dropFirst()).allSatisfy {
                strings.precedes(identifier[Int($0)], identifier[Int($1)])
            }
            if !alreadySorted {
                rows.sort {
                    let a = identifier[Int($0)], b = identifier[Int($1)]
                    return a == b ? $0 < $1 : strings.precedes(a, b)
                }
            }
            order += rows
        }
        return order
    }

    private func sortedNames(_ used: some Sequence<Int32>) -> (names: [String], numbers: [Int32: Int]) {
        let names = Set(used).map { (strings[$0], $0) }.sorted { $0.0 < $1.0 }
        return (names.map(\.0), Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1.1, $0) }))
    }

    private func reportDuplicates(_ order: [Int32], _ problems: inout IssueLog) {
        var firstRow = [Int32](repeating: -1, count: strings.count)
        for row32 in order.sorted() {
            let row = Int(row32), id = Int(identifier[Int(row32)])
            guard firstRow[id] >= 0 else {
                firstRow[id] = row32
                continue
            }
            let other = position(ofRow: Int(firstRow[id])).map { " (first at \($0))" } ?? ""
            problems.add(
                Issue(
                    .error, "duplicate-identifier", at: position(ofRow: row), asset: strings[identifier[row]],
                    "the identifier '\(strings[identifier[row]])' is used twice\(other)",
                    remedy: "give one of the two another identifier, or remove the copy"))
        }
    }

    private func className(_ row: Int) -> String {
        switch rowClass[row] {
        case .node: "node"
        case .link: "link"
        default: "facility"
        }
    }

    // MARK: references

    private func resolveEnd(
        _ end: Int32, ofLinkRow row: Int, _ side: String, _ assetOfIdentifier: [Int32], _ nodeCount: Int,
        _ order: [Int32], _ problems: inout IssueLog
    ) -> Int32 {
        let asset = end >= 0 ? assetOfIdentifier[Int(end)] : -1
        if asset >= 0 && asset < nodeCount {
            let nodeRow = Int(order[Int(asset)])
            if layer[nodeRow] != layer[row] {
                problems.add(
                    Issue(
                        .error, "link-between-layers", at: position(ofRow: row), asset: strings[identifier[row]],
                        "link '\(strings[identifier[row]])' of layer '\(strings[layer[row]])' ends at node '\(strings[end])' of layer '\(strings[layer[nodeRow]])'",
                        remedy: "join layers by a requirement, not by a link"))
            }
            return asset
        }
        let found =
            end < 0 ? "has no '\(side)' end"
            : asset >= 0 ? "names '\(strings[end])' as its '\(side)' end, which is not a node"
            : "names '\(strings[end])' as its '\(side)' end, which does not exist"
        problems.add(
            Issue(
                .error, end < 0 ? "link-without-end" : "unknown-reference", at: position(ofRow: row),
                asset: strings[identifier[row]], "link '\(strings[identifier[row]])' \(found)",
                remedy: "name an existing node, or remove the link"))
        return -1
    }

    private func resolveRequirements(
        _ assetOfIdentifier: [Int32], assetCount: Int, _ order: [Int32], _ serviceNumber: [Int32: Int],
        _ problems: inout IssueLog
    ) -> Requirements {
        func fail(_ code: String, _ r: Requirement, _ message: String, _ remedy: String) {
            problems.add(
                Issue(.error, code, at: r.position, asset: strings[r.asset], message, remedy: remedy))
        }
        var kept: [(asset: Int32, service: Int, index: Int)] = []
        for (index, r) in requirements.enumerated() {
            let asset = assetOfIdentifier[Int(r.asset)]
            let service = strings[r.service]
            guard asset >= 0 else {
                fail("unknown-reference", r, "a requirement belongs to '\(strings[r.asset])', which does not exist", "name an existing asset")
                continue
            }
            for supplier in r.suppliers where assetOfIdentifier[Int(supplier)] < 0 {
                fail(
                    "unknown-reference", r,
                    "'\(strings[r.asset])' needs \(service) from '\(strings[supplier])', which does not exist",
                    "name an existing supplier")
            }
            for (value, what) in [
                (r.bufferHours, "buffer"), (r.restartDelayHours, "restart delay"), (r.rechargeRate, "recharge rate"),
            ] where !(value >= 0) {
                fail(
                    "negative-\(what.split(separator: " ")[0])", r,
                    "the \(what) of '\(strings[r.asset])' for \(service) is \(value), but it must be 0 or more",
                    "give hours of 0 or more")
            }
            if !r.confidence.isNaN, !(0...1).contains(r.confidence) {
                fail(
                    "confidence-outside", r,
                    "the confidence of '\(strings[r.asset])' for \(service) is \(r.confidence), but it must be from 0 to 1",
                    "give a share such as 0.6, or leave it out")
            }
            if r.atLeast < 1 {
                fail("requirement-count", r, "'\(strings[r.asset])' needs at least \(r.atLeast) suppliers of \(service)", "ask for at least 1")
            }
            if Set(r.suppliers).count != r.suppliers.count {
                fail("duplicate-supplier", r, "'\(strings[r.asset])' names one supplier of \(service) twice", "name each supplier once")
            }
            kept.append((asset, serviceNumber[r.service] ?? 0, index))
        }
        kept.sort { ($0.asset, $0.service, $0.index) < ($1.asset, $1.service, $1.index) }
        var firstOfAsset = [Int32](repeating: 0, count: assetCount + 1)
        for r in kept { firstOfAsset[Int(r.asset) + 1] += 1 }
        for a in 0..<assetCount { firstOfAsset[a + 1] += firstOfAsset[a] }
        var firstSupplier: [Int32] = [0], supplier: [Int32] = []
        for r in kept {
            supplier += requirements[r.index].suppliers.map { assetOfIdentifier[Int($0)] }.filter { $0 >= 0 }.sorted()
            firstSupplier.append(Int32(supplier.count))
        }
        func column<T>(_ value: (Requirement) -> T) -> [T] { kept.map { value(requirements[$0.index]) } }
        return Requirements(
            asset: kept.map(\.asset), service: kept.map { UInt8($0.service) },
            atLeast: column { Int32($0.atLeast) }, bufferHours: column(\.bufferHours),
            restartDelayHours: column(\.restartDelayHours), rechargeRate: column(\.rechargeRate),
            blackStart: column(\.blackStart), provenance: column(\.provenance),
            bufferProvenance: column { $0.bufferProvenance ?? $0.provenance }, distanceMetres: column(\.distanceMetres),
            confidence: column(\.confidence), firstSupplier: firstSupplier, supplier: supplier,
            firstOfAsset: firstOfAsset)
    }

    // MARK: columns

    private func sortedShapes(_ order: [Int32]) -> Shapes {
        guard !shapeX.isEmpty else { return Shapes(first: [], x: [], y: [], z: []) }
        var first: [Int32] = [0]
        first.reserveCapacity(order.count + 1)
        var xs: [Double] = [], ys: [Double] = [], zs: [Double] = []
        xs.reserveCapacity(shapeX.count)
        ys.reserveCapacity(shapeX.count)
        zs.reserveCapacity(shapeX.count)
        for row32 in order {
            let row = Int(row32), start = Int(shapeStart[row]), end = start + Int(shapeCount[row])
            xs += shapeX[start..<end]
            ys += shapeY[start..<end]
            zs += shapeZ[start..<end]
            first.append(Int32(xs.count))
        }
        return Shapes(first: first, x: xs, y: ys, z: zs)
    }

    private static func column(_ entries: NumericEntries, _ assetOfRow: [Int32], _ total: Int) -> NumericColumn? {
        guard !entries.rows.isEmpty else { return nil }
        var column = NumericColumn(
            values: Array(repeating: .nan, count: total), provenance: Array(repeating: .measured, count: total))
        for (i, row) in entries.rows.enumerated() where assetOfRow[Int(row)] >= 0 {
            column.values[Int(assetOfRow[Int(row)])] = entries.values[i]
            column.provenance[Int(assetOfRow[Int(row)])] = entries.provenance[i]
        }
        return column
    }
    private static func column(_ entries: TextEntries, _ assetOfRow: [Int32], _ total: Int) -> TextColumn? {
        guard !entries.rows.isEmpty else { return nil }
        var column = TextColumn(
            strings: Array(repeating: -1, count: total), provenance: Array(repeating: .measured, count: total))
        for (i, row) in entries.rows.enumerated() where assetOfRow[Int(row)] >= 0 {
            column.strings[Int(assetOfRow[Int(row)])] = entries.strings[i]
            column.provenance[Int(assetOfRow[Int(row)])] = entries.provenance[i]
        }
        return column
    }

    private static func adjacency(
        _ nodeCount: Int, _ from: [Int32], _ to: [Int32], _ directed: [Bool], incoming: Bool
    ) -> Adjacency {
        var first = [Int32](repeating: 0, count: nodeCount + 1)
        func each(_ body: (_ tail: Int, _ head: Int32, _ link: Int) -> Void) {
            for link in from.indices where from[link] >= 0 && to[link] >= 0 {
                if !incoming || !directed[link] { body(Int(from[link]), to[link], link) }
                if incoming || !directed[link] { body(Int(to[link]), from[link], link) }
            }
        }
        each { tail, _, _ in first[tail + 1] += 1 }
        for v in 0..<nodeCount { first[v + 1] += first[v] }
        var next = first
        var head = [Int32](repeating: 0, count: Int(first[nodeCount]))
        var linkOf = head
        each { tail, other, link in
            let slot = Int(next[tail])
            next[tail] += 1
            head[slot] = other
            linkOf[slot] = Int32(nodeCount + link)
        }
        return Adjacency(first: first, head: head, link: linkOf)
    }

    /// The point halfway along a line.
    private static func middle(_ x: ArraySlice<Double>, _ y: ArraySlice<Double>) -> Point {
        let points = zip(x, y).map { Point(x: $0, y: $1) }
        let lengths = zip(points, points.dropFirst()).map { $0.distance(to: $1) }
        var remaining = lengths.reduce(0, +) / 2
        for (i, length) in lengths.enumerated() {
            if remaining <= length && length > 0 {
                let t = remaining / length
                return Point(
                    x: points[i].x + t * (points[i + 1].x - points[i].x),
                    y: points[i].y + t * (points[i + 1].y - points[i].y))
            }
            remaining -= length
        }
        return points[0]
    }
}

extension Array where Element == Int32 {
    /// Index of the first element for which `belongs` holds, in an array sorted by it.
    func partitioningIndex(_ belongs: (Int32) -> Bool) -> Int {
        var low = 0, high = count
        while low < high {
            let middle = (low + high) / 2
            if belongs(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
