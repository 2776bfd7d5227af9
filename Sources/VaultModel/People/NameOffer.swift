/// Words of a line that may name somebody and are no link, and whom they may mean.
package struct NameOffer: Hashable, Sendable {
    /// The words as they are written.
    package var words: String
    /// The person's note.
    package var path: NotePath
    /// What a link to the note is written with.
    package var target: String
}

extension Vault {
    /// Whom the words of a line may mean that are no link: whole names and other names first, then single words of
    /// them, in the order of the line. Goes through all people: for a worker.
    package func nameOffers(onLine line: Int, of note: Note) -> [NameOffer] {
        let content = note.lines.contentRange(of: line, in: note.bytes)
        let taken = note.links.map(\.range)
        func isFree(_ range: Range<Int>) -> Bool {
            !taken.contains { $0.lower < range.upperBound && range.lowerBound < $0.upper }
        }
        let names = PersonNames(self)
        let whole = names.whole.found(in: note.bytes[content]).filter { isFree($0.range) }
        let parts = names.parts.found(in: note.bytes[content]).filter { part in
            isFree(part.range) && !whole.contains { $0.range.overlaps(part.range) }
        }
        var seen: Set<NameOffer> = []
        return (whole + parts).flatMap { found -> [NameOffer] in
            let words = String(decoding: note.bytes[found.range], as: UTF8.self)
            return names.people(called: words).map { path in
                let isClear = resolve(path.name, from: note.path).path == path
                return NameOffer(words: words, path: path, target: isClear ? path.name : path.linkText)
            }
        }.filter { seen.insert($0).inserted }
    }
}

/// The names of a vault's people, and the single words of them.
private struct PersonNames {
    private let paths: [String: [NotePath]]
    let whole: NameMatcher
    let parts: NameMatcher

    init(_ vault: Vault) {
        var whole: Set<String> = []
        var parts: Set<String> = []
        var paths: [String: [NotePath]] = [:]
        func add(_ name: String, _ path: NotePath, to names: inout Set<String>) {
            names.insert(name)
            if paths[name]?.contains(path) != true { paths[name, default: []].append(path) }
        }
        for person in vault.people where !person.path.isConflictCopy {
            for name in [person.path.name, person.title] + person.aliases where !name.isEmpty {
                add(name, person.path, to: &whole)
                for word in name.split(separator: " ") where word.count > 2 && word.first?.isUppercase == true
                {
                    add(String(word), person.path, to: &parts)
                }
            }
        }
        self.whole = NameMatcher(whole.map { ($0, 0) })
        self.parts = NameMatcher(parts.subtracting(whole).map { ($0, 0) })
        self.paths = paths
    }

    /// The people who have a name, or a part of one, in the order of their notes.
    func people(called name: String) -> [NotePath] { paths[name] ?? [] }
}

extension PersonRequest {
    /// A request for whoever is called by the words of an offer.
    package init(_ offer: NameOffer) {
        self.init(name: offer.path.name, path: offer.path, names: [offer.words])
    }
}
