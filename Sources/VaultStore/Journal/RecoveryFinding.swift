package import VaultModel

/// What a person should know of a save that did not end properly.
package enum RecoveryFinding: Hashable, Sendable {
    /// The program was ended in the middle of a save, which is now complete.
    case completed(NotePath, String)
    /// Another program saved the note in the same moment: its version stands, ours was not saved.
    case theirsKept(NotePath, String)
    /// The note has been changed or moved since, so that it is not known whether the save took place.
    case uncertain(NotePath, String)
    /// Beside the note lies a file of that name which holds somebody else's text.
    case foreignFile(NotePath, [UInt8])

    /// The same for a person, with what to do.
    package var message: String {
        switch self {
        case .completed(let path, let label):
            "\(path): “\(label)” was interrupted and is now complete; nothing to do"
        case .theirsKept(let path, let label):
            "\(path): another program saved at the same time as “\(label)”; its text is kept, do it again"
        case .uncertain(let path, let label):
            "\(path): “\(label)” was interrupted, and the note has changed since; look whether it is there"
        case .foreignFile(let path, let name):
            "\(path): beside it lies \(NotePath(bytes: name)) with another text; compare the two"
        }
    }
}
