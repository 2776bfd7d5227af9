import Testing
import VaultModel

@testable import Cockpit

@Suite struct SessionMarkTests {
    private static let notes = [
        "Projects/A.md": "---\ntype: project\n---\n# A\n## Next Steps\n- [ ] one\n- [ ] two\n- [x] three\n",
        "Projects/B.md": "---\ntype: project\n---\n# B\n## Next Steps\n- [ ] four\n",
        "Projects/C.md": "---\ntype: project\n---\n# C\n",
    ]

    /// A cockpit that ends, and what the next one begins with.
    private func again(_ first: CockpitDriver, _ notes: [String: String] = notes) throws -> CockpitDriver {
        let mark = SessionMark(first.state.mark.bytes)
        #expect(mark == first.state.mark)
        return try CockpitDriver(notes, resuming: mark)
    }

    @Test func theScreenAndItsSelectionComeBack() throws {
        var first = try CockpitDriver(Self.notes)
        try first.press("3 j j")
        let line = first.state.item?.id
        let second = try again(first)
        #expect(second.state.page.kind == .screen(.agenda))
        #expect(second.state.item?.id == line)
        #expect(line != nil)
    }

    @Test func otherScreensKeepTheirSelectionToo() throws {
        var first = try CockpitDriver(Self.notes)
        try first.press("G 3 b")
        let subject = first.state.resting[.projects]?.panes[.projects]?.selected
        var second = try again(first)
        #expect(second.state.agenda.grouping == .project)
        try second.press("1")
        #expect(second.state.page.panes[.projects]?.selected == subject)
    }

    @Test func aSelectionThatIsGoneIsForgotten() throws {
        var first = try CockpitDriver(Self.notes)
        try first.press("G")
        var fewer = Self.notes
        fewer["Projects/C.md"] = nil
        var second = try again(first, fewer)
        #expect(second.state.page.panes[.projects]?.awaited == nil)
        try second.press("j k")
        #expect(second.state.subject != nil)
    }

    @Test func theTextThatWasLookedForIsLookedForAgain() throws {
        var first = try CockpitDriver(Self.notes)
        try first.press("5")
        first.type("four")
        try first.press("<Enter> <Backspace>")
        let second = try again(first)
        #expect(second.state.page.kind == .screen(.search))
        #expect(second.state.search.hits.map(\.path) == ["Projects/B.md"])
    }

    @Test func whatIsNoMarkBeginsAsAFirstSession() {
        for text in ["", "{", "[1,2]", "{\"screen\":\"nowhere\",\"visited\":[3,{}],\"selected\":4}"] {
            #expect(SessionMark(Array(text.utf8)) == SessionMark())
        }
    }

    @Test func theAgendaIsCountedFromTheStartAndFollowsChanges() throws {
        var cockpit = try CockpitDriver(Self.notes)
        #expect(cockpit.state.agenda.openCount == 3)
        #expect(cockpit.screen.contains("3 Agenda 3"))
        cockpit.writeOutside("Projects/D.md", "- [ ] five\n- [ ] \n- [ ] six\n")
        #expect(cockpit.state.agenda.openCount == 5)
        cockpit.send(.changed([.removed("Projects/A.md")]))
        #expect(cockpit.state.agenda.openCount == 3)
        try cockpit.press("3")
        #expect(cockpit.state.agenda.openCount == cockpit.state.agenda.made?.openCount)
    }
}
