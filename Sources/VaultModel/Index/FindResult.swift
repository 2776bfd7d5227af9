/// What a person's words for a note lead to.
package enum FindResult: Hashable, Sendable {
    /// The one note meant.
    case note(NotePath)
    /// Several notes that fit as well as each other, in the order of their paths.
    case several([NotePath])
    /// None; and the notes whose names are nearest, the nearest first, five at most.
    case none(nearest: [NotePath])
}

extension Vault {
    /// The note that a path, a name or a title means (design §4): an exact path with or without `.md`; else
    /// as a link from the vault's root; else a title or an alias, case ignored.
    package func find(_ text: String) -> FindResult {
        for path in [NotePath(text), NotePath(text + ".md")] where self[path] != nil { return .note(path) }
        switch resolve(text, from: NotePath(bytes: [])) {
        case .note(let path, ambiguous: false): return .note(path)
        case .note(let path, ambiguous: true):
            let twins = twins(of: path, in: text)
            return twins.count > 1 ? .several(twins) : .note(path)
        case .file, .unresolved: break
        }
        let wanted = Array(text.utf8)
        let titled = notes.filter { note in
            ([note.title] + note.aliases).contains { NameFold.equal($0.utf8, wanted) }
        }.map(\.path)
        if titled.count == 1 { return .note(titled[0]) }
        return titled.isEmpty ? .none(nearest: nearest(text)) : .several(titled)
    }

    /// The notes whose paths end as the text asks, which is why it does not tell them apart.
    private func twins(of path: NotePath, in text: String) -> [NotePath] {
        files(named: path.fileNameBytes).filter { twin in
            twin.isNote && (twin == path || resolve(text, from: twin).path == twin)
        }
    }

    /// The notes whose names come nearest: a few letters off, or with the letters in order.
    private func nearest(_ text: String) -> [NotePath] {
        let wanted = Array(NotePath(text).name.lowercased())
        let limit = max(2, wanted.count / 3)
        let near = notes.compactMap { note -> (distance: Int, path: NotePath)? in
            let name = note.path.name
            if let distance = editDistance(wanted, Array(name.lowercased()), limit: limit) {
                return (distance, note.path)
            }
            guard wanted.count > 2, FuzzyMatch.score(text, name) != nil else { return nil }
            return (limit + 1 + abs(name.count - wanted.count), note.path)
        }
        return near.sorted { $0.distance != $1.distance ? $0.distance < $1.distance : $0.path < $1.path }
            .prefix(5).map(\.path)
    }
}

/// How many letters must be put in, left out, changed or swapped with their neighbour to make one text of the
/// other; nil where it takes more than `limit`.
func editDistance(_ left: [Character], _ right: [Character], limit: Int) -> Int? {
    guard abs(left.count - right.count) <= limit else { return nil }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
        var current = [row + 1]
        for (column, other) in right.enumerated() {
            var best = min(
                last[column] + (letter == other ? 0 : 1), last[column + 1] + 1, current[column] + 1)
            if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                best = min(best, beforeLast[column - 1] + 1)
            }
            current.append(best)
        }
        if current.allSatisfy({ $0 > limit }) { return nil }
        beforeLast = last
        last = current
    }
    return last[right.count] <= limit ? last[right.count] : nil
}
