import Glibc
import Screen

/// What goes to standard output and standard error; every string passes the sanitiser (invariant 6).
enum Output {
    /// Prints a line for people; a line end within it reads `^J`, so that no name makes two lines of one.
    static func line(_ line: String) { lines([line]) }

    /// Prints lines for people, each as `line` does; nothing where there are none.
    static func lines(_ lines: [String]) { write(sanitized(lines), to: 1) }

    /// Prints a text for people whose line ends stay: a frame, a table, a file's format.
    static func text(_ text: String) { lines(text.textLines) }

    /// Prints JSON, whose writer escapes every control character.
    static func json(_ text: String) { write(text + "\n", to: 1) }

    /// Prints an error for people on one line.
    static func error(_ line: String) { errors([line]) }

    /// Prints an error for people that takes several lines.
    static func errors(_ lines: [String]) { write(sanitized(lines), to: 2) }

    private static func sanitized(_ lines: [String]) -> String {
        lines.map { DisplayText.sanitized($0) + "\n" }.joined()
    }

    /// Writes all bytes; where nobody reads any more the program ends quietly.
    private static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { Exit.now(0) }
        }
    }
}

extension String {
    /// The text's lines, the empty ones too.
    var textLines: [String] { split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
}
