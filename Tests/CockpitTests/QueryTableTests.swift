import Testing
import VaultModel

@testable import Cockpit

@Suite struct QueryTableTests {
    private func cockpit(_ query: String, columns: Int = 120) throws -> QueryingCockpit {
        let names = ["ash", "birch", "cedar"]
        var notes: [String: String] = [:]
        for (index, name) in names.enumerated() {
            notes["Wood/\(name).md"] = """
                ---
                age: \([9, 100, 20][index])
                felled: 2026-0\(index + 1)-1\(index)
                text: \(String(repeating: "\(name) and ", count: 12))
                ---
                """
        }
        notes["Wood/more.md"] = "---\nfelled: 2026-01-10\n---\n"
        notes["Projects/P.md"] = "---\ntype: project\n---\n# P\n\n```dataview\n\(query)\n```\n"
        var cockpit = try QueryingCockpit(notes, columns: columns)
        try cockpit.press("g q z")
        return cockpit
    }

    private func lines(_ cockpit: QueryingCockpit) -> [String] {
        cockpit.driver.screen.split(separator: "\n").map(String.init)
    }

    private func order(_ cockpit: QueryingCockpit) -> [String] {
        lines(cockpit).compactMap { line in
            ["ash", "birch", "cedar"].first { line.contains("  \($0)  ") || line.contains(" \($0)  ") }
        }
    }

    @Test func oneKeyGoesThroughTheOrders() throws {
        var cockpit = try cockpit("TABLE age FROM \"Wood\" WHERE age SORT file.name DESC")
        #expect(order(cockpit) == ["cedar", "birch", "ash"])
        try cockpit.press("S")
        #expect(order(cockpit) == ["ash", "birch", "cedar"])
        #expect(cockpit.driver.screen.contains("File ↑"))
        try cockpit.press("S S")
        #expect(order(cockpit) == ["ash", "cedar", "birch"])
        try cockpit.press("S")
        #expect(order(cockpit) == ["birch", "cedar", "ash"])
        #expect(cockpit.driver.screen.contains("age ↓"))
        try cockpit.press("S")
        #expect(order(cockpit) == ["cedar", "birch", "ash"])
    }

    @Test func columnsThatDoNotFitAreCutOrScrolled() throws {
        var cockpit = try cockpit(
            "TABLE text AS one, text AS two, text AS three, age AS last FROM \"Wood\" WHERE age", columns: 60)
        let first = try #require(lines(cockpit).first { $0.contains("ash  ") })
        #expect(first.contains("…"))
        #expect(cockpit.driver.screen.contains("last"))
        try cockpit.press(">")
        #expect(cockpit.driver.screen.contains("‹ two"))
        #expect(!cockpit.driver.screen.contains(" one "))
        try cockpit.press("> >")
        #expect(cockpit.driver.screen.contains("File ‹ last"))
        try cockpit.press(">")
        #expect(cockpit.driver.screen.contains("This is the last column"))
        try cockpit.press("< < <")
        #expect(cockpit.driver.screen.contains(" one "))
    }

    @Test(
        "columns in a room",
        arguments: [
            ([4, 30, 30], 0, 40, [0, 1, 2], [4, 16, 16], false, false),
            ([4, 30, 30, 30], 0, 22, [0, 1], [4, 14], false, true),
            ([4, 30, 30, 30], 1, 40, [0, 2, 3], [4, 16, 16], true, false),
            ([4, 30], 0, 100, [0, 1], [4, 30], false, false), ([50], 5, 20, [0], [20], false, false),
        ])
    func columns(
        _ natural: [Int], _ scrolled: Int, _ room: Int, _ shown: [Int], _ widths: [Int], _ left: Bool,
        _ right: Bool
    ) {
        let columns = TableColumns(natural, scrolled: scrolled, room: room)
        #expect(columns.shown == shown)
        #expect(columns.widths == widths)
        #expect(columns.hasLeft == left)
        #expect(columns.hasRight == right)
    }

    @Test func aCalendarMarksTheDaysOfItsNotes() throws {
        var cockpit = try cockpit("CALENDAR felled FROM \"Wood\"")
        #expect(cockpit.driver.screen.contains("January 2026  2"))
        #expect(cockpit.driver.screen.contains("+10 "))
        #expect(cockpit.driver.screen.contains("*11 "))
        #expect(cockpit.driver.screen.contains("2026-02-11  birch"))
        try cockpit.press("j j <Enter>")
        #expect(cockpit.driver.state.subject == NotePath("Wood/birch.md"))
    }

    @Test func anEndlessCellIsCut() throws {
        let cockpit = try cockpit("TABLE padleft(\"\", 300000, \"x\") AS long FROM \"Wood\" WHERE age")
        #expect(cockpit.driver.screen.contains("xxx…"))
    }
}
