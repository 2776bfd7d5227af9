/// How often a note links to what: the app's `resolvedLinks` and `unresolvedLinks` of one note (CACHE_RULES §5).
package struct LinkTable: Hashable, Sendable {
    /// One target and how many links of the note lead to it.
    package struct Row<Target: Hashable & Sendable>: Hashable, Sendable {
        /// What the links lead to.
        package var target: Target
        /// How many there are, embeds and links in the properties included.
        package var count: Int
    }

    /// The notes and files that are there, in the order in which they are first linked to.
    package private(set) var resolved: [Row<NotePath>] = []
    /// The paths that lead to nothing, as written before the first `#`, likewise.
    package private(set) var unresolved: [Row<String>] = []

    /// Counts the links of a note.
    init(_ note: NoteDigest, in vault: Vault) {
        var places: [NotePath: Int] = [:]
        var missing: [String.Code: Int] = [:]
        for link in note.links {
            switch vault.resolve(link.target, from: note.path) {
            case .note(let path, _), .file(let path):
                Self.count(path, under: path, in: &resolved, &places)
            case .unresolved(let text):
                Self.count(text, under: String.Code(text), in: &unresolved, &missing)
            }
        }
    }

    private static func count<Target, Key: Hashable>(
        _ target: Target, under key: Key, in rows: inout [Row<Target>], _ places: inout [Key: Int]
    ) {
        if let place = places[key] {
            rows[place].count += 1
        } else {
            places[key] = rows.count
            rows.append(Row(target: target, count: 1))
        }
    }
}

extension Vault {
    /// How often a note links to what.
    package func linkTable(of note: NoteDigest) -> LinkTable { LinkTable(note, in: self) }
}

extension String {
    /// A text by its bytes: two spellings that Unicode calls equal are two keys of a JSON object.
    fileprivate struct Code: Hashable {
        private let bytes: [UInt8]
        init(_ text: String) { bytes = Array(text.utf8) }
    }
}
