package import VaultModel

/// One saved edit in the journal, as `muster undo --list` shows it.
package struct UndoEntry: Hashable, Sendable, Identifiable {
    /// A number that grows with every save of the vault.
    package typealias ID = UInt64

    /// Where an entry stands.
    package enum State: Hashable, Sendable {
        /// Written before the save; whether that took place is found out by `VaultStore.recover`.
        case pending
        /// The change is in the note.
        case saved
        /// A later entry has undone it.
        case undone
        /// The program ended while it saved, and the note has been changed since, so that it is not known.
        case uncertain
    }

    /// The number to undo it by.
    package let id: ID
    /// When it was saved, in nanoseconds since 1970.
    package let time: Int64
    /// What it did, in words.
    package let label: String
    /// The note.
    package let path: NotePath
    /// The entry that this one undoes; nil for an edit in its own right.
    package let undoes: ID?
    /// Where it stands.
    package let state: State
}

extension UndoEntry {
    /// The entries that a journal's records make, oldest first.
    static func entries(_ records: [JournalRecord]) -> [UndoEntry] {
        var undone: Set<ID> = []
        // Newest first: an entry that is itself undone undoes nothing.
        for record in records.reversed() where record.outcome == .saved && record.undoes != 0 {
            if !undone.contains(record.id) { undone.insert(record.undoes) }
        }
        return records.compactMap { record in
            guard let state = State(record.outcome, isUndone: undone.contains(record.id)) else { return nil }
            return UndoEntry(
                id: record.id, time: record.time, label: record.edit.label, path: record.edit.path,
                undoes: record.undoes == 0 ? nil : record.undoes, state: state)
        }
    }
}

extension UndoEntry.State {
    /// The state of a record; nil for one that changed nothing.
    fileprivate init?(_ outcome: JournalRecord.Outcome, isUndone: Bool) {
        switch outcome {
        case .dropped: return nil
        case .pending: self = .pending
        case .uncertain: self = .uncertain
        case .saved: self = isUndone ? .undone : .saved
        }
    }
}
