import Screen
import VaultModel

extension TaskLine {
    /// The task on an item's line; its fields are shown alike wherever it stands.
    init?(_ item: ProjectItem, in note: Note, _ settings: TaskSettings) {
        let line = note.lines.contentRange(of: item.line, in: note.bytes)
        self.init(line: note.bytes[line], settings: settings)
    }

    /// The text without the fields that are shown as marks beside it.
    var shownText: String { description }
}

/// A task's fields as marks to stand behind its text: priority, days, recurrence; each readable without colour.
func taskMarks(_ task: TaskLine, isDone: Bool, today: CalendarDay) -> [StyledText] {
    var marks: [StyledText] = []
    func add(_ mark: String, _ role: Role) { marks.append(StyledText(mark, role)) }
    if isDone {
        if let done = task.done { add("done \(done)", .dim) }
        if let cancelled = task.cancelled { add("cancelled \(cancelled)", .dim) }
        return marks
    }
    if let mark = priorityMark(task.priority) { add(mark, .warning) }
    if let due = task.due { marks.append(dueMark(due, today: today)) }
    if let scheduled = task.scheduled, scheduled != task.due {
        add("planned \(shortDay(scheduled, today))", .date)
    }
    if let start = task.start, start > today { add("from \(shortDay(start, today))", .date) }
    if let rule = task.recurrence { add(task.isRecurrenceUnreadable ? "\(rule)?" : rule, .dim) }
    return marks
}

/// How pressing a task is, in a mark of its own; nil for what is neither more nor less than usual.
private func priorityMark(_ priority: TaskPriority) -> String? {
    switch priority {
    case .highest: "!!!"
    case .high: "!!"
    case .medium: "!"
    case .low: "low"
    case .lowest: "lowest"
    case .none: nil
    }
}

/// How near or how long past a due day is, in words: the mark that tells it without colour.
private func dueMark(_ due: CalendarDay, today: CalendarDay) -> StyledText {
    let days = due.days(since: today)
    switch days {
    case ..<0: return StyledText("\(-days)d overdue", .overdue)
    case 0: return StyledText("due today", .warning)
    default: return StyledText("due \(shortDay(due, today))", .date)
    }
}

/// A day as briefly as it is clear: `tomorrow`, `Fri`, `12-04`, `2027-01-15`.
func shortDay(_ day: CalendarDay, _ today: CalendarDay) -> String {
    let days = day.days(since: today)
    if days == 0 { return "today" }
    if days == 1 { return "tomorrow" }
    if (2...6).contains(days) { return ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day.weekday - 1] }
    let text = day.description
    return day.year == today.year ? String(text.suffix(5)) : text
}

extension [StyledText] {
    /// The marks on one line, each apart from what stands before.
    var inOneLine: StyledText {
        reduce(into: StyledText()) { line, mark in
            line.append("  ")
            line.append(mark)
        }
    }

    /// The lines of a text with marks behind them: one that has no room on the last line begins another.
    func followed(by marks: [StyledText], width: Int, hanging: Int) -> [StyledText] {
        var lines = self
        for mark in marks {
            let room = width - (lines.last?.width ?? 0) - 2
            if room >= mark.width, var last = lines.popLast() {
                last.append("  ")
                last.append(mark)
                lines.append(last)
            } else {
                var line = StyledText(String(repeating: " ", count: Swift.min(hanging, width / 2)))
                line.append(mark)
                lines.append(line.truncated(to: width))
            }
        }
        return lines
    }
}
