package import VaultModel

/// An edit that is now in the file.
package struct Committed: Sendable {
    /// The edit as it was applied: moved to where its lines stand now if the file had changed.
    package let edit: Edit
    /// The whole file as it is now. The watcher's echo of it is recognised by these bytes.
    package let bytes: [UInt8]
    /// The stamp that belongs to `bytes`.
    package let stamp: FileStamp
    /// Whether the change survives a power cut: false where the disk refused to confirm it.
    package let isDurable: Bool
    /// What to undo by, also after a restart; nil without a journal.
    package let entry: UndoEntry.ID?
}

/// How a commit ended. In every case but `saved` the file is as it was.
package enum CommitOutcome: Sendable {
    /// The change is in the file. If it is not durable, say so: `saved, but the disk has not confirmed it`.
    case saved(Committed)
    /// The file has changed and the edit's place is no longer certain. Nothing was written: show both texts.
    case changed(current: [UInt8], reason: AnchorLoss)
    /// Another program has the note open for writing; words with what to do.
    case busy(String)
    /// The note or its folder may not be written; words with what to do.
    case readOnly(String)
    /// Anything else.
    case failed(StoreError)
}
