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
    @inline(__always)
    init?(_ bytes: SourceBytes, _ line: ByteRange, _ settings: TaskSettings) {
        guard let parts = TaskParts(bytes, line, settings) else { return nil }
        let isDone =
            parts.isOwned
            ? settings.statuses.isDone(bytes, parts.box.markRange) : bytes[parts.box.markRange.lower] != 0x20
        self.init(isDone, TaskFieldReader(bytes, parts.body, settings.format))
    }

    /// Reads the task behind a box that is known to be one, in the rest of a line up to `end` that holds no carriage
    /// return; `isDone` says what the mark in the box means by the plugin's rules.
    @inline(__always)
    init?(
        _ bytes: SourceBytes, _ kinds: ByteKinds, _ box: TaskBox, to end: Int, _ format: TaskSettings.Format,
        filter: String, isDone: (ByteRange) -> Bool
    ) {
        let wide = kinds.next(.wide, from: box.end, to: end)
        // The line separators that are left are not ASCII.
        let end = TaskBytes.lineEnd(bytes, wide, end)
        guard let parts = TaskParts(bytes, box, to: end, filter) else { return nil }
        let body = parts.body
        let mayHoldTags =
            kinds.next(.mark, from: body.lower, to: body.upper) < body.upper
            && bytes.find(UInt8(ascii: "#"), from: body.lower, to: body.upper) != nil
        let reader = TaskFieldReader(
            bytes, body, format, mayHoldTags: mayHoldTags, firstBeyondASCII: max(wide, body.lower))
        self.init(parts.isOwned ? isDone(box.markRange) : bytes[box.markRange.lower] != 0x20, reader)
    }

    private init(_ isDone: Bool, _ reader: TaskFieldReader) {
        self.isDone = isDone
        var reader = reader
        let bytes = reader.bytes
        // The last of the line comes first, so that of several of one kind the first one stays.
        while let part = reader.next() {
            guard case .field(let field) = part else { continue }
            switch field.kind {
            case .priority: priority = TaskPriority(written: bytes, field.valueRange)
            case .due: due = CalendarDay(bytes, field.valueRange)
            case .scheduled: scheduled = CalendarDay(bytes, field.valueRange)
            case .start: start = CalendarDay(bytes, field.valueRange)
            default: break
            }
        }
    }
}

extension TaskStatuses {
    /// Whether a task with this character in its box is off the list.
    func isDone(_ bytes: SourceBytes, _ mark: ByteRange) -> Bool {
        if mark.count == 1, bytes[mark.lower] < 0x80 {
            return doneMarks >> UInt128(bytes[mark.lower]) & 1 == 1
        }
        return known.first { bytes.equals($0.symbol.utf8, in: mark) }?.isDone ?? false
    }
}
