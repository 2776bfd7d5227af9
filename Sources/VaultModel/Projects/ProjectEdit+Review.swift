extension ProjectEdit {
    /// Deletes a line, or a list item with all that is nested in it.
    package static func delete(line: Int, in note: Note) throws(EditRefusal) -> Edit {
        guard line < note.lines.count else { throw EditRefusal("the note has no line \(line + 1)") }
        let isItem = note.listItems.contains { $0.line == line }
        if !isItem, let reason = note.obstacleToDeleting(line) { throw EditRefusal(reason, line: line) }
        var draft = EditDraft(note)
        guard isItem else {
            draft.apply([Replacement(note.wholeLine(line), [])])
            return draft.edit("delete \(quoted(note.lineText(line)))")
        }
        let (index, item) = try item(at: line, in: note)
        draft.apply([Replacement(ByteRange(note.start(of: item.line), item.extent.upper), [])])
        let label = "delete \(quoted(note.text(note.textRange(withoutID: item))))"
        return try draft.checked(label) { expected in
            expected.items.removeSubrange(index..<(index + 1 + note.descendants(of: index)))
        }
    }

    /// Gives lines back what they held when they were accepted, all in one edit.
    package static func putRight(_ works: [ReturnedWork], in note: Note) throws(EditRefusal) -> Edit {
        guard let first = works.first else { throw EditRefusal("nothing has come back here") }
        var replacements: [Replacement] = []
        for work in works {
            guard work.line < note.lines.count else { throw EditRefusal("the note has changed; look again") }
            let whole = note.wholeLine(work.line)
            let content = note.lines.contentRange(of: work.line, in: note.bytes)
            replacements.append(work.accepted.map { Replacement(content, $0) } ?? Replacement(whole, []))
        }
        let words = works.count == 1 ? quoted(note.lineText(first.line)) : "\(works.count) lines"
        return Edit(
            label: "put \(words) right", path: note.path, base: note.bytes, replacements: replacements)
    }
}

extension Note {
    /// Why a line that is no list item is not deleted on its own; nil where it can be.
    fileprivate func obstacleToDeleting(_ line: Int) -> String? {
        if let frontmatter, line <= self.line(at: max(0, frontmatter.range.upper - 1)) {
            return "properties are not deleted here; muster set changes them, or E opens the editor"
        }
        if headings.contains(where: { $0.line == line }) {
            return "a heading holds its section; E opens the editor"
        }
        let start = lines.start(of: line)
        if codeBlocks.contains(where: { $0.range.lower <= start && start < $0.range.upper }) {
            return "a line of code is not deleted here; E opens the editor"
        }
        let ends = tables.flatMap { [$0.header.line, $0.delimiter.line] }
        return ends.contains(line) ? "the head of a table is not deleted here; E opens the editor" : nil
    }
}
