import VaultModel

extension PageReader {
    /// Reads the list items by line; of two that start in one line the inner one counts.
    ///
    /// Fields of items that are no tasks also become fields of the note.
    mutating func readItems() {
        guard !note.listItems.isEmpty else { return }
        let links = linksByLine()
        var positions = TextPlaces(note)
        items.reserveCapacity(note.listItems.count)
        places.reserveCapacity(note.listItems.count)
        for item in note.listItems {
            guard let (read, place) = read(item, links: links, &positions) else { continue }
            if items.last?.line == read.line {
                items.removeLast()
                places.removeLast()
            }
            items.append(read)
            places.append(place)
        }
        headings = note.headings.map { keep(note.bytes[$0.textRange]) }
        if items.indices.dropFirst().contains(where: { items[$0 - 1].line > items[$0].line }) { sortItems() }
        joinItems()
        for item in items where !item.isTask && item.extra >= 0 {
            for field in itemFields[extras[Int(item.extra)].fields.range] {
                fields.add(field.name, field.values)
            }
        }
    }

    /// The fields that exactly one item has, tasks aside, with their places among the items' fields. Dataview gives
    /// that item what stands outside of lists under the same name too, by oversight.
    func fieldOwners() -> [String: Int] {
        var owners: [String: Int] = [:]
        var shared: Set<String> = []
        for item in items where !item.isTask && item.extra >= 0 {
            for place in extras[Int(item.extra)].fields.range {
                let name = itemFields[place].name
                if owners.updateValue(place, forKey: name) != nil { shared.insert(name) }
            }
        }
        return owners.filter { !shared.contains($0.key) }
    }

    /// Adds a value to an item's field.
    mutating func lend(_ value: Value, toField place: Int) { itemFields[place].add(value) }

    /// The links of the text by their lines; those of one line in their order, embeds last.
    private func linksByLine() -> [(line: Int, value: LinkValue)] {
        let isSorted = bodyLinks.indices.dropFirst().allSatisfy {
            bodyLinks[$0 - 1].line <= bodyLinks[$0].line
        }
        if isSorted { return bodyLinks }
        let order = bodyLinks.indices.sorted { (bodyLinks[$0].line, $0) < (bodyLinks[$1].line, $1) }
        return order.map { bodyLinks[$0] }
    }

    /// Puts items in the order of their lines, the last of several that start in one.
    private mutating func sortItems() {
        let byLine = Dictionary(items.indices.map { (items[$0].line, $0) }) { _, last in last }
        let order = byLine.values.sorted { items[$0].line < items[$1].line }
        items = order.map { items[$0] }
        places = order.map { places[$0] }
    }

    private mutating func read(
        _ item: ListItem, links: [(line: Int, value: LinkValue)], _ positions: inout TextPlaces
    ) -> (ItemMetadata, ItemPlace)? {
        let first = note.lines.contentRange(of: item.line, in: note.bytes)
        guard let head = ItemHead(note.bytes[first]) else { return nil }
        let last = max(item.line, note.line(at: item.range.upper))
        var text = head.text
        var joined = text
        if last > item.line {
            let parts = [head.text] + ((item.line + 1)...last).map { Self.trimmed(lineBytes($0)) }
            text = Array(parts.joined(separator: [0x0A]))[...]
            joined = Array(parts.joined(separator: [0x20]))[...]
        }
        let status = item.box.flatMap { $0.mark.unicodeScalars.first }
        let isCompleted = status == "x" || status == "X"
        let place = ItemPlace(
            symbol: keep(head.symbol), start: positions.place(at: item.range.lower),
            end: positions.place(at: item.range.upper))
        let read = ItemMetadata(
            line: Int32(item.line), lineCount: Int32(last - item.line + 1), list: Int32(list(at: item.line)),
            parent: item.cacheParent != item.line ? Int32(clamping: item.cacheParent) : -1,
            heading: Int32(heading(above: item.line)), status: status, isFullyCompleted: isCompleted,
            text: keep(text),
            extra: extra(
                joined, isTask: status != nil, blockID: item.blockID,
                links: Self.links(in: item.line...last, of: links)))
        return (read, place)
    }

    /// The links that start in some lines.
    private static func links(
        in lines: ClosedRange<Int>, of links: [(line: Int, value: LinkValue)]
    ) -> ArraySlice<(line: Int, value: LinkValue)> {
        let first = links.partitioningIndex { $0.line >= lines.lowerBound }
        return links[first...].prefix { $0.line <= lines.upperBound }
    }

    /// Keeps what few items have; -1 where this one has nothing of it.
    private mutating func extra(
        _ text: ArraySlice<UInt8>, isTask: Bool, blockID: ByteRange?,
        links: ArraySlice<(line: Int, value: LinkValue)>
    ) -> Int32 {
        let tags = Self.tags(in: text)
        let fields = ownFields(text, isTask: isTask)
        if tags.isEmpty, links.isEmpty, fields.isEmpty, blockID == nil { return -1 }
        var extra = ItemExtras()
        extra.tags = PageStretch(lower: UInt32(itemTags.count), count: UInt32(tags.count))
        extra.links = PageStretch(lower: UInt32(itemLinks.count), count: UInt32(links.count))
        extra.fields = PageStretch(lower: UInt32(itemFields.count), count: UInt32(fields.count))
        if let blockID { extra.blockID = keep(note.bytes[blockID]) }
        itemTags += tags.map { commons.text($0) }
        itemLinks += links.lazy.map(\.value)
        if !fields.isEmpty {
            let dates = ItemField.dates.map { Int32(place(of: $0, among: fields)) }
            extra.dates = (dates[0], dates[1], dates[2], dates[3], dates[4])
            itemFields += fields
        }
        extras.append(extra)
        return Int32(extras.count - 1)
    }

    /// The place that a date's field gets among all items' fields; -1 where there is none.
    private func place(of date: ItemField, among fields: [ItemFieldValue]) -> Int {
        for name in date.sources {
            if let place = fields.firstIndex(where: { $0.name == name }) { return itemFields.count + place }
        }
        return -1
    }

    /// Keeps bytes among the page's texts.
    private mutating func keep(_ bytes: ArraySlice<UInt8>) -> PageStretch {
        let text = PageStretch(lower: UInt32(texts.count), count: UInt32(bytes.count))
        texts += bytes
        return text
    }

    private func ownFields(_ text: ArraySlice<UInt8>, isTask: Bool) -> [ItemFieldValue] {
        guard InlineField.mayHaveFields(text) else { return [] }
        let line = Array(text)
        var found = InlineField.bracketed(in: line, withShorthands: true)
        if found.isEmpty, !isTask, let field = InlineField.fullLine(line) { found = [field] }
        guard !found.isEmpty else { return [] }
        var groups = FieldGroups()
        for field in found { groups.add(field.name, [reader.inline(field.text)]) }
        return groups.names.map { ItemFieldValue(name: commons.text($0), values: groups[$0] ?? []) }
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
        let parents = items.indices.map { items.place(ofLine: items[$0].parent, above: $0) }
        for parent in parents { if let parent { items[parent].children.count += 1 } }
        var next: UInt32 = 0
        for index in items.indices {
            items[index].children.lower = next
            next += items[index].children.count
        }
        children = [Int32](repeating: 0, count: Int(next))
        var filled = items.map { Int($0.children.lower) }
        for (index, parent) in parents.enumerated() {
            guard let parent else { continue }
            children[filled[parent]] = Int32(index)
            filled[parent] += 1
        }
        // What stands above an open task is looked at once: all above it has been, then.
        var isOpenBelow = [Bool](repeating: false, count: items.count)
        for index in items.indices where items[index].isTask && !items[index].isCompleted {
            var next: Int? = index
            while let current = next, !isOpenBelow[current] {
                isOpenBelow[current] = true
                items[current].isFullyCompleted = false
                next = parents[current]
            }
        }
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
