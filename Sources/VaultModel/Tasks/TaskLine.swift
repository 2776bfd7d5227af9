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
        guard let box = TaskBox(bytes, settings) else { return nil }
        let end = TaskBytes.lineEnd(bytes, box.end, bytes.count)
        var body = TaskBytes.trimmed(bytes, box.end, end)
        let id = Self.blockID(bytes, body)
        if let id { body = TaskBytes.trimmed(bytes, body.lower, id.lower) }
        let isFiltered = Self.contains(bytes[body], Array(settings.globalFilter.utf8))
        guard box.isForApp || isFiltered else { return nil }
        let reader = TaskFieldReader(bytes, body, settings.format)
        self.bytes = bytes
        self.settings = settings
        isOwned = box.isForPlugin && isFiltered
        markRange = box.markRange
        status = settings.statuses[bytes.text(box.markRange)]
        prefixRange = ByteRange(0, box.markerEnd)
        bodyRange = body
        blockIDRange = id
        textRange = reader.text
        trailingTags = reader.tags.reversed()
        fields = reader.fields.reversed()
    }

    /// The ` ^name` at the end of a body; a body that is nothing else has none.
    private static func blockID(_ bytes: [UInt8], _ body: ByteRange) -> ByteRange? {
        let name = bytes[body].reversed().prefix { byte in
            TaskBytes.isLetter(byte) || TaskBytes.isDigit(byte) || byte == UInt8(ascii: "-")
        }
        let start = body.upper - name.count - 2
        guard !name.isEmpty, start >= body.lower, bytes[start] == 0x20, bytes[start + 1] == UInt8(ascii: "^")
        else { return nil }
        return ByteRange(start, body.upper)
    }

    private static func contains(_ text: ArraySlice<UInt8>, _ part: [UInt8]) -> Bool {
        guard let first = part.first else { return true }
        return text.indices.contains { offset in
            text[offset] == first && text[offset...].starts(with: part)
        }
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
        guard let range = field(.priority)?.valueRange else { return .none }
        let value = bytes[range]
        return TaskPriority.allCases.first { $0 != .none && $0.isWritten(value) } ?? .none
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

/// The start of a task's line up to the box.
private struct TaskBox {
    /// Behind the marker.
    var markerEnd: Int
    /// The character in the box.
    var markRange: ByteRange
    /// Behind the box.
    var end: Int
    /// Whether the app takes the line for a task, and whether the plugin does.
    var isForApp: Bool
    var isForPlugin: Bool

    init?(_ bytes: [UInt8], _ settings: TaskSettings) {
        var offset = 0
        var isPlainIndent = true
        while offset < bytes.count {
            let length = TaskBytes.spaceLength(bytes, startingAt: offset, notBehind: bytes.count)
            if length > 0 {
                if !isBlank(bytes[offset]) { isPlainIndent = false }
                offset += length
            } else if bytes[offset] == UInt8(ascii: ">") {
                offset += 1
            } else {
                break
            }
        }
        guard let marker = Self.markerLength(bytes, offset) else { return nil }
        markerEnd = offset + marker
        var box = markerEnd
        while box < bytes.count, isBlank(bytes[box]) { box += 1 }
        guard box > markerEnd, box + 2 < bytes.count, bytes[box] == UInt8(ascii: "[") else { return nil }
        let length = TaskBytes.scalarLength(bytes, at: box + 1)
        markRange = ByteRange(box + 1, box + 1 + length)
        end = markRange.upper + 1
        guard end <= bytes.count, bytes[end - 1] == UInt8(ascii: "]"),
            TaskBytes.lineEnd(bytes, markRange.lower, markRange.upper) == markRange.upper
        else { return nil }
        let isSeparated = TaskBytes.spaceLength(bytes, startingAt: end, notBehind: bytes.count) > 0
        isForApp = isPlainIndent && (end == bytes.count || isSeparated)
        isForPlugin = settings.isPluginEnabled && bytes[markerEnd..<box].allSatisfy { $0 == 0x20 }
        guard isForApp || isForPlugin else { return nil }
    }

    /// How long a list marker is: `-`, `*`, `+`, `1.` or `1)`.
    private static func markerLength(_ bytes: [UInt8], _ start: Int) -> Int? {
        guard start < bytes.count else { return nil }
        if "-*+".utf8.contains(bytes[start]) { return 1 }
        let digits = bytes[start...].prefix { TaskBytes.isDigit($0) }
        guard !digits.isEmpty, digits.endIndex < bytes.count, ".)".utf8.contains(bytes[digits.endIndex])
        else {
            return nil
        }
        return digits.count + 1
    }
}
