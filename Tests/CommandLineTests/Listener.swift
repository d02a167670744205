import CommandLineInterface
import Synchronization

/// A terminal that remembers.
final class Listener: Sendable {
    private let heard = Mutex((results: "", talk: ""))
    var results: String { heard.withLock { $0.results } }
    var talk: String { heard.withLock { $0.talk } }
    let isInteractive: Bool
    init(isInteractive: Bool = false) { self.isInteractive = isInteractive }

    var terminal: Terminal {
        Terminal(
            results: { text in self.heard.withLock { $0.results += text } },
            talk: { text in self.heard.withLock { $0.talk += text } }, isInteractive: isInteractive)
    }

    /// Runs the program on words separated by spaces.
    func run(_ line: String) -> ExitCode { Lifeline.run(line.split(separator: " ").map(String.init), terminal: terminal) }
}
