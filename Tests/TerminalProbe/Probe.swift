import CSystem
import Glibc
import Keymaps
import Screen
import Terminal

/// A program for the tests: shows what the terminal reports, and comes to its ends in many ways.
@main @MainActor struct Probe {
    private let terminal: CursesTerminal
    private var lines: [String] = []
    private var frames = 0
    /// Draws a screen full of other letters each time it may.
    private var isFlooding = false
    /// Does nothing any more.
    private var isStuck = false

    static func main() {
        do throws(TerminalError) {
            let name = CommandLine.arguments.dropFirst().first ?? "dark"
            var probe = Probe(terminal: try CursesTerminal(theme: Theme.named(name) ?? .dark))
            exit(probe.run())
        } catch {
            write("probe: \(error)\n", to: 2)
            exit(2)
        }
    }

    private init(terminal: CursesTerminal) { self.terminal = terminal }

    private mutating func run() -> Int32 {
        draw()
        while true {
            waitForSomething()
            if terminal.isWaitingToWrite { terminal.flush() }
            for event in terminal.read() {
                if let status = handle(event) {
                    terminal.close()
                    return status
                }
            }
            draw()
            while isStuck { sleep(100) }
        }
    }

    private func waitForSomething() {
        var descriptors = [
            pollfd(fd: terminal.inputDescriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: terminal.signalDescriptor, events: Int16(POLLIN), revents: 0),
            pollfd(
                fd: terminal.isWaitingToWrite ? terminal.outputDescriptor : -1, events: Int16(POLLOUT),
                revents: 0),
        ]
        poll(&descriptors, 3, isFlooding && !terminal.isWaitingToWrite ? 0 : -1)
    }

    /// Reacts to an event; the status to end with, where it is the last one.
    private mutating func handle(_ event: TerminalEvent) -> Int32? {
        switch event {
        case .key(let key): return press(key)
        case .paste(let text): note("paste \(text)")
        case .mouse(let mouse): note("\(mouse.action) at \(mouse.point.x),\(mouse.point.y)")
        case .resized(let size): note("size \(size.columns)x\(size.rows)")
        case .focus(let isFocused): note("focus \(isFocused)")
        case .continued: note("continued")
        case .terminate(let signal): return 128 + signal
        case .hangup: return 129
        }
        return nil
    }

    private mutating func press(_ key: Key) -> Int32? {
        note(key.notation)
        switch key.notation {
        case "q": return 0
        case "<C-z>": terminal.suspend()
        case "e": note("editor \(terminal.runOutside(runEditor))")
        case "p":
            Probe.write("noise on standard output\n", to: 1)
            Probe.write("noise on standard error\u{1B}[31m\n", to: 2)
        case "f": isFlooding = true
        case "r": terminal.redraw()
        case "t":
            let empty: [Int] = []
            print(empty[lines.count])
        case "x": exit(7)
        case "O": overflowOnAThread()
        case "w": isStuck = true
        case "F": drawManyFrames()
        default: break
        }
        return nil
    }

    /// Shows far more frames than a terminal takes that nobody reads from.
    private mutating func drawManyFrames() {
        isFlooding = true
        for _ in 0..<2000 { draw() }
        isFlooding = false
        note("frames \(frames)")
        draw()
        if CommandLine.arguments.count > 2 {
            let pipe = open(CommandLine.arguments[2], O_WRONLY)
            Probe.write("drawn", to: pipe)
            close(pipe)
        }
    }

    private mutating func note(_ line: String) { lines.append(line) }

    /// A program that asks for a line and ends with its length.
    private func runEditor() -> Int32 {
        Probe.write("outside\n", to: 1)
        var process = pid_t()
        let script = "read line; exit ${#line}"
        let arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sh"), strdup("-c"), strdup(script), nil]
        defer { arguments.forEach { free($0) } }
        posix_spawn(&process, "/bin/sh", nil, nil, arguments, environ)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status >> 8
    }

    private static func write(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        _ = Glibc.write(descriptor, bytes, bytes.count)
    }

    private mutating func draw() {
        frames += 1
        var canvas = Canvas(size: terminal.size)
        canvas.put("ready \(terminal.size.columns)x\(terminal.size.rows)", x: 0, y: 0, Style(.title))
        canvas.put("日本 é e\u{301} 📅 🇨🇿|", x: 0, y: 1, Style(.blocked))
        let room = max(0, terminal.size.rows - 2)
        for (index, line) in lines.suffix(room).enumerated() { canvas.put(line, x: 0, y: 2 + index) }
        canvas.setCursor(x: 3, y: 0)
        if isFlooding {
            let letters = Array("abcdefghijklmnopqrstuvwxyz")
            canvas.fill(canvas.bounds, with: letters[frames % letters.count])
        }
        terminal.present(canvas.frame)
    }
}

/// Uses up the stack of a thread.
private nonisolated func overflowOnAThread() {
    var thread: UInt64 = 0
    _ = csystem_start_thread({ _ in exit(Int32(truncatingIfNeeded: depth(1))) }, nil, &thread)
}

/// Calls itself without end; what it does with the answers keeps it from being a loop.
@inline(never) private nonisolated func depth(_ level: Int) -> Int {
    level == .max ? 0 : depth(level &+ 1) &+ level &* depth(level &+ 2)
}
