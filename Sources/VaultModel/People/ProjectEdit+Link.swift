extension ProjectEdit {
    /// Turns the first place on a line where a person is named and not linked into a link; the words stay as they
    /// are read.
    package static func link(
        _ person: PersonRequest, to target: String, line: Int, in note: Note
    ) throws(EditRefusal) -> Edit {
        let content = note.lines.contentRange(of: line, in: note.bytes)
        guard let place = person.mention(in: content, of: note) else {
            throw EditRefusal(
                "line \(line + 1) does not name \(quoted(person.name)) without a link", line: line)
        }
        let isCode = note.codeBlocks.contains {
            $0.range.lower <= place.lower && place.upper <= $0.range.upper
        }
        if isCode || note.frontmatter.map({ place.lower < $0.range.upper }) == true {
            throw EditRefusal(
                "there are no links in properties and code that a name could become", line: line)
        }
        let row = note.place(ofRow: line)
        let words = note.text(place)
        let pipe = row == nil ? "|" : "\\|"
        var draft = EditDraft(note)
        draft.apply([
            Replacement(place, words == target ? "[[\(target)]]" : "[[\(target)\(pipe)\(words)]]")
        ])
        let after = NoteOutline(draft.note)
        let item = note.listItems.firstIndex { $0.line == line }
        let heading = note.headings.firstIndex { $0.line == line }
        return try draft.checked("link \(quoted(words))") { outline in
            if let item, after.items.indices.contains(item) {
                outline.items[item].text = after.items[item].text
            }
            if let heading, after.headings.indices.contains(heading) {
                outline.headings[heading] = after.headings[heading]
            }
            guard let row, after.tables.indices.contains(row.table),
                after.tables[row.table].indices.contains(row.row),
                after.tables[row.table][row.row].count == outline.tables[row.table][row.row].count
            else { return }
            outline.tables[row.table][row.row] = after.tables[row.table][row.row]
        }
    }
}

extension Note {
    /// The table that a line is a row of, and which one, the header being 0; nil for other lines.
    fileprivate func place(ofRow line: Int) -> (table: Int, row: Int)? {
        for (index, table) in tables.enumerated() {
            let rows = [table.header] + table.rows
            if let row = rows.firstIndex(where: { $0.line == line }) { return (index, row) }
        }
        return nil
    }
}
