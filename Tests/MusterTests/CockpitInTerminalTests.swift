import Foundation
import Glibc
import TestSupport
import Testing

/// The built program in a real pseudo-terminal, with a terminal emulator as the screen.
@Suite struct CockpitInTerminalTests {
    private static let note = "Projects/Ferry.md"
    private static let ferry = """
        ---
        type: project
        ---
        # Ferry

        ## Overview

        A boat that docks itself.

        ## Current Blockers

        - ❌ Harbour permit

        ## Next Steps

        - [ ] Call the pilot
        - [ ] Book the dock

        ## Collaborators

        | Person | Role | Company |
        |---|---|---|
        | Ada Moe | Pilot | Nordhavn |

        """

    private func start(
        _ vault: TemporaryVault, columns: Int32 = 120, rows: Int32 = 40, environment: [String: String] = [:],
        _ more: [String] = []
    ) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            builtProduct("muster"), [vault.path, "--today", "2026-11-24"] + more, columns: columns,
            rows: rows,
            environment: ["HOME": vault.path, "XDG_CONFIG_HOME": vault.path + "/.config"].merging(environment)
            { $1 })
        try #require(terminal.shows("watching"), "\(terminal.screen.text)")
        return terminal
    }

    private func vault(_ text: String = ferry) throws -> TemporaryVault {
        try TemporaryVault([Self.note: text, "Projects/Other.md": "---\ntype: project\n---\n# Other\n"])
    }

    @Test func startsAndShowsThePanes() throws {
        let notes = try vault()
        let terminal = try start(notes)
        #expect(terminal.shows("Call the pilot"))
        for text in [
            "Overview", "Blockers", "Next steps", "Collaborators", "Harbour permit", "Ada Moe",
            "docks itself",
        ] {
            #expect(terminal.shows(text), "\(text)")
        }
        terminal.send("q")
        #expect(terminal.waitForEnd() == .status(0))
        #expect(terminal.isCooked)
    }

    @Test(
        "a toggle changes one byte on disk and undo restores the file",
        arguments: [
            ferry, ferry.replacing("\n", with: "\r\n"), "\u{FEFF}" + ferry, String(ferry.dropLast()),
            ferry.replacing("- [ ] Call", with: "-\t[ ] Call"),
            ferry.replacing("- [ ] Book the dock", with: "- [ ] Call the pilot"),
        ])
    func togglesOneByte(_ text: String) throws {
        let vault = try vault(text)
        let terminal = try start(vault)
        #expect(terminal.shows("Call the pilot"))
        terminal.send("gs ")
        #expect(
            terminal.wait { _ in (try? vault.text(Self.note)) == text.replacingFirst("[ ] Call", "[x] Call") }
        )
        #expect(terminal.shows("[x] Call the pilot"))
        terminal.send("u")
        #expect(terminal.wait { _ in (try? vault.text(Self.note)) == text })
    }

    @Test func invalidBytesElsewhereSurvive() throws {
        let vault = try vault()
        let bytes = Array(Self.ferry.utf8) + [0xFF, 0xC3, 0x28, 0x00, 0x0A]
        try vault.write(Self.note, bytes)
        let terminal = try start(vault)
        #expect(terminal.shows("Call the pilot"))
        terminal.send("gs ")
        #expect(terminal.wait { _ in (try? vault.bytes(Self.note)) != bytes })
        terminal.send("u")
        #expect(terminal.wait { _ in (try? vault.bytes(Self.note)) == bytes })
    }

    @Test func changesFromOutsideShowAndTheSelectionStays() throws {
        let vault = try vault()
        let terminal = try start(vault)
        #expect(terminal.shows("Call the pilot"))
        terminal.send("gsj")
        try vault.write(Self.note, Self.ferry.replacing("- [ ] Call", with: "- [ ] Fresh paint\n- [ ] Call"))
        #expect(terminal.shows("Fresh paint"))
        terminal.send(" ")
        #expect(terminal.shows("[x] Book the dock"))
        try vault.write("Projects/Arrival.md", "---\ntype: project\n---\n# Arrival\n")
        #expect(terminal.shows("Arrival"))
        try FileManager.default.moveItem(
            atPath: vault.file("Projects/Arrival.md"), toPath: vault.file("Projects/Departure.md"))
        try vault.write("Projects/Departure.md", "---\ntype: project\n---\n# Departure\n")
        #expect(terminal.wait { $0.screen.text.contains("Departure") && !$0.screen.text.contains("Arrival") })
        try FileManager.default.removeItem(atPath: vault.file("Projects/Departure.md"))
        #expect(terminal.wait { !$0.screen.text.contains("Departure") })
    }

    /// A slow line hands several keys over at once.
    @Test func whatWasAskedForIsSavedBeforeLeaving() throws {
        let vault = try vault()
        let more = (0..<4000).map {
            "- fact \($0), so that the note is too large to be read between two keys\n"
        }
        let large = Self.ferry + "\n## Key Facts\n\n" + more.joined()
        try vault.write(Self.note, large)
        let terminal = try start(vault)
        #expect(terminal.shows("Call the pilot"))
        terminal.send("gs q")
        #expect(terminal.waitForEnd() == .status(0))
        #expect(try vault.text(Self.note) == large.replacingFirst("[ ] Call", "[x] Call"))
    }

    @Test func resizesThroughTheSizes() throws {
        let notes = try vault()
        let terminal = try start(notes)
        for (columns, rows) in [(200, 60), (80, 24), (60, 20), (10, 3), (120, 40)] as [(Int32, Int32)] {
            terminal.resize(columns: columns, rows: rows)
            #expect(terminal.shows(columns < 20 ? "too small" : "Ferry"))
        }
        #expect(terminal.shows("Collaborators"))
    }

    @Test func stopsAndContinues() throws {
        let vault = try vault()
        // Only a shell with job control can stop a program and bring it back.
        let terminal = try PseudoTerminal(
            "/bin/sh", ["-i"], columns: 120, rows: 40,
            environment: ["PS1": "shell> ", "ENV": "", "HOME": vault.path])
        try #require(terminal.shows("shell>"))
        terminal.send("'\(builtProduct("muster"))' '\(vault.path)' --today 2026-11-24\n")
        try #require(terminal.shows("Call the pilot"))
        terminal.send("\u{1a}")
        #expect(terminal.wait { $0.isCooked && $0.screen.text.contains("shell>") })
        terminal.send("fg\n")
        #expect(terminal.wait { !$0.isCooked && $0.screen.text.contains("Call the pilot") })
        terminal.send("q")
        #expect(terminal.wait { $0.isCooked })
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
    func aSignalLeavesTheTerminalSane(_ signal: Int32) throws {
        let notes = try vault()
        let terminal = try start(notes)
        terminal.signal(signal)
        #expect(terminal.waitForEnd() == .status(128 + signal))
        #expect(terminal.isCooked)
    }

    @Test func aUserKeymapMovesACommandAndItsMistakesAreNamed() throws {
        let vault = try vault()
        let good = "[global]\n\"x\" = \"step.toggle\"\n\"<Space>\" = \"\"\n"
        try vault.write(".config/muster/keymap.toml", good)
        let terminal = try start(vault)
        #expect(terminal.shows("Call the pilot"))
        terminal.send("gsx")
        #expect(terminal.wait { _ in (try? vault.text(Self.note))?.contains("[x] Call") == true })

        try vault.write(
            ".config/muster/keymap.toml",
            good + "\"y\" = \"step.tuggle\"\n\"<Spcae>\" = \"item.add\"\n[nowhere]\n\"z\" = \"item.add\"\n")
        let run = try Program.run(["keys"], environment: ["XDG_CONFIG_HOME": vault.path + "/.config"])
        #expect(run.status == 1)
        for line in ["keymap.toml:4:", "keymap.toml:5:", "keymap.toml:7:"] {
            #expect(run.errors.contains(line))
        }
        let second = try start(vault)
        #expect(second.shows("keymap.toml:4:"))
    }

    @Test func escapeSequencesInNotesReachNoTerminal() throws {
        let evil = "\u{1b}]52;c;aGk=\u{7}\u{1b}[31m\u{9b}5m\u{202e}"
        let vault = try TemporaryVault([
            "Projects/A\u{1b}]0;x\u{7}.md":
                "---\ntype: project\n---\n# A\(evil)\n\n## Next Steps\n- [ ] \(evil) here\n"
        ])
        let terminal = try start(vault)
        #expect(terminal.shows("here"))
        terminal.send("gs ")
        terminal.send("\u{1b}[Z")
        terminal.send("\r")
        #expect(terminal.wait { $0.screen.text.contains("here") })
        let text = String(decoding: terminal.bytes, as: UTF8.self)
        for forbidden in ["\u{1b}]52", "\u{1b}]0;x", "\u{1b}[31m\u{9b}", "\u{202e}", "\u{9b}5m"] {
            #expect(!text.contains(forbidden))
        }
    }

    @Test func theNextSessionBeginsWhereThisOneEnds() throws {
        let vault = try vault()
        let state = ["XDG_STATE_HOME": vault.path + "/.state"]
        let first = try start(vault, environment: state)
        #expect(first.shows("3 Agenda 2"))
        first.send("3j")
        #expect(first.shows("by due"))
        first.send("\r")
        #expect(first.wait { !$0.screen.text.contains("by due") && $0.screen.text.contains("docks itself") })
        first.send("q")
        #expect(first.shows("by due"))
        first.send("q")
        #expect(first.waitForEnd() == .status(0))
        let second = try start(vault, environment: state)
        #expect(second.shows("by due"))
        second.send(" ")
        #expect(second.wait { _ in (try? vault.text(Self.note))?.contains("[x] Book the dock") == true })
        second.send("f")
        #expect(second.shows("Find a note"))
        second.send("\r")
        #expect(second.wait { !$0.screen.text.contains("by due") && $0.screen.text.contains("docks itself") })
    }

    @Test func anUnknownTerminalIsRefusedInWords() throws {
        let vault = try vault()
        let terminal = try PseudoTerminal(
            builtProduct("muster"), [vault.path], columns: 80, rows: 24, environment: ["TERM": "nosuchterm"])
        #expect(terminal.waitForEnd() == .status(2))
        #expect(!terminal.bytes.contains(0x1B))
    }

    @Test func theEditorGetsTheAbsolutePath() throws {
        let vault = try vault()
        let script = vault.file("editor.sh")
        try vault.write("editor.sh", "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"\(vault.path)/arguments.txt\"\n")
        chmod(script, 0o755)
        let terminal = try start(vault, environment: ["EDITOR": "vim", "VISUAL": "'\(script)' -n"])
        #expect(terminal.shows("Call the pilot"))
        terminal.send("gsE")
        #expect(terminal.wait { _ in (try? vault.text("arguments.txt"))?.contains(Self.note) == true })
        #expect(
            try vault.text("arguments.txt").split(separator: "\n").last.map(String.init)?.hasPrefix("/")
                == true)
        #expect(terminal.shows("Call the pilot"))
    }
}

extension String {
    /// The text with the first of a piece replaced.
    fileprivate func replacingFirst(_ piece: String, _ other: String) -> String {
        replacing(piece, with: other, maxReplacements: 1)
    }
}
