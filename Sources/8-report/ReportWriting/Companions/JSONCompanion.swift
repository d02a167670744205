import CascadeModel
import Computation
import CriticalityRanking
import DamageModel
import Diagnostics
import HazardModel
import NetworkModel
import ScenarioModel

/// Everything the report says, unrounded, for programs; `keys` in the file explains every key.
enum JSONCompanion {
    static func write(_ f: Findings) -> [UInt8] {
        let scenario = f.input.scenario, model = f.model
        var root: [String: JSON] = [
            "keys": .object(keys.merging(accessKeys) { a, _ in a }.mapValues { .string($0) }),
            "scenario": [
                "name": .string(scenario.name), "title": .string(scenario.title), "question": .string(scenario.question),
                "start": scenario.start.map { .string($0) } ?? .null, "horizonHours": .finite(scenario.horizonHours),
                "seed": .string(String(scenario.seed)), "language": .string(f.language.code), "samples": .integer(scenario.samples), "bedWeight": .finite(scenario.bedWeight),
            ],
            "model": [
                "name": .string(model.name), "epsg": .integer(model.epsg), "nodes": .integer(model.nodeCount),
                "links": .integer(model.linkCount), "facilities": .integer(model.facilityCount), "residents": .finite(f.outcome.residents),
                "layers": .array(model.layers.map { .string($0.name) }), "absentLayers": .array(f.absentLayers.map { .string($0) }),
                "sources": .array(model.sources.map {
                    ["file": .string($0.file), "format": .string($0.format), "licence": .string($0.licence), "date": .string($0.date)]
                }),
                "requirementsByProvenance": provenance(f.requirementCounts),
                "attributesByProvenance": .array(ProvenanceSummary(of: model).attributesByName.map { ["name": .string($0.name), "counts": provenance($0.counts)] }),
            ],
            "summary": .array(Headline(f).figures.map {
                ["key": .string($0.key), "value": .finite($0.value), "unit": .string($0.unit), "printed": .string($0.printed)]
            }),
            "hazards": .array(f.input.fields.map {
                ["title": words($0.title, f), "method": .array($0.method.map { words($0, f) }), "warnings": .array($0.warnings.map { words($0, f) })]
            }),
            "consequence": .finite(f.outcome.consequence),
            "services": .array(f.outcome.services.map(totals)),
            "losses": .array(f.losses(of: f.hospitals + f.otherVulnerable).map { loss($0, f) }),
            "deadlocks": .array(f.input.outage.deadlocks.map { .array($0.map { .string(model.id(Int($0))) }) }),
            "ranking": .array(f.input.impact.worst(200).map { ranked($0, f) }),
            "measures": .array(f.input.measures.map { measure($0, f) }),
            "access": access(f), "crews": crews(f), "origins": origins(f),
            "baselineFaults": .array(f.input.baselineFaults.map { words($0, f) }),
            "damageAssumptions": .array(f.input.damageAssumptions.map { words($0, f) }),
            "repairCosts": .array(RepairCost.byKind(f.input.assetDamage, in: model).map {
                [
                    "kind": .string(model.kinds[$0.kind].name), "damaged": .integer($0.damagedCount),
                    "meanShareOfValue": .finite($0.meanRatio), "withValue": .integer($0.valuedCount), "euros": .finite($0.euros),
                ]
            }),
            "issues": .array(f.input.issues.countsByCode.map {
                ["code": .string($0.code), "severity": .string($0.severity.rawValue), "count": .integer($0.count)]
            }),
            "manifest": [
                "programVersion": .string(f.input.manifest.programVersion), "command": .string(f.input.manifest.command),
                "seed": .string(String(f.input.manifest.seed)),
                "inputs": .array(f.input.manifest.inputs.sorted { ($0.path, $0.sha256) < ($1.path, $1.sha256) }.map {
                    ["path": .string($0.path), "sha256": .string($0.sha256)]
                }),
            ],
        ]
        root["portfolio"] = f.input.portfolio.map { portfolio($0, f) } ?? .null
        root["weakPointsInEvent"] = f.input.weakNodes.map { weakPoints($0, f) } ?? .null
        if !scenario.observations.isEmpty {
            root["observations"] = .array(scenario.observations.assets.map {
                ["asset": .string($0.asset), "state": .string($0.state.rawValue), "hours": .finite($0.hours),
                 "reserveHours": $0.reserveHours.map { .finite($0) } ?? .null]
            } + scenario.observations.gauges.map {
                ["gauge": .string($0.gauge), "levelMetres": .finite($0.levelMetres), "hours": .finite($0.hours)]
            })
        }
        root["sampled"] = f.input.sampled.map { sampled($0, f) } ?? .null
        if Districts.applies(to: f) {
            root["neighbourhoods"] = .array(Districts.totals(f).map { row in
                [
                    "name": row.name.map { .string($0) } ?? .null, "residents": .finite(row.residents),
                    "residentsOut": .object(Dictionary(zip(f.services.map(\.service), row.out.map { JSON.finite($0) })) { a, _ in a }),
                ]
            })
        }
        return JSON.object(root).written()
    }

    private static func provenance(_ counts: [Int]) -> JSON {
        .object(Dictionary(zip(Provenance.allCases.map(\.name), counts.map { JSON.integer($0) })) { a, _ in a })
    }

    private static func totals(_ total: ServiceOutcome.ServiceTotals) -> JSON {
        [
            "service": .string(total.service), "residentsAffected": .finite(total.residentsAffected),
            "residentsOutPeak": .finite(total.residentsOutPeak), "residentHoursLost": .finite(total.residentHoursLost),
            "hospitalBedHoursLost": .finite(total.hospitalBedHoursLost),
            "facilitiesOutByKind": .object(total.facilitiesOutByKind.mapValues { .integer($0) }),
            "resilienceLossHours": .finite(total.resilienceLossHours),
            "resilienceCurve": .array(total.resilienceCurve.map { [.finite($0.hours), .finite($0.shareServed)] }),
        ]
    }

    private static func loss(_ loss: ServiceOutcome.FacilityLoss, _ f: Findings) -> JSON {
        [
            "facility": .string(f.model.id(loss.facility)), "service": .string(f.service(loss.service)),
            "firstLossHours": .finite(loss.firstLossHours), "firstOutHours": .finite(loss.firstOutHours),
            "onReserveHours": .finite(loss.onReserveHours), "outHours": .finite(loss.outHours),
            "restoredHours": .finite(loss.restoredHours),
            "causedBy": loss.causedBy >= 0 ? .string(f.model.id(loss.causedBy)) : .null,
        ]
    }

    private static func ranked(_ asset: Int, _ f: Findings) -> JSON {
        [
            "asset": .string(f.model.id(asset)), "kind": .string(f.model.kindName(asset)), "layer": .string(f.layerName(asset)),
            "impact": .finite(f.input.impact.consequence[asset]), "facilitiesOut": .integer(Int(f.input.impact.facilitiesOut[asset])),
        ]
    }

    static func words(_ phrase: Phrase, _ f: Findings) -> JSON { .string(f.language.text(phrase)) }

    private static func measure(_ measure: MeasureResult, _ f: Findings) -> JSON {
        [
            "title": words(measure.title, f), "costEuros": measure.costEuros.map { .finite($0) } ?? .null,
            "consequence": .finite(measure.outcome.consequence), "services": .array(measure.outcome.services.map(totals)),
            "consequenceAvoided": measure.consequenceAvoided.map(estimate) ?? .null,
        ]
    }

    static func estimate(_ e: Estimate) -> JSON {
        ["mean": .finite(e.mean), "lower": .finite(e.lower), "upper": .finite(e.upper), "samples": .integer(e.samples)]
    }

    private static func sampled(_ sampled: SampledOutcome, _ f: Findings) -> JSON {
        [
            "consequence": estimate(sampled.consequence), "draws": .string(sampled.draws.rawValue),
            "consequenceRange": sampled.consequenceRange.map { [.finite($0.low), .finite($0.high)] } ?? .null,
            "precision": f.input.scenario.precision.map { .finite($0) } ?? .null,
            "bands": .array(zip(sampled.services, sampled.bands).map { service, points in
                [
                    "service": .string(service.service),
                    "points": .array(points.map { [.finite($0.hours), .finite($0.mean), .finite($0.low), .finite($0.high)] }),
                ]
            }),
            "services": .array(sampled.services.map {
                [
                    "service": .string($0.service), "residentHoursLost": estimate($0.residentHoursLost),
                    "residentsOutPeak": estimate($0.residentsOutPeak), "hospitalBedHoursLost": estimate($0.hospitalBedHoursLost),
                ]
            }),
            "facilityOut": .array(sampled.facilityOut.map {
                [
                    "facility": .string(f.model.id($0.facility)), "service": .string(f.service($0.service)),
                    "probability": estimate($0.probability), "meanOutHours": .finite($0.meanOutHours),
                ]
            }),
        ]
    }

    /// What each key means; units in words.
    private static let keys: [String: String] = [
        "baselineFaults": "requirements not met before the event: faults of the data, not losses",
        "consequence": "C: sum over facilities and services of weight times hours out up to the horizon (weighted person-hours)",
        "damageAssumptions": "assumptions of the damage stage, in words",
        "deadlocks": "groups of assets (identifiers) that wait for each other at the horizon",
        "hazards": "the events, each with its title, its method in sentences and its warnings",
        "issues": "findings of the import and of the checks, counted by code",
        "losses": "hospitals and other vulnerable places by each service that was on reserve or out, worst first; the CSV beside this file holds every facility. firstLossHours: hours after onset at which suppliers failed; firstOutHours: at which the service was out (null: reserve held); onReserveHours and outHours: totals; restoredHours: served again for good (null: not before the horizon); causedBy: asset that stopped delivering",
        "manifest": "what is needed to repeat the run; seed as text because it may exceed 2^53",
        "measures": "each measure's outcome in the single course, and its mean avoided C over samples (null without samples)",
        "model": "the city model: sizes, sources, counts of measured, derived and assumed values",
        "neighbourhoods": "residents of places that were out of each service at some time, by neighbourhood; name null: none in the data",
        "observations": "what was seen of assets and read at gauges, hours after onset; absent when nothing was",
        "ranking": "single-failure impact, the 200 worst assets; the CSV beside this file holds all",
        "repairCosts": "by kind of asset: how many a source gives a share of value lost for, the mean share, how many of them have a replacement value and what their repair costs",
        "sampled": "means over samples with 95 % confidence bounds; draws: how what concerns the whole event was drawn; consequenceRange: the losses that one sample of twenty stays below and one of twenty exceeds; bands: share of residents served over time as [hours after onset, mean, share that one sample of twenty stays below, share that one of twenty exceeds]; precision: half width of the 95 % interval over the mean at which drawing was to stop; null when the scenario asks for no samples",
        "scenario": "the question; start is clock time of onset without time zone; bedWeight is the weight of a hospital bed in C",
        "services": "per service: residentsAffected out at any time; residentsOutPeak the most at one time; residentHoursLost; hospitalBedHoursLost; resilienceCurve as [hours after onset, share of residents served] steps; resilienceLossHours the area above it",
        "summary": "every figure of the summary: unrounded value, its unit and how the report prints it",
        "portfolio": portfolioKeys,
        "weakPointsInEvent": weakPointKeys,
    ]
}
