import Foundation
import TestSupport
import Testing

@Suite struct CommandLineTests {
    private let day = ["--today", "2026-11-24"]
    private static let note = "Projects/Ferry.md"
    private static let ferry = """
        ---
        type: project
        tags: [needs-review]
        last_updated: 2026-11-01
        ---
        # Ferry

        ## Current Blockers
        - ❌ Permit

        ## Next Steps
        - [ ] Call the pilot
        - [ ] Book the dock

        """

    private func vault() throws -> TemporaryVault { try TemporaryVault([Self.note: Self.ferry]) }

    @Test func showPrintsTheModelAsJSON() throws {
        let vault = try vault()
        let run = try Program.run(["show", "Ferry", "--vault", vault.path, "--format", "json"])
        #expect(run.status == 0)
        let parsed = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        let json = try #require(parsed)
        #expect(json["path"] as? String == Self.note)
        #expect(json["needsReview"] as? Bool == true)
        #expect((json["steps"] as? [[String: Any]])?.map { $0["line"] as? Int } == [12, 13])
        #expect((json["blockers"] as? [[String: Any]])?.first?["text"] as? String == "Permit")
        #expect(json["lastContact"] is NSNull)
    }

    @Test func toggleChangesOneByte() throws {
        let vault = try vault()
        let run = try Program.run(["toggle", "Ferry:12", "--vault", vault.path] + day)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try vault.text(Self.note) == Self.ferry.replacing("[ ] Call", with: "[x] Call"))
    }

    @Test func aMistypedSubcommandIsNamed() throws {
        let alone = try Program.run(["serach"])
        #expect(alone.status == 2)
        #expect(
            alone.errors == "muster: serach: not a folder; name a vault, a folder with Markdown notes, "
                + "or did you mean `muster search`?\n")
        let withMore = try Program.run(["reveiw", "--format", "json"])
        #expect(withMore.status == 2)
        #expect(withMore.errors.hasSuffix("did you mean `muster review`?\n"))
        #expect(try Program.run(["elsewhere"]).errors.hasSuffix("a folder with Markdown notes\n"))
    }

    /// A file of the vault or of ours must not get the number that output goes to.
    @Test func aClosedOutputTakesNoFilesPlace() throws {
        let vault = try vault()
        let keys = try TemporaryVault(["keys": ":frame\ng s\n<Space>\n:frame\n"])
        let run = try Program.run(
            ["--script", keys.file("keys"), "--size", "120x40", vault.path] + day, closingOutput: true)
        #expect(run.status == 0)
        #expect(try vault.text(Self.note) == Self.ferry.replacing("[ ] Call", with: "[x] Call"))
    }

    @Test func toggleWarnsOfARuleThatCannotBeRead() throws {
        let vault = try TemporaryVault([
            "a.md": "- [ ] a 🔁 whenever\n", ".obsidian/community-plugins.json": "[\"obsidian-tasks-plugin\"]",
        ])
        let run = try Program.run(["toggle", "a:1", "--vault", vault.path] + day)
        #expect(run.status == 0)
        #expect(run.errors == "muster: a.md:1: the rule “whenever” can't be read, so there is no next task\n")
        #expect(try vault.text("a.md") == "- [x] a 🔁 whenever ✅ 2026-11-24\n")
    }

    @Test func toggleRefusesAnotherText() throws {
        let vault = try vault()
        let run = try Program.run(["toggle", "Ferry:12", "--expect", "Call Bo", "--vault", vault.path] + day)
        #expect(run.status == 3)
        #expect(run.errors.contains("Projects/Ferry.md:12:"))
        #expect(try vault.text(Self.note) == Self.ferry)
    }

    @Test func toggleOnNoTaskSaysSo() throws {
        let vault = try vault()
        let run = try Program.run(["toggle", "Ferry:6", "--vault", vault.path] + day)
        #expect(run.status == 1)
        #expect(try vault.text(Self.note) == Self.ferry)
    }

    @Test func addPutsTheLineBehindTheLastItem() throws {
        let vault = try vault()
        let run = try Program.run(["add", "Ferry", "--step", "Paint it", "--vault", vault.path] + day)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try vault.text(Self.note) == Self.ferry + "- [ ] Paint it\n")
    }

    @Test func reviewedWritesTagAndDate() throws {
        let vault = try vault()
        let run = try Program.run(["reviewed", "Ferry", "--vault", vault.path] + day)
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            try vault.text(Self.note)
                == Self.ferry.replacing("[needs-review]", with: "[]").replacing("11-01", with: "11-24"))
    }

    @Test func stepsAreAnArray() throws {
        let vault = try vault()
        let run = try Program.run(["steps", "--vault", vault.path, "--format", "json"] + day)
        let parsed = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]]
        #expect(try #require(parsed).map { $0["text"] as? String } == ["Call the pilot", "Book the dock"])
    }

    @Test func anUnknownNoteNamesTheNearest() throws {
        let vault = try vault()
        let run = try Program.run(["show", "Fery", "--vault", vault.path])
        #expect(run.status == 1)
        #expect(run.errors.contains("“Ferry”"))
    }

    @Test func usageErrorsEndWithTwo() throws {
        #expect(try Program.run(["--nonsense"]).status == 2)
        #expect(try Program.run(["show", "A", "--vault", "/nonexistent"]).status == 2)
        #expect(try Program.run([], folder: "/").status == 2)
    }

    @Test func helpAndVersionEndWithZero() throws {
        #expect(try Program.run(["--help"]).output.contains("OVERVIEW"))
        let version = try Program.run(["--version"])
        #expect(version.status == 0)
        #expect(version.output.contains("."))
    }

    @Test func aNameThatBeginsWithADashIsGivenBehindAFolder() throws {
        let vault = try TemporaryVault(["-rf.md": "- [ ] a\n"])
        let refused = try Program.run(["toggle", "-rf.md:1", "--vault", vault.path] + day)
        #expect(refused.status == 2)
        #expect(refused.errors.hasSuffix("A note whose name begins with - is given as ./-rf.md:1\n"))
        #expect(try vault.text("-rf.md") == "- [ ] a\n")
        let run = try Program.run(["toggle", "./-rf.md:1", "--vault", vault.path] + day)
        #expect(run.output == "-rf.md:1: check off “a”\n", "\(run.errors)")
        #expect(try vault.text("-rf.md") == "- [x] a\n")
    }

    /// Every subcommand prints one row for one thing, whatever its name holds.
    @Test func aLineEndInANameMakesNoSecondLine() throws {
        let name = "a\nb: forged.md"
        let text = """
            ---
            type: person
            tags: [needs-review]
            ---
            # One
            ## Next Steps
            - [ ] step [[missing]]
            ```dataview
            TABLE FROM (
            ```

            """
        let commands: [([String], [String])] = [
            (["steps"], ["a^Jb: forged.md:7: [ ] step [[missing]]"]),
            (["steps", "--group", "folder"], ["Top folder (1)", "a^Jb: forged.md:7: [ ] step [[missing]]"]),
            (["people"], ["a^Jb: forged: 0 open, 0 blocked"]),
            (["search", "missing"], ["a^Jb: forged.md:7: - [ ] step [[missing]]"]),
            (["review"], ["a^Jb: forged.md: never accepted, 10 new"]),
            (
                ["show", name],
                [
                    "One", "a^Jb: forged.md", "needs review", "", "Next steps", "    7 [ ] step [[missing]]",
                    "",
                    "Queries", "    8 table under Next Steps",
                ]
            ),
            (["query", "LIST"], ["- a^Jb: forged"]),
            (["query", "TABLE file.name AS n"], ["File          n", "a^Jb: forged  a b: forged"]),
            (["toggle", name + ":7"], ["a^Jb: forged.md:7: check off “step missing”"]),
            (["snooze", name, "2026-12-01"], ["a^Jb: forged.md: put off until 2026-12-01"]),
            (["archive", name], ["a^Jb: forged.md: archive “One”"]),
        ]
        for (arguments, lines) in commands {
            let vault = try TemporaryVault([name: text])
            let run = try Program.run(arguments + ["--vault", vault.path] + day)
            #expect(run.output == lines.map { $0 + "\n" }.joined(), "\(arguments): \(run.errors)")
        }
        let vault = try TemporaryVault([name: text])
        let check = try Program.run(["check", "--vault", vault.path])
        #expect(check.output.split(separator: "\n").allSatisfy { $0.hasPrefix("a^Jb: forged.md:") })
        for arguments in [["show", "x\ny"], ["toggle", name + ":99"], ["metadata", "x\ny"]] {
            let run = try Program.run(arguments + ["--vault", vault.path])
            #expect(run.errors.count { $0 == "\n" } == 1, "\(run.errors)")
        }
    }

    @Test func hostileNamesReachNoTerminal() throws {
        let vault = try TemporaryVault([
            "Evil\u{1b}]52;c;aGk=\u{7}\u{9b}31m.md":
                "---\ntype: project\n---\n# A\u{1b}[31m\n\n## Next Steps\n- [ ] \u{1b}[2J\n"
        ])
        for arguments in [
            ["steps"], ["show", "Evil"], ["toggle", "Nothing\u{1b}[1m:1"], ["steps", "--format", "json"],
        ] {
            let run = try Program.run(arguments + ["--vault", vault.path])
            for text in [run.output, run.errors] {
                #expect(
                    !text.unicodeScalars.contains {
                        $0.value == 0x1B || $0.value == 0x7 || (0x80..<0xA0).contains($0.value)
                    })
            }
        }
    }
}
