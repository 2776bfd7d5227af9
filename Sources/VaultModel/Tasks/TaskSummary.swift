/// What the index keeps of a task's fields, read in place: `TaskLine` has a copy of its line, and a vault has a million
/// tasks.
struct TaskSummary {
    /// Whether nothing is left to do.
    let isDone: Bool
    /// How much it matters.
    private(set) var priority = TaskPriority.none
    /// The day it is due, the day it is planned for, and the day it can be started.
    private(set) var due, scheduled, start: CalendarDay?

    /// Reads the line in a range of `bytes`; nil where `TaskLine` reads none.
    init?(_ bytes: [UInt8], _ line: ByteRange, _ settings: TaskSettings) {
        guard let parts = TaskParts(bytes, line, settings) else { return nil }
        let mark = bytes[parts.box.markRange]
        isDone = parts.isOwned ? settings.statuses.isDone(mark) : !mark.elementsEqual([0x20])
        // The last of the line comes first, so that of several of one kind the first one stays.
        for field in TaskFieldReader(bytes, parts.body, settings.format).fields {
            let value = bytes[field.valueRange]
            switch field.kind {
            case .priority: priority = TaskPriority(written: value)
            case .due: due = CalendarDay(value)
            case .scheduled: scheduled = CalendarDay(value)
            case .start: start = CalendarDay(value)
            default: break
            }
        }
    }
}

extension TaskStatuses {
    /// Whether a task with this character in its box is off the list.
    func isDone(_ symbol: ArraySlice<UInt8>) -> Bool {
        known.first { $0.symbol.utf8.elementsEqual(symbol) }?.isDone ?? false
    }
}
