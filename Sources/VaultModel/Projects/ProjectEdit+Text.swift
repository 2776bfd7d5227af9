extension ProjectEdit {
    /// Gives an item another text; its marker, box, mark, block id and spaces stay.
    package static func replaceText(
        line: Int, with text: String, in note: Note, schema: Schema = .standard
    ) throws(EditRefusal) -> Edit {
        let (index, item) = try item(at: line, in: note)
        let text = try oneLine(text)
        let kind = Project(note, schema: schema).section(ofLine: line)?.kind
        let range = note.plainRange(index, in: item.parent == nil ? kind : nil)
        try requireText(range, in: note)
        var draft = EditDraft(note)
        let old = note.text(range)
        if old == text { return draft.edit("change \(quoted(old))") }
        draft.apply([Replacement(range, text)])
        let head = note.bytes[item.textRange.lower..<range.lower]
        let tail = note.bytes[range.upper..<item.textRange.upper]
        return try draft.checked("change \(quoted(old)) to \(quoted(text))") {
            $0.items[index].text = head + Array(text.utf8) + tail
        }
    }

    /// Moves a step, with all that is nested in it, past its neighbour: up for a negative `distance`, else
    /// down.
    package static func move(
        line: Int, by distance: Int, in note: Note, schema: Schema = .standard
    ) throws(EditRefusal) -> Edit {
        let (index, item) = try item(at: line, in: note)
        let section = Project(note, schema: schema).section(ofLine: line)
        let siblings = note.listItems.indices.filter { other in
            note.listItems[other].parent == item.parent && note.listItems[other].depth == item.depth
                && section?.owns(note.listItems[other].line) == true
        }
        guard let place = siblings.firstIndex(of: index), let section, section.kind != nil else {
            throw EditRefusal("only items of a project's sections are moved", line: line)
        }
        let target = place + distance.signum()
        guard siblings.indices.contains(target), distance != 0 else {
            throw EditRefusal("this is the \(distance < 0 ? "first" : "last") of its list", line: line)
        }
        let (first, second) = (siblings[min(place, target)], siblings[max(place, target)])
        var draft = EditDraft(note)
        draft.apply(swap(first, second, in: note))
        let text = quoted(note.text(note.textRange(withoutID: item)))
        return try draft.checked("move \(text) \(distance < 0 ? "up" : "down")") { expected in
            let before = expected.items
            let end = second + 1 + note.descendants(of: second)
            expected.items.replaceSubrange(
                first..<end,
                with: before[second..<end] + before[(first + 1 + note.descendants(of: first))..<second]
                    + before[first..<(first + 1 + note.descendants(of: first))])
        }
    }

    /// The changes that swap two items; terminators stay where they are, and so do the numbers of a numbered
    /// list.
    private static func swap(_ first: Int, _ second: Int, in note: Note) -> [Replacement] {
        func content(_ index: Int) -> ByteRange {
            let lines = note.lines(of: note.listItems[index])
            let last = lines.last { !note.isBlank($0) } ?? lines.lowerBound
            return ByteRange(
                note.lines.start(of: lines.lowerBound),
                note.lines.contentRange(of: last, in: note.bytes).upper)
        }
        func bytes(_ index: Int, marker other: Int) -> [UInt8] {
            let range = content(index)
            let own = note.listItems[index].markerRange
            let marker = note.bytes[note.listItems[other].markerRange]
            let isNumbered = Int(note.text(own).dropLast()) != nil
            return note.bytes[range.lower..<own.lower] + (isNumbered ? Array(marker) : Array(note.bytes[own]))
                + note.bytes[own.upper..<range.upper]
        }
        return [
            Replacement(content(first), bytes(second, marker: first)),
            Replacement(content(second), bytes(first, marker: second)),
        ]
    }
}
