package import VaultModel

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

    /// The words of a vault: what the index knows of it, and the names of fields that were counted.
    package init(_ source: any QuerySource, fields: [String: Int]) {
        var folders: Set<String> = []
        var notes: Set<String> = []
        for path in (0..<min(source.count, Self.most)).compactMap({ source.path(at: $0) }) {
            if folders.insert(path.folder).inserted { folders.formUnion(BaseOrder.folders(of: path)) }
            notes.insert(path.name)
        }
        let tags = source.tagNames
        self.fields = fields.filter { Self.isName($0.key) }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map(\.key)
        self.tags = tags.sorted()
        self.folders = folders.filter { !$0.isEmpty }.sorted()
        self.notes = notes.map { ($0.lowercased(), $0) }.sorted { $0 < $1 }
    }

    /// The words of a vault, all of whose notes are read for that.
    package init(_ source: any QuerySource) {
        self.init(source, fields: Self.fields(of: source))
    }

    /// How many notes have a field of each name; all notes are read for that, and what they hold is not kept.
    package static func fields(of source: any QuerySource) -> [String: Int] {
        var fields: [String: Int] = [:]
        let count = min(source.count, most)
        for start in stride(from: 0, to: count, by: together) {
            for case let page? in source.glimpses(at: start..<min(start + together, count)) {
                for name in page.fields.keys { fields[name, default: 0] += 1 }
            }
        }
        return fields
    }

    /// Adds the fields of some notes to those that were counted.
    package static func add(
        _ notes: Set<NotePath>, of source: any QuerySource, to fields: inout [String: Int]
    ) {
        for place in notes.compactMap({ source.index(of: $0) }) {
            for case let page? in source.glimpses(at: place..<place + 1) {
                for name in page.fields.keys { fields[name, default: 0] += 1 }
            }
        }
    }

    /// Whether a query can write a field's name as it is.
    private static func isName(_ name: String) -> Bool {
        name.unicodeScalars.first?.isLetter == true && name.unicodeScalars.allSatisfy(\.continuesName)
    }

    /// The names of notes that start with a text in lower case, at most `most`.
    package func notes(startingWith start: String, most: Int) -> [String] {
        let first = notes.partitioningIndex { $0.lower >= start }
        return notes[first...].prefix(most).prefix { $0.lower.hasPrefix(start) }.map(\.name)
    }

    /// What every note has under `file`.
    package static let fileFields = FileField.allCases.map(\.rawValue)
    /// What every task has.
    package static let taskFields = ItemField.allCases.map(\.rawValue)
    /// The functions, each with how it is called.
    package static let functions = Function.all.map { ($0.name, $0.usage) }
}
