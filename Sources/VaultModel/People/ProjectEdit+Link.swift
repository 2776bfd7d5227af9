extension ProjectEdit {
    /// Turns the first place on a line where a person is named and not linked into a link; the words stay as they
    /// are read.
    package static func link(
        _ person: PersonRequest, to target: String, line: Int, in note: Note
    ) throws(EditRefusal) -> Edit {
        let (index, _) = try item(at: line, in: note)
        let content = note.lines.contentRange(of: line, in: note.bytes)
        guard let place = person.mention(in: content, of: note) else {
            throw EditRefusal(
                "line \(line + 1) does not name \(quoted(person.name)) without a link", line: line)
        }
        let words = note.text(place)
        var draft = EditDraft(note)
        draft.apply([Replacement(place, words == target ? "[[\(target)]]" : "[[\(target)|\(words)]]")])
        let after = NoteOutline(draft.note)
        return try draft.checked("link \(quoted(words))") { outline in
            outline.items[index].text = after.items.indices.contains(index) ? after.items[index].text : []
        }
    }
}
