import Testing
import VaultModel

@testable import Cockpit

@Suite struct AgendaTests {
    private static let harbour = """
        ---
        type: project
        title: Harbour
        ---
        ## Current Blockers
        - ❌ Permit from [[Ada Moe]]
        - ✅ Crane

        ## Next Steps
        - [ ] Paint the quay 📅 2026-11-20 #paint
        - [ ] Call [[Ada Moe]] ⏫ 📅 2026-11-24
        - [ ] Someday

        """
    private static let daily = """
        # Monday
        - [ ] Buy rope 📅 2026-12-30 #shop
        - [x] Sleep
        - [ ] Sweep #paint

        """
    private static let files = [
        "Projects/Harbour.md": harbour, "Daily/Monday.md": daily, "Templates/Form.md": "- [ ] {{thing}}\n",
        "People/Ada Moe.md": "---\ntype: person\n---\n# Ada Moe\n",
        "Daily/Monday.sync-conflict-20261101-101010-ABCDEFG.md": daily,
    ]

    private func driver(columns: Int = 120, rows: Int = 40) throws -> CockpitDriver {
        var driver = try CockpitDriver(Self.files, columns: columns, rows: rows)
        driver.change { $0.templates = "Templates" }
        try driver.press("3")
        return driver
    }

    /// The headings of the agenda and what stands under each, without marks.
    private func groups(_ cockpit: CockpitDriver) throws -> [String] {
        let agenda = try #require(cockpit.state.agenda.made)
        return agenda.groups.map { group in
            let rows = group.entries.compactMap { agenda.row($0, in: cockpit.state.vault) }
            let texts = rows.map { row in
                switch row.kind {
                case .task(let task): task.words(.core)
                case .blocker(let blocker): blocker.text
                }
            }
            return "\(group.title(agenda.request.grouping)): \(texts.joined(separator: ", "))"
        }
    }

    @Test func theUrgentComesFirstAndBlockersLast() throws {
        let cockpit = try driver()
        #expect(
            try groups(cockpit) == [
                "Overdue: Paint the quay #paint", "Today: Call [[Ada Moe]]", "Later: Buy rope #shop",
                "Without a day: Sweep #paint, Someday", "Waiting for: Permit from [[Ada Moe]]",
            ])
        #expect(cockpit.screen.contains("3 Agenda 5"))
        #expect(cockpit.screen.contains("4d overdue"))
    }

    @Test func oneKeyCyclesTheGroups() throws {
        var cockpit = try driver()
        try cockpit.press("b")
        #expect(
            try groups(cockpit) == [
                "Harbour: Paint the quay #paint, Call [[Ada Moe]], Someday",
                "In no project: Buy rope #shop, Sweep #paint", "Waiting for: Permit from [[Ada Moe]]",
            ])
        try cockpit.press("b")
        #expect(
            try groups(cockpit).prefix(2) == [
                "Ada Moe: Call [[Ada Moe]]",
                "With nobody: Paint the quay #paint, Buy rope #shop, Sweep #paint, Someday",
            ])
        try cockpit.press("b")
        #expect(
            try groups(cockpit).prefix(2) == [
                "Projects: Paint the quay #paint, Call [[Ada Moe]], Someday",
                "Daily: Buy rope #shop, Sweep #paint",
            ])
        try cockpit.press("b")
        #expect(
            try groups(cockpit).prefix(3) == [
                "#paint: Paint the quay #paint, Sweep #paint", "#shop: Buy rope #shop",
                "Without a tag: Call [[Ada Moe]], Someday",
            ])
        try cockpit.press("b")
        #expect(try groups(cockpit).first == "Overdue: Paint the quay #paint")
    }

    @Test func aLineCheckedOffStaysUntilTheScreenIsLeft() throws {
        var cockpit = try driver()
        try cockpit.press("<Space>")
        #expect(cockpit.text("Projects/Harbour.md").contains("- [x] Paint the quay"))
        #expect(try groups(cockpit).first == "Overdue: Paint the quay #paint")
        #expect(cockpit.screen.contains("[x] Paint the quay"))
        try cockpit.press("u")
        #expect(cockpit.text("Projects/Harbour.md") == Self.harbour)
        #expect(cockpit.screen.contains("[ ] Paint the quay"))
        try cockpit.press("<Space> 1 3")
        #expect(try groups(cockpit).first == "Today: Call [[Ada Moe]]")
    }

    @Test func aBlockerIsResolvedWhereItIsSeen() throws {
        var cockpit = try driver()
        try cockpit.press("G <Space>")
        #expect(cockpit.text("Projects/Harbour.md").contains("- ✅ Permit from"))
        #expect(cockpit.screen.contains("✓ Permit from"))
    }

    @Test func aNoteThatIsNotReadYetIsReadAndThenChanged() throws {
        var cockpit = try driver()
        cockpit.answersLoads = false
        try cockpit.press("j j <Space>")
        #expect(cockpit.text("Daily/Monday.md") == Self.daily)
        cockpit.answersLoads = true
        cockpit.writeOutside("Daily/Monday.md", "# Monday\nOne line more\n" + Self.daily.dropFirst(9))
        cockpit.answerLoad("Daily/Monday.md")
        #expect(cockpit.text("Daily/Monday.md").contains("- [x] Buy rope"))
        #expect(cockpit.text("Daily/Monday.md").contains("- [ ] Sweep"))
    }

    @Test func anEditOfANoteThatIsNotReadYetIsTakenBackBeforeAnotherOne() throws {
        var cockpit = try driver()
        try cockpit.press("<Space>")
        let harbour = cockpit.text("Projects/Harbour.md")
        cockpit.answersLoads = false
        try cockpit.press("j j <Space> u k <Space>")
        #expect(cockpit.text("Projects/Harbour.md") == harbour)
        cockpit.answersLoads = true
        cockpit.answerLoad("Daily/Monday.md")
        #expect(cockpit.text("Daily/Monday.md") == Self.daily)
        #expect(cockpit.text("Projects/Harbour.md").contains("[x] Paint the quay"))
        #expect(cockpit.text("Projects/Harbour.md").contains("[x] Call [[Ada Moe]]"))
        #expect(!cockpit.state.hasUnsavedEdits)
    }

    @Test func anEditThatIsAskedForBehindAnUndoIsNotTakenBack() throws {
        var cockpit = try driver()
        cockpit.answersLoads = false
        try cockpit.press("j j <Space> u j <Space>")
        cockpit.answersLoads = true
        cockpit.answerLoad("Daily/Monday.md")
        #expect(cockpit.text("Daily/Monday.md") == Self.daily.replacing("[ ] Sweep", with: "[x] Sweep"))
    }

    @Test func aLineIsNotDeletedWhereAnUndoBeforeItChangedTheNote() throws {
        var cockpit = try driver()
        try cockpit.press("<Space>")
        cockpit.answersLoads = false
        try cockpit.press("j j <Space> u u 1 g s D")
        #expect(cockpit.text("Projects/Harbour.md") != Self.harbour)
        cockpit.answersLoads = true
        cockpit.answerLoad("Daily/Monday.md")
        #expect(cockpit.text("Daily/Monday.md") == Self.daily)
        #expect(cockpit.text("Projects/Harbour.md") == Self.harbour)
        #expect(cockpit.screen.contains("has changed since this was asked for; do it again"))
    }

    @Test func aTaskOfANoteThatIsNotReadIsGivenADay() throws {
        var cockpit = try driver()
        cockpit.answersLoads = false
        try cockpit.press("j j d")
        #expect(cockpit.screen.contains("Buy rope"))
        #expect(cockpit.screen.contains("December 2026"))
        cockpit.answersLoads = true
        try cockpit.press("h <Enter>")
        cockpit.answerLoad("Daily/Monday.md")
        #expect(cockpit.text("Daily/Monday.md") == Self.daily.replacing("2026-12-30", with: "2026-12-29"))
        #expect(cockpit.state.item?.anchor == "Buy rope 📅 2026-12-29 #shop")
        try cockpit.press("u")
        #expect(cockpit.text("Daily/Monday.md") == Self.daily)
    }

    @Test func aTaskOfANoteThatIsNotReadPassesThroughTheStatuses() throws {
        var cockpit = try driver()
        try cockpit.press("j j")
        for mark in ["/", "-", "x", " "] {
            try cockpit.press("c")
            #expect(cockpit.text("Daily/Monday.md") == Self.daily.replacing("[ ] Buy", with: "[\(mark)] Buy"))
            #expect(cockpit.screen.contains("[\(mark)] Buy rope"))
        }
    }

    @Test func theTextOfATaskOfANoteThatIsNotReadIsEdited() throws {
        var cockpit = try driver()
        cockpit.answersLoads = false
        try cockpit.press("j j e")
        cockpit.type("!")
        try cockpit.press("<Enter>")
        #expect(cockpit.text("Daily/Monday.md") == Self.daily)
        cockpit.answersLoads = true
        cockpit.writeOutside("Daily/Monday.md", "One line more\n" + Self.daily)
        cockpit.answerLoad("Daily/Monday.md")
        #expect(
            cockpit.text("Daily/Monday.md")
                == "One line more\n" + Self.daily.replacing("#shop", with: "#shop!"))
    }

    @Test(
        "a line that another program changed is left alone, and the typed text is kept",
        arguments: [("d l <Enter>", false), ("c", false), ("e ! <Enter>", true)])
    func aChangedLine(_ keys: String, _ isTyped: Bool) throws {
        var cockpit = try driver()
        cockpit.answersLoads = false
        try cockpit.press("j j \(keys)")
        let theirs = Self.daily.replacing("Buy rope", with: "Buy rope and rope")
        let path: NotePath = "Daily/Monday.md"
        cockpit.send(.loaded(path, Note(path: path, bytes: Array(theirs.utf8)), ""))
        #expect(cockpit.effects.allSatisfy { if case .save = $0 { false } else { true } })
        #expect(cockpit.screen.lowercased().contains("another program changed this line"))
        #expect(cockpit.screen.contains("#shop!") == isTyped)
    }

    @Test func aTextTypedForANoteThatCannotBeReadIsKept() throws {
        var cockpit = try driver()
        cockpit.answersLoads = false
        try cockpit.press("j j e ! <Enter>")
        cockpit.send(.loaded("Daily/Monday.md", nil, "no permission"))
        #expect(cockpit.screen.contains("#shop!"))
        #expect(cockpit.screen.contains("no permission"))
    }

    @Test func typingFilters() throws {
        var cockpit = try driver()
        try cockpit.press("/")
        cockpit.type("ROPE")
        #expect(try groups(cockpit) == ["Later: Buy rope #shop"])
        try cockpit.press("<Esc>")
        #expect(try groups(cockpit).count == 5)
    }

    @Test func enterOpensTheNoteAtTheLine() throws {
        var cockpit = try driver()
        try cockpit.press("j <Enter>")
        #expect(cockpit.state.page.kind == .note("Projects/Harbour.md"))
        #expect(cockpit.state.item?.origin?.line == 10)
        try cockpit.press("<Backspace>")
        #expect(cockpit.state.item?.origin?.line == 10)
    }

    @Test func aLongPathOverThePreviewIsCutWithAMark() throws {
        let name = String(repeating: "Far and wide ", count: 6)
        var cockpit = try CockpitDriver(["\(name)x.md": "- [ ] Row\n"], columns: 120, rows: 40)
        try cockpit.press("3")
        let title = try #require(cockpit.screen.split(separator: "\n").dropFirst().first)
        #expect(title.hasSuffix("╭─ Preview ─ Far and wide Far and wide Far and wid… ─╮"), "\(title)")
    }

    @Test func thePreviewShowsTheLine() throws {
        var cockpit = try driver()
        try cockpit.press("j")
        let preview = try #require(cockpit.state.page.panes[.preview])
        #expect(preview.selected == ReaderText.itemID(line: 10))
        #expect(try driver(columns: 80, rows: 24).state.page.panes[.preview] == nil)
    }
}

@Suite struct BlockerAgeTests {
    @Test func aBlockerThatWaitsSaysForHowLong() throws {
        let path: NotePath = "Projects/A.md"
        var cockpit = try CockpitDriver([path.text: "---\ntype: project\n---\n## Blockers\n- ❌ Permit\n"])
        try cockpit.press("3")
        #expect(cockpit.effects.contains(.ageBlockers))
        #expect(!cockpit.screen.contains("for 12 days"))
        let day = try #require(CalendarDay("2026-11-12"))
        cockpit.send(.aged([Fingerprint(blocker: "Permit", in: path): day]))
        #expect(cockpit.screen.contains("for 12 days"))
        #expect(
            cockpit.state.vault.openBlockers(leavingOut: nil) == [Fingerprint(blocker: "Permit", in: path)])
    }
}

extension NotePath: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(value) }
}
