import CCurses
import Glibc
import Keymaps
package import Screen

/// The terminal that the program runs on, drawn on by ncurses.
///
/// From `init` to `close`, and whatever happens in between, the terminal is given back as it was found. It is
/// never waited for: what it does not take at once waits, and frames that come meanwhile are left out, except
/// for the newest.
///
/// The loop that uses it polls `inputDescriptor` and `signalDescriptor` for input, and, while
/// `isWaitingToWrite`, `outputDescriptor` for room; then it calls `read` or `flush`.
@MainActor package final class CursesTerminal {
    /// How roles look. Setting it draws the screen anew with the next frame.
    package var theme: Theme {
        didSet { mustRedraw = true }
    }
    /// Columns and rows.
    package private(set) var size: Size

    /// Readable when there is input, or when the terminal is gone.
    package let inputDescriptor: Int32
    /// Readable when there was a signal: another size, a stop, a request to end.
    package let signalDescriptor: Int32
    /// Writable when the terminal takes more.
    package let outputDescriptor: Int32

    private var decoder: InputDecoder
    private var output: PendingOutput
    private let palette: TerminalColors
    /// What the terminal shows, or will when it has taken what waits.
    private var shown: Frame?
    /// The newest frame.
    private var wanted: Frame?
    /// Whether nothing is known about what the terminal shows.
    private var mustRedraw = true
    private var isOpen = true
    private var hasHungUp = false

    /// Milliseconds within which the rest of a sequence follows an Escape.
    private static let escapeDelay: Int32 = 25
    /// Milliseconds of silence after which what comes next is no part of a paste any more.
    private static let pastePause: Int64 = 1000
    /// When input came last.
    private var lastInput: Int64 = 0

    /// Takes the terminal. Only one can be open at a time.
    package init(theme: Theme) throws(TerminalError) {
        let name = getenv("TERM").map { String(cString: $0) } ?? ""
        let (input, output) = try CursesTerminal.open(name)
        let size = CursesTerminal.size(of: output)
        guard ccurses_use_utf8() != 0, ccurses_start(name, Int32(size.columns), Int32(size.rows)) != 0 else {
            Glibc.close(input)
            Glibc.close(output)
            throw .system("no locale with UTF-8, or no memory to draw in")
        }
        // Modes are entered and left by our own strings, which handlers of signals can write, too.
        CursesTerminal.drawn { _ in }
        let modes = ScreenModes()
        let signals = ccurses_guard_start(
            output, modes.enter, modes.enter.count, modes.leave, modes.leave.count)
        guard signals >= 0 else {
            let words = String(cString: strerror(errno))
            ccurses_stop()
            Glibc.close(input)
            Glibc.close(output)
            throw .system(words)
        }
        self.theme = theme
        self.size = size
        inputDescriptor = input
        outputDescriptor = output
        signalDescriptor = signals
        decoder = InputDecoder(described: describedKeys())
        self.output = PendingOutput(descriptor: output)
        palette = TerminalColors()
        _ = ccurses_guard_enter()
    }

    isolated deinit { close() }

    /// Gives the terminal back. Nothing is drawn any more.
    package func close() {
        guard isOpen else { return }
        isOpen = false
        output.discard()
        ccurses_guard_stop()
        ccurses_stop()
        Glibc.close(inputDescriptor)
        Glibc.close(outputDescriptor)
    }

    /// Shows `frame`: at once, or as soon as the terminal takes it, if no newer one comes before.
    package func present(_ frame: Frame) {
        wanted = frame
        draw()
    }

    /// Whether the terminal has still to take something: `outputDescriptor` is to be polled then.
    package var isWaitingToWrite: Bool { isOpen && !output.isEmpty }

    /// Writes what waits, as far as the terminal takes it, and then the newest frame.
    package func flush() {
        output.flush()
        draw()
    }

    /// Clears the terminal and draws everything anew, whatever others have written over it.
    package func redraw() {
        mustRedraw = true
        draw()
    }

    /// Puts text on the terminal's clipboard, where the terminal has one; a very long text is left out.
    package func copy(_ text: String) {
        guard isOpen, ccurses_guard_is_inside() != 0, text.utf8.count <= Clipboard.most else { return }
        output.append(Clipboard.sequence(text))
        output.flush()
    }

    /// Everything that happened since the last call. Takes at most 25 ms, after a lone Escape.
    package func read() -> [TerminalEvent] {
        guard isOpen else { return [] }
        var events = signalEvents()
        readInput(into: &events)
        return events
    }

    /// Stops the program, as Ctrl-z does elsewhere, until the shell lets it go on. Returns at once if there is
    /// no shell that could.
    package func suspend() {
        ccurses_guard_suspend()
    }

    /// Gives the terminal to another program while `body` runs, an editor for example: with the modes that
    /// the shell set, its own screen, signals from the keyboard, and no signal ignored or blocked.
    package func runOutside<Result, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        output.discard()
        ccurses_guard_leave()
        defer { comeBack() }
        return try body()
    }
}

extension CursesTerminal {
    private func comeBack() {
        // Like any program that the shell has put into the background, it waits to be brought back.
        if ccurses_guard_enter() == 0 { ccurses_guard_wait_for_foreground() }
        mustRedraw = true
        adoptSize()
        draw()
    }

    private func signalEvents() -> [TerminalEvent] {
        let signals = ccurses_guard_signals()
        var events: [TerminalEvent] = []
        if signals & Int32(CCURSES_SIGNAL_CONTINUED) != 0 {
            if ccurses_guard_is_foreground(outputDescriptor) == 0 { ccurses_guard_wait_for_foreground() }
            output.discard()
            mustRedraw = true
            events.append(.continued)
        }
        if signals & Int32(CCURSES_SIGNAL_RESIZED | CCURSES_SIGNAL_CONTINUED) != 0, adoptSize() {
            events.append(.resized(size))
        }
        if signals & Int32(CCURSES_SIGNAL_TERMINATE) != 0 {
            events.append(.terminate(signal: ccurses_guard_termination()))
        }
        if mustRedraw { draw() }
        return events
    }

    /// Takes over the terminal's size; whether it is another one.
    @discardableResult
    private func adoptSize() -> Bool {
        let new = CursesTerminal.size(of: outputDescriptor, otherwise: size)
        guard new != size else { return false }
        size = new
        ccurses_resize(Int32(new.columns), Int32(new.rows))
        mustRedraw = true
        return true
    }

    private func readInput(into events: inout [TerminalEvent]) {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        // No more than a mebibyte at a time, so that a paste without end cannot keep the loop from drawing.
        for _ in 0..<16 where !hasHungUp {
            let count = Glibc.read(inputDescriptor, &buffer, buffer.count)
            if count > 0 {
                let now = CursesTerminal.milliseconds()
                if decoder.isPasting, now - lastInput > CursesTerminal.pastePause { events += decoder.endPaste() }
                lastInput = now
                events += decoder.events(from: buffer[..<count])
            } else if count < 0 && errno == EINTR {
                continue
            } else if count < 0 && errno == EAGAIN {
                guard decoder.isWaiting else { return }
                if !isReadable(within: CursesTerminal.escapeDelay) { events += decoder.flush() }
            } else {
                hasHungUp = true
                events.append(.hangup)
            }
        }
    }

    /// A clock that only goes forward.
    private static func milliseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    private func isReadable(within milliseconds: Int32) -> Bool {
        var descriptor = pollfd(fd: inputDescriptor, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, milliseconds) > 0
    }
}

extension CursesTerminal {
    /// Draws the newest frame, unless the terminal has still to take an older one.
    private func draw() {
        guard isOpen, output.isEmpty, ccurses_guard_is_inside() != 0, let frame = wanted else { return }
        guard mustRedraw || frame != shown else { return }
        if mustRedraw { ccurses_forget() }
        if mustRedraw || shown?.size != frame.size { ccurses_erase() }
        let old = mustRedraw || shown?.size != frame.size ? nil : shown
        let brush = CellBrush(theme: theme, colors: palette)
        for run in frame.changes(from: old) where run.y < size.rows {
            brush.put(run.columns.clamped(to: 0..<size.columns), of: run.y, in: frame)
        }
        let cursor = frame.cursor.flatMap { size.bounds.contains($0) ? $0 : nil } ?? Point(x: -1, y: 0)
        ccurses_cursor(Int32(cursor.x), Int32(cursor.y))
        ccurses_update()
        CursesTerminal.drawn { output.append($0) }
        (shown, mustRedraw) = (frame, false)
        output.flush()
    }

    /// Gives `use` what ncurses has drawn, piece by piece.
    private static func drawn(_ use: (ArraySlice<UInt8>) -> Void) {
        var buffer = [UInt8](repeating: 0, count: 1 << 15)
        while case let count = ccurses_take(&buffer, buffer.count), count > 0 { use(buffer[..<count]) }
    }

    /// Opens the terminal called `name` for reading and for writing.
    private static func open(_ name: String) throws(TerminalError) -> (input: Int32, output: Int32) {
        let output = ccurses_open_terminal(1)
        guard output >= 0 else { throw .notATerminal }
        do throws(TerminalError) {
            switch ccurses_terminal_problem(name) {
            case CCURSES_UNKNOWN: throw .unknownTerminal(name)
            case CCURSES_NO_CURSOR_MOVEMENT: throw .tooPoor(name)
            default: break
            }
            if ccurses_guard_is_foreground(output) == 0 { ccurses_guard_wait_for_foreground() }
            if ccurses_guard_is_foreground(output) == 0 { throw .inBackground }
            let input = ccurses_open_terminal(0)
            guard input >= 0 else { throw .notATerminal }
            return (input, output)
        } catch {
            Glibc.close(output)
            throw error
        }
    }

    /// The terminal's size; where it does not know, what it was before, else that of the first terminals.
    private static func size(
        of terminal: Int32, otherwise: Size = Size(columns: 80, rows: 24)
    ) -> Size {
        var columns: Int32 = 0
        var rows: Int32 = 0
        guard ccurses_terminal_size(terminal, &columns, &rows) != 0 else { return otherwise }
        return Size(columns: Int(columns), rows: Int(rows))
    }
}
