package import VaultModel

/// An edit that was asked for on a note that has yet to be read: it is made as soon as the note is there.
package struct PendingEdit: Sendable {
    /// Makes the edit of the note, or says why not.
    package let make: @Sendable (Note) throws(EditRefusal) -> Edit
}

extension State {
    /// Makes an edit of a note and has it saved; where the note is not read yet, as soon as it is.
    mutating func change(
        _ path: NotePath, _ make: @escaping @Sendable (Note) throws(EditRefusal) -> Edit
    ) -> [Effect] {
        guard let note = open[path]?.note else {
            pending[path, default: []].append(PendingEdit(make: make))
            unreadable[path] = nil
            return demand(path)
        }
        do {
            return begin(try make(note))
        } catch {
            notice = Notice(error.message, isError: true)
            return []
        }
    }

    /// Makes an edit of the line of an item; where the note changed since the item was listed, of the line that
    /// holds the same text now, and of none where that can't be told.
    mutating func change(
        _ item: Item, _ make: @escaping @Sendable (Int, Note) throws(EditRefusal) -> Edit
    ) -> [Effect] {
        guard let origin = item.origin else { return [] }
        let anchor = item.anchor
        return change(origin.path) { (note) throws(EditRefusal) in
            guard let anchor else { return try make(origin.line, note) }
            guard let line = note.line(holding: anchor, near: origin.line) else {
                throw EditRefusal("another program changed this line meanwhile; look at it and do it again")
            }
            return try make(line, note)
        }
    }

    /// Makes the edits whose notes have come.
    mutating func runPending() -> [Effect] {
        guard !pending.isEmpty else { return [] }
        return pending.keys.sorted().filter { open[$0] != nil }.flatMap { path in
            (pending.removeValue(forKey: path) ?? []).flatMap { change(path, $0.make) }
        }
    }

    /// Gives up the edits of a note that can't be read, and says so.
    mutating func dropPending(_ path: NotePath, _ reason: String) {
        guard pending.removeValue(forKey: path) != nil else { return }
        notice = Notice("Not done, since \(path.text) can't be read: \(reason)", isError: true)
    }
}
