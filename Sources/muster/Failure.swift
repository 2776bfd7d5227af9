import Glibc
import Screen

/// Why a command ends without having done what it was asked, with what to do about it.
struct Failure: Error {
    /// The exit status that tells scripts what went wrong.
    enum Status: Int32 {
        case problems = 1
        case usage = 2
        case changed = 3
    }
    /// The exit status.
    let status: Status
    /// The words: what is wrong; what to do.
    let message: String

    /// A failure.
    init(_ status: Status, _ message: String) {
        self.status = status
        self.message = message
    }

    /// Prints the words and ends the program.
    func report() -> Never {
        Output.error("muster: \(message)")
        Exit.now(status.rawValue)
    }
}

/// How the program ends.
enum Exit {
    /// The status of a run that was not cut short. The command line is read by one thread only.
    nonisolated(unsafe) static var status: Int32 = 0

    /// Ends at once: taking the index apart would take longer than most commands.
    static func now(_ status: Int32) -> Never {
        _exit(status)
    }
}

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

/// Signals that no part of the program wants.
enum Signals {
    /// A dead pipe shows in what `write` answers.
    static func ignorePipe() { signal(SIGPIPE, SIG_IGN) }

    /// Takes the numbers 0 to 2 where they are free: a file of the vault must never be what is printed to.
    static func holdStandardFiles() {
        var file: Int32 = 0
        repeat { file = open("/dev/null", O_RDWR) } while (0...2).contains(file)
        if file > 2 { close(file) }
    }
}
