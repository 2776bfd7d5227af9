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

    init(_ store: VaultStore, mailbox: Mailbox) {
        corpus = SearchCorpus(store)
        self.mailbox = mailbox
    }

    /// Has a note read again before it is searched.
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
    private func hits(of query: SearchQuery, in part: SearchCorpus.Part, most: Int) -> [SearchHit] {
        let wanted = part.mayFit(query)
        var fits = [Bool](repeating: false, count: part.digests.count)
        var hits: [SearchHit] = []
        for (index, text) in corpus.texts(of: part, wanted: wanted).enumerated() {
            guard let text, wanted?[index] != false else { continue }
            let found = query.hits(in: text, of: part.digests[index], most: most)
            fits[index] = !found.isEmpty
            hits += found
        }
        part.note(query, fits: fits)
        return hits
    }

    /// Reads the vault's text, so that the first search finds it read; a search ends it.
    func warm(_ vault: Vault) {
        latest.store(Self.warming, ordering: .releasing)
        worker.perform { [self] in
            let parts = corpus.parts(of: vault)
            let next = Atomic<Int>(0)
            onThreads(Self.threads) { [self] in
                while true {
                    let index = next.add(1, ordering: .relaxed).oldValue
                    guard index < parts.count, latest.load(ordering: .acquiring) == Self.warming else {
                        break
                    }
                    _ = corpus.texts(of: parts[index])
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
    private func lines(of person: PersonRequest, in part: SearchCorpus.Part, _ vault: Vault) -> [PersonLine] {
        zip(part.digests, corpus.texts(of: part)).flatMap { digest, text -> [PersonLine] in
            guard let text, !digest.path.isConflictCopy, person.mayStand(in: text) else { return [] }
            return person.lines(in: Note(path: digest.path, bytes: text), vault)
        }
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
        var found: [[SearchHit]?]
        var next = 0
        var count = 0
    }
    private let waiting: Mutex<Waiting>
    private let most: Int
    private let deliver: @Sendable ([SearchHit], Bool) -> Void

    init(_ parts: Int, most: Int, _ deliver: @escaping @Sendable ([SearchHit], Bool) -> Void) {
        waiting = Mutex(Waiting(found: [[SearchHit]?](repeating: nil, count: parts)))
        self.most = most
        self.deliver = deliver
    }

    /// Whether as much was found as anybody reads.
    var isFull: Bool { waiting.withLock { $0.count >= most } }

    /// Takes the hits of a part over and delivers what is complete from the front. Delivering under the lock keeps
    /// the order; it does no more than post a message.
    func put(_ hits: [SearchHit], at index: Int) {
        waiting.withLock { state in
            state.found[index] = hits
            var ready: [SearchHit] = []
            while state.next < state.found.count, let part = state.found[state.next] {
                ready += part
                state.found[state.next] = []
                state.next += 1
            }
            ready = Array(ready.prefix(most - state.count))
            state.count += ready.count
            if !ready.isEmpty { deliver(ready, false) }
        }
    }

    /// Says that all is delivered.
    func finish() { deliver([], true) }
}
