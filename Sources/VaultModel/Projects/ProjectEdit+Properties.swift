extension ProjectEdit {
    /// Marks a note as looked over, in one edit: the tag goes, `last_updated` and the footer say today, each
    /// in its own style (dialect §12.3).
    package static func markReviewed(_ note: Note, settings: EditSettings) throws(EditRefusal) -> Edit {
        guard note.frontmatter != nil else {
            throw EditRefusal("this note has no properties, so it is not up for review")
        }
        var draft = EditDraft(note)
        try draft.change { (note) throws(PropertyRefusal) in
            try PropertyEdit.removeTag(settings.schema.reviewTag, from: note)
        }
        try touch(&draft, settings)
        let keys: Set = ["tags", "tag", "last_updated"]
        return try draft.checked("mark \(quoted(note.title)) reviewed", leavingOut: keys) { _ in }
    }

    /// Archives a note, in one edit: its status, its status tags, the status table's row, and the dates. With
    /// `isReviewed` the tag for notes to be looked over goes too.
    package static func archive(
        _ note: Note, isReviewed: Bool = false, settings: EditSettings
    ) throws(EditRefusal) -> Edit {
        try setStatus(
            settings.schema.archivedStatus, of: note, isReviewed: isReviewed,
            label: "archive \(quoted(note.title))", settings: settings)
    }

    /// Gives a note another status, in one edit: the property, its status tags, the status table's row, and the
    /// dates.
    package static func setStatus(
        _ status: String, of note: Note, settings: EditSettings
    ) throws(EditRefusal) -> Edit {
        try setStatus(
            status, of: note, isReviewed: false,
            label: "set the status of \(quoted(note.title)) to \(status)",
            settings: settings)
    }

    private static func setStatus(
        _ status: String, of note: Note, isReviewed: Bool, label: String, settings: EditSettings
    ) throws(EditRefusal) -> Edit {
        let schema = settings.schema
        var draft = EditDraft(note)
        if isReviewed {
            try draft.change { (note) throws(PropertyRefusal) in
                try PropertyEdit.removeTag(schema.reviewTag, from: note)
            }
        }
        try setStatus(status, &draft)
        let prefix = schema.statusTag.lowercased() + "/"
        let tag = "\(schema.statusTag)/\(status)"
        let tags = draft.note.frontmatterTags.filter { $0.key.hasPrefix(prefix) }
        if tags.isEmpty {
            try draft.change { (note) throws(PropertyRefusal) in try PropertyEdit.addTag(tag, to: note) }
        }
        for old in tags where old.key != FrontmatterTag.key(tag) {
            try draft.change { (note) throws(PropertyRefusal) in
                try PropertyEdit.replaceTag(old.name, with: tag, in: note)
            }
        }
        let row = try setStatusRow(status, &draft, settings)
        try touch(&draft, settings)
        let keys: Set = ["tags", "tag", "status", "last_updated"]
        return try draft.checked(label, leavingOut: keys) { expected in
            if let row { expected.tables[row.table][row.row][1] = row.value }
        }
    }

    /// Sets `last_contact` to today, and nothing else.
    package static func touchLastContact(_ note: Note, settings: EditSettings) throws(EditRefusal) -> Edit {
        var draft = EditDraft(note)
        try setDate("last_contact", &draft, settings)
        let keys: Set = ["last_contact"]
        return try draft.checked("note a contact with \(quoted(note.title)) today", leavingOut: keys) { _ in }
    }

    /// Sets a property to a text, as the command line's `set` does.
    package static func set(_ key: String, to value: String, in note: Note) throws(EditRefusal) -> Edit {
        var draft = EditDraft(note)
        try draft.change { (note) throws(PropertyRefusal) in try PropertyEdit.set(key, to: value, in: note) }
        return try draft.checked("set \(key) to \(quoted(value))", leavingOut: [key.lowercased()]) { _ in }
    }

    /// Sets the status; a list of statuses becomes a list of this one, the first one's quotes kept.
    private static func setStatus(_ status: String, _ draft: inout EditDraft) throws(EditRefusal) {
        let note = draft.note
        guard let property = note.property("status"), let first = property.items.first,
            let last = property.items.last
        else {
            try draft.change { (note) throws(PropertyRefusal) in
                try PropertyEdit.set("status", to: status, in: note)
            }
            return
        }
        let mark = note.text(ByteRange(first.range.lower, first.range.lower + 1))
        let value = mark == "'" || mark == "\"" ? mark + status + mark : status
        if property.style == .flowList {
            draft.apply([Replacement(ByteRange(first.range.lower, last.range.upper), value)])
        } else {
            let gone = property.items.dropFirst().map { note.lines.range(of: note.line(at: $0.range.lower)) }
            draft.apply([Replacement(first.range, value)] + gone.map { Replacement($0, []) })
        }
        guard draft.note.property("status")?.value == .list([.text(status)]) else {
            throw EditRefusal("the list of statuses can't be made one status", line: property.line)
        }
    }

    /// Sets `last_updated` and the footer's date to today.
    private static func touch(_ draft: inout EditDraft, _ settings: EditSettings) throws(EditRefusal) {
        try setDate("last_updated", &draft, settings)
        guard let footer = Footer(in: draft.note) else { return }
        if footer.date.isEmpty {
            let before = draft.note.bytes[..<footer.dateRange.lower].last
            let gap = before == 0x20 || before == 0x09 ? "" : " "
            draft.apply([Replacement(footer.dateRange, gap + settings.today.description)])
        } else if let date = DateText.restyled(footer.date, to: settings.today, clock: settings.clock) {
            draft.apply([Replacement(footer.dateRange, date)])
        }
    }

    /// Sets a date property to today, in the shape of what it holds.
    private static func setDate(
        _ key: String, _ draft: inout EditDraft, _ settings: EditSettings
    ) throws(EditRefusal) {
        let old = draft.note.scalar(key)
        let new = old.flatMap { DateText.restyled($0, to: settings.today, clock: settings.clock) }
        if let old, new == nil, !old.trimmed.isEmpty {
            let line = draft.note.frontmatter?[key]?.line
            throw EditRefusal(
                "\(key) holds \(quoted(old)), which is no date to be set to another", line: line)
        }
        try draft.change { (note) throws(PropertyRefusal) in
            try PropertyEdit.set(key, to: new ?? settings.today.description, in: note)
        }
    }

    /// Sets the status table's row, in the case of its old value; gives the place of the cell in the outline.
    private static func setStatusRow(
        _ status: String, _ draft: inout EditDraft, _ settings: EditSettings
    ) throws(EditRefusal) -> (table: Int, row: Int, value: [UInt8])? {
        let note = draft.note
        let fields = Project(note, schema: settings.schema).statusTable
        guard
            let field = fields.first(where: { settings.schema.statusFields.contains($0.field.lowercased()) }),
            let range = field.valueRange, !range.isEmpty
        else { return nil }
        let table = note.tables.firstIndex { $0.rows.contains { $0.line == field.line } }
        guard let table, let row = note.tables[table].rows.firstIndex(where: { $0.line == field.line }) else {
            return nil
        }
        try requireText(range, in: note)
        let value = cased(status, like: field.value)
        draft.apply([Replacement(range, value)])
        return (table, row + 1, Array(value.utf8))
    }

    /// A word in the case of another: `archived` like `Active` is `Archived`.
    private static func cased(_ word: String, like old: String) -> String {
        let letters = old.filter(\.isLetter)
        guard let first = letters.first, first.isUppercase else { return word }
        if letters.count > 1, letters.allSatisfy(\.isUppercase) { return word.uppercased() }
        return word.prefix(1).uppercased() + word.dropFirst()
    }
}

extension EditDraft {
    /// Makes a change of properties, in words of this kind of refusal where it can't be made.
    fileprivate mutating func change(
        _ replacements: (Note) throws(PropertyRefusal) -> [Replacement]
    ) throws(EditRefusal) {
        do throws(PropertyRefusal) {
            apply(try replacements(note))
        } catch {
            throw EditRefusal(error.message, line: error.line)
        }
    }
}
