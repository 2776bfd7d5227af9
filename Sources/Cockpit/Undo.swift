package import VaultModel

/// The edits of this session, newest last, and those that were undone.
package struct UndoHistory: Sendable {
    /// An edit that can be taken back.
    package struct Entry: Hashable, Sendable {
        /// The number it was saved under.
        package var number: Int
        /// The edit that takes it back.
        package var inverse: Edit
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

    /// Notes an edit that is about to be saved, so that it can be undone at once.
    package mutating func began(_ edit: Edit, number: Int) {
        undoable.append(Entry(number: number, inverse: edit.inverse()))
        redoable = []
        waiting[number] = .done
    }

    /// Takes the newest edit, to be saved under `number`, with the number it was saved under; nil where there is none.
    package mutating func undo(number: Int) -> (edit: Edit, of: Int)? {
        guard let entry = undoable.popLast() else { return nil }
        redoable.append(Entry(number: number, inverse: entry.inverse.inverse()))
        waiting[number] = .undone
        taken[number] = entry
        return (entry.inverse, entry.number)
    }

    /// Takes the edit undone last, to be saved under `number`, with the number that undid it; nil where there is none.
    package mutating func redo(number: Int) -> (edit: Edit, of: Int)? {
        guard let entry = redoable.popLast() else { return nil }
        undoable.append(Entry(number: number, inverse: entry.inverse.inverse()))
        waiting[number] = .redone
        taken[number] = entry
        return (entry.inverse, entry.number)
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
