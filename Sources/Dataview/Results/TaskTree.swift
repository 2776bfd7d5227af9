/// Where a task stands, and the items drawn below it.
package struct TaskTree: Hashable, Sendable {
    /// `path:line`, the line from 0.
    package let place: String
    /// The items below it.
    package let children: [TaskTree]

    /// What a view of tasks draws: each task that is not drawn below another, with all items below it,
    /// whether they matched or not (RULES 39).
    package static func drawn(_ tasks: [ObjectValue]) -> [TaskTree] { roots(of: tasks).map(tree) }

    /// Where an item stands.
    private enum Place: Hashable {
        /// In a page, at a place among its items.
        case item(ObjectIdentifier, Int)
        /// `path:line`, of what only looks like an item.
        case text(String)
    }

    /// The tasks that are not drawn below others.
    package static func roots(of tasks: [ObjectValue]) -> [ObjectValue] {
        var known: Set<Place> = []
        known.reserveCapacity(tasks.count)
        // A place that came up twice is still looked below once: its children are the same.
        for task in tasks { note(task, &known) }
        return tasks.filter { task in
            guard let parent = parent(of: task) else { return true }
            return !known.contains(parent)
        }
    }

    private static func note(_ item: ObjectValue, _ known: inout Set<Place>) {
        guard let (page, index) = item.ownItem else {
            guard known.insert(.text(place(of: item))).inserted else { return }
            for child in item.itemsBelow { note(child, &known) }
            return
        }
        note(page, index, &known)
    }

    private static func note(_ page: PageMetadata, _ index: Int, _ known: inout Set<Place>) {
        guard known.insert(.item(ObjectIdentifier(page), index)).inserted else { return }
        for child in page.children[page.items[index].children.range] { note(page, Int(child), &known) }
    }

    /// Where the item stands that one is nested in; nil for none.
    private static func parent(of item: ObjectValue) -> Place? {
        guard let (page, index) = item.ownItem else {
            guard case .number(let parent)? = item[parentKey] else { return nil }
            return .text("\(item.itemPath):\(ScriptNumber.text(parent))")
        }
        return page.parent(ofItem: index).map { .item(ObjectIdentifier(page), $0) }
    }

    static let childrenKey = FieldKey("children")
    fileprivate static let parentKey = FieldKey("parent")
    fileprivate static let pathKey = FieldKey("path")
    fileprivate static let lineKey = FieldKey("line")
    fileprivate static let statusKey = FieldKey("status")
    fileprivate static let textKey = FieldKey("text")

    private static func tree(_ item: ObjectValue) -> TaskTree {
        TaskTree(place: place(of: item), children: item.itemsBelow.map(tree))
    }

    private static func place(of item: ObjectValue) -> String {
        item.itemPath + ":" + (item.itemLine.map(ScriptNumber.text) ?? "")
    }
}

/// What is shown of a list item, or of what looks like one.
extension ObjectValue {
    /// The items directly below it.
    package var itemsBelow: [ObjectValue] {
        guard case .list(let values)? = self[TaskTree.childrenKey] else { return [] }
        return values.compactMap { value in
            if case .object(let child) = value { child } else { nil }
        }
    }

    /// The path of its note; empty for none.
    package var itemPath: String {
        if case .text(let path)? = self[TaskTree.pathKey] { path } else { "" }
    }

    /// Its line, from 0.
    package var itemLine: Double? {
        if case .number(let line)? = self[TaskTree.lineKey] { line } else { nil }
    }

    /// The character in its box; nil for an item without one.
    package var itemStatus: String? {
        if case .text(let status)? = self[TaskTree.statusKey] { status } else { nil }
    }

    /// Its text behind the box; empty for none.
    package var itemText: String {
        if case .text(let text)? = self[TaskTree.textKey] { text } else { "" }
    }
}
