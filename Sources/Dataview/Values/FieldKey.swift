/// The name that an expression looks a field up by, with what it means in list items and in `file`.
///
/// The meanings are found once, when the query is read, and not for each of thousands of rows.
package final class FieldKey: Sendable {
    /// The name.
    let name: String
    /// What it means in a list item.
    let ofItem: ItemField?
    /// What it means in the `file` of a note.
    let ofFile: FileField?
    /// Whether it is the name of a note's `file`.
    let isFile: Bool
    /// The hash of the name that `FieldNames` finds it by.
    let hash: UInt32

    /// Finds out what a name means.
    init(_ name: String) {
        self.name = name
        ofItem = ItemField(rawValue: name)
        ofFile = FileField(rawValue: name)
        isFile = name == "file"
        hash = FieldNames.hash(name)
    }
}

/// What the language knows of every list item, by the names it gives it.
enum ItemField: String, CaseIterable, Sendable {
    case symbol, link, section, text, tags, line, lineCount, list, outlinks, path, children, task, annotated
    case position, subtasks, real, header
    case parent, blockId
    case status, checked, completed, fullyCompleted
    case created, due, completion, start, scheduled

    /// What every item has, in this order; a field of the same name is hidden.
    static let ofEvery: [ItemField] = Array(allCases.prefix { $0 != .parent })
    /// What only tasks have; a field of the same name is hidden.
    static let ofTasks: [ItemField] = [.status, .checked, .completed, .fullyCompleted]
    /// Dates of tasks.
    static let dates: [ItemField] = [.created, .due, .completion, .start, .scheduled]

    /// Whether every item has it.
    var isOfEvery: Bool {
        switch self {
        case .parent, .blockId, .status, .checked, .completed, .fullyCompleted, .created, .due, .completion,
            .start,
            .scheduled:
            false
        default: true
        }
    }

    /// The fields that a date of a task is read from; the first that is there counts.
    var sources: [String] {
        switch self {
        case .created: Self.createdSources
        case .due: Self.dueSources
        case .completion: Self.completionSources
        case .start: Self.startSources
        case .scheduled: Self.scheduledSources
        default: []
        }
    }

    private static let createdSources = ["created", "ctime", "cday"]
    private static let dueSources = ["due", "duetime", "dueday"]
    private static let completionSources = ["completed", "completion", "comptime", "compday"]
    private static let startSources = ["start"]
    private static let scheduledSources = ["scheduled"]
}

/// What the language knows of every note, under `file`.
enum FileField: String, CaseIterable, Sendable {
    case path, folder, name, link, outlinks, inlinks, etags, tags, aliases, lists, tasks, ctime, cday, mtime,
        mday
    case size, starred, frontmatter, ext, day
}
