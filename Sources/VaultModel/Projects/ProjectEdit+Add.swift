extension ProjectEdit {
    /// Adds a line to a section: a step, a blocker, a decision or a fact, written as its neighbours are. An
    /// empty slot is filled, a placeholder replaced, and a missing section made (dialect §12.3).
    package static func add(
        _ text: String, to kind: SectionKind, in note: Note, settings: EditSettings
    ) throws(EditRefusal) -> Edit {
        guard let noun = noun(kind) else {
            throw EditRefusal("nothing is added to this section line by line")
        }
        var text = try oneLine(text)
        if kind == .steps { text = created(text, settings) }
        var draft = EditDraft(note)
        let change = ItemAddition(to: kind, in: note, schema: settings.schema).change(text)
        draft.apply([change.replacement])
        let after = draft.note
        guard let line = after.itemLine(change.item), after.holds(text, change.item) else {
            throw EditRefusal("this text would not be read as one \(noun); edit the note itself")
        }
        let project = Project(after, schema: settings.schema, settings: settings.tasks)
        guard project.section(ofLine: line)?.kind == kind else {
            throw EditRefusal("the note's last lines would swallow the new \(noun); edit the note itself")
        }
        let outline = NoteOutline(after)
        return try draft.checked("add the \(noun) \(quoted(text))") { expected in
            expect(change, from: outline, in: &expected, schema: settings.schema, kind)
        }
    }

    /// What an item of a section is called; nil for a section that holds none.
    static func noun(_ kind: SectionKind) -> String? {
        switch kind {
        case .steps: "step"
        case .blockers: "blocker"
        case .decisions: "decision"
        case .facts: "fact"
        default: nil
        }
    }

    /// A new task's text with the day it was written, where the vault's settings ask for it.
    static func created(_ text: String, _ settings: EditSettings) -> String {
        let line = settingCreated(
            line: Array("- [ ] \(text)".utf8), to: settings.today, settings: settings.tasks)
        return String(decoding: line.dropFirst("- [ ] ".utf8.count), as: UTF8.self)
    }

    /// Puts what an addition is meant to change into an outline; the new item itself is taken from the
    /// result.
    static func expect(
        _ change: ItemAddition.Change, from after: NoteOutline, in expected: inout NoteOutline,
        schema: Schema,
        _ kind: SectionKind
    ) {
        guard after.items.indices.contains(change.item), change.item <= expected.items.count else { return }
        let new = after.items[change.item]
        if change.replacesItem {
            expected.items[change.item] = new
        } else {
            expected.items.insert(new, at: change.item)
        }
        if let heading = change.heading {
            expected.headings.insert(Array(schema.name(of: kind).utf8), at: heading)
        }
    }
}

extension Note {
    /// The line of a list item, if there is one of that index.
    func itemLine(_ index: Int) -> Int? {
        listItems.indices.contains(index) ? listItems[index].line : nil
    }

    /// Whether a list item's text is this one, behind nothing but a mark.
    func holds(_ text: String, _ index: Int) -> Bool {
        let item = listItems[index]
        let whole = bytes[item.textRange]
        guard whole.count >= text.utf8.count, whole.suffix(text.utf8.count).elementsEqual(text.utf8) else {
            return false
        }
        let head = ByteRange(item.textRange.lower, item.textRange.upper - text.utf8.count)
        return head.isEmpty || ItemGlyph(in: self, at: head)?.dressRange == head
    }

    /// The text of a list item without block id and, where its section gives marks a meaning, without mark.
    func plainRange(_ index: Int, in kind: SectionKind?) -> ByteRange {
        let range = textRange(withoutID: listItems[index])
        guard kind == .blockers || kind == .decisions, let glyph = ItemGlyph(in: self, at: range),
            glyph.meaning != .other || kind == .decisions
        else { return range }
        return ByteRange(min(glyph.dressRange.upper, range.upper), range.upper)
    }
}
