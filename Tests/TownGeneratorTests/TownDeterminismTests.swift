import Geometry
import NetworkModel
import Testing
import TownGenerator

@Suite struct `Making a town` {
    /// Everything that a town consists of, as text.
    private func fingerprint(_ town: Town) throws -> [String] {
        let model = try town.model()
        return (0..<model.assetCount).map { asset in
            let numbers = NumericAttribute.allCases.map { model.value($0, of: asset) ?? -1 }
            let texts = TextAttribute.allCases.map { model.text($0, of: asset) ?? "" }
            let needs = model.requirements.ofAsset(asset).map { r in
                "\(model.requirements.service[r]) \(model.requirements.suppliers(r)) \(model.requirements.bufferHours[r])"
            }
            return "\(model.id(asset)) \(model.label(asset)) \(model.position[asset]) \(numbers) \(texts) \(needs)"
        } + [String(describing: town.terrain.values.reduce(into: UInt64(0)) { $0 = $0 &* 31 &+ UInt64($1.bitPattern) })]
    }

    @Test func `twice with one seed gives one town`() throws {
        let options = try TownOptions(seed: 12, roadNodes: 1500)
        let isSame = try fingerprint(TownGenerator.town(options)) == fingerprint(TownGenerator.town(options))
        #expect(isSame)
    }

    @Test func `with another seed gives another town`() throws {
        let a = try fingerprint(TownGenerator.town(TownOptions(seed: 12, roadNodes: 1500)))
        let b = try fingerprint(TownGenerator.town(TownOptions(seed: 13, roadNodes: 1500)))
        #expect(a.last != b.last)
        #expect(zip(a, b).count { $0 != $1 } > 1000)
    }

    @Test func `adds rows in the order of their identifiers`() throws {
        let builder = TownGenerator.town(try TownOptions(roadNodes: 3000)).builder
        for wanted in [CityModelBuilder.RowClass.node, .link, .facility] {
            let ids = builder.rowClass.indices.filter { builder.rowClass[$0] == wanted }.map { builder.strings[builder.identifier[$0]] }
            #expect(zip(ids, ids.dropFirst()).allSatisfy { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
        }
    }

    /// Work is counted in rows, requirements and points, not in seconds.
    @Test func `grows in proportion to its size`() throws {
        func work(_ size: Int) throws -> [Int] {
            let town = TownGenerator.town(try TownOptions(roadNodes: size))
            return [
                town.builder.rowCount, town.builder.requirements.count, town.builder.shapeX.count,
                town.builder.strings.count,
            ]
        }
        let one = try work(5_000), eight = try work(40_000)
        for (a, b) in zip(one, eight) {
            let factor = Double(b) / Double(a)
            #expect((7.0...8.8).contains(factor))
        }
    }

    @Test func `cables and mains stay near what they connect`() throws {
        // Lines that cross the town would be a sign of numbers mixed up, and of work that does not stay local.
        for size in [4000, 25_000] {
            let model = try TownGenerator.town(try TownOptions(roadNodes: size)).model()
            let lengths = model.links.compactMap { model.value(.length, of: $0) }
            #expect(lengths.count == model.linkCount)
            let mean = lengths.reduce(0, +) / Double(lengths.count)
            #expect(mean < 180)
            for link in model.links {
                let isTransport = model.isKind(link, .powerCable) && (model.value(.capacity, of: link) ?? 0) > 10
                #expect((model.value(.length, of: link) ?? 0) < (isTransport ? 20_000 : 4000), "\(model.label(link))")
            }
        }
    }
}
