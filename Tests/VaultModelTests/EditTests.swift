import Testing

@testable import VaultModel

@Suite("Edits change their ranges and nothing else")
struct EditTests {
    private func edit(_ base: String, _ replacements: [Replacement]) -> Edit {
        Edit(label: "test", path: NotePath("n.md"), base: Array(base.utf8), replacements: replacements)
    }

    @Test func appliesInAnyOrder() {
        let edit = edit(
            "abcdef",
            [
                Replacement(ByteRange(4, 5), "X"), Replacement(ByteRange(0, 0), "<"),
                Replacement(ByteRange(1, 3), ""),
            ])
        #expect(String(decoding: edit.applied(), as: UTF8.self) == "<adXf")
        #expect(edit.inverse().applied() == edit.base)
        #expect(edit.inverse().inverse().applied() == edit.applied())
    }

    @Test func emptiness() {
        #expect(edit("abc", []).isEmpty)
        #expect(edit("abc", [Replacement(ByteRange(1, 2), "b")]).isEmpty)
        #expect(!edit("abc", [Replacement(ByteRange(1, 1), " ")]).isEmpty)
    }

    /// Invariant 2 with bytes of every kind: whatever is replaced, the inverse brings it back.
    @Test(arguments: 1...20) func inverseRestoresAnything(_ seed: UInt64) {
        var random = Xorshift(state: seed)
        let alphabet: [UInt8] = [0x0D, 0x0A, 0x00, 0xFF, 0xC3, 0xA9, 0x20, 0x2D, 0xEF, 0xBB, 0xBF]
        func bytes(_ most: Int) -> [UInt8] {
            (0..<random.below(most)).map { _ in alphabet[random.below(11)] }
        }
        let base = bytes(80)
        var replacements: [Replacement] = []
        var place = 0
        while place < base.count {
            let lower = place + random.below(10)
            let upper = lower + random.below(5)
            guard upper <= base.count else { break }
            replacements.append(Replacement(ByteRange(lower, upper), bytes(6)))
            place = upper + 1
        }
        let edit = Edit(label: "", path: NotePath("n.md"), base: base, replacements: replacements)
        #expect(edit.inverse().applied() == base)
        var done = 0
        var rest = edit.applied()[...]
        for replacement in edit.replacements {
            #expect(rest.starts(with: base[done..<replacement.range.lower]))
            rest = rest.dropFirst(replacement.range.lower - done)
            #expect(rest.starts(with: replacement.bytes))
            rest = rest.dropFirst(replacement.bytes.count)
            done = replacement.range.upper
        }
        #expect(Array(rest) == Array(base[done...]))
    }

    /// Changes one after the other are the same as the one edit that a draft makes of them.
    @Test(arguments: 1...30) func draftsAreOneEdit(_ seed: UInt64) {
        var random = Xorshift(state: seed)
        let base = note(String(repeating: "line of text\n", count: 6))
        var draft = EditDraft(base)
        var bytes = base.bytes
        for round in 0..<6 {
            let lower = random.below(bytes.count)
            let upper = min(bytes.count, lower + random.below(9))
            let new = Array("<\(round)>".utf8.prefix(random.below(4)))
            bytes.replaceSubrange(lower..<upper, with: new)
            draft.apply([Replacement(ByteRange(lower, upper), new)])
            #expect(draft.note.bytes == bytes)
        }
        let edit = draft.edit("all")
        #expect(edit.applied() == bytes && edit.base == base.bytes)
        #expect(edit.inverse().applied() == base.bytes)
    }

    @Test func draftOfInsertionAtADeletion() {
        var draft = EditDraft(note("abcdef"))
        draft.apply([Replacement(ByteRange(2, 4), "")])
        draft.apply([Replacement(ByteRange(2, 2), "X")])
        #expect(draft.edit("").replacements == [Replacement(ByteRange(2, 4), "X")])
    }
}
