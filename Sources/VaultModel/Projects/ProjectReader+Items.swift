extension ProjectReader {
    /// The top-level items of all sections of a kind, without empty slots and placeholders: list item
    /// indices.
    func items(_ kind: SectionKind) -> [Int] { sections(kind).flatMap { items(in: $0) } }

    /// The top-level items of a section, likewise.
    func items(in section: Section) -> [Int] {
        let placeholder = placeholderLine(section)
        return allItems(in: section).filter { index in
            note.listItems[index].line != placeholder
                && !(note.isSlot(note.listItems[index]) && children(of: index).isEmpty)
        }
    }

    /// The top-level items of a section, slots and placeholders included.
    func allItems(in section: Section) -> [Int] {
        note.listItems.indices.filter {
            note.listItems[$0].parent == nil && section.owns(note.listItems[$0].line)
        }
    }

    /// The line that stands for "nothing here", if it is all that a section holds (dialect §12.2).
    func placeholderLine(_ section: Section) -> Int? {
        var only: Int?
        for line in section.bodyLines where section.owns(line) && !note.isBlank(line) {
            if only != nil { return nil }
            only = line
        }
        guard let line = only else { return nil }
        let item = note.listItems.first { $0.line == line }
        let range =
            item.map { note.textRange(withoutID: $0) } ?? note.lines.contentRange(of: line, in: note.bytes)
        let text = note.text(range).trimmed
        if isItalic(text), item == nil || item?.box == nil { return line }
        var word = text.lowercased()
        if let item, word.isEmpty, item.box == nil, note.text(item.markerRange) == "-" { word = "-" }
        if word.hasSuffix(".") { word.removeLast() }
        return schema.placeholders.contains(word) ? line : nil
    }

    /// Whether a text is wholly in `*…*` or `_…_`, and not in `**…**`.
    private func isItalic(_ text: String) -> Bool {
        guard let first = text.first, text.count > 2, first == "*" || first == "_", text.last == first else {
            return false
        }
        let inner = text.dropFirst().dropLast()
        return inner.first != first && inner.first != " " && !inner.contains(first)
    }

    /// The items nested directly in an item.
    func children(of index: Int) -> [Int] {
        note.listItems[(index + 1)...].indices.prefix {
            note.listItems[$0].depth > note.listItems[index].depth
        }
        .filter { note.listItems[$0].parent == index }
    }

    /// An item as it is; `marked` where a mark at its start is decoration.
    func item(_ index: Int, marked: Bool) -> ProjectItem {
        let range = note.textRange(withoutID: note.listItems[index])
        return item(index, behind: marked ? ItemGlyph(in: note, at: range) : nil)
    }

    /// An item whose text starts behind a mark.
    private func item(_ index: Int, behind glyph: ItemGlyph?) -> ProjectItem {
        let item = note.listItems[index]
        var range = note.textRange(withoutID: item)
        if let glyph { range = ByteRange(min(glyph.dressRange.upper, range.upper), range.upper) }
        return ProjectItem(
            text: note.text(range), textRange: range, line: item.line, lines: note.lines(of: item),
            extent: item.extent, listItem: index, mark: item.box?.mark, glyph: glyph,
            isDone: item.box.map { !$0.isOpen } ?? false,
            children: children(of: index).map { self.item($0, marked: false) })
    }

    /// A blocker: resolved by its mark, by its box, or by being struck through.
    func blocker(_ index: Int) -> ProjectItem {
        note.bytes.read { source in
            let glyph = source.blockerGlyph(note.listItems[index])
            var result = item(index, behind: glyph)
            result.isDone = source.isResolved(note.listItems[index], result.textRange, glyph)
            return result
        }
    }

    /// A step with its sub-steps, by the rules for tasks.
    func step(_ index: Int) -> ProjectItem {
        var result = item(index, marked: false)
        let content = note.lines.contentRange(of: result.line, in: note.bytes)
        if result.mark != nil, let task = TaskLine(line: note.bytes[content], settings: settings) {
            result.isDone = task.isDone
            result.due = task.due
            result.scheduled = task.scheduled
            result.start = task.start
        }
        result.children = children(of: index).map { step($0) }
        return result
    }
}

extension SourceBytes {
    /// A blocker's text, and whether it counts no more: what `ProjectReader.blocker` says of it, without reading the
    /// rest.
    func blockerText(_ item: ListItem) -> (range: ByteRange, isDone: Bool) {
        let glyph = blockerGlyph(item)
        var range = textRange(withoutID: item)
        if let glyph { range = ByteRange(min(glyph.dressRange.upper, range.upper), range.upper) }
        return (range, isResolved(item, range, glyph))
    }

    /// The mark of a blocker, if it says whether the blocker is resolved.
    fileprivate func blockerGlyph(_ item: ListItem) -> ItemGlyph? {
        let glyph = ItemGlyph(in: self, at: textRange(withoutID: item))
        return glyph?.meaning == .other ? nil : glyph
    }

    fileprivate func isResolved(_ item: ListItem, _ text: ByteRange, _ glyph: ItemGlyph?) -> Bool {
        if let box = item.box, !box.isOpen { return true }
        // A text that is struck through as a whole counts no more either.
        return glyph?.meaning == .resolved
            || text.count > 4 && starts(with: "~~", at: text.lower, before: text.upper)
                && starts(with: "~~", at: text.upper - 2, before: text.upper)
    }
}

extension ProjectReader {
    /// What the project is about: bulleted, one topic an item; else the body's lines, split at commas that
    /// stand in no brackets.
    func topics() -> [Passage] {
        sections(.topics).flatMap { section -> [Passage] in
            if placeholderLine(section) != nil { return [] }
            let items = items(in: section)
            if !items.isEmpty {
                return items.map { index in
                    let item = self.item(index, marked: false)
                    return Passage(text: item.text, range: item.textRange, line: item.line)
                }
            }
            return paragraphLines(section).flatMap { line in
                pieces(note.lines.contentRange(of: line, in: note.bytes)).map {
                    Passage(text: note.text($0), range: $0, line: line)
                }
            }
        }
    }

    /// The lines of plain text in a section.
    private func paragraphLines(_ section: Section) -> [Int] {
        note.blocks.filter { $0.kind == .paragraph }.flatMap { block in
            (note.line(at: block.range.lower)...note.line(at: max(block.range.lower, block.range.upper - 1)))
                .filter { section.owns($0) }
        }
    }

    /// A line's pieces between the commas that stand in no brackets.
    private func pieces(_ range: ByteRange) -> [ByteRange] {
        var depth = 0
        var start = range.lower
        var result: [ByteRange] = []
        for offset in range.indices {
            switch note.bytes[offset] {
            case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): depth = max(0, depth - 1)
            case UInt8(ascii: ",") where depth == 0:
                result.append(ByteRange(start, offset))
                start = offset + 1
            default: break
            }
        }
        result.append(ByteRange(start, range.upper))
        return result.map { note.trimmed($0) }.filter { !$0.isEmpty }
    }

    /// The people or customers that the sections of a kind name.
    func mentions(_ kind: SectionKind) -> [Mention] { sections(kind).flatMap { mentions(in: $0) } }

    /// The names in a section: of each item its first link, else its text; without a list, every link.
    func mentions(in section: Section) -> [Mention] {
        if placeholderLine(section) != nil { return [] }
        let items = items(in: section)
        if items.isEmpty {
            let links = note.links.filter { section.owns($0.line) && !$0.isEmbed }
            return links.map { Mention(name: note.name(of: $0), target: note.target(of: $0), line: $0.line) }
        }
        return items.map { index in
            let item = self.item(index, marked: true)
            let link = note.links.first { item.textRange.contains($0.range) }
            return Mention(
                name: link.map { note.name(of: $0) } ?? item.text, target: link.map { note.target(of: $0) },
                line: item.line)
        }
    }
}
