extension NotePath {
    /// Whether a sync service made the file because two devices changed a note: shown as such, never edited
    /// silently, and not counted with the notes (faults §3 rule 8).
    package var isConflictCopy: Bool {
        guard holdsConflict else { return false }
        let name = fileName.lowercased()
        return name.contains(".sync-conflict-") || name.contains("conflicted copy")
    }

    /// Whether the path holds the word that both kinds of names have, case ignored.
    private var holdsConflict: Bool {
        let word = Array("conflict".utf8)
        return bytes.indices.contains { start in
            bytes[start] | 0x20 == word[0] && start + word.count <= bytes.count
                && zip(bytes[start...], word).allSatisfy { $0 | 0x20 == $1 }
        }
    }
}
