import Screen
import Testing
import VaultModel

@testable import Cockpit

@Suite struct SearchScreenTests {
    private static let files = [
        "Projects/Ferry.md": ferry, "Notes/Quay.md": "# Quay\n\nThe pilot knows the quay.\nNobody else.\n",
        "Notes/Other.md": "nothing\n",
    ]

    private func driver(columns: Int = 120, rows: Int = 40) throws -> CockpitDriver {
        var driver = try CockpitDriver(Self.files, columns: columns, rows: rows)
        try driver.press("5")
        return driver
    }

    @Test func everyLetterNarrowsTheHits() throws {
        var cockpit = try driver()
        cockpit.type("pil")
        #expect(cockpit.state.search.hits.map(\.line) == [2, 21, 28])
        cockpit.type("ot kn")
        #expect(cockpit.state.search.hits.map(\.line) == [2])
        #expect(cockpit.screen.contains("The pilot knows the quay."))
        #expect(cockpit.screen.contains("1 in 1 note"))
        try cockpit.press("<C-u>")
        #expect(cockpit.state.search.hits.isEmpty)
    }

    @Test("content does not hold what was shown before it, and that what was shown before that")
    func contentHoldsNoOtherContent() throws {
        var cockpit = try driver()
        cockpit.type("pil")
        #expect(!cockpit.state.contents.isEmpty)
        let context = Pane.Context(state: cockpit.state, subject: nil, width: 40, filter: "")
        #expect(context.lasting.state.contents.isEmpty)
        #expect(context.lasting.state.search.hits == cockpit.state.search.hits)
    }

    @Test func hitsOfAnOldSearchAreOfNoInterest() throws {
        var cockpit = try driver()
        cockpit.type("pilot")
        let late = SearchHit(path: "Notes/Other.md", line: 0, text: "nothing")
        cockpit.send(.found(1, [late], isDone: true))
        #expect(!cockpit.state.search.hits.contains(late))
    }

    @Test func enterOpensTheLineUnderTheCursor() throws {
        var cockpit = try driver()
        cockpit.type("pilot")
        try cockpit.press("<Down> <Enter>")
        #expect(cockpit.state.page.kind == .note("Projects/Ferry.md"))
        #expect(cockpit.state.item?.origin?.line == 21)
        try cockpit.press("<Backspace>")
        #expect(cockpit.state.page.kind == .screen(.search))
        #expect(cockpit.state.item?.origin?.line == 21)
    }

    @Test func aTaskThatWasFoundCanBeCheckedOff() throws {
        var cockpit = try driver()
        cockpit.type("is:open pilot")
        try cockpit.press("<Tab> <Space>")
        #expect(cockpit.text("Projects/Ferry.md") == ferry.replacing("[ ] Call", with: "[x] Call"))
    }

    /// What the preview marks, line by line.
    private func marked(_ cockpit: CockpitDriver) -> [[String]] {
        let content = cockpit.state.contents[.preview]?.content ?? .empty
        let lines = (0..<content.lineCount).map { line in
            content.line(line).text.runs.filter { $0.style.role == .match }.map(\.text)
        }
        return lines.filter { !$0.isEmpty }
    }

    @Test("a preview asks no queries, so it waits for no answer")
    func queriesInThePreview() throws {
        let note = "The pilot asks.\n```dataview\nLIST FROM #quay\n```\nAnd `= 1 + 1`.\n"
        var cockpit = try CockpitDriver(["Pilot.md": note], columns: 120, rows: 40)
        try cockpit.press("5")
        cockpit.type("pilot")
        #expect(cockpit.screen.contains("LIST FROM #quay"))
        #expect(!cockpit.screen.contains("Answering"))
        #expect(!cockpit.effects.contains { if case .query = $0 { true } else { false } })
    }

    @Test func thePreviewMarksWhatWasFound() throws {
        var cockpit = try driver()
        cockpit.type("qu")
        #expect(marked(cockpit) == [["Qu"], ["qu"]])
        cockpit.type("ay pilot")
        #expect(marked(cockpit) == [["pilot", "quay"]])
        try cockpit.press("<C-u>")
        cockpit.type("section:Steps Pilot is:open")
        #expect(marked(cockpit) == [])
        try cockpit.press("<C-u>")
        cockpit.type("is:open pilot")
        #expect(marked(cockpit) == [["pilot"]])
        try cockpit.press("<Esc> 3")
        #expect(marked(cockpit) == [])
        try cockpit.press("5")
        #expect(marked(cockpit) == [["pilot"]])
    }

    @Test func slashTypesOn() throws {
        var cockpit = try driver()
        cockpit.type("dock")
        try cockpit.press("<Esc> /")
        cockpit.type("s")
        #expect(cockpit.state.search.query.text == "docks")
    }

    @Test func aNarrowScreenShowsTheHitsAlone() throws {
        var cockpit = try driver(columns: 80, rows: 24)
        cockpit.type("pilot")
        #expect(cockpit.screen.contains("22   - [ ] Call the pilot"))
        #expect(!cockpit.screen.contains("Preview"))
    }
}
