import Keymaps
import Testing

@Suite struct PresetTests {
    @Test func threePresetsAreShipped() {
        #expect(Keymap.presetNames == ["default", "vim", "emacs"])
        #expect(Keymap.preset("vim")?.name == "Vim")
        #expect(Keymap.preset("nano") == nil)
        #expect(Keymap.standard == Keymap.preset("default"))
    }

    @Test(arguments: Keymap.presetNames) func presetsHaveNoMistake(_ name: String) throws {
        let text = try #require(Keymap.presetText(name))
        let preset = try #require(Keymap.preset(name))
        let commands = Set(preset.scopes.values.flatMap { $0.map(\.command) })
        let (keymap, problems) = loadKeymap(
            preset: name, userFile: (name + ".toml", text), commands: commands, scopes: Set(preset.scopes.keys))
        #expect(problems == [])
        #expect(keymap == preset, "a preset laid over itself changes nothing")
        #expect(!keymap.about.isEmpty)
    }

    @Test(arguments: Keymap.presetNames) func everyStartOfAChordIsNamed(_ name: String) throws {
        let keymap = try #require(Keymap.preset(name))
        for binding in keymap.scopes["global"] ?? [] where binding.keys.count > 1 {
            let start = Array(binding.keys.dropLast())
            #expect(keymap.groups[start] != nil, "\(start.notation) has no name for the box of keys")
        }
    }

    @Test func defaultKeysAreThoseOfTheManual() {
        let keys = [
            "step.toggle": "<Space>", "program.quit": "q", "cursor.first": "g g", "cursor.pageDown": "<C-d>",
            "tab.previous": "[", "screen.redraw": "<C-l>", "program.suspend": "<C-z>", "palette.open": ":",
            "edit.redo": "<C-r>", "go.back": "<Backspace>",
        ]
        for (command, notation) in keys {
            #expect(Keymap.standard.keys(for: command).first?.notation == notation)
        }
    }
}
