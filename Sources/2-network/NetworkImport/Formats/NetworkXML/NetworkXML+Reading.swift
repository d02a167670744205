public import NetworkModel
import Diagnostics
import Geometry
import MarkupReading

extension NetworkXML {
    /// Reads a network; what the format does not know is refused, since it is our own and written by hand.
    public static func read(_ path: String, into builder: inout CityModelBuilder, _ log: inout ImportLog) throws {
        builder.beginFile(path)
        let reader = NetworkXMLReader(builder)
        builder = CityModelBuilder()
        try MarkupReader.stream(path, to: reader)
        builder = reader.builder
    }
}

/// Listens to a network file and fills a builder, without making a string per element.
private final class NetworkXMLReader: MarkupHandler {
    let vocabulary = NetworkXML.vocabulary
    // One document, one thread, no re-entry: the checks of exclusive access would cost a tenth of the reading.
    @exclusivity(unchecked) var builder: CityModelBuilder

    private typealias Name = NetworkXML.Name
    private enum Place { case outside, network, feature, footprint, value, position, shape, requirement, floodRisk }
    @exclusivity(unchecked) private var place = Place.outside
    @exclusivity(unchecked) private var system = CoordinateSystem.local
    @exclusivity(unchecked) private var row = -1
    @exclusivity(unchecked) private var hasPosition = false
    @exclusivity(unchecked) private var isInFootprint = false
    @exclusivity(unchecked) private var featureLine = 0
    @exclusivity(unchecked) private var dimension = 2
    /// Unit and provenance of the value whose text is awaited.
    @exclusivity(unchecked) private var provenance = Provenance.measured
    @exclusivity(unchecked) private var requirement: CityModelBuilder.Requirement?
    @exclusivity(unchecked) private var requirementIsAtRoot = false
    @exclusivity(unchecked) private var numbers: [Double] = []

    init(_ builder: CityModelBuilder) { self.builder = builder }

    // MARK: start

    func start(_ tag: StartTag) throws {
        switch place {
        case .outside: try startNetwork(tag)
        case .network: try startFeature(tag)
        case .feature: try startChild(tag)
        case .footprint:
            guard tag.name == Name.posList.rawValue else { throw unknown(tag, in: "footprint", ["posList"]) }
            try startShape(tag)
        case .requirement:
            guard tag.name == Name.supplier.rawValue else { throw unknown(tag, in: "requires", ["supplier"]) }
            let ref = try required(tag, .ref)
            requirement?.suppliers.append(builder.strings.intern(ref.bytes))
        case .value, .position, .shape, .floodRisk:
            throw unknown(tag, in: "a value", [])
        }
    }

    private func startNetwork(_ tag: StartTag) throws {
        place = .network
        for i in 0..<tag.attributeCount {
            switch attribute(tag, i) {
            case .srsName:
                system = try CoordinateSystem(srsName: tag.attributeValue(i).string, at: tag.position)
                if system.isGeographic {
                    throw InputError(
                        "crs-not-a-plane", at: tag.position,
                        "\(system.name) is in degrees, but a network is described in a plane in metres",
                        remedy: "give the positions in a projected system such as EPSG:28992 or a UTM zone")
                }
                builder.epsg = system.epsg
            case .name: builder.name = tag.attributeValue(i).string
            default: try refuse(tag, i, [.srsName, .name])
            }
        }
        if builder.epsg == nil {
            throw InputError(
                "crs-missing", at: tag.position, "<LifelineNetwork> has no srsName",
                remedy: "add srsName=\"urn:ogc:def:crs:EPSG::28992\" (or your system; srsName=\"local\" for a plane of your own)")
        }
    }

    private func startFeature(_ tag: StartTag) throws {
        switch tag.name {
        case Name.node.rawValue, Name.link.rawValue, Name.facility.rawValue: try addFeature(tag)
        case Name.requires.rawValue:
            let asset = try required(tag, .asset)
            try startRequirement(tag, of: builder.strings.intern(asset.bytes), atRoot: true)
        case Name.source.rawValue:
            var source = DataSource(file: "", format: "")
            for i in 0..<tag.attributeCount {
                switch attribute(tag, i) {
                case .file: source.file = tag.attributeValue(i).string
                case .format: source.format = tag.attributeValue(i).string
                case .licence: source.licence = tag.attributeValue(i).string
                case .date: source.date = tag.attributeValue(i).string
                default: try refuse(tag, i, [.file, .format, .licence, .date])
                }
            }
            builder.sources.append(source)
            place = .value
        case Name.repair.rawValue:
            let code = try required(tag, .code), count = try required(tag, .count)
            for i in 0..<tag.attributeCount where ![.code, .count].contains(attribute(tag, i)) {
                try refuse(tag, i, [.code, .count])
            }
            let number = try number(count, "count")
            guard number >= 1, number <= 1e12, number == number.rounded() else {
                throw InputError(
                    "bad-value", at: tag.position, "count is '\(count.string.prefix(60))'", remedy: "write a whole number of at least 1")
            }
            builder.repairs.append(RepairTally(code: code.string, count: Int(number), worst: ""))
            place = .value
        default: throw unknown(tag, in: "LifelineNetwork", ["source", "repair", "node", "link", "facility", "requires"])
        }
    }

    private func addFeature(_ tag: StartTag) throws {
        var id: Int32 = -1, layer: Int32 = -1, kind: Int32 = -1, name: Int32 = -1, from: Int32 = -1, to: Int32 = -1
        var isSource = false, isDirected = false, sourceProvenance = Provenance.measured
        for i in 0..<tag.attributeCount {
            let value = tag.attributeValue(i)
            switch attribute(tag, i) {
            case .id: id = builder.strings.intern(value.bytes)
            case .layer where tag.name != Name.facility.rawValue: layer = builder.strings.intern(value.bytes)
            case .kind: kind = builder.strings.intern(value.bytes)
            case .name: name = builder.strings.intern(value.bytes)
            case .source where tag.name == Name.node.rawValue: isSource = try truth(value, "source")
            case .sourceProvenance where tag.name == Name.node.rawValue: sourceProvenance = try provenance(value)
            case .from where tag.name == Name.link.rawValue: from = builder.strings.intern(value.bytes)
            case .to where tag.name == Name.link.rawValue: to = builder.strings.intern(value.bytes)
            case .directed where tag.name == Name.link.rawValue: isDirected = try truth(value, "directed")
            default: try refuse(tag, i, [.id, .layer, .kind, .name, .source, .sourceProvenance, .from, .to, .directed])
            }
        }
        featureLine = tag.line
        for (value, attribute) in [(id, "gml:id"), (kind, "kind")] where value < 0 { throw missing(attribute, tag) }
        hasPosition = false
        switch tag.name {
        case Name.node.rawValue:
            if layer < 0 { throw missing("layer", tag) }
            row = builder.addNode(
                id, layer: layer, kind: kind, at: Point(x: .nan, y: .nan), isSource: isSource, line: featureLine)
            builder.sourceProvenance[row] = sourceProvenance
        case Name.link.rawValue:
            if layer < 0 { throw missing("layer", tag) }
            if from < 0 { throw missing("from", tag) }
            if to < 0 { throw missing("to", tag) }
            row = builder.addLink(
                id, layer: layer, kind: kind, from: from, to: to, isDirected: isDirected, line: featureLine)
            hasPosition = true
        default:
            row = builder.addFacility(id, kind: kind, at: Point(x: .nan, y: .nan), line: featureLine)
        }
        builder.displayName[row] = name
        place = .feature
    }

    private func startChild(_ tag: StartTag) throws {
        switch tag.name {
        case Name.pos.rawValue: place = .position
        case Name.posList.rawValue where builder.rowClass[row] == .link: try startShape(tag)
        case Name.footprint.rawValue where builder.rowClass[row] == .facility:
            isInFootprint = true
            place = .footprint
        case Name.requires.rawValue: try startRequirement(tag, of: builder.identifier[row], atRoot: false)
        case Name.floodRisk.rawValue: try addFloodRisk(tag)
        case NetworkXML.firstNumeric...: try startValue(tag)
        default:
            throw unknown(
                tag, in: "a feature",
                ["pos", "posList", "footprint", "requires", "floodRisk"] + NumericAttribute.allCases.map(\.name)
                    + TextAttribute.allCases.map(\.name))
        }
    }

    private func startValue(_ tag: StartTag) throws {
        provenance = .measured
        for i in 0..<tag.attributeCount {
            let value = tag.attributeValue(i)
            switch attribute(tag, i) {
            case .provenance: provenance = try provenance(value)
            case .uom where tag.name < NetworkXML.firstText:
                let expected = NumericAttribute.allCases[tag.name - NetworkXML.firstNumeric].unit
                if value.string != expected {
                    throw InputError(
                        "wrong-unit", at: tag.position,
                        "<\(tag.localNameString)> is given in '\(value.string)', but is read in '\(expected)'",
                        remedy: "convert the value to \(expected.isEmpty ? "a plain number" : expected)")
                }
            default: try refuse(tag, i, [.uom, .provenance])
            }
        }
        place = .value
    }

    private func addFloodRisk(_ tag: StartTag) throws {
        var risk = FloodRisk(kind: -1)
        for i in 0..<tag.attributeCount {
            let value = tag.attributeValue(i)
            switch attribute(tag, i) {
            case .kind: risk.kind = builder.strings.intern(value.bytes)
            case .description: risk.description = builder.strings.intern(value.bytes)
            case .scale: risk.scale = builder.strings.intern(value.bytes)
            case .adminType: risk.adminType = builder.strings.intern(value.bytes)
            case .rank:
                guard let rank = UInt8(exactly: try number(value, "rank")), (1...6).contains(rank) else {
                    throw InputError(
                        "bad-value", at: tag.position, "rank is '\(value.string.prefix(60))'", remedy: "write a class of depth from 1 to 6")
                }
                risk.rank = rank
            case .depth: risk.depthMetres = try metresOrHours(value, "depth")
            case .duration: risk.durationHours = try metresOrHours(value, "duration")
            case .provenance: risk.provenance = try provenance(value)
            default: try refuse(tag, i, [.kind, .description, .scale, .adminType, .rank, .depth, .duration, .provenance])
            }
        }
        if risk.kind < 0 { throw missing("kind", tag) }
        builder.floodRisks.append((Int32(row), risk))
        place = .floodRisk
    }

    private func metresOrHours(_ text: MarkupText, _ what: String) throws -> Double {
        let value = try number(text, what)
        guard value >= 0, value.isFinite else {
            throw InputError(
                "not-a-number", at: text.position, "\(what) is '\(text.string.prefix(60))'", remedy: "write a number from 0 up, or leave it out")
        }
        return value
    }

    private func startShape(_ tag: StartTag) throws {
        dimension = 2
        if let stated = tag.attribute(Name.srsDimension.rawValue) {
            guard stated == "2" || stated == "3" else {
                throw InputError(
                    "bad-value", at: tag.position, "srsDimension is '\(stated.string)'", remedy: "write 2 or 3")
            }
            dimension = stated == "3" ? 3 : 2
        }
        place = .shape
    }

    private func startRequirement(_ tag: StartTag, of asset: Int32, atRoot: Bool) throws {
        var need = CityModelBuilder.Requirement(asset: asset, service: -1, suppliers: [])
        for i in 0..<tag.attributeCount {
            let value = tag.attributeValue(i)
            switch attribute(tag, i) {
            case .service: need.service = builder.strings.intern(value.bytes)
            case .atLeast: need.atLeast = Int(exactly: try number(value, "atLeast")) ?? 0
            case .buffer: need.bufferHours = try number(value, "buffer")
            case .restartDelay: need.restartDelayHours = try number(value, "restartDelay")
            case .recharge: need.rechargeRate = try number(value, "recharge")
            case .blackStart: need.blackStart = try truth(value, "blackStart")
            case .provenance: need.provenance = try provenance(value)
            case .bufferProvenance: need.bufferProvenance = try provenance(value)
            case .confidence: need.confidence = try number(value, "confidence")
            case .distance: need.distanceMetres = try number(value, "distance")
            case .asset where atRoot: break
            default:
                try refuse(
                    tag, i,
                    [
                        .service, .atLeast, .buffer, .restartDelay, .recharge, .blackStart, .provenance,
                        .bufferProvenance, .distance, .confidence,
                    ])
            }
        }
        if need.service < 0 { throw missing("service", tag) }
        need.position = tag.position
        requirement = need
        requirementIsAtRoot = atRoot
        place = .requirement
    }

    // MARK: end

    func end(_ name: Int, text: MarkupText) throws {
        switch place {
        case .outside: break
        case .network: place = .outside
        case .position:
            numbers.removeAll(keepingCapacity: true)
            guard text.appendNumbers(to: &numbers), numbers.count == 2 || numbers.count == 3 else {
                throw badNumbers(text, "<gml:pos> holds '\(text.trimmed.string.prefix(60))'", "write two or three numbers: east north height")
            }
            let point = system.normalise(numbers[0], numbers[1])
            guard point.x.isFinite, point.y.isFinite else { throw notAPlace(text) }
            builder.x[row] = point.x
            builder.y[row] = point.y
            if numbers.count == 3 { builder.set(.elevation, numbers[2], ofRow: row) }
            hasPosition = true
            place = .feature
        case .shape:
            try endShape(text)
            place = isInFootprint ? .footprint : .feature
        case .floodRisk: place = .feature
        case .footprint:
            isInFootprint = false
            place = .feature
        case .value:
            if name == Name.source.rawValue {
                place = .network
            } else if name == Name.repair.rawValue {
                builder.repairs[builder.repairs.count - 1].worst = text.string
                place = .network
            } else {
                try endValue(name, text)
                place = .feature
            }
        case .requirement:
            if name == Name.supplier.rawValue { break }
            if let requirement {
                if requirement.suppliers.isEmpty {
                    throw InputError(
                        "requirement-without-supplier", at: requirement.position,
                        "'\(builder.strings[requirement.asset])' needs \(builder.strings[requirement.service]) from nobody",
                        remedy: "add <supplier ref=\"…\"/> inside <requires>")
                }
                builder.requirements.append(requirement)
            }
            place = requirementIsAtRoot ? .network : .feature
        case .feature:
            if !hasPosition {
                throw InputError(
                    "position-missing", at: builder.position(ofRow: row),
                    "'\(builder.strings[builder.identifier[row]])' has no position",
                    remedy: "add <gml:pos>east north</gml:pos>")
            }
            place = .network
        }
    }

    private func endShape(_ text: MarkupText) throws {
        numbers.removeAll(keepingCapacity: true)
        guard text.appendNumbers(to: &numbers), numbers.count % dimension == 0, numbers.count >= 2 * dimension else {
            throw badNumbers(
                text, "<gml:posList> holds \(numbers.count) numbers, which do not make points of \(dimension)",
                "write \(dimension) numbers per point and at least two points")
        }
        builder.shapeStart[row] = Int32(builder.shapeX.count)
        builder.shapeCount[row] = Int32(numbers.count / dimension)
        for i in stride(from: 0, to: numbers.count, by: dimension) {
            let point = system.normalise(numbers[i], numbers[i + 1])
            guard point.x.isFinite, point.y.isFinite else { throw notAPlace(text) }
            builder.shapeX.append(point.x)
            builder.shapeY.append(point.y)
            builder.shapeZ.append(dimension == 3 ? numbers[i + 2] : .nan)
        }
    }

    private func endValue(_ name: Int, _ text: MarkupText) throws {
        if name >= NetworkXML.firstText {
            builder.set(
                TextAttribute.allCases[name - NetworkXML.firstText], builder.strings.intern(text.bytes), ofRow: row,
                provenance)
            return
        }
        let attribute = NumericAttribute.allCases[name - NetworkXML.firstNumeric]
        let value = try number(text, attribute.name)
        guard value.isFinite else {
            throw InputError(
                "not-a-number", at: text.position, "<\(attribute.name)> is \(value)", remedy: "write a finite number, or leave it out")
        }
        builder.set(attribute, value, ofRow: row, provenance)
    }

    // MARK: values and complaints

    private func attribute(_ tag: StartTag, _ index: Int) -> Name? { Name(rawValue: tag.attributeName(index)) }

    private func required(_ tag: StartTag, _ name: Name) throws -> MarkupText {
        guard let value = tag.attribute(name.rawValue) else { throw missing("\(name)", tag) }
        return value
    }

    private func number(_ text: MarkupText, _ what: String) throws -> Double {
        guard let value = text.number, !value.isNaN else {
            throw InputError(
                "not-a-number", at: text.position, "\(what) is '\(text.trimmed.string.prefix(60))', which is no number",
                remedy: "write a number such as 4.5")
        }
        return value
    }

    private func truth(_ text: MarkupText, _ what: String) throws -> Bool {
        if text == "true" || text == "1" { return true }
        if text == "false" || text == "0" { return false }
        throw InputError(
            "bad-value", at: text.position, "\(what) is '\(text.string.prefix(60))'", remedy: "write true or false")
    }

    private func provenance(_ text: MarkupText) throws -> Provenance {
        if text == "measured" { return .measured }
        if text == "assumed" { return .assumed }
        if text == "derived" { return .derived }
        throw InputError(
            "bad-value", at: text.position, "provenance is '\(text.string.prefix(60))'",
            remedy: "write measured, derived or assumed")
    }

    private func badNumbers(_ text: MarkupText, _ problem: String, _ remedy: String) -> InputError {
        InputError("position-not-a-number", at: text.position, problem, remedy: remedy)
    }
    private func notAPlace(_ text: MarkupText) -> InputError {
        badNumbers(text, "'\(text.trimmed.string.prefix(60))' is no place: a coordinate is not finite", "write finite numbers in metres")
    }
    private func missing(_ attribute: String, _ tag: StartTag) -> InputError {
        InputError(
            "attribute-missing", at: tag.position, "<\(tag.localNameString)> has no attribute '\(attribute)'",
            remedy: "add \(attribute)=\"…\"")
    }
    /// Attributes of other namespaces (xsi:schemaLocation and the like) are not ours to judge.
    private func refuse(_ tag: StartTag, _ index: Int, _ known: [Name]) throws {
        let namespace = tag.attributeNamespaceString(index)
        guard namespace.isEmpty || namespace == NetworkXML.gml else { return }
        let found = tag.attributeLocalName(index)
        throw InputError(
            "unknown-attribute", at: tag.position, "<\(tag.localNameString)> has an attribute '\(found)' that means nothing here",
            remedy: suggestion(for: found, among: known.map { "\($0)" }) + "known are \(known.map { "\($0)" }.joined(separator: ", "))")
    }
    private func unknown(_ tag: StartTag, in parent: String, _ known: [String]) -> InputError {
        InputError(
            "unknown-element", at: tag.position, "<\(tag.localNameString)> means nothing inside \(parent)",
            remedy: suggestion(for: tag.localNameString, among: known) + (known.isEmpty ? "remove it" : "known are \(known.joined(separator: ", "))"))
    }
}
