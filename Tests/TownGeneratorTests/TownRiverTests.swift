import Foundation
import Geometry
import NetworkModel
import TestSupport
import Testing
import TownGenerator

@Suite struct `The river of a generated town` {
    /// Which cells the river reaches at a level: those below it that hang together with the river, over edges and
    /// corners of cells. Written here so that it owes nothing to the program's own flood.
    static func wet(_ terrain: Raster, from start: Point, level: Double) -> [Bool] {
        var wet = [Bool](repeating: false, count: terrain.values.count)
        guard let first = terrain.index(of: start) else { return wet }
        var stack = [first]
        wet[first] = true
        while let cell = stack.popLast() {
            let column = cell % terrain.columns, row = cell / terrain.columns
            for y in max(0, row - 1)...min(terrain.rows - 1, row + 1) {
                for x in max(0, column - 1)...min(terrain.columns - 1, column + 1) {
                    let next = y * terrain.columns + x
                    if !wet[next] && Double(terrain.values[next]) < level {
                        wet[next] = true
                        stack.append(next)
                    }
                }
            }
        }
        return wet
    }
    static func residents(_ town: Town, in wet: [Bool]) throws -> Double {
        let model = try town.model()
        return model.facilities.reduce(0) { sum, facility in
            guard let cell = town.terrain.index(of: model.position[facility]), wet[cell] else { return sum }
            return sum + (model.value(.residents, of: facility) ?? 0)
        }
    }

    @Test(arguments: [(400, UInt64(1)), (4000, 1), (4000, 2), (4000, 99), (10_000, 4)])
    func `stays between its dikes at a high level, and fills the low quarter through a breach`(size: Int, seed: UInt64) throws {
        let town = TownGenerator.town(try TownOptions(seed: seed, roadNodes: size))
        let level = town.landmarks.floodLevelMetres
        let held = Self.wet(town.terrain, from: town.landmarks.river, level: level)
        #expect(try Self.residents(town, in: held) == 0)
        let breached = Self.wet(town.terrainWithBreach, from: town.landmarks.river, level: level)
        let flooded = try Self.residents(town, in: breached)
        #expect(flooded > 0.05 * Double(town.options.residents))
        #expect(flooded < 0.5 * Double(town.options.residents))
        // The other bank and the old town stay dry.
        let model = try town.model()
        for facility in model.facilities where town.terrain.index(of: model.position[facility]).map({ breached[$0] }) == true {
            #expect(model.position[facility].y < town.landmarks.breach.y + 800)
        }
    }

    @Test func `comes over the dikes only above their crest`() throws {
        let town = TownGenerator.town(.standard)
        let below = Self.wet(town.terrain, from: town.landmarks.river, level: town.landmarks.dikeCrestMetres - 0.01)
        #expect(try Self.residents(town, in: below) == 0)
        let above = Self.wet(town.terrain, from: town.landmarks.river, level: town.landmarks.overtoppingLevelMetres)
        #expect(try Self.residents(town, in: above) > 0.5 * 20_000)
    }

    @Test func `at a high level with a breach takes one hospital, one substation and no waterworks`() throws {
        let town = TownGenerator.town(.standard)
        let model = try town.model()
        let wet = Self.wet(town.terrainWithBreach, from: town.landmarks.river, level: town.landmarks.floodLevelMetres)
        func hit(_ kind: AssetKind) -> [String] {
            (0..<model.assetCount).filter { asset in
                model.isKind(asset, kind) && town.terrain.index(of: model.position[asset]).map { wet[$0] } == true
            }.map { model.label($0) }
        }
        #expect(hit(.hospital) == ["Alderziekenhuis"])
        #expect(hit(.substation) == ["Onderstation Polder"])
        for kind in [AssetKind.well, .treatmentPlant, .pumpingStation, .waterTower, .gridConnection] {
            #expect(hit(kind).isEmpty)
        }
        #expect(hit(.transformer).count > 10)
    }

    @Test func `is described in the folder of networks as it is`() throws {
        let marks = TownGenerator.town(.standard).landmarks
        let text = try String(contentsOf: repositoryFolder.appendingPathComponent("networks/README.md"), encoding: .utf8)
        for part in [
            "sourceX=\"\(marks.river.x)\" sourceY=\"\(marks.river.y)\"", "<breach x=\"\(marks.breach.x)\" y=\"\(marks.breach.y)\"",
            "width=\"\(Int(marks.breachWidthMetres))\" level=\"\(marks.breachLevelMetres)\"", "level=\"\(marks.floodLevelMetres)\"",
        ] { #expect(text.contains(part), "\(part)") }
    }
}
