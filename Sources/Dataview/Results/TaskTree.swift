/// Where a task stands, and the items drawn below it.
package struct TaskTree: Hashable, Sendable {
    /// `path:line`, the line from 0.
    package let place: String
    /// The items below it.
    package let children: [TaskTree]

    /// What a view of tasks draws: each task that is not drawn below another, with all items below it,
    /// whether they matched or not (RULES 39).
    package static func drawn(_ tasks: [ObjectValue]) -> [TaskTree] { roots(of: tasks).map(tree) }

    /// The tasks that are not drawn below others.
    static func roots(of tasks: [ObjectValue]) -> [ObjectValue] {
        var known: Set<String> = []
        func note(_ item: ObjectValue) {
            guard known.insert(place(of: item)).inserted else { return }
            for child in children(of: item) { note(child) }
        }
        // A place that came up twice is still looked below once: its children are the same.
        for task in tasks { note(task) }
        return tasks.filter { task in
            guard case .number(let parent)? = task[parentKey] else { return true }
            return !known.contains("\(path(of: task)):\(ScriptNumber.text(parent))")
        }
    }

    static let childrenKey = FieldKey("children")
    private static let parentKey = FieldKey("parent")
    private static let pathKey = FieldKey("path")
    private static let lineKey = FieldKey("line")

    private static func tree(_ item: ObjectValue) -> TaskTree {
        TaskTree(place: place(of: item), children: children(of: item).map(tree))
    }

    private static func children(of item: ObjectValue) -> [ObjectValue] {
        guard case .list(let values)? = item[childrenKey] else { return [] }
        return values.compactMap { value in
            if case .object(let child) = value { child } else { nil }
        }
    }

    private static func path(of item: ObjectValue) -> String {
        if case .text(let path)? = item[pathKey] { path } else { "" }
    }

    private static func place(of item: ObjectValue) -> String {
        let line = if case .number(let line)? = item[lineKey] { ScriptNumber.text(line) } else { "" }
        return path(of: item) + ":" + line
    }
}
