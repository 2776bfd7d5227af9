import Synchronization
import VaultModel
import VaultStore

/// The text of a vault's notes, read when it is first searched and kept as far as the budget goes.
final class SearchCorpus: Sendable {
    /// How many bytes of text are kept at most; what is beyond is read again for each search.
    static let budget = 512 << 20
    /// How many notes a part has at first, and how many at most.
    private static let partSize = 256
    private static let largestPart = 1024

    /// The parts for one revision of the vault, in path order.
    private struct Shelf {
        var revision = -1
        var parts: [SearchPart] = []
        /// How many notes they have.
        var count = 0
        /// Notes that may have changed since.
        var stale: Set<NotePath> = []
    }

    private let store: VaultStore
    private let scratch: ScratchFile?
    private let shelf = Mutex(Shelf())
    private let keptBytes = Atomic<Int>(0)

    /// The text of a store's notes, kept in `scratch`; nil for a single search, for which nothing is kept.
    init(_ store: VaultStore, scratch: ScratchFile?) {
        self.store = store
        self.scratch = scratch
    }

    /// Takes note of what becomes of a note in the vault: it is read again before it is searched.
    func forget(_ path: NotePath) { shelf.withLock { _ = $0.stale.insert(path) } }

    /// Takes note of changes that nobody names, as while the vault is read for the first time.
    func forgetAll() {
        shelf.withLock { shelf in
            shelf.parts = []
            shelf.count = 0
        }
    }

    /// The parts of a vault, with the texts that are known. Only one search at a time calls this.
    func parts(of vault: Vault) -> [SearchPart] {
        shelf.withLock { shelf in
            if shelf.revision == vault.revision, shelf.stale.isEmpty, !shelf.parts.isEmpty {
                return shelf.parts
            }
            let notes = vault.notes
            let renewed = shelf.parts.isEmpty ? nil : renewed(shelf.parts, shelf.stale.sorted(), notes)
            shelf.parts = renewed ?? made(notes)
            shelf.count = notes.count
            shelf.revision = vault.revision
            shelf.stale = []
            let kept = shelf.parts.reduce(0) { $0 + $1.keptBytes }
            keptBytes.store(kept, ordering: .relaxed)
            return shelf.parts
        }
    }

    private func made(_ notes: NoteList) -> [SearchPart] {
        stride(from: 0, to: notes.count, by: Self.partSize).map { start in
            SearchPart(Array(notes[start..<min(notes.count, start + Self.partSize)]))
        }
    }

    /// The parts with those made anew that hold a note that may have changed; nil where that does not give the notes
    /// that there are. `stale` rises.
    private func renewed(_ parts: [SearchPart], _ stale: [NotePath], _ notes: NoteList) -> [SearchPart]? {
        var result: [SearchPart] = []
        var changed = stale[...]
        var count = 0
        for (index, part) in parts.enumerated() {
            let end = index + 1 < parts.count ? parts[index + 1].first : nil
            let here = changed.prefix { path in end.map { path < $0 } ?? true }
            changed = changed.dropFirst(here.count)
            if here.isEmpty {
                result.append(part)
                count += part.digests.count
                continue
            }
            let low = index == 0 ? 0 : Self.place(of: part.first, in: notes)
            let high = end.map { Self.place(of: $0, in: notes) } ?? notes.count
            count += high - low
            let size = high - low > Self.largestPart ? Self.partSize : Self.largestPart
            for start in stride(from: low, to: high, by: size) {
                let digests = Array(notes[start..<min(high, start + size)])
                result.append(part.renewed(digests, without: Set(here)))
            }
        }
        return count == notes.count ? result : nil
    }

    /// The index of the first note that does not stand before a path.
    private static func place(of path: NotePath, in notes: NoteList) -> Int {
        notes.partitioningIndex { $0.path >= path }
    }

    /// The text of a part, read as far as it is not known.
    func text(of part: SearchPart) -> SearchPart.Text {
        if let text = part.text { return text }
        var bytes: [UInt8] = []
        var ends: [Int] = []
        let known = part.known
        for digest in part.digests {
            if !known.append(digest.path, to: &bytes), let read = try? store.read(digest.path).bytes {
                bytes += read
            }
            ends.append(bytes.count)
            bytes.append(0x0A)
        }
        guard let scratch, keptBytes.add(bytes.count, ordering: .relaxed).newValue <= Self.budget else {
            return SearchPart.Text(bytes: KeptBytes(bytes), ends: ends)
        }
        let text = SearchPart.Text(bytes: scratch.keep(bytes), ends: ends)
        part.keep(text)
        return text
    }
}
