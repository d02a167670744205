@testable import DamageModel
import Diagnostics
import Geometry
import HazardModel
import NetworkModel
import TestSupport
import Testing

@Suite struct RoadSpeedTests {
    @Test(.enabled(if: sharedFolder != nil, Comment(rawValue: sharedFolderMissing)))
    func `cars slow down in water as the reference says`() throws {
        var compared = 0
        for row in try referenceRows("domain/reference/pregnolato2017.csv") {
            let depth = try #require(Double(row["depth_mm"] ?? "")) / 1000
            for (column, limit) in [("v_kmh", 1000.0), ("v_capped_limit50", 50), ("v_capped_limit30", 30)] {
                let expected = try #require(Double(row[column] ?? ""))
                let speed = RoadSpeed.inWater(depthMetres: depth, limitKmh: limit, vehicle: .car)
                #expect((speed == nil) == (expected == 0), "\(depth) m")
                #expect(abs((speed ?? 0) - expected) < 1e-5, "\(depth) m")
                compared += 1
            }
        }
        #expect(compared > 90)
    }

    @Test func `deep water stops every vehicle, also where the parabola rises again`() {
        for vehicle in RoadSpeed.Vehicle.standard {
            for depth in [vehicle.closingDepthMetres, 0.75, 3, 1e300, .infinity, .nan] where !(depth < vehicle.closingDepthMetres) {
                #expect(RoadSpeed.inWater(depthMetres: depth, limitKmh: 100, vehicle: vehicle) == nil, "\(vehicle.id) \(depth) m")
            }
            #expect(RoadSpeed.inWater(depthMetres: 0, limitKmh: 50, vehicle: vehicle) == 50)
            #expect(RoadSpeed.inWater(depthMetres: -1, limitKmh: 50, vehicle: vehicle) == 50)
            #expect(RoadSpeed.inWater(depthMetres: 0, limitKmh: 0, vehicle: vehicle) == nil)
            #expect(RoadSpeed.inWater(depthMetres: 0, limitKmh: .nan, vehicle: vehicle) == nil)
        }
    }

    @Test func `deeper water is never faster`() {
        for vehicle in RoadSpeed.Vehicle.standard {
            var last = Double.infinity
            for millimetres in 0...800 {
                let speed = RoadSpeed.inWater(depthMetres: Double(millimetres) / 1000, limitKmh: 120, vehicle: vehicle) ?? 0
                #expect(speed <= last, "\(vehicle.id) at \(millimetres) mm")
                last = speed
            }
            #expect(last == 0)
        }
    }

    @Test func `a lorry halfway to its limit is as fast as a car halfway to its own, a fire appliance as a car`() throws {
        let car = try #require(RoadSpeed.inWater(depthMetres: 0.15, limitKmh: 120, vehicle: .car))
        #expect(abs(car - 24.2598) < 1e-9)
        let lorry = try #require(RoadSpeed.inWater(depthMetres: 0.35, limitKmh: 120, vehicle: .lorry))
        #expect(abs(lorry - car) < 1e-9)
        #expect(RoadSpeed.inWater(depthMetres: 0.15, limitKmh: 120, vehicle: .fireAppliance) == car)
    }

    @Test func `depths without a source say so`() {
        #expect(RoadSpeed.Vehicle.standard.filter(\.isAssumed).map(\.id) == ["ambulance", "lorry"])
    }

    @Test func `the water on a road is told for each flood and each depth`() throws {
        var builder = CityModelBuilder()
        builder.addNode("a", layer: .road, kind: .roadJunction, at: Point(x: 0, y: 0))
        builder.addNode("b", layer: .road, kind: .roadJunction, at: Point(x: 100, y: 0))
        builder.addLink("r", layer: .road, kind: .road, from: "a", to: "b")
        builder.addLink("over", layer: .road, kind: .bridge, from: "a", to: "b")
        var log = IssueLog()
        let model = try builder.freeze(&log)
        let road = model.number("r")
        var first = field(model, .floodDepth, 0.4), second = field(model, .floodDepth, 0.15)
        (first.arrivalHours, first.recessionHours) = (Array(repeating: 1, count: model.assetCount), Array(repeating: 9, count: model.assetCount))
        (second.arrivalHours, second.recessionHours) = (Array(repeating: -1, count: model.assetCount), Array(repeating: 6, count: model.assetCount))
        var history = DepthHistory(fromHours: [1, 2, 3, 5], assetCount: model.assetCount)
        history.set([0.25, 0.25, 0.5, 0.125], of: Int(road))
        first.depthHistory = history
        let water = try RoadWater(model, [first, second], .standard())
        // A bridge stands above the water.
        #expect(Set(water.stretches.map { model.id(Int($0.asset)) }) == ["r", "a", "b"])
        #expect(
            water.stretches.filter { $0.asset == road } == [
                .init(asset: road, fromHours: 1, untilHours: 3, depthMetres: 0.25),
                .init(asset: road, fromHours: 3, untilHours: 5, depthMetres: 0.5),
                .init(asset: road, fromHours: 5, untilHours: 9, depthMetres: 0.125),
                .init(asset: road, fromHours: 0, untilHours: 6, depthMetres: 0.15),
            ])
    }

    @Test func `a catalogue of one's own changes what stops a vehicle, and adds vehicles`() throws {
        let scratch = try ScratchFolder()
        let file = try scratch.file(
            "v.xml",
            """
            <fragilities xmlns="urn:lifeline:fragilities:1" title="V">
              <sources><source id="brigade" citation="Our fire brigade, 2025"/></sources>
              <vehicles>
                <vehicle id="ambulance" closingDepth="0.35" source="brigade"/>
                <vehicle id="tractor" closingDepth="1"/>
              </vehicles>
            </fragilities>
            """)
        let own = try FragilityCatalogue.standard(with: [file]).vehicles
        #expect(Set(own.map(\.id)) == ["ambulance", "tractor", "car", "fireAppliance", "lorry"])
        let ambulance = try #require(own.first { $0.id == "ambulance" })
        #expect(ambulance.closingDepthMetres == 0.35 && ambulance.citation == "Our fire brigade, 2025" && !ambulance.isAssumed)
        #expect(own.first { $0.id == "tractor" }?.isAssumed == true)
        #expect(try FragilityCatalogue.standard().vehicles == RoadSpeed.Vehicle.standard)
    }
}
