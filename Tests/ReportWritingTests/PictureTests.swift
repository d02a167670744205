import Foundation
import Geometry
import HazardModel
@testable import ReportWriting
import Testing


@Suite struct PictureTests {
    private func map(_ input: ReportInput) throws -> String {
        let file = try #require(ReportWriter.files(for: input).first { $0.path.hasSuffix("map.svg") })
        return String(decoding: file.bytes, as: UTF8.self)
    }

    @Test func `the map says what it shows, has a legend, a scale, north and its source`() throws {
        let svg = try map(SmallTown().input())
        for text in ["<title>Map of the event and its losses: Waterford</title>", "<desc>", ">N</text>", "m</text>", ">St Elisabeth</text>",
            "Deepest water", "0.05–0.5 m", "power network", "Data: streets.osm, ODbL 1.0, 2025-11-03; utilities.gml"] {
            #expect(svg.contains(text), "\(text)")
        }
    }

    @Test func `water is drawn in all four classes where the depths reach them`() throws {
        let svg = try map(SmallTown().input())
        for colour in Palette.depths {
            #expect(svg.components(separatedBy: "fill=\"\(colour)\"").count - 1 == 2, "once on the map and once in the legend")
        }
    }

    @Test func `an earthquake shows its epicentre and rings, and an arrow when it lies outside`() throws {
        let town = LargeTown(blocks: 4)
        var input = try town.input(earthquake: true, ranked: false)
        #expect(try map(input).contains("shaking 0.30 g"))
        input.fields[0].epicentre = .init(x: 90_000, y: 700)
        #expect(try map(input).contains("epicentre 90 km this way"))
    }

    @Test func `the map of a large city stays small and says what it left out`() throws {
        let svg = try map(LargeTown(blocks: 40).input(ranked: false))
        #expect(svg.utf8.count < 1_500_000)
        #expect(svg.contains("drawn as one, in the worst state among them"))
    }

    @Test func `lightness falls evenly from shallow to deep, so that a grey print keeps the classes`() throws {
        let grey = Palette.depths.map { colour -> Double in
            let rgb = Int(colour.dropFirst(), radix: 16) ?? 0
            // Rec. 709 luma.
            return 0.2126 * Double(rgb >> 16) + 0.7152 * Double(rgb >> 8 & 255) + 0.0722 * Double(rgb & 255)
        }
        for (lighter, darker) in zip(grey, grey.dropFirst()) { #expect(lighter - darker > 20) }
    }

    @Test func `path data is short and does not drift`() {
        var path = PathData()
        path.move(0.04, 0)
        for i in 1...1000 { path.line(Double(i) * 0.33, 0) }
        // 1000 steps of 0.33 rounded one by one to tenths would end at 300 or 330; relative to rounded positions: 330.
        let steps = String(decoding: path.bytes, as: UTF8.self).split(separator: "l").dropFirst().map { Double($0.split(separator: " ")[0]) ?? .nan }
        #expect(abs(steps.reduce(0, +) - 330) < 1e-6)
        #expect(SVGWriter.number(-0.05) == "-0.1" || SVGWriter.number(-0.05) == "0")
        #expect(SVGWriter.number(12.34) == "12.3")
        #expect(SVGWriter.number(-0.5) == "-0.5")
    }
}
