import VaultModel

/// An object that is a list item.
protocol ItemSource: FieldSource {
    /// The note it stands in.
    var page: PageMetadata { get }
    /// Its place in the note's items.
    var index: Int { get }
}

/// A list item as an object.
final class ItemObject: ItemSource {
    let page: PageMetadata
    let index: Int
    private let source: any QuerySource

    init(_ page: PageMetadata, _ index: Int, source: any QuerySource) {
        self.page = page
        self.index = index
        self.source = source
    }

    private var item: ItemMetadata { page.items[index] }

    /// What every item has; its own fields are reached only by other names.
    private static let common = [
        "symbol", "link", "section", "text", "tags", "line", "lineCount", "list", "outlinks", "path",
        "children",
        "task", "annotated", "position", "subtasks", "real", "header",
    ]
    private static let ofTasks = ["status", "checked", "completed", "fullyCompleted"]
    /// Shorthands with the fields that they are read from.
    private static let shorthands: [(name: String, fields: [String])] = [
        ("created", ["created", "ctime", "cday"]), ("due", ["due", "duetime", "dueday"]),
        ("completion", ["completed", "completion", "comptime", "compday"]), ("start", ["start"]),
        ("scheduled", ["scheduled"]),
    ]
    /// Names that show what the language makes of an item, not what its author called a field.
    static let builtIn = Set(common + ofTasks + shorthands.map(\.name) + ["parent", "blockId"])

    var fieldNames: [String] {
        let item = item
        var names = Self.common
        if item.parent != nil { names.append("parent") }
        if item.blockID != nil { names.append("blockId") }
        names += item.fields.map(\.name)
        if item.isTask { names += Self.ofTasks + Self.shorthands.map(\.name) }
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted && value(of: $0) != nil }
    }

    func value(of name: String) -> Value? {
        Self.builtIn.contains(name) ? builtIn(name) : own(name)
    }

    private func builtIn(_ name: String) -> Value? {
        place(name) ?? text(name) ?? task(name) ?? (Self.common.contains(name) ? nil : own(name))
    }

    private func place(_ name: String) -> Value? {
        switch name {
        case "line": .number(Double(page.items[index].line))
        case "lineCount": .number(Double(page.items[index].lineCount))
        case "list": .number(Double(page.items[index].list))
        case "parent": page.items[index].parent.map { .number(Double($0)) }
        case "path": .text(page.pathText)
        case "position": position
        case "section", "header": section
        case "blockId": page.items[index].blockID.map { .text($0) }
        case "link":
            page.items[index].blockID.map { .link(LinkValue(path: page.pathText, kind: .block, subpath: $0)) }
                ?? section
        case "children", "subtasks":
            .list(
                page.items[index].children.map { .object(ObjectValue(ItemObject(page, $0, source: source))) })
        default: nil
        }
    }

    private func text(_ name: String) -> Value? {
        switch name {
        case "symbol": .text(page.items[index].symbol)
        case "text": .text(page.items[index].text)
        case "tags": .list(page.items[index].tags.map { .text($0) })
        case "outlinks": .list(page.items[index].links.map { .link($0) })
        case "task", "real": .bool(page.items[index].isTask)
        case "annotated": .bool(!page.items[index].fields.isEmpty)
        default: nil
        }
    }

    private func task(_ name: String) -> Value? {
        guard let status = page.items[index].status else { return nil }
        switch name {
        case "status": return .text(status)
        case "checked": return .bool(status != " " && !status.isEmpty)
        case "completed": return .bool(page.items[index].isCompleted)
        case "fullyCompleted": return .bool(page.items[index].isFullyCompleted)
        default: break
        }
        guard let shorthand = Self.shorthands.first(where: { $0.name == name }),
            !page.items[index].fields.isEmpty
        else { return nil }
        for field in shorthand.fields {
            guard let values = values(of: field) else { continue }
            return values.first.flatMap { $0.isScriptTruthy ? resolved($0) : nil }
        }
        return nil
    }

    private func values(of name: String) -> [Value]? {
        page.items[index].fields.first { $0.name == name }?.values
    }

    private func own(_ name: String) -> Value? {
        guard !page.items[index].fields.isEmpty, let values = values(of: name) else { return nil }
        return values.count == 1 ? resolved(values[0]) : .list(values.map(resolved))
    }

    private func resolved(_ value: Value) -> Value { PageObject(page, source: source).resolved(value) }

    private var section: Value {
        guard let heading = page.items[index].heading else { return .link(LinkValue(path: page.pathText)) }
        return .link(LinkValue(path: page.pathText, kind: .header, subpath: heading))
    }

    private var position: Value {
        func place(_ place: TextPlace) -> Value {
            .object(
                ObjectValue(
                    Fields([
                        ("line", .number(Double(place.line))), ("col", .number(Double(place.column))),
                        ("offset", .number(Double(place.offset))),
                    ])))
        }
        return .object(
            ObjectValue(
                Fields([("start", place(page.items[index].start)), ("end", place(page.items[index].end))])))
    }
}

/// A row of a TASK query: a task that also has the fields of its note that it lacks.
final class TaskRow: ItemSource {
    private let item: ItemObject
    private let pageObject: PageObject

    init(_ page: PageMetadata, _ index: Int, source: any QuerySource) {
        item = ItemObject(page, index, source: source)
        pageObject = PageObject(page, source: source)
    }

    var page: PageMetadata { item.page }
    var index: Int { item.index }

    var fieldNames: [String] {
        let own = item.fieldNames
        let known = Set(own)
        return own + pageObject.fieldNames.filter { !known.contains($0) }
    }

    func value(of name: String) -> Value? { item.value(of: name) ?? pageObject.value(of: name) }
}
