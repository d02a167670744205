import CommandLineInterface
import Glibc

exit(Lifeline.run(Array(CommandLine.arguments.dropFirst()), terminal: .standard).rawValue)
