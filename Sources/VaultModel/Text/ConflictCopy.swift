extension NotePath {
    /// Whether a sync service made the file because two devices changed a note: shown as such, never edited
    /// silently, and not counted with the notes (faults §3 rule 8).
    package var isConflictCopy: Bool {
        guard holdsConflict else { return false }
        let name = fileName.lowercased()
        return name.contains(".sync-conflict-") || name.contains("conflicted copy")
    }

    /// The note that the file is a copy of, as its name tells: `Ferry.md` for Syncthing's
    /// `Ferry.sync-conflict-20261124-101500-ABCDEFG.md`, and for `Ferry (Conflicted copy phone 202611241015).md` of
    /// Obsidian Sync or the like of Dropbox; nil where it does not tell.
    package var conflictOriginal: NotePath? {
        guard isConflictCopy, isNote else { return nil }
        let end = bytes[(bytes.count - 3)...]
        if let start = place(of: ".sync-conflict-") { return NotePath(bytes: Array(bytes[..<start] + end)) }
        guard let words = place(of: "conflicted copy"), bytes.dropLast(3).last == UInt8(ascii: ")"),
            let bracket = bytes[..<words].lastIndex(of: UInt8(ascii: "("))
        else { return nil }
        let name = bytes[..<bracket]
        return name.last == 0x20 ? NotePath(bytes: Array(name.dropLast() + end)) : nil
    }

    /// Whether the path holds the word that both kinds of names have, case ignored.
    private var holdsConflict: Bool { place(of: "conflict") != nil }

    /// Where a word in lower case is in the path, case ignored.
    private func place(of word: StaticString) -> Int? {
        let length = word.utf8CodeUnitCount
        return word.withUTF8Buffer { word in
            bytes.indices.last { start in
                (bytes[start] | 0x20) == (word[0] | 0x20) && start + length <= bytes.count
                    && zip(bytes[start...], word).allSatisfy { ($0 | 0x20) == ($1 | 0x20) }
            }
        }
    }
}
