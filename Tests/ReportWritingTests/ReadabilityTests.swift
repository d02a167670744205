import Diagnostics
import Foundation
@testable import ReportWriting
import Testing

/// The summary reads like a newspaper, by the formulas that are used for that.
///
/// English: Flesch (1948), "A new readability yardstick", Journal of Applied Psychology 32: 206.835 − 1.015 words per
/// sentence − 84.6 syllables per word. Dutch: Douma (1960), "De leesbaarheid van landbouwbladen", Wageningen, as given in
/// Onze Taal 46 (1977): 206.84 − 0.93 words per sentence − 77 syllables per word. Newspapers of the better sort score 50 to
/// 60 (Kirkpatrick et al. 2017, Research Involvement and Engagement 3, doi:10.1186/s40900-017-0064-0, table 1); Douma's own
/// table calls 45 to 60 rather difficult and 60 to 70 normal. Figures are left out of the count, as Flesch advises, and so
/// are names from the data, which a report cannot choose.
@Suite struct ReadabilityTests {
    private static let newspaper = 50.0

    @Test(arguments: ReportLanguage.allCases, [false, true])
    func `the summary is as easy to read as a newspaper`(language: ReportLanguage, sampled: Bool) throws {
        var input = try SmallTown().input()
        if sampled { SmallTown.addSamples(&input) }
        SmallTown.addMeasures(&input)
        if !sampled {
            for i in input.measures.indices { input.measures[i].consequenceAvoided = nil }
            SmallTown.addSensitivity(&input)
        }
        input.speak(language)
        let summary = SummaryTests.firstSection(String(decoding: ReportWriter.files(for: input)[0].bytes, as: UTF8.self))
        let score = Self.score(summary, language)
        #expect(score >= Self.newspaper, "\(score): \(summary)")
    }

    @Test func `the formulas give what their authors say`() {
        // One sentence of ten words of one syllable each.
        let english = "The cat sat on the mat and then it slept."
        #expect(abs(Self.score("\n- " + english, .english) - (206.835 - 1.015 * 10 - 84.6)) < 1e-9)
        // Five words, eight syllables: Het wa-ter staat nu hoog is six; de po-li-tie.
        #expect(Self.syllables("politie", .dutch) == 3)
        #expect(Self.syllables("ziekenhuis", .dutch) == 3)
        #expect(Self.syllables("moment", .english) == 2 && Self.syllables("people", .english) == 2 && Self.syllables("the", .english) == 1)
    }

    /// Bullets are read as sentences of their own; names in bold and all figures are left out.
    private static func score(_ markdown: String, _ language: ReportLanguage) -> Double {
        var sentences = 0, words = 0, syllables = 0
        for bullet in markdown.components(separatedBy: "\n- ").dropFirst() {
            let plain = bullet.replacing(/\*\*[^*]*\*\*/, with: " ").replacing(/\([^)]*\)/, with: " ").replacing(/\[[^\]]*\]\([^)]*\)/, with: " ")
            let parts = plain.split(whereSeparator: { ".;:".contains($0) }).map { part in
                part.split(whereSeparator: { !($0.isLetter || $0 == "'" || $0 == "’") }).filter { $0.contains { $0.isLetter } }.map(String.init)
            }.filter { $0.count > 1 }
            sentences += parts.count
            words += parts.joined().count
            syllables += parts.joined().reduce(0) { $0 + Self.syllables($1, language) }
        }
        let perSentence = Double(words) / Double(max(1, sentences)), perWord = Double(syllables) / Double(max(1, words))
        return language == .english ? 206.835 - 1.015 * perSentence - 84.6 * perWord : 206.84 - 0.93 * perSentence - 77 * perWord
    }

    /// Groups of vowels; in English without a silent e at the end.
    private static func syllables(_ word: String, _ language: ReportLanguage) -> Int {
        let vowels: Set<Character> = language == .english ? Set("aeiouy") : Set("aeiouyáéëèïöüó")
        var count = 0, last: Character = " "
        for c in word.lowercased() {
            // Two dots begin a syllable of their own: "ziektë", "coördinatie".
            if vowels.contains(c) && (!vowels.contains(last) || "ëïöü".contains(c)) { count += 1 }
            last = c
        }
        let lower = word.lowercased()
        if language == .english, count > 1, lower.hasSuffix("e"), !lower.hasSuffix("le") { count -= 1 }
        if language == .english, count > 1, lower.hasSuffix("ed"), !lower.hasSuffix("ted"), !lower.hasSuffix("ded") { count -= 1 }
        return max(1, count)
    }
}
