import DamageModel
import Diagnostics
import Foundation
import HazardModel
import NetworkModel
import TestSupport
import Testing

/// Fragility sets of IN-CORE's DFR3 service, as its JSON.
@Suite struct INCORETests {
    private func set(
        _ curves: String, demand: String = "[\"PGA\"]", units: String = "[\"g\"]", more: String = "\"id\": \"set-1\","
    ) -> String {
        """
        {"className": "FragilitySet", \(more) "description": "Test frame", "authors": ["A. Author"],
         "demandTypes": \(demand), "demandUnits": \(units), "fragilityCurves": [\(curves)]}
        """
    }
    private func curve(_ state: String, _ expression: String, condition: String? = nil) -> String {
        """
        {"returnType": {"type": "Limit State", "description": "\(state)"},
         "rules": [{\(condition.map { "\"condition\": [\"\($0)\"], " } ?? "")"expression": "\(expression)"}]}
        """
    }
    private func expression(_ median: Double, _ beta: Double, _ name: String = "PGA") -> String {
        "scipy.stats.norm.cdf((math.log(\(name)) - math.log(\(median)))/(\(beta)))"
    }
    private func read(_ text: String) throws -> FragilityCatalogue {
        let scratch = try ScratchFolder()
        return try FragilityCatalogue.standard(with: [try scratch.file("set.json", text)])
    }
    private func entry(_ text: String) throws -> Fragility {
        let catalogue = try read(text)
        return catalogue.fragilities[try #require(catalogue.fragility(named: "set-1"))]
    }

    @Test func `curves are read as expressions and as alpha and beta`() throws {
        let four = ["Slight", "Moderate", "Extensive", "Complete"], medians = [0.1, 0.2, 0.4, 0.8]
        let asText = try entry(set(zip(four, medians).map { curve($0, expression($1, 0.5), condition: "PGA > 0") }.joined(separator: ",")))
        let asLogarithm = try entry(
            set(zip(four, medians).map { curve($0, "scipy.stats.norm.cdf((math.log(PGA) - (\(log($1))))/(0.5))") }.joined(separator: ",")))
        let asNumbers = try entry(
            set(zip(four, medians).map { "{\"description\": \"\($0)\", \"alpha\": \($1), \"beta\": 0.5, \"alphaType\": \"median\"}" }.joined(separator: ",")))
        for fragility in [asText, asLogarithm, asNumbers] {
            #expect(fragility.measure == .pga && fragility.title == "Test frame")
            for (state, median) in zip(DamageState.allCases.dropFirst(), medians) {
                #expect(abs(fragility.exceedanceProbability(state, intensity: median) - 0.5) < 1e-12)
                let oneAbove = fragility.exceedanceProbability(state, intensity: median * exp(0.5))
                #expect(abs(oneAbove - 0.841344746068543) < 1e-9)
            }
        }
    }

    @Test func `units are brought to those of this program, and states without names end in complete damage`() throws {
        let percent = try entry(set(curve("LS_0", expression(20, 0.4)) + "," + curve("LS_1", expression(60, 0.4)), units: "\"%g\""))
        #expect(abs(percent.exceedanceProbability(.complete, intensity: 0.6) - 0.5) < 1e-12)
        #expect(abs(percent.exceedanceProbability(.extensive, intensity: 0.2) - 0.5) < 1e-12)
        let inches = try entry(set(curve("Complete", expression(10, 0.5, "PGD")), demand: "[\"PGD\"]", units: "[\"in\"]"))
        #expect(inches.measure == .pgd && abs(inches.exceedanceProbability(.complete, intensity: 0.254) - 0.5) < 1e-12)
        let second = try entry(set(curve("Complete", expression(0.5, 0.6, "sa")), demand: "\"1.0 sec Sa\""))
        #expect(second.measure == .sa10)
    }

    @Test func `an asset takes a set by its id, and the report cites it and says what its states stand for`() throws {
        let catalogue = try read("[" + set(curve("Slight", expression(0.1, 0.5)) + "," + curve("Complete", expression(0.3, 0.5))) + "]")
        let model = try town([("h", .hospital)]) { $0.set(.fragilityClass, "set-1", ofRow: $1["h"] ?? 0) }
        func states(_ pga: Double) throws -> [DamageState] {
            try DamageAssessment(model: model, fields: [field(model, .pga, pga)], catalogue: catalogue).deterministic().map(\.state)
        }
        #expect(try states(0.31) == [.complete])
        let damage = try DamageAssessment(model: model, fields: [field(model, .pga, 0.31)], catalogue: catalogue)
        #expect(damage.citations.contains { $0.contains("'set-1' (set.json): Test frame, by A. Author") })
        #expect(damage.method.contains { $0.english.contains("complete = Complete") })
    }

    @Test func `what is not of that kind is refused with the file, the set and what to do`() throws {
        let fine = curve("Complete", expression(0.3, 0.5))
        for (text, code, words) in [
            ("{}", "incore-kind", "no set of fragility curves"), ("[1, 2]", "incore-kind", "no list"), ("{\"a\":", "incore-kind", "JSON"),
            (set(fine, more: ""), "incore-set", "neither id"), (set("", units: "[\"g\"]"), "incore-set", "0 curves"),
            (set(fine, demand: "[\"MMI\"]"), "incore-set", "is by MMI"), (set(fine, demand: "[\"PGA\", \"PGV\"]"), "incore-set", "and more"),
            (set(fine, units: "[\"furlong\"]"), "incore-set", "'furlong'"),
            (set(curve("Complete", expression(0.3, 0))), "catalogue-list", "not above 0"),
            (set(curve("Complete", expression(-0.3, 0.5))), "catalogue-list", "not above 0"),
            (set(curve("Slight", expression(0.5, 0.5)) + "," + curve("Complete", expression(0.3, 0.5))), "catalogue-order", "lies below"),
            (set(curve("Complete", "math.exp(PGA)")), "incore-set", "no lognormal"),
            (set(curve("Complete", expression(0.3, 0.5) + " * 2")), "incore-set", "no lognormal"),
            (set(curve("Complete", "__import__('os').system('id')")), "incore-set", "no lognormal"),
            (set(curve("Complete", expression(0.3, 0.5), condition: "PGA > 0.2")), "incore-set", "no lognormal"),
        ] {
            let error = #expect(throws: InputError.self, "\(text)") { try read(text) }
            #expect(error?.code == code && error?.problem.contains(words) == true, "\(text): \(String(describing: error))")
            #expect(error?.position?.file.hasSuffix("set.json") == true && error?.remedy.isEmpty == false)
        }
    }

    /// The public examples are for tsunamis, tornados, periods of one building, and bridges by their dimensions.
    @Test(.enabled(if: sharedFolder != nil, Comment(rawValue: sharedFolderMissing)))
    func `real sets for other hazards are recognised and refused by name`() throws {
        let folder = try #require(sharedFolder).appendingPathComponent("data/fragility/incore_dfr3")
        for (name, words) in [
            ("StandardFragilityCurve_refactored", "momentumFlux"), ("fragility_archetype_6", "neither id"),
            ("PeriodStandardFragilityCurve_refactored", "0.2 sec Sa"), ("ConditionalStandardFragilityCurve_refactored", "Vmax"),
            ("ParametricFragilityCurve_refactored", "no lognormal"),
        ] {
            let path = folder.appendingPathComponent("\(name).json").path
            let error = #expect(throws: InputError.self) { try FragilityCatalogue.standard(with: [path]) }
            #expect(error?.problem.contains(words) == true, "\(name): \(String(describing: error))")
        }
    }
}
