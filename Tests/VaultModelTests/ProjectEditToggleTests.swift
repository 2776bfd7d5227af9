import Testing

@testable import VaultModel

@Suite("What stands on a line is switched")
struct ProjectEditToggleTests {
    private func toggled(_ text: String, line: Int) -> String {
        edited(text) { (note) throws(EditRefusal) in
            try ProjectEdit.toggle(line: line, in: note, settings: editSettings)
        }
    }

    @Test(arguments: [
        ("- ❌ a", "- ✅ a"), ("- ✅ a", "- ❌ a"), ("- ✖️ a", "- ✅ a"), ("-  🔴️ a ^id", "-  ✅ a ^id"),
        ("- ✔️ a", "- ❌ a"),
        ("- a", "- ✅ a"), ("- a  ", "- ✅ a  "), ("- **❌** a", "- **✅** a"), ("- [ ] ❌ a", "- [x] ✅ a"),
        ("- [x] ✅ a", "- [ ] ❌ a"),
        ("- [ ] a", "- [x] ✅ a"), ("- ~~a~~", "- a"),
        ("* ⛔\u{A0}a\n  more\n  - b", "* ✅\u{A0}a\n  more\n  - b"),
        ("1. ❌ 2024-05-01 outage", "1. ✅ 2024-05-01 outage"), ("- ❌ a\n- ❌ a", "- ✅ a\n- ❌ a"),
        ("- 🚢 late", "- ✅ 🚢 late"),
        ("- [[x|❌]] a", "- ✅ [[x|❌]] a"),
    ])
    func blockers(_ before: String, _ after: String) {
        for (name, form) in fileForms {
            let head = "# T\n\n## Current Blockers\n"
            let tail = "\n\n## Next Steps\n- [ ] s\n"
            let text = form(head + before + tail)
            #expect(toggled(text, line: 3) == form(head + after + tail), "\(name)")
        }
        #expect(toggled("## Blockers\n" + before, line: 1) == "## Blockers\n" + after)
    }

    @Test(arguments: [
        ("- [ ] a", "- [x] a"), ("- [x] a", "- [ ] a"), ("- [/] a", "- [ ] a"), ("* [-] a  ", "* [ ] a  "),
        ("1. [ ] a ^id", "1. [x] a ^id"),
        ("- plain", "- [ ] plain"), ("- plain ^id", "- [ ] plain ^id"), ("-\tplain", "-\t[ ] plain"),
        ("- [ ] a\n\t- [ ] b", "- [x] a\n\t- [ ] b"),
        ("- [ ] a\n- [ ] a", "- [x] a\n- [ ] a"), ("> - [ ] a", "> - [x] a"),
    ])
    func stepsByTheRulesOfCore(_ before: String, _ after: String) {
        for (name, form) in fileForms {
            let text = form("## Next Steps\n" + before + "\n\n## X\n")
            #expect(toggled(text, line: 1) == form("## Next Steps\n" + after + "\n\n## X\n"), "\(name)")
        }
        #expect(toggled("## Next Steps\n" + before, line: 1) == "## Next Steps\n" + after)
    }

    /// A byte order mark is no part of the first line: it is passed over and stays (dialect §1).
    @Test(arguments: [
        ("- [ ] a\n- [ ] b\n", "- [x] a\n- [ ] b\n"), ("- [x] a", "- [ ] a"),
        ("1. [ ] a\r\n", "1. [x] a\r\n"),
    ])
    func aTaskBehindAByteOrderMark(_ before: String, _ after: String) throws {
        #expect(toggled("\u{FEFF}" + before, line: 0) == "\u{FEFF}" + after)
        let note = Note(path: NotePath("n.md"), bytes: Array("\u{FEFF}\(before)".utf8))
        let gone = try ProjectEdit.delete(line: 0, in: note)
        #expect(gone.applied().starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(gone.inverse().applied() == note.bytes)
        let due = try ProjectEdit.setDue(
            CalendarDay("2026-12-01"), line: 0, in: note, settings: editSettings)
        #expect(due.applied().starts(with: Array("\u{FEFF}".utf8) + note.bytes[3..<6]))
        #expect(due.inverse().applied() == note.bytes)
    }

    @Test func oneByteInAnySurroundings() throws {
        let head = Array("## Next Steps\r\n- [ ] dup\n".utf8) + [0xFF, 0x00, 0xC3] + Array("\n\t- ".utf8)
        let bytes = head + Array("\n- [ ] dup\n- [ ] dup".utf8)
        let note = Note(path: NotePath("n.md"), bytes: bytes)
        for item in note.listItems where item.box != nil {
            let edit = try ProjectEdit.toggle(line: item.line, in: note, settings: editSettings)
            #expect(edit.replacements.map(\.range.count) == [1])
            #expect(zip(edit.applied(), bytes).count { $0 != $1 } == 1 && edit.applied().count == bytes.count)
            #expect(edit.inverse().applied() == bytes)
        }
    }

    @Test func tasksAnywhere() {
        #expect(toggled("text\n- [ ] a", line: 1) == "text\n- [x] a")
        #expect(toggled("> [!todo]\n> - [ ] a", line: 1) == "> [!todo]\n> - [x] a")
        #expect(toggled("## Next Steps\n- a\n  - [ ] b", line: 2) == "## Next Steps\n- a\n  - [x] b")
    }

    @Test(arguments: [
        ("text", 0), ("- plain", 0), ("```\n- [ ] a\n```", 1), ("## Blockers\n- a", 0), ("- [ ] a", 7),
        ("## Key Facts\n- a", 1), ("## Next Steps\n-", 1),
    ])
    func refused(_ text: String, _ line: Int) {
        #expect(toggled(text, line: line) == "refused")
    }

    @Test func resolving() {
        let text = "## Blockers\n- ❌ a\n- ✅ b\n"
        func resolved(_ line: Int) -> String {
            edited(text) { (note) throws(EditRefusal) in try ProjectEdit.resolveBlocker(line: line, in: note)
            }
        }
        #expect(resolved(1) == "## Blockers\n- ✅ a\n- ✅ b\n")
        #expect(resolved(2) == "refused" && resolved(0) == "refused")
    }

    @Test func labels() throws {
        let read = note(
            "## Blockers\n"
                + "- ❌ the **crane** is stuck in the harbour and will not move ^id\n"
                + "## To do\n- [x] row ^r\n- z"
        )
        func label(_ line: Int) throws -> String {
            try ProjectEdit.toggle(line: line, in: read, settings: editSettings).label
        }
        #expect(try label(1) == "resolve “the crane is stuck in the harbour and w…”")
        #expect(try label(3) == "reopen “row”" && label(4) == "add a box to “z”")
    }

    /// The plugin's rules: dates, the next occurrence above or below, deletion.
    @Test(arguments: [
        ("{}", "- [ ] a", "- [x] a ✅ 2026-03-04"), ("{}", "- [ ] a ^id  ", "- [x] a ✅ 2026-03-04 ^id  "),
        ("{}", "- [x] a ✅ 2026-03-01", "- [ ] a"),
        (
            "{}", "- [ ] a 🔁 every day 📅 2026-03-04\n  - child",
            "- [ ] a 🔁 every day 📅 2026-03-05\n- [x] a 🔁 every day 📅 2026-03-04 ✅ 2026-03-04\n  - child"
        ),
        (
            "{\"recurrenceOnNextLine\":true}", "- [ ] a 🔁 every day 📅 2026-03-04",
            "- [x] a 🔁 every day 📅 2026-03-04 ✅ 2026-03-04\n- [ ] a 🔁 every day 📅 2026-03-05"
        ),
        ("{}", "- [ ] a 🏁 delete\n- [ ] b", "- [ ] b"), ("{}", "- [ ] 1. a", "- [x] 1. a ✅ 2026-03-04"),
        (
            "{}", "- [ ] - a 🔁 every day 📅 2026-03-04\n- b",
            "- [ ] - a 🔁 every day 📅 2026-03-05\n- [x] - a 🔁 every day 📅 2026-03-04 ✅ 2026-03-04\n- b"
        ),
        ("{}", "\t- [ ] a", "\t- [x] a ✅ 2026-03-04"), ("{}", ">\t- [ ] a", ">\t- [x] a ✅ 2026-03-04"),
        ("{}", "\u{A0}- [ ] a\nb", "\u{A0}- [x] a ✅ 2026-03-04\nb"), ("{}", "```\n- [ ] a\n```", "refused"),
        ("{\"globalFilter\":\"#task\"}", "\t- [ ] a", "refused"),
        ("{}", "- [ ] a 🏁 delete\n  - child", "refused"),
        ("{\"globalFilter\":\"#task\"}", "- [ ] a", "- [x] a"),
    ])
    func stepsByTheRulesOfThePlugin(_ data: String, _ before: String, _ after: String) {
        let tasks = TaskSettings(
            communityPlugins: Array("[\"obsidian-tasks-plugin\"]".utf8), data: Array(data.utf8))
        let settings = EditSettings(tasks: tasks, today: today)
        for (name, form) in fileForms {
            let result = edited(form("## Next Steps\n" + before)) { (note) throws(EditRefusal) in
                try ProjectEdit.toggle(line: 1, in: note, settings: settings)
            }
            #expect(result == (after == "refused" ? after : form("## Next Steps\n" + after)), "\(name)")
        }
    }

    @Test func theLastLineIsTakenOutWithTheTerminatorBeforeIt() {
        let tasks = TaskSettings(communityPlugins: Array("[\"obsidian-tasks-plugin\"]".utf8), data: nil)
        let result = edited("## Next Steps\n- [ ] b\n- [ ] a 🏁 delete") { (note) throws(EditRefusal) in
            try ProjectEdit.toggle(line: 2, in: note, settings: EditSettings(tasks: tasks, today: today))
        }
        #expect(result == "## Next Steps\n- [ ] b")
    }

    @Test func dueDates() {
        func due(_ text: String, _ day: CalendarDay?) -> String {
            edited(text) { (note) throws(EditRefusal) in
                try ProjectEdit.setDue(day, line: 0, in: note, settings: editSettings)
            }
        }
        #expect(due("- [ ] a ^id\n", today) == "- [ ] a 📅 2026-03-04 ^id\n")
        #expect(due("- [ ] a 📅 2026-01-01 #x\r\n", today) == "- [ ] a 📅 2026-03-04 #x\r\n")
        #expect(due("- [ ] a 📅 2026-01-01", nil) == "- [ ] a" && due("- a", today) == "refused")
    }
}
