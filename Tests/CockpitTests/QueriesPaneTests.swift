import Cockpit
import Foundation
import Testing
import VaultModel

@Suite struct QueriesPaneTests {
    private let path = "Projects/Gull.md"

    private func project(_ query: String, _ more: String = "") -> String {
        """
        ---
        type: project
        berth: 4
        ---
        # Gull

        ## Next Steps

        - [ ] Caulk the seams
        - [ ] Paint the hull

        ## Found

        ```dataview
        \(query)
        ```
        \(more)
        """
    }

    private func cockpit(_ query: String, _ more: String = "") throws -> QueryingCockpit {
        try QueryingCockpit([
            path: project(query, more), "Log/Monday.md": "---\nhours: 3\n---\nMet [[Gull]].\n",
            "Log/Tuesday.md": "---\nhours: 12\n---\nRest.\n",
        ])
    }

    @Test func aTableHasAlignedColumnsAndItsRowsOpen() throws {
        var cockpit = try cockpit("TABLE hours FROM \"Log\" SORT hours DESC")
        try cockpit.press("g q z")
        let lines = cockpit.driver.screen.split(separator: "\n").map(String.init)
        let row = try #require(lines.firstIndex { $0.contains("Found  2") })
        #expect(lines[row + 1].contains("File     hours"))
        #expect(lines[row + 2].contains("Tuesday  12"))
        #expect(lines[row + 3].contains("Monday   3"))
        try cockpit.press("j <Enter>")
        #expect(cockpit.driver.state.subject == NotePath("Log/Monday.md"))
    }

    private static let todo = ["2", "[ ] Mast", "[ ] Step it"]
    private static let half = ["/  1", "[/] Sails", "[x] Mend them"]
    private static let done = ["x  2", "[x] Mend them", "[x] Rope"]

    @Test(
        "each group holds its own tasks, and those below others once",
        arguments: [
            ("", todo + half + done),
            (" GROUP BY length(rows) > 1", ["false  1"] + half + ["true  4"] + todo + done),
        ])
    func groupsOfTasks(outer: String, expected: [String]) throws {
        let steps = "\n- [ ] Mast\n  - [ ] Step it\n- [/] Sails\n  - [x] Mend them\n- [x] Rope\n"
        var cockpit = try cockpit("TASK FROM \"Projects\" WHERE line > 15 GROUP BY status\(outer)", steps)
        try cockpit.press("g q z")
        let lines = cockpit.driver.screen.split(separator: "\n").map { line in
            line.drop { "│┃ ".contains($0) }.prefix { !"│┃".contains($0) }
                .trimmingCharacters(in: .whitespaces)
        }
        let heading = try #require(lines.firstIndex { $0.hasPrefix("Found") })
        // Tasks, and the names of groups with how many they have.
        #expect(lines[(heading + 1)...].filter { $0.hasPrefix("[") || $0.last?.isNumber == true } == expected)
    }

    @Test func spaceChecksTheTaskOffWhereItStands() throws {
        var cockpit = try cockpit("TASK WHERE !completed AND contains(text, \"Paint\")")
        try cockpit.press("g q")
        #expect(cockpit.driver.screen.contains("[ ] Paint the hull"))
        try cockpit.press("<Space>")
        #expect(cockpit.driver.text(path).contains("- [x] Paint the hull\n"))
        #expect(cockpit.driver.text(path).contains("- [ ] Caulk the seams\n"))
        #expect(cockpit.driver.screen.contains("No results"))
    }

    @Test func spaceChecksOffATaskOfANoteThatIsNotOpen() throws {
        var cockpit = try QueryingCockpit([
            path: project("TASK FROM \"Log\" WHERE !completed"),
            "Log/Monday.md": "Slept.\n- [ ] Buy rope #shop\n- [ ] Buy tar\n",
        ])
        try cockpit.press("g q")
        try cockpit.press("j <Space>")
        #expect(cockpit.driver.text("Log/Monday.md") == "Slept.\n- [ ] Buy rope #shop\n- [x] Buy tar\n")
        try cockpit.press("k <Space>")
        #expect(cockpit.driver.text("Log/Monday.md") == "Slept.\n- [x] Buy rope #shop\n- [x] Buy tar\n")
    }

    @Test(
        "a task of a note that is not open is changed",
        arguments: [
            ("d l <Enter>", "- [ ] Buy tar 📅 2026-11-25 ^t1"), ("c", "- [/] Buy tar ^t1"),
            ("e ! <Enter>", "- [ ] Buy tar! ^t1"),
        ])
    func otherNotes(_ keys: String, _ line: String) throws {
        var cockpit = try QueryingCockpit([
            path: project("TASK FROM \"Log\" WHERE !completed"),
            "Log/Monday.md": "Slept.\n- [ ] Buy rope #shop\n- [ ] Buy tar ^t1\n",
        ])
        try cockpit.press("g q")
        try cockpit.press("j \(keys)")
        #expect(cockpit.driver.text("Log/Monday.md") == "Slept.\n- [ ] Buy rope #shop\n\(line)\n")
    }

    @Test func aTaskThatAnotherProgramChangedIsNotCheckedOff() throws {
        var cockpit = try QueryingCockpit([
            path: project("TASK FROM \"Log\" WHERE !completed"), "Log/Monday.md": "- [ ] Buy rope\n",
        ])
        try cockpit.press("g q")
        cockpit.driver.answersLoads = false
        try cockpit.driver.press("<Space>")
        let text = "- [ ] Sell the boat\n"
        cockpit.driver.send(
            .loaded(
                NotePath("Log/Monday.md"), Note(path: NotePath("Log/Monday.md"), bytes: Array(text.utf8)), "")
        )
        #expect(cockpit.driver.effects.allSatisfy { if case .save = $0 { false } else { true } })
        #expect(cockpit.driver.screen.contains("another program changed this line"))
    }

    @Test func aFaultStandsInThePaneWithItsCaret() throws {
        var cockpit = try cockpit("LIST FORM \"Log\"")
        try cockpit.press("g q z")
        let lines = cockpit.driver.screen.split(separator: "\n").map(String.init)
        let row = try #require(lines.firstIndex { $0.contains("1 | LIST FORM") })
        let source = try #require(lines[row].range(of: "\"Log\""))
        let caret = try #require(lines[row + 1].firstIndex(of: "^"))
        #expect(
            lines[row].distance(from: lines[row].startIndex, to: source.lowerBound)
                == lines[row + 1].distance(from: lines[row + 1].startIndex, to: caret))
    }

    @Test func onlyTheFirstRowsAreShown() throws {
        var cockpit = try cockpit(
            "LIST WITHOUT ID x FROM \"Log/Monday\" FLATTEN split(padleft(\"\", 599, \",\"), \",\") AS x")
        try cockpit.press("g q")
        try cockpit.press("G")
        #expect(cockpit.driver.screen.contains("first 500 of 600 rows"))
    }

    @Test func aStaleAnswerIsDropped() throws {
        var cockpit = try cockpit("LIST FROM \"Log\"")
        try cockpit.driver.press("g q")
        let first = try #require(cockpit.requests.first)
        let old = cockpit.answers(to: first)
        var older = first
        older.number -= 1
        cockpit.driver.send(.queried(older, old))
        #expect(cockpit.driver.screen.contains("Answering…"))
        cockpit.driver.send(.queried(first, old))
        #expect(cockpit.driver.screen.contains("• Monday"))
    }

    @Test func aChangeIsAskedForOnceTheLastAnswerCame() throws {
        var cockpit = try cockpit("LIST FROM \"Log\"")
        try cockpit.driver.press("g q")
        cockpit.driver.writeOutside("Log/Wednesday.md", "One.\n")
        cockpit.driver.writeOutside("Log/Thursday.md", "Two.\n")
        #expect(cockpit.requests.count == 1)
        cockpit.answer()
        #expect(cockpit.requests.count == 2)
        #expect(cockpit.driver.screen.contains("• Wednesday"))
        try cockpit.press("j k")
        #expect(cockpit.requests.count == 2)
    }

    @Test func nothingIsAskedWhereNoQueryIsInSight() throws {
        var cockpit = try cockpit("LIST FROM \"Log\"")
        try cockpit.press("g s j g f")
        #expect(cockpit.requests.isEmpty)
    }

    @Test func theReaderShowsAnswersBelowBlocksAndInTheText() throws {
        var cockpit = try cockpit(
            "LIST FROM \"Log\"", "Moored at `= this.berth + 1`, `= this.`, not `x = 1`.")
        try cockpit.press("<Enter>")
        let screen = cockpit.driver.screen
        #expect(screen.contains("LIST FROM \"Log\""))
        #expect(screen.contains("  • Monday"))
        #expect(screen.contains("Moored at 5, = this. (Line 1"))
        #expect(screen.contains("not x = 1."))
    }
}
