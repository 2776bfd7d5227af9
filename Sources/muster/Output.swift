import Glibc
import Screen

/// What goes to standard output and standard error; every string passes the sanitiser (invariant 6).
enum Output {
    /// Prints text for people; its line ends stay.
    static func text(_ text: String) { write(sanitized(text), to: 1) }

    /// Prints JSON, whose writer escapes every control character.
    static func json(_ text: String) { write(text + "\n", to: 1) }

    /// Prints an error for people; its line ends stay.
    static func error(_ text: String) { write(sanitized(text), to: 2) }

    private static func sanitized(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { DisplayText.sanitized(String($0)) + "\n" }.joined()
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
