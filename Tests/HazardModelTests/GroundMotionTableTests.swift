import HazardModel
import Testing
import TestSupport

/// Every ground-motion model against whole tables computed with OpenQuake 3.26.2.
@Suite struct GroundMotionTableTests {
    struct Table: CustomTestStringConvertible {
        var file: String
        var model: any GroundMotionModel
        var distance: String
        var rowCount: Int
        /// The mechanism for a rake, by the model's own rule.
        var mechanism: @Sendable (Double) -> FaultMechanism = { _ in .unspecified }
        /// Whether the table splits the scatter.
        var hasSplitScatter = true
        var testDescription: String { file }
    }

    static let tables = [
        Table(
            file: "gmpe_boore2014", model: BooreEtAl2014(), distance: "rjb", rowCount: 236,
            mechanism: BooreEtAl2014Tests.mechanism(rake:)),
        Table(file: "gmpe_boore2014_unspecified_sof", model: BooreEtAl2014(), distance: "rjb", rowCount: 60),
        Table(
            file: "gmpe_akkar2014_rjb", model: AkkarEtAl2014(), distance: "rjb", rowCount: 236,
            // Strict bounds; everything else is strike-slip.
            mechanism: { $0 > 45 && $0 < 135 ? .reverse : $0 > -135 && $0 < -45 ? .normal : .strikeSlip }),
        Table(file: "gmpe_atkinson2015", model: Atkinson2015(.standard), distance: "rhypo", rowCount: 208),
        Table(file: "gmpe_atkinson2015_altdistsat", model: Atkinson2015(.alternative), distance: "rhypo", rowCount: 208),
        Table(
            file: "gmpe_dost2004", model: DostEtAl2004(.original), distance: "rhypo", rowCount: 208,
            hasSplitScatter: false),
        Table(file: "gmpe_dost2004_bommer2013", model: DostEtAl2004(.bommer2013), distance: "rhypo", rowCount: 208),
    ]

    @Test(.enabled(if: sharedFolder != nil, "\(sharedFolderMissing)"), arguments: tables)
    func `whole tables of OpenQuake's results are met`(_ table: Table) throws {
        let rows = try referenceRows("domain/reference/\(table.file).csv")
        #expect(rows.count == table.rowCount)
        var checked = 0
        for row in rows {
            func number(_ name: String) throws -> Double { try #require(row[name].flatMap { Double($0) }) }
            let event = SeismicEvent(
                magnitude: try number("mag"), mechanism: table.mechanism(row["rake"].flatMap { Double($0) } ?? 0))
            let site = GroundMotionSites(
                distanceKilometres: [try number(table.distance)],
                // Models for one kind of ground have no such column.
                vs30MetresPerSecond: row["vs30"].flatMap { Double($0) } ?? 760)
            let motions = table.model.shaking(table.model.measures, of: event, at: site)
            for (measure, name) in BooreEtAl2014Tests.columns where table.model.measures.contains(measure) {
                let motion = try #require(motions[measure])
                let τ = motion.betweenEventSigma, φ = motion.withinEventSigma[0]
                #expect(abs(motion.median[0] / (try number("median_\(name)")) - 1) < 1e-6, "\(measure) \(row)")
                if table.hasSplitScatter {
                    #expect(abs(τ - (try number("tau_ln_\(name)"))) < 1e-6)
                    #expect(abs(φ - (try number("phi_ln_\(name)"))) < 1e-6)
                } else {
                    #expect(abs((τ * τ + φ * φ).squareRoot() - (try number("sigma_ln_\(name)"))) < 1e-6)
                }
                checked += 1
            }
        }
        #expect(checked == rows.count * table.model.measures.count)
    }

    @Test func `many places in stretches give what each gives alone, on any number of threads`() throws {
        let distances = (0..<9000).map { Double($0) / 50 + 1 }
        let sites = GroundMotionSites(
            distanceKilometres: distances, vs30MetresPerSecond: distances.indices.map { 150 + Double($0 % 97) * 10 })
        let event = SeismicEvent(magnitude: 6.3, mechanism: .reverse)
        for model in GroundMotionModels.all {
            let whole = model.shaking(model.measures, of: event, at: sites, threads: 1)
            #expect(Set(whole.keys) == Set(model.measures))
            for (measure, motion) in model.shaking(model.measures, of: event, at: sites, threads: 2) {
                #expect(motion.median == whole[measure]?.median)
                #expect(motion.withinEventSigma == whole[measure]?.withinEventSigma)
                #expect(motion.median.count == 9000 && motion.median.allSatisfy { $0 > 0 && $0.isFinite })
                for i in stride(from: 0, to: 9000, by: 771) {
                    let one = GroundMotionSites(
                        distanceKilometres: [distances[i]], vs30MetresPerSecond: sites.vs30MetresPerSecond[i])
                    #expect(model.shaking([measure], of: event, at: one)[measure]?.median[0] == motion.median[i])
                }
            }
        }
    }

    @Test func `models are told apart by their words`() {
        #expect(Set(GroundMotionModels.all.map(\.key)).count == GroundMotionModels.all.count)
        #expect(GroundMotionModels.all.first?.key == "boore-2014")
    }
}
