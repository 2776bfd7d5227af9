/// A task's line, read as the Tasks plugin reads it (RULES §2, dialect §5 and §6).
///
/// Invariant: the line is not changed by reading; every part is a range of `bytes`.
package struct TaskLine: Sendable {
    /// The line without its terminator.
    package let bytes: [UInt8]
    /// Whether the plugin's rules apply: it is switched on, knows the form of the line and finds its filter.
    package let isOwned: Bool
    /// The character in the box.
    package let markRange: ByteRange
    /// What the character means.
    package let status: TaskStatus
    /// The text behind the box without white space at its ends and without block id; fields and tags
    /// included.
    package let bodyRange: ByteRange
    /// ` ^name` at the end, with its space.
    package let blockIDRange: ByteRange?
    /// The text before the fields and the tags among them.
    package let textRange: ByteRange
    /// The tags among and behind the fields, in the order of the line.
    package let trailingTags: [ByteRange]
    /// The fields, in the order of the line.
    package let fields: [TaskField]
    /// The settings it was read with.
    let settings: TaskSettings
    /// Indentation, quote marks and marker, without the space before the box.
    let prefixRange: ByteRange

    /// Reads a line; nil where it is no task, neither for the app nor for the plugin.
    package init?(line: ArraySlice<UInt8>, settings: TaskSettings) {
        let bytes = Array(line)
        let read = bytes.read { source -> (TaskParts, TaskFields)? in
            TaskParts(source, ByteRange(0, source.count), settings).map {
                ($0, TaskFields(TaskFieldReader(source, $0.body, settings.format)))
            }
        }
        guard let (parts, read) = read else { return nil }
        self.bytes = bytes
        self.settings = settings
        isOwned = parts.isOwned
        markRange = parts.box.markRange
        status = settings.statuses[bytes.text(parts.box.markRange)]
        prefixRange = ByteRange(0, parts.box.markerEnd)
        bodyRange = parts.body
        blockIDRange = parts.blockID
        textRange = read.text
        trailingTags = read.tags.reversed()
        fields = read.fields.reversed()
    }

    /// The field that counts of a kind: the first one of the line.
    package func field(_ kind: TaskField.Kind) -> TaskField? { fields.first { $0.kind == kind } }

    /// The value of a field as written.
    package func value(_ kind: TaskField.Kind) -> String? { field(kind).map { bytes.text($0.valueRange) } }

    /// The date of a field; nil where there is none, or where the calendar has no such day.
    package func day(_ kind: TaskField.Kind) -> CalendarDay? {
        field(kind).flatMap { CalendarDay(bytes[$0.valueRange]) }
    }

    /// The day it is due.
    package var due: CalendarDay? { day(.due) }
    /// The day it is planned for.
    package var scheduled: CalendarDay? { day(.scheduled) }
    /// The day it can be started.
    package var start: CalendarDay? { day(.start) }
    /// The day it was written.
    package var created: CalendarDay? { day(.created) }
    /// The day it was done.
    package var done: CalendarDay? { day(.done) }
    /// The day it was cancelled.
    package var cancelled: CalendarDay? { day(.cancelled) }

    /// How much it matters.
    package var priority: TaskPriority {
        field(.priority).map { field in bytes.read { TaskPriority(written: $0, field.valueRange) } } ?? .none
    }

    /// The rule by which it comes back, as written.
    package var recurrence: String? { value(.recurrence) }
    /// Whether there is a rule that can't be read; then no next task can be made.
    package var isRecurrenceUnreadable: Bool { recurrence.map { RecurrenceRule($0) == nil } ?? false }
    /// Its name for tasks that depend on it.
    package var id: String? { value(.id) }
    /// The names of the tasks that it depends on.
    package var dependsOn: [String] {
        value(.dependsOn)?.split { $0 == "," || $0 == " " }.map(String.init) ?? []
    }
    /// Whether the line goes away when the task is done.
    package var isDeletedWhenDone: Bool { value(.onCompletion)?.lowercased() == "delete" }
    /// The text without fields, the trailing tags behind it.
    package var description: String {
        ([textRange].filter { !$0.isEmpty } + trailingTags).map { bytes.text($0) }.joined(separator: " ")
    }
}
