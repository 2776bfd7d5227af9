extension ProjectEdit {
    /// Turns a blocker into a next step, with all that is nested in it (dialect §12.3).
    package static func blockerToStep(
        line: Int, in note: Note, settings: EditSettings
    ) throws(EditRefusal) -> Edit {
        let project = Project(note, schema: settings.schema, settings: settings.tasks)
        guard let blocker = project.blockers.first(where: { $0.line == line }) else {
            throw EditRefusal("there is no blocker on line \(line + 1)", line: line)
        }
        return try move(
            blocker.listItem, from: blocker.textRange.lower, to: .steps, in: note, settings: settings,
            "make \(quoted(blocker.text)) a next step")
    }

    /// Turns a next step into a blocker, with all that is nested in it.
    package static func stepToBlocker(
        line: Int, in note: Note, settings: EditSettings
    ) throws(EditRefusal) -> Edit {
        let project = Project(note, schema: settings.schema, settings: settings.tasks)
        guard let step = project.steps.first(where: { $0.line == line }) else {
            throw EditRefusal("there is no next step on line \(line + 1) that stands by itself", line: line)
        }
        if step.isDone { throw EditRefusal("this step is done: it blocks nothing", line: line) }
        return try move(
            step.listItem, from: step.textRange.lower, to: .blockers, in: note, settings: settings,
            "make \(quoted(step.text)) a blocker")
    }

    /// Takes an item out, and adds its text, from the byte `start` on, to another section; one edit.
    private static func move(
        _ index: Int, from start: Int, to kind: SectionKind, in note: Note, settings: EditSettings,
        _ label: String
    ) throws(EditRefusal) -> Edit {
        let item = note.listItems[index]
        let lines = note.lines(of: item)
        let end = note.lines.contentRange(of: item.line, in: note.bytes).upper
        try requireText(ByteRange(start, end), in: note)
        let text = note.text(ByteRange(start, end))
        let prefix = Array(note.bytes[note.start(of: item.line)..<item.markerRange.lower])
        let width = max(start, item.markerRange.upper) - note.start(of: item.line)
        let rest = lines.dropFirst().map {
            Array(note.bytes[note.lines.contentRange(of: $0, in: note.bytes)])
        }
        var draft = EditDraft(note)
        draft.apply([Replacement(note.removalRange(of: lines), [])])
        let addition = ItemAddition(to: kind, in: draft.note, schema: settings.schema, original: note)
        let contentWidth =
            item.box == nil ? width : item.markerRange.upper + 1 - note.start(of: item.line)
        let change = addition.change(text) { form in
            rest.map { reindented($0, from: prefix, contentWidth, to: form) }
        }
        draft.apply([change.replacement])
        let count = 1 + note.descendants(of: index)
        let before = NoteOutline(note)
        let after = NoteOutline(draft.note)
        return try draft.checked(label) { expected in
            expected.items.removeSubrange(index..<(index + count))
            expect(change, from: after, in: &expected, schema: settings.schema, kind)
            guard change.item < expected.items.count else { return }
            expected.items.insert(
                contentsOf: before.items[(index + 1)..<(index + count)], at: change.item + 1)
        }
    }

    /// A nested line as it must stand below an item of another form: its own indentation relative to the
    /// item's kept, and more of it where the new marker is wider.
    private static func reindented(
        _ line: [UInt8], from prefix: [UInt8], _ width: Int, to form: ItemForm
    ) -> [UInt8] {
        guard line.starts(with: prefix), !line.isEmpty else { return line }
        let extra = (form.width - form.prefix.count) - (width - prefix.count)
        let isIndented = line.dropFirst(prefix.count).first == 0x20
        let padding = [UInt8](repeating: 0x20, count: isIndented ? max(0, extra) : 0)
        return form.prefix + padding + line.dropFirst(prefix.count)
    }
}

extension Note {
    /// How many list items are nested in one, at any depth.
    func descendants(of index: Int) -> Int {
        listItems[(index + 1)...].prefix { $0.depth > listItems[index].depth && $0.list >= 0 }.count
    }
}
