import VaultModel

/// The words that queries over a vault can hold, to be offered while one is typed.
package struct QueryWords: Sendable {
    /// More names of one kind than these are not kept.
    private static let most = 200_000
    /// How many notes are looked at together.
    private static let together = 256

    /// The names of the notes' fields, those of most notes first.
    package let fields: [String]
    /// The tags with `#`, by name.
    package let tags: [String]
    /// The folders, by path.
    package let folders: [String]
    /// The names of the notes, in the order of their letters in lower case.
    package let notes: [(lower: String, name: String)]

    /// Gathers the words of a vault; nil where `isCancelled` said so.
    package init?(_ source: any QuerySource, isCancelled: () -> Bool = { false }) {
        var fields: [String: Int] = [:]
        var folders: Set<String> = []
        var notes: Set<String> = []
        let count = min(source.count, Self.most)
        for start in stride(from: 0, to: count, by: Self.together) {
            if isCancelled() { return nil }
            let places = start..<min(start + Self.together, count)
            for case let page? in source.glimpses(at: places) {
                for name in page.fields.keys { fields[name, default: 0] += 1 }
            }
            for path in places.compactMap({ source.path(at: $0) }) {
                if folders.insert(path.folder).inserted { folders.formUnion(BaseOrder.folders(of: path)) }
                notes.insert(path.name)
            }
        }
        let tags = source.tagNames
        self.fields = fields.filter { Self.isName($0.key) }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map(\.key)
        self.tags = tags.sorted()
        self.folders = folders.filter { !$0.isEmpty }.sorted()
        self.notes = notes.map { ($0.lowercased(), $0) }.sorted { $0 < $1 }
    }

    /// Whether a query can write a field's name as it is.
    private static func isName(_ name: String) -> Bool {
        name.unicodeScalars.first?.isLetter == true && name.unicodeScalars.allSatisfy(\.continuesName)
    }

    /// The names of notes that start with a text in lower case, at most `most`.
    package func notes(startingWith start: String, most: Int) -> [String] {
        var (low, high) = (0, notes.count)
        while low < high {
            let middle = (low + high) / 2
            if notes[middle].lower < start { low = middle + 1 } else { high = middle }
        }
        return notes[low...].prefix(most).prefix { $0.lower.hasPrefix(start) }.map(\.name)
    }

    /// What every note has under `file`.
    package static let fileFields = FileField.allCases.map(\.rawValue)
    /// What every task has.
    package static let taskFields = ItemField.allCases.map(\.rawValue)
    /// The functions, each with how it is called.
    package static let functions = Function.all.map { ($0.name, $0.usage) }
}
