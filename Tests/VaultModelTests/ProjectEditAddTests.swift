import Testing

@testable import VaultModel

@Suite("A line is added to a section")
struct ProjectEditAddTests {
    private func added(_ text: String, _ kind: SectionKind = .steps, _ line: String = "new") -> String {
        edited(text) { (note) throws(EditRefusal) in
            try ProjectEdit.add(line, to: kind, in: note, settings: editSettings)
        }
    }

    /// The situations of dialect §12.3, each in every form of file.
    @Test(arguments: [
        ("## Next Steps\n- [ ] a\n  - b\n\n## X\n", "## Next Steps\n- [ ] a\n  - b\n- [ ] new\n\n## X\n"),
        ("## Next Steps\n- [ ] a\n\n\n\n## X\n", "## Next Steps\n- [ ] a\n- [ ] new\n\n\n\n## X\n"),
        ("## Next Steps\n- [ ] a\n## X\n", "## Next Steps\n- [ ] a\n- [ ] new\n## X\n"),
        ("## Next Steps\n- [ ] a", "## Next Steps\n- [ ] a\n- [ ] new"),
        ("## Next Steps\n- [ ] a\n- [ ]\n", "## Next Steps\n- [ ] a\n- [ ] new\n"),
        ("## Next Steps\n- [ ] a\n- [ ] \n\n## X", "## Next Steps\n- [ ] a\n- [ ] new\n\n## X"),
        ("## Next Steps\n- [ ] ", "## Next Steps\n- [ ] new"),
        ("## Next Steps\n- None\n## X\n", "## Next Steps\n- [ ] new\n## X\n"),
        ("## Next Steps\n\n*None yet*\n\n## X\n", "## Next Steps\n\n- [ ] new\n\n## X\n"),
        ("## Next Steps\n\n## X\n", "## Next Steps\n- [ ] new\n\n## X\n"),
        ("## Next Steps\n## X\n", "## Next Steps\n- [ ] new\n## X\n"),
        ("## Next Steps", "## Next Steps\n- [ ] new"),
        (
            "## Key Facts\n\n- f\n\n## Next Steps\n\n## X\n",
            "## Key Facts\n\n- f\n\n## Next Steps\n\n- [ ] new\n\n## X\n"
        ),
        ("## Next Steps\nSoon.\n\n## X\n", "## Next Steps\nSoon.\n\n- [ ] new\n\n## X\n"),
        ("## Next Steps\nSoon.\n### Sub\nx\n", "## Next Steps\nSoon.\n\n- [ ] new\n### Sub\nx\n"),
        (
            "## Next Steps\n- [ ] a\n\nlater:\n\n- [ ] b\n\nend\n",
            "## Next Steps\n- [ ] a\n\nlater:\n\n- [ ] b\n- [ ] new\n\nend\n"
        ),
        ("## Next Steps\n- [ ] a\n\n- [ ] b\n", "## Next Steps\n- [ ] a\n\n- [ ] b\n\n- [ ] new\n"),
        (
            "## Next Steps\n- [ ] a\n\n- [ ] b\n- [ ] c\n",
            "## Next Steps\n- [ ] a\n\n- [ ] b\n- [ ] c\n- [ ] new\n"
        ),
        ("## Next Steps\n* [x] a\n", "## Next Steps\n* [x] a\n* [ ] new\n"),
        ("## Next Steps\n8. [ ] a\n9. [ ] b\n", "## Next Steps\n8. [ ] a\n9. [ ] b\n10. [ ] new\n"),
        ("## Next Steps\n1) [ ] a\n", "## Next Steps\n1) [ ] a\n2) [ ] new\n"),
        ("## Next Steps\n-\t[ ] a\n", "## Next Steps\n-\t[ ] a\n-\t[ ] new\n"),
        ("## Next Steps\n  - [ ] a\n\tmore\n", "## Next Steps\n  - [ ] a\n\tmore\n  - [ ] new\n"),
        ("## Next Steps\n> - [ ] a\n", "## Next Steps\n> - [ ] a\n> - [ ] new\n"),
        ("## Next Steps\n- [ ] a\n---\n", "## Next Steps\n- [ ] a\n- [ ] new\n\n---\n"),
        (
            "## Next Steps\n---\n*Last updated: 2024-01-02*\n",
            "## Next Steps\n- [ ] new\n\n---\n*Last updated: 2024-01-02*\n"
        ),
        ("Next Steps\n---\n\n## X\n", "Next Steps\n---\n- [ ] new\n\n## X\n"),
        (
            "## Next Steps\n- x\n## Next Steps\n- [ ] a\n",
            "## Next Steps\n- x\n## Next Steps\n- [ ] a\n- [ ] new\n"
        ),
        ("## Next Steps\n- [ ] a\n- plain\n", "## Next Steps\n- [ ] a\n- [ ] new\n- plain\n"),
        (
            "## Next Steps\n- [ ] a\n  ```\n  code\n  ```\n\n## X\n",
            "## Next Steps\n- [ ] a\n  ```\n  code\n  ```\n- [ ] new\n\n## X\n"
        ),
    ])
    func steps(_ before: String, _ after: String) {
        for (name, form) in fileForms where name != "CRLF" || before.contains("\n") {
            #expect(added(form(before)) == form(after), "\(name)")
        }
    }

    /// A missing section is made where it belongs, at the level of the others.
    @Test(arguments: [
        (
            "# T\n\n## Overview\nx\n\n## Collaborators\n",
            "# T\n\n## Overview\nx\n\n## Next Steps\n- [ ] new\n\n## Collaborators\n"
        ),
        ("## Overview\nx\n## Log\n", "## Overview\nx\n\n## Next Steps\n- [ ] new\n\n## Log\n"),
        (
            "### Overview\n\nx\n\n### Log\n\n- y\n",
            "### Overview\n\nx\n\n### Next Steps\n\n- [ ] new\n\n### Log\n\n- y\n"
        ),
        ("# T\ntext", "# T\ntext\n\n## Next Steps\n- [ ] new"),
        ("# T\ntext\n\n", "# T\ntext\n\n## Next Steps\n- [ ] new\n\n"),
        (
            "# T\nx\n\n---\n*Last updated: 2024-01-02*\n",
            "# T\nx\n\n## Next Steps\n- [ ] new\n\n---\n*Last updated: 2024-01-02*\n"
        ),
        ("x\n*Last updated: 2024-01-02*", "x\n\n## Next Steps\n- [ ] new\n\n*Last updated: 2024-01-02*"),
        ("---\na: 1\n---\n", "---\na: 1\n---\n\n## Next Steps\n- [ ] new\n"),
        ("", "## Next Steps\n- [ ] new"),
        ("## Log\n- y\n", "## Next Steps\n- [ ] new\n\n## Log\n- y\n"),
        ("## Musings\n- [ ] not a step\n", "## Musings\n- [ ] not a step\n\n## Next Steps\n- [ ] new\n"),
    ])
    func missingSection(_ before: String, _ after: String) {
        for (name, form) in fileForms.prefix(2) where name == "LF" || before.contains("\n") {
            #expect(added(form(before)) == form(after), "\(name)")
        }
    }

    @Test(
        arguments: [
            (.blockers, "## Blockers\n- ❌ a\n", "## Blockers\n- ❌ a\n- ❌ new\n"),
            (.blockers, "## Blockers\n- a\n", "## Blockers\n- a\n- new\n"),
            (.blockers, "## Blockers\n- ⛔ a\n- ✅ b\n", "## Blockers\n- ⛔ a\n- ✅ b\n- ⛔ new\n"),
            (.blockers, "## Blockers\n- ✅ b\n", "## Blockers\n- ✅ b\n- ❌ new\n"),
            (.blockers, "## Blockers\n- [ ] a\n", "## Blockers\n- [ ] a\n- [ ] new\n"),
            (.blockers, "## Blockers\nNo blockers.\n", "## Blockers\n- ❌ new\n"),
            (.blockers, "## Blockers\n- None\n", "## Blockers\n- ❌ new\n"),
            (.blockers, "## Blockers\n- ❌\n", "## Blockers\n- ❌ new\n"),
            (.blockers, "## Blockers\n- ❌ a\n- \n", "## Blockers\n- ❌ a\n- ❌ new\n"),
            (.decisions, "## Decisions\n\n## X\n", "## Decisions\n- ✅ new\n\n## X\n"),
            (.decisions, "## Decisions\n- a\n", "## Decisions\n- a\n- new\n"),
            (.decisions, "## Decisions\n- 🎯 a\n", "## Decisions\n- 🎯 a\n- 🎯 new\n"),
            (.facts, "## Facts\n* a ^id\n", "## Facts\n* a ^id\n* new\n"),
            (.facts, "", "## Key Facts\n- new"),
        ] as [(SectionKind, String, String)])
    func otherSections(_ kind: SectionKind, _ before: String, _ after: String) {
        for (name, form) in fileForms.prefix(2) where name == "LF" || before.contains("\n") {
            #expect(added(form(before), kind) == form(after), "\(name)")
        }
    }

    @Test func textIsOneLine() {
        #expect(added("## Next Steps\n", .steps, "  two\nlines \r\n ") == "## Next Steps\n- [ ] two lines\n")
        #expect(added("## Next Steps\n", .steps, " \n ") == "refused")
        #expect(added("## Facts\n- a\n", .facts, "- b") == "refused")
        #expect(
            added("## Next Steps\n- [ ] a\n", .steps, "[[x|y]] **b** #t")
                == "## Next Steps\n- [ ] a\n- [ ] [[x|y]] **b** #t\n")
        #expect(added("## Topics\n", .topics) == "refused")
        #expect(added("## Facts\n- a\n", .facts, "🎯 aim ^id") == "## Facts\n- a\n- 🎯 aim ^id\n")
        #expect(added("## Blockers\n- ❌ a\n", .blockers, "⛔ b") == "## Blockers\n- ❌ a\n- ❌ ⛔ b\n")
    }

    @Test func invalidBytesElsewhereStay() {
        let bytes = [0xFF, 0x0A] + Array("## Next Steps\r\n- [ ] a\r\n\r\n".utf8) + [0xC3]
        let after = edited(bytes: bytes) { (note) throws(EditRefusal) in
            try ProjectEdit.add("é", to: .steps, in: note, settings: editSettings)
        }
        #expect(after == [0xFF, 0x0A] + Array("## Next Steps\r\n- [ ] a\r\n- [ ] é\r\n\r\n".utf8) + [0xC3])
    }

    @Test func wouldBeSwallowed() {
        #expect(added("# T\n```\nopen fence\n") == "refused")
        #expect(added("# T\n%%\nopen comment\n") == "refused")
    }

    @Test func anchorsAtTheItem() throws {
        let read = note("## Next Steps\n- [ ] a\n  more\n\n## X\n")
        let edit = try ProjectEdit.add("new", to: .steps, in: read, settings: editSettings)
        #expect(edit.replacements == [Replacement(ByteRange(28, 28), "\n- [ ] new")])
        #expect(edit.label == "add the step “new”")
        let moved = try edit.rebased(
            onto: Array("# Now\n## Next Steps\n- [ ] zero\n- [ ] a\n  more\n- [ ] z\n".utf8))
        #expect(
            String(decoding: moved.applied(), as: UTF8.self).hasSuffix(
                "- [ ] a\n  more\n- [ ] new\n- [ ] z\n"))
    }
}
