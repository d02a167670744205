import BatchRunner
@testable import CascadeModel
import Foundation
import NetworkModel
@testable import ResultStore
import ScenarioModel
import StoreSamples
import StudyRunner
import Testing

/// What a chain of causes begins with is found by steps, and is what the whole chain says.
@Suite final class CausesTests {
    private let folder: SweepFolder
    init() throws { folder = try SweepFolder() }

    @Test func `each loss begins where its whole chain does`() throws {
        try folder.sweep("0.8..2.8 step 0.1")
        try folder.quakes(samples: 0, magnitudes: "5.5..7.5 step 0.25")
        var losses = 0, longest = 0
        for planned in try BatchPlan(paths: [folder.path("scenarios")]).scenarios {
            let event = try Study(planned.scenario.get()).eventResult(threads: 1).event
            var causes = Causes(event.outage, assets: event.model.assetCount)
            for loss in event.outcome.losses {
                let chain = causes.chain(of: loss)
                #expect(causes.first(of: loss) == chain.first ?? -1)
                losses += 1
                longest = max(longest, chain.count)
            }
        }
        #expect(losses > 200 && longest > 3)
    }

    @Test func `a ring of outages that keep each other down has no plain beginning`() {
        func out(_ asset: Int32, _ from: Double, by cause: Int32) -> Outage.AssetOutage {
            Outage.AssetOutage(asset: asset, fromHours: from, untilHours: 48, reason: cause < 0 ? .hazard : .cascade, causedBy: cause)
        }
        var outage = Outage(
            assets: [out(0, 0, by: -1), out(1, 1, by: 0), out(2, 1, by: 1), out(3, 2, by: 4), out(4, 2, by: 3), out(5, 3, by: 2)],
            services: [], deadlocks: [], eventHours: [], horizonHours: 48)
        outage.causeChanges = [.init(asset: 5, fromHours: 10, causedBy: 3)]
        for hours in [0.5, 5, 20] {
            var causes = Causes(outage, assets: 6)
            for cause in [5, 4, 3, 2, 1, 0] {
                let loss = ServiceOutcome.FacilityLoss(
                    facility: 5, service: 0, firstLossHours: hours, firstOutHours: hours, onReserveHours: 0, outHours: 1, restoredHours: 48,
                    causedBy: cause)
                #expect(causes.first(of: loss) == causes.chain(of: loss).first)
            }
        }
    }
}
