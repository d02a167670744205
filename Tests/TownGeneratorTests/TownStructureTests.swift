import CascadeModel
import DamageModel
import Diagnostics
import Geometry
import NetworkModel
import Testing
import TownGenerator

@Suite struct `A generated town` {
    static let standard = TownGenerator.town(.standard)

    @Test(arguments: [(400, UInt64(1)), (900, 3), (2500, 7), (4000, 1), (12_000, 5)])
    func `has everything supplied before the event`(size: Int, seed: UInt64) throws {
        let model = try TownGenerator.town(TownOptions(seed: seed, roadNodes: size)).model()
        let cascade = Cascade(model)
        #expect(cascade.baselineFaults.isEmpty)
        #expect(cascade.unsuppliedAtBaseline.isEmpty)
        for facility in model.facilities {
            let services = Set(model.requirements.ofAsset(facility).map { model.services[Int(model.requirements.service[$0])] })
            #expect(services == ["power", "water", "road"], "\(model.id(facility))")
        }
    }

    @Test(arguments: [400, 1000, 4000, 12_000])
    func `is in proportion to its road nodes`(size: Int) throws {
        let model = try TownGenerator.town(TownOptions(roadNodes: size)).model()
        func count(_ range: Range<Int>, _ kinds: AssetKind...) -> Int {
            range.count { asset in kinds.contains { model.isKind(asset, $0) } }
        }
        let n = Double(size)
        #expect(count(model.nodes, .roadJunction, .gateway) == size)
        #expect(count(model.links, .road, .bridge) == size * 14 / 10)
        #expect(count(model.facilities, .building) == size / 2)
        #expect(count(model.nodes, .transformer) == size / 20)
        // Junctions stand on every √5-th row and column: within two rows of a fifth.
        #expect(abs(Double(count(model.nodes, .waterJunction)) - n / 5) < 2.5 * n.squareRoot())
    }

    @Test func `of standard size has what a town of 20,000 has`() throws {
        let model = try Self.standard.model()
        func count(_ kind: AssetKind) -> Int { (0..<model.assetCount).count { model.isKind($0, kind) } }
        let residents = model.facilities.reduce(0) { $0 + (model.value(.residents, of: $1) ?? 0) }
        #expect(residents == 20_000)
        #expect(count(.bridge) == 2)
        #expect(count(.gateway) >= 4)
        #expect(count(.hospital) == 2)
        #expect((5...7).contains(count(.careHome)))
        #expect((11...13).contains(count(.school)))
        #expect(count(.fireStation) == 2)
        #expect((1...2).contains(count(.ambulancePost)))
        #expect(count(.gridConnection) == 1)
        #expect((3...4).contains(count(.substation)))
        #expect(count(.well) == 3)
        #expect(count(.treatmentPlant) == 1)
        #expect(count(.pumpingStation) == 1)
        #expect(count(.waterTower) == 1)
        #expect(model.epsg == 28992)
        let districts = Set(model.facilities.compactMap { model.text(.district, of: $0) })
        #expect((8...16).contains(districts.count))
    }

    @Test(arguments: [(1000, 2), (4000, 2), (20_000, 8), (40_000, 13)])
    func `has about one bridge per kilometre of a long river`(size: Int, bridges: Int) throws {
        let model = try TownGenerator.town(TownOptions(roadNodes: size)).model()
        #expect(model.links.count { model.isKind($0, .bridge) } == bridges)
    }

    @Test(arguments: [400, 3777])
    func `counts its residents to the last person`(size: Int) throws {
        for residents in [0, 1, 17, 12_345] {
            let model = try TownGenerator.town(TownOptions(roadNodes: size, residents: residents)).model()
            #expect(model.facilities.reduce(0) { $0 + (model.value(.residents, of: $1) ?? 0) } == Double(residents))
        }
    }

    @Test(arguments: [(399, nil), (5_000_000, nil), (1000, -1), (1000, 2_000_000)] as [(Int, Int?)])
    func `cannot be of an impossible size`(size: Int, residents: Int?) {
        #expect { try TownOptions(roadNodes: size, residents: residents) } throws: {
            ($0 as? InputError)?.code == "town-size"
        }
    }

    @Test func `lies where its coordinate system says`() throws {
        let box = try Self.standard.model().bounds
        #expect(CoordinateSystem.rijksDriehoek.declaredImplausible(box) == nil)
        #expect(Self.standard.terrain.bounds.contains(Point(x: box.minX, y: box.minY)))
        #expect(Self.standard.terrain.bounds.contains(Point(x: box.maxX, y: box.maxY)))
        #expect(Self.standard.terrain.cellSizeMetres == 25)
    }

    // MARK: what fails and what does not

    @Test func `loses nothing when one cable of a ring or of the grid loop fails`() throws {
        let model = try Self.standard.model()
        let cascade = Cascade(model)
        var state = CascadeState(for: cascade)
        var degree: [Int32: Int] = [:]
        for (i, link) in model.links.enumerated() where model.isKind(link, .powerCable) {
            degree[model.from[i], default: 0] += 1
            degree[model.to[i], default: 0] += 1
        }
        var survived = 0, hurt = 0
        for (i, link) in model.links.enumerated() where model.isKind(link, .powerCable) {
            let outage = cascade.run(
                [Disturbance(asset: Int32(link), fromHours: 0, untilHours: .infinity, cause: .outOfService)],
                horizonHours: 48, explaining: false, state: &state)
            let isSpur = degree[model.from[i]] == 1 || degree[model.to[i]] == 1
            if isSpur { hurt += 1 } else {
                survived += 1
                #expect(outage.services.isEmpty, "\(model.label(link))")
            }
        }
        #expect(survived > 170)
        #expect((10...60).contains(hurt))
    }

    @Test func `keeps its water for eight hours when the pumps stop, and then has none`() throws {
        let model = try Self.standard.model()
        let cascade = Cascade(model)
        var state = CascadeState(for: cascade)
        let pump = try #require(model.nodes.first { model.isKind($0, .pumpingStation) })
        let outage = cascade.run(
            [Disturbance(asset: Int32(pump), fromHours: 0, untilHours: .infinity, cause: .outOfService)],
            horizonHours: 48, explaining: false, state: &state)
        let water = try #require(model.service(named: "water"))
        let out = outage.services.filter { Int($0.service) == water && $0.state == .out }
        #expect(out.count == model.facilityCount)
        #expect(out.allSatisfy { $0.fromHours == 8 })
    }

    @Test func `one bridge of two can be missed`() throws {
        let model = try Self.standard.model()
        let cascade = Cascade(model)
        var state = CascadeState(for: cascade)
        for link in model.links where model.isKind(link, .bridge) {
            let outage = cascade.run(
                [Disturbance(asset: Int32(link), fromHours: 0, untilHours: .infinity, cause: .outOfService)],
                horizonHours: 48, explaining: false, state: &state)
            #expect(outage.services.isEmpty)
        }
    }

    @Test func `gives its main hospital two feeders on different rings`() throws {
        let model = try Self.standard.model()
        let needs = model.requirements
        let hospitals = model.facilities.filter { model.isKind($0, .hospital) }
        let power = try #require(model.service(named: "power"))
        let feeders = hospitals.map { h in needs.ofAsset(h).filter { Int(needs.service[$0]) == power }.map { needs.suppliers($0).count } }
        #expect(feeders == [[2], [1]])
        for hospital in hospitals {
            #expect(needs.ofAsset(hospital).contains { needs.bufferHours[$0] == 24 })
        }
    }
}
