import Diagnostics
import StudyRunner

/// The program: takes the words of the command line, ends with an exit code.
public enum Lifeline {
    /// Runs one command. Never ends the process itself.
    public static func run(_ words: [String], terminal: Terminal) -> ExitCode {
        do {
            return try dispatch(words, terminal)
        } catch let error as UsageError {
            let command = words.first.flatMap { word in Commands.all.first { $0.name == word } }
            let help = "lifeline\(command.map { " \($0.name)" } ?? "") --help"
            terminal.talk("error: \(error.message)\n  what to do: see '\(help)'\n")
            return .usedWrongly
        } catch let error as InputError {
            terminal.talk("\(error)\n")
            return .inputInvalid
        } catch let error as FailureError {
            terminal.talk("\(error)\n")
            return .failed
        } catch {
            terminal.talk("error: \(error)\n")
            return .failed
        }
    }

    private static func dispatch(_ words: [String], _ terminal: Terminal) throws -> ExitCode {
        guard let first = words.first else {
            terminal.talk(Help.program(Commands.all, version: Study.programVersion))
            return .usedWrongly
        }
        switch first {
        case "--help", "-h", "help":
            guard words.count > 1, let command = Commands.all.first(where: { $0.name == words[1] }) else {
                terminal.results(Help.program(Commands.all, version: Study.programVersion))
                return .done
            }
            terminal.results(Help.command(command))
            return .done
        case "--version":
            terminal.results("lifeline \(Study.programVersion)\n")
            return .done
        default: break
        }
        guard let command = Commands.all.first(where: { $0.name == first }) else {
            let hint = suggestion(for: first, among: Commands.all.map { $0.name })
            let what = first.hasPrefix("-") ? "option" : "command"
            throw UsageError("there is no \(what) '\(first)'" + (hint.isEmpty ? "" : "; \(hint.dropLast())"))
        }
        let arguments = try ParsedArguments(
            words.dropFirst(), options: command.allOptions, operands: command.operands)
        if arguments.has(.helpFlag) {
            terminal.results(Help.command(command))
            return .done
        }
        let surroundings = Surroundings(terminal: terminal, isQuiet: arguments.has(.quiet))
        defer { surroundings.endProgress() }
        return try command.init(arguments).run(surroundings)
    }
}
