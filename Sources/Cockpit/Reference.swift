package import Keymaps

/// The tables of keys and commands, read from the command table: for `muster keys` and for the README.
package enum Reference {
    /// The keys of a command in every keymap scope, as text.
    private static func keys(_ command: Command, _ keymap: Keymap) -> String {
        sequences(command, keymap).map(\.label).joined(separator: ", ")
    }

    /// The keys of a command where it counts: everywhere, else in the overlay that it is for.
    private static func sequences(_ command: Command, _ keymap: Keymap) -> [[Key]] {
        let everywhere = keymap.keys(for: command.id, in: ["global"])
        return everywhere.isEmpty ? keymap.keys(for: command.id, in: ["merge"]) : everywhere
    }

    /// The key table for people: keys, command, what it does.
    package static func keyTable(_ keymap: Keymap) -> String {
        Command.Family.allCases.compactMap { family -> String? in
            let commands = Command.all.filter { $0.family == family }
            guard !commands.isEmpty else { return nil }
            let rows = commands.map { command in
                let names = keys(command, keymap)
                return
                    "  \(padded(names.isEmpty ? "-" : names, 22)) \(padded(command.id, 22)) \(command.help)"
            }
            return ([family.rawValue] + rows).joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    /// The README's key table: what each key does in the presets given, side by side.
    package static func markdownKeys(_ keymaps: [Keymap]) -> String {
        var rows = ["| what it does | " + keymaps.map(\.name).joined(separator: " | ") + " |"]
        rows.append("|---|" + String(repeating: "---|", count: keymaps.count))
        for command in Command.all {
            let cells = keymaps.map { keymap in
                sequences(command, keymap).map { code($0.map(\.notation).joined(separator: " ")) }.joined(
                    separator: " ")
            }
            guard cells.contains(where: { !$0.isEmpty }) else { continue }
            rows.append("| \(command.help) | " + cells.joined(separator: " | ") + " |")
        }
        return rows.joined(separator: "\n") + "\n"
    }

    /// The README's command table: the names that a keymap file uses.
    package static func markdownCommands() -> String {
        var rows = ["| command | what it does |", "|---|---|"]
        for command in Command.all { rows.append("| `\(command.id)` | \(command.help) |") }
        return rows.joined(separator: "\n") + "\n"
    }

    /// Text as inline code inside a table cell.
    private static func code(_ text: String) -> String {
        let safe = text.replacing("|", with: "\\|")
        return text.contains("`") ? "`` \(safe) ``" : "`\(safe)`"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
