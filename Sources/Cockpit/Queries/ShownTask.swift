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
        var places: [String: ObjectValue] = [:]
        func note(_ item: ObjectValue) {
            guard places.updateValue(item, forKey: place(of: item)) == nil else { return }
            children(of: item).forEach(note)
        }
        tasks.forEach(note)
        return TaskTree.drawn(tasks).compactMap { tree in
            places[tree.place].map { ShownTask($0) }
        }
    }

    private init(_ item: ObjectValue) {
        path = Self.text(item["path"])
        line = Self.line(of: item)
        if case .text(let mark)? = item["status"] { status = mark } else { status = nil }
        text = Self.text(item["text"])
        children = Self.children(of: item).map { ShownTask($0) }
    }

    private static func children(of item: ObjectValue) -> [ObjectValue] {
        guard case .list(let values)? = item["children"] else { return [] }
        return values.compactMap { if case .object(let child) = $0 { child } else { nil } }
    }

    private static func text(_ value: Value?) -> String {
        if case .text(let text)? = value { text } else { "" }
    }

    private static func line(of item: ObjectValue) -> Int {
        if case .number(let line)? = item["line"] { Int(line) } else { 0 }
    }

    private static func place(of item: ObjectValue) -> String { "\(text(item["path"])):\(line(of: item))" }
}
