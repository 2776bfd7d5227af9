import Dataview
import Synchronization
import VaultModel
import VaultStore

/// A vault for queries over the index: a note is read when a query first asks for its fields, and again only when
/// something happened to it.
final class QueryPages: Sendable {
    /// What is known.
    private struct Known {
        /// The vault of the last answer; nil before the first.
        var vault: QueryVault?
        /// What may have changed since the last moment.
        var touched: Set<NotePath> = []
    }
    private let store: VaultStore
    private let files: QueryFiles
    private let known = Mutex(Known())

    /// The pages of the store's vault; dates without a zone are in the clock's.
    init(_ store: VaultStore, clock: Clock) {
        self.store = store
        files = QueryFiles(store, clock: clock)
    }

    /// Notes that something happened to files; they are read again before the answer to the next question.
    func touch(_ paths: some Sequence<NotePath>) {
        known.withLock { $0.touched.formUnion(paths) }
    }

    /// An index, and what happened to files between the moment before and this one.
    struct Moment: Sendable {
        fileprivate let index: Vault
        fileprivate let touched: Set<NotePath>
    }

    /// The moment at which the index is what is there: to be taken where changes are heard of, so that each belongs
    /// to the first index that has it.
    func moment(_ index: Vault) -> Moment {
        known.withLock { known in
            defer { known.touched = [] }
            return Moment(index: index, touched: known.touched)
        }
    }

    /// The vault at a moment; all moments must be asked for, in the order in which they were taken.
    func vault(at moment: Moment) -> QueryVault {
        let old = known.withLock(\.vault)
        let starred = SmallFile.read(store.root + "/.obsidian/bookmarks.json").map(Bookmarks.paths) ?? []
        var vault = old ?? QueryVault(moment.index, files: files, starred: starred)
        if old != nil { vault.update(to: moment.index, touched: moment.touched, starred: starred) }
        known.withLock { $0.vault = vault }
        return vault
    }
}

extension QueryFiles {
    /// The files of a store's vault; dates without a zone are in the clock's.
    init(_ store: VaultStore, clock: Clock) {
        self.init(clock: clock, spread: { onThreads(2, $0) }) { path in
            guard let (bytes, stamp) = try? store.read(path) else { return nil }
            // What the file system calls creation does not survive a copy, so it counts as the last change.
            let modified = Double(stamp.modified / 1_000_000)
            return QueryVault.File(
                path: path, bytes: bytes, created: modified, modified: modified, size: stamp.size)
        }
    }
}
