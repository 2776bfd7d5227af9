package import VaultModel

/// The search as the cockpit keeps it.
package struct SearchState: Sendable {
    /// Hits of one note, one after the other.
    package struct Group: Hashable, Sendable {
        /// The note.
        package var path: NotePath
        /// Its hits.
        package var hits: Range<Int>
    }
    /// What is looked for.
    package private(set) var query = SearchQuery("")
    /// The number of the search that is under way or was the last.
    package private(set) var number = 0
    /// What was found, in the order of paths and lines.
    package private(set) var hits: [SearchHit] = []
    /// The same by notes.
    package private(set) var groups: [Group] = []
    /// Whether the search is over.
    package private(set) var isDone = true
    /// The revision of the vault that was searched.
    package private(set) var revision = 0
    /// Counts the changes of `hits`.
    package private(set) var version = 0
    /// The search that `hits` are from.
    private var shown = 0

    /// Begins a search of a vault at a revision; what was found before stays in sight until something comes.
    mutating func begin(_ query: SearchQuery, revision: Int) {
        self.query = query
        self.revision = revision
        number += 1
        isDone = query.isEmpty
        if query.isEmpty { replace([]) }
    }

    /// Takes over what an earlier session looked for: it is looked for as soon as the vault is read.
    mutating func resume(_ query: SearchQuery) {
        self.query = query
        revision = -1
    }

    /// Takes hits over; those of another search than the last are of no interest any more.
    mutating func take(_ number: Int, _ found: [SearchHit], isDone: Bool) {
        guard number == self.number else { return }
        if shown != number { replace([]) }
        for hit in found {
            if groups.last?.path == hit.path {
                groups[groups.count - 1].hits = groups[groups.count - 1].hits.lowerBound..<(hits.count + 1)
            } else {
                groups.append(Group(path: hit.path, hits: hits.count..<(hits.count + 1)))
            }
            hits.append(hit)
        }
        self.isDone = isDone
        version += 1
    }

    /// The lines of a note, from 0, that were found.
    func lines(of path: NotePath) -> Set<Int> {
        guard let group = groups.first(where: { $0.path == path }) else { return [] }
        return Set(hits[group.hits].map(\.line))
    }

    private mutating func replace(_ found: [SearchHit]) {
        hits = found
        groups = []
        shown = number
        version += 1
    }
}

extension State {
    /// Looks for a text in the whole vault.
    mutating func search(for text: String) -> [Effect] {
        search.begin(SearchQuery(text), revision: vault.revision)
        pages[0].panes[.search]?.selected = nil
        pages[0].panes[.search]?.cursor = 0
        return [.search(search.number, search.query)]
    }

    /// Looks again where the vault changed since.
    mutating func demandSearch() -> [Effect] {
        guard search.isDone, scan.isDone, !search.query.isEmpty, search.revision != vault.revision else {
            return []
        }
        search.begin(search.query, revision: vault.revision)
        return [.search(search.number, search.query)]
    }

    /// Whether the list in sight, or below the note in sight, is what a search found.
    var isSearching: Bool { ScreenKind.list(of: pages[0]) == .search }

    /// Opens the input line of the search.
    mutating func typeSearch() -> [Effect] {
        overlay = .prompt(Prompt(.search, title: "Search", text: search.query.text))
        return []
    }
}
