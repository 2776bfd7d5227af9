import VaultModel

extension Command {
    /// Changing a task's day and status.
    static let tasks: [Command] = [
        Command(
            "step.dueDate", .working, "Set the day that the task is due, or take it away", hint: "due",
            obstacle: { $0.taskObstacle("given a day") }
        ) { $0.askForDueDate() },
        Command(
            "step.cycleStatus", .working, "Give the task the next of the vault's statuses",
            obstacle: { $0.taskObstacle("given another status") }
        ) { $0.cycleStatus() },
    ]
}

extension State {
    /// Why the item under the cursor is no task that can be changed; nil if it is one.
    func taskObstacle(_ verb: String) -> String? {
        if let reason = editObstacle(of: [.step, .blocker], verb) { return reason }
        guard let item, hasBox(item) else {
            return "This line has no box and so is no task"
                + (item?.kind == .step ? "; toggling it gives it one" : "")
        }
        return nil
    }

    /// Whether an item has a box, by its note where that is read, else by the index.
    private func hasBox(_ item: Item) -> Bool {
        guard let origin = item.origin else { return false }
        guard let note = open[origin.path]?.note else {
            return vault[origin.path]?.task(onLine: origin.line) != nil
        }
        // What changed meanwhile is told when it is to be edited.
        guard let line = try? note.line(of: item, near: origin.line) else { return true }
        return note.listItems.contains { $0.line == line && $0.box != nil }
    }

    fileprivate mutating func askForDueDate() -> [Effect] {
        guard let item else { return [] }
        do {
            overlay = try calendar(for: item).map { .calendar($0) }
        } catch {
            notice = Notice(error.message, isError: true)
        }
        return []
    }

    /// The choice of a day for an item: by its note where that is read, else by the index; nil for what is no task.
    private func calendar(for item: Item) throws(EditRefusal) -> CalendarOverlay? {
        guard let origin = item.origin else { return nil }
        if let note = open[origin.path]?.note {
            let line = try note.line(of: item, near: origin.line)
            return CalendarOverlay(item, line: line, in: note, settings: taskSettings, today: today)
        }
        return vault[origin.path]?.task(onLine: origin.line).flatMap {
            CalendarOverlay(item, listed: $0, settings: taskSettings, today: today)
        }
    }

    fileprivate mutating func cycleStatus() -> [Effect] {
        guard let item else { return [] }
        if page.focus == .agenda { keepInAgenda(item) }
        let settings = editSettings
        return changeTask(item) { (line, note) throws(EditRefusal) in
            try ProjectEdit.cycleStatus(line: line, in: note, settings: settings)
        }
    }

    /// Changes the task of an item on the line where it stands by now; where its note is not read yet, as soon as it
    /// is.
    mutating func changeTask(
        _ item: Item, _ make: @escaping @Sendable (Int, Note) throws(EditRefusal) -> Edit
    ) -> [Effect] {
        guard let origin = item.origin else { return [] }
        return changeTask(item) { (note) throws(EditRefusal) in
            try note.line(of: item, near: origin.line)
        } make: { (line, note) throws(EditRefusal) in
            try make(line, note)
        }
    }

    /// The same for a task whose line is found in another way.
    mutating func changeTask(
        _ item: Item, onLine find: @escaping @Sendable (Note) throws(EditRefusal) -> Int,
        make: @escaping @Sendable (Int, Note) throws(EditRefusal) -> Edit
    ) -> [Effect] {
        guard let origin = item.origin else { return [] }
        return whenRead(origin.path) { state in
            state.make(origin.path, isAnchored: item.isAnchored) { (note) throws(EditRefusal) in
                try make(try find(note), note)
            } then: { state, result in
                switch result {
                case .success(let made):
                    return state.begin(made, of: item, onLine: try? find(made.before))
                case .failure(let refusal):
                    state.notice = Notice(refusal.message, isError: true)
                    return []
                }
            }
        }
    }

    /// Has the change of a task saved, keeps the cursor on it although lines come and go around it, and tells about its
    /// next occurrence.
    private mutating func begin(_ made: MadeEdit, of item: Item, onLine line: Int?) -> [Effect] {
        let (path, before) = (made.edit.path, made.before)
        let isUnderCursor = self.item?.id == item.id
        var effects = begin(made.edit, made: made.after)
        guard !effects.isEmpty, let after = open[path]?.note,
            let line, let newLine = made.edit.line(after: line, in: before, now: after)
        else { return effects }
        if let words = TaskChange(before, line, after, newLine, taskSettings).words(today) {
            notice?.text += "; \(words)"
        }
        effects += refresh()
        if isUnderCursor { moveCursor(to: Origin(path, line: newLine)) }
        return effects
    }

    /// Puts the cursor on the item at a place, where it is near.
    mutating func moveCursor(to place: Origin) {
        let content = focusedContent
        let near = (focused.cursor - 64)...(focused.cursor + 64)
        guard
            let index = near.clamped(to: 0...max(0, content.itemCount - 1)).first(where: {
                $0 < content.itemCount && content.item($0).origin == place
            })
        else { return }
        focused.move(to: index, in: content, height: ScreenLayout(self).height(page.focus))
    }
}

/// A task before and after a change, to tell what else came of it.
private struct TaskChange {
    let old: TaskLine?
    let new: TaskLine?
    let occurrence: TaskLine?

    init(_ before: Note, _ oldLine: Int, _ after: Note, _ newLine: Int, _ settings: TaskSettings) {
        func task(_ note: Note, _ line: Int) -> TaskLine? {
            guard line < note.lines.count else { return nil }
            return TaskLine(
                line: note.bytes[note.lines.contentRange(of: line, in: note.bytes)], settings: settings)
        }
        old = task(before, oldLine)
        new = task(after, newLine)
        let isLonger = after.lines.count > before.lines.count
        occurrence = isLonger ? task(after, newLine > oldLine ? newLine - 1 : newLine + 1) : nil
    }

    /// When the task comes back, or why it does not although it has a rule; nil where there is nothing to tell.
    func words(_ today: CalendarDay) -> String? {
        if let occurrence {
            let day = occurrence.due ?? occurrence.scheduled ?? occurrence.start
            if day == nil, let old, old.due ?? old.scheduled ?? old.start != nil {
                return "it comes back without a day, since its rule has no further one"
            }
            return day.map { "it comes back \(shortDay($0, today))" } ?? "it comes back"
        }
        guard let old, let new, let rule = new.recurrence, new.isOwned, new.status.kind == .done,
            old.status.kind != .done
        else { return nil }
        return new.isRecurrenceUnreadable
            ? "its rule “\(rule)” can't be read, so it does not come back" : "it does not come back"
    }
}

extension Edit {
    /// Where a line of the note, from 0, stands after the edit; nil where it is gone.
    func line(after line: Int, in before: Note, now after: Note) -> Int? {
        // Whatever changes, a list item's marker stays: the place behind it is the line's.
        guard let item = before.listItems.first(where: { $0.line == line }) else { return nil }
        return offset(after: item.markerRange.lower).map { after.line(at: $0) }
    }
}
