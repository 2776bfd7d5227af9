import Synchronization
import VaultModel
import VaultStore

/// What was last seen of each file: how a sweep finds what changed. Workers share it.
final class Ledger: Sendable {
    private let stamps = Mutex<[NotePath: FileStamp]>([:])

    /// Notes what was read, and answers whether it differs from what was seen before.
    func record(_ path: NotePath, _ stamp: FileStamp) -> Bool {
        stamps.withLock { $0.updateValue(stamp, forKey: path) != stamp }
    }

    /// The stamp that was seen last.
    func stamp(_ path: NotePath) -> FileStamp? { stamps.withLock { $0[path] } }

    /// Forgets a file, and answers whether it was known.
    func forget(_ path: NotePath) -> Bool {
        stamps.withLock { $0.removeValue(forKey: path) != nil }
    }

    /// The files that are known, those for which `isKept` holds left out.
    func missing(from seen: Set<NotePath>) -> [NotePath] {
        stamps.withLock { $0.keys.filter { !seen.contains($0) } }
    }

    /// The known files below a folder.
    func below(_ folder: [UInt8]) -> [NotePath] {
        let prefix = folder + [UInt8(ascii: "/")]
        return stamps.withLock { $0.keys.filter { $0.bytes.starts(with: prefix) } }
    }
}
