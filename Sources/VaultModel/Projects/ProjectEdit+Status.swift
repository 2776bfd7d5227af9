extension ProjectEdit {
    /// Gives the task on a line the next of the vault's statuses, with all that follows from it by the rules for
    /// tasks: dates, and the next occurrence when it is done.
    package static func cycleStatus(
        line: Int, in note: Note, settings: EditSettings
    ) throws(EditRefusal) -> Edit {
        let (index, item) = try item(at: line, in: note)
        let content = note.lines.contentRange(of: line, in: note.bytes)
        guard item.box != nil, let task = TaskLine(line: note.bytes[content], settings: settings.tasks) else {
            throw EditRefusal("line \(line + 1) is no task", line: line)
        }
        try settings.tasks.checkKnown(for: line)
        let next = settings.tasks.statuses.following(task.status)
        let result = marking(
            line: Array(note.bytes[content]), as: next.symbol, settings: settings.tasks, today: settings.today
        )
        guard let result, result.lines != [Array(note.bytes[content])] else {
            throw EditRefusal("the vault knows no other status for tasks", line: line)
        }
        let name = next.name.isEmpty ? "[\(next.symbol)]" : next.name
        return try change(index, to: result, in: note) { "mark \($0) as \(name)" }
    }
}
