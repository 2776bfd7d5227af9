import Screen
package import VaultModel

/// Which notes have copies that a sync service made because two devices changed them.
package struct ConflictCopies: Sendable {
    private var copies: [NotePath: Set<NotePath>] = [:]

    /// No copies.
    package init() {}

    /// The copies of a note, in the order of their paths.
    package subscript(note: NotePath) -> [NotePath] { copies[note]?.sorted() ?? [] }

    /// Takes note of a file, if its name says that it is a copy.
    mutating func insert(_ path: NotePath) {
        if let original = path.conflictOriginal { copies[original, default: []].insert(path) }
    }

    /// Forgets a file.
    mutating func remove(_ path: NotePath) {
        guard let original = path.conflictOriginal else { return }
        copies[original]?.remove(path)
        if copies[original]?.isEmpty == true { copies[original] = nil }
    }
}

/// What is to be compared: a note with a copy of it, or with itself where it holds the marks of a merge.
package struct Comparison: Hashable, Sendable {
    /// The note that is written.
    package var note: NotePath
    /// The copy; nil for a note with both texts between marks.
    package var copy: NotePath?
}

extension State {
    /// What the note that the page is about, or the one under the cursor, can be compared with; nil for nothing.
    var comparable: Comparison? {
        for path in [item?.origin?.path, subject].compactMap({ $0 }) {
            if let original = path.conflictOriginal, vault[original] != nil {
                return Comparison(note: original, copy: path)
            }
            if let copy = copies[path].first { return Comparison(note: path, copy: copy) }
            if let note = open[path]?.note, note.hasMergeMarks { return Comparison(note: path) }
        }
        return nil
    }

    /// Asks for the two texts; the comparison opens as soon as both are there.
    mutating func compare() -> [Effect] {
        guard let comparable else { return [] }
        comparing = comparable
        for path in [comparable.note, comparable.copy].compactMap({ $0 }) { unreadable[path] = nil }
        return refreshComparison()
    }

    /// Opens the comparison that was asked for, where its notes are read.
    mutating func refreshComparison() -> [Effect] {
        guard let wanted = comparing else { return [] }
        let paths = [wanted.note, wanted.copy].compactMap { $0 }
        if let path = paths.first(where: { unreadable[$0] != nil }) {
            comparing = nil
            notice = Notice("\(path.text) can't be read: \(unreadable[path] ?? "")", isError: true)
            return []
        }
        let notes = paths.compactMap { open[$0]?.note }
        guard notes.count == paths.count else {
            // `read` notes only while they are asked for: those on the screen are kept as they are.
            return paths.flatMap { demand($0) }
        }
        comparing = nil
        let merge = notes.count == 2 ? ConflictMerge(notes[0], notes[1]) : ConflictMerge(marksIn: notes[0])
        guard let merge else { return [] }
        overlay = .merge(MergeOverlay(merge, width: OverlayLayout.merge(on: size).inner.width))
        return []
    }

    /// Writes what was taken, as one edit of the note; where the copy goes too, it does so when the note is saved, and
    /// both are taken back together.
    mutating func writeMerge(removesCopy: Bool) -> [Effect] {
        guard case .merge(var shown)? = overlay else { return [] }
        let made: Edit
        do throws(EditRefusal) { made = try shown.merge.edit() } catch {
            notice = Notice(error.message, isError: true)
            return []
        }
        if removesCopy, !shown.isAsked {
            shown.isAsked = true
            overlay = .merge(shown)
            notice = Notice(shown.question(keyName(of: "merge.finish", self)))
            return []
        }
        overlay = nil
        let removal = removesCopy ? shown.removal : nil
        guard !made.isEmpty else {
            if let removal { return begin(removal) }
            notice = Notice("Nothing was taken; the note stays as it is")
            return []
        }
        let effects = begin(made)
        following[lastEdit] = removal
        return effects
    }
}
