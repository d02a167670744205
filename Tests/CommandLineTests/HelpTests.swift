@testable import CommandLineInterface
import Foundation
import TestSupport
import Testing

@Suite struct HelpTests {
    static let pages = ["program"] + Commands.all.map { $0.name }

    private func page(_ name: String) -> String {
        let listener = Listener()
        #expect(listener.run(name == "program" ? "--help" : "\(name) --help") == .done)
        #expect(listener.talk == "")
        return listener.results
    }

    /// `UPDATE_GOLDEN=1` rewrites the files, and still fails so that nobody forgets to look at them.
    @Test(arguments: pages) func `help is what it was`(name: String) throws {
        let golden = repositoryFolder.appendingPathComponent("Tests/CommandLineTests/Golden/\(name).txt")
        let text = page(name)
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            try FileManager.default.createDirectory(
                at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: golden)
            Issue.record("rewrote \(golden.lastPathComponent)")
        }
        #expect(text == (try String(contentsOf: golden, encoding: .utf8)))
    }

    @Test(arguments: pages) func `help fits a narrow screen and shows examples and exit codes`(name: String) {
        let text = page(name)
        for line in text.split(separator: "\n") {
            #expect(line.count <= 80, "\(line)")
            #expect(!line.hasSuffix(" "), "\(line)")
        }
        #expect(text.contains("examples:\n  lifeline "))
        let codes = Commands.all.first { $0.name == name }?.exitCodes ?? ExitCode.allCases
        for code in codes { #expect(text.contains("\n  \(code.rawValue)  ") || text.contains("\n  \(code.rawValue)    ")) }
    }

    @Test func `names of commands and of options are unique`() {
        #expect(Set(Commands.all.map { $0.name }).count == Commands.all.count)
        for command in Commands.all {
            #expect(Set(command.allOptions.map(\.name)).count == command.allOptions.count)
            let letters = command.allOptions.compactMap(\.letter)
            #expect(Set(letters).count == letters.count)
        }
    }

    @Test func `every option that a help shows is understood, in each of its spellings`() throws {
        for command in Commands.all {
            let operands = command.operands.map(\.name)
            let text = Help.command(command)
            for option in command.allOptions where option != .helpFlag {
                #expect(text.contains("--\(option.name)"))
                let value = option.sample
                var spellings = value.map { [["--\(option.name)", $0], ["--\(option.name)=\($0)"]] } ?? [["--\(option.name)"]]
                if let letter = option.letter { spellings.append(["-\(letter)"] + (value.map { [$0] } ?? [])) }
                for words in spellings {
                    let parsed = try ParsedArguments(
                        operands + words, options: command.allOptions, operands: command.operands)
                    #expect(parsed.has(option), "\(command.name) \(words)")
                    #expect(parsed.text(option) == value ?? "")
                    #expect(parsed.operands == operands)
                }
            }
        }
    }

    @Test func `every example in a help is understood`() throws {
        for command in Commands.all {
            for example in command.examples {
                let words = example.split(separator: " ").map(String.init).prefix { $0 != ">" }
                #expect(words.first == command.name)
                let parsed = try ParsedArguments(
                    words.dropFirst(), options: command.allOptions, operands: command.operands)
                #expect(throws: Never.self) { try command.init(parsed) }
            }
        }
    }
}

extension Option {
    /// A value that it takes; nil for a flag.
    fileprivate var sample: String? {
        switch value {
        case .flag: nil
        case .text: "some-file"
        case .whole(_, let range): "\(range.lowerBound)"
        case .number(_, let range): "\(range.lowerBound)"
        case .choice(let words): words.last
        }
    }
}
