import Synchronization
import VaultModel
import VaultStore

/// What was last seen of each file: how a sweep finds what changed. Workers share it.
final class Ledger: Sendable {
    /// What is known.
    private struct Pages {
        var stamps: [NotePath: FileStamp] = [:]
        /// Files that are no notes: only that they are there.
        var files: Set<NotePath> = []
    }
    private let pages = Mutex(Pages())

    /// Notes what was read of a note.
    func record(_ path: NotePath, _ stamp: FileStamp) { pages.withLock { $0.stamps[path] = stamp } }

    /// Notes a file that is no note, and answers whether it is new.
    func record(file path: NotePath) -> Bool { pages.withLock { $0.files.insert(path).inserted } }

    /// The stamp of a note that was seen last.
    func stamp(_ path: NotePath) -> FileStamp? { pages.withLock { $0.stamps[path] } }

    /// Forgets a file, and answers whether it was known.
    func forget(_ path: NotePath) -> Bool {
        pages.withLock { pages in
            let wasNote = pages.stamps.removeValue(forKey: path) != nil
            return pages.files.remove(path) != nil || wasNote
        }
    }

    /// The known files that are not among those seen.
    func missing(from seen: Set<NotePath>) -> [NotePath] {
        pages.withLock { pages in
            (Array(pages.stamps.keys) + Array(pages.files)).filter { !seen.contains($0) }
        }
    }

    /// The known files below a folder.
    func below(_ folder: [UInt8]) -> [NotePath] {
        pages.withLock { pages in
            (Array(pages.stamps.keys) + Array(pages.files)).filter { $0.isBelow(folder) }
        }
    }
}

extension NotePath {
    /// Whether the path lies below a folder, given by the bytes of its path; the empty one is the root.
    func isBelow(_ folder: [UInt8]) -> Bool {
        folder.isEmpty || bytes.starts(with: folder + [UInt8(ascii: "/")])
    }
}
