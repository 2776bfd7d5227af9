import Testing

@testable import VaultModel

@Suite("Checks find what is wrong, and nothing else")
struct CheckTests {
    /// What is found in the first note of a vault, as `LINE check`, lines from 1.
    private func found(
        _ text: String, beside others: KeyValuePairs<String, String> = [:], settings: TaskSettings = .core
    ) -> [String] {
        found(Array(text.utf8), beside: others, settings: settings)
    }

    private func found(
        _ bytes: [UInt8], beside others: KeyValuePairs<String, String> = [:], settings: TaskSettings = .core
    ) -> [String] {
        let checked = Note(path: NotePath("Note.md"), bytes: bytes)
        var notes = [checked.path: checked]
        for (path, text) in others { notes[NotePath(path)] = note(text, path: path) }
        var vault = Vault(taskSettings: settings)
        for (_, note) in notes { vault.replace(NoteDigest(note, settings: settings)) }
        let all = notes
        return Check.findings(in: CheckedNote(checked, in: vault, open: { all[$0] }))
            .map { "\($0.line + 1) \($0.check)" }
    }

    @Test func aNoteWithoutFaultsHasNone() {
        let text = """
            ---
            status: active
            tags: [status/Active, a]
            aliases:
              - b
            ---
            # H
            text ^one

            - [ ] a 🔁 every week on Monday 📅 2026-11-24 ^two
            - [x] [[Note#H]] [[#^one]] [[Other#Deep#Deeper]] ![[Other]]

            >>>>>>> quoted
            ## Status
            | Field | Value |
            |---|---|
            | **Status** | Active |
            """
        #expect(found(text, beside: ["Other.md": "# Deep\n## Deeper\n"]) == [])
    }

    @Test(
        "each fault is told with its line",
        arguments: [
            ("---\na: [b\n---\n", ["2 properties.unreadable"]),
            ("---\ntag: a\nalias: b\n---\n", ["2 properties.tag", "3 properties.alias"]),
            ("---\ntags:\n  - 2024\n  - ok\n---\n", ["3 properties.tag"]),
            ("---\nup: [[A]]\n---\n", ["2 properties.link"]), ("---\nup: [[a, b], [c]]\n---\n", []),
            ("\n\n---\na: 1\ntags:\n  - b\n---\ntext\n", ["3 properties.place"]), ("\n---\ntext\n---\n", []),
            ("---\ntags: a, b\n---\n", ["2 properties.tag", "2 properties.tag"]),
            ("x\n[[None]] and [n](none.md)\n", ["2 links.dangling", "2 links.dangling"]),
            ("---\nowner: \"[[None]]\"\n---\n", ["2 links.dangling"]),
            ("[[#Not here]] [[#^nor]]\n", ["1 links.subpath", "1 links.subpath"]),
            ("a ^x\n\nb ^X\n", ["3 blocks.repeatedID"]),
            ("- [ ] a 🔁 whenever\n", ["1 tasks.recurrence"]),
            ("- [ ] a 📅 2026-02-30\n", ["1 tasks.date"]),
            ("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\n", ["2 text.mergeMarker"]),
            ("---\nstatus: active\ntags:\n  - status/archived\n---\n", ["4 status.disagreement"]),
            (
                "---\nstatus: active\n---\n## Status\n| F | V |\n|---|---|\n| Status | Done |\n",
                ["7 status.disagreement"]
            ),
        ])
    func faults(_ text: String, _ expected: [String]) {
        #expect(found(text) == expected)
    }

    @Test func linksToSeveralNotesAreAmbiguous() {
        let others: KeyValuePairs = ["a/Twin.md": "", "b/Twin.md": "# H\n"]
        #expect(found("[[Twin]] [[b/Twin#H]]\n", beside: others) == ["1 links.ambiguous"])
    }

    @Test func bytesThatAreNoTextHaveALine() {
        #expect(found([0x61, 0x0A, 0x62, 0xFF, 0x0A]) == ["2 text.notUTF8"])
        #expect(found([0xFF, 0xFE, 0x61, 0x00]) == ["1 text.notUTF8"])
    }

    @Test func withThePluginOnlyItsOwnTasksCount() {
        var settings = TaskSettings()
        settings.isPluginEnabled = true
        settings.globalFilter = "#task"
        let text = "- [ ] a 🔁 whenever\n- [ ] #task b 🔁 whenever\n"
        #expect(found(text, settings: settings) == ["2 tasks.recurrence"])
    }

    @Test func aConflictCopyIsToldByItsNameAlone() throws {
        let path = NotePath("A.sync-conflict-20261101-101010-ABCDEFG.md")
        let copy = Note(path: path, bytes: Array("[[None]]\n".utf8))
        var vault = Vault()
        vault.replace(NoteDigest(copy))
        #expect(Check.findings(in: CheckedNote(copy, in: vault, open: { _ in nil })) == [])
        #expect(Check.findings(in: vault).map(\.check) == ["names.conflictCopy"])
    }

    @Test func namesThatDifferInCaseOrNormalFormAreTwins() {
        let paths = [
            "Ärger.md", "A\u{308}rger.md", "People/Ada.md", "people/Bo.md", "Same.md", "same.md", "Other.md",
        ]
        var vault = Vault()
        for path in paths { vault.replace(NoteDigest(note("", path: path))) }
        #expect(
            Check.findings(in: vault).map { "\($0.path) \($0.check)" } == [
                "people/Bo.md names.twin", "same.md names.twin", "Ärger.md names.twin",
            ])
    }

    @Test func everyCheckHasANameAndASentence() {
        #expect(Set(Check.all.map(\.id)).count == Check.all.count)
        for check in Check.all {
            #expect(check.id.split(separator: ".").count == 2)
            #expect(check.help.first?.isUppercase == true && check.help.last != ".")
        }
    }
}
