import DamageModel
import Diagnostics
import Foundation
import HazardModel
import NetworkModel
import TestSupport
import Testing

@Suite struct NRMLTests {
    private func nrml(_ states: String, _ functions: String) -> String {
        """
        <?xml version="1.0" encoding="utf-8"?>
        <nrml xmlns="http://openquake.org/xmlns/nrml/0.5">
        <fragilityModel id="town" assetCategory="buildings" lossCategory="structural">
        <description>Two classes</description>
        <limitStates>\(states)</limitStates>
        \(functions)
        </fragilityModel>
        </nrml>
        """
    }
    private func read(_ text: String) throws -> FragilityCatalogue {
        let scratch = try ScratchFolder()
        return try FragilityCatalogue.read(try scratch.file("model.xml", text))
    }
    private let continuous = """
        <fragilityFunction id="RC" format="continuous" shape="logncdf">
        <imls imt="PGA" noDamageLimit="0.05" minIML="0.1" maxIML="0.9"/>
        <params ls="slight" mean="0.20" stddev="0.05"/>
        <params ls="moderate" mean="0.35" stddev="0.10"/>
        <params ls="extensive" mean="0.55" stddev="0.20"/>
        <params ls="complete" mean="0.80" stddev="0.30"/>
        </fragilityFunction>
        """

    /// Computed with Python's statistics.NormalDist: beta = sqrt(log(1 + (s/m)**2)), median = m**2 / sqrt(m**2 + s**2),
    /// NormalDist().cdf(log(min(max(iml, 0.1), 0.9) / median) / beta), 0 below 0.05.
    @Test(arguments: [
        (0.04, DamageState.slight, 0.0), (0.07, .slight, 0.003_550_866_413), (0.3, .slight, 0.961_625_204_149),
        (0.3, .moderate, 0.340_821_207_682), (0.3, .complete, 0.005_824_226_876), (0.9, .complete, 0.693_598_313_848),
        (2.0, .complete, 0.693_598_313_848),
    ])
    func `mean and standard deviation become median and beta, as OpenQuake has it`(
        pga: Double, state: DamageState, expected: Double
    ) throws {
        let catalogue = try read(nrml("slight moderate extensive complete", continuous))
        let found = catalogue.fragilities[0].exceedanceProbability(state, intensity: pga)
        #expect(abs(found - expected) < 1e-9)
        #expect(catalogue.sources.first?.citation == "NRML fragility model 'town' (model.xml): Two classes")
        // What is sampled without scatter is what the probability says: certain states and none.
        let model = try town([("h", .hospital)]) { $0.set(.fragilityClass, "RC", ofRow: $1["h"] ?? 0) }
        var joined = try FragilityCatalogue.standard()
        joined.fragilities += catalogue.fragilities
        let damage = try DamageAssessment(model: model, fields: [field(model, .pga, pga)], catalogue: joined)
        #expect(damage.deterministic().first?.state == (pga < 0.5 ? nil : .complete))
    }

    @Test func `a discrete function is interpolated from the no-damage limit`() throws {
        let catalogue = try read(
            nrml(
                "LS1 LS2",
                """
                <fragilityFunction id="tax" format="discrete">
                <imls imt="SA(1.0)" noDamageLimit="0.1">0.2 0.4 0.6</imls>
                <poes ls="LS1">0.2 0.6 1.0</poes><poes ls="LS2">0.1 0.2 0.5</poes>
                </fragilityFunction>
                """))
        let tax = catalogue.fragilities[0]
        #expect(tax.measure == .sa10)
        // Two nameless states: the last is complete damage, the one before it extensive and all lighter.
        for (sa, first, last) in [(0.09, 0.0, 0.0), (0.15, 0.1, 0.05), (0.3, 0.4, 0.15), (0.5, 0.8, 0.35), (3, 1, 0.5)] {
            for state in [DamageState.slight, .moderate, .extensive] {
                #expect(abs(tax.exceedanceProbability(state, intensity: sa) - first) < 1e-12)
            }
            #expect(abs(tax.exceedanceProbability(.complete, intensity: sa) - last) < 1e-12)
        }
        #expect(catalogue.notes.first?.contains("extensive = LS1, complete = LS2") == true)
    }

    @Test(arguments: [
        ("mean=\"0.35\" stddev=\"0.10\"", "mean=\"0.35\" stddev=\"0\"", "nrml-params", 9),
        ("mean=\"0.35\" stddev=\"0.10\"", "mean=\"0.05\" stddev=\"0.10\"", "catalogue-order", 6),
        ("mean=\"0.35\"", "mean=\"NaN\"", "not-a-number", 9), ("imt=\"PGA\"", "imt=\"MMI\"", "nrml-imt", 7),
        ("ls=\"moderate\"", "ls=\"medium\"", "nrml-limit-states", 6), ("shape=\"logncdf\"", "shape=\"beta\"", "nrml-shape", 6),
        ("maxIML=\"0.9\"", "maxIML=\"0.05\"", "nrml-imls", 7), ("format=\"continuous\"", "format=\"x\"", "nrml-format", 6),
        ("slight moderate", "slight minor moderate", "nrml-limit-states", 5),
    ])
    func `what cannot be is refused at its line`(right: String, wrong: String, code: String, line: Int) throws {
        let text = nrml("slight moderate extensive complete", continuous)
        let range = try #require(text.range(of: right))
        let error = #expect(throws: InputError.self) { try read(text.replacingCharacters(in: range, with: wrong)) }
        #expect(error?.code == code)
        #expect(error?.position?.line == line)
    }

    @Test func `a damaged file gives a value or an error`() throws {
        let text = Array(nrml("slight moderate extensive complete", continuous).utf8)
        let scratch = try ScratchFolder()
        var refused = 0
        for round in 0..<500 {
            var bytes = text
            let at = (round * 7919) % bytes.count
            if round.isMultiple(of: 2) {
                bytes[at] = UInt8(33 + round % 90)
            } else {
                bytes.removeSubrange(at..<min(bytes.count, at + 1 + round % 9))
            }
            let file = try scratch.file("damaged.xml", Data(bytes))
            do { _ = try FragilityCatalogue.read(file) } catch is InputError { refused += 1 }
        }
        #expect(refused > 250 && refused < 500)
    }
}
