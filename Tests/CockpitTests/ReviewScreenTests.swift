import Cockpit
import Screen
import Testing
import VaultModel

@Suite struct ReviewScreenTests {
    private func note(_ name: String, tagged: Bool = true, facts: String = "- It floats\n") -> String {
        """
        ---
        type: project
        title: \(name)
        tags:
          - project
        \(tagged ? "  - needs-review\n" : "")last_updated: 2026-11-01
        ---
        # \(name)

        ## Current Blockers

        - ❌ Permit for \(name)

        ## Next Steps

        - [ ] Call \(name)

        ## Key Facts

        \(facts)
        ---
        *Last updated: 2026-11-01*

        """
    }

    /// A note as it is after it was accepted on the day of the tests.
    private func accepted(_ name: String, facts: String = "- It floats\n") -> String {
        note(name, tagged: false, facts: facts).replacing("2026-11-01", with: "2026-11-24")
    }

    private func driver(columns: Int = 120, rows: Int = 40) throws -> CockpitDriver {
        var cockpit = try CockpitDriver(
            [
                "A.md": note("Alpha"), "B.md": note("Beta"),
                "C.md": note("Gamma", facts: "- It floats\n- It is red\n"),
                "D.md": note("Delta", tagged: false), "E.md": "# Plain\n",
                "A.sync-conflict-20261101-101010-ABCDEFG.md": note("Copy"),
            ], columns: columns, rows: rows,
            accepted: [
                "C.md": note("Gamma", tagged: false), "D.md": note("Delta", tagged: false, facts: "- old\n"),
            ])
        try cockpit.press("2")
        return cockpit
    }

    private func queue(_ cockpit: CockpitDriver) -> [String] { cockpit.state.review.queue.map(\.path.text) }

    @Test func theQueueHasTheNewestChangeFirstThenWhatChangedSinceAccepted() throws {
        let cockpit = try driver()
        #expect(queue(cockpit) == ["C.md", "B.md", "A.md", "D.md"])
        #expect(cockpit.screen.contains("Review 1 of 4"))
        #expect(cockpit.screen.contains("Changed since accepted"))
        #expect(!cockpit.screen.contains("Copy"))
    }

    @Test func onlyWhatIsNewIsShownUntilTheWholeNoteIsAskedFor() throws {
        var cockpit = try driver()
        #expect(cockpit.screen.contains("+ - It is red"))
        #expect(!cockpit.screen.contains("Call Gamma"))
        try cockpit.press("w")
        #expect(cockpit.screen.contains("[ ] Call Gamma"))
        #expect(cockpit.screen.contains("+ - It is red"))
        try cockpit.press("n")
        #expect(cockpit.screen.contains("never accepted before"))
    }

    @Test func theQueueCountsWhatIsNewInAllNotesFromTheStart() throws {
        var cockpit = try driver()
        func row(_ name: String) -> String {
            cockpit.screen.split(separator: "\n").first { $0.contains("  \(name) ") }.map(String.init) ?? ""
        }
        #expect(row("Gamma").contains("+1"))
        #expect(row("Delta").contains("~1") || row("Delta").contains("+1 -1"))
        #expect(row("Beta").contains("+"))
        cockpit.writeOutside("B.md", note("Beta", facts: ""))
        let counts = try #require(cockpit.state.review.counts["B.md"])
        cockpit.writeOutside("B.md", note("Beta", facts: "- one\n- two\n"))
        #expect(cockpit.state.review.counts["B.md"]?.added == counts.added + 2)
    }

    @Test func removedLinesAreShownStruckAndCanBeHidden() throws {
        var cockpit = try driver()
        try cockpit.press("n n n")
        #expect(cockpit.screen.contains("- - old"))
        try cockpit.press("-")
        #expect(!cockpit.screen.contains("- - old"))
    }

    @Test func oneKeyAcceptsAndGoesOnAndOnlyTagAndDatesDiffer() throws {
        var cockpit = try driver()
        let plain = cockpit.text("D.md")
        try cockpit.press("r r r r")
        #expect(cockpit.text("A.md") == accepted("Alpha"))
        #expect(cockpit.text("B.md") == accepted("Beta"))
        #expect(cockpit.text("C.md") == accepted("Gamma", facts: "- It floats\n- It is red\n"))
        #expect(cockpit.text("D.md") == plain)
        #expect(queue(cockpit) == [])
        #expect(cockpit.accepted[NotePath("A.md")] == Array(accepted("Alpha").utf8))
        #expect(cockpit.screen.contains("The queue is empty"))
        #expect(cockpit.screen.contains("accepted      4"))
        #expect(cockpit.screen.contains("Still blocked"))
    }

    @Test func aNewChangeBringsJustThatNoteBack() throws {
        var cockpit = try driver()
        try cockpit.press("r r r r")
        cockpit.writeOutside("B.md", accepted("Beta", facts: "- It floats\n- It sinks\n"))
        #expect(queue(cockpit) == ["B.md"])
        #expect(cockpit.state.review.queue.map(\.reason) == [.changed])
        #expect(cockpit.screen.contains("+ - It sinks"))
        #expect(!cockpit.screen.contains("It floats"))
    }

    @Test func undoBringsTheNoteBackWithWhatWasNewInIt() throws {
        var cockpit = try driver()
        let before = cockpit.text("C.md")
        try cockpit.press("r u")
        #expect(cockpit.text("C.md") == before)
        #expect(queue(cockpit).first == "C.md")
        #expect(cockpit.accepted[NotePath("C.md")] == Array(note("Gamma", tagged: false).utf8))
        try cockpit.press("N N N")
        #expect(cockpit.screen.contains("+ - It is red"))
        try cockpit.press("<C-r>")
        #expect(cockpit.text("C.md") == accepted("Gamma", facts: "- It floats\n- It is red\n"))
    }

    @Test func severalAreAcceptedTogetherWithOneUndo() throws {
        var cockpit = try driver()
        let before = cockpit.files
        try cockpit.press("V r")
        #expect(queue(cockpit) == [])
        #expect(cockpit.text("A.md") == accepted("Alpha"))
        try cockpit.press("u")
        #expect(cockpit.files == before)
        #expect(Set(queue(cockpit)) == ["A.md", "B.md", "C.md", "D.md"])
        try cockpit.press("<C-r>")
        #expect(queue(cockpit) == [])
    }

    @Test func aSnoozedNoteLeavesTheQueueUntouchedAndComesBack() throws {
        var cockpit = try driver()
        let before = cockpit.files
        try cockpit.press("v v s <C-u>")
        cockpit.type("mon")
        try cockpit.press("<Enter>")
        #expect(queue(cockpit) == ["A.md", "D.md"])
        #expect(cockpit.snoozes.values.map(\.description) == ["2026-11-30", "2026-11-30"])
        #expect(cockpit.files == before)
        try cockpit.press("u")
        #expect(queue(cockpit) == ["C.md", "B.md", "A.md", "D.md"])
        #expect(cockpit.snoozes.isEmpty)
        try cockpit.press("s <Enter>")
        #expect(queue(cockpit).count == 3)
        cockpit.send(.today(CalendarDay(ordinal: cockpit.state.today.ordinal + 1)))
        #expect(queue(cockpit).count == 4)
    }

    @Test func aDayThatIsNoneKeepsTheInputLine() throws {
        var cockpit = try driver()
        try cockpit.press("s <C-u>")
        cockpit.type("soon")
        try cockpit.press("<Enter>")
        #expect(cockpit.screen.contains("Not a day to come"))
        #expect(queue(cockpit).count == 4)
    }

    @Test func archivingSettlesTheNote() throws {
        var cockpit = try driver()
        try cockpit.press("A")
        #expect(cockpit.text("C.md").contains("status: archived"))
        #expect(!cockpit.text("C.md").contains("needs-review"))
        #expect(queue(cockpit) == ["B.md", "A.md", "D.md"])
        try cockpit.press("u")
        #expect(queue(cockpit).count == 4)
    }

    @Test func stepsBlockersAndFactsAreWorkedOnInPlace() throws {
        var cockpit = try driver()
        try cockpit.press("n w")
        let before = cockpit.text("B.md")
        try cockpit.select("Call Beta")
        try cockpit.press("<Space>")
        #expect(cockpit.text("B.md") == before.replacing("[ ] Call", with: "[x] Call"))
        try cockpit.select("Permit for Beta")
        try cockpit.press("<Space>")
        #expect(cockpit.text("B.md").contains("✅ Permit"))
        try cockpit.select("It floats")
        try cockpit.press("D")
        #expect(!cockpit.text("B.md").contains("It floats"))
        try cockpit.press("u u u")
        #expect(cockpit.text("B.md") == before)
        #expect(queue(cockpit)[1] == "B.md")
    }

    @Test func workThatWasLostIsFoundAndPutRightWithOneKey() throws {
        let was = note("Alpha", tagged: false).replacing("[ ] Call", with: "[x] Call")
            .replacing("❌ Permit", with: "✅ Permit")
        var cockpit = try CockpitDriver(["A.md": note("Alpha")], accepted: ["A.md": was])
        try cockpit.press("2")
        #expect(cockpit.screen.contains("came back: was checked off"))
        #expect(cockpit.screen.contains("came back: was resolved"))
        #expect(cockpit.screen.contains("2 came back"))
        try cockpit.select("Call Alpha")
        try cockpit.press("p")
        #expect(cockpit.text("A.md") == note("Alpha").replacing("[ ] Call", with: "[x] Call"))
        try cockpit.press("u P")
        #expect(
            cockpit.text("A.md")
                == note("Alpha").replacing("[ ] Call", with: "[x] Call").replacing(
                    "❌ Permit", with: "✅ Permit"))
    }

    @Test func anEditOnAnotherScreenIsNoNews() throws {
        var cockpit = try CockpitDriver(
            ["A.md": note("Alpha", tagged: false)], accepted: ["A.md": note("Alpha", tagged: false)])
        try cockpit.press("1 g s <Space>")
        #expect(cockpit.text("A.md").contains("[x] Call"))
        #expect(queue(cockpit) == [])
        #expect(cockpit.accepted[NotePath("A.md")] == cockpit.files[NotePath("A.md")])
    }

    @Test func aRefusedAcceptKeepsTheNoteInTheQueue() throws {
        var cockpit = try driver()
        cockpit.nextSave = .refused("the disk is full; free some room")
        try cockpit.press("r")
        #expect(queue(cockpit).contains("C.md"))
        #expect(cockpit.accepted[NotePath("C.md")] == Array(note("Gamma", tagged: false).utf8))
        #expect(cockpit.state.review.pass.accepted.isEmpty)
    }

    @Test(
        "nothing is cut off without a mark at any size", arguments: [(120, 40), (80, 24), (60, 20), (24, 8)])
    func sizes(_ columns: Int, _ rows: Int) throws {
        var cockpit = try driver(columns: columns, rows: rows)
        #expect(cockpit.frame.size == Size(columns: columns, rows: rows))
        try cockpit.press("<Tab>")
        #expect(cockpit.screen.contains("Review"))
    }
}

extension CockpitDriver {
    /// Puts the cursor of the focused pane on the item that shows a text.
    fileprivate mutating func select(_ text: String) throws {
        try press("g g")
        for _ in 0..<state.focusedContent.lineCount {
            let cursor = state.focused.cursor
            let line = state.focusedContent.line(state.focusedContent.firstLine(of: cursor)).text.text
            if line.contains(text) { return }
            try press("j")
        }
        throw DriverError.notation("no line holds \(text)")
    }
}
