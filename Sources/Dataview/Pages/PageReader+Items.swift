import VaultModel

extension PageReader {
    /// Reads the list items by line; of two that start in one line the inner one counts.
    ///
    /// Fields of items that are no tasks also become fields of the note.
    mutating func readItems() -> [ItemMetadata] {
        guard !note.listItems.isEmpty else { return [] }
        let links = linksByLine()
        var places = TextPlaces(note)
        var byLine: [Int: ItemMetadata] = [:]
        for item in note.listItems {
            if let read = read(item, links: links, &places) { byLine[read.line] = read }
        }
        var items = byLine.keys.sorted().compactMap { byLine[$0] }
        Self.join(&items)
        for item in items where !item.isTask {
            for field in item.fields { fields.add(field.name, field.values) }
        }
        return items
    }

    private func linksByLine() -> [Int: [LinkValue]] {
        var result: [Int: [LinkValue]] = [:]
        for isEmbed in [false, true] {
            for link in note.links where link.isEmbed == isEmbed {
                result[link.line, default: []].append(self.link(link))
            }
        }
        return result
    }

    private func read(
        _ item: ListItem, links: [Int: [LinkValue]], _ places: inout TextPlaces
    ) -> ItemMetadata? {
        let last = max(item.line, note.line(at: item.range.upper))
        let first = note.lines.contentRange(of: item.line, in: note.bytes)
        guard let head = ItemHead(note.text(first)) else { return nil }
        var parts = [head.text]
        if last > item.line {
            parts += ((item.line + 1)...last).map { String(decoding: line($0), as: UTF8.self) }
        }
        let joined = parts.count == 1 ? parts[0] : parts.joined(separator: " ")
        let status = item.box.map { String($0.mark) }
        let fields = ownFields(Array(joined.utf8), isTask: status != nil)
        let start = places.place(at: item.range.lower)
        return ItemMetadata(
            line: item.line, lineCount: last - item.line + 1, list: list(at: item.line),
            parent: item.cacheParent >= 0 && item.cacheParent != item.line ? item.cacheParent : nil,
            symbol: head.symbol, text: parts.count == 1 ? parts[0] : parts.joined(separator: "\n"),
            status: status,
            isFullyCompleted: status == "x" || status == "X", heading: heading(above: item.line),
            blockID: item.blockID.map { note.text($0) }, tags: Self.tags(in: joined),
            links: (item.line...last).flatMap { links[$0] ?? [] }, fields: fields, children: [], start: start,
            end: places.place(at: item.range.upper))
    }

    private func ownFields(_ text: [UInt8], isTask: Bool) -> [(name: String, values: [Value])] {
        var found = InlineField.bracketed(in: text, withShorthands: true)
        if found.isEmpty, !isTask, let field = InlineField.fullLine(text) { found = [field] }
        guard !found.isEmpty else { return [] }
        var groups = FieldGroups()
        for field in found { groups.add(field.name, [reader.inline(field.text)]) }
        return groups.names.map { ($0, groups[$0] ?? []) }
    }

    /// The first line of the list block that a line is in; -1 in none, as inside quotes.
    private func list(at line: Int) -> Int {
        let start = note.lines.start(of: line)
        let end = note.lines.range(of: line).upper
        let block = note.blocks.first {
            $0.kind == .list && $0.range.lower < max(end, start + 1) && $0.range.upper > start
        }
        return block.map { note.line(at: $0.range.lower) } ?? -1
    }

    private func heading(above line: Int) -> String? {
        note.headings.last { $0.line <= line }.map { FieldName.heading(note.text($0.textRange)) }
    }

    /// Tells each item its children, and tasks whether all below them are completed.
    private static func join(_ items: inout [ItemMetadata]) {
        let places = Dictionary(items.enumerated().map { ($1.line, $0) }) { first, _ in first }
        for index in items.indices {
            if let parent = items[index].parent, let place = places[parent] {
                items[place].children.append(index)
            }
            guard items[index].isTask, !items[index].isCompleted else { continue }
            var next: Int? = index
            // Parents stand above their children, so this ends.
            while let current = next {
                items[current].isFullyCompleted = false
                next = items[current].parent.flatMap { places[$0] }.flatMap { $0 < current ? $0 : nil }
            }
        }
    }

    /// The tags in a text: what follows `#` up to white space, punctuation or brackets, if it is a tag.
    static func tags(in text: String) -> [String] {
        guard text.utf8.contains(UInt8(ascii: "#")) else { return [] }
        let scalars = Array(text.unicodeScalars)
        var tags: [String] = []
        var place = 0
        while let start = scalars[place...].firstIndex(of: "#") {
            place = start + 1
            while place < scalars.count, !ScriptText.isSpace(scalars[place]), !Self.endsTag(scalars[place]) {
                place += 1
            }
            guard place > start + 1 else { continue }
            let body = scalars[(start + 1)..<place]
            guard body.allSatisfy(LiteralParser.isTagPart) else { continue }
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

/// The first line of a list item, cut as Dataview cuts it.
struct ItemHead {
    /// The marker.
    var symbol: String
    /// What stands behind the marker and a box.
    var text: String

    /// Cuts a line into marker, box and text; nil where it has no marker.
    init?(_ line: String) {
        let scalars = Array(line.unicodeScalars)
        var place = 0
        func skipSpace() { while place < scalars.count, ScriptText.isSpace(scalars[place]) { place += 1 } }
        func text(_ range: Range<Int>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[range])
            return String(view)
        }
        while place < scalars.count, ScriptText.isSpace(scalars[place]) || scalars[place] == ">" {
            place += 1
        }
        let start = place
        while place < scalars.count, scalars[place].isDigit { place += 1 }
        let marks: [Unicode.Scalar] = place > start ? [".", ")"] : ["*", "-", "+"]
        guard place < scalars.count, marks.contains(scalars[place]) else { return nil }
        place += 1
        symbol = text(start..<place)
        skipSpace()
        if place + 1 < scalars.count, scalars[place] == "[" {
            if scalars[place + 1] == "]" {
                place += 2
            } else if place + 2 < scalars.count, scalars[place + 2] == "]" {
                place += 3
            }
        }
        skipSpace()
        self.text = String(ScriptText.trimmed(Substring(text(place..<scalars.count))))
    }
}

/// Turns bytes of a note into lines, columns and offsets in UTF-16 units, going forward through the note.
struct TextPlaces {
    private let note: Note
    private var byte = 0
    private var units = 0

    init(_ note: Note) { self.note = note }

    /// The place of a byte. Asking for places in order keeps it quick.
    mutating func place(at offset: Int) -> TextPlace {
        if offset < byte { (byte, units) = (0, 0) }
        units += Self.units(note.bytes[byte..<offset])
        byte = offset
        let line = note.line(at: offset)
        let column = Self.units(note.bytes[note.lines.start(of: line)..<offset])
        return TextPlace(line: line, column: column, offset: units)
    }

    private static func units(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $0 + (($1 & 0xC0) == 0x80 ? 0 : $1 >= 0xF0 ? 2 : 1) }
    }
}
