import Glibc
import TestSupport
import Testing

/// Stopping and going on, below a shell that knows jobs.
@Suite struct JobControlTests {
    private func startInShell() throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            "/bin/sh", ["-i"], columns: 100, rows: 12, environment: ["PS1": "shell> "])
        try #require(terminal.shows("shell>"))
        terminal.send(TerminalTests.probe + "\r")
        try #require(terminal.shows("ready 100x12"))
        return terminal
    }

    @Test func stoppingGivesTheTerminalToTheShell() throws {
        let terminal = try startInShell()
        for round in 1...5 {
            let before = terminal.bytes.count
            terminal.send("\u{1A}")
            #expect(
                terminal.wait {
                    $0.written(since: before).contains("Stopped")
                        && $0.written(since: before).hasSuffix("shell> ")
                })
            #expect(terminal.isCooked)
            #expect(!terminal.screen.text.contains("ready"), "the shell's own screen is shown")
            terminal.send("fg\r")
            #expect(
                terminal.wait { $0.screen.row(2 * round + 1) == "continued" },
                "round \(round):\n\(terminal.screen.text)")
            #expect(terminal.screen.row(0) == "ready 100x12")
            #expect(!terminal.isCooked)
            if round == 4 { break }
        }
        terminal.send("q")
        #expect(terminal.wait { $0.isGivenBack && $0.written(since: 0).hasSuffix("shell> ") })
    }

    @Test func inTheBackgroundItWaits() throws {
        let terminal = try startInShell()
        terminal.send("\u{1A}")
        #expect(terminal.wait { $0.written(since: 0).hasSuffix("shell> ") })
        let before = terminal.bytes.count
        terminal.send("bg\r")
        terminal.send("\r")
        #expect(terminal.wait { $0.written(since: before).contains("shell> ") })
        #expect(terminal.isCooked)
        #expect(!terminal.written(since: before).contains("ready"), "nothing is drawn over the shell")
        terminal.send("fg\r")
        #expect(terminal.shows("continued"))
        #expect(terminal.screen.row(0) == "ready 100x12")
        terminal.send("q")
        #expect(terminal.wait { $0.isGivenBack && $0.written(since: before).hasSuffix("shell> ") })
    }

    @Test func startedInTheBackgroundItWaits() throws {
        let terminal = try PseudoTerminal(
            "/bin/sh", ["-i"], columns: 100, rows: 12, environment: ["PS1": "shell> "])
        #expect(terminal.shows("shell>"))
        terminal.send(TerminalTests.probe + " &\r")
        #expect(terminal.wait { $0.written(since: 0).hasSuffix("shell> ") })
        terminal.send("wait\r")
        terminal.send("fg\r")
        #expect(terminal.shows("ready 100x12"))
        terminal.send("q")
        #expect(terminal.wait { $0.isGivenBack && $0.written(since: 0).hasSuffix("shell> ") })
    }

    @Test func aStopThatCannotBeNoticedIsRecoveredFrom() throws {
        let terminal = try PseudoTerminal(TerminalTests.probe)
        #expect(terminal.shows("ready"))
        terminal.signal(SIGSTOP)
        terminal.signal(SIGCONT)
        #expect(terminal.shows("continued"))
        terminal.send("q")
        #expect(terminal.waitForEnd() == .status(0))
        #expect(terminal.isGivenBack)
    }
}
