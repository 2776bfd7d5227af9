import VaultModel

/// A list item as an object; as a row of a TASK query it also has the fields of its note that it lacks.
final class ItemObject: FieldSource {
    /// The note it stands in.
    let page: PageMetadata
    /// Its place in the note's items.
    let index: Int
    private let shared: SharedSource
    private let inheritsFields: Bool

    /// The item at a place.
    init(_ page: PageMetadata, _ index: Int, _ shared: SharedSource, inheritsFields: Bool = false) {
        self.page = page
        self.index = index
        self.shared = shared
        self.inheritsFields = inheritsFields
    }

    var fieldNames: [String] {
        let item = page.items[index]
        var names = ItemField.ofEvery.map(\.rawValue)
        if item.parentLine != nil { names.append("parent") }
        if !item.blockID.isEmpty { names.append("blockId") }
        names += item.fields.map(\.name)
        if item.isTask { names += (ItemField.ofTasks + ItemField.dates).map(\.rawValue) }
        if inheritsFields { names += PageObject(page, shared).fieldNames }
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted && value(of: FieldKey($0)) != nil }
    }

    func value(of key: FieldKey) -> Value? {
        if let field = key.ofItem, let value = value(of: field) { return value }
        if key.ofItem?.isOfEvery != true, let value = own(key.name) { return value }
        return inheritsFields ? page.value(of: key, shared) : nil
    }

    private func value(of field: ItemField) -> Value? {
        switch field {
        case .text: .text(page.text(page.items[index].text))
        case .symbol: .text(page.text(page.items[index].symbol))
        case .path: .text(page.pathText)
        case .line: .number(Double(page.items[index].line))
        case .lineCount: .number(Double(page.items[index].lineCount))
        case .list: .number(Double(page.items[index].list))
        case .parent: page.items[index].parentLine.map { .number(Double($0)) }
        case .task, .real: .bool(page.items[index].isTask)
        case .annotated: .bool(!page.items[index].fields.isEmpty)
        case .tags: .list(page.items[index].tags.map { .text($0) })
        case .outlinks: .list(page.items[index].links.map { .link($0) })
        case .children, .subtasks:
            .list(
                page.items[index].children.map { .object(ObjectValue(ItemObject(page, $0, shared))) })
        case .section, .header: section
        case .blockId, .link: place(field)
        case .position: position
        case .status, .checked, .completed, .fullyCompleted: task(field)
        case .created, .due, .completion, .start, .scheduled: date(field)
        }
    }

    private func task(_ field: ItemField) -> Value? {
        guard let status = page.items[index].status else { return nil }
        return switch field {
        case .status: .text(String(status))
        case .checked: .bool(status != " ")
        case .completed: .bool(status == "x" || status == "X")
        default: .bool(page.items[index].isFullyCompleted)
        }
    }

    /// A date of a task: the first value of the first field it can be read from, unless that is nothing.
    private func date(_ field: ItemField) -> Value? {
        guard let details = page.items[index].details, page.items[index].isTask else { return nil }
        for name in field.sources {
            guard let values = details.values(of: name) else { continue }
            return values.first.flatMap {
                $0.isScriptTruthy ? shared.source.resolved($0, from: page.path) : nil
            }
        }
        return nil
    }

    private func own(_ name: String) -> Value? {
        guard let values = page.items[index].details?.values(of: name) else { return nil }
        return shared.source.resolved(values.count == 1 ? values[0] : .list(values), from: page.path)
    }

    /// The block id, or the link to it; without one the link goes to the heading above.
    private func place(_ field: ItemField) -> Value? {
        let name = page.items[index].blockID
        guard !name.isEmpty else { return field == .link ? section : nil }
        let text = page.text(name)
        return field == .blockId
            ? .text(text) : .link(LinkValue(path: page.pathText, kind: .block, subpath: text))
    }

    private var section: Value {
        let heading = Int(page.items[index].heading)
        guard page.headings.indices.contains(heading) else { return .link(LinkValue(path: page.pathText)) }
        return .link(LinkValue(path: page.pathText, kind: .header, subpath: page.headings[heading]))
    }

    private var position: Value {
        func place(_ place: TextPlace) -> Value {
            let numbers = [("line", place.line), ("col", place.column), ("offset", place.offset)]
            return .object(ObjectValue(Fields(numbers.map { ($0, .number(Double($1))) })))
        }
        let item = page.items[index]
        return .object(ObjectValue(Fields([("start", place(item.start)), ("end", place(item.end))])))
    }
}
