import Keymaps
import Testing

/// The commands that every preset has to bind.
let commands: Set<String> = [
    "cursor.down", "cursor.up", "cursor.first", "cursor.last", "cursor.pageDown", "cursor.pageUp",
    "pane.next",
    "pane.previous", "pane.left", "pane.right", "screen.projects", "screen.review", "screen.agenda",
    "screen.people", "screen.search", "pane.zoom", "tab.next", "tab.previous", "item.open", "go.back",
    "step.toggle", "item.add", "item.edit", "item.editExternally", "step.dueDate", "blocker.turn",
    "step.moveDown", "step.moveUp", "note.reviewed", "review.next", "review.previous", "review.snooze",
    "note.archive", "edit.undo", "edit.redo", "pane.filter", "note.find", "palette.open",
    "note.openInObsidian", "link.copy", "help.show", "screen.redraw", "program.suspend", "program.quit",
    "messages.show",
]

/// Chords may also go straight to a pane.
let paneCommands = Set(
    ["list", "overview", "blockers", "steps", "collaborators", "facts", "related", "context", "queries"].map {
        "pane." + $0
    })

@Suite struct PresetTests {
    @Test func threePresetsAreShipped() {
        #expect(Keymap.presetNames == ["default", "vim", "emacs"])
        #expect(Keymap.preset("vim")?.name == "Vim")
        #expect(Keymap.preset("nano") == nil)
        #expect(Keymap.standard == Keymap.preset("default"))
    }

    @Test(arguments: Keymap.presetNames) func everyCommandHasAKey(_ name: String) throws {
        let keymap = try #require(Keymap.preset(name))
        let unbound = commands.union(paneCommands).filter { keymap.keys(for: $0).isEmpty }.sorted()
        #expect(unbound == [])
    }

    @Test(arguments: Keymap.presetNames) func presetsHaveNoMistake(_ name: String) throws {
        let text = try #require(Keymap.presetText(name))
        let (keymap, problems) = loadKeymap(
            preset: name, userFile: (name + ".toml", text), commands: commands.union(paneCommands),
            scopes: ["global", "input"])
        #expect(problems == [])
        #expect(keymap == Keymap.preset(name), "a preset laid over itself changes nothing")
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
