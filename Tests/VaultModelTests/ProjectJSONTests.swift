import Testing

@testable import VaultModel

@Suite("Projects as JSON, and the tasks of a vault")
struct ProjectJSONTests {
    private let project = """
        ---
        type: project
        tags: [needs-review]
        ---
        # Harbour

        ## Overview
        Build it.
        ## Blockers
        - ✅ fog
        ## Next Steps
        - [ ] ask [[Ann]] and [[Ann|her]] 📅 2026-03-05 ^id
          - [x] **write**
        - plain
        ## Team
        | Person | Role |
        |---|---|
        | [[Ann]] | PM |
        | Bo | |
        ## Key Facts
        - f
        ## Log
        - 2026-01-02: [[2026-01-02]] - met (via Ann)
        """

    private var all: Vault {
        vault([
            "P/Harbour.md": project, "People/Ann.md": "---\ntype: person\n---\n- [ ] rest\n",
            "Daily.md": "see [[Harbour]]\n- [/] call [[ann]]\n- [ ]\n",
        ])
    }

    @Test func show() throws {
        let note = note(project, path: "P/Harbour.md")
        let json = ProjectJSON.render(Project(note), all)
        guard case .object(let members) = json else { throw EditRefusal("no object") }
        #expect(
            members.map(\.key) == [
                "path", "title", "type", "status", "owner", "tags", "needsReview", "created", "lastUpdated",
                "lastContact", "overview", "statusTable", "blockers", "steps", "collaborators", "decisions",
                "facts", "topics", "people", "customers", "context", "queries", "backlinks",
            ])
        let text = json.rendered(indented: false)
        for part in [
            #""path":"P/Harbour.md","title":"Harbour","type":"project","status":null,"owner":null,"#,
            #""overview":"Build it.","statusTable":[],"blockers":[{"text":"fog","line":10,"resolved":true}]"#,
            #""steps":[{"text":"ask [[Ann]] and [[Ann|her]] 📅 2026-03-05","line":12,"status":" ","done":false,"#,
            #""due":"2026-03-05","children":[{"text":"**write**","line":13,"status":"x","done":true,"due":null,"#,
            #"{"text":"plain","line":14,"status":null,"done":false,"due":null,"children":[]}]"#,
            #"{"name":"Ann","target":"Ann","path":"People/Ann.md","role":"PM","company":null,"line":18}"#,
            #"{"name":"Bo","target":null,"path":null,"role":null,"company":null,"line":19}"#,
            #""context":[{"date":"2026-01-02","target":"2026-01-02","text":"met","via":"Ann","line":23}]"#,
            #""backlinks":[{"path":"Daily.md","line":1}]}"#,
        ] {
            #expect(text.contains(part), "\(part) in \(text)")
        }
        #expect(JSONValue(Array(json.rendered().utf8)) != nil)
    }

    @Test func steps() {
        let vault = all
        func texts(_ tasks: [VaultTask]) -> [String] { tasks.map { "\($0.path.name): \($0.task.text)" } }
        let open = vault.tasks()
        #expect(texts(open) == ["Harbour: ask [[Ann]] and [[Ann|her]] 📅 2026-03-05", "Ann: rest"])
        #expect(vault.tasks(all: true).count == 4)
        #expect(open.map(\.people) == [["Ann"], []])
        #expect(open.compactMap(\.project) == ["Harbour"])
    }
}
