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
