import Synchronization
import VaultModel
import VaultStore

extension VaultStore {
    /// The index of the vault as it is on disk.
    func index() throws -> Vault {
        let found = Mutex(Vault())
        _ = try scan(threads: 1) { batch in
            for case .note(let path, let bytes, _) in batch {
                found.withLock { $0.replace(NoteDigest(Note(path: path, bytes: bytes))) }
            }
        }
        return found.withLock { $0 }
    }
}
