/// The keymap to use: a preset, and the user's own file laid over it.
///
/// A bad file never stops the program: every mistake is reported, with its line, and what is right counts.
/// - Parameters:
///   - preset: the name of a preset; nil for the one that the user's file names, else the `chosen` one.
///   - chosen: the name of a preset; nil for the default one.
///   - userFile: its name, for messages, and its text.
///   - commands: the ids that exist.
///   - scopes: the scopes that exist; nil to accept any.
package func loadKeymap(
    preset: String?, chosen: String? = nil, userFile: (name: String, text: String)? = nil,
    commands: Set<String>,
    scopes: Set<String>? = nil
) -> (keymap: Keymap, problems: [FileProblem]) {
    guard let userFile else { return (Keymap.preset(preset ?? chosen ?? "") ?? .standard, []) }
    let file = TOMLFile(name: userFile.name, text: userFile.text, form: .keymap)
    let named = preset ?? file.entries.first { $0.section.isEmpty && $0.key == "preset" }?.value
    var laying = KeymapLaying(
        Keymap.preset(named ?? chosen ?? "") ?? .standard, file, commands: commands, scopes: scopes)
    laying.lay()
    return (laying.keymap, (file.problems + laying.problems).sorted { $0.line < $1.line })
}

/// Lays the entries of a file over a keymap, looking for mistakes.
struct KeymapLaying {
    private(set) var keymap: Keymap
    private(set) var problems: [FileProblem] = []
    private let file: TOMLFile
    private let commands: Set<String>?
    private let scopes: Set<String>?
    /// Where this file bound what.
    private var lines: [String: [[Key]: Int]] = [:]

    /// - Parameter commands: the ids that exist; nil to accept any.
    init(_ keymap: Keymap, _ file: TOMLFile, commands: Set<String>?, scopes: Set<String>?) {
        self.keymap = keymap
        self.file = file
        self.commands = commands
        self.scopes = scopes
    }

    mutating func lay() {
        for entry in file.entries {
            guard let value = entry.value else {
                report(entry, "`\(entry.key)` needs a text in quotation marks")
                continue
            }
            switch entry.section {
            case "": describe(entry, value)
            case "groups": nameGroup(entry, value)
            default: bind(entry, value)
            }
        }
        findHidden()
    }

    private mutating func describe(_ entry: TOMLFile.Entry, _ value: String) {
        switch entry.key {
        case "name": keymap.name = value
        case "about": keymap.about = value
        case "preset":
            guard !Keymap.presetNames.contains(value) else { return }
            report(entry, "no preset is called `\(value)`" + hint(nearest(value, in: Keymap.presetNames)))
        default:
            let known = ["name", "about", "preset"]
            report(
                entry,
                "`\(entry.key)` means nothing here: keys stand below a heading like [global]"
                    + hint(nearest(entry.key, in: known)))
        }
    }

    private mutating func nameGroup(_ entry: TOMLFile.Entry, _ value: String) {
        guard let keys = sequence(entry) else { return }
        keymap.groups[keys] = value
    }

    private mutating func bind(_ entry: TOMLFile.Entry, _ command: String) {
        if let scopes, !scopes.contains(entry.section) {
            let meant = hint(nearest(entry.section, in: scopes.union(["groups"])))
            return report(entry, "no pane or overlay is called [\(entry.section)]" + meant)
        }
        guard let keys = sequence(entry) else { return }
        if let commands, !command.isEmpty, !commands.contains(command) {
            return report(entry, "no command is called `\(command)`" + hint(nearest(command, in: commands)))
        }
        if let line = lines[entry.section]?[keys] {
            return report(
                entry, "`\(entry.key)` is the same as in line \(line) of [\(entry.section)]; that one counts")
        }
        lines[entry.section, default: [:]][keys] = entry.line
        keymap.bind(keys, to: command, in: entry.section)
    }

    /// The keys of an entry; nil, after a report, where one is not known or cannot be told from another.
    private mutating func sequence(_ entry: TOMLFile.Entry) -> [Key]? {
        var keys: [Key] = []
        for part in entry.key.split(separator: " ").map(String.init) {
            guard let key = Key(notation: part) else {
                report(entry, KeymapLaying.unknown(part))
                return nil
            }
            if let reported = key.reportedInstead {
                report(
                    entry,
                    "terminals report `\(key.notation)` as `\(reported.notation)`:"
                        + " bind `\(reported.notation)`, or another key")
                return nil
            }
            keys.append(key)
        }
        if keys.isEmpty { report(entry, "no key is named; the space bar is `<Space>`") }
        return keys.isEmpty ? nil : keys
    }

    private static func unknown(_ part: String) -> String {
        if part.first == "<", part.last == ">", part.count > 2 {
            return "no key is called `\(part)`" + hint(nearest(part, in: Key.names))
        }
        let name = "<\(part)>"
        if Key(notation: name) != nil { return "no key is called `\(part)`" + hint(name) }
        let spaced = part.map(String.init).joined(separator: " ")
        return "no key is called `\(part)`" + hint(nearest(name, in: Key.names) ?? spaced)
    }

    private mutating func report(_ entry: TOMLFile.Entry, _ message: String) {
        problems.append(FileProblem(file: file.name, line: entry.line, message: message))
    }
}

extension KeymapLaying {
    /// Reports sequences that can never be typed to their end, where this file has a part in it.
    private mutating func findHidden() {
        for (scope, lines) in lines {
            let bound = (keymap.scopes[scope] ?? []).filter { !$0.command.isEmpty }
            for long in bound {
                for short in bound
                where short.keys.count < long.keys.count && long.keys.starts(with: short.keys) {
                    guard let line = lines[short.keys] ?? lines[long.keys] else { continue }
                    let message =
                        "`\(short.keys.notation)` (\(short.command)) runs before"
                        + " `\(long.keys.notation)` (\(long.command)) can be typed: unbind one with \"\""
                    problems.append(FileProblem(file: file.name, line: line, message: message))
                }
            }
        }
    }
}
