import Cockpit
import Synchronization
import VaultModel
import VaultStore

/// Searches the text of the vault on two threads; a new search ends the one before.
final class VaultSearch: Sendable {
    /// More lines than these nobody reads; the search ends there.
    static let mostHits = 5000
    /// The processors that a search may take.
    private static let threads = 2
    /// Stands for a search's number while the text is read for searches to come.
    private static let warming = -1

    private let corpus: SearchCorpus
    private let mailbox: Mailbox
    private let worker = Worker()
    private let latest = Atomic<Int>(0)
    private let pages = Atomic<Int>(0)

    /// A search of a store's notes whose texts are kept in `scratch`; nil where only one search is made.
    init(_ store: VaultStore, scratch: ScratchFile? = nil, mailbox: Mailbox) {
        corpus = SearchCorpus(store, scratch: scratch)
        self.mailbox = mailbox
    }

    /// Takes note of what changed in the vault.
    func hear(_ message: Message) {
        message.changedPaths.forEach(corpus.forget)
        if message.isScan { corpus.forgetAll() }
    }

    /// Takes note that an edit of a note is on its way: the index knows of it before the file.
    func forget(_ path: NotePath) { corpus.forget(path) }

    /// Searches, and posts `.found` with this number for each stretch of notes with hits, in path order.
    func search(_ number: Int, _ query: SearchQuery, in vault: Vault) {
        latest.store(number, ordering: .releasing)
        guard !query.isEmpty else { return }
        mailbox.began()
        worker.perform { [self] in
            run(query, in: vault, isCancelled: { [self] in latest.load(ordering: .acquiring) != number }) {
                [mailbox] hits, isDone in
                mailbox.post(.found(number, hits, isDone: isDone))
            }
            mailbox.ended()
        }
    }

    /// The lines of some notes that fit a query, in their order.
    private func hits(of query: SearchQuery, in part: SearchPart, most: Int) -> [SearchHit] {
        let wanted = part.mayFit(query)
        if wanted?.contains(true) == false {
            part.note(query, fits: part.digests.map { _ in false })
            return []
        }
        let text = corpus.text(of: part)
        let (hits, fits) = text.bytes.withBytes {
            query.hits(in: $0, ends: text.ends, of: part.digests, wanted: wanted, most: most)
        }
        part.note(query, fits: fits)
        return hits
    }

    /// Reads the vault's text, so that the first search finds it read; a search ends it. One that is `patient` leaves
    /// a processor to others.
    func warm(_ vault: Vault, isPatient: Bool) {
        latest.store(Self.warming, ordering: .releasing)
        worker.perform { [self] in
            let parts = corpus.parts(of: vault)
            let next = Atomic<Int>(0)
            onThreads(isPatient ? 1 : Self.threads) { [self] in
                while true {
                    let index = next.add(1, ordering: .relaxed).oldValue
                    guard index < parts.count, latest.load(ordering: .acquiring) == Self.warming else {
                        break
                    }
                    _ = corpus.text(of: parts[index])
                }
            }
        }
    }

    /// Gathers the lines that speak of a person and posts `.page`; another page that is asked for ends it.
    func readPage(_ key: PersonPage.Key, in vault: Vault) {
        let number = pages.add(1, ordering: .acquiringAndReleasing).newValue
        mailbox.began()
        worker.perform { [self] in
            let parts = corpus.parts(of: vault)
            let next = Atomic<Int>(0)
            let found = Mutex<[PersonLine]>([])
            onThreads(Self.threads) { [self] in
                while true {
                    let index = next.add(1, ordering: .relaxed).oldValue
                    guard index < parts.count, pages.load(ordering: .acquiring) == number else { break }
                    let lines = lines(of: key.person, in: parts[index], vault)
                    if !lines.isEmpty { found.withLock { $0 += lines } }
                }
            }
            if pages.load(ordering: .acquiring) == number {
                mailbox.post(.page(PersonPage(key, found.withLock { $0 })))
            }
            mailbox.ended()
        }
    }

    /// The lines of some notes that speak of a person.
    private func lines(of person: PersonRequest, in part: SearchPart, _ vault: Vault) -> [PersonLine] {
        let text = corpus.text(of: part)
        let notes = text.bytes.withBytes { bytes in
            person.mayStand(in: bytes, ends: text.ends).map { index in
                let start = index == 0 ? 0 : text.ends[index - 1] + 1
                return Note(path: part.digests[index].path, bytes: Array(bytes[start..<text.ends[index]]))
            }
        }
        return notes.filter { !$0.path.isConflictCopy }.flatMap { person.lines(in: $0, vault) }
    }

    /// Searches and hands the hits over in path order; the last call says that it is done.
    func run(
        _ query: SearchQuery, in vault: Vault, most: Int = VaultSearch.mostHits,
        isCancelled: @escaping @Sendable () -> Bool = { false },
        deliver: @escaping @Sendable ([SearchHit], Bool) -> Void
    ) {
        let parts = corpus.parts(of: vault)
        let next = Atomic<Int>(0)
        let order = InOrder(parts.count, most: most, deliver)
        onThreads(Self.threads) { [self] in
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < parts.count, !isCancelled(), !order.isFull else { break }
                order.put(hits(of: query, in: parts[index], most: most), at: index)
            }
        }
        if !isCancelled() { order.finish() }
    }
}

/// Puts what threads find in parts back in the order of the parts.
private final class InOrder: Sendable {
    private struct Waiting {
        var parts: [[SearchHit]?]
        /// The part that is delivered next.
        var next = 0
        /// How many hits were found and how many delivered.
        var found = 0
        var delivered = 0
    }
    private let waiting: Mutex<Waiting>
    private let most: Int
    private let deliver: @Sendable ([SearchHit], Bool) -> Void

    init(_ parts: Int, most: Int, _ deliver: @escaping @Sendable ([SearchHit], Bool) -> Void) {
        waiting = Mutex(Waiting(parts: [[SearchHit]?](repeating: nil, count: parts)))
        self.most = most
        self.deliver = deliver
    }

    /// Whether as much was found as anybody reads. Parts are begun in order, so what is found in some of them is
    /// found in front of all that are not begun.
    var isFull: Bool { waiting.withLock { $0.found >= most } }

    /// Takes the hits of a part over and delivers what is complete from the front. Delivering under the lock keeps
    /// the order; it does no more than post a message.
    func put(_ hits: [SearchHit], at index: Int) {
        waiting.withLock { state in
            state.parts[index] = hits
            state.found += hits.count
            var ready: [SearchHit] = []
            while state.next < state.parts.count, let part = state.parts[state.next] {
                ready += part
                state.parts[state.next] = []
                state.next += 1
            }
            if ready.count > most - state.delivered { ready.removeLast(ready.count - most + state.delivered) }
            state.delivered += ready.count
            if !ready.isEmpty { deliver(ready, false) }
        }
    }

    /// Says that all is delivered.
    func finish() { deliver([], true) }
}
