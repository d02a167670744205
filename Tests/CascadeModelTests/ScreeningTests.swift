import CascadeModel
import DamageModel
import Diagnostics
import NetworkModel
import RandomTowns
import Testing

@Suite struct ScreeningTests {
    /// Random failures of 512 samples.
    private func draw(_ random: inout SeededGenerator, on model: CityModel) -> [[Int]] {
        (0..<Screening.samplesAtOnce).map { _ in
            (0..<Int.random(in: 0...5, using: &random)).map { _ in Int.random(in: 0..<model.assetCount, using: &random) }
        }
    }

    /// The state right after the event, sample by sample, by the event engine.
    private func compare(_ model: CityModel, _ screening: Screening, _ reference: Cascade, _ random: inout SeededGenerator) throws {
        var screened = ScreenedSamples(for: screening)
        var state = CascadeState(for: reference)
        for _ in 0..<2 {
            let failures = draw(&random, on: model)
            screened.begin(screening)
            for (sample, assets) in failures.enumerated() {
                screened.fail(assets.map { Int32($0) }, inSample: sample, screening)
            }
            screened.settle(screening)
            for sample in stride(from: Int.random(in: 0..<8, using: &random), to: failures.count, by: 8) {
                let event = failures[sample].map {
                    Disturbance(asset: Int32($0), fromHours: 0, untilHours: .infinity, cause: .outOfService)
                }
                // A horizon before anything else can happen.
                let outage = reference.run(event, horizonHours: 1e-6, state: &state)
                let down = (0..<model.assetCount).filter { screened.isDown($0, inSample: sample, screening) }
                try #require(down == outage.assets.map { Int($0.asset) })
                for (p, pair) in reference.pairs.enumerated() {
                    let expected = outage.services.first { $0.facility == pair.facility && $0.service == pair.service }?.state
                    try #require(screened.state(ofPair: p, inSample: sample, screening) == expected)
                }
            }
        }
    }

    @Test(arguments: 0..<20)
    func `with full reserves it is the first event of a run, for every asset and service`(seed: Int) throws {
        for i in 0..<5 {
            var random = SeededGenerator(seed: UInt64(seed * 5 + i))
            let model = try randomTown(&random)
            let cascade = Cascade(model)
            try compare(model, Screening(cascade, reserves: .full), cascade, &random)
        }
    }

    @Test(arguments: 0..<20)
    func `without reserves it is the first event of the same town without buffers`(seed: Int) throws {
        for i in 0..<5 {
            var random = SeededGenerator(seed: UInt64(1000 + seed * 5 + i))
            let model = try randomTown(&random)
            var builder = CityModelBuilder(editing: model)
            for r in builder.requirements.indices { builder.requirements[r].bufferHours = 0 }
            var log = IssueLog()
            let bare = try builder.freeze(&log)
            try compare(model, Screening(Cascade(model), reserves: .empty), Cascade(bare), &random)
        }
    }
}
