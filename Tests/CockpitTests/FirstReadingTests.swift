import Cockpit
import Testing
import VaultModel

@Suite("What the first reading posts is taken in together") struct FirstReadingTests {
    private func digest(_ name: String, _ text: String = "---\ntype: project\n---\n") -> NoteDigest {
        NoteDigest(Note(path: NotePath(name), bytes: Array(text.utf8)))
    }

    private func scanned(_ names: String...) -> Message {
        .scanned(names.map { digest($0) }, files: [NotePath("\(names[0]).png")], unreadable: [])
    }

    private func sighted(_ name: String) -> Message {
        .sighted([ReviewSighting(NotePath(name), modified: 0, contents: Fingerprint([UInt8]()))])
    }

    @Test func messagesOfTheReadingAreJoinedAcrossEachOther() {
        let joined = Message.joined([
            sighted("a.md"), scanned("a.md", "b.md"), .progress(2, of: nil), sighted("c.md"), scanned("c.md"),
            .progress(3, of: nil), .paused, scanned("d.md"), .scanFinished,
        ])
        #expect(joined.count == 6)
        guard case .sighted(let sightings) = joined[0], case .scanned(let digests, let files, _) = joined[1],
            case .progress(3, of: nil) = joined[2], case .paused = joined[3], case .scanned = joined[4],
            case .scanFinished = joined[5]
        else {
            Issue.record("\(joined)")
            return
        }
        #expect(sightings.map(\.path.text) == ["a.md", "c.md"])
        #expect(digests.map(\.path.text) == ["a.md", "b.md", "c.md"])
        #expect(files.map(\.text) == ["a.md.png", "c.md.png"])
    }

    @Test func projectsStayInOrderHoweverTheyCome() throws {
        let day = try #require(CalendarDay("2026-11-24"))
        let texts = [
            "---\ntype: project\n---\n", "---\ntype: project\ntags: [needs-review]\n---\n",
            "---\ntype: project\n---\n## Blockers\n- ❌ a\n", "no project\n",
        ]
        let digests = (0..<400).map { number in
            digest("P\(number * 7919 % 1000).md", texts[number * 31 % 4])
        }
        var whole = ProjectList()
        whole.update(digests, today: day)
        for size in [1, 2, 3, 5, 64, 150] {
            var list = ProjectList()
            for start in stride(from: 0, to: digests.count, by: size) {
                list.update(Array(digests[start..<min(start + size, digests.count)]), today: day)
            }
            #expect(list.entries == whole.entries)
            #expect(list.entries == list.entries.sorted())
            #expect(list.entries.count == 300)
        }
    }
}
