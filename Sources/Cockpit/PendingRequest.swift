import VaultModel

/// What was asked for of a note that has yet to be read: it is done as soon as the note is there.
package struct PendingRequest: Sendable {
    /// Does it, with the note open.
    package let perform: @Sendable (inout State) -> [Effect]
    /// The prompt whose text it was asked with; it comes back where the note can't be read.
    package let prompt: Prompt?
}

extension State {
    /// Does something with a note; where the note is not read yet, as soon as it is.
    mutating func whenRead(
        _ path: NotePath, for prompt: Prompt? = nil,
        _ perform: @escaping @Sendable (inout State) -> [Effect]
    ) -> [Effect] {
        guard open[path] == nil else { return perform(&self) }
        if queueBehindUndo({ $0.whenRead(path, for: prompt, perform) }) { return [] }
        pending[path, default: []].append(PendingRequest(perform: perform, prompt: prompt))
        unreadable[path] = nil
        return demand(path)
    }

    /// Makes an edit of a note and has it saved; where the note is not read yet, as soon as it is. Edits of one
    /// group are taken back together.
    mutating func change(
        _ path: NotePath, group: Int? = nil, isAnchored: Bool = false,
        _ make: @escaping @Sendable (Note) throws(EditRefusal) -> Edit
    ) -> [Effect] {
        whenRead(path) { state in
            state.make(path, isAnchored: isAnchored, make) { state, result in
                switch result {
                case .success(let made): return state.begin(made.edit, group: group, made: made.after)
                case .failure(let refusal):
                    state.notice = Notice(refusal.message, isError: true)
                    return []
                }
            }
        }
    }

    /// Makes an edit of the line of an item; where the note changed since the item was listed, of the line that
    /// holds the same text now, and of none where that can't be told.
    mutating func change(
        _ item: Item, _ make: @escaping @Sendable (Int, Note) throws(EditRefusal) -> Edit
    ) -> [Effect] {
        guard let origin = item.origin else { return [] }
        return change(origin.path, isAnchored: item.isAnchored) { (note) throws(EditRefusal) in
            try make(try note.line(of: item, near: origin.line), note)
        }
    }

    /// Does what waited for notes that have come.
    mutating func runPending() -> [Effect] {
        guard !pending.isEmpty else { return [] }
        return pending.keys.sorted().filter { open[$0] != nil }.flatMap { path in
            (pending.removeValue(forKey: path) ?? []).flatMap { inTurn($0.perform) }
        }
    }

    /// Gives up what waited for a note that can't be read, and says so.
    mutating func dropPending(_ path: NotePath, _ reason: String) {
        guard let requests = pending.removeValue(forKey: path) else { return }
        let text = "Not done, since \(path.text) can't be read: \(reason)"
        notice = Notice(text, isError: true)
        if let prompt = requests.lazy.compactMap(\.prompt).first { keep(prompt, text) }
    }
}

extension Item {
    /// Whether the item's line can be found again by its text in a note that changed.
    var isAnchored: Bool { anchor != nil || editable != nil }
}

extension Note {
    /// The line, from 0, that an item of a list stands on by now, which was on `line` when the list was made. What is
    /// shown of a large note may be older than the note.
    func line(of item: Item, near line: Int) throws(EditRefusal) -> Int {
        guard let anchor = item.anchor ?? (isLarge ? item.editable : nil) else { return line }
        guard let line = self.line(holding: anchor, near: line) else {
            throw EditRefusal("another program changed this line meanwhile; look at it and do it again")
        }
        return line
    }
}
