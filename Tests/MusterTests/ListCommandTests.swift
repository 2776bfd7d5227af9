import Foundation
import TestSupport
import Testing

@Suite struct ListCommandTests {
    private static let harbour = """
        ---
        type: project
        title: Harbour
        ---
        ## Current Blockers
        - ❌ Permit

        ## Next Steps
        - [ ] Paint 📅 2026-11-20
        - [x] Sleep

        """

    private func vault() throws -> TemporaryVault {
        try TemporaryVault([
            "Harbour.md": Self.harbour, "Daily/One.md": "# One\n- [ ] Rope\n", "Forms/F.md": "- [ ] {{x}}\n",
            ".obsidian/templates.json": "{\"folder\": \"Forms\"}",
        ])
    }

    @Test func stepsAreGrouped() throws {
        let vault = try vault()
        let run = try Program.run([
            "steps", "--group", "project", "--vault", vault.path, "--today", "2026-11-24",
        ])
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            run.output == """
                Harbour (1)
                Harbour.md:9: [ ] Paint 📅 2026-11-20

                In no project (1)
                Daily/One.md:2: [ ] Rope

                Waiting for (1)
                Harbour.md:6: ❌ Permit

                """)
        #expect(try Program.run(["steps", "--group", "moon", "--vault", vault.path]).status == 2)
    }

    @Test func peopleHaveTheMembersOfTheirJSONInOrder() throws {
        let vault = try TemporaryVault([
            "People/Ada Moe.md": "---\ntype: person\nrole: Pilot\nlast_contact: 2026-11-20\n---\n",
            "P/Harbour.md":
                "---\ntype: project\n---\n## Blockers\n- ❌ Wait for Ada Moe\n## Next Steps\n- [ ] Call [[Ada Moe]]\n"
                + "- [x] Ask Ada Moe\n## Collaborators\n- [[Bo Vik]]\n",
        ])
        let run = try Program.run([
            "people", "--format", "json", "--vault", vault.path, "--today", "2026-11-24",
        ])
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            run.output.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ") == """
                [ { "name": "Ada Moe", "path": "People/Ada Moe.md", "role": "Pilot", "company": null, \
                "lastContact": "2026-11-20", "staleDays": 4, "projects": [ "P/Harbour.md" ], "openSteps": 1, \
                "blockers": 1 }, { "name": "Bo Vik", "path": null, "role": null, "company": null, \
                "lastContact": null, "staleDays": null, "projects": [ "P/Harbour.md" ], "openSteps": 0, \
                "blockers": 0 } ]
                """)
    }

    @Test func searchPrintsPathLineAndText() throws {
        let vault = try vault()
        let run = try Program.run(["search", "rope", "--vault", vault.path])
        #expect(run.output == "Daily/One.md:2: - [ ] Rope\n")
        let none = try Program.run(["search", "Nowhere", "--vault", vault.path, "--format", "json"])
        #expect(none.status == 1)
        #expect(none.output == "[]\n")
        let json = try Program.run(["search", "is:open", "--vault", vault.path, "--format", "json"])
        let parsed = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
        #expect(
            parsed?.map { $0["path"] as? String } == [
                "Daily/One.md", "Forms/F.md", "Harbour.md", "Harbour.md",
            ])
        #expect(parsed?.last?["line"] as? Int == 9)
    }
}
