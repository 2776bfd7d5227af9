import Testing
@testable import VaultModel

@Suite("What the index keeps of a note")
struct VaultDigestTests {
    @Test func everything() throws {
        let text = """
            ---
            type: project
            title: Harbour
            created: 2026-01-03
            last_updated: '2026-02-03'
            last_contact: 2026-02-01
            status: active
            aliases: [Port, Quay]
            tags: [type/project, Needs-Review, x]
            ---
            # Harbour works

            ## Current Blockers
            - ❌ crane #urgent
            - ✅ permit
            - [x] boat

            ## Next Steps
            - [ ] order [[Ann Lee|Ann]] rope ^r1
              - [x] measure
            - [ ]
            - text

            Some [t](My%20Note.md#Part), ![[p.png]], [[a\\|b]] and [[#Top]] #x.
            """
        let digest = NoteDigest(note(text, path: "Work/H.md"))
        #expect(digest.title == "Harbour" && digest.type == "project" && digest.status == "active")
        #expect(digest.created == "2026-01-03" && digest.lastUpdated == "2026-02-03")
        #expect(digest.lastContact == "2026-02-01" && digest.aliases == ["Port", "Quay"])
        #expect(digest.tags == ["type/project", "Needs-Review", "x", "urgent"])
        #expect(digest.isProject && digest.needsReview && !digest.isPerson && !digest.hasProblem)
        #expect(digest.openBlockers == 1 && digest.openSteps == 1 && digest.doneSteps == 1)
        #expect(digest.openTasks == 1)
        #expect(digest.headings.map(\.text) == ["Harbour works", "Current Blockers", "Next Steps"])
        #expect(digest.headings.map(\.level) == [1, 2, 2] && digest.headings.map(\.line) == [10, 12, 17])
        let tasks = digest.tasks.filter { !$0.text.isEmpty }
        #expect(tasks.map(\.text) == ["boat", "order [[Ann Lee|Ann]] rope", "measure"])
        #expect(tasks.map(\.line) == [15, 18, 19] && tasks.map(\.mark) == ["x", " ", "x"])
        #expect(tasks.map(\.isOpen) == [false, true, false])
        #expect(tasks.map(\.section) == [.blockers, .steps, .steps])
        #expect(digest.links.map(\.target) == ["Ann Lee", "My Note.md#Part", "p.png", "a", "#Top"])
        #expect(digest.links.map(\.isEmbed) == [false, false, true, false, false])
        #expect(digest.links.map(\.line) == [18, 23, 23, 23, 23])
        #expect(digest.heading(above: 20) == "Next Steps" && digest.heading(above: 3) == nil)
    }

    @Test(arguments: [
        ("type: Projects", true), ("type: [note, project]", true), ("tags: type/project", true),
        ("type: projection", false),
        ("tags: [TYPE/PROJECTS]", true), ("type:", false), ("type: \" project \"", true),
    ])
    func whatIsAProject(_ property: String, _ isProject: Bool) {
        let read = note("---\n\(property)\n---\n")
        #expect(NoteDigest(read).isProject == isProject)
        #expect(Project(read).isProject == isProject)
    }

    @Test func emptyNotes() {
        for text in ["", "\n", "---\n---\n", "---\na: @\n---\n", "# \n"] {
            let digest = NoteDigest(note(text, path: "a/Name.md"))
            #expect(digest.title == "Name" || text == "# \n")
            #expect(
                digest.tasks.isEmpty && digest.links.isEmpty && digest.tags.isEmpty && digest.status == nil)
        }
        #expect(NoteDigest(note("---\nk: @x\n---\n")).hasProblem)
        #expect(NoteDigest(note("---\ntags: [status/on-hold]\n---\n")).status == "on-hold")
    }

    @Test(arguments: [
        ("a: '[[b]]'", false), ("a: '[[b]c]]'", true), ("a: \"\\x5B[b]c]]\"", true),
        ("a: {b: '[[c]d]]'}", true),
        ("tags: [a, b]", false), ("TAG: 12", true), ("tags: [a, [b]]", true), ("tagged: 12", false),
        ("'tags': a b", true), ("a: @", true),
    ]) func oddProperties(_ line: String, _ isOdd: Bool) {
        #expect(NoteDigest(note("---\nx: 1\n\(line)\ny: z\n---\n")).hasOddProperties == isOdd)
    }

    @Test func manyNotesInOnePiece() {
        let texts = [
            "---\ntype: person\n---\n- [ ] a 📅 2026-01-02", "", "# Blockers\n- b\n\n[[c]] #d",
            "# Steps\n- [ ] e",
        ]
        let notes = texts.enumerated().map { note($1, path: "\($0).md") }
        var writer = DigestWriter(schema: .standard, settings: .core)
        for count in [3, 0, 4] {
            for note in notes.prefix(count) { writer.add(path: note.path, bytes: note.bytes) }
            let digests = writer.digests()
            #expect(digests == notes.prefix(count).map { NoteDigest($0) })
        }
    }

    /// However a property is written, what is copied from its bytes is what a page reads.
    @Test(arguments: [
        "type: person\nTYPE: x", "Type: Person", "type: [people, x]", "type: 12", "type: ~", "type: NULL",
        "type: nope",
        "type: ''", "type: ' person '", "type: \"proj\\u0065ct\"", "type:\n  - customer\n  - person",
        "title: x", "title: 12", "title: true", "TITLE: 'Y y'", "title: 'it''s'", "title: é", "title: \"\"",
        "title: '  '", "title: Name", "title: a/Name", "title: \u{A0}", "tags: a",
        "tags: [a, B/, b, 'c d', \"#e,f\"]",
        "tags:\n  - a\n  - A/\n  - status/active\n  - 12\n  - ~\n  - Type/Project\n  - needs-review",
        "tag: status/Done/, x", "tags: a,b", "tags:\n  - c,d\n  - longer/than/eight,e", "TAG: c/d\ntags: q",
        "tags:", "Tags: status//", "tags: [b, é]", "tags: [[x]]",
        "aliases: [x, y y, 'x', \" z \", ~, 1, é]", "alias: a, b,,c", "alias: one",
        "aliases:\n  - q\n  - ''\n  - true",
        "status: open", "Status: 'on hold'", "status: true", "status: [a, b]",
        "status: \"  \"\ntags: status/late",
        "created: 2025-01-02\nlast_updated: 2025-01-02 # x\nlast_contact: \"a\"",
        "type: people\nROLE: é x\norg: ACME",
        "type: people\ntitle: y\nrole: [a]\ncompany:", "type: people\nrole: ' '\nposition: z",
        "größe: 3\ntype: project",
        "\"type\": person", "text: |\n  x\ntype: person", "a: b\na: c", "x: '[[a [b] c]]'", "x: ['[[a]]']",
        "x: [",
        "{\"type\": \"person\"}",
    ])
    func textsOfProperties(_ properties: String) {
        let note = note("---\n\(properties)\n---\n# Häfen\n#b #B/ #c/d text", path: "a/Name.md")
        let digest = NoteDigest(note)
        #expect(digest.title == note.title && digest.type == note.scalar("type"))
        #expect(
            [digest.created, digest.lastUpdated, digest.lastContact]
                == ["created", "last_updated", "last_contact"].map(note.scalar))
        let isPerson = Schema.standard.person.includes(note)
        #expect(digest.isPerson == isPerson && digest.isProject == Schema.standard.project.includes(note))
        #expect(digest.isCustomer == Schema.standard.customer.includes(note))
        #expect(digest.role == (isPerson ? note.scalar("role") ?? note.scalar("position") : nil))
        #expect(digest.company == (isPerson ? note.scalar("company") ?? note.scalar("org") : nil))
        #expect(digest.aliases == note.aliases && digest.needsReview == note.hasTag("needs-review"))
        let project = Project(note)
        #expect(digest.tags == project.tags && digest.status == note.scalar("status") ?? project.status)
        #expect(digest.hasProblem == (note.frontmatter?.problem != nil))
        #expect(digest.hasOddProperties == note.frontmatter?.hasOddProperties)
    }
}
