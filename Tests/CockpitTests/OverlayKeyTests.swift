import Keymaps
import Testing
import VaultModel

@testable import Cockpit

/// What lies over the page takes the keys: nothing behind it changes unseen.
@Suite struct OverlayKeyTests {
    private static let harbour =
        "---\ntype: project\ntags: [needs-review]\n---\n# Harbour\n\n## Next Steps\n- [ ] Paint the buoy\n- [ ] Call\n"

    private func driver(_ preset: String = "default") throws -> CockpitDriver {
        try CockpitDriver(["Projects/Harbour.md": Self.harbour], preset: preset)
    }

    private func bottom(_ cockpit: CockpitDriver) -> String {
        String(
            cockpit.screen.split(separator: "\n", omittingEmptySubsequences: false).last { !$0.isEmpty } ?? ""
        )
    }

    @Test(
        "no key of the page acts behind a list that is read", arguments: Keymap.presetNames,
        ["help.show", "messages.show"])
    func listsKeepTheirKeys(_ preset: String, _ list: String) throws {
        var cockpit = try driver(preset)
        try cockpit.run("pane.steps")
        let keymap = cockpit.state.keymap
        let keys = Set((keymap.scopes["global"] ?? []).map(\.keys)).filter { sequence in
            sequence.allSatisfy { keymap.match([$0], in: ["list"]) == .none }
        }
        #expect(!keys.isEmpty)
        for sequence in keys {
            try cockpit.run(list)
            try cockpit.press(sequence.notation)
            #expect(cockpit.text("Projects/Harbour.md") == Self.harbour, "\(sequence.notation)")
            if case .list = cockpit.state.overlay {
            } else {
                Issue.record("\(sequence.notation) left the list")
            }
            try cockpit.press("<Esc> <Esc>")
        }
    }

    @Test func aListIsPagedAndLeft() throws {
        var cockpit = try CockpitDriver(["Projects/Harbour.md": Self.harbour], columns: 80, rows: 12)
        try cockpit.press("?")
        let first = cockpit.screen
        try cockpit.press("<Space> <Space>")
        #expect(cockpit.screen != first)
        try cockpit.press("q")
        #expect(cockpit.state.overlay == nil)
        try cockpit.press("? ?")
        #expect(cockpit.state.overlay == nil)
        #expect(cockpit.text("Projects/Harbour.md") == Self.harbour)
    }

    @Test func theHintsAreThoseOfWhatLiesOver() throws {
        var cockpit = try driver()
        try cockpit.press("g s")
        #expect(bottom(cockpit).contains("Space toggle"))
        try cockpit.press("f")
        #expect(bottom(cockpit).contains("Enter choose  ↑ ↓ move  Esc close"))
        #expect(!bottom(cockpit).contains("toggle"))
        try cockpit.press("<Esc> d")
        #expect(bottom(cockpit).contains("Enter set  ← ↓ ↑ → move  Esc close"))
        #expect(!bottom(cockpit).contains("toggle"))
        try cockpit.press("<Esc> ?")
        #expect(bottom(cockpit).contains("q back"))
        #expect(!bottom(cockpit).contains("toggle") && !bottom(cockpit).contains("accept"))
    }
}
