import VaultModel

extension PageReader {
    /// Reads the list items by line; of two that start in one line the inner one counts.
    ///
    /// Fields of items that are no tasks also become fields of the note.
    mutating func readItems() {
        guard !note.listItems.isEmpty else { return }
        let links = Dictionary(grouping: bodyLinks, by: \.line).mapValues { $0.map(\.value) }
        var places = TextPlaces(note)
        items.reserveCapacity(note.listItems.count)
        for item in note.listItems {
            guard let read = read(item, links: links, &places) else { continue }
            if items.last?.line == read.line { items[items.count - 1] = read } else { items.append(read) }
        }
        headings = note.headings.map { FieldName.heading(note.text($0.textRange)) }
        if items.indices.dropFirst().contains(where: { items[$0 - 1].line > items[$0].line }) { sortItems() }
        joinItems()
        for index in items.indices where !items[index].isTask {
            guard let details = items[index].details else { continue }
            for field in details.fields { fields.add(field.name, field.values) }
        }
    }

    /// The fields that exactly one item has, tasks aside, with the item's place. Dataview gives that item what
    /// stands outside of lists under the same name too, by oversight.
    func fieldOwners() -> [String: Int] {
        var owners: [String: Int] = [:]
        var shared: Set<String> = []
        for index in items.indices where !items[index].isTask {
            for field in items[index].fields where owners.updateValue(index, forKey: field.name) != nil {
                shared.insert(field.name)
            }
        }
        return owners.filter { !shared.contains($0.key) }
    }

    /// Adds a value to an item's field.
    mutating func lend(_ value: Value, as name: String, toItem index: Int) {
        guard let details = items[index].details else { return }
        let fields = details.fields.map { $0.name == name ? ($0.name, $0.values + [value]) : $0 }
        items[index].details = ItemMetadata.Details(
            tags: details.tags, links: details.links, fields: fields)
    }

    /// Puts items in the order of their lines, the last of several that start in one.
    private mutating func sortItems() {
        let byLine = Dictionary(items.map { ($0.line, $0) }) { _, last in last }
        items = byLine.values.sorted { $0.line < $1.line }
    }

    private mutating func read(
        _ item: ListItem, links: [Int: [LinkValue]], _ places: inout TextPlaces
    ) -> ItemMetadata? {
        let first = note.lines.contentRange(of: item.line, in: note.bytes)
        guard let head = ItemHead(note.bytes[first]) else { return nil }
        let last = max(item.line, note.line(at: item.range.upper))
        var parts = [head.text]
        if last > item.line { parts += ((item.line + 1)...last).map { Self.trimmed(lineBytes($0)) } }
        let joined = parts.count == 1 ? head.text : Array(parts.joined(separator: [0x20]))[...]
        let status = item.box.flatMap { $0.mark.unicodeScalars.first }
        let isCompleted = status == "x" || status == "X"
        return ItemMetadata(
            line: Int32(item.line), lineCount: Int32(last - item.line + 1), list: Int32(list(at: item.line)),
            parent: item.cacheParent != item.line ? Int32(clamping: item.cacheParent) : -1,
            heading: Int32(heading(above: item.line)), status: status, isFullyCompleted: isCompleted,
            symbol: keep(head.symbol),
            text: keep(parts.count == 1 ? joined : Array(parts.joined(separator: [0x0A]))[...]),
            blockID: item.blockID.map { keep(note.bytes[$0]) } ?? PageText(),
            start: places.place(at: item.range.lower), end: places.place(at: item.range.upper),
            details: details(
                joined, isTask: status != nil,
                links: links.isEmpty ? [] : (item.line...last).flatMap { links[$0] ?? [] }), children: [])
    }

    private func details(
        _ text: ArraySlice<UInt8>, isTask: Bool, links: [LinkValue]
    ) -> ItemMetadata.Details? {
        let tags = Self.tags(in: text)
        let fields = ownFields(text, isTask: isTask)
        if tags.isEmpty, links.isEmpty, fields.isEmpty { return nil }
        return ItemMetadata.Details(tags: tags, links: links, fields: fields)
    }

    /// Keeps bytes among the page's texts.
    private mutating func keep(_ bytes: ArraySlice<UInt8>) -> PageText {
        let text = PageText(lower: UInt32(texts.count), count: UInt32(bytes.count))
        texts += bytes
        return text
    }

    private func ownFields(_ text: ArraySlice<UInt8>, isTask: Bool) -> [(name: String, values: [Value])] {
        guard InlineField.mayHaveFields(text) else { return [] }
        let line = Array(text)
        var found = InlineField.bracketed(in: line, withShorthands: true)
        if found.isEmpty, !isTask, let field = InlineField.fullLine(line) { found = [field] }
        guard !found.isEmpty else { return [] }
        var groups = FieldGroups()
        for field in found { groups.add(field.name, [reader.inline(field.text)]) }
        return groups.names.map { ($0, groups[$0] ?? []) }
    }

    /// The first line of the list block that a line is in; -1 in none, as inside quotes.
    private mutating func list(at line: Int) -> Int {
        let start = note.lines.start(of: line)
        let end = note.lines.range(of: line).upper
        while blockIndex < note.blocks.count, note.blocks[blockIndex].range.upper <= start { blockIndex += 1 }
        guard blockIndex < note.blocks.count, note.blocks[blockIndex].kind == .list,
            note.blocks[blockIndex].range.lower < end
        else { return -1 }
        return note.line(at: note.blocks[blockIndex].range.lower)
    }

    private mutating func heading(above line: Int) -> Int {
        while headingIndex + 1 < note.headings.count, note.headings[headingIndex + 1].line <= line {
            headingIndex += 1
        }
        return headingIndex
    }

    /// Tells each item its children, and tasks whether all below them are completed.
    private mutating func joinItems() {
        for index in items.indices {
            let parent = place(ofLine: items[index].parent, above: index)
            if let parent { items[parent].children.append(index) }
            guard items[index].isTask, !items[index].isCompleted else { continue }
            items[index].isFullyCompleted = false
            var next = parent
            while let current = next {
                items[current].isFullyCompleted = false
                next = place(ofLine: items[current].parent, above: current)
            }
        }
    }

    /// The place of the item that starts in a line above another item.
    private func place(ofLine line: Int32, above index: Int) -> Int? {
        guard line >= 0 else { return nil }
        var (low, high) = (0, index)
        while low < high {
            let middle = (low + high) / 2
            if items[middle].line < line { low = middle + 1 } else { high = middle }
        }
        return low < index && items[low].line == line ? low : nil
    }

    /// The tags in a text: what follows `#` up to white space, punctuation or brackets, if it is a tag.
    static func tags(in bytes: ArraySlice<UInt8>) -> [String] {
        guard bytes.contains(UInt8(ascii: "#")) else { return [] }
        let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        var tags: [String] = []
        var place = 0
        while let start = scalars[place...].firstIndex(of: "#") {
            place = start + 1
            while place < scalars.count, !ScriptText.isSpace(scalars[place]), !endsTag(scalars[place]) {
                place += 1
            }
            guard place > start + 1, scalars[(start + 1)..<place].allSatisfy(LiteralParser.isTagPart) else {
                continue
            }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[start..<place])
            let tag = String(view)
            if !tags.contains(tag) { tags.append(tag) }
        }
        return tags
    }

    private static func endsTag(_ scalar: Unicode.Scalar) -> Bool {
        ",;.:!?'\"`()[]{}".unicodeScalars.contains(scalar)
    }
}
