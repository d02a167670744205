import Computation
import DamageModel
import Diagnostics
import Geometry
import Glibc
import HazardModel
import NetworkModel
import ReportWriting
import ScenarioModel

import CascadeModel
import CriticalityRanking

/// A town of n × n blocks on both sides of a river, run through the real cascade and ranking: for pictures and sizes.
struct LargeTown {
    var blocks = 24
    var buildingsPerBlock = 9
    let block = 110.0

    private func jitter(_ key: Int, _ size: Double) -> Double {
        (CounterRandom.uniform(seed: 3, sample: 0, key: UInt64(key), purpose: 1) - 0.5) * size
    }
    private func corner(_ i: Int, _ j: Int) -> Point {
        Point(x: Double(i) * block + jitter(i * 1000 + j, 38), y: Double(j) * block + jitter(i * 1000 + j + 500_000, 38))
    }

    func model() throws -> CityModel {
        var b = CityModelBuilder()
        b.name = "Testhaven"
        b.epsg = 28992
        b.sources = [
            DataSource(file: "streets.osm", format: "OpenStreetMap XML", licence: "ODbL 1.0, OpenStreetMap contributors", date: "2025-11-03"),
            DataSource(file: "buildings.gml", format: "CityGML 2.0", licence: "CC BY 4.0", date: "2024"),
        ]
        let n = blocks, river = n / 2
        for i in 0...n {
            for j in 0...n {
                b.addNode("j\(i)-\(j)", layer: .road, kind: i == 0 && j == n / 3 ? .gateway : .roadJunction, at: corner(i, j), isSource: i == 0 && j == n / 3)
            }
        }
        func street(_ a: String, _ c: String, _ level: String, bridge: Bool = false) {
            let row = b.addLink("s\(a)\(c)", layer: .road, kind: bridge ? .bridge : .road, from: a, to: c)
            b.set(.roadClass, level, ofRow: row)
        }
        for i in 0...n {
            for j in 0...n {
                if i < n && (j % 7 == 3 || (i + 3 * j) % 5 != 0) { street("j\(i)-\(j)", "j\(i + 1)-\(j)", j % 7 == 3 ? "secondary" : "residential") }
                guard j < n else { continue }
                if j == river { if i == n / 4 || i == 3 * n / 4 { street("j\(i)-\(j)", "j\(i)-\(j + 1)", "primary", bridge: true) } } else if i % 7 == 0 || (2 * i + j) % 6 != 0 {
                    street("j\(i)-\(j)", "j\(i)-\(j + 1)", i % 7 == 0 ? "primary" : "residential")
                }
            }
        }
        // Power: a grid connection, four substations in a ring, a transformer per 4 × 4 blocks.
        b.addNode("grid", layer: .power, kind: .gridConnection, at: Point(x: -150, y: Double(n) * block * 0.85), isSource: true)
        let quarter = Double(n) * block / 4
        for (k, (x, y)) in [(1.0, 1.4), (3.0, 1.0), (3.0, 3.2), (1.0, 3.0)].enumerated() {
            let row = b.addNode("sub\(k)", layer: .power, kind: .substation, at: Point(x: x * quarter, y: y * quarter))
            b.setName("Substation \(["South-West", "South-East", "North-East", "North-West"][k])", ofRow: row)
        }
        b.addLink("feeder", layer: .power, kind: .powerLine, from: "grid", to: "sub3")
        for k in 0..<3 { b.addLink("ring\(k)", layer: .power, kind: .powerLine, from: "sub\(k)", to: "sub\(k + 1)") }
        // Water: wells, a pump, mains along every third street.
        b.addNode("well", layer: .water, kind: .well, at: Point(x: Double(n) * block + 80, y: quarter * 3.4), isSource: true)
        let pump = b.addNode("pump", layer: .water, kind: .pumpingStation, at: Point(x: Double(n) * block - 60, y: quarter * 3.3))
        b.setName("Pumping Station Noord", ofRow: pump)
        b.addLink("raw", layer: .water, kind: .pipe, from: "well", to: "pump")
        for i in stride(from: 0, through: n, by: 4) {
            for j in stride(from: 0, through: n, by: 4) {
                b.addNode("w\(i)-\(j)", layer: .water, kind: .waterJunction, at: Point(x: corner(i, j).x + 9, y: corner(i, j).y + 9))
                b.addNode("t\(i)-\(j)", layer: .power, kind: .transformer, at: Point(x: corner(i, j).x - 20, y: corner(i, j).y - 14))
                let sub = "sub" + (j * 2 < n ? (i * 2 < n ? "0" : "1") : (i * 2 < n ? "3" : "2"))
                b.addLink("c\(i)-\(j)", layer: .power, kind: .powerCable, from: i % 8 == 4 ? "t\(i - 4)-\(j)" : sub, to: "t\(i)-\(j)")
                if i >= 4 { b.addLink("h\(i)-\(j)", layer: .water, kind: .pipe, from: "w\(i - 4)-\(j)", to: "w\(i)-\(j)") }
                if j >= 4 && (j != (river / 4 + 1) * 4 || i == 8) { b.addLink("v\(i)-\(j)", layer: .water, kind: .pipe, from: "w\(i)-\(j - 4)", to: "w\(i)-\(j)") }
            }
        }
        b.addLink("main", layer: .water, kind: .pipe, from: "pump", to: "w\(n / 4 * 4)-\(n / 4 * 4)")
        b.require("pump", "power", from: ["sub2"], bufferHours: 2)
        // Places.
        func needs(_ id: String, _ i: Int, _ j: Int, generator: Double = 0) {
            let (i4, j4) = (i / 4 * 4, j / 4 * 4)
            b.require(id, "power", from: ["t\(i4)-\(j4)"], bufferHours: generator, .assumed)
            b.require(id, "water", from: ["w\(i4)-\(j4)"], .assumed)
            b.require(id, "road", from: ["j\(i)-\(j)"], .assumed)
        }
        for i in 0..<n {
            for j in 0..<n where j != river {
                for k in 0..<buildingsPerBlock {
                    let id = "b\(i)-\(j)-\(k)", key = (i * 100 + j) * 100 + k
                    let row = b.addFacility(id, kind: .building, at: Point(
                        x: corner(i, j).x + 20 + Double(k % 3) * 32 + jitter(key, 14), y: corner(i, j).y + 20 + Double(k / 3) * 32 + jitter(key + 7_000_000, 14)))
                    b.set(.residents, 2 + (jitter(key, 4) + 2).rounded(), ofRow: row, .derived)
                    b.set(.district, j > river ? "Noord" : i * 2 < n ? "Centrum" : "Zuidoost", ofRow: row)
                    needs(id, i, j)
                }
            }
        }
        for (k, (i, j, name)) in [(n / 3, n / 4, "St Elisabeth Hospital"), (2 * n / 3, 3 * n / 4, "Noorderziekenhuis")].enumerated() {
            let row = b.addFacility("hospital\(k)", kind: .hospital, at: Point(x: corner(i, j).x + 45, y: corner(i, j).y + 45))
            b.setName(name, ofRow: row)
            b.set(.beds, 300, ofRow: row)
            needs("hospital\(k)", i, j, generator: 12)
        }
        for k in 0..<9 {
            let (i, j) = ((k * 7 + 2) % n, (k * 5 + 3) % n == river ? 1 : (k * 5 + 3) % n)
            let row = b.addFacility("v\(k)", kind: [.careHome, .school, .fireStation][k % 3], at: Point(x: corner(i, j).x + 50, y: corner(i, j).y + 60))
            b.setName("\(["Care Home", "School", "Fire Station"][k % 3]) \(k + 1)", ofRow: row)
            b.set(.residents, [60.0, 0, 0][k % 3], ofRow: row)
            needs("v\(k)", i, j, generator: k % 3 == 0 ? 4 : 0)
        }
        var log = IssueLog()
        return try b.freeze(&log)
    }

    func depth(_ p: Point) -> Double {
        let riverY = (Double(blocks / 2) + 0.5) * block + 60 * sin(p.x / 400)
        let bank = abs(p.y - riverY) - 45
        let reach = 250 + 140 * sin(p.x / 520 + 1) + 60 * sin(p.x / 170)
        return bank < 0 ? 4 : max(0, 1.9 * (1 - bank / reach))
    }

    func input(earthquake: Bool = false, ranked: Bool = true) throws -> ReportInput {
        let model = try model()
        var field = HazardField(title: Phrase(data: earthquake ? "Earthquake: magnitude 5.4, 8 km deep" : "Flood: river at 4.20 m"), method: [Phrase(data: "A made-up event.")], median: [:])
        var disturbances: [Disturbance] = []
        if earthquake {
            field.epicentre = Point(x: 800, y: 700)
            field.rings = [(900, 0.3), (2000, 0.2), (4500, 0.1)]
            disturbances = [Disturbance(asset: Int32(model.asset(named: "sub0") ?? 0), fromHours: 0, untilHours: 60, cause: .damaged, state: .extensive, intensity: 0.35)]
        } else {
            let size = Int(Double(blocks + 4) * block / 10)
            field.footprint = Raster(
                origin: Point(x: -2 * block, y: -2 * block), cellSizeMetres: 10, columns: size, rows: size,
                values: (0..<(size * size)).map { i in
                    let d = depth(Point(x: -2 * block + Double(i % size) * 10 + 5, y: -2 * block + Double(size - 1 - i / size) * 10 + 5))
                    return d > 0 ? Float(d) : .nan
                })
            for asset in 0..<model.facilities.lowerBound where model.kindName(asset) != "bridge" && model.kindName(asset) != "pipe" && model.kindName(asset) != "waterJunction" {
                let d = depth(model.position[asset])
                if d > (model.layer(named: "road") == Int(model.layer[asset]) ? 0.3 : 0.5) {
                    disturbances.append(Disturbance(asset: Int32(asset), fromHours: 3 + (2 - min(2, d)) * 4, untilHours: 40, cause: .flooded, intensity: d))
                }
            }
            disturbances.append(Disturbance(asset: Int32(model.asset(named: "sub0") ?? 0), fromHours: 4, untilHours: 44, cause: .flooded, intensity: 0.7))
        }
        let cascade = Cascade(model), base = ServiceBase(model)
        var state = CascadeState(for: cascade)
        let outage = cascade.run(disturbances, horizonHours: 72, state: &state)
        var scenario = SmallTown().scenario()
        scenario.name = "testhaven"
        scenario.title = "High water in Testhaven"
        return ReportInput(
            model: model, scenario: scenario, fields: [field], disturbances: disturbances, outage: outage,
            outcome: ServiceOutcome(outage, on: model, base: base), sampled: nil,
            impact: ranked
                ? SingleFailureImpact(model, cascade, base: base, horizonHours: 72, threads: 2)
                : SmallTown().impact(model, ["sub0": 5, "pump": 4]), measures: [], baselineFaults: [],
            issues: IssueLog(), damageAssumptions: [Phrase(data: "49 transformers: stop at 0.5 m of water (assumed)")], damageCitations: [],
            manifest: Manifest(programVersion: "0.1.0", command: "lifeline run scenarios/testhaven.xml", seed: 1, inputs: []))
    }
}
