import Diagnostics
import Testing

@Suite struct PhraseTests {
    @Test func `numbers are written in each language's own way`() {
        let phrase = Phrase("\(1234.5, 1) m, \(20_000) people, \(shortest: 0.25)", nl: "\(1234.5, 1) m, \(20_000) mensen, \(shortest: 0.25)")
        #expect(phrase[.english] == "1,234.5 m, 20,000 people, 0.25")
        #expect(phrase[.dutch] == "1.234,5 m, 20.000 mensen, 0,25")
    }

    @Test func `phrases within phrases and lists keep to their language`() {
        let list = [Phrase("rain", nl: "regen"), Phrase("high water", nl: "hoogwater"), Phrase(data: "X")].inOneSentence
        #expect(list.english == "rain, high water and X" && list.dutch == "regen, hoogwater en X")
        #expect(Phrase("(\(list))", nl: "[\(list)]").dutch == "[regen, hoogwater en X]")
        #expect([Phrase]().inOneSentence.isEmpty && [Phrase(data: "a")].joined("; ").english == "a")
    }

    @Test(arguments: [
        (0.0, 2, "0.00"), (-0.004, 2, "0.00"), (-1234.0, 0, "−1,234"), (999.5, 0, "1,000"), (1e14, 6, "100,000,000,000,000.0"),
        (1e300, 2, "1e+300"), (Double.nan, 1, "nan"), (0.125, 2, "0.12"),
    ])
    func `numbers of any size are printed and never trap`(value: Double, decimals: Int, expected: String) {
        #expect(NumberText.fixed(value, decimals, ",", ".") == expected)
    }

    @Test(arguments: [(0, "0"), (-1000, "−1,000"), (Int.min, "−9,223,372,036,854,775,808")])
    func `whole numbers are grouped`(value: Int, expected: String) {
        #expect(NumberText.grouped(value, ",") == expected)
    }
}
