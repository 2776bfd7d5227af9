package import VaultModel

/// What holds for the reading of any bytes at all: ranges slice back and nest (invariant 1 of the map), and nothing
/// that reads a note traps. The tests and the fuzzer check the same laws.
package struct NoteLaws {
    let note: Note

    /// The laws for a note.
    package init(_ note: Note) { self.note = note }

    /// The laws that the note breaks, with the ranges that break them.
    package func broken() -> [String] {
        var broken = brokenByRanges()
        func law(_ holds: Bool, _ name: String) { if !holds { broken.append(name) } }
        checkItems(law)
        let text = note.text(ByteRange(0, note.bytes.count))
        law(note.cachedMetadataJSON().hasPrefix("{"), "the index is an object")
        law(inlineSpans(text).allSatisfy { !$0.text.isEmpty }, "spans hold text")
        readAll()
        return broken
    }

    /// The laws that the note breaks with single ranges, in time that grows with the note's length only.
    package func brokenByRanges() -> [String] {
        var broken: [String] = []
        func law(_ holds: Bool, _ name: String) { if !holds { broken.append(name) } }
        checkBlocks(law)
        checkInlines(law)
        return broken
    }

    private func checkBlocks(_ law: (Bool, String) -> Void) {
        let all = ByteRange(0, note.bytes.count)
        for (block, next) in zip(note.blocks, note.blocks.dropFirst()) {
            law(block.range.upper <= next.range.lower, "blocks overlap \(block.range) \(next.range)")
        }
        for block in note.blocks {
            law(all.contains(block.range) && !block.range.isEmpty, "block \(block.range)")
        }
        for heading in note.headings {
            law(heading.range.contains(heading.textRange), "heading \(heading.range)")
            law(note.line(at: heading.range.lower) == heading.line, "heading's line \(heading.range)")
        }
        for table in note.tables {
            for row in [table.header, table.delimiter] + table.rows {
                law(table.range.contains(row.range), "row \(row.range)")
                law(row.cells.allSatisfy { row.range.contains($0) }, "cells \(row.range)")
            }
        }
        for code in note.codeBlocks { law(all.contains(code.contentRange), "code \(code.range)") }
        for range in note.comments { law(all.contains(range) && !range.isEmpty, "comment \(range)") }
    }

    private func checkInlines(_ law: (Bool, String) -> Void) {
        for link in note.links {
            law(note.text(link.range).hasPrefix(link.isEmbed ? "![" : "["), "link \(link.range)")
            law(link.range.contains(link.targetRange) && !link.targetRange.isEmpty, "target \(link.range)")
            law(link.displayRange.map { link.range.contains($0) } ?? true, "display \(link.range)")
        }
        for tag in note.tags {
            law(note.bytes[tag.range.lower] == 0x23 && tag.range.count > 1, "tag \(tag.range)")
        }
    }

    private func checkItems(_ law: (Bool, String) -> Void) {
        for (index, item) in note.listItems.enumerated() {
            law(item.extent.contains(item.markerRange), "marker \(item.extent)")
            law(item.extent.contains(item.textRange), "text \(item.extent)")
            law(item.box.map { item.extent.contains($0.markRange) } ?? true, "box \(item.extent)")
            law(item.line == note.line(at: item.markerRange.lower), "line \(item.extent)")
            law(item.list <= index && note.listItems[item.list].list == item.list, "list \(item.extent)")
            law(
                item.parent.map { $0 < index && note.listItems[$0].extent.contains(item.extent) } ?? true,
                "parent of \(item.extent)")
            law(
                item.parent.map { note.listItems[$0].depth + 1 == item.depth } ?? (item.depth == 0),
                "depth of \(item.extent)")
        }
        for items in Dictionary(grouping: note.listItems, by: \.list).values {
            for (item, next) in zip(items, items.dropFirst()) {
                let gap = ByteRange(min(item.extent.upper, next.extent.lower), next.extent.lower)
                law(item.extent.upper <= next.extent.lower, "siblings \(item.extent) \(next.extent)")
                law(note.bytes[gap].allSatisfy { $0 != 0x2D }, "gap \(gap)")
            }
        }
    }

    /// Reads the note as the index, the checks and the project pages do.
    private func readAll() {
        var vault = Vault()
        vault.replace(NoteDigest(note))
        _ = vault.tasks(all: true)
        _ = Check.findings(in: CheckedNote(note, in: vault, open: { _ in nil }))
        _ = Project(note)
    }
}
