import Testing
import VaultModel

@Suite struct NoteDiffTests {
    private func note(_ text: String) -> Note { Note(path: NotePath("a.md"), bytes: Array(text.utf8)) }
    private func diff(_ old: String?, _ new: String) -> NoteDiff {
        NoteDiff(from: old.map(note), to: note(new))
    }

    private let old = """
        ---
        tags:
          - project
        last_updated: 2026-11-01
        ---
        # Ferry

        ## Next Steps
        - [ ] Call the pilot
        - [x] Book the dock

        ## Key Facts
        - It floats

        ---
        *Last updated: 2026-11-01*

        """

    @Test func addedChangedAndRemovedLinesAreTold() {
        let new = old.replacing("- It floats", with: "- It floats\n- It costs 10k")
            .replacing("Call the pilot", with: "Call the second pilot").replacing(
                "- [x] Book the dock\n", with: "")
        let diff = diff(old, new)
        #expect(diff.newLines == [8, 12])
        #expect(diff.marks[8] == .changed(from: "- [ ] Call the pilot"))
        #expect(diff.marks[12] == .added)
        #expect(diff.removed.map(\.text) == ["- [ ] Call the pilot", "- [x] Book the dock"])
        #expect(diff.removed.map(\.isReplaced) == [true, false])
    }

    @Test func aNoteNeverAcceptedIsNewAsAWhole() {
        let diff = diff(nil, "# A\n\n- b\n")
        #expect(diff.isWhole)
        #expect(diff.newLines == [0, 1, 2])
        #expect(NoteDiff(from: nil, to: note("")).newLines == [])
    }

    @Test(
        "what only ends lines differently is not new",
        arguments: ["a\r\nb\r\n", "a\nb", "a\r\nb\n"])
    func lineEnds(_ text: String) { #expect(diff("a\nb\n", text).isEmpty) }

    @Test func bookkeepingIsLeftOutOfTheCounts() {
        let new = old.replacing("  - project\n", with: "  - project\n  - needs-review\n")
            .replacing("2026-11-01", with: "2026-11-02")
        let diff = diff(old, new)
        #expect(diff.newLines == [3, 4, 16])
        let ignored = note(new).bookkeepingLines(.standard)
        #expect(ignored == [3, 4, 16])
        #expect(diff.counts(in: note(new), ignoring: ignored) == NoteDiff.Counts())
    }

    @Test func aTagBesideOthersIsNoBookkeeping() {
        #expect(note("---\ntags: [a, needs-review]\n---\n").bookkeepingLines(.standard) == [])
    }

    @Test func newWordsAreFound() {
        let words = WordDiff.newWords(in: "Call the second pilot", comparedTo: "Call the pilot")
        #expect(words == [9..<15])
    }

    @Test(
        "days are named as people name them",
        arguments: [
            ("tomorrow", "2026-11-25"), ("mon", "2026-11-30"), ("Tuesday", "2026-12-01"),
            ("fri", "2026-11-27"),
            ("3d", "2026-11-27"), ("2w", "2026-12-08"), ("2026-12-24", "2026-12-24"), ("2026-11-24", nil),
            ("2026-11-01", nil), ("soon", nil), ("mo", nil), ("", nil), ("monk", nil), ("0d", nil),
        ])
    func days(_ words: String, _ day: String?) throws {
        let today = try #require(CalendarDay("2026-11-24"))
        #expect(DayWords.day(words, today: today)?.description == day)
    }
}

@Suite struct ReturnedWorkTests {
    private func note(_ text: String) -> Note { Note(path: NotePath("a.md"), bytes: Array(text.utf8)) }
    private let accepted = """
        ## Current Blockers
        - ✅ Permit
        - ❌ Crane

        ## Next Steps
        - [x] Call the pilot ✅ 2026-11-20
        - [ ] Book the dock

        ## Key Facts
        - It costs 12k

        """

    private func found(_ text: String, _ rewrites: [(String, String?)] = []) -> [ReturnedWork] {
        ReturnedWork.found(
            from: note(accepted), to: note(text),
            rewrites: rewrites.map { LineRewrite(old: Array($0.0.utf8), new: $0.1.map { Array($0.utf8) }) },
            schema: .standard)
    }

    @Test func aStepThatWasDoneAndIsOpenIsFoundAndPutRight() throws {
        let text = accepted.replacing("- [x] Call the pilot ✅ 2026-11-20", with: "- [ ] Call the pilot")
        let works = found(text)
        #expect(works.map(\.kind) == [.reopenedStep])
        #expect(works.map(\.line) == [5])
        #expect(try ProjectEdit.putRight(works, in: note(text)).applied() == Array(accepted.utf8))
    }

    @Test func aResolvedBlockerThatIsOpenIsFound() throws {
        let text = accepted.replacing("✅ Permit", with: "❌ Permit")
        let works = found(text)
        #expect(works.map(\.kind) == [.blockerBack])
        #expect(try ProjectEdit.putRight(works, in: note(text)).applied() == Array(accepted.utf8))
    }

    @Test func oldWordsAndDeletedLinesAreFoundByTheJournal() throws {
        let text = accepted.replacing("12k", with: "10k") + "- It is red\n"
        #expect(found(text) == [])
        let works = found(text, [("- It costs 10k", "- It costs 12k"), ("- It is red", nil)])
        #expect(works.map(\.kind) == [.oldWords, .deletedLine])
        #expect(try ProjectEdit.putRight(works, in: note(text)).applied() == Array(accepted.utf8))
    }

    @Test func theTagAndTheDatesThatComeBackAreNoLoss() {
        let text = "---\ntags:\n  - needs-review\nlast_updated: 2026-11-01\n---\n# A\n"
        let was = text.replacing("  - needs-review\n", with: "").replacing("11-01", with: "11-24")
        let rewrites = [
            LineRewrite(old: Array("  - needs-review".utf8), new: nil),
            LineRewrite(
                old: Array("last_updated: 2026-11-01".utf8), new: Array("last_updated: 2026-11-24".utf8)),
        ]
        let works = ReturnedWork.found(from: note(was), to: note(text), rewrites: rewrites, schema: .standard)
        #expect(works == [])
    }

    @Test func aRewriteThatWasTakenBackIsNoLoss() {
        let text = accepted.replacing("12k", with: "10k")
        #expect(found(text, [("- It costs 10k", "- It costs 11k")]) == [])
    }

    @Test func anEqualStepThatWasOpenBeforeIsNoLoss() {
        let text = accepted + "\n"
        #expect(found(text) == [])
        let twice = accepted.replacing("- [ ] Book", with: "- [ ] Call the pilot\n- [ ] Book")
        #expect(found(twice).map(\.line) == [6])
    }

    @Test func deletingTakesTheItemAndWhatIsNestedInIt() throws {
        let text = "## Key Facts\n- a\n  - b\n- c\n\nword\n"
        #expect(
            try ProjectEdit.delete(line: 1, in: note(text)).applied()
                == Array("## Key Facts\n- c\n\nword\n".utf8))
        #expect(
            try ProjectEdit.delete(line: 5, in: note(text)).applied()
                == Array("## Key Facts\n- a\n  - b\n- c\n\n".utf8))
        #expect(throws: EditRefusal.self) { try ProjectEdit.delete(line: 0, in: note(text)) }
        #expect(throws: EditRefusal.self) { try ProjectEdit.delete(line: 99, in: note(text)) }
    }
}

@Suite struct ReviewBookTests {
    private let today = CalendarDay(ordinal: 1_000)

    private func vault(_ notes: [String: String]) -> Vault {
        var vault = Vault()
        for (path, text) in notes {
            vault.replace(
                NoteDigest(
                    Note(path: NotePath(path), bytes: Array(text.utf8)), schema: .standard, settings: .core))
        }
        return vault
    }

    private func book(_ notes: [String: (text: String, modified: Int64)]) -> ReviewBook {
        var book = ReviewBook()
        for (path, note) in notes {
            book.see(
                ReviewSighting(
                    NotePath(path), modified: note.modified, contents: Fingerprint(note.text.utf8)))
        }
        return book
    }

    private let tagged = "---\ntags: [needs-review]\n---\n"

    @Test func theNewestChangeComesFirstAndCopiesAreLeftOut() {
        let copy = "c.sync-conflict-20261101-101010-ABCDEFG.md"
        let vault = vault(["a.md": tagged, "b.md": tagged, copy: tagged, "d.md": "x\n", "e.md": "y\n"])
        var book = book(["a.md": (tagged, 5), "b.md": (tagged, 9), "d.md": ("x\n", 20), "e.md": ("y\n", 30)])
        book.accept(NotePath("d.md"), Fingerprint("old".utf8))
        book.accept(NotePath("e.md"), Fingerprint("y\n".utf8))
        let entries = book.entries(vault, today: today)
        #expect(entries.map(\.path.text) == ["b.md", "a.md", "d.md"])
        #expect(entries.map(\.reason) == [.needsReview, .needsReview, .changed])
    }

    @Test func aSnoozeHoldsUntilItsDay() {
        let vault = vault(["a.md": tagged, "b.md": tagged])
        var book = book(["a.md": (tagged, 5), "b.md": (tagged, 9)])
        book.snoozes = [NotePath("b.md"): today.adding(days: 1)]
        #expect(book.entries(vault, today: today).map(\.path.text) == ["a.md", "b.md"])
        #expect(book.entries(vault, today: today).map(\.snoozedUntil) == [nil, today.adding(days: 1)])
        #expect(book.entries(vault, today: today.adding(days: 1)).map(\.path.text) == ["b.md", "a.md"])
    }

    @Test func ourOwnSaveDoesNotMoveANote() {
        var book = book(["a.md": (tagged, 5)])
        book.saw(NotePath("a.md"), contents: Fingerprint("new".utf8))
        book.see(ReviewSighting(NotePath("a.md"), modified: 99, contents: Fingerprint("new".utf8)))
        #expect(book.sightings[NotePath("a.md")]?.modified == 5)
    }

    @Test func aMovedNoteFindsItsAcceptedText() {
        var book = ReviewBook(accepted: [NotePath("old/a.md"): Fingerprint("x".utf8)])
        #expect(book.origin(of: NotePath("new/a.md"), in: vault(["new/a.md": "x"])) == NotePath("old/a.md"))
        #expect(book.origin(of: NotePath("new/a.md"), in: vault(["new/a.md": "x", "old/a.md": "x"])) == nil)
        book.accept(NotePath("other/a.md"), Fingerprint("z".utf8))
        #expect(book.origin(of: NotePath("new/a.md"), in: vault(["new/a.md": "x"])) == nil)
        book.accept(NotePath("other/a.md"), nil)
        #expect(book.origin(of: NotePath("new/a.md"), in: vault(["new/a.md": "x"])) == NotePath("old/a.md"))
    }
}
