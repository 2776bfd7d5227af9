import Cockpit
import Glibc

/// Programs of the desktop and of the user, started without a shell (faults §4.3 rule 5).
enum Desktop {
    /// Hands an address to the desktop; a message if that failed.
    static func open(_ address: String) -> Message? {
        let status = Process.start("xdg-open", [Array(address.utf8)], quietly: true)
        return status == 0 ? nil : .told("xdg-open could not be started: \(words(status))", isError: true)
    }

    /// The words of the system for an error number.
    static func words(_ error: Int32) -> String { String(cString: strerror(error)) }
}

/// The user's editor.
enum Editor {
    /// Runs `$VISUAL`, `$EDITOR` or `vi` on a file at a line, from 1, and waits; words if that failed.
    static func run(file: [UInt8], line: Int) -> String? {
        let setting = environment("VISUAL") ?? environment("EDITOR") ?? "vi"
        let parts = words(in: setting)
        guard let program = parts.first else { return "$EDITOR is empty; set it to the name of an editor" }
        let arguments = (parts.dropFirst() + lineArguments(program, line)).map { Array($0.utf8) } + [file]
        let status = Process.run(program, arguments)
        switch status {
        case .exited(0): return nil
        case .exited(let code): return "\(program) ended with status \(code)"
        case .killed(let signal): return "\(program) was ended by signal \(signal)"
        case .failed(let error):
            return "\(program) could not be started: \(Desktop.words(error)); set $EDITOR to an editor"
        }
    }

    /// How an editor is told the line; those that are not known get none rather than a wrong argument.
    private static func lineArguments(_ program: String, _ line: Int) -> [String] {
        let name = program.split(separator: "/").last.map(String.init) ?? program
        let plus: Set = [
            "vi", "vim", "nvim", "view", "nano", "emacs", "emacsclient", "joe", "mcedit", "micro", "ed",
            "kak",
        ]
        return plus.contains(name) ? ["+\(line)"] : []
    }

    /// The words of a setting: split at blanks, quotes kept together, nothing expanded.
    static func words(in setting: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in setting {
            if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if character == " " || character == "\t" {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let word { words.append(word) }
        return words
    }
}

/// A variable of the environment, if it is set and not empty.
func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
}
