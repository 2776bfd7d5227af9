extension NotePath {
    /// Whether a sync service made the file because two devices changed a note: shown as such, never edited
    /// silently, and not counted with the notes (faults §3 rule 8).
    package var isConflictCopy: Bool {
        let name = fileName.lowercased()
        return name.contains(".sync-conflict-") || name.contains("conflicted copy")
    }
}
