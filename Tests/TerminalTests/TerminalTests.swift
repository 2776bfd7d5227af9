import Glibc
import TestSupport
import Testing

/// The real thing on a pseudo-terminal. `TerminalProbe` shows what the terminal reports, line by line.
@Suite struct TerminalTests {
    static let probe = builtProduct("TerminalProbe")

    private func start(_ arguments: String..., environment: [String: String] = [:]) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(Self.probe, arguments, environment: environment)
        try #require(terminal.shows("ready 40x8"))
        return terminal
    }

    @Test func framesAreShown() throws {
        let terminal = try start()
        #expect(terminal.screen.row(0) == "ready 40x8")
        #expect(terminal.screen.row(1) == "日本 é e\u{301} 📅 🇨🇿|")
        #expect(terminal.screen.cell(0, 0).isBold)
        #expect(terminal.screen.cell(0, 0).foreground == 255)
        #expect(terminal.screen.cell(0, 1).width == 2)
        #expect(terminal.screen.cell(0, 1).foreground == 210)
        #expect(terminal.wait { $0.screen.cursor == (3, 0) })
        #expect(!terminal.isCooked)
    }

    @Test(arguments: [
        ("a", "a"), ("\u{1B}OA", "<Up>"), ("\u{1B}[A", "<Up>"), ("\u{1B}[H", "<Home>"),
        ("\u{1B}[1;5C", "<C-Right>"),
        ("\u{1B}[Z", "<S-Tab>"), ("\u{1B}OP", "<F1>"), ("\u{1B}x", "<A-x>"), ("\u{1B}", "<Esc>"),
        ("\u{3}", "<C-c>"),
        ("\u{7F}", "<Backspace>"), ("\r", "<Enter>"), ("ú", "ú"),
        ("\u{1B}[200~two words\u{1B}[201~", "paste two words"),
        ("\u{1B}[<0;5;3M", "press(button: 1) at 4,2"), ("\u{1B}[I", "focus true"),
    ])
    func inputIsReported(_ typed: String, _ line: String) throws {
        let terminal = try start()
        terminal.send(typed)
        #expect(terminal.wait { $0.screen.row(2) == line }, "\(terminal.screen.text)")
    }

    @Test func onlyWhatChangedIsWritten() throws {
        let terminal = try start()
        terminal.send("a")
        #expect(terminal.wait { $0.screen.row(2) == "a" })
        let before = terminal.bytes.count
        terminal.send("b")
        #expect(terminal.wait { $0.screen.row(3) == "b" })
        let written = terminal.bytes.count - before
        #expect(written < 60, "\(written) bytes for one character")
        #expect(!String(decoding: terminal.bytes[before...], as: UTF8.self).contains("\u{1B}[2J"))
    }

    @Test func aRedrawWritesEverything() throws {
        let terminal = try start()
        let before = terminal.bytes.count
        terminal.send("r")
        #expect(terminal.wait { String(decoding: $0.bytes[before...], as: UTF8.self).contains("ready 40x8") })
    }

    @Test func quittingGivesTheTerminalBack() throws {
        let terminal = try start()
        terminal.send("q")
        #expect(terminal.waitForEnd() == .status(0))
        #expect(terminal.isGivenBack)
    }

    @Test func exitingInTheMiddleGivesTheTerminalBack() throws {
        let terminal = try start()
        terminal.send("x")
        #expect(terminal.waitForEnd() == .status(7))
        #expect(terminal.isGivenBack)
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
    func requestsToEndAreReported(_ signal: Int32) throws {
        let terminal = try start()
        terminal.signal(signal)
        #expect(terminal.waitForEnd() == .status(128 + signal))
        #expect(terminal.isGivenBack)
    }

    @Test(arguments: [SIGSEGV, SIGBUS, SIGILL, SIGABRT, SIGFPE, SIGTRAP])
    func crashesGiveTheTerminalBack(_ signal: Int32) throws {
        let terminal = try start()
        terminal.signal(signal)
        #expect(terminal.waitForEnd() == .signal(signal))
        #expect(terminal.isGivenBack)
    }

    @Test func aTrapGivesTheTerminalBackAndItsReasonIsReadable() throws {
        let terminal = try start()
        terminal.send("t")
        #expect(terminal.waitForEnd() == .signal(SIGILL) || terminal.waitForEnd() == .signal(SIGTRAP))
        #expect(terminal.isGivenBack)
        #expect(terminal.afterLeaving.contains("Index out of range"))
    }

    @Test func aThreadThatUsesUpItsStackGivesTheTerminalBack() throws {
        let terminal = try start()
        terminal.send("O")
        #expect(terminal.waitForEnd() == .signal(SIGSEGV))
        #expect(terminal.isGivenBack)
    }

    @Test func aStuckProgramIsEnded() throws {
        let terminal = try start()
        terminal.send("w")
        #expect(terminal.wait { $0.screen.row(2) == "w" })
        terminal.signal(SIGTERM)
        #expect(terminal.waitForEnd() == .status(128 + SIGTERM))
        #expect(terminal.isGivenBack)
    }

    @Test func aTerminalThatTakesNothingHoldsNothingUp() throws {
        let terminal = try start()
        terminal.send("f")
        #expect(terminal.wait { String(decoding: $0.bytes, as: UTF8.self).contains("cccccccc") })
        // Nothing is read any more: the terminal's buffer fills up.
        terminal.signal(SIGTERM)
        #expect(terminal.waitForEndWithoutReading(seconds: 10) == .status(128 + SIGTERM))
        #expect(terminal.isCooked)
    }

    @Test func inputCountsWhileNothingIsTaken() throws {
        let terminal = try start()
        terminal.send("f")
        #expect(terminal.wait { String(decoding: $0.bytes, as: UTF8.self).contains("cccccccc") })
        terminal.send("q")
        #expect(terminal.waitForEndWithoutReading(seconds: 10) == .status(0))
        #expect(terminal.isCooked)
    }

    @Test func slowTerminalsGetTheNewestFrame() throws {
        let path = "/tmp/muster-drawn-\(getpid())"
        #expect(mkfifo(path, 0o600) == 0)
        defer { unlink(path) }
        let pipe = open(path, O_RDWR | O_NONBLOCK)
        defer { close(pipe) }
        let terminal = try start("dark", path)
        terminal.send("F")
        // Nothing is read while two thousand frames are drawn.
        var drawn = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
        #expect(poll(&drawn, 1, 20_000) == 1)
        #expect(terminal.shows("frames 2001"))
        #expect(terminal.screen.row(0) == "ready 40x8")
        #expect(terminal.bytes.count < 200_000, "\(terminal.bytes.count) bytes: frames were left out")
    }

    @Test func sizesAreFollowed() throws {
        let terminal = try start()
        terminal.resize(columns: 60, rows: 12)
        #expect(terminal.shows("ready 60x12"))
        for (columns, rows) in [(1, 1), (0, 0), (200, 1), (1, 50), (3, 2), (50, 9)] as [(Int32, Int32)] {
            terminal.resize(columns: columns, rows: rows)
        }
        #expect(terminal.shows("ready 50x9"))
        #expect(terminal.shows("size 50x9"))
    }

    @Test(arguments: [(1, 1), (2, 1), (1, 3)] as [(Int32, Int32)])
    func theSmallestTerminalsAreDrawnOn(_ columns: Int32, _ rows: Int32) throws {
        let terminal = try PseudoTerminal(Self.probe, columns: columns, rows: rows)
        #expect(terminal.wait { $0.screen.row(0) == "ready".prefix(Int(columns)) })
        terminal.send("q")
        #expect(terminal.waitForEnd() == .status(0))
    }

    @Test func aClosedTerminalEndsTheProgram() throws {
        let terminal = try start()
        terminal.hangUp()
        let end = terminal.waitForEndWithoutReading(seconds: 10)
        #expect(end == .status(128 + SIGHUP) || end == .status(129))
    }

    @Test func whatOthersPrintComesAfterwards() throws {
        let terminal = try start()
        terminal.send("p")
        #expect(terminal.wait { $0.screen.row(2) == "p" })
        #expect(!terminal.screen.text.contains("noise"))
        terminal.send("q")
        #expect(terminal.waitForEnd() == .status(0))
        #expect(
            terminal.afterLeaving.contains("noise on standard output\r\nnoise on standard error?[31m\r\n"))
    }

    @Test func anotherProgramGetsTheTerminal() throws {
        let terminal = try start()
        terminal.send("e")
        #expect(terminal.shows("outside"))
        #expect(terminal.isGivenBack)
        terminal.signal(SIGINT)
        terminal.send("four\r")
        #expect(terminal.shows("editor 4"))
        #expect(!terminal.isCooked)
        #expect(terminal.screen.row(0) == "ready 40x8")
        terminal.send("q")
        #expect(terminal.waitForEnd() == .status(0))
    }

    @Test func withoutAShellThereIsNoStopping() throws {
        let terminal = try start()
        terminal.send("\u{1A}")
        #expect(terminal.shows("continued"))
        #expect(terminal.screen.row(0) == "ready 40x8")
    }

    @Test(arguments: ["nosuchterm", "", "dumb"])
    func terminalsThatCannotBeDrawnOnGetOneLine(_ name: String) throws {
        let terminal = try PseudoTerminal(Self.probe, environment: ["TERM": name])
        #expect(terminal.waitForEnd() == .status(2))
        let written = String(decoding: terminal.bytes, as: UTF8.self)
        #expect(written.hasPrefix("probe: ") && written.contains("TERM"))
        #expect(!written.contains("\u{1B}"))
        #expect(written.filter { $0.isNewline }.count == 1)
    }

    @Test func withoutATerminalThereIsOneLine() throws {
        let script = "setsid -w \(Self.probe) < /dev/null 2>&1 | cat; echo ended"
        let terminal = try PseudoTerminal("/bin/sh", ["-c", script], columns: 120)
        #expect(terminal.waitForEnd() == .status(0))
        #expect(terminal.screen.row(0).hasPrefix("probe: there is no terminal to draw on"))
        #expect(terminal.screen.row(1) == "ended")
    }

    @Test func standardInputMayBeAnything() throws {
        let terminal = try PseudoTerminal("/bin/sh", ["-c", "\(Self.probe) < /dev/null > /dev/null"])
        #expect(terminal.shows("ready 40x8"))
        terminal.send("q")
        #expect(terminal.waitForEnd() == .status(0))
        #expect(terminal.isGivenBack)
    }

    @Test(arguments: ["xterm", "screen", "tmux-256color", "linux", "vt100", "ansi"])
    func otherTerminalsAreDrawnOn(_ name: String) throws {
        let terminal = try start(environment: ["TERM": name])
        terminal.send("q")
        #expect(terminal.waitForEnd() == .status(0))
        #expect(terminal.isCooked)
    }

    @Test(arguments: ["C", "POSIX", "no_SUCH"]) func anyLocaleWillDo(_ locale: String) throws {
        let terminal = try start(environment: ["LC_ALL": locale])
        #expect(terminal.screen.row(1) == "日本 é e\u{301} 📅 🇨🇿|")
    }

    @Test func withoutColourNoneIsSent() throws {
        let terminal = try start("plain")
        #expect(terminal.screen.cell(0, 0).isBold)
        #expect((0..<40).allSatisfy { terminal.screen.cell($0, 1).foreground == -1 })
        #expect(!String(decoding: terminal.bytes, as: UTF8.self).contains("38;5"))
    }
}
