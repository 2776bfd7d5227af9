import VaultModel

extension State {
    /// Takes the last edit back, with those of its group; where this session has none, one of an earlier session. An
    /// edit that was asked for and is not made yet is the last one too.
    mutating func takeBack() -> [Effect] { whenMade { $0.takeLastBack() } }

    private mutating func takeLastBack() -> [Effect] {
        guard !undo.undoable.isEmpty else {
            lastEdit += 1
            return [.undoEarlier(lastEdit)]
        }
        var effects: [Effect] = []
        let group = undo.undoable.last?.group
        while let next = undo.undoable.last, next.group == group {
            lastEdit += 1
            guard let entry = undo.undo(number: lastEdit) else { break }
            effects += replay(entry, isUndo: true) + save(entry, as: "Undid")
        }
        return effects
    }

    /// Does what was taken back again, with what belongs to its group.
    mutating func doAgain() -> [Effect] { whenMade { $0.doLastAgain() } }

    private mutating func doLastAgain() -> [Effect] {
        var effects: [Effect] = []
        let group = undo.redoable.last?.group
        while let next = undo.redoable.last, next.group == group {
            lastEdit += 1
            guard let entry = undo.redo(number: lastEdit) else { break }
            effects += replay(entry, isUndo: false) + save(entry, as: "Did again")
        }
        return effects
    }

    private mutating func save(_ entry: UndoHistory.Entry, as verb: String) -> [Effect] {
        if let edit = entry.inverse { return saveKeepingCursor(edit, as: verb, undoing: entry.number) }
        notice = Notice("\(verb): \(entry.memory?.words ?? "the last change")")
        return []
    }

    /// Saves an edit with the cursor kept on its line, although lines come and go around it.
    private mutating func saveKeepingCursor(_ edit: Edit, as verb: String, undoing number: Int) -> [Effect] {
        let (place, before) = (item?.origin, open[edit.path]?.note)
        let effects = save(edit, as: verb, undoing: number)
        guard let place, place.path == edit.path, let before, !before.isLarge,
            let after = open[edit.path]?.note, !after.isLarge,
            let line = edit.line(after: place.line, in: before, now: after)
        else { return effects }
        let further = refresh()
        moveCursor(to: Origin(edit.path, line: line))
        return effects + further
    }

    /// Why the line under the cursor can't be deleted, in words; nil if it can.
    var obstacleToDeleting: String? {
        if let reason = editObstacle(of: [.step, .blocker, .text], "deleted") { return reason }
        let isWhole = page.focus == .review || page.focus == .reader
        guard isWhole || item?.editable != nil else {
            return "The text under the cursor is no line of a list"
        }
        return nil
    }

    /// Deletes the line under the cursor.
    mutating func deleteItem() -> [Effect] {
        guard let origin = item?.origin else { return [] }
        return change(origin.path) { (note) throws(EditRefusal) in
            try ProjectEdit.delete(line: origin.line, in: note)
        }
    }
}

extension ReviewMemoryChange {
    /// What was done, for messages.
    fileprivate var words: String {
        switch self {
        case .accepted(let path, _, _, _): "accept “\(path.name)”"
        case .snoozed(let days, _): days.count == 1 ? "put a note off" : "put \(days.count) notes off"
        }
    }
}
