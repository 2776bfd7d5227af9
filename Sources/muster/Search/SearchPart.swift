import Synchronization
import VaultModel
import VaultStore

/// Notes that one thread goes through at a time, in path order.
final class SearchPart: Sendable {
    /// The texts of the notes one behind the other, each with a line feed behind it.
    struct Text: Sendable {
        /// The texts.
        var bytes: KeptBytes
        /// Where each ends.
        var ends: [Int]
    }
    /// Which of the notes a query was found in.
    private struct Sieve {
        let query: SearchQuery
        let fits: [Bool]
    }
    /// What is known beside the notes.
    private struct Known {
        var text: Text?
        /// What is known of the notes' texts where that is not all.
        var earlier = EarlierTexts()
        var sieves: [Sieve] = []
    }

    /// What the index keeps of each.
    let digests: [NoteDigest]
    private let state = Mutex(Known())
    /// How many queries are remembered: a word's letters, and back.
    private static let mostSieves = 16

    init(_ digests: [NoteDigest], known: EarlierTexts = EarlierTexts()) {
        self.digests = digests
        state.withLock { $0.earlier = known }
    }

    /// The path of its first note; a part has at least one.
    var first: NotePath { digests.first?.path ?? NotePath("") }

    /// A part with other notes that takes over what is known of their texts, but for those of some notes.
    func renewed(_ digests: [NoteDigest], without changed: Set<NotePath>) -> SearchPart {
        let earlier = state.withLock { state in
            state.text.map { EarlierTexts(self.digests.map(\.path), $0) } ?? state.earlier
        }
        return SearchPart(digests, known: earlier.without(changed))
    }

    /// The notes' text, once it was read and is kept.
    var text: Text? { state.withLock(\.text) }
    /// What is known of the notes' texts while `text` is nil.
    var known: EarlierTexts { state.withLock(\.earlier) }
    /// How many bytes are kept.
    var keptBytes: Int { state.withLock { $0.text?.bytes.count ?? 0 } }

    /// Keeps the text that was read.
    func keep(_ text: Text) {
        state.withLock { state in
            state.text = text
            state.earlier = EarlierTexts()
        }
    }

    /// The notes that a query may be found in, by what is known of the queries before; nil for all.
    func mayFit(_ query: SearchQuery) -> [Bool]? {
        state.withLock { state in
            state.sieves.filter { query.narrows($0.query) }
                .max { $0.query.text.utf8.count < $1.query.text.utf8.count }?.fits
        }
    }

    /// Notes which of the part's notes a query was found in.
    func note(_ query: SearchQuery, fits: [Bool]) {
        state.withLock { state in
            state.sieves.removeAll { $0.query == query }
            state.sieves.append(Sieve(query: query, fits: fits))
            if state.sieves.count > Self.mostSieves { state.sieves.removeFirst() }
        }
    }
}

/// The texts of a part's notes as they were before one of them changed.
struct EarlierTexts: Sendable {
    private var places: [NotePath: Range<Int>] = [:]
    private var bytes: KeptBytes?

    /// Nothing.
    init() {}

    /// The texts of notes.
    init(_ paths: [NotePath], _ text: SearchPart.Text) {
        bytes = text.bytes
        var start = 0
        for (path, end) in zip(paths, text.ends) {
            places[path] = start..<end
            start = end + 1
        }
    }

    /// The same without those of some notes.
    func without(_ changed: Set<NotePath>) -> EarlierTexts {
        var rest = self
        for path in changed { rest.places[path] = nil }
        return rest
    }

    /// Puts a note's text behind others; false where it is not known.
    func append(_ path: NotePath, to others: inout [UInt8]) -> Bool {
        guard let place = places[path], let bytes else { return false }
        bytes.withBytes { others.append(contentsOf: $0[place]) }
        return true
    }
}
