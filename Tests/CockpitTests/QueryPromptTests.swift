import Testing
import VaultModel

@testable import Cockpit

@Suite struct QueryPromptTests {
    private static let notes = [
        "Log/Monday.md":
            "---\nhours: 3\nberth: 7\n---\nMet the pilot.\n- [ ] Buy rope #shop\n- [ ] Buy tar\n",
        "Log/Tuesday.md": "---\nhours: 12\n---\nRest. #harbour/east\n",
        "Quay.md": "# Quay\n\nSee [[Monday]].\n",
    ]

    private func cockpit(columns: Int = 120) throws -> QueryingCockpit {
        var cockpit = try QueryingCockpit(Self.notes, columns: columns)
        try cockpit.press("Q")
        return cockpit
    }

    private func ask(_ query: String, columns: Int = 120) throws -> QueryingCockpit {
        var cockpit = try cockpit(columns: columns)
        cockpit.type(query)
        try cockpit.press("<Enter>")
        return cockpit
    }

    private func prompt(_ cockpit: QueryingCockpit) -> Prompt? {
        if case .prompt(let prompt)? = cockpit.driver.state.overlay { prompt } else { nil }
    }

    @Test func aQueryIsAnsweredAndItsRowsOpen() throws {
        var cockpit = try ask("TABLE hours FROM \"Log\" SORT hours DESC")
        #expect(cockpit.driver.screen.contains("Tuesday  12"))
        #expect(cockpit.driver.state.page.kind == .screen(.search))
        try cockpit.press("j <Enter>")
        #expect(cockpit.driver.state.page.kind == .note("Log/Monday.md"))
        try cockpit.press("<Backspace>")
        #expect(cockpit.driver.screen.contains("Tuesday  12"))
    }

    @Test func tasksAreCheckedOffWhereTheyStand() throws {
        var cockpit = try ask("TASK WHERE !completed")
        #expect(cockpit.driver.screen.contains("[ ] Buy rope"))
        try cockpit.press("j <Space>")
        #expect(cockpit.driver.text("Log/Monday.md").contains("- [ ] Buy rope #shop\n- [x] Buy tar\n"))
        #expect(!cockpit.driver.screen.contains("[ ] Buy tar"))
    }

    @Test func theNoteOfTheRowUnderTheCursorStandsBeside() throws {
        let cockpit = try ask("LIST FROM \"Log\" SORT hours")
        #expect(cockpit.driver.screen.contains("Met the pilot."))
    }

    @Test func aFaultKeepsTheLineWithTheCursorAtIt() throws {
        let cockpit = try ask("LIST FORM \"Log\"")
        let shown = try #require(prompt(cockpit))
        #expect(shown.line.text == "LIST FORM \"Log\"")
        #expect(shown.line.head == "LIST FORM ")
        #expect(shown.problem?.isEmpty == false)
        #expect(cockpit.driver.screen.contains("Did you mean FROM instead of FORM?"))
        #expect(cockpit.driver.screen.contains("^"))
        #expect(cockpit.requests.isEmpty)
    }

    @Test func earlierQueriesComeBackWithTheArrows() throws {
        var cockpit = try ask("LIST FROM \"Log\"")
        try cockpit.press("/ <C-u>")
        cockpit.type("TASK")
        try cockpit.press("<Enter> / <C-u>")
        cockpit.type("TAB")
        try cockpit.press("<Up>")
        #expect(prompt(cockpit)?.line.text == "TASK")
        try cockpit.press("<Up> <Up>")
        #expect(prompt(cockpit)?.line.text == "LIST FROM \"Log\"")
        try cockpit.press("<Down> <Down>")
        #expect(prompt(cockpit)?.line.text == "TAB")
        let remembered = cockpit.driver.effects.compactMap {
            if case .rememberQuery(let text) = $0 { text } else { nil }
        }
        #expect(remembered == ["LIST FROM \"Log\"", "TASK"])
    }

    @Test func theHistoryKeepsEachQueryOnce() {
        #expect(AskedQuery.history(["a", "b"], with: "a") == ["b", "a"])
        let many = (0..<300).map(String.init)
        #expect(AskedQuery.history(many, with: "x").count == AskedQuery.mostRemembered)
    }

    @Test(
        "Tab completes",
        arguments: [
            ("TA", "TABLE "), ("TABLE ho", "TABLE hours"), ("TABLE file.mt", "TABLE file.mtime"),
            ("LIST fr", "LIST FROM "), ("LIST FROM ", "LIST FROM \"Log\""),
            ("LIST FROM \"L", "LIST FROM \"Log\""),
            ("LIST FROM #har", "LIST FROM #harbour/east"), ("LIST FROM [[mon", "LIST FROM [[Monday]]"),
            ("TASK WHERE fullyC", "TASK WHERE fullyCompleted"),
            ("LIST WHERE regexma", "LIST WHERE regexmatch("),
            ("LIST WHERE file.name = \"L", "LIST WHERE file.name = \"L"),
        ])
    func completion(_ typed: String, _ completed: String) throws {
        var cockpit = try cockpit()
        try cockpit.learnWords()
        cockpit.type(typed)
        try cockpit.press("<Tab>")
        #expect(prompt(cockpit)?.line.text == completed)
    }

    @Test func moreTabsGoThroughTheWords() throws {
        var cockpit = try cockpit()
        cockpit.type("T")
        #expect(cockpit.driver.screen.contains("TASK   tasks, to be checked off"))
        try cockpit.press("<Tab> <Tab>")
        #expect(prompt(cockpit)?.line.text == "TASK ")
        try cockpit.press("<S-Tab>")
        #expect(prompt(cockpit)?.line.text == "TABLE ")
    }

    @Test func leavingTheScreenGivesTheQueryUp() throws {
        var cockpit = try cockpit()
        cockpit.type("LIST")
        try cockpit.driver.press("<Enter>")
        let asked = try #require(cockpit.requests.last)
        #expect(!asked.questions.isEmpty)
        try cockpit.driver.press("1")
        let given = try #require(cockpit.requests.last)
        #expect(given.questions.isEmpty && given.number > asked.number && given.asker == .prompt)
    }

    @Test func theTextSearchIsOneTabAway() throws {
        var cockpit = try ask("LIST FROM \"Log\"")
        try cockpit.press("[ /")
        cockpit.type("pilot")
        #expect(cockpit.driver.screen.contains("1 in 1 note"))
        try cockpit.press("<Esc> ]")
        #expect(cockpit.driver.screen.contains("• Tuesday"))
    }
}
