import Testing
@testable import VaultModel

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
        check(bytes, nesting: false)
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

    /// Every range slices back and lies in what holds it; blocks do not overlap; items tile their lists.
    private func check(_ bytes: [UInt8], nesting: Bool = true) {
        let note = Note(path: NotePath("Law.md"), bytes: bytes)
        #expect(note.bytes == bytes)
        var broken: [String] = []
        func law(_ holds: Bool, _ name: String) { if !holds { broken.append(name) } }

        let all = ByteRange(0, bytes.count)
        for (block, next) in zip(note.blocks, note.blocks.dropFirst()) {
            law(block.range.upper <= next.range.lower, "blocks \(block.range) \(next.range)")
        }
        for block in note.blocks {
            law(all.contains(block.range) && !block.range.isEmpty, "block \(block.range)")
        }
        for heading in note.headings {
            law(heading.range.contains(heading.textRange), "heading \(heading.range)")
            law(note.line(at: heading.range.lower) == heading.line, "heading's line \(heading.range)")
        }
        for link in note.links {
            law(note.text(link.range).hasPrefix(link.isEmbed ? "![" : "["), "link \(link.range)")
            law(link.range.contains(link.targetRange) && !link.targetRange.isEmpty, "target \(link.range)")
            law(link.displayRange.map { link.range.contains($0) } ?? true, "display \(link.range)")
        }
        for tag in note.tags {
            law(bytes[tag.range.lower] == 0x23 && tag.range.count > 1, "tag \(tag.range)")
        }
        for table in note.tables {
            for row in [table.header, table.delimiter] + table.rows {
                law(table.range.contains(row.range), "row \(row.range)")
                law(row.cells.allSatisfy { row.range.contains($0) }, "cells \(row.range)")
            }
        }
        for code in note.codeBlocks { law(all.contains(code.contentRange), "code \(code.range)") }
        for range in note.comments { law(all.contains(range) && !range.isEmpty, "comment \(range)") }
        if nesting {
            checkItems(note, law)
            law(note.cachedMetadataJSON().hasPrefix("{"), "index")
            law(inlineSpans(String(decoding: bytes, as: UTF8.self)).allSatisfy { !$0.text.isEmpty }, "spans")
        }
        #expect(broken.isEmpty, "\(note.text(all).debugDescription)")
    }

    private func checkItems(_ note: Note, _ law: (Bool, String) -> Void) {
        for (index, item) in note.listItems.enumerated() {
            law(item.extent.contains(item.markerRange), "marker \(item.extent)")
            law(item.extent.contains(item.textRange), "text \(item.extent)")
            law(item.box.map { item.extent.contains($0.markRange) } ?? true, "box \(item.extent)")
            law(item.line == note.line(at: item.markerRange.lower), "line \(item.extent)")
            law(item.list <= index && note.listItems[item.list].list == item.list, "list \(item.extent)")
            law(
                item.parent.map { $0 < index && note.listItems[$0].extent.contains(item.extent) } ?? true,
                "parent")
            law(item.parent.map { note.listItems[$0].depth + 1 == item.depth } ?? (item.depth == 0), "depth")
        }
        for items in Dictionary(grouping: note.listItems, by: \.list).values {
            for (item, next) in zip(items, items.dropFirst()) {
                let gap = ByteRange(min(item.extent.upper, next.extent.lower), next.extent.lower)
                law(item.extent.upper <= next.extent.lower, "siblings \(item.extent) \(next.extent)")
                law(note.bytes[gap].allSatisfy { $0 != 0x2D }, "gap \(gap)")
            }
        }
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
