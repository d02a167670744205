public import CascadeModel
import Diagnostics
import Geometry
public import NetworkModel
public import ScenarioModel
import TableWriting

/// A quick look at the moment right after an event, in words or as a table.
public struct ScreeningReport: Sendable {
    private let result: ScreeningResult
    private let model: CityModel
    private let scenario: Scenario
    private let language: any Language
    private let words: Wording

    public init(_ result: ScreeningResult, _ model: CityModel, _ scenario: Scenario) {
        self.result = result
        self.model = model
        self.scenario = scenario
        language = ReportWriter.language(scenario.language)
        words = Wording(language: language, clock: nil, horizonHours: scenario.horizonHours)
    }

    /// Lines for places whose people cannot help themselves; the rest is in the tables.
    static let listed = 40

    public func markdown() -> String {
        var writer = MarkdownWriter()
        writer.heading(1, language.screeningTitle(scenario.title))
        writer.paragraph(
            language.screeningIntroduction(
                draws: result.isRandom ? words.count(result.samples) : nil, reserves: result.reserves))
        if result.ignoresTravelLimit { writer.paragraph(language.screeningIgnoresTravelTimes) }
        writer.heading(2, language.screeningHeadingResidents)
        writer.table(
            language.columnsOfScreenedServices(isRandom: result.isRandom), numeric: [1, 2, 3],
            services.compactMap { number in result.services.first { $0.service == number } }.map { service in
                let name = Prose(data: language.service(model.services[service.service]))
                guard result.isRandom else { return [name, Prose(data: words.rough(service.residentsOut.mean))] }
                let printed = words.estimate(service.residentsOut)
                return [
                    name, Prose(data: printed.mean), Prose(data: language.range(printed.lower, printed.upper)),
                    Prose(data: language.range(words.rough(service.range.low), words.rough(service.range.high))),
                ]
            })
        writer.heading(2, language.screeningHeadingPlaces)
        let places = vulnerablePlaces
        if places.isEmpty { writer.paragraph(language.screeningNothingOut) } else {
            writer.table(
                language.columnsOfScreenedPlaces(isRandom: result.isRandom, services.map { model.services[$0] }),
                numeric: Set(2..<(2 + services.count)), places.prefix(Self.listed).map(row))
        }
        if places.count > Self.listed {
            writer.paragraph(language.screeningMorePlaces(words.count(places.count - Self.listed)))
        }
        return writer.text
    }

    /// In the order in which people ask: power, water, road access, then any other.
    private var services: [Int] {
        func place(_ service: Int) -> Int { ["power", "water", "road"].firstIndex(of: model.services[service]) ?? 3 }
        return result.services.map(\.service).sorted { (place($0), $0) < (place($1), $1) }
    }

    /// What a place whose people cannot help themselves loses.
    private struct Place {
        var facility: Int
        var losses: ArraySlice<ScreeningResult.Loss>
        var worst: Double { losses.map(\.probability.mean).max() ?? 0 }
    }

    /// Hospitals first, then the likeliest first.
    private var vulnerablePlaces: [Place] {
        let isVulnerable = model.kinds.map { AssetKind.vulnerable.contains($0) }
        var places: [Place] = [], start = 0
        for end in 1...max(1, result.losses.count) where end <= result.losses.count {
            let facility = result.losses[start].facility
            if end < result.losses.count, result.losses[end].facility == facility { continue }
            if isVulnerable[Int(model.kind[facility])] { places.append(Place(facility: facility, losses: result.losses[start..<end])) }
            start = end
        }
        func order(_ place: Place) -> (Int, Double, Int) {
            (model.isKind(place.facility, .hospital) ? 0 : 1, -place.worst, place.facility)
        }
        return places.sorted { order($0) < order($1) }
    }

    private func row(_ place: Place) -> [Prose] {
        let kind = Prose(data: language.kind(model.kindName(place.facility), 1))
        return [Prose(data: model.label(place.facility)), kind] + services.map { service in
            guard let loss = place.losses.first(where: { $0.service == service }) else { return "–" }
            guard result.isRandom else { return language.isHit(true) }
            let p = loss.probability
            return "\(words.percent(p.mean)) (\(language.range(words.percent(p.lower), words.percent(p.upper))))"
        }
    }

    /// Every service of every facility that is out in some draw.
    public func csv() -> [UInt8] {
        var csv = CSV([
            "facility", "name", "kind", "x", "y", "residents", "service", "probability", "probability_lower",
            "probability_upper",
        ])
        for loss in result.losses {
            csv.add([
                .text(model.id(loss.facility)), .text(model.label(loss.facility)), .text(model.kindName(loss.facility)),
                .number(model.position[loss.facility].x), .number(model.position[loss.facility].y),
                .number(model.value(.residents, of: loss.facility) ?? .nan), .text(model.services[loss.service]),
                .number(loss.probability.mean), .number(loss.probability.lower), .number(loss.probability.upper),
            ])
        }
        return csv.bytes
    }

    public func json() -> [UInt8] {
        func estimate(_ e: Estimate) -> JSON {
            ["mean": .finite(e.mean), "lower": .finite(e.lower), "upper": .finite(e.upper)]
        }
        let root: JSON = [
            "scenario": .string(scenario.title), "seed": .string(String(scenario.seed)), "samples": .integer(result.samples),
            "isRandom": .bool(result.isRandom), "reserves": .string(result.reserves == .empty ? "empty" : "full"),
            "ignoresTravelLimit": .bool(result.ignoresTravelLimit),
            "services": .array(
                result.services.map { service in
                    [
                        "service": .string(model.services[service.service]), "residentsOut": estimate(service.residentsOut),
                        "range90": ["low": .finite(service.range.low), "high": .finite(service.range.high)],
                    ]
                }),
            "losses": .array(
                result.losses.map { loss in
                    [
                        "facility": .string(model.id(loss.facility)), "service": .string(model.services[loss.service]),
                        "probability": estimate(loss.probability),
                    ]
                }),
        ]
        return root.written()
    }
}
