import Dataview
import Synchronization
import VaultModel
import VaultStore

/// What queries know of a vault: each note is read once, and again only when something happened to it.
final class QueryPages: Sendable {
    /// What is known.
    private struct Known {
        var pages: [NotePath: PageMetadata] = [:]
        var files: Set<NotePath> = []
        /// The source over all of that; nil where it has to be made anew.
        var source: VaultQuerySource?
        /// Whether the vault was read as a whole.
        var isRead = false
        /// What may have changed since.
        var touched: Set<NotePath> = []
    }
    private let store: VaultStore
    private let clock: Clock
    private let commons = PageCommons()
    private let known = Mutex(Known())

    /// The pages of the store's vault; dates without a zone are in the clock's.
    init(_ store: VaultStore, clock: Clock) {
        self.store = store
        self.clock = clock
    }

    /// Notes that something happened to files; they are read again before the next answer.
    func touch(_ paths: some Sequence<NotePath>) {
        known.withLock { $0.touched.formUnion(paths) }
    }

    /// The vault as it is now; the first call reads all of it.
    func source() throws(StoreError) -> VaultQuerySource {
        if !known.withLock(\.isRead) { try readAll() }
        let touched = known.withLock { known in
            defer { known.touched = [] }
            return known.touched
        }
        for path in touched { look(at: path) }
        return known.withLock { known in
            if let source = known.source { return source }
            let source = VaultQuerySource(
                QueryVault(
                    pages: Array(known.pages.values), files: Array(known.files), starred: bookmarks()), store)
            known.source = source
            return source
        }
    }

    private func readAll() throws(StoreError) {
        _ = try store.scan(threads: 2) { [self] batch in
            let pages = batch.compactMap { file -> PageMetadata? in
                guard case .note(let path, let bytes, let stamp) = file else { return nil }
                return page(path, bytes, stamp)
            }
            known.withLock { known in
                for page in pages { known.pages[page.path] = page }
                known.files.formUnion(batch.map(\.path))
            }
        }
        known.withLock { $0.isRead = true }
    }

    /// Reads one file again, or forgets it where it is gone.
    private func look(at path: NotePath) {
        let found = store.stamp(path) != nil
        let file = path.isNote ? try? store.read(path) : nil
        let fresh = file.map { page(path, $0.bytes, $0.stamp) }
        known.withLock { known in
            known.pages[path] = fresh
            let isNew = found ? known.files.insert(path).inserted : known.files.remove(path) != nil
            // Only what a change of one note's text touches is made anew.
            let isReplaced = !isNew && (fresh.map { known.source?.replace($0) ?? false } ?? !path.isNote)
            if !isReplaced { known.source = nil }
        }
    }

    /// Creation counts as the last change: what the file system calls creation does not survive a copy.
    private func page(_ path: NotePath, _ bytes: [UInt8], _ stamp: FileStamp) -> PageMetadata {
        let modified = Double(stamp.modified / 1_000_000)
        let times = PageTimes(
            size: stamp.size, createdMilliseconds: modified, modifiedMilliseconds: modified, clock: clock)
        return PageMetadata(Note(path: path, bytes: bytes), times: times, clock: clock, commons: commons)
    }

    private func bookmarks() -> Set<String> {
        SmallFile.read(store.root + "/.obsidian/bookmarks.json").map(Bookmarks.paths) ?? []
    }
}

extension ScannedFile {
    /// Where the file stands.
    fileprivate var path: NotePath {
        switch self {
        case .note(let path, _, _), .unchanged(let path, _), .tooLarge(let path, _), .attachment(let path),
            .unreadable(let path, _):
            path
        }
    }
}
