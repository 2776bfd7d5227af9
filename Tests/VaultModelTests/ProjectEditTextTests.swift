import Testing

@testable import VaultModel

@Suite("An item's text, place and section are changed")
struct ProjectEditTextTests {
    private func replaced(_ text: String, line: Int, with new: String = "new") -> String {
        edited(text) { (note) throws(EditRefusal) in
            try ProjectEdit.replaceText(line: line, with: new, in: note)
        }
    }

    private func moved(_ text: String, line: Int, by distance: Int) -> String {
        edited(text) { (note) throws(EditRefusal) in try ProjectEdit.move(line: line, by: distance, in: note)
        }
    }

    @Test(arguments: [
        ("- [x] old ^id  ", "- [x] new ^id  "), ("* old\n  more\n  - b", "* new\n  more\n  - b"),
        ("1. [ ] old 📅 2026-01-02", "1. [ ] new"),
        ("- [ ] ", "refused"), ("- \u{E9} old", "- new"), ("- [ ] new", "- [ ] new"),
    ])
    func text(_ before: String, _ after: String) {
        for (name, form) in fileForms {
            let expected = after == "refused" ? after : form("## Next Steps\n\(after)\n")
            let actual = replaced(form("## Next Steps\n\(before)\n"), line: 1)
            #expect(actual == expected || before == "- [ ] ", "\(name)")
        }
    }

    @Test func textBehindMarks() {
        #expect(replaced("## Blockers\n- ❌ old ^id\n", line: 1) == "## Blockers\n- ❌ new ^id\n")
        #expect(replaced("## Blockers\n- [ ] **⛔** old", line: 1) == "## Blockers\n- [ ] **⛔** new")
        #expect(replaced("## Decisions\n- ✅ old", line: 1) == "## Decisions\n- ✅ new")
        #expect(replaced("## Blockers\n- 🚢 old", line: 1) == "## Blockers\n- new")
        #expect(replaced("## Facts\n- ✅ old", line: 1) == "## Facts\n- new")
        #expect(replaced("## Blockers\n- ❌ old", line: 1, with: "a\nb") == "## Blockers\n- ❌ a b")
    }

    @Test func textIsRefused() {
        #expect(replaced("## Facts\n- old", line: 1, with: " ") == "refused")
        #expect(replaced("## Facts\n- old", line: 0) == "refused")
        #expect(replaced("## Facts\n- old", line: 1, with: "- nested") == "refused")
        #expect(replaced("- old", line: 0, with: "[ ] task") == "refused")
        let bytes = Array("## Facts\n- ".utf8) + [0xFF] + Array(" x\n- y\n".utf8)
        func after(_ line: Int) -> [UInt8]? {
            edited(bytes: bytes) { (note) throws(EditRefusal) in
                try ProjectEdit.replaceText(line: line, with: "z", in: note)
            }
        }
        #expect(after(1) == nil && after(2) == bytes.dropLast(2) + Array("z\n".utf8))
    }

    @Test(arguments: [
        ("- [ ] a\n- [ ] b\n- [ ] c\n", 2, -1, "- [ ] b\n- [ ] a\n- [ ] c\n"),
        ("- [ ] a\n- [ ] b\n- [ ] c\n", 2, 1, "- [ ] a\n- [ ] c\n- [ ] b\n"),
        ("- [ ] a\n  - [ ] a1\n  note\n- [ ] b", 4, -1, "- [ ] b\n- [ ] a\n  - [ ] a1\n  note"),
        ("- [ ] a\n- [ ] b", 1, 1, "- [ ] b\n- [ ] a"),
        ("- [ ] a\n\n- [ ] b\n\n## X\n", 1, 1, "- [ ] b\n\n- [ ] a\n\n## X\n"),
        ("1. [ ] a\n2. [x] b\n", 2, -1, "1. [x] b\n2. [ ] a\n"),
        ("- [ ] a\n  - [ ] x\n  - [ ] y\n", 3, -1, "- [ ] a\n  - [ ] y\n  - [ ] x\n"),
        ("- [ ] a\n", 1, 1, "refused"), ("- [ ] a\n- [ ] b\n", 1, -1, "refused"),
        ("- [ ] a\n\ntext\n\n- [ ] b\n", 5, -1, "- [ ] b\n\ntext\n\n- [ ] a\n"),
        ("- same\n- same\n", 2, -1, "- same\n- same\n"),
        ("- [ ] a\n  - [ ] x\n- [ ] b\n", 2, 1, "refused"),
    ])
    func moving(_ before: String, _ line: Int, _ distance: Int, _ after: String) {
        for (name, form) in fileForms {
            let expected = after == "refused" ? after : form("## Next Steps\n" + after)
            #expect(moved(form("## Next Steps\n" + before), line: line, by: distance) == expected, "\(name)")
        }
    }

    @Test func movingElsewhereIsRefused() {
        #expect(moved("- a\n- b\n", line: 0, by: 1) == "refused")
        #expect(moved("## Musings\n- a\n- b\n", line: 1, by: 1) == "refused")
    }

    private func converted(_ text: String, line: Int) -> String {
        edited(text) { (note) throws(EditRefusal) in
            try ProjectEdit.blockerToStep(line: line, in: note, settings: editSettings)
        }
    }

    @Test(arguments: [
        (
            "## Blockers\n- ❌ a ^id\n- ❌ b\n\n## Next Steps\n- [ ] s\n", 1,
            "## Blockers\n- ❌ b\n\n## Next Steps\n- [ ] s\n- [ ] a ^id\n"
        ),
        (
            "## Blockers\n- ❌ a [[x]]\n  more\n  - b\n## Next Steps\n* [ ] s", 1,
            "## Blockers\n## Next Steps\n* [ ] s\n* [ ] a [[x]]\n  more\n  - b"
        ),
        ("## Blockers\n- ❌ a\n", 1, "## Blockers\n\n## Next Steps\n- [ ] a\n"),
        ("## Blockers\n- [ ] **❌** a", 1, "## Blockers\n\n## Next Steps\n- [ ] a"),
        ("## Next Steps\nNone\n\n## Blockers\n- x\n- a", 5, "## Next Steps\n- [ ] a\n\n## Blockers\n- x"),
        (
            "## Blockers\n* a\n\t* b\n\n## To do\n1. [ ] s\n", 1,
            "## Blockers\n\n## To do\n1. [ ] s\n2. [ ] a\n\t* b\n"
        ),
        (
            "## Blockers\n- a\n  - b\n    - c\n\n## To do\n1. [ ] s\n", 1,
            "## Blockers\n\n## To do\n1. [ ] s\n2. [ ] a\n   - b\n     - c\n"
        ),
        ("## Blockers\n- ❌ a\n\n## Next Steps\n- [ ]\n", 1, "## Blockers\n\n## Next Steps\n- [ ] a\n"),
        ("## Blockers\n- ~~a~~\n", 1, "## Blockers\n\n## Next Steps\n- [ ] ~~a~~\n"),
        ("## Blockers\n- ❌ a\n", 0, "refused"), ("## Next Steps\n- [ ] a\n", 1, "refused"),
    ])
    func blockerToStep(_ before: String, _ line: Int, _ after: String) {
        for (name, form) in fileForms {
            #expect(
                converted(form(before), line: line) == (after == "refused" ? after : form(after)), "\(name)")
        }
    }

    @Test(arguments: [
        (
            "## Blockers\n- ❌ a\n\n## Next Steps\n- [ ] s ^id\n  - [ ] t\n- [ ] u\n", 4,
            "## Blockers\n- ❌ a\n- ❌ s ^id\n  - [ ] t\n\n## Next Steps\n- [ ] u\n"
        ),
        ("## Next Steps\n- [ ] s\n", 1, "## Current Blockers\n- ❌ s\n\n## Next Steps\n"),
        ("## Next Steps\n- s\n", 1, "## Current Blockers\n- ❌ s\n\n## Next Steps\n"),
        ("## Next Steps\n- [x] s\n", 1, "refused"), ("## Next Steps\n- [ ] s\n  - [ ] t\n", 2, "refused"),
    ])
    func stepToBlocker(_ before: String, _ line: Int, _ after: String) {
        let result = edited(before) { (note) throws(EditRefusal) in
            try ProjectEdit.stepToBlocker(line: line, in: note, settings: editSettings)
        }
        #expect(result == after)
    }

    @Test(
        "a listed text is looked for where it stood, then where it stands alone",
        arguments: [
            ("a", 0, 0), ("Buy", 2, 1), ("Buy rope", 2, 2), ("Buy rope ^id", 0, 2), ("twice", 4, 4),
            ("twice", 0, nil), ("gone", 0, nil), ("Wait", 0, 5), ("❌ Wait", 5, 5), ("", 0, nil),
        ])
    func listed(_ text: String, _ line: Int, _ found: Int?) {
        let lines = "- [ ] a\n- [ ] Buy\n- [ ] Buy rope ^id\n- twice\n  - [x] twice\n- ❌ Wait\nBuy"
        let note = Note(path: NotePath("n.md"), bytes: Array(lines.utf8))
        #expect(note.line(holding: text, near: line) == found)
    }
}
