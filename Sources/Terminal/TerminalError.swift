import Screen

/// Why there is no screen to draw on. Nothing was written to the terminal.
package enum TerminalError: Error, Hashable, Sendable {
    /// The program does not run on a terminal.
    case notATerminal
    /// The program was started in the background.
    case inBackground
    /// Nothing is known about terminals of that name, which is the value of `TERM`.
    case unknownTerminal(String)
    /// The cursor cannot be moved on terminals of that name.
    case tooPoor(String)
    /// The system refused, in its own words.
    case system(String)
}

extension TerminalError: CustomStringConvertible {
    /// What is wrong and what to do about it, in one line.
    package var description: String {
        switch self {
        case .notATerminal:
            "there is no terminal to draw on: start it in a terminal, or use one of the subcommands"
        case .inBackground:
            "it runs in the background: bring it to the foreground"
        case .unknownTerminal(""):
            "TERM is not set: set it to what your terminal is, for example TERM=xterm-256color"
        case .unknownTerminal(let name):
            "nothing is known about the terminal '\(DisplayText.sanitized(name))':"
                + " install its terminfo entry, or set TERM=xterm-256color"
        case .tooPoor(let name):
            "the terminal '\(DisplayText.sanitized(name))' cannot move its cursor: set TERM to what it is,"
                + " for example TERM=xterm-256color"
        case .system(let words):
            "the terminal cannot be used: \(DisplayText.sanitized(words))"
        }
    }
}
