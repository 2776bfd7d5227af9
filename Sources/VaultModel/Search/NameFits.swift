/// The names of an index that hold the letters of a pattern in order. A pattern that goes on from another one is
/// looked for only among the names that fitted that one.
package struct NameFits: Sendable {
    /// The pattern as typed.
    package let pattern: String
    /// How many notes and headings fit.
    package private(set) var count = 0
    /// The names that fit, in their order.
    private(set) var all: [UInt32] = []
    /// The best of them, best first.
    private(set) var best: [Scored] = []

    /// A name with how well it fits.
    struct Scored: Hashable, Sendable {
        var score: Int
        var name: UInt32

        static func isBefore(_ left: Scored, _ right: Scored) -> Bool {
            left.score != right.score ? left.score > right.score : left.name < right.name
        }
    }

    /// How many of the best are kept.
    private static let most = 300
    /// How much a note that was read lately is preferred.
    private static let recentBonus = 12

    /// Finds the names; nil where `isCancelled` says so. `fits` are those of an earlier pattern on the same index.
    package init?(
        _ pattern: String, in index: NameIndex, recents: [NotePath] = [], after fits: NameFits? = nil,
        isCancelled: () -> Bool = { false }
    ) {
        self.pattern = pattern
        let words = pattern.split(separator: " ").map { NameIndex.folded(String($0)) }
        let mask = words.joined().reduce(0) { $0 | NameIndex.bit($1) }
        var bonus = [UInt8](repeating: 0, count: index.notes.count)
        for path in recents { if let note = index.number(of: path) { bonus[Int(note)] = 1 } }
        var score = NameScore(words)
        var lastNote = UInt32.max
        func take(_ name: Int) {
            let entry = index.names[name]
            guard index.masks[name] & mask == mask,
                index.dropped.isEmpty || !index.dropped.contains(entry.note),
                let fit = score.score(index.letters, index.range(of: name))
            else { return }
            all.append(UInt32(truncatingIfNeeded: name))
            if entry.kind == .heading || entry.note != lastNote { count += 1 }
            if entry.kind != .heading { lastNote = entry.note }
            let extra = bonus[Int(entry.note)] > 0 ? Self.recentBonus : 0
            keep(Scored(score: fit + extra - entry.kind.penalty, name: UInt32(truncatingIfNeeded: name)))
        }
        if let fits, pattern.hasPrefix(fits.pattern) {
            for (step, name) in fits.all.enumerated() {
                if step & 0xFFF == 0, isCancelled() { return nil }
                take(Int(name))
            }
        } else {
            for name in index.names.indices {
                if name & 0xFFF == 0, isCancelled() { return nil }
                take(name)
            }
        }
        best.sort(by: Scored.isBefore)
        best = Array(best.prefix(Self.most))
    }

    private var least = Int.min

    /// Keeps a name that is among the best so far.
    private mutating func keep(_ scored: Scored) {
        guard scored.score > least else { return }
        best.append(scored)
        guard best.count >= 4 * Self.most else { return }
        best.sort(by: Scored.isBefore)
        best.removeLast(best.count - Self.most)
        least = best[Self.most - 1].score
    }
}

extension NameIndex.Kind {
    /// How much worse a name of this kind is than a title that fits as well.
    var penalty: Int {
        switch self {
        case .title, .alias: 0
        case .heading: 14
        case .path: 20
        }
    }
}

/// A note or heading that fits what was typed, as the finder shows it.
package struct NameMatch: Hashable, Sendable {
    /// The note.
    package var path: NotePath
    /// What the name is.
    package var kind: NameIndex.Kind
    /// The name as written.
    package var text: String
    /// The indices of the characters of `text` that were typed, rising.
    package var positions: [Int]
    /// A heading's line, from 0.
    package var line: Int?

    /// A match.
    package init(path: NotePath, kind: NameIndex.Kind, text: String, positions: [Int] = [], line: Int? = nil)
    {
        self.path = path
        self.kind = kind
        self.text = text
        self.positions = positions
        self.line = line
    }
}

extension Vault {
    /// The notes that the finder shows before something is typed: the first ones in the order of their paths, at most
    /// `limit`. Their order may have to be worked out, which is for a worker to do.
    package func firstNames(limit: Int) -> [NameMatch] {
        notes.prefix(limit).map { NameMatch(path: $0.path, kind: .title, text: $0.title) }
    }
}

extension NameFits {
    /// The best matches, best first, each note once by its names and once by each heading; at most `limit`.
    package func matches(_ index: NameIndex, in vault: Vault, limit: Int) -> [NameMatch] {
        var seen: Set<NotePath> = []
        var found: [NameMatch] = []
        for scored in best {
            guard let match = match(index.names[Int(scored.name)], index, vault) else { continue }
            if match.kind != .heading, !seen.insert(match.path).inserted { continue }
            found.append(match)
            if found.count == limit { break }
        }
        return found
    }

    private func match(_ name: NameIndex.Name, _ index: NameIndex, _ vault: Vault) -> NameMatch? {
        let path = index.notes[Int(name.note)]
        guard let digest = vault[path] else { return nil }
        var match = NameMatch(path: path, kind: name.kind, text: digest.title)
        switch name.kind {
        case .title: break
        case .alias:
            let aliases = digest.aliases
            guard Int(name.place) < aliases.count else { return nil }
            match.text = aliases[Int(name.place)]
        case .heading:
            let headings = digest.headings
            guard Int(name.place) < headings.count else { return nil }
            match.text = NameIndex.shown(headings[Int(name.place)].text)
            match.line = headings[Int(name.place)].line
        case .path: match.text = path.linkText
        }
        guard let fit = FuzzyMatch.score(pattern, match.text) else { return nil }
        match.positions = fit.positions
        return match
    }
}
