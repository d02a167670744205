import Glibc

/// Where a command's words go: results to one stream, talk and progress to the other.
///
/// A value of closures, so that tests can listen.
public struct Terminal: Sendable {
    /// Writes results: what a program after a pipe would read.
    public var results: @Sendable (String) -> Void
    /// Writes talk: messages, findings, progress.
    public var talk: @Sendable (String) -> Void
    /// Whether talk goes to a person's screen, where a line can be written over.
    public var isInteractive: Bool

    public init(results: @escaping @Sendable (String) -> Void, talk: @escaping @Sendable (String) -> Void, isInteractive: Bool) {
        self.results = results
        self.talk = talk
        self.isInteractive = isInteractive
    }

    /// Standard output and standard error of the process.
    public static var standard: Terminal {
        Terminal(
            results: { write($0, to: STDOUT_FILENO) }, talk: { write($0, to: STDERR_FILENO) },
            isInteractive: isatty(STDERR_FILENO) == 1)
    }

    private static func write(_ text: String, to file: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var done = 0
            while done < bytes.count {
                let count = Glibc.write(file, bytes.baseAddress.map { $0 + done }, bytes.count - done)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return }
                done += count
            }
        }
    }
}

/// What a running command needs from its surroundings.
struct Surroundings: Sendable {
    let terminal: Terminal
    let isQuiet: Bool

    var isInteractive: Bool { terminal.isInteractive }

    /// Results, always written.
    func print(_ text: String) { terminal.results(text.utf8.last == UInt8(ascii: "\n") ? text : text + "\n") }

    /// Talk that `--quiet` leaves out.
    func say(_ text: String) {
        guard !isQuiet else { return }
        terminal.talk((terminal.isInteractive ? Self.clearLine : "") + (text.hasSuffix("\n") ? text : text + "\n"))
    }

    /// The name of what is being done, on a line that the next one overwrites; on a screen only.
    func progress(_ text: String) {
        guard terminal.isInteractive, !isQuiet else { return }
        terminal.talk(Self.clearLine + String(text.prefix(78)))
    }
    func endProgress() { progress("") }

    private static let clearLine = "\r\u{1B}[K"
}
