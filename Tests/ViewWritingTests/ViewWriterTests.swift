import CascadeModel
import CriticalityRanking
import DamageModel
import Diagnostics
import Foundation
import Geometry
import HazardModel
import NetworkModel
import ReportWriting
import ScenarioModel
import StudyRunner
import TestSupport
import Testing
@testable import ViewWriting

/// The page of the tutorial town: what is in it comes out of it again.
@Suite struct ViewWriterTests {
    private static func input(_ change: (inout Scenario) -> Void = { _ in }) throws -> ReportInput {
        var scenario = try ScenarioReader.read(repositoryFolder.appendingPathComponent("scenarios/tutorial.xml").path)
        change(&scenario)
        return try Study(scenario).view()
    }
    private func page(_ input: ReportInput) throws -> Page { try Page(ViewWriter.html(for: input)) }

    @Test func `every asset, place, name and need comes back`() throws {
        let input = try Self.input(), model = input.model, page = try page(input)
        #expect(page.texts("id") == (0..<model.assetCount).map { model.id($0) })
        let names = page.texts("names"), quantum = try #require(page.head["quantumMetres"] as? Double)
        let name = page.numbers("name"), east = page.numbers("east"), north = page.numbers("north")
        let points = Array(model.nodes) + Array(model.facilities)
        let corner = model.bounds
        for (i, asset) in points.enumerated() {
            #expect(names[name[asset] - 1] == model.label(asset))
            #expect(abs(Double(east[i]) * quantum + corner.minX - model.position[asset].x) <= quantum / 2 + 1e-6)
            #expect(abs(Double(north[i]) * quantum + corner.minY - model.position[asset].y) <= quantum / 2 + 1e-6)
        }
        #expect(page.numbers("from") == model.from.map { Int($0) })
        #expect(page.numbers("to") == model.to.map { Int($0) })
        let kinds = try #require(page.head["kinds"] as? [String])
        #expect(page.numbers("kind").map { kinds[$0] } == (0..<model.assetCount).map { model.kindName($0) })
        #expect(page.numbers("residents").reduce(0, +) == 1160)
        // The hospital's generator lasts 4 h, the tank 6 h.
        let hospital = try #require(model.asset(named: "hospital")), tank = try #require(model.asset(named: "tank"))
        let needs = zip(page.numbers("needAsset"), page.numbers("needReserveMinutes"))
        #expect(needs.filter { $0.0 == hospital }.map(\.1).max() == 240)
        #expect(needs.filter { $0.0 == tank }.map(\.1) == [360])
    }

    @Test func `every outage, loss and cause comes back to the second`() throws {
        let input = try Self.input(), page = try page(input)
        let ticks = try #require(page.head["ticksPerHour"] as? Double)
        #expect(ticks == 3600)
        #expect(page.numbers("outAsset") == input.outage.assets.map { Int($0.asset) })
        #expect(page.numbers("outFrom") == input.outage.assets.map { Int(($0.fromHours * 3600).rounded()) })
        #expect(page.numbers("outUntil") == input.outage.assets.map { Int(($0.untilHours * 3600).rounded()) })
        #expect(page.numbers("outCause") == input.outage.assets.map { Int($0.causedBy) + 1 })
        #expect(page.numbers("lossFacility") == input.outage.services.map { Int($0.facility) })
        #expect(page.numbers("lossIsOut") == input.outage.services.map { $0.state == .out ? 1 : 0 })
        #expect(page.numbers("lossUntil") == input.outage.services.map { Int(($0.untilHours * 3600).rounded()) })
        // The town by hand: transformer-east, corner-east and houses-east stand in the water.
        let model = input.model
        #expect(page.numbers("hitAsset").map { model.id($0) } == ["corner-east", "transformer-east", "houses-east"])
        #expect(page.numbers("hitUntil") == [26 * 3600, 36 * 3600, 48 * 3600])
    }

    @Test func `water is shown from when it comes until it has gone`() throws {
        let input = try Self.input(), page = try page(input)
        let footprint = try #require(input.fields.first?.footprint)
        let wet = footprint.values.filter { $0 >= 0.05 }
        #expect(page.numbers("raster0Length").reduce(0, +) == wet.count)
        #expect(page.numbers("raster0Value").count == wet.count)
        #expect(Set(page.numbers("raster0From")) == [0])
        #expect(Set(page.numbers("raster0Until")) == [24 * 60])
        let rasters = try #require(page.head["rasters"] as? [[String: Any]])
        #expect(rasters.first?["columns"] as? Int == footprint.columns)
    }

    @Test func `the same run gives the same bytes, and each language its own words`() throws {
        let input = try Self.input()
        let first = try ViewWriter.html(for: input)
        #expect(try ViewWriter.html(for: input) == first)
        var dutch = input
        dutch.speak(.dutch)
        let text = String(decoding: try ViewWriter.html(for: dutch), as: UTF8.self)
        #expect(text.contains("<html lang=\"nl\">") && text.contains("Legenda en lagen"))
        #expect(!text.contains("Legend and layers"))
    }

    @Test func `both dictionaries have the same keys and the same pieces, and no word is missing`() throws {
        let english = try ViewWords.read(.english), dutch = try ViewWords.read(.dutch)
        #expect(Set(english.keys) == Set(dutch.keys))
        func pieces(_ text: String) -> [String] { text.matches(of: /\{\w+\}/).map { String($0.output) }.sorted() }
        for (key, word) in english { #expect(pieces(word) == pieces(dutch[key] ?? ""), "\(key)") }
        let program = String(decoding: ViewPage.program, as: UTF8.self)
        for match in program.matches(of: /say\("([\w.]+)"[,)]/) { #expect(english[String(match.1)] != nil, "\(match.1)") }
        for kind in AssetKind.vulnerable { #expect(english["kind." + kind.name] != nil) }
    }

    @Test func `nothing is loaded and nothing runs but what the policy names`() throws {
        let text = String(decoding: try ViewWriter.html(for: Self.input()), as: UTF8.self)
        let policy = try #require(text.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/)).1
        #expect(policy.contains("default-src 'none'"))
        #expect(!policy.contains("unsafe"))
        for (tag, rule) in [("<script>", "script-src"), ("<style>", "style-src")] {
            let content = try Page.element(tag, in: text)
            #expect(policy.contains("\(rule) '\(ViewPage.digest(Array(content.utf8)))'"))
        }
        #expect(ViewPage.digest(Array("abc".utf8)) == "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
        #expect(!text.contains(/(src|href)="(?!#)/))
        #expect(!text.contains(/[ ]on\w+="/) && !text.contains(/[ ]style="/))
        let program = String(decoding: ViewPage.program, as: UTF8.self)
        for word in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "fetch(", "XMLHttpRequest", "import("] {
            #expect(!program.contains(word), "\(word)")
        }
    }

    static let hostile = [
        "</script><script>alert(1)</script>", "<!--<script>", "]]>", "{{data}}", "\"><img src=x onerror=alert(1)>", "a\u{0}b\u{2028}c",
        "\u{202E}evil", "&lt;b&gt;", "', +alert(1)+ '", String(repeating: "x", count: 5000),
    ]

    @Test(arguments: hostile) func `a name from the data changes nothing but itself`(name: String) throws {
        var input = try Self.input { scenario in
            scenario.title = name
            scenario.question = name
        }
        var builder = CityModelBuilder(editing: input.model)
        builder.name = name
        for row in builder.identifier.indices { builder.setName(name, ofRow: row) }
        var log = IssueLog()
        input.model = try builder.freeze(&log)
        let text = String(decoding: try ViewWriter.html(for: input), as: UTF8.self)
        let plain = String(decoding: try ViewWriter.html(for: Self.input()), as: UTF8.self)
        func tags(_ text: String) -> [String] { text.matches(of: /<\/?[a-zA-Z!]+/).map { String($0.output) } }
        #expect(tags(text) == tags(plain))
        #expect(!text.contains("\u{202E}") && !text.contains("\u{0}"))
        let page = try Page(Array(text.utf8))
        #expect(page.texts("names").count == 1)
    }

    @Test func `an empty town, endless times and impossible places still make a page`() throws {
        var input = try Self.input()
        input.outage.horizonHours = 1_000_000
        input.outage.assets[0].untilHours = .infinity
        input.disturbances[0].untilHours = .infinity
        let page = try page(input)
        #expect(page.numbers("outUntil")[0] <= Int(Int32.max))
        let builder = CityModelBuilder()
        var log = IssueLog()
        input.model = try builder.freeze(&log)
        input.outage = Outage(assets: [], services: [], deadlocks: [], eventHours: [], horizonHours: 1)
        input.disturbances = []
        input.outcome = ServiceOutcome(input.outage, on: input.model, base: ServiceBase(input.model))
        input.impact.consequence = []
        #expect(try self.page(input).numbers("kind").isEmpty)
    }

    @Test func `numbers of every size and sign survive the packing`() throws {
        let values = [0, 1, -1, 63, 64, -64, -65, 127, 128, 300, -300, 1 << 20, -(1 << 30), PackedColumns.largest, -PackedColumns.largest, 5]
        var columns = PackedColumns()
        columns.add("a", values)
        columns.add("b", texts: ["", "pipe-1", "pipe-10", "pipe-2", "", "Één", "Éénhoorn"])
        let head = try JSONSerialization.data(withJSONObject: ["columns": columns.directory])
        let html = "<script type=\"application/json\" id=\"head\">\(String(decoding: head, as: UTF8.self))</script>"
            + "<script type=\"application/octet-stream\" id=\"data\">\(Data(columns.bytes).base64EncodedString())</script>"
        let page = try Page(Array(html.utf8))
        #expect(page.numbers("a") == values)
        #expect(page.texts("b") == ["", "pipe-1", "pipe-10", "pipe-2", "", "Één", "Éénhoorn"])
    }
}
