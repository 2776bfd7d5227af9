import Testing
import VaultModel

@testable import Cockpit

@Suite struct PeopleTests {
    private static let harbour = """
        ---
        type: project
        title: Harbour
        last_updated: 2026-11-10
        last_contact: 2026-10-01
        ---
        ## Current Blockers
        - ❌ Permit from [[Ada Moe]]

        ## Next Steps
        - [ ] Call Ada Moe about the crane
        - [x] Thank [[Ada Moe]]

        ## Collaborators
        | Person | Role | Company |
        |---|---|---|
        | [[Ada Moe]] | Pilot | [[Nordhavn]] |
        | [[Bo Vik]] | Mate | |

        ## Key Facts
        - Ada Moen is somebody else
        - [[Ada Moe|Ada]] has the key

        ## Recent Context
        - 2026-11-20: Met on the quay (via [[Ada Moe]])

        """
    private static let ada = """
        ---
        type: person
        role: Pilot
        company: Nordhavn
        last_contact: 2026-10-05
        ---
        # Ada Moe

        """
    private static let files = ["Projects/Harbour.md": harbour, "People/Ada Moe.md": ada]

    private func driver(columns: Int = 120, rows: Int = 40) throws -> CockpitDriver {
        var driver = try CockpitDriver(Self.files, columns: columns, rows: rows)
        try driver.press("4")
        return driver
    }

    @Test func peopleWithAndWithoutANoteAreListed() throws {
        let cockpit = try driver()
        let people = try #require(cockpit.state.people.made?.all)
        #expect(people.map(\.name) == ["Ada Moe", "Bo Vik"])
        #expect(people[0].projects == ["Projects/Harbour.md"])
        #expect([people[0].openSteps, people[0].blockers] == [1, 1])
        #expect(people[0].role == "Pilot")
        #expect(people[1].path == nil)
        #expect(cockpit.screen.contains("~50d"))
        #expect(cockpit.screen.contains("no note"))
    }

    @Test func thePageGathersWhatNamesThePersonNewestFirst() throws {
        let cockpit = try driver()
        let page = try #require(cockpit.state.people.page)
        #expect(page.lines.map(\.line) == [24, 7, 10, 11, 21])
        #expect(page.lines.map(\.isLinked) == [true, true, false, true, true])
        #expect(page.lines.first?.section == "Recent Context")
        #expect(cockpit.screen.contains("not linked"))
    }

    @Test func aNameBecomesALink() throws {
        var cockpit = try driver()
        try cockpit.press("<Tab>")
        for _ in 0..<10 where cockpit.state.item?.origin?.line != 10 { try cockpit.press("j") }
        try cockpit.run("people.link")
        let linked = Self.harbour.replacing("Call Ada Moe", with: "Call [[Ada Moe]]")
        #expect(cockpit.text("Projects/Harbour.md") == linked)
    }

    @Test func metTodaySetsTheDayInTheNote() throws {
        var cockpit = try driver()
        try cockpit.run("people.metToday")
        #expect(cockpit.text("People/Ada Moe.md") == Self.ada.replacing("2026-10-05", with: "2026-11-24"))
        #expect(cockpit.text("Projects/Harbour.md") == Self.harbour)
    }

    @Test func metTodayOnAProjectSetsBoth() throws {
        var cockpit = try driver()
        try cockpit.press("1 g c")
        try cockpit.press("M")
        #expect(cockpit.text("People/Ada Moe.md").contains("last_contact: 2026-11-24"))
        #expect(cockpit.text("Projects/Harbour.md").contains("last_contact: 2026-11-24"))
        try cockpit.press("u")
        #expect(cockpit.text("People/Ada Moe.md") == Self.ada)
        #expect(cockpit.text("Projects/Harbour.md") == Self.harbour)
    }

    @Test func metTodayOnALineOfThePageSetsThePersonAndThatProjectAsOneStep() throws {
        var cockpit = try driver()
        try cockpit.press("<Tab> G M")
        #expect(cockpit.text("People/Ada Moe.md").contains("last_contact: 2026-11-24"))
        #expect(cockpit.text("Projects/Harbour.md").contains("last_contact: 2026-11-24"))
        try cockpit.press("u")
        #expect(cockpit.text("People/Ada Moe.md") == Self.ada)
        #expect(cockpit.text("Projects/Harbour.md") == Self.harbour)
    }

    @Test func aNoteIsMadeWhereItIsAsked() throws {
        var cockpit = try driver()
        try cockpit.press("j")
        try cockpit.run("people.create")
        #expect(cockpit.screen.contains("People/Bo Vik.md"))
        try cockpit.press("<Enter>")
        #expect(cockpit.text("People/Bo Vik.md").hasPrefix("---\ntype: person\nname: Bo Vik\n"))
        #expect(cockpit.state.people.made?.all.last?.path == "People/Bo Vik.md")
    }

    @Test func namesAreFoundWholeAndOutsideLinks() {
        let matcher = NameMatcher([("Ada Moe", 0), ("Ada", 1), ("星川 葵", 2), ("Bo", 3)])
        func found(_ text: String) -> [Int] { matcher.found(in: Array(text.utf8)[...]).map(\.person) }
        #expect(found("Ada Moe, Ada's boat and Adam; 星川 葵さん") == [0, 1, 2])
        #expect(found("Bob and Bo.") == [3])
        #expect(found("ada moe") == [])
    }
}

@Suite struct PersonPageEditTests {
    private static let files = [
        "People/Ada Moe.md": "---\ntype: person\n---\n",
        "Projects/Harbour.md":
            "---\ntype: project\n---\n## Recent Context\n- 2026-11-20: Ada Moe came (via [[Bo]])\n",
    ]

    @Test func anEntryOfTheContextBecomesALinkToo() throws {
        var cockpit = try CockpitDriver(Self.files)
        try cockpit.press("4 <Tab> G L")
        let text = try #require(Self.files["Projects/Harbour.md"])
        #expect(cockpit.text("Projects/Harbour.md") == text.replacing("Ada Moe", with: "[[Ada Moe]]"))
    }
}
