import Screen
import Testing
import VaultModel

@testable import Cockpit

/// Comparing a note with a copy that a sync service made of it.
@Suite struct ConflictTests {
    private let path = "Projects/Ferry.md"
    private let copy = "Projects/Ferry.sync-conflict-20261124-101500-ABCDEFG.md"
    private let theirs = ferry.replacing("[ ] Call the pilot", with: "[x] Call the pilot")
        .replacing("- It floats", with: "- It floats\n- It docks itself")

    private func driver(columns: Int = 120, rows: Int = 40, preset: String = "default") throws
        -> CockpitDriver
    {
        try CockpitDriver([path: ferry, copy: theirs], columns: columns, rows: rows, preset: preset)
    }

    @Test(arguments: [(120, 40), (80, 24), (60, 10)])
    func theTwoTextsAreShown(columns: Int, rows: Int) throws {
        var cockpit = try driver(columns: columns, rows: rows)
        try cockpit.press("C")
        let screen = cockpit.screen
        #expect(screen.contains("Place 1 of 2"), "\(screen)")
        #expect(screen.contains("[ ] Call the pilot") && screen.contains("[x] Call the pilot"), "\(screen)")
    }

    @Test func fromTheCopyToo() throws {
        var cockpit = try driver()
        cockpit.open(NotePath(copy))
        #expect(cockpit.screen.contains("conflict copy"))
        try cockpit.press("C")
        #expect(cockpit.screen.contains("Place 1 of 2"))
    }

    @Test func whatIsTakenIsOneEditAndUndone() throws {
        var cockpit = try driver()
        try cockpit.press("C t o w")
        #expect(cockpit.text(path) == ferry.replacing("[ ] Call", with: "[x] Call"))
        #expect(cockpit.text(copy) == theirs)
        try cockpit.press("u")
        #expect(cockpit.text(path) == ferry)
    }

    @Test func theCopyGoesWhenAskedTwiceAndComesBackByUndo() throws {
        var cockpit = try driver()
        try cockpit.press("C T W")
        #expect(cockpit.screen.contains("again: write 2 changes and remove the copy"), "\(cockpit.screen)")
        #expect(cockpit.text(path) == ferry)
        try cockpit.press("W")
        #expect(cockpit.text(path) == theirs)
        #expect(cockpit.files[NotePath(copy)] == nil)
        #expect(cockpit.state.vault[NotePath(copy)] == nil)
        try cockpit.press("C")
        #expect(cockpit.screen.contains("no conflict copy"))
        try cockpit.press("u")
        #expect(cockpit.text(path) == ferry)
        #expect(cockpit.text(copy) == theirs)
        try cockpit.press("C")
        #expect(cockpit.screen.contains("Place 1 of 2"))
        try cockpit.press("<Esc> <C-r>")
        #expect(cockpit.text(path) == theirs)
        #expect(cockpit.files[NotePath(copy)] == nil)
    }

    @Test func aRefusedMergeKeepsTheCopy() throws {
        var cockpit = try driver()
        try cockpit.press("C T W")
        cockpit.nextSave = .refused("the disk is full")
        try cockpit.press("W")
        #expect(cockpit.text(path) == ferry)
        #expect(cockpit.text(copy) == theirs)
        #expect(cockpit.state.vault[NotePath(copy)] != nil)
    }

    @Test func bothTextsAndAllOfTheNotes() throws {
        var cockpit = try driver()
        try cockpit.press("C b w")
        #expect(cockpit.text(path).contains("- [ ] Call the pilot\n- [x] Call the pilot\n"))
        try cockpit.press("u C T O w")
        #expect(cockpit.text(path) == ferry)
    }

    @Test func anUnfinishedMergeIsSettled() throws {
        let text = ferry.replacing(
            "- [ ] Book the dock",
            with: "<<<<<<< HEAD\n- [ ] Book the dock\n=======\n- [ ] Sell it\n>>>>>>> phone")
        var cockpit = try CockpitDriver([path: text])
        #expect(cockpit.screen.contains("unfinished merge"))
        try cockpit.press("C")
        #expect(cockpit.screen.contains("0 of 1 settled"))
        try cockpit.press("t W")
        #expect(cockpit.screen.contains("There is no copy to remove"))
        try cockpit.press("w")
        #expect(cockpit.text(path) == ferry.replacing("Book the dock", with: "Sell it"))
    }

    @Test func aReadOnlyCockpitComparesButDoesNotWrite() throws {
        var cockpit = try CockpitDriver([path: ferry, copy: theirs], isReadOnly: true)
        try cockpit.press("C t w")
        #expect(cockpit.text(path) == ferry)
        #expect(cockpit.screen.contains("--read-only"))
    }

    @Test func theComparisonFollowsTheTerminalsSize() throws {
        var cockpit = try driver()
        try cockpit.press("C n")
        for size in [(80, 24), (20, 6), (200, 60), (1, 1), (100, 30)] {
            cockpit.send(.resized(.init(columns: size.0, rows: size.1)))
        }
        #expect(cockpit.screen.contains("It docks itself"))
    }

    @Test func aCopyWithoutItsNoteIsNotCompared() throws {
        var cockpit = try CockpitDriver([copy: theirs])
        try cockpit.press("C")
        #expect(cockpit.screen.contains("no conflict copy"))
    }
}
