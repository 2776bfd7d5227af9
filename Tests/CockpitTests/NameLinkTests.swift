import Testing
import VaultModel

@testable import Cockpit

@Suite struct NameLinkTests {
    private static let people = [
        "People/Ada Moe.md":
            "---\ntype: person\nrole: Pilot\ncompany: \"[[Nordhavn|NH]]\"\naliases: [AM]\n---\n",
        "People/Ada Vik.md": "---\ntype: person\nrole: Mate\n---\n",
        "People/Bo Lind.md": "---\ntype: person\n---\n",
    ]
    private static let project = """
        ---
        type: project
        tags:
          - needs-review
          - status/active
        status: active
        ---
        # Harbour

        ## Status

        | Field | Value |
        |---|---|
        | Status | Active |

        ## Current Blockers
        - ❌ Permit from Bo Lind

        ## Key Facts
        - Ada has the key
        - Nobody knows
        - [[Ada Moe]] met Bo Lind
        - AM agreed

        ## Collaborators
        | Person | Role | Company |
        |---|---|---|
        | [[Ada Moe]] |  |  |
        | Ada Vik | Mate |  |
        | Zed |  |  |

        """

    /// The review screen on the project, the cursor on the line that begins with a text.
    private func driver(on text: String) throws -> CockpitDriver {
        var cockpit = try CockpitDriver(
            Self.people.merging(["Projects/Harbour.md": Self.project]) { $1 }, columns: 120, rows: 60)
        try cockpit.press("2 w")
        let lines = Self.project.split(separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(lines.firstIndex { $0.hasPrefix(text) })
        for _ in 0..<60 where cockpit.state.item?.origin?.line != line { try cockpit.press("j") }
        try #require(cockpit.state.item?.origin?.line == line)
        return cockpit
    }

    private func changed(_ old: String, _ new: String) -> String {
        Self.project.replacing(old, with: new)
    }

    @Test(
        arguments: [
            ("- [[Ada Moe]] met", "met Bo Lind", "met [[Bo Lind]]"),
            ("- AM agreed", "- AM agreed", "- [[Ada Moe|AM]] agreed"),
            ("- ❌ Permit", "from Bo Lind", "from [[Bo Lind]]"),
            ("| Ada Vik", "| Ada Vik |", "| [[Ada Vik]] |"),
        ])
    func oneNameBecomesALinkByOneKey(_ line: String, _ old: String, _ new: String) throws {
        var cockpit = try driver(on: line)
        try cockpit.press("L")
        #expect(cockpit.text("Projects/Harbour.md") == changed(old, new))
    }

    @Test func whereSeveralPeopleFitTheyAreOffered() throws {
        var cockpit = try driver(on: "- Ada has")
        try cockpit.press("L")
        #expect(cockpit.screen.contains("Ada → Ada Moe"))
        #expect(cockpit.screen.contains("Ada → Ada Vik"))
        cockpit.type("vik")
        try cockpit.press("<Enter>")
        #expect(cockpit.text("Projects/Harbour.md") == changed("- Ada has", "- [[Ada Vik|Ada]] has"))
        try cockpit.press("u")
        #expect(cockpit.text("Projects/Harbour.md") == Self.project)
    }

    @Test func aLineWithoutANameSaysSo() throws {
        var cockpit = try driver(on: "- Nobody")
        try cockpit.press("L")
        #expect(cockpit.state.notice?.isError == true)
        #expect(cockpit.text("Projects/Harbour.md") == Self.project)
    }

    @Test func anEmptyRoleAndCompanyAreFilledAsOneEdit() throws {
        var cockpit = try driver(on: "| [[Ada Moe]] |")
        try cockpit.press("F")
        let filled = changed("| [[Ada Moe]] |  |  |", "| [[Ada Moe]] | Pilot | [[Nordhavn\\|NH]] |")
        #expect(cockpit.text("Projects/Harbour.md") == filled)
        try cockpit.press("u")
        #expect(cockpit.text("Projects/Harbour.md") == Self.project)
    }

    @Test func whatANoteDoesNotSayIsNotFilled() throws {
        var cockpit = try driver(on: "| Ada Vik")
        try cockpit.press("F")
        #expect(cockpit.state.notice?.text == "The note of Ada Vik says no company")
        cockpit = try driver(on: "| Zed")
        try cockpit.press("F")
        #expect(cockpit.state.notice?.text == "Zed has no note that could say")
        #expect(cockpit.text("Projects/Harbour.md") == Self.project)
    }

    @Test func aBlockerBecomesAStepAndAWrongFactGoes() throws {
        var cockpit = try driver(on: "- ❌ Permit")
        try cockpit.press("t")
        #expect(cockpit.text("Projects/Harbour.md").contains("## Next Steps\n- [ ] Permit from Bo Lind"))
        cockpit = try driver(on: "- Nobody")
        try cockpit.press("D")
        #expect(cockpit.text("Projects/Harbour.md") == changed("- Nobody knows\n", ""))
    }

    @Test func theStatusIsChosenAmongThoseOfTheVault() throws {
        var cockpit = try driver(on: "- Nobody")
        cockpit.writeOutside("Projects/Other.md", "---\ntype: project\nstatus: on-hold\n---\n")
        try cockpit.press("T")
        #expect(cockpit.screen.contains("Status, now active"))
        cockpit.type("hold")
        try cockpit.press("<Enter>")
        let text = cockpit.text("Projects/Harbour.md")
        #expect(text.contains("status: on-hold\n"))
        #expect(text.contains("  - status/on-hold\n"))
        #expect(text.contains("| Status | On-hold |"))
    }
}
