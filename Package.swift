// swift-tools-version: 6.2
import PackageDescription

/// One line per module: its stage folder, its name and the modules below it that it may use.
/// Imports go one way only; `ArchitectureTests` compares this list with every `import` line.
func module(
    _ stage: String, _ name: String, _ dependencies: [String] = [], resources: [Resource] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies.map { .init(stringLiteral: $0) },
        path: "Sources/\(stage)/\(name)", resources: resources, swiftSettings: settings)
}

func program(_ stage: String, _ name: String, _ dependencies: [String]) -> Target {
    .executableTarget(
        name: name, dependencies: dependencies.map { .init(stringLiteral: $0) },
        path: "Sources/\(stage)/\(name)", swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [String], exclude: [String] = []) -> Target {
    .testTarget(
        name: name, dependencies: (dependencies + ["TestSupport"]).map { .init(stringLiteral: $0) },
        path: "Tests/\(name)", exclude: exclude, swiftSettings: settings)
}

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let base = ["Diagnostics", "Computation", "Geometry"]
let pipeline = base + [
    "NetworkModel", "ScenarioModel", "HazardModel", "DamageModel", "CascadeModel", "AccessModel",
    "CriticalityRanking",
]

let package = Package(
    name: "lifeline",
    products: [
        .executable(name: "lifeline", targets: ["lifeline"]),
        .library(name: "Lifeline", targets: ["BatchRunner", "ResultStore", "StudyRunner", "ScenarioModel", "TableWriting"]),
    ],
    targets: [
        // 0  what everything rests on
        module("0-base", "Diagnostics"),
        module("0-base", "Computation"),
        module("0-base", "Geometry", ["Diagnostics", "Computation"]),
        // 1  the only modules that touch C libraries and raw bytes
        .systemLibrary(
            name: "CLibXML2", path: "Sources/1-files/CLibXML2", pkgConfig: "libxml-2.0",
            providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(
            name: "CSQLite3", path: "Sources/1-files/CSQLite3", pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"])]),
        module("1-files", "FileReading", ["CLibXML2", "Diagnostics"]),
        module("1-files", "MarkupReading", ["CLibXML2", "Diagnostics", "FileReading"]),
        module("1-files", "SQLiteAccess", ["CSQLite3", "Diagnostics"]),
        module("1-files", "GeoPackageWriting", ["Geometry", "SQLiteAccess"]),
        module("1-files", "TableWriting"),
        module("1-files", "GridReading", ["Diagnostics", "FileReading", "Geometry"]),
        // 2 … 8  the pipeline, in the order in which a run passes through it
        module("2-network", "NetworkModel", base),
        module(
            "2-network", "NetworkImport",
            base + ["FileReading", "GeoPackageWriting", "GridReading", "MarkupReading", "NetworkModel", "SQLiteAccess"],
            resources: [.embedInCode("Schemas/lifeline-network.xsd"), .embedInCode("Schemas/lifeline-project.xsd")]),
        module(
            "3-scenario", "ScenarioModel", base + ["FileReading", "MarkupReading", "NetworkModel"],
            resources: [.embedInCode("lifeline-scenario.xsd")]),
        module("4-hazard", "HazardModel", base + ["FileReading", "GridReading", "MarkupReading", "NetworkModel", "ScenarioModel"]),
        module(
            "5-damage", "DamageModel", base + ["FileReading", "MarkupReading", "NetworkModel", "ScenarioModel", "HazardModel"],
            resources: [.embedInCode("Catalogue/fragilities.xml"), .embedInCode("Catalogue/fragilities.xsd")]),
        module("6-cascade", "CascadeModel", base + ["NetworkModel", "ScenarioModel", "DamageModel"]),
        module("6-cascade", "AccessModel", base + ["NetworkModel", "ScenarioModel", "DamageModel", "CascadeModel"]),
        module("7-ranking", "CriticalityRanking", base + ["NetworkModel", "DamageModel", "CascadeModel"]),
        module("8-report", "ReportWriting", pipeline + ["MarkupReading", "TableWriting"]),
        module(
            "8-report", "ViewWriting", pipeline + ["ReportWriting"],
            resources: [.embedInCode("Resources")]),
        // 9  the program
        module("9-program", "StudyRunner", pipeline + ["MarkupReading", "NetworkImport", "ReportWriting"]),
        module(
            "9-program", "ResultStore",
            pipeline + ["FileReading", "GeoPackageWriting", "MarkupReading", "NetworkImport", "ReportWriting", "SQLiteAccess", "StudyRunner", "TableWriting"]),
        module("9-program", "BatchRunner", base + ["FileReading", "ResultStore", "ScenarioModel", "StudyRunner"]),
        module("9-program", "TownGenerator", base + ["FileReading", "MarkupReading", "GridReading", "NetworkModel", "NetworkImport"]),
        module(
            "9-program", "CommandLineInterface",
            pipeline + [
                "BatchRunner", "FileReading", "GridReading", "MarkupReading", "NetworkImport", "ReportWriting", "ResultStore", "StudyRunner",
                "TableWriting", "TownGenerator", "ViewWriting",
            ]),
        program("9-program", "lifeline", ["CommandLineInterface"]),
        program(
            "9-program", "Benchmarks",
            pipeline + [
                "BatchRunner", "FileReading", "GridReading", "MarkupReading", "NetworkImport", "ReportWriting", "ResultStore", "StudyRunner",
                "TableWriting", "TownGenerator",
            ]),
        // tests: one target per module
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
        tests("DiagnosticsTests", ["Diagnostics"]),
        tests("StudyRunnerTests", pipeline + ["MarkupReading", "NetworkImport", "ReportWriting", "StudyRunner"]),
        tests("CommandLineTests", ["Diagnostics", "StoreSamples", "StudyRunner", "CommandLineInterface"], exclude: ["Golden"]),
        .target(
            name: "StoreSamples", dependencies: ["SQLiteAccess", "TestSupport"], path: "Tests/StoreSamples",
            swiftSettings: settings),
        tests("ResultStoreTests", pipeline + ["BatchRunner", "ReportWriting", "ResultStore", "SQLiteAccess", "StoreSamples", "StudyRunner", "TableWriting"]),
        // The program itself is run, killed and interrupted.
        tests("BatchRunnerTests", ["BatchRunner", "Diagnostics", "ResultStore", "SQLiteAccess", "StoreSamples", "lifeline"]),
        tests("TableWritingTests", ["MarkupReading", "TableWriting"]),
        tests("ScenarioModelTests", base + ["MarkupReading", "NetworkModel", "ScenarioModel", "HazardModel"]),
        tests("DamageModelTests", base + ["NetworkModel", "ScenarioModel", "HazardModel", "DamageModel"]),
        .target(
            name: "RandomTowns",
            dependencies: ["Diagnostics", "Computation", "Geometry", "NetworkModel", "ScenarioModel", "DamageModel", "CascadeModel"],
            path: "Tests/RandomTowns", swiftSettings: settings),
        tests("NetworkModelTests", base + ["NetworkModel"]),
        tests("NetworkImportTests", base + ["GeoPackageWriting", "GridReading", "MarkupReading", "NetworkModel", "NetworkImport", "RandomTowns", "SQLiteAccess"]),
        tests("GeometryTests", ["Diagnostics", "Geometry"]),
        tests("ArchitectureTests", []),
        tests("CascadeModelTests", base + ["NetworkModel", "ScenarioModel", "DamageModel", "CascadeModel", "RandomTowns"]),
        tests("AccessModelTests", base + ["NetworkModel", "ScenarioModel", "HazardModel", "DamageModel", "CascadeModel", "AccessModel", "RandomTowns"]),
        tests("ComputationTests", ["Computation"]),
        tests("CriticalityRankingTests", base + ["NetworkModel", "DamageModel", "CascadeModel", "CriticalityRanking", "RandomTowns"]),
        tests("ReportWritingTests", pipeline + ["MarkupReading", "ReportWriting"]),
        tests(
            "ViewWritingTests", pipeline + ["NetworkImport", "ReportWriting", "StudyRunner", "ViewWriting"],
            exclude: ["Browser"]),
        tests("GridReadingTests", ["Diagnostics", "Geometry", "GridReading"], exclude: ["Fixtures"]),
        tests("HazardModelTests", ["Diagnostics", "Geometry", "HazardModel", "MarkupReading", "NetworkModel", "ScenarioModel"]),
        tests("SQLiteAccessTests", ["Diagnostics", "SQLiteAccess"]),
        tests("FileReadingTests", ["Diagnostics", "FileReading"]),
        tests("MarkupReadingTests", ["Diagnostics", "FileReading", "MarkupReading"]),
        tests("TutorialTownTests", base + ["MarkupReading", "GridReading", "NetworkModel", "NetworkImport", "ScenarioModel", "HazardModel", "DamageModel", "CascadeModel", "AccessModel", "CriticalityRanking"]),
        tests("TownGeneratorTests", ["TownGenerator", "CascadeModel", "DamageModel", "NetworkModel", "NetworkImport", "GridReading"] + base),
    ],
    swiftLanguageModes: [.v6]
)
