import VaultModel

/// A note with what it is ordered by.
protocol OrderedEntry: Hashable, Comparable, Sendable {
    /// The note.
    var path: NotePath { get }
    /// What the list is narrowed by, in any case.
    var title: String { get }
}

/// Notes in order, kept so as they come and go: one that changes costs one search and one insertion.
struct OrderedNotes<Entry: OrderedEntry>: Sendable {
    /// The notes in order.
    private(set) var entries: [Entry] = []
    private var known: [NotePath: Entry] = [:]
    /// The titles of `entries`.
    private var titles = TextColumn()

    /// From so many changes on the whole list is gone through once, and not once for each of them.
    private static var many: Int { 4 }

    /// No notes.
    init() {}

    /// What a note is ordered by, if it is there.
    subscript(path: NotePath) -> Entry? { known[path] }

    /// The index of a note, in a time that grows with the logarithm of their number.
    func index(of path: NotePath) -> Int? { known[path].map(position) }

    /// Takes over notes and what they are ordered by from now on, nil for one that leaves, each note once. Answers
    /// whether anything changed.
    @discardableResult
    mutating func set(_ changes: [(path: NotePath, entry: Entry?)]) -> Bool {
        let changes = changes.filter { known[$0.path] != $0.entry }
        remove(changes.compactMap { known.removeValue(forKey: $0.path) })
        insert(changes.compactMap(\.entry))
        if !changes.isEmpty { titles = TextColumn() }
        return !changes.isEmpty
    }

    /// The places of the notes whose titles fit a filter.
    func places(fitting filter: TextFilter) -> [Int] {
        titles.places(fitting: filter, among: entries.count) { entries[$0].title }
    }

    private mutating func remove(_ old: [Entry]) {
        if old.count < Self.many {
            for entry in old { entries.remove(at: position(of: entry)) }
            return
        }
        let gone = Set(old.map(\.path))
        entries.removeAll { gone.contains($0.path) }
    }

    private mutating func insert(_ fresh: [Entry]) {
        for entry in fresh { known[entry.path] = entry }
        if fresh.count < Self.many {
            for entry in fresh { entries.insert(entry, at: position(of: entry)) }
            return
        }
        var merged: [Entry] = []
        merged.reserveCapacity(entries.count + fresh.count)
        // Far more are known than new: whole stretches are taken over at once.
        var done = 0
        for entry in fresh.sorted() {
            let place = entries[done...].partitioningIndex { !($0 < entry) }
            merged += entries[done..<place]
            merged.append(entry)
            done = place
        }
        entries = merged + entries[done...]
    }

    /// The index of the first entry that is not before `entry`.
    private func position(of entry: Entry) -> Int {
        entries.partitioningIndex { !($0 < entry) }
    }
}
