extension Check {
    /// What can be wrong with the fields of tasks.
    static let taskChecks = [
        Check("tasks.recurrence", "Recurrence rules that can't be read", ofNote: unreadableRecurrence),
        Check("tasks.date", "Dates of tasks that are in no calendar", ofNote: impossibleDates),
    ]

    private static func unreadableRecurrence(_ checked: CheckedNote) -> [Sighting] {
        checked.tasks.filter(\.task.isRecurrenceUnreadable).map { line, task in
            Sighting(
                line: line, problem: "the recurrence rule “\(task.recurrence ?? "")” can't be read",
                remedy: "write it like “every week on Monday”; until then no next task is made")
        }
    }

    private static func impossibleDates(_ checked: CheckedNote) -> [Sighting] {
        checked.tasks.flatMap { line, task in
            task.fields.filter { $0.kind.isDate && CalendarDay(task.bytes[$0.valueRange]) == nil }.map {
                field in
                Sighting(
                    line: line, problem: "there is no day “\(task.bytes.text(field.valueRange))”",
                    remedy: "write a date that the calendar has, as YYYY-MM-DD")
            }
        }
    }
}

extension CheckedNote {
    /// The tasks whose fields mean something: all without the Tasks plugin, else those that it takes for its own.
    fileprivate var tasks: [(line: Int, task: TaskLine)] {
        let settings = vault.taskSettings
        return note.listItems.compactMap { item in
            guard item.box != nil else { return nil }
            let content = note.lines.contentRange(of: item.line, in: note.bytes)
            guard let task = TaskLine(line: note.bytes[content], settings: settings),
                task.isOwned || !settings.isPluginEnabled
            else { return nil }
            return (item.line, task)
        }
    }
}
