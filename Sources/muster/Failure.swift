import VaultModel

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
    /// The words, line by line: what is wrong; what to do.
    let lines: [String]
    /// The words on one line.
    var message: String { lines.joined(separator: " ") }

    /// A failure that is told on one line.
    init(_ status: Status, _ message: String) { self.init(status, lines: [message]) }

    /// A failure that takes several lines to tell.
    init(_ status: Status, lines: [String]) {
        self.status = status
        self.lines = lines
    }

    /// Prints the words and ends the program.
    func report() -> Never {
        Output.errors(["muster: \(lines.first ?? "")"] + lines.dropFirst())
        Exit.now(status.rawValue)
    }
}

extension Failure {
    /// Makes an edit; where it is refused, the failure names the place.
    static func naming<Result>(_ place: String, _ make: () throws -> Result) throws -> Result {
        do { return try make() } catch let refusal as EditRefusal {
            throw Failure(.problems, "\(place): \(refusal.message)")
        }
    }
}
