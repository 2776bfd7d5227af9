import Cockpit
import Testing
import VaultModel

/// A project note that tests change.
let ferry = """
    ---
    type: project
    title: Ferry
    status: active
    tags:
      - needs-review
    last_updated: 2026-11-01
    ---
    # Ferry

    ## Overview

    A boat that docks itself.

    ## Current Blockers

    - ❌ Harbour permit
    - ✅ Crane

    ## Next Steps

    - [ ] Call the pilot
    - [ ] Book the dock

    ## Collaborators

    | Person | Role | Company |
    |---|---|---|
    | [[Ada Moe]] | Pilot | Nordhavn |

    ## Key Facts

    - It floats

    ---
    *Last updated: 2026-11-01*

    """

@Suite struct ToggleTests {
    private let path = "Projects/Ferry.md"

    private func driver(_ text: String = ferry) throws -> CockpitDriver {
        try CockpitDriver([path: text, "People/Ada Moe.md": "---\ntype: person\n---\n# Ada Moe\n"])
    }

    @Test func aNoteThatAnEditorHasOpenSaysSoBeforeAndAfterAnEdit() throws {
        var cockpit = try driver()
        try cockpit.press("g s")
        #expect(!cockpit.screen.contains("Vim"))
        cockpit.send(.editing(NotePath(path), "Vim"))
        #expect(cockpit.screen.contains("open in Vim"))
        try cockpit.press("<Space>")
        #expect(cockpit.text(path) == ferry.replacing("[ ] Call", with: "[x] Call"))
        #expect(cockpit.screen.contains("Vim has “Ferry” open: load it again there"))
        cockpit.send(.editing(NotePath(path), nil))
        try cockpit.press("<Space>")
        #expect(!cockpit.screen.contains("Vim"))
    }

    @Test func aLongErrorIsShownInFull() throws {
        var cockpit = try driver()
        let words =
            "the file is not as it was; " + String(repeating: "look at it again and ", count: 12) + "end"
        cockpit.send(.told(words, isError: true))
        let shown = cockpit.screen.split(separator: "\n").suffix(4).joined(separator: " ")
        #expect(shown.split(separator: " ").joined(separator: " ").contains(words), "\(shown)")
    }

    @Test func spaceChecksOffTheStepAndUndoRestoresEveryByte() throws {
        var cockpit = try driver()
        try cockpit.press("g s <Space>")
        #expect(cockpit.text(path) == ferry.replacing("[ ] Call", with: "[x] Call"))
        #expect(cockpit.screen.contains("[x] Call the pilot"))
        try cockpit.press("u")
        #expect(cockpit.text(path) == ferry)
        try cockpit.press("<C-r>")
        #expect(cockpit.text(path) == ferry.replacing("[ ] Call", with: "[x] Call"))
    }

    @Test func spaceResolvesTheBlockerInPlace() throws {
        var cockpit = try driver()
        try cockpit.press("g b <Space>")
        #expect(cockpit.text(path) == ferry.replacing("❌ Harbour", with: "✅ Harbour"))
    }

    @Test func theScreenShowsTheStepDoneBeforeItIsSaved() throws {
        var cockpit = try driver()
        cockpit.nextSave = .refused("the disk is full; free some room")
        try cockpit.press("g s <Space>")
        #expect(cockpit.text(path) == ferry)
        #expect(cockpit.screen.contains("[ ] Call the pilot"))
        #expect(cockpit.screen.contains("Not saved: the disk is full"))
        #expect(cockpit.state.undo.undoable.isEmpty)
    }

    @Test func aLineChangedMeanwhileIsRefusedWithBothTextsShown() throws {
        var cockpit = try driver()
        let theirs = ferry.replacing("Call the pilot", with: "Call both pilots")
        cockpit.nextSave = .changed(bytes: Array(theirs.utf8), reason: "the line changed")
        try cockpit.press("g s <Space>")
        #expect(cockpit.screen.contains("- [x] Call the pilot"))
        #expect(cockpit.screen.contains("- [ ] Call both pilots"))
        try cockpit.press("<Esc>")
        #expect(cockpit.screen.contains("[ ] Call both pilots"))
    }

    @Test func aRefusedTextStaysInTheInputLine() throws {
        var cockpit = try driver()
        try cockpit.press("g s a")
        cockpit.nextSave = .refused("busy in another program; try again")
        cockpit.type("Paint the hull")
        try cockpit.press("<Enter>")
        #expect(cockpit.screen.contains("Paint the hull"))
        try cockpit.press("<Enter>")
        #expect(cockpit.text(path).contains("- [ ] Book the dock\n- [ ] Paint the hull\n"))
    }

    @Test func editingKeepsTheBox() throws {
        var cockpit = try driver()
        try cockpit.press("g s e <C-u>")
        cockpit.type("Ask the pilot")
        try cockpit.press("<Enter>")
        #expect(cockpit.text(path) == ferry.replacing("Call the pilot", with: "Ask the pilot"))
    }

    @Test func editingFindsTheLineThatMovedMeanwhile() throws {
        var cockpit = try driver()
        try cockpit.press("g s e !")
        let theirs = ferry.replacing("- [ ] Call the", with: "- [ ] Call the cook\n- [ ] Call the")
        cockpit.writeOutside(path, theirs)
        try cockpit.press("<Enter>")
        #expect(cockpit.text(path) == theirs.replacing("the pilot", with: "the pilot!"))
    }

    @Test func reviewedTakesTheTagOffAndSetsBothDates() throws {
        var cockpit = try driver()
        try cockpit.press("r")
        let expected = ferry.replacing("tags:\n  - needs-review\n", with: "tags:\n")
            .replacing("last_updated: 2026-11-01", with: "last_updated: 2026-11-24")
            .replacing("updated: 2026-11-01*", with: "updated: 2026-11-24*")
        #expect(cockpit.text(path) == expected)
        try cockpit.press("u")
        #expect(cockpit.text(path) == ferry)
    }

    @Test func theSelectionStaysOnItsStepWhenLinesComeBefore() throws {
        var cockpit = try driver()
        try cockpit.press("g s j")
        #expect(cockpit.state.item?.editable == "Book the dock")
        cockpit.writeOutside(path, ferry.replacing("- [ ] Call", with: "- [ ] New one\n- [ ] Call"))
        #expect(cockpit.state.item?.editable == "Book the dock")
        #expect(cockpit.screen.contains("New one"))
    }

    @Test func readOnlyRefusesEveryEdit() throws {
        var cockpit = try CockpitDriver([path: ferry], isReadOnly: true)
        try cockpit.press("g s <Space>")
        #expect(cockpit.text(path) == ferry)
        #expect(cockpit.screen.contains("--read-only"))
    }

    @Test(
        "a toggle changes one byte whatever the file's form",
        arguments: [
            ferry.replacing("\n", with: "\r\n"), "\u{FEFF}" + ferry, String(ferry.dropLast(2)),
            ferry.replacing("- [ ] Call", with: "-\t[ ] Call"),
            ferry.replacing("- [ ] Book the dock", with: "- [ ] Call the pilot"),
        ])
    func oneByte(_ text: String) throws {
        var cockpit = try driver(text)
        try cockpit.press("g s <Space>")
        let (before, after) = (Array(text.utf8), Array(cockpit.text(path).utf8))
        #expect(before.count == after.count)
        #expect(zip(before, after).filter { $0 != $1 }.map { [$0, $1] } == [[0x20, 0x78]])
        try cockpit.press("u")
        #expect(Array(cockpit.text(path).utf8) == before)
    }
}
