package import VaultModel

/// One file that a scan met.
package enum ScannedFile: Sendable {
    /// A note with its bytes.
    case note(NotePath, bytes: [UInt8], stamp: FileStamp)
    /// A note whose stamp is the known one; it was not read.
    case unchanged(NotePath, stamp: FileStamp)
    /// A note of more than `VaultStore.largestNote` bytes; it was not read.
    case tooLarge(NotePath, stamp: FileStamp)
    /// Any other file, which can be linked to.
    case attachment(NotePath)
    /// A note that could not be read, or a folder that could not be listed, and why, with what to do.
    case unreadable(NotePath, String)
}

/// What a scan met, in numbers.
package struct ScanSummary: Hashable, Sendable {
    /// Notes, read or not.
    package var notes = 0
    /// Other files.
    package var attachments = 0
    /// Notes and folders that could not be read.
    package var unreadable = 0
    /// Folders, the root included.
    package var folders = 0
    /// Bytes of the notes that were read.
    package var bytes = 0
    /// Whether the scan was cancelled before its end.
    package var isCancelled = false

    /// Nothing met yet.
    package init() {}

    mutating func add(_ other: ScanSummary) {
        notes += other.notes
        attachments += other.attachments
        unreadable += other.unreadable
        folders += other.folders
        bytes += other.bytes
        isCancelled = isCancelled || other.isCancelled
    }
}
