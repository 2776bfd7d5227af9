import VaultModel

/// List items as objects.
extension PageInRun {
    /// The names of an item's fields; some may be there twice, and some have no value.
    func fieldNames(ofItem index: Int) -> [String] {
        let item = page.items[index]
        var names = ItemField.ofEvery.map(\.rawValue)
        if item.parentLine != nil { names.append("parent") }
        if page.extras(ofItem: index)?.blockID.isEmpty == false { names.append("blockId") }
        names += page.fields(ofItem: index).map(\.name)
        if item.isTask { names += (ItemField.ofTasks + ItemField.dates).map(\.rawValue) }
        return names
    }

    /// The value of an item's field; nil where there is none of that name.
    func value(of key: FieldKey, ofItem index: Int) -> Value? {
        if let field = key.ofItem, let value = value(of: field, page.items[index], index) { return value }
        return key.ofItem?.isOfEvery != true ? own(key.name, index) : nil
    }

    private func value(of field: ItemField, _ item: ItemMetadata, _ index: Int) -> Value? {
        switch field {
        case .text: .text(page.text(item.text))
        case .symbol: .text(page.text(page.places[index].symbol))
        case .path: .text(page.pathText)
        case .line: .number(Double(item.line))
        case .lineCount: .number(Double(item.lineCount))
        case .list: .number(Double(item.list))
        case .parent: item.parentLine.map { .number(Double($0)) }
        case .task, .real: .bool(item.isTask)
        case .annotated: .bool(!page.fields(ofItem: index).isEmpty)
        case .tags: .list(page.itemTags[extra(\.tags, item)].map { .text($0) })
        case .outlinks: .list(page.itemLinks[extra(\.links, item)].map { .link($0) })
        case .children, .subtasks: .list(page.children[item.children.range].map { self.item(Int($0)) })
        case .section, .header: section(item)
        case .blockId, .link: place(field, item)
        case .position: position(index)
        case .status: item.status.map { .text(String($0)) }
        case .checked: item.status.map { .bool($0 != " ") }
        case .completed: item.status.map { .bool($0 == "x" || $0 == "X") }
        case .fullyCompleted: item.isTask ? .bool(item.isFullyCompleted) : nil
        case .created, .due, .completion, .start, .scheduled: date(field, item)
        }
    }

    /// A stretch of what few items have.
    private func extra(_ stretch: KeyPath<ItemExtras, PageStretch>, _ item: ItemMetadata) -> Range<Int> {
        item.extra < 0 ? 0..<0 : page.extras[Int(item.extra)][keyPath: stretch].range
    }

    /// A date of a task: the first value of the first field it can be read from, unless that is nothing.
    private func date(_ field: ItemField, _ item: ItemMetadata) -> Value? {
        guard item.extra >= 0, item.isTask else { return nil }
        let dates = page.extras[Int(item.extra)].dates
        let place =
            switch field {
            case .created: dates.0
            case .due: dates.1
            case .completion: dates.2
            case .start: dates.3
            default: dates.4
            }
        guard place >= 0 else { return nil }
        let first = page.itemFields[Int(place)].first
        return first.isScriptTruthy ? resolved(first) : nil
    }

    private func own(_ name: String, _ index: Int) -> Value? {
        guard page.items[index].extra >= 0 else { return nil }
        return page.fields(ofItem: index).first { $0.name == name }.map { resolved($0.value) }
    }

    /// The block id, or the link to it; without one the link goes to the heading above.
    private func place(_ field: ItemField, _ item: ItemMetadata) -> Value? {
        guard item.extra >= 0, case let name = page.extras[Int(item.extra)].blockID, !name.isEmpty else {
            return field == .link ? section(item) : nil
        }
        let text = page.text(name)
        return field == .blockId
            ? .text(text) : .link(LinkValue(path: page.pathText, kind: .block, subpath: text))
    }

    private func section(_ item: ItemMetadata) -> Value {
        guard let heading = page.heading(Int(item.heading)) else {
            return .link(LinkValue(path: page.pathText))
        }
        return .link(LinkValue(path: page.pathText, kind: .header, subpath: heading))
    }

    private func position(_ index: Int) -> Value {
        func place(_ place: TextPlace) -> Value {
            let numbers = [("line", place.line), ("col", place.column), ("offset", place.offset)]
            return .object(ObjectValue(Fields(numbers.map { ($0, .number(Double($1))) })))
        }
        let (start, end) = (page.places[index].start, page.places[index].end)
        return .object(ObjectValue(Fields([("start", place(start)), ("end", place(end))])))
    }
}
