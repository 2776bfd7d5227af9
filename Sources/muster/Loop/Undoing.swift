import Synchronization
import VaultModel
import VaultStore

/// Which entry of the undo journal each edit of this session has. The writer's thread alone asks, in order.
final class JournaledEdits: Sendable {
    private let entries = Mutex<[Int: UndoEntry.ID]>([:])

    /// Notes the entry of an edit, by the edit's number.
    func note(_ entry: UndoEntry.ID?, for number: Int) { entries.withLock { $0[number] = entry } }

    /// The entry of an edit; nil where there is no journal.
    func entry(of number: Int) -> UndoEntry.ID? { entries.withLock { $0[number] } }
}

/// What came of taking the newest edit back.
enum UndoAttempt {
    /// It was tried: what the edit had done, and how the save ended.
    case undone(String, CommitOutcome)
    /// Nothing is left to undo.
    case nothing
    /// The journal can't be read, for the reason in words.
    case failed(String)
}

extension VaultStore {
    /// Takes back the newest edit that is still in the vault, whoever of our sessions made it.
    func undoLast() -> UndoAttempt {
        do throws(StoreError) {
            let entry = try undoEntries().last { $0.state == .saved && $0.undoes == nil }
            guard let entry else { return .nothing }
            return .undone(entry.label, commit(try undoEdit(for: entry.id), undoing: entry.id))
        } catch {
            return .failed(error.message)
        }
    }
}
