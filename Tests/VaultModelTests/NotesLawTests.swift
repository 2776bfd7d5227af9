import NoteLaws
import Testing
import VaultModel

/// What holds for any bytes: the corpus, cut off anywhere, and with bytes changed at random from a fixed
/// seed.
@Suite struct NotesLawTests {
    @Test(arguments: NotesCorpusTests.names) func corpus(_ name: String) throws {
        let bytes = try NotesCorpusTests.bytes(name)
        check(bytes)
        check([0xEF, 0xBB, 0xBF] + bytes)
        check(
            Array(
                bytes.split(separator: 0x0A, omittingEmptySubsequences: false).joined(separator: [0x0D, 0x0A])
            ))
        for end in stride(from: 0, to: bytes.count, by: 5) { check(Array(bytes[..<end])) }
    }

    @Test(arguments: NotesCorpusTests.names) func changedAtRandom(_ name: String) throws {
        let bytes = try NotesCorpusTests.bytes(name)
        var random = SeededGenerator(seed: UInt64(bytes.count))
        for _ in 0..<150 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...8, using: &random) { change(&changed, &random) }
            check(changed)
        }
    }

    @Test("edits of notes changed at random hold theirs", arguments: NotesCorpusTests.names)
    func editsOfChangedNotes(_ name: String) throws {
        let bytes = try NotesCorpusTests.bytes(name)
        var random = SeededGenerator(seed: UInt64(bytes.count) &* 31)
        for _ in 0..<8 {
            var changed = bytes
            for _ in 0..<Int.random(in: 0...8, using: &random) { change(&changed, &random) }
            let broken = EditLaws(Note(path: NotePath("Law.md"), bytes: changed)).broken()
            #expect(broken.isEmpty, "\(String(decoding: changed, as: UTF8.self).debugDescription)")
        }
    }

    @Test(arguments: [
        "- ", "> ", "1. ", ">- ", "\t- a\n", "- a\n  ", "```\n", "%%\n%", "[a\n\n", "[a]: b\n", "| a |\n",
        "|-|\n", "<a b=\"",
        "<!--", "<!-- a\n\n", "$$\n$", "#", "# ", "- [ ] ", "[[a", "[[a]]", "![[", "a^b ", "*#a ", "\u{FEFF}",
        "\r",
        "[^1]: a\n\n    ", "    a\n", "-\n", "=\n", "a\n=\n", "a\n\t\n", ">\n", "[a](<b ", "[a](b \"", "$a ",
        "<a@",
        "> a\nb\n", "- a\nb\n",
    ]) func longRunsTakeTimeInProportion(_ piece: String) {
        let bytes = Array(String(repeating: piece, count: 20_000).utf8)
        check(bytes, isLong: true)
    }

    private func change(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let marks = Array("\n\n\r\t  -*+>#`~[]()!|<>%$\\^_=:.1x\u{E9}".utf8) + [0x00, 0xFF, 0xC3, 0xE2, 0xF0]
        let place = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes.insert(marks.randomElement(using: &random) ?? 0, at: place)
        case 1 where place < bytes.count: bytes.remove(at: place)
        case 2 where place < bytes.count: bytes[place] = marks.randomElement(using: &random) ?? 0
        default: break
        }
    }

    private func check(_ bytes: [UInt8], isLong: Bool = false) {
        let note = Note(path: NotePath("Law.md"), bytes: bytes)
        let broken = isLong ? NoteLaws(note).brokenByRanges() : NoteLaws(note).broken()
        #expect(note.bytes == bytes)
        #expect(broken.isEmpty, "\(String(decoding: bytes.prefix(5_000), as: UTF8.self).debugDescription)")
    }
}

/// A generator of numbers that are the same on each run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    /// Starts with a seed.
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
