import Testing

@testable import VaultModel

/// The lines that the scanner sees are those of the line table.
@Suite struct NoteLinesTests {
    @Test(arguments: [
        "", "a", "\n", "\r", "\r\n", "a\nb", "a\nb\n", "a\r\nb\r\n", "\r\n\r\n", "a\rb\n", "a\r", "a\n\r",
        "\r\r\n",
        "\u{FEFF}", "\u{FEFF}\n", "\u{FEFF}a\r\nb", "\n\n\na",
        String(repeating: "a line of text\n\n", count: 40), String(repeating: "\r\n", count: 70),
    ])
    func eachIsThatOfTheTable(_ text: String) {
        let bytes = Array(text.utf8)
        let table = LineTable(bytes)
        bytes.read { source in
            source.withLines { _, lines in
                #expect(lines.count == table.count)
                #expect(lines.hasReturns == bytes.contains(0x0D))
                for line in 0..<table.count {
                    #expect(lines.start(of: line) == table.range(of: line).lower)
                    #expect(lines.end(of: line) == table.range(of: line).upper)
                    #expect(lines.contentRange(of: line) == table.contentRange(of: line, in: bytes))
                    #expect(ByteRange(lines[line].start, lines[line].end) == lines.contentRange(of: line))
                }
                for offset in 0...bytes.count { #expect(lines.line(at: offset) == table.line(at: offset)) }
            }
        }
    }

    /// What the only line of an item may start besides text.
    @Test(
        "an item of one line",
        arguments: [
            ("a [[x]] #t", 1, 1, 1), ("12 [[x]]", 1, 1, 0), ("12. [[x]]", 2, 1, 0), ("12.[[x]]", 1, 1, 0),
            ("- [[x]]", 2, 1, 0), ("-[[x]]", 1, 1, 0), ("* a", 2, 0, 0), ("*a* #t", 1, 0, 1), ("+", 2, 0, 0),
            ("> - a", 2, 0, 0), ("#t", 1, 0, 1), ("# a #t", 1, 0, 1), ("####### #t", 1, 0, 1),
            ("[[x]]", 1, 1, 0), ("[[x]]: a", 1, 1, 0), ("[a]: #t", 1, 0, 0), ("[a\\]]: #t", 1, 0, 0),
            ("[^1]: - a", 2, 0, 0), ("[^1] #t", 1, 0, 1), ("[", 1, 0, 0), ("[]", 1, 0, 0),
            ("    #t", 1, 0, 0),
            ("```", 1, 0, 0), ("%% [[x]] %%", 1, 1, 0), ("***", 1, 0, 0), ("$$ #t $$", 1, 0, 0),
        ] as [(String, Int, Int, Int)])
    func whatItHolds(_ text: String, _ items: Int, _ links: Int, _ tags: Int) {
        for list in ["- \(text)", "- \(text)\n", "- [ ] \(text)\n- last", "- first\n- \(text)\n"] {
            let note = Note(path: NotePath("a.md"), bytes: Array(list.utf8))
            let others = list.contains("first") || list.contains("last") ? 1 : 0
            #expect(note.listItems.count == items + others, "\(list)")
            #expect(note.links.count == links, "\(list)")
            #expect(note.tags.count == tags, "\(list)")
        }
    }

    /// What an item of one line holds is read before the items behind it.
    @Test(arguments: ["[^1]: - a", "> - a", "- a", "1. a", "    - a"])
    func itemsStayInTheirOrder(_ text: String) {
        let note = Note(path: NotePath("a.md"), bytes: Array("- first\n- \(text)\n- last\n- end\n".utf8))
        #expect(note.listItems.map(\.line) == note.listItems.map(\.line).sorted(), "\(text)")
        let texts = note.listItems.map { note.text($0.textRange) }
        #expect(texts.suffix(2) == ["last", "end"] && texts.first == "first", "\(text)")
    }
}
