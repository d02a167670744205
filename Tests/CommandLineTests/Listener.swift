import CommandLineInterface

/// A terminal that remembers.
final class Listener {
    var results = "", talk = ""
    let isInteractive: Bool
    init(isInteractive: Bool = false) { self.isInteractive = isInteractive }

    var terminal: Terminal {
        Terminal(results: { self.results += $0 }, talk: { self.talk += $0 }, isInteractive: isInteractive)
    }

    /// Runs the program on words separated by spaces.
    func run(_ line: String) -> ExitCode { Lifeline.run(line.split(separator: " ").map(String.init), terminal: terminal) }
}
