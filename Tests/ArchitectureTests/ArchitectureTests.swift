import Foundation
import TestSupport
import Testing

/// The arrows of `Package.swift` are the only arrows: what a file imports must be declared, and stages look down only.
@Suite struct ArchitectureTests {
    private let foreign: Set<String> = ["Foundation", "FoundationEssentials", "Glibc", "Dispatch", "Synchronization"]

    private func swiftFiles() throws -> [(stage: String, module: String, url: URL)] {
        let sources = repositoryFolder.appendingPathComponent("Sources")
        let all = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        return all.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map { url in
            let parts = url.path.dropFirst(sources.path.count + 1).split(separator: "/").map(String.init)
            return (parts[0], parts[1], url)
        }
    }

    private func imports(_ url: URL) throws -> [String] {
        try String(contentsOf: url, encoding: .utf8).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            guard let at = words.firstIndex(of: "import"), at <= 1, at + 1 < words.count else { return nil }
            return words[at + 1]
        }
    }

    @Test func `no module imports one of a later stage`() throws {
        let files = try swiftFiles()
        let stageOf = Dictionary(files.map { ($0.module, $0.stage) }) { a, _ in a }
        #expect(stageOf.count > 10)
        for file in files {
            for name in try imports(file.url) {
                guard let stage = stageOf[name] else { continue }
                #expect(stage <= file.stage, "\(file.url.lastPathComponent) imports \(name) from \(stage)")
            }
        }
    }

    @Test func `only the reading modules touch C libraries, and only declared modules are imported`() throws {
        let files = try swiftFiles()
        let modules = Set(files.map(\.module))
        for file in files {
            for name in try imports(file.url) where !modules.contains(name) && !foreign.contains(name) {
                #expect(file.stage == "1-files" && name.hasPrefix("C"), "\(file.url.lastPathComponent) imports \(name)")
            }
        }
    }

    /// What each module may use, as the manifest says: `base`, `pipeline` and names in quotes.
    private func declared() throws -> [String: Set<String>] {
        let manifest = try String(contentsOf: repositoryFolder.appendingPathComponent("Package.swift"), encoding: .utf8)
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        func names(_ text: Substring) -> Set<String> {
            Set(text.split(separator: "\"", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) })
        }
        let base = names(try #require(manifest.firstMatch(of: /let base = \[(.*?)\]/)).1)
        let pipeline = base.union(names(try #require(manifest.firstMatch(of: /let pipeline = base \+ \[(.*?)\]/)).1))
        var modules: [String: Set<String>] = [:]
        for match in manifest.matches(of: /(?:module|program)\( ?"[^"]+", "([^"]+)"(?:, (?:(base|pipeline)(?: \+ )?)?(?:\[([^\]]*)\])?)?/) {
            modules[String(match.1)] = names(match.3 ?? "").union(match.2 == "base" ? base : match.2 == "pipeline" ? pipeline : [])
        }
        return modules
    }

    @Test func `every import is declared in the manifest`() throws {
        let declared = try declared()
        let files = try swiftFiles()
        #expect(Set(files.map(\.module)).subtracting(declared.keys).isEmpty)
        for file in files {
            for name in try imports(file.url) where declared[name] != nil {
                #expect(declared[file.module]?.contains(name) == true, "\(file.url.lastPathComponent) imports \(name) undeclared")
            }
        }
    }

    @Test func `the package depends on no other package`() throws {
        let manifest = try String(contentsOf: repositoryFolder.appendingPathComponent("Package.swift"), encoding: .utf8)
        #expect(!manifest.contains(".package("))
    }

    @Test func `the top level holds what it should and nothing else`() throws {
        let visible = try FileManager.default.contentsOfDirectory(atPath: repositoryFolder.path).filter { !$0.hasPrefix(".") }
        #expect(Set(visible) == ["Package.swift", "README.md", "Sources", "Tests", "networks", "reports", "scenarios"])
    }
}
