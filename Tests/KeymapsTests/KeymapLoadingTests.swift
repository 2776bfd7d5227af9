import Keymaps
import Testing

/// Ids as a program has them: those that the standard preset binds.
private let commands = Set(Keymap.standard.scopes.values.flatMap { $0.map(\.command) })

@Suite struct KeymapLoadingTests {
    private func load(_ text: String, preset: String? = nil) -> (keymap: Keymap, problems: [String]) {
        let (keymap, problems) = loadKeymap(
            preset: preset, userFile: ("my.toml", text), commands: commands,
            scopes: ["global", "input", "steps"])
        return (keymap, problems.map(\.description))
    }

    @Test func theOwnFileIsLaidOverAPreset() {
        let (keymap, problems) = load(
            """
            [global]
            "x" = "step.toggle"
            "q" = ""
            [steps]
            "<C-k>" = "step.moveUp"
            [groups]
            "g" = "jump"
            """)
        #expect(problems == [])
        #expect(keymap.keys(for: "step.toggle").map(\.notation) == ["<Space>", "x"])
        #expect(keymap.keys(for: "program.quit") == [])
        #expect(keymap.keys(for: "step.moveUp", in: ["steps", "global"]).map(\.notation) == ["<C-k>", "K"])
        #expect(keymap.groups[[Key("g")]] == "jump")
    }

    @Test func thePresetIsTheOneAskedForElseTheOneNamed() {
        #expect(load("preset = \"vim\"").keymap == Keymap.preset("vim"))
        #expect(load("preset = \"vim\"", preset: "emacs").keymap == Keymap.preset("emacs"))
        #expect(load("").keymap == .standard)
        #expect(
            load("preset = \"vom\"").problems == ["my.toml:1: no preset is called `vom`; did you mean `vim`?"]
        )
        #expect(loadKeymap(preset: "vim", commands: commands).keymap == Keymap.preset("vim"))
    }

    @Test(arguments: [
        ("\"j\" = \"cursor.dwon\"", "no command is called `cursor.dwon`; did you mean `cursor.down`?"),
        ("\"j\" = \"fly.away\"", "no command is called `fly.away`"),
        ("\"<Entr>\" = \"item.open\"", "no key is called `<Entr>`; did you mean `<Enter>`?"),
        ("\"Enter\" = \"item.open\"", "no key is called `Enter`; did you mean `<Enter>`?"),
        ("\"zz\" = \"item.open\"", "no key is called `zz`; did you mean `z z`?"),
        ("\"\" = \"item.open\"", "no key is named; the space bar is `<Space>`"),
        ("\"j\" = 1", "`j` needs a text in quotation marks"),
        ("\"<C-i>\" = \"item.open\"", "terminals report `<C-i>` as `<Tab>`: bind `<Tab>`, or another key"),
        (
            "\"x <C-m>\" = \"item.open\"",
            "terminals report `<C-m>` as `<Enter>`: bind `<Enter>`, or another key"
        ),
        (
            "\"g\" = \"item.open\"\n\"g b\" = \"\"\n\"g g\" = \"cursor.first\"",
            "`g` (item.open) runs before `g g` (cursor.first) can be typed: unbind one with \"\""
        ),
    ])
    func mistakesAreExplained(_ line: String, _ message: String) {
        let problems = load("# mine\n[global]\n" + line).problems
        #expect(problems.first == "my.toml:3: " + message)
    }

    /// The parser would end the program over these.
    @Test(arguments: [
        "[[[", "[ [ [", "[é]", "[\u{1}]", "[", "[[", "[.a]", "[=", "\t[[ #", "a = [\"b\",}\"c\"]", "a = [}",
        "a = 1979-05-27Ttrue", "a = [\u{2028}]", "a = {b = 1}", "a = \"\"\"b",
        String(repeating: "[", count: 100_000),
    ])
    func linesThatEndTheParserAreExplained(_ line: String) {
        let (keymap, problems) = load(line + "\n[global]\n\"x\" = \"step.toggle\"")
        #expect(problems.count == 1 && problems[0].hasPrefix("my.toml:1: not understood"), "\(problems)")
        #expect(keymap.keys(for: "step.toggle").map(\.notation) == ["<Space>", "x"])
    }

    @Test func sectionsAndTopLevelKeysAreChecked() {
        let problems = load("nmae = \"Mine\"\n[globl]\n\"j\" = \"cursor.up\"").problems
        #expect(
            problems == [
                "my.toml:1: `nmae` means nothing here: keys stand below a heading like [global];"
                    + " did you mean `name`?",
                "my.toml:3: no pane or overlay is called [globl]; did you mean `global`?",
            ])
    }

    @Test func theSameKeysTwiceAreReportedHoweverSpelled() {
        let (keymap, problems) = load(
            """
            [global]
            "x" = "step.toggle"
            "<CR>" = "item.open"
            "x" = "item.add"
            "<Enter>" = "item.add"
            """)
        #expect(
            problems == [
                "my.toml:4: `x` stands twice in [global], first in line 2; the first one counts",
                "my.toml:5: `<Enter>` is the same as in line 3 of [global]; that one counts",
            ])
        #expect(keymap.match([Key("x")], in: ["global"]) == .command("step.toggle"))
    }

    @Test func allMistakesOfAFileAreReportedAndTheRestCounts() {
        let (keymap, problems) = load(
            """
            [global]\r
            "x" = "step.toggle
            just words
            "y" = item.open
            "<Foo>" = "item.open"
            '\\' = "item.add"
            "\\"" = "item.edit"
            "v" = "no.such"
            """)
        #expect(
            problems == [
                "my.toml:2: not understood: a quotation mark is missing",
                "my.toml:3: not understood: write `\"key\" = \"command\"` or `[section]`",
                "my.toml:4: not understood: keys and commands are written in quotation marks,"
                    + " like `\"g g\" = \"cursor.first\"`",
                "my.toml:5: no key is called `<Foo>`",
                "my.toml:8: no command is called `no.such`",
            ])
        #expect(keymap.match([Key("\\")], in: ["global"]) == .command("item.add"))
        #expect(keymap.match([Key("\"")], in: ["global"]) == .command("item.edit"))
    }

    @Test(arguments: [
        "[global", "\"a\" = \"\"\"", "[global]\n\"a\" = '''never\nends\n", "= = =", "\u{0}",
        "[[global]]\n\"j\" = \"x\"",
        "a.b.c = 1", "[a.b]\n\"j\" = \"cursor.up\"", "global = 3", "\u{FEFF}[global]\n",
        "[global]\n[global]\n",
        String(repeating: "bad\n", count: 50),
    ])
    func nothingStopsTheProgram(_ text: String) {
        let (keymap, problems) = load(text)
        #expect(keymap.match([Key("j")], in: ["global"]) == .command("cursor.down"))
        #expect(problems.count <= 21)
    }

    @Test func aFileOfMistakesIsGivenUp() {
        let problems = load(String(repeating: "bad\n", count: 50)).problems
        #expect(problems.count == 21)
        #expect(problems.last?.contains("too many mistakes") == true)
    }
}
