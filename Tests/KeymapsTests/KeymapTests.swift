import Keymaps
import Testing

@Suite struct KeymapTests {
    private let keymap: Keymap = {
        var keymap = Keymap(name: "Test")
        for (keys, command, scope) in [
            ("j", "cursor.down", "global"), ("g g", "cursor.first", "global"),
            ("g b", "pane.blockers", "global"),
            ("<Down>", "cursor.down", "global"), ("q", "program.quit", "global"),
            ("j", "blockers.jump", "blockers"), ("g x", "blockers.export", "blockers"), ("q", "", "blockers"),
            ("g g", "", "blockers"),
        ] {
            keymap.bind([Key](notation: keys) ?? [], to: command, in: scope)
        }
        return keymap
    }()

    private func match(_ keys: String, _ scopes: String...) -> Keymap.Match {
        keymap.match([Key](notation: keys) ?? [], in: scopes)
    }

    @Test func innerScopesCountFirst() {
        #expect(match("j", "global") == .command("cursor.down"))
        #expect(match("j", "blockers", "global") == .command("blockers.jump"))
        #expect(match("<Down>", "blockers", "global") == .command("cursor.down"))
        #expect(match("x", "blockers", "global") == .none)
    }

    @Test func startsOfSequencesOfferWhatFollows() {
        let here = Keymap.Binding(keys: [Key("x")], command: "blockers.export")
        let blockers = Keymap.Binding(keys: [Key("b")], command: "pane.blockers")
        let first = Keymap.Binding(keys: [Key("g")], command: "cursor.first")
        #expect(match("g", "global") == .prefix([first, blockers]))
        #expect(match("g", "blockers", "global") == .prefix([here, blockers]))
        #expect(match("g b", "blockers", "global") == .command("pane.blockers"))
        #expect(match("g z", "global") == .none)
    }

    @Test func unboundKeysHideOuterScopes() {
        #expect(match("q", "global") == .command("program.quit"))
        #expect(match("q", "blockers", "global") == .none)
        #expect(match("g g", "blockers", "global") == .none)
    }

    @Test func keysOfACommandAreThoseThatWork() {
        #expect(keymap.keys(for: "cursor.down").map(\.notation) == ["j", "<Down>"])
        #expect(keymap.keys(for: "cursor.down", in: ["blockers", "global"]).map(\.notation) == ["<Down>"])
        #expect(keymap.keys(for: "program.quit", in: ["blockers", "global"]).isEmpty)
        #expect(keymap.keys(for: "no.such").isEmpty)
    }
}
