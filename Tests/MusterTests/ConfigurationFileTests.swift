import TestSupport
import Testing

@Suite struct ConfigurationFileTests {
    private static let note = """
        ---
        type: projekt
        ---
        ## Aufgaben
        - [ ] Call the pilot
        ## Risks
        - ❌ Permit

        """

    private func vault(_ files: [String: String]) throws -> TemporaryVault {
        try TemporaryVault(files.merging(["P.md": Self.note]) { first, _ in first })
    }

    private func run(_ arguments: [String], _ vault: TemporaryVault) throws -> Program.Run {
        try Program.run(
            arguments, environment: ["XDG_CONFIG_HOME": vault.path + "/config"], folder: vault.path)
    }

    @Test func theUsersWordsAndTheVaultsOwnCount() throws {
        let vault = try vault([
            "config/muster/config.toml": "[types]\nproject = \"projekt\"\n[sections]\nsteps = \"Aufgaben\"\n",
            ".muster/config.toml": "[sections]\nblockers = \"Risks\"\n",
        ])
        let steps = try run(["steps", "--vault", vault.path], vault)
        #expect(steps.output.contains("Call the pilot"))
        let shown = try run(["show", "P", "--vault", vault.path, "--format", "json"], vault)
        #expect(shown.output.contains("\"text\": \"Permit\""))
        #expect(shown.errors.isEmpty)
        #expect(try run(["add", "P", "--step", "Book the dock", "--vault", vault.path], vault).status == 0)
        #expect(
            try vault.text("P.md") == Self.note.replacing("pilot\n", with: "pilot\n- [ ] Book the dock\n"))
    }

    @Test func aMistakeIsToldAndTheRestCounts() throws {
        let vault = try vault([
            "config/muster/config.toml": "[sections]\nstepps = \"x\"\nblockers = \"Risks\"\n"
        ])
        let shown = try run(["show", "P", "--vault", vault.path, "--format", "json"], vault)
        #expect(
            shown.errors.hasPrefix(
                "muster: \(vault.path)/config/muster/config.toml:2: `stepps` means nothing in [sections];"
                    + " did you mean `steps`?"))
        #expect(shown.output.contains("\"text\": \"Permit\""))
        let keys = try run(["keys"], vault)
        #expect(keys.errors == shown.errors)
        #expect(keys.status == 1)
    }

    @Test func keymapAndThemeComeFromTheFileUnlessAskedFor() throws {
        let vault = try vault(["config/muster/config.toml": "keymap = \"vim\"\ntheme = \"light\"\n"])
        let vim = try run(["keys"], vault).output
        #expect(vim == (try Program.run(["keys", "--keymap", "vim"]).output))
        let asked = try run(["keys", "--keymap", "emacs"], vault).output
        #expect(asked == (try Program.run(["keys", "--keymap", "emacs"]).output))
        let script = try TemporaryVault(["keys": ":svg \(vault.file("a.svg"))\n"])
        func picture(_ run: Program.Run) throws -> String {
            #expect(run.status == 0, "\(run.errors)")
            return try vault.text("a.svg")
        }
        let arguments = ["--script", script.file("keys"), vault.path]
        let chosen = try picture(run(arguments, vault))
        let light = try picture(Program.run(arguments + ["--theme", "light", "--keymap", "vim"]))
        let dark = try picture(run(arguments + ["--theme", "dark"], vault))
        #expect(chosen == light)
        #expect(chosen != dark)
    }
}
