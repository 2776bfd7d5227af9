package import VaultModel

/// The edits of this session, newest last, and those that were undone.
package struct UndoHistory: Sendable {
    /// An edit that can be taken back.
    package struct Entry: Hashable, Sendable {
        /// The number it was saved under.
        package var number: Int
        /// The edit that takes it back; nil for what changed no note.
        package var inverse: Edit?
        /// Entries of one group are taken back together.
        package var group: Int
        /// What it did to what is remembered of reviews.
        package var memory: ReviewMemoryChange?
    }
    /// What an edit is, seen from the history.
    private enum Direction: Hashable { case done, undone, redone }

    /// What `u` takes back, newest last.
    package private(set) var undoable: [Entry] = []
    /// What `Ctrl-r` does again, newest last.
    package private(set) var redoable: [Entry] = []
    private var waiting: [Int: Direction] = [:]
    private var taken: [Int: Entry] = [:]

    /// No edits.
    package init() {}

    /// Notes an edit that is about to be saved, so that it can be undone at once; nil for a change of nothing
    /// but what is remembered. Without a group it is taken back alone.
    package mutating func began(
        _ edit: Edit?, number: Int, group: Int? = nil, memory: ReviewMemoryChange? = nil
    ) {
        undoable.append(
            Entry(number: number, inverse: edit?.inverse(), group: group ?? number, memory: memory))
        redoable = []
        if edit != nil { waiting[number] = .done }
    }

    /// Takes the newest entry, its edit to be saved under `number`; nil where there is none. The entry's number is
    /// the one that what is taken back was saved under.
    package mutating func undo(number: Int) -> Entry? {
        guard let entry = undoable.popLast() else { return nil }
        redoable.append(entry.turned(number))
        if entry.inverse != nil {
            waiting[number] = .undone
            taken[number] = entry
        }
        return entry
    }

    /// Takes the entry undone last, its edit to be saved under `number`; nil where there is none.
    package mutating func redo(number: Int) -> Entry? {
        guard let entry = redoable.popLast() else { return nil }
        undoable.append(entry.turned(number))
        if entry.inverse != nil {
            waiting[number] = .redone
            taken[number] = entry
        }
        return entry
    }

    /// Notes that the edit under `number` was saved, perhaps at another place than it was made for.
    package mutating func saved(_ edit: Edit, number: Int) {
        let direction = waiting.removeValue(forKey: number)
        taken[number] = nil
        guard let direction else { return }
        let inverse = edit.inverse()
        if direction == .undone {
            if let index = redoable.lastIndex(where: { $0.number == number }) {
                redoable[index].inverse = inverse
            }
        } else if let index = undoable.lastIndex(where: { $0.number == number }) {
            undoable[index].inverse = inverse
        }
    }

    /// Notes that the edit under `number` was refused: what it would have undone can be undone still.
    package mutating func refused(number: Int) {
        let direction = waiting.removeValue(forKey: number)
        let entry = taken.removeValue(forKey: number)
        undoable.removeAll { $0.number == number }
        redoable.removeAll { $0.number == number }
        guard let entry else { return }
        if direction == .undone { undoable.append(entry) } else { redoable.append(entry) }
    }
}

extension UndoHistory.Entry {
    /// The entry of the other list, saved under another number.
    fileprivate func turned(_ number: Int) -> Self {
        Self(number: number, inverse: inverse?.inverse(), group: group, memory: memory)
    }
}
