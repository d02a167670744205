/// The texts of `--help`: generated from the commands' own values, at most 80 columns wide.
enum Help {
    static let width = 80

    static func program(_ commands: [any Command.Type], version: String) -> String {
        let longest = commands.map { $0.name.count }.max() ?? 0
        var text = wrapped(
            "lifeline \(version): what a flood or an earthquake does to a city's power, water and roads, and to the people who need them."
        )
        text += "\nusage: lifeline COMMAND [options]\n\ncommands:\n"
        for command in commands {
            text += entry("  " + padded(command.name, longest) + "  ", command.summary)
        }
        text += """

            options:
              -h, --help     show this help; after a command, the help of that command
                  --version  show the version

            examples:
              lifeline generate --output town
              lifeline check networks/town.xml
              lifeline run scenarios/high-water.xml

            """
        return text + "\n" + exitCodes(ExitCode.allCases)
    }

    static func command(_ command: any Command.Type) -> String {
        let operands = command.operands.map { $0.isRepeating ? "\($0.name)…" : $0.isOptional ? "[\($0.name)]" : $0.name }.joined(separator: " ")
        var text = wrapped("lifeline \(command.name): \(command.summary)")
        text += "\nusage: lifeline \(command.name) \(operands.isEmpty ? "" : operands + " ")[options]\n"
        if !command.explanation.isEmpty { text += "\n" + wrapped(command.explanation) }
        if !command.operands.isEmpty {
            let longest = command.operands.map { $0.name.count }.max() ?? 0
            text += "\n"
            for operand in command.operands {
                text += entry("  " + padded(operand.name, longest) + "  ", operand.help)
            }
        }
        text += "\noptions:\n" + table(command.allOptions)
        for list in command.lists {
            text += "\n\(list.title):\n"
            let longest = list.entries.map { $0.name.count }.max() ?? 0
            for item in list.entries { text += entry("  " + padded(item.name, longest) + "  ", item.summary) }
        }
        text += "\nexamples:\n" + command.examples.map { "  lifeline \($0)\n" }.joined()
        return text + "\n" + exitCodes(command.exitCodes)
    }

    private static func table(_ options: [Option]) -> String {
        let names = options.map { option in
            (option.letter.map { "-\($0), " } ?? "    ") + "--\(option.name)" + (option.placeholder.map { " \($0)" } ?? "")
        }
        let column = min(28, names.map(\.count).max() ?? 0)
        return zip(options, names).map { option, name in
            var help = option.help
            if case .choice(let words) = option.value, words.count > 4 { help += ": \(words.joined(separator: ", "))" }
            help += (option.standard.map { " (default: \($0))" } ?? "")
            if name.count <= column { return entry("  " + padded(name, column) + "  ", help) }
            return "  \(name)\n" + entry(String(repeating: " ", count: column + 4), help)
        }.joined()
    }

    private static func exitCodes(_ codes: [ExitCode]) -> String {
        let longest = codes.map { "\($0.rawValue)".count }.max() ?? 1
        return "exit codes:\n" + codes.map { "  \(padded("\($0.rawValue)", longest))  \($0.meaning)\n" }.joined()
    }

    private static func padded(_ text: String, _ count: Int) -> String {
        text + String(repeating: " ", count: max(0, count - text.count))
    }

    /// A text after a lead-in, its further lines indented as far as the first.
    private static func entry(_ lead: String, _ text: String) -> String {
        let lines = lines(text, width: width - lead.count)
        let indent = String(repeating: " ", count: lead.count)
        return lines.enumerated().map { number, line in
            let text = (number == 0 ? lead : indent) + line
            return String(text.reversed().drop { $0 == " " }.reversed()) + "\n"
        }.joined()
    }

    private static func wrapped(_ text: String) -> String {
        lines(text, width: width).map { $0 + "\n" }.joined()
    }

    private static func lines(_ text: String, width: Int) -> [String] {
        var lines: [String] = [], line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return lines + [line]
    }
}
