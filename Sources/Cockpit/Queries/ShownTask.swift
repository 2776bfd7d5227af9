package import Dataview

/// A task or list item of a result as it is drawn, with the items below it.
package struct ShownTask: Sendable {
    /// The path of its note.
    package let path: String
    /// Its line, from 0.
    package let line: Int
    /// The character in its box; nil for an item without one.
    package let status: String?
    /// Its text behind the box; may have several lines.
    package let text: String
    /// The items below it.
    package let children: [ShownTask]

    /// What a view draws of the tasks that a query found: each that is not drawn below another, with all that
    /// stands below it in its note.
    package static func drawn(_ tasks: [ObjectValue]) -> [ShownTask] {
        TaskTree.roots(of: tasks).map { ShownTask($0) }
    }

    /// A list item, or what looks like one.
    init(_ item: ObjectValue) {
        path = item.itemPath
        // A query can lay any number over the line.
        line = item.itemLine.flatMap { Int(exactly: $0) } ?? 0
        status = item.itemStatus
        text = item.itemText
        children = item.itemsBelow.map { ShownTask($0) }
    }
}
