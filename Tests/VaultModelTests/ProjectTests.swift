import Testing

@testable import VaultModel

@Suite("A note read as a project")
struct ProjectTests {
    private func project(_ text: String) -> Project { Project(note(text)) }

    @Test(arguments: [
        "## Next Steps\n- [ ] a\n- [ ] b\n", "# Next Steps\n* [ ] a\n* [ ] b\n",
        "Next Steps\n---\n+ [ ] a\n\n+ [ ] b\n",
        "### 🧭 Next actions:\n1. [ ] a\n2. [ ] b\n## Other\n- [ ] c\n",
        "## To do ##\r\n- [ ] a\r\n- [ ] b\r\n",
        "\u{FEFF}## Todos\n\t\n- [ ] a\n- [ ] b",
        "## Next Steps\n- [ ] a\n## Key Facts\n- x\n## Next Steps\n- [ ] b\n",
        "# T\n## Next Steps\n### Soon\n- [ ] a\n### Later\n- [ ] b\n### Blockers\n- c\n",
        "## Next Steps\nfirst:\n- [ ] a\n- [ ] b ^id\n\nafter\n",
        "## Next Steps\n- [ ] a\n\nthen\n\n- [ ] b\n- [ ]\n",
        "## Overview\n### Next Steps\n- [ ] a\n- [ ] b\n",
        "## Next Steps\n- [ ] a\n- [ ] b\n\n---\n*Last updated: 2026-01-02*\n- [ ] c\n",
        "```\n## Next Steps\n- [ ] x\n```\n> ## Next Steps\n> - [ ] y\n\n## Next Steps\n- [ ] a\n- [ ] b\n",
        "%%\n## Next Steps\n- [ ] x\n%%\n\n## Next Steps\n> - [ ] a\n> - [ ] b\n",
    ])
    func stepsAreFound(_ text: String) {
        #expect(project(text).steps.map(\.text) == ["a", "b"])
    }

    @Test func nestedSteps() {
        let steps = project(
            """
            ## Next Steps
            - [x] a
              - [ ] a1
                - [-] a11
              note
              - a2
            - plain
            """
        ).steps
        #expect(steps.map(\.text) == ["a", "plain"])
        #expect(steps.map(\.mark) == ["x", nil] && steps.map(\.isDone) == [true, false])
        #expect(steps[0].children.map(\.text) == ["a1", "a2"])
        #expect(steps[0].children[0].children.map(\.line) == [3])
        #expect(steps[0].lines == 1..<6 && steps[0].flattened.map(\.line) == [1, 2, 3, 5])
    }

    @Test(arguments: [
        ("- ❌ a", false), ("- ✖️ a", false), ("-  ❌a", false), ("- [ ] ❌ a", false), ("- **❌** a", false),
        ("- ⛔\u{A0}a", false),
        ("- 🚫 a", false), ("* 🔴️ a ^id", false), ("- a", false), ("- ❎ a", false), ("- ✗ a", false),
        ("- ✘ a", false),
        ("- ✅ a", true), ("- ✔️ a", true), ("- ☑ a", true), ("- [x] a", true), ("- [-] ❌ a", true),
        ("- __✅__ a", true),
    ])
    func blockers(_ line: String, _ isResolved: Bool) {
        let blockers = project("## Blockers\n\(line)\n").blockers
        #expect(blockers.map(\.text) == ["a"])
        #expect(blockers.map(\.isDone) == [isResolved])
    }

    @Test(
        "the index keeps of a blocker what the project says",
        arguments: [
            "- ❌ a", "- ❌\u{FE0F} a", "- ✅\u{FE0F}a", "- ❌ é", "- ❌ \u{301}a", "- ❌\u{301} a", "- ✅",
            "- ✅\t a",
            "- ~~❌ a~~", "- ❌ ~~abc~~", "- 🚢 a", "- **✅** a", "- _❌ a_", "- ⛔\u{A0}a", "- [x] ❌ a ^id", "- é",
            "-",
        ])
    func digestsOfBlockers(_ line: String) {
        let note = Note(path: NotePath("P.md"), bytes: Array("## Blockers\n\(line)\n- z\n".utf8))
        let expected = Project(note).blockers
        let kept = NoteDigest(note).blockers
        #expect(kept.map(\.text) == expected.map(\.text))
        #expect(kept.map(\.isDone) == expected.map(\.isDone))
        #expect(kept.map(\.line) == expected.map(\.line))
    }

    @Test(
        "a mark is what stands first as one character, whatever stands behind it",
        arguments: [
            ("❌ a", "❌", "a"), ("❌\u{FE0F} a", "❌\u{FE0F}", "a"), ("✅  é", "✅", "é"),
            ("❌\u{301} a", "❌\u{301}", "a"),
            ("✅", "✅", ""), ("**❌** a", "❌", "a"), ("a ❌", nil, nil), ("é", nil, nil),
            ("❌ \u{301}a", "❌", " \u{301}a"),
        ] as [(String, String?, String?)])
    func glyphs(_ text: String, _ mark: String?, _ rest: String?) {
        let note = Note(path: NotePath("P.md"), bytes: Array(text.utf8))
        let whole = ByteRange(0, note.bytes.count)
        let glyph = ItemGlyph(in: note, at: whole)
        #expect(glyph.map { note.text($0.range) } == mark)
        #expect(glyph.map { note.text(ByteRange($0.dressRange.upper, whole.upper)) } == rest)
    }

    @Test func oddBlockers() {
        #expect(project("## Blockers\n- ~~a~~\n").blockers.map(\.isDone) == [true])
        #expect(project("## Blockers\n- ❌ 2024-05-01 outage\n").blockers.map(\.text) == ["2024-05-01 outage"])
        #expect(project("## Blockers\n- 🚢 late\n").blockers.map(\.text) == ["🚢 late"])
        #expect(project("## Blockers\n- **❌ a**\n").blockers.map(\.text) == ["**❌ a**"])
        #expect(project("## Blockers\n- ❌ a\n  - ❌ b\n").blockers.map { $0.children.count } == [1])
    }

    @Test(arguments: [
        "_Which ones?_", "*none yet*", "None", "none.", "N/A", "TBD", "- None", "- N/A", "-", "- -",
        "No blockers", "No current blockers.",
        "- [ ]", "- [ ] ", "- _Nothing_", "* ", "",
    ])
    func placeholders(_ line: String) {
        let text =
            "## Blockers\n\(line)\n\n## Next Steps\n\n\(line)\n\n"
            + "## Related People\n\(line)\n\n## Topics\n\(line)\n"
        let project = project(text)
        #expect(
            project.blockers.isEmpty && project.steps.isEmpty && project.people.isEmpty
                && project.topics.isEmpty)
    }

    @Test func notPlaceholders() {
        #expect(project("## Blockers\n- None\n- fog\n").blockers.map(\.text) == ["None", "fog"])
        #expect(project("## Overview\n**Bold**\n").overview?.text == "**Bold**")
        #expect(project("## Overview\n*one* and *two*\n").overview?.text == "*one* and *two*")
        #expect(project("## Overview\n_Say what it is_\n").overview == nil)
    }

    @Test func collaborators() {
        let project = project(
            """
            ## Team
            | Company | Role | Person |
            |---|---|---|
            | Acme | PM | [[Ann Lee]] |
            | | | [[p/Bo Chan\\|Bo]] |
            | x | y | [[Cy|Cyrus]] |
            |||Dee|
            | | |
            """)
        let people = project.collaborators
        #expect(people.map(\.name) == ["Ann Lee", "Bo", people[2].name, "Dee"])
        #expect(people.map(\.target) == ["Ann Lee", "p/Bo Chan", people[2].target, nil])
        #expect(people.map(\.role) == ["PM", "", "y", ""] && people.map(\.company) == ["Acme", "", "x", ""])
        #expect(people.map(\.isMalformed) == [false, false, true, false])
        #expect(people.map(\.line) == [3, 4, 5, 6])
    }

    @Test func collaboratorsOfOtherForms() {
        let bare = project("## Collaborators\nWho | Title\n--|--\n[[Ann]] | PM\nBo |\n").collaborators
        #expect(bare.map(\.name) == ["Ann", "Bo"] && bare.map(\.role) == ["PM", ""])
        #expect(bare.map(\.company) == ["", ""])
        let listed = project("## Collaborators\n- [[x/Ann]] - PM\n- Bo\n").collaborators
        #expect(listed.map(\.name) == ["Ann", "Bo"] && listed.map(\.isRow) == [false, false])
    }

    @Test func status() {
        let text = """
            ---
            type: project
            status: On-Hold
            tags: [status/on_hold, project]
            owner: Ann
            ---
            ## Status
            | Field | Value |
            |---|---|
            | **Status** | on hold |
            | __Owner:__ | [[Bo]] |
            | Empty |
            """
        let one = project(text)
        #expect(one.status == "On-Hold" && !one.hasStatusConflict && one.owner == "Ann")
        #expect(
            one.statuses.map(\.place) == [.property, .tag, .table] && one.statuses.map(\.line) == [2, 3, 9])
        #expect(one.statusTable.map(\.field) == ["Status", "Owner", "Empty"])
        #expect(one.statusTable.map(\.value) == ["on hold", "[[Bo]]", ""])
        let other = project(
            text.replacing("status/on_hold", with: "status/done").replacing("owner: Ann\n", with: ""))
        #expect(other.hasStatusConflict && other.status == "On-Hold" && other.owner == "[[Bo]]")
        #expect(project("## Status\n| a | b |\n|-|-|\n| Status | done |\n").status == "done")
    }

    @Test(arguments: [
        ("a (b, c), d", ["a (b, c)", "d"]), ("a,\nb\nc, d", ["a", "b", "c", "d"]),
        ("[[x, y]], z", ["[[x, y]]", "z"]),
        ("a), b", ["a)", "b"]), ("(a, b", ["(a, b"]), (" , a,, b,", ["a", "b"]),
        ("- a, b\n- c", ["a, b", "c"]),
    ])
    func topics(_ body: String, _ topics: [String]) {
        #expect(project("## Topics\n\n\(body)\n\n## Log\n").topics.map(\.text) == topics)
    }

    @Test(
        arguments: [
            (
                "2024-05-01: [[2024-05-01]] - agreed (via Ann Lee)", "2024-05-01", "2024-05-01", "agreed",
                "Ann Lee"
            ),
            (
                "2024-05-01: [[daily/2024-05-01|2024-05-01]] – agreed (via [[p/Ann Lee]])", "2024-05-01",
                "daily/2024-05-01", "agreed", "Ann Lee"
            ),
            ("2024-05-01 — agreed", "2024-05-01", nil, "agreed", nil),
            ("2024-05-01: agreed", "2024-05-01", nil, "agreed", nil),
            ("[[2024-05-01]] - agreed", "2024-05-01", "2024-05-01", "agreed", nil),
            ("agreed (see x)", nil, nil, "agreed (see x)", nil),
            ("2024-05-01: [[Ann]] agreed", "2024-05-01", nil, "[[Ann]] agreed", nil),
            ("2024-05-01", "2024-05-01", nil, "", nil),
            ("2024-13-01: x", nil, nil, "2024-13-01: x", nil),
            ("**2024-05-01**: x", nil, nil, "**2024-05-01**: x", nil),
            ("2024-05-01: a - b (via Bo (Acme))", "2024-05-01", nil, "a - b", "Bo (Acme)"),
        ] as [(String, String?, String?, String, String?)])
    func context(_ line: String, _ date: String?, _ target: String?, _ text: String, _ via: String?) {
        let entries = project("## Log\n- \(line)\n").context
        let expected = ContextEntry(date: date, target: target, text: text, via: via, line: 1)
        #expect(entries == [expected])
    }

    @Test(arguments: [
        ("_Last updated: May 2, 2024_", "May 2, 2024"), ("**Last updated:** 2024-05-02", "2024-05-02"),
        ("*last updated 2024-05-02.*", "2024-05-02"), ("*Last updated: *", ""), ("*Last updated:*", ""),
        ("**Last updated:**", ""),
        ("*Last updated: 2024-05-02T10:00*\n\nPS\n", "2024-05-02T10:00"), ("Last updated: 2024-05-02", nil),
        ("*Last updated: never*", nil), ("- *Last updated: 2024-05-02*", nil),
        ("*Last updated: 2024-05-02*\n# New\n", nil),
        ("*Last updated: 2024-05-02*\n1\n\n2\n\n3\n\n4\n", nil),
        ("```\n*Last updated: 2024-05-02*\n```", nil),
    ])
    func footers(_ text: String, _ date: String?) {
        let footer = Footer(in: note("# A\nb\n\n---\n" + text))
        #expect(footer?.date == date)
        if date != nil { #expect(footer?.firstLine == 3 && footer?.line == 4) }
    }

    @Test func footerWithoutRule() {
        #expect(Footer(in: note("text\n---\n*Last updated: 2024-05-02*"))?.firstLine == 2)
        #expect(Footer(in: note("*Last updated: 2024-05-02*"))?.firstLine == 0)
    }

    @Test func queries() {
        let queries = project(
            "```dataview\nTABLE a\nFROM b\n```\n# H\n~~~dataview\nlist\n~~~\n"
                + "```js\nx\n```\n```dataview\n```\n"
        ).queries
        #expect(queries.map(\.kind) == ["table", "list", ""] && queries.map(\.heading) == [nil, "H", "H"])
        #expect(
            queries.map(\.source) == ["TABLE a\nFROM b", "list", ""] && queries.map(\.line) == [0, 5, 11])
    }

    @Test func overviewAndUnknownSections() {
        let project = project(
            "# T\n## Overview\n\none\n\n### More\ntwo\n### Key Facts\n- f\n## Musings\n- x\n")
        #expect(project.overview?.text == "one\n\n### More\ntwo" && project.overview?.line == 3)
        #expect(project.sections.map(\.kind) == [nil, .overview, nil, .facts, nil])
        #expect(project.facts.map(\.text) == ["f"] && project.section(ofLine: 10)?.kind == nil)
    }

    /// Whatever the bytes: every range slices to its text, and lies in its extent.
    @Test(arguments: 1...40) func rangesHold(_ seed: UInt64) {
        var random = Xorshift(state: seed)
        let lines = [
            "## Next Steps", "## Blockers", "### Log", "- [ ] a ❌", "  - ❌ b", "- ✅ ", "", "text, (x, y",
            "> - [ ] q", "| a | b |",
            "|---|---|", "| [[x|y]] |", "## Team", "## Topics", "---", "*Last updated: 2024-01-02*",
            "\t- 2024-01-01: [[x]] - y", "```",
            "1. [x] z ^id", "- \u{FF}", "%%",
        ]
        let text = (0..<30).map { _ in lines[random.below(lines.count)] }.joined(
            separator: random.below(2) == 0 ? "\n" : "\r\n")
        let note = note(text)
        let project = Project(note)
        for item in (project.steps + project.blockers + project.facts).flatMap(\.flattened) {
            #expect(note.text(item.textRange) == item.text && item.extent.contains(item.textRange))
            #expect(item.lines.contains(item.line))
        }
        for topic in project.topics { #expect(note.text(topic.range) == topic.text) }
        for section in project.sections { #expect(section.bodyLines.upperBound <= note.lines.count) }
        for task in NoteDigest(note).tasks {
            #expect(task.section == project.sections.last { $0.kind != nil && $0.owns(task.line) }?.kind)
        }
    }
}
