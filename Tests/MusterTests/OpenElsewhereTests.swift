import Foundation
import TestSupport
import Testing

/// What edits say and refuse because of what stands around the note: an editor's lock, settings, the state folder.
@Suite struct OpenElsewhereTests {
    private static let text = "# Plan\n\n- [ ] Call the pilot\n\n## Next Steps\n- [ ] Book the dock\n"

    private func toggle(_ vault: TemporaryVault, environment: [String: String] = [:]) throws -> Program.Run {
        try Program.run(
            ["toggle", "Plan:3", "--vault", vault.path, "--today", "2026-11-24"], environment: environment)
    }

    @Test func aSwapFileOfVimIsWarnedOf() throws {
        let vault = try TemporaryVault(["Plan.md": Self.text, ".Plan.md.swp": "b0VIM 9.0"])
        let run = try toggle(vault)
        #expect(run.status == 0)
        #expect(run.errors.contains("Plan.md: Vim has “Plan” open"), "\(run.errors)")
        #expect(try vault.text("Plan.md") == Self.text.replacing("[ ] Call", with: "[x] Call"))
    }

    @Test func aLockOfEmacsIsWarnedOf() throws {
        let vault = try TemporaryVault(["Plan.md": Self.text])
        try FileManager.default.createSymbolicLink(
            atPath: vault.file(".#Plan.md"), withDestinationPath: "ada@harbour.1234:5678")
        let run = try toggle(vault)
        #expect(run.status == 0)
        #expect(run.errors.contains("Emacs has “Plan” open"), "\(run.errors)")
        #expect(try toggle(TemporaryVault(["Plan.md": Self.text])).errors.isEmpty)
    }

    @Test func theCockpitSaysSoBeforeAndAfterTheEdit() throws {
        let vault = try TemporaryVault([
            "Plan.md": "---\ntype: project\n---\n" + Self.text, ".Plan.md.swp": "b0VIM 9.0",
        ])
        let keys = try TemporaryVault(["keys": ":frame\ng s\n<Space>\n:frame\n"])
        let state = try TemporaryVault()
        let run = try Program.run(
            ["--script", keys.file("keys"), "--size", "120x30", "--today", "2026-11-24", vault.path],
            environment: ["XDG_STATE_HOME": state.path])
        let frames = run.output
        #expect(frames.contains("open in Vim"), "\(frames)")
        #expect(frames.contains("Vim has “Plan” open: load it again there"), "\(frames)")
        #expect(try vault.text("Plan.md").contains("[x] Book the dock"))
    }

    @Test(arguments: [
        ("{\n  \"setDoneDate\": true,\n  oops\n}", "data.json:3 can't be read"),
        ("", "data.json:1 can't be read"),
    ])
    func settingsThatCannotBeReadStopTasksOnly(settings: String, words: String) throws {
        let vault = try TemporaryVault([
            "Plan.md": Self.text, ".obsidian/community-plugins.json": "[\"obsidian-tasks-plugin\"]",
            ".obsidian/plugins/obsidian-tasks-plugin/data.json": settings,
        ])
        let run = try toggle(vault)
        #expect(run.status == 1)
        #expect(run.errors.contains(words), "\(run.errors)")
        #expect(try vault.text("Plan.md") == Self.text)
        let add = try Program.run(["add", "Plan", "--step", "Paint it", "--vault", vault.path])
        #expect(add.status == 0, "\(add.errors)")
        try vault.write(".obsidian/community-plugins.json", "[]")
        #expect(try toggle(vault).status == 0)
    }

    @Test func withoutAStateFolderNothingIsChanged() throws {
        let vault = try TemporaryVault(["Plan.md": Self.text, "state": "in the way"])
        for environment in [
            ["XDG_STATE_HOME": vault.file("state")], ["XDG_STATE_HOME": "", "HOME": ""],
            // What is remembered of a vault is never kept in it.
            ["XDG_STATE_HOME": vault.path],
        ] {
            let run = try toggle(vault, environment: environment)
            #expect(run.status == 1)
            #expect(run.errors.contains("undo journal can't be kept"), "\(run.errors)")
            #expect(try vault.text("Plan.md") == Self.text)
            let steps = try Program.run(["steps", "--vault", vault.path], environment: environment)
            #expect(steps.output.contains("Call the pilot"))
        }
    }
}
