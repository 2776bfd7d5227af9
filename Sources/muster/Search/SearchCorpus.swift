import Synchronization
import VaultModel
import VaultStore

/// The text of a vault's notes, read when it is first searched and kept as far as the budget goes.
final class SearchCorpus: Sendable {
    /// Notes that one thread goes through at a time, in path order.
    final class Part: Sendable {
        /// What the index keeps of each.
        let digests: [NoteDigest]
        private let texts: Mutex<[[UInt8]?]>
        private let sieves = Mutex<[Sieve]>([])

        /// Which of the part's notes a query was found in.
        private struct Sieve {
            let query: SearchQuery
            let fits: [Bool]
        }
        /// How many queries are remembered: a word's letters, and back.
        private static let mostSieves = 16

        init(_ digests: [NoteDigest], _ texts: [[UInt8]?]) {
            self.digests = digests
            self.texts = Mutex(texts)
        }

        /// The texts that are kept.
        var kept: [[UInt8]?] { texts.withLock { $0 } }

        /// The notes that a query may be found in, by what is known of the queries before; nil for all.
        func mayFit(_ query: SearchQuery) -> [Bool]? {
            sieves.withLock { sieves in
                sieves.filter { query.narrows($0.query) }
                    .max { $0.query.text.utf8.count < $1.query.text.utf8.count }?.fits
            }
        }

        /// Notes which of the part's notes a query was found in.
        func note(_ query: SearchQuery, fits: [Bool]) {
            sieves.withLock { sieves in
                sieves.removeAll { $0.query == query }
                sieves.append(Sieve(query: query, fits: fits))
                if sieves.count > Self.mostSieves { sieves.removeFirst() }
            }
        }

        /// Keeps texts that were read.
        func keep(_ read: [[UInt8]?]) {
            texts.withLock { texts in
                for (index, bytes) in read.enumerated() where bytes != nil { texts[index] = bytes }
            }
        }
    }

    /// How many bytes of text are kept at most; what is beyond is read again for each search.
    private static let budget = 512 << 20
    /// How many notes a part has.
    private static let partSize = 256

    /// The parts for one revision of the vault.
    private struct Shelf {
        var revision = -1
        var parts: [Part] = []
        /// Notes whose text may have changed since they were read.
        var stale: Set<NotePath> = []
    }

    private let store: VaultStore
    private let shelf = Mutex(Shelf())
    private let keptBytes = Atomic<Int>(0)

    init(_ store: VaultStore) { self.store = store }

    /// Has a note read again before it is searched.
    func forget(_ path: NotePath) { shelf.withLock { _ = $0.stale.insert(path) } }

    /// The parts of a vault, with the texts that are known. Only one search at a time calls this.
    func parts(of vault: Vault) -> [Part] {
        shelf.withLock { shelf in
            if shelf.revision == vault.revision, shelf.stale.isEmpty { return shelf.parts }
            var known = Known(shelf.parts)
            let stale = shelf.stale
            let notes = vault.notes
            var parts: [Part] = []
            var bytes = 0
            for start in stride(from: 0, to: notes.count, by: Self.partSize) {
                let digests = Array(notes[start..<min(notes.count, start + Self.partSize)])
                let texts = digests.map { digest -> [UInt8]? in
                    let text = stale.contains(digest.path) ? nil : known.text(of: digest.path)
                    bytes += text?.count ?? 0
                    return text
                }
                parts.append(Part(digests, texts))
            }
            keptBytes.store(bytes, ordering: .relaxed)
            shelf = Shelf(revision: vault.revision, parts: parts)
            return parts
        }
    }

    /// The texts of a part's notes, read where they are not known; nil for a note that can't be read, and for one
    /// that is not `wanted`.
    func texts(of part: Part, wanted: [Bool]? = nil) -> [[UInt8]?] {
        if let wanted, !wanted.contains(true) { return [[UInt8]?](repeating: nil, count: wanted.count) }
        var texts = part.kept
        var fresh = [[UInt8]?](repeating: nil, count: texts.count)
        var hasFresh = false
        for index in texts.indices where texts[index] == nil && wanted?[index] != false {
            guard let bytes = try? store.read(part.digests[index].path).bytes else { continue }
            texts[index] = bytes
            if keptBytes.add(bytes.count, ordering: .relaxed).newValue <= Self.budget {
                fresh[index] = bytes
                hasFresh = true
            }
        }
        if hasFresh { part.keep(fresh) }
        return texts
    }

    /// Goes through the texts of old parts in path order.
    private struct Known {
        private let parts: [Part]
        private var part = 0
        private var index = 0
        private var texts: [[UInt8]?] = []

        init(_ parts: [Part]) {
            self.parts = parts
            texts = parts.first?.kept ?? []
        }

        /// The text of a note; the paths asked for must rise.
        mutating func text(of path: NotePath) -> [UInt8]? {
            while part < parts.count {
                if index == parts[part].digests.count {
                    part += 1
                    index = 0
                    texts = part < parts.count ? parts[part].kept : []
                    continue
                }
                let here = parts[part].digests[index].path
                if here == path { return texts[index] }
                if path < here { return nil }
                index += 1
            }
            return nil
        }
    }
}
