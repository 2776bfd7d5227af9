import Cockpit
import Keymaps
import Screen

/// A file of keys and directives that runs the real loop without a terminal: a test, a screenshot, a bug report.
///
/// A line is keys in the notation of keymaps, separated by blanks; or a directive: `:frame` prints the screen,
/// `:svg FILE` writes a picture of it, `:type TEXT` types text, `:resize 120x40`, `:pause` waits until the keys
/// that can follow show. `#` starts a comment. A line runs when all work that the last one began is done.
struct Script {
    /// One line.
    enum Step: Equatable {
        case keys([Key])
        case type(String)
        case resize(Size)
        case pause
        case frame
        case svg(String)
    }
    /// The lines in order.
    let steps: [Step]

    /// Reads a script; a line that makes no sense is an error with its number.
    init(_ text: String, name: String) throws {
        var steps: [Step] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.split(separator: " ").map(String.init)
            guard let first = words.first, !first.hasPrefix("#") || first.count == 1 && words.count == 1
            else { continue }
            do {
                steps.append(try Self.step(first, words, line))
            } catch {
                throw Failure(.usage, "\(name):\(index + 1): \(error.message)")
            }
        }
        self.steps = steps
    }

    private static func step(_ first: String, _ words: [String], _ line: Substring) throws(Failure) -> Step {
        let rest = line.drop { $0 == " " }.dropFirst(first.count).drop { $0 == " " }
        switch first {
        case ":frame": return .frame
        case ":pause": return .pause
        case ":type": return .type(String(rest))
        case ":svg":
            guard !rest.isEmpty else { throw Failure(.usage, ":svg needs a file") }
            return .svg(String(rest))
        case ":resize":
            guard let size = Size(argument: String(rest)) else {
                throw Failure(.usage, ":resize \(rest): not a size; write 80x24")
            }
            return .resize(size)
        case _ where first.count > 1 && first.hasPrefix(":"):
            throw Failure(.usage, "\(first): no such directive; there are :frame :svg :type :resize :pause")
        default: return .keys(try keys(words))
        }
    }

    private static func keys(_ words: [String]) throws(Failure) -> [Key] {
        var keys: [Key] = []
        for word in words {
            guard let key = Key(notation: word) else {
                throw Failure(.usage, "\(word): not a key; write a, G, <C-d>, <Space>, <Enter>")
            }
            keys.append(key)
        }
        return keys
    }

    /// Runs the script on a session and answers its exit status.
    @MainActor func run(_ session: Session, _ display: ScriptedDisplay, _ theme: Theme) throws -> Int32 {
        session.start()
        settle(session)
        for step in steps where session.leaving == nil {
            switch step {
            case .keys(let keys):
                for key in keys {
                    display.post(.key(key))
                    settle(session)
                }
            case .type(let text):
                for character in text { display.post(.key(Key(character))) }
            case .resize(let size): display.resize(to: size)
            case .pause: display.post(.paused)
            case .frame: Output.text(display.frame.plainText())
            case .svg(let file): try write(display.frame.svg(theme: theme), to: file)
            }
            settle(session)
        }
        return session.leaving ?? 0
    }

    /// Turns the loop until nothing is under way.
    @MainActor private func settle(_ session: Session) {
        session.turn(wait: 0)
        while session.isBusy { session.turn(wait: 1000) }
        session.turn(wait: 0)
    }

    private func write(_ text: String, to file: String) throws {
        guard SmallFile.write(Array(text.utf8), to: file) else {
            throw Failure(
                .problems, "\(file): can't be written; name a file in a folder that you may write to")
        }
    }
}
