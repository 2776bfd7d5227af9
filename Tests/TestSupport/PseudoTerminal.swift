package import Glibc

/// A program on a pseudo-terminal. What it writes is read only while the test waits for something: a test
/// that does not wait is a terminal that takes nothing. Not to be shared between threads.
package final class PseudoTerminal {
    /// How a program ended.
    package enum End: Hashable, Sendable {
        /// By itself, with a status.
        case status(Int32)
        /// By a signal.
        case signal(Int32)
    }

    /// What the screen shows.
    package let screen: TerminalScreen
    /// Everything that the program wrote, escape sequences included.
    package private(set) var bytes: [UInt8] = []
    /// The program.
    package let process: pid_t
    private var terminal: Int32
    /// Whether nobody can write to the terminal any more.
    private var isSilent = false
    private let ended: Int32
    private var end: End?

    /// A call of the system that failed.
    package struct Failure: Error {
        /// The call.
        package let call: String
        /// The number of the error.
        package let code: Int32
    }

    /// Starts a program that has the terminal as its own, in a session of its own.
    /// - Parameters:
    ///   - path: the program; see `builtProduct`.
    ///   - environment: added to, or replacing, a small fixed one; an empty value leaves the variable out.
    package init(
        _ path: String, _ arguments: [String] = [], columns: Int32 = 40, rows: Int32 = 8,
        environment: [String: String] = [:]
    ) throws {
        screen = TerminalScreen(columns: columns, rows: rows)
        (terminal, process) = try startOnPseudoTerminal(
            [path] + arguments, columns, rows, environment: environment)
        ended = openProcess(process)
    }

    deinit {
        if end == nil {
            kill(process, SIGKILL)
            var status: Int32 = 0
            waitpid(process, &status, 0)
        }
        hangUp()
        close(ended)
    }

    /// Types `text`, escape sequences included.
    package func send(_ text: String) {
        let typed = Array(text.utf8)
        _ = write(terminal, typed, typed.count)
    }

    /// Sends the program a signal.
    package func signal(_ number: Int32) { kill(process, number) }

    /// Gives the terminal another size, of which the program is told by a signal.
    package func resize(columns: Int32, rows: Int32) {
        if columns > 0 && rows > 0 { screen.resize(columns: columns, rows: rows) }
        setSize(terminal, columns, rows)
    }

    /// Closes the terminal, as when its window is closed.
    package func hangUp() {
        if terminal >= 0 { close(terminal) }
        (terminal, isSilent) = (-1, true)
    }

    /// Whether the terminal is as shells leave it: lines are edited and echoed, and keys send signals.
    package var isCooked: Bool {
        var modes = termios()
        tcgetattr(terminal, &modes)
        let flags = tcflag_t(ICANON | ECHO | ISIG)
        return modes.c_lflag & flags == flags && modes.c_oflag & tcflag_t(OPOST) != 0
    }

    /// Reads what the program writes until `condition` holds; false if it does not within `seconds`.
    package func wait(seconds: Double = 20, until condition: (PseudoTerminal) -> Bool) -> Bool {
        let deadline = now() + seconds
        while !condition(self) {
            let left = deadline - now()
            guard left > 0 else { return false }
            guard readOnce(milliseconds: Int32(left * 1000)) else { return condition(self) }
        }
        return true
    }

    /// Whether the screen comes to show `text`.
    package func shows(_ text: String) -> Bool { wait { $0.screen.text.contains(text) } }

    /// Reads until the program has ended and everything it wrote was read; nil if that takes too long.
    package func waitForEnd(seconds: Double = 20) -> End? {
        let deadline = now() + seconds
        while end == nil {
            let left = deadline - now()
            guard left > 0 else { return nil }
            _ = readOnce(milliseconds: Int32(left * 1000))
        }
        while !isSilent, readOnce(milliseconds: 0) {}
        return end
    }

    /// Waits for the end without reading anything from the terminal: it takes nothing any more.
    package func waitForEndWithoutReading(seconds: Double = 20) -> End? {
        var descriptor = pollfd(fd: ended, events: Int16(POLLIN), revents: 0)
        guard poll(&descriptor, 1, Int32(seconds * 1000)) > 0 else { return nil }
        noteEnd()
        return end
    }

    /// Reads what there is, or waits for some; false if there was nothing, or never will be.
    private func readOnce(milliseconds: Int32) -> Bool {
        var descriptors = [
            pollfd(fd: isSilent ? -1 : terminal, events: Int16(POLLIN), revents: 0),
            pollfd(fd: end == nil ? ended : -1, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&descriptors, 2, milliseconds) > 0 else { return false }
        if descriptors[1].revents != 0 { noteEnd() }
        guard descriptors[0].revents != 0 else { return descriptors[1].revents != 0 }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(terminal, &buffer, buffer.count)
        guard count > 0 else {
            // All other ends of the terminal are closed; what remains is the end of the program.
            isSilent = true
            return end == nil
        }
        bytes += buffer[..<count]
        let answer = screen.show(buffer[..<count])
        if !answer.isEmpty { _ = write(terminal, answer, answer.count) }
        return true
    }

    private func noteEnd() {
        var status: Int32 = 0
        guard end == nil, waitpid(process, &status, WNOHANG) == process else { return }
        let signal = status & 0x7F
        end = signal == 0 ? .status(status >> 8 & 0xFF) : .signal(signal)
    }
}

/// The path of a program that is built together with the tests.
package func builtProduct(_ name: String) -> String {
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &path, path.count)
    let own = String(decoding: path.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // Test bundles may be folders: the products stand beside the bundle.
    var folders = own.split(separator: "/").dropLast()
    while !folders.isEmpty {
        let candidate = "/" + folders.joined(separator: "/") + "/" + name
        if access(candidate, X_OK) == 0 { return candidate }
        folders = folders.dropLast()
    }
    return name
}

/// Seconds since some moment.
private func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
