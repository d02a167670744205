@testable import CommandLineInterface
import StudyRunner
import Testing

@Suite struct ArgumentTests {
    @Test(arguments: [
        ("", "usage: lifeline COMMAND"), ("rnk", "did you mean 'rank'?"), ("--verbose", "no option '--verbose'"),
        ("run", "SCENARIO is missing"), ("run a/x.xml b/x.xml", "two scenarios are called 'x.xml'"), ("report a b", "'b' is one argument too many"),
        ("run a --ouput x", "did you mean '--output'?"), ("run a --output", "--output needs a value"),
        ("run a --output --quiet", "--output needs a value"), ("run a -o", "--output needs a value"),
        ("run a --output= ", "empty value"), ("run a --quiet=yes", "takes no value"), ("run a -z", "no option '-z'"),
        ("run a -o x --output y", "given twice"), ("run a --threads many", "whole number"),
        ("run a --threads -1", "0 to 1024"), ("rank a --top 0", "--top takes 1"), ("rank a --horizon NaN", "a number"),
        ("rank a --horizon 1e999", "a number"), ("rank a --format xml", "table, csv, json"),
        ("import a.xml", "--output is missing"), ("import a.xml -o a.xml", "also read"),
        ("import a.xml -o b.xml --repairs b.xml", "same file"), ("import -o b.xml", "FILE is missing"),
        ("import a.xml -o b.xml --file-crs a.xml", "FILE=EPSG"), ("import a.xml -o b.xml --file-crs c.xml=1", "not among"),
        ("import a.xml -o b.xml --assume maybe", "automatic, always, never"), ("generate", "--output is missing"), ("generate -o x --residents 5000 --road-nodes 5000", "give one of them"),
        ("generate -o x --road-nodes 3", "--road-nodes takes"), ("check", "FILE is missing"),
    ])
    func `a wrong command line ends in exit code 2, says why and writes no result`(line: String, message: String) {
        let listener = Listener()
        #expect(listener.run(line) == .usedWrongly)
        #expect(listener.talk.contains(message), "\(listener.talk)")
        #expect(listener.talk.contains("lifeline") && listener.talk.hasSuffix("\n"))
        #expect(listener.results == "")
    }

    @Test(arguments: ["--version", "--help", "-h", "help", "help run", "run --help", "rank x --top -h"])
    func `help and version go to the results and end well`(line: String) {
        let listener = Listener()
        #expect(listener.run(line) == (line == "rank x --top -h" ? .usedWrongly : .done))
        #expect(listener.results.isEmpty == (line == "rank x --top -h"))
    }

    @Test func `the version is that of the reports`() {
        let listener = Listener()
        #expect(listener.run("--version") == .done)
        #expect(listener.results == "lifeline \(Study.programVersion)\n")
    }

    @Test func `what follows two dashes is a file, whatever it looks like`() throws {
        let parsed = try ParsedArguments(
            ["-q", "--", "--output", "-x"], options: CheckCommand.allOptions, operands: CheckCommand.operands)
        #expect(parsed.operands == ["--output", "-x"])
        #expect(parsed.has(.quiet))
    }

    @Test(arguments: ["check", "rank", "run", "report", "import -o /nowhere/out.xml"])
    func `a missing file ends in exit code 3 with its name and a remedy`(command: String) {
        let listener = Listener()
        #expect(listener.run("\(command) /nowhere/town.xml") == .inputInvalid)
        #expect(listener.talk.hasPrefix("/nowhere/town.xml: error: "))
        #expect(listener.talk.contains("[file-missing]\n  what to do: "))
        #expect(listener.results == "")
    }

    @Test func `progress is for a screen only, and not when quiet`() {
        func talk(_ line: String, isInteractive: Bool) -> String {
            let listener = Listener(isInteractive: isInteractive)
            _ = listener.run(line)
            return listener.talk
        }
        #expect(talk("rank /nowhere/town.xml", isInteractive: true).contains("reading /nowhere"))
        #expect(!talk("rank /nowhere/town.xml --quiet", isInteractive: true).contains("reading"))
        #expect(!talk("rank /nowhere/town.xml", isInteractive: false).contains("reading"))
        #expect(!talk("rank /nowhere/town.xml", isInteractive: false).contains("\u{1B}"))
    }
}
