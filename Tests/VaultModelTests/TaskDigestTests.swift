import Testing

@testable import VaultModel

/// What the index reads of tasks and links in place is what is read of a copy of them.
@Suite struct TaskDigestTests {
    private static let settings: [TaskSettings] = [
        .core, taskSettings(), taskSettings("{\"globalFilter\": \"#task\"}"),
        taskSettings("{\"taskFormat\": \"dataview\"}"),
    ]

    @Test(arguments: 0..<200) func aTaskIsThatOfItsLine(_ seed: Int) {
        var random = Xorshift(state: UInt64(seed) + 1)
        func one(_ choices: [String]) -> String { choices[random.below(choices.count)] }
        let lines = (0..<30).map { _ in
            let start = one([
                "- ", "* ", "1. ", "> - ", "- - ", "\t- ", "-  ", "-\t", "    - ", "- [ ] a\u{2028}- ",
            ])
            let parts = (0..<random.below(5)).map { _ in
                one([
                    "a b", "#task", "#t", "📅 2026-01-02", "⏳ 2026-02-03", "🛫 2026-03-04", "⏫", "🔁 every day",
                    "✅ 2026-01-01",
                    "é", "\u{2028}", "\u{3000}", "^id", " ", "[due:: 2026-04-05]", "(priority:: high)", "❌",
                    "—", "b^c",
                ])
            }
            return start + one(["[ ] ", "[x] ", "[-] ", "[/]\t", "[é] ", "[ ]"])
                + parts.joined(separator: " ")
        }
        let note = note(lines.joined(separator: one(["\n", "\n\n", "\r\n"])))
        for settings in Self.settings {
            for task in NoteDigest(note, settings: settings).tasks {
                let content = note.lines.contentRange(of: task.line, in: note.bytes)
                let line = TaskLine(line: note.bytes[content], settings: settings)
                let text = "\(note.text(content))"
                #expect(task.due == line?.due && task.scheduled == line?.scheduled, "\(text)")
                #expect(task.start == line?.start && task.priority == (line?.priority ?? .none), "\(text)")
                if let line { #expect(task.isOpen == !line.isDone, "\(text)") }
            }
        }
    }

    @Test(arguments: [
        "", "a", "Name", "NAME", "a/b", "a/b/Cee", "a#b", "a/b#c/d", "#only", "folder/", "/x", "12345678",
        "123456789",
        "12345678/x", "x#12345678", "é", "a/é", "é#x", " a", "a ", "a /b", "\u{212A}",
        "a long name of many words",
    ])
    func aLinksKeyIsThatOfItsText(_ target: String) {
        let bytes = Array(target.utf8)
        // In a note there is more behind it, and at its end there is nothing.
        for (before, behind) in [("[[", "]] and more text"), ("", "")] {
            let all = Array(before.utf8) + bytes + Array(behind.utf8)
            let range = ByteRange(before.utf8.count, before.utf8.count + bytes.count)
            #expect(all.read { LinkDigest.key(of: $0, range) } == LinkDigest.key(of: bytes[...]))
        }
    }
}
