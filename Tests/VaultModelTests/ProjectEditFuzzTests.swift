import Testing

@testable import VaultModel

@Suite("Any edit of any note is right or refused")
struct ProjectEditFuzzTests {
    private static let lines = [
        "## Next Steps", "## Current Blockers", "## Team", "### Log", "Key Facts", "---", "- [ ] a ❌",
        "  - ❌ b ^id",
        "- ✅ ", "- [ ]", "-", "1. [x] z 🔁 every day 📅 2026-03-04", "2) y", "\t- [/] t", "", "", "text, (x",
        "_None yet_",
        "> - [ ] q", "| Person | Role |", "|---|---|", "| [[x|y]] | |", "| [[Bo]] ||",
        "*Last updated: 2024-01-02*", "```",
        "%%", "- [ ] dup", "- [ ] dup", "    - [ ] deep 🏁 delete", "- None", "<!-- x", "- \u{E9}~~s~~", "# T",
        "tags: [a]",
    ]

    private static func bytes(_ random: inout Xorshift) -> [UInt8] {
        let ends = [["\n"], ["\r\n"], ["\n", "\r\n"]][random.below(3)]
        var bytes: [UInt8] = random.below(4) == 0 ? [0xEF, 0xBB, 0xBF] : []
        if random.below(2) == 0 { bytes += Array("---\ntags: [needs-review]\nstatus: 'a'\n---\n".utf8) }
        for _ in 0..<(4 + random.below(22)) {
            bytes += Array(lines[random.below(lines.count)].utf8)
            if random.below(15) == 0 { bytes += [0xFF] }
            bytes += Array(ends[random.below(ends.count)].utf8)
        }
        if random.below(3) == 0, bytes.last == 0x0A { bytes.removeLast() }
        return bytes
    }

    private static func edits(_ note: Note, _ line: Int, _ settings: EditSettings) -> [Edit] {
        let makers: [() throws -> Edit] = [
            { try ProjectEdit.toggle(line: line, in: note, settings: settings) },
            { try ProjectEdit.replaceText(line: line, with: "neu", in: note) },
            { try ProjectEdit.move(line: line, by: 1, in: note) },
            { try ProjectEdit.move(line: line, by: -1, in: note) },
            { try ProjectEdit.blockerToStep(line: line, in: note, settings: settings) },
            { try ProjectEdit.stepToBlocker(line: line, in: note, settings: settings) },
            { try ProjectEdit.setDue(settings.today, line: line, in: note, settings: settings) },
            { try ProjectEdit.fillCell(line: line, .role, with: "x|y", in: note) },
            { try ProjectEdit.addCollaborator("Cy", in: note) },
            { try ProjectEdit.add("neu", to: .steps, in: note, settings: settings) },
            { try ProjectEdit.add("neu", to: .blockers, in: note, settings: settings) },
            { try ProjectEdit.add("neu", to: .facts, in: note, settings: settings) },
            { try ProjectEdit.markReviewed(note, settings: settings) },
            { try ProjectEdit.archive(note, settings: settings) },
        ]
        return makers.compactMap { try? $0() }
    }

    @Test(arguments: 1...60) func holds(_ seed: UInt64) {
        var random = Xorshift(state: seed &* 0x9E37_79B9)
        let bytes = Self.bytes(&random)
        let note = Note(path: NotePath("n.md"), bytes: bytes)
        let tasks =
            random.below(2) == 0
            ? TaskSettings.core
            : TaskSettings(communityPlugins: Array("[\"obsidian-tasks-plugin\"]".utf8), data: nil)
        let settings = EditSettings(tasks: tasks, today: today)
        let bad = bytes.count { $0 == 0xFF }
        for line in 0..<note.lines.count {
            for edit in Self.edits(note, line, settings) {
                let after = edit.applied()
                #expect(edit.inverse().applied() == bytes, "\(edit.label)")
                #expect(
                    after.count { $0 == 0xFF } == bad || edit.label.hasPrefix("set the role"), "\(edit.label)"
                )
                #expect(after.starts(with: [0xEF, 0xBB, 0xBF]) == bytes.starts(with: [0xEF, 0xBB, 0xBF]))
                #expect(
                    (after.last == 0x0A) == (bytes.last == 0x0A),
                    "\(edit.label): \(note.text(ByteRange(0, bytes.count)))")
            }
        }
    }
}
