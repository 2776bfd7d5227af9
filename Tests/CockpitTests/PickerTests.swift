import Testing
import VaultModel

@testable import Cockpit

@Suite struct PickerTests {
    private static let notes = [
        "Projects/Harbour map.md": "---\ntype: project\n---\n# Harbour map\n\n## Tides\n\n- high\n",
        "Projects/Green ferry.md": "---\ntype: project\naliases: [GF]\n---\n# Green ferry\n",
        "Zebra.md": "# Zebra\n",
    ]

    private func rows(_ cockpit: CockpitDriver) -> [String] {
        guard case .picker(let picker) = cockpit.state.overlay else { return [] }
        return picker.rows.map(\.text)
    }

    @Test func typingNarrowsAndEnterOpens() throws {
        var cockpit = try CockpitDriver(Self.notes)
        try cockpit.press("f")
        #expect(rows(cockpit) == ["Green ferry", "Harbour map", "Zebra"])
        cockpit.type("harb")
        #expect(rows(cockpit) == ["Harbour map"])
        try cockpit.press("<Enter>")
        #expect(cockpit.state.page.kind == .note("Projects/Harbour map.md"))
        #expect(cockpit.state.overlay == nil)
    }

    @Test func aHeadingOpensAtItsLine() throws {
        var cockpit = try CockpitDriver(Self.notes)
        try cockpit.press("f")
        cockpit.type("tides")
        try cockpit.press("<Enter>")
        #expect(cockpit.state.item?.origin == Origin("Projects/Harbour map.md", line: 5))
    }

    @Test func whatWasReadLatelyComesFirstButNotWhatIsInSight() throws {
        var cockpit = try CockpitDriver(Self.notes)
        cockpit.open("Zebra.md")
        try cockpit.press("<Backspace>")
        cockpit.open("Projects/Harbour map.md")
        try cockpit.press("f")
        #expect(rows(cockpit) == ["Zebra", "Green ferry"])
        try cockpit.press("<Esc> <Backspace> f")
        #expect(rows(cockpit) == ["Harbour map", "Zebra", "Green ferry"])
    }

    @Test func enterBeforeTheAnswerPicksWhatFitsWhatWasTyped() throws {
        var cockpit = try CockpitDriver(Self.notes)
        try cockpit.press("f")
        cockpit.answersNames = false
        cockpit.type("zeb")
        #expect(cockpit.state.isAwaiting)
        try cockpit.press("<Enter>")
        #expect(cockpit.state.overlay != nil)
        cockpit.answerNames()
        #expect(cockpit.state.overlay == nil)
        #expect(cockpit.state.page.kind == .note("Zebra.md"))
    }

    @Test func whatWasReadLatelyIsThereBeforeTheOthersAreInOrder() throws {
        var cockpit = try CockpitDriver(Self.notes)
        cockpit.open("Zebra.md")
        try cockpit.press("<Backspace>")
        cockpit.open("Projects/Harbour map.md")
        try cockpit.press("<Backspace>")
        cockpit.answersNames = false
        try cockpit.press("f")
        #expect(rows(cockpit) == ["Harbour map", "Zebra"])
        #expect(cockpit.state.isAwaiting)
        try cockpit.press("<Down>")
        cockpit.answerNames()
        #expect(rows(cockpit) == ["Harbour map", "Zebra", "Green ferry"])
        try cockpit.press("<Esc> f <Down> <Enter>")
        #expect(cockpit.state.page.kind == .note("Zebra.md"))
    }

    @Test func anAnswerToAnEarlierLetterIsOfNoInterest() throws {
        var cockpit = try CockpitDriver(Self.notes)
        try cockpit.press("f")
        let match = NameMatch(path: "Zebra.md", kind: .title, text: "Zebra")
        cockpit.type("h")
        let shown = rows(cockpit)
        cockpit.send(.named(1, [match], count: 1))
        #expect(rows(cockpit) == shown)
    }

    @Test func aNoteThatAppearsShowsInTheOpenFinder() throws {
        var cockpit = try CockpitDriver(Self.notes)
        try cockpit.press("f")
        cockpit.type("quay")
        #expect(rows(cockpit).isEmpty)
        #expect(cockpit.screen.contains("Nothing fits"))
        cockpit.writeOutside("Quay.md", "# Quay\n")
        #expect(rows(cockpit) == ["Quay"])
    }

    @Test func aNoteThatAppearsLeavesTheCursorOfTheFinderWhereItIs() throws {
        var cockpit = try CockpitDriver(Self.notes)
        try cockpit.press("f <Down> <Down>")
        cockpit.writeOutside("Quay.md", "# Quay\n")
        #expect(rows(cockpit) == ["Green ferry", "Harbour map", "Quay", "Zebra"])
        guard case .picker(let picker) = cockpit.state.overlay else { return }
        #expect(picker.cursor == 2)
    }

    @Test func thePaletteHasEveryCommandWithItsKeyAndWhyItCannotRun() throws {
        var cockpit = try CockpitDriver(Self.notes, isReadOnly: true)
        try cockpit.press(":")
        guard case .picker(let picker) = cockpit.state.overlay else {
            Issue.record("no palette")
            return
        }
        #expect(picker.rows.count == Command.all.count)
        let toggle = try #require(picker.rows.first { $0.target == .command("step.toggle") })
        #expect(toggle.detail == "Space")
        #expect(toggle.obstacle == "Muster was started with --read-only")
        cockpit.type("check off")
        #expect(cockpit.screen.contains("not now: Muster was started with --read-only"))
        try cockpit.press("<Enter>")
        #expect(cockpit.state.notice?.isError == true)
    }
}
